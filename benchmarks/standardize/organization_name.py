"""Organization names: base name without its legal form, brand of Chinese names, country from the form; beside cleanco.

python -m benchmarks.standardize.organization_name --wrong

The trap: the sets contradict one another. probablepeople calls Corporation, Company and Co. words of the name, cleanco
takes them off; probablepeople's expected names are the joined name words, so a name with `dba` has its two names glued.
Countries guessed from a form alone (Inc. is Canada there, Ltd. Israel) are tallied apart and no measure of a parser.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.standardize.cases import Case, Tally, read_cases, show, tally

from custdq.fields import OrganizationName

#: Country names of the cases that are no country names of ISO 3166-1.
_COUNTRIES = {
    "British Virgin Isl": "Virgin Islands (British)", "Korea": "Korea, Republic of", "Marshall Isl": "Marshall Islands",
    "Slovak Republic": "Slovakia", "Neth. Antilles": "Netherlands",
}  # fmt: skip
Answers = Callable[[Sequence[Case]], Sequence[Any]]


def tallies() -> Iterator[Tally]:
    """Judge each set of company cases."""
    cases = read_cases("company_name")
    for name, right, peers in (
        ("labelled", _is_labelled, {"cleanco": _cleanco}),
        ("base-name", _is_base, {"cleanco": _cleanco}),
        ("brand", _is_brand, {}),
        ("country-of-company", _is_country, {"cleanco": _cleanco_countries}),
    ):
        chosen = [case for case in cases if case.kind.split("/")[0] == name]
        tools: dict[str, Answers] = {"custdq": _custdq, **peers}
        for tool, answers in tools.items():
            yield tally(name, tool, chosen, answers=answers, right=right)


def _custdq(cases: Sequence[Case]) -> list[Any]:
    rows: list[Any] = OrganizationName().parse([case.input for case in cases]).to_pylist()
    return [{name: part for name, part in row.items() if part is not None} for row in rows]


def _cleanco(cases: Sequence[Case]) -> list[Any]:
    cleanco = importlib.import_module("cleanco")
    return [{"base": cleanco.basename(case.input)} for case in cases]


def _cleanco_countries(cases: Sequence[Case]) -> list[Any]:
    cleanco = importlib.import_module("cleanco")
    sources = cleanco.countrysources()
    return [{"countries": ";".join(cleanco.matches(case.input, sources))} for case in cases]


def _is_labelled(case: Case, got: dict[str, Any]) -> bool:
    return _same(got.get("base"), case.expected["name"]) and (
        "value" not in got or _same(got.get("legal_form"), case.expected["legal_form"])
    )


def _is_base(case: Case, got: dict[str, Any]) -> bool:
    return _same(got.get("base"), case.expected["base"])


def _is_brand(case: Case, got: dict[str, Any]) -> bool:
    return _same(got.get("brand"), case.expected["brand"])


def _is_country(case: Case, got: dict[str, Any]) -> bool:
    want = case.expected["country_name"]
    return _COUNTRIES.get(want, want) in (got.get("countries") or "").split(";")


def _same(got: str | None, want: str | None) -> bool:
    return (got or "").casefold() == (want or "").casefold()


if __name__ == "__main__":
    show(tallies())
