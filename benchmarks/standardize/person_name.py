"""Names of persons: labelled western names and readings of Chinese surnames, beside nameparser and probablepeople.

python -m benchmarks.standardize.person_name --wrong

A part is right where it equals the label but for case and marks at its ends. The trap: a third of the labelled names is
one word drawn from a list of given or of family names (DAVID, KING), and many stand on both lists; so names of several
words are a row of their own. nameparser (LGPL) and probablepeople are measured where they are installed, and only here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from benchmarks.standardize.cases import Case, Tally, read_cases, show, tally

from custdq.fields import PersonName

#: label -> our part
PARTS = {
    "title": "prefix", "first": "given", "middle": "middle", "last": "family", "suffix": "suffix",
    "nickname": "nickname",
}  # fmt: skip


def tallies() -> Iterator[Tally]:
    """Judge the labelled names, those of several words alone, and the readings of surnames."""
    cases = read_cases("person_name")
    for name, some in (
        ("person_name", cases),
        ("person_name, several words", [case for case in cases if " " in case.input]),
    ):
        for tool, answers in _tools():
            yield tally(name, tool, some, answers=answers, right=_is_right)
    yield tally("surname_pinyin", "custdq", read_cases("surname_pinyin"), answers=_readings, right=_is_reading)


def _tools() -> Iterator[tuple[str, Callable[[Sequence[Case]], list[Any]]]]:
    yield "custdq", _custdq
    for package, answers in (("nameparser", _nameparser), ("probablepeople", _probablepeople)):
        if find_spec(package) is not None:
            yield package, answers


def _custdq(cases: Sequence[Case]) -> list[Any]:
    rows = PersonName().parse([case.input for case in cases]).to_pylist()
    return [
        {label: row[part] for label, part in PARTS.items()} | {"two_people": row["problem"] == "several_values"}
        for row in rows
    ]


def _nameparser(cases: Sequence[Case]) -> list[Any]:
    from nameparser import HumanName  # type: ignore[import-not-found,unused-ignore]

    return [{label: getattr(name, label) for label in PARTS} for name in (HumanName(case.input) for case in cases)]


def _probablepeople(cases: Sequence[Case]) -> list[Any]:
    import probablepeople  # type: ignore[import-not-found,unused-ignore]

    labels = {
        "first": ("GivenName", "FirstInitial"), "middle": ("MiddleName", "MiddleInitial"),
        "last": ("Surname", "LastInitial"), "title": ("PrefixMarital", "PrefixOther"),
        "suffix": ("SuffixGenerational", "SuffixOther"), "nickname": ("Nickname",),
    }  # fmt: skip
    answers = []
    for case in cases:
        try:
            found, kind = probablepeople.tag(case.input)
        except probablepeople.RepeatedLabelError:
            found, kind = {}, "Household"
        answer: dict[str, Any] = {
            label: " ".join(found[tag] for tag in tags if tag in found) for label, tags in labels.items()
        }
        answers.append(answer | {"two_people": kind == "Household"})
    return answers


def _plain(text: str | None) -> str:
    return (text or "").casefold().strip(" .,;:()[]\"'“”‘’")


def _is_right(case: Case, got: dict[str, Any]) -> bool:
    if case.expected.get("two_people"):
        return bool(got.get("two_people"))
    return all(_plain(got.get(label)) == _plain(want) for label, want in case.expected.items())


def _readings(cases: Sequence[Case]) -> list[Any]:
    kind = PersonName()
    readings: list[Any] = kind.keys(kind.parse([case.input for case in cases]))["family_sound"].to_pylist()
    return readings


def _is_reading(case: Case, got: str | None) -> bool:
    return bool(got == case.expected["pinyin"])


if __name__ == "__main__":
    show(tallies())
