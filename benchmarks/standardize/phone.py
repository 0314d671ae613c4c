"""Telephone numbers: metadata examples of every region and messy cells, beside phonenumbers.

python -m benchmarks.standardize.phone --wrong
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from benchmarks.standardize.cases import Case, Tally, read_cases, show, tally

from custdq.fields import Phone


def tallies() -> Iterator[Tally]:
    """Judge both files of phone cases."""
    for name in ("phone", "phone_messy"):
        cases = sorted(read_cases(name), key=lambda case: case.country or "")
        for tool, answers in (("custdq", _custdq), ("phonenumbers", _phonenumbers)):
            yield tally(name, tool, cases, answers=answers, right=_is_right)


def _custdq(cases: Sequence[Case]) -> list[Any]:
    answers: list[Any] = []
    for region, group in groupby(cases, key=lambda case: case.country):
        parsed = Phone(region=region or "ZZ" if region else None).parse([case.input for case in group])
        answers += parsed.to_pylist()
    return [
        {
            "e164": row["value"], "region": row["region"], "type": row["type"], "ext": row["extension"],
            "e164_list": [n for n in (row["value"], *(row["others"] or "").split(";")) if n],
        }
        for row in answers
    ]  # fmt: skip


def _phonenumbers(cases: Sequence[Case]) -> list[Any]:
    import phonenumbers as pn

    names = {value: name.lower() for name, value in vars(pn.PhoneNumberType).items() if name.isupper()}
    answers: list[Any] = []
    for case in cases:
        try:
            number = pn.parse(str(case.input), case.country)
        except pn.NumberParseException:
            answers.append({"e164": None})
            continue
        valid = pn.is_valid_number(number)
        e164 = pn.format_number(number, pn.PhoneNumberFormat.E164)
        answers.append(
            {
                "e164": e164 if valid else None, "region": pn.region_code_for_number(number),
                "type": names[pn.number_type(number)], "ext": number.extension, "e164_list": [e164],
            }
        )  # fmt: skip
    return answers


def _is_right(case: Case, got: dict[str, Any]) -> bool:
    want = case.expected
    if not want["valid"]:
        return got["e164"] is None
    if "e164_list" in want:
        return bool(got.get("e164_list") == want["e164_list"])
    known = [name for name in ("e164", "region", "type", "ext") if want.get(name) is not None]
    return all(got.get(name) == want[name] for name in known)


if __name__ == "__main__":
    show(tallies())
