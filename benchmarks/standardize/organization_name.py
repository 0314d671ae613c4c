"""Organization names: base name without its legal form, brand of Chinese names, country from the form; beside cleanco.

python -m benchmarks.standardize.organization_name --wrong

The trap: the sets contradict one another. probablepeople calls Corporation, Company and Co. words of the name, cleanco
takes them off as custdq does: so its rows are judged where their label has a form ("labelled with a form"), and the
rest, whose labels keep Corp inside the name, are a set apart. Its expected names are the joined name words, so a name
with `dba` has its two names glued and one with an acronym before it (IUOE # 399) has lost it: "one name" is without.
Countries guessed from a form alone (Inc. is Canada there, Ltd. Israel) are tallied apart and no measure of a parser.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.standardize.cases import Case, Tally, read_cases, show, tally

from custdq.fields import OrganizationName
from custdq.reference.towns import towns

#: Country names of the cases as custdq writes them.
_COUNTRIES = {
    "British Virgin Isl": "British Virgin Islands", "Korea": "South Korea", "Marshall Isl": "Marshall Islands",
    "Slovak Republic": "Slovakia", "Czech Republic": "Czechia", "Antigua": "Antigua and Barbuda", "Turkey": "Türkiye",
}  # fmt: skip
_SETS = ("labelled", "base-name", "brand", "country-of-company")
_GLUED = frozenset({"AKA", "ProxyFor", "ShortForm"})
Answers = Callable[[Sequence[Case]], Sequence[Any]]


def tallies(*, peers: bool = True) -> Iterator[Tally]:
    """Judge each set of company cases, custdq alone where `peers` are not asked for."""
    cases = read_cases("company_name")
    _custdq(cases[::20])  # tables are loaded before anything is timed, towns too, which few names ask for
    towns()
    sets = {name: [case for case in cases if case.kind.split("/")[0] == name] for name in _SETS}
    labelled = sets.pop("labelled")
    sets["labelled with a form"] = [case for case in labelled if case.expected["legal_form"]]
    sets["with a form, one name"] = [case for case in sets["labelled with a form"] if not _is_glued(case)]
    sets["labelled without a form"] = [case for case in labelled if not case.expected["legal_form"]]
    for name, right, others in (
        ("labelled with a form", _is_labelled, {"cleanco": _cleanco}),
        ("with a form, one name", _is_labelled, {"cleanco": _cleanco}),
        ("labelled without a form", _is_labelled, {"cleanco": _cleanco}),
        ("base-name", _is_base, {"cleanco": _cleanco}),
        ("brand", _is_brand, {}),
        ("country-of-company", _is_country, {"cleanco": _cleanco_countries}),
    ):
        tools: dict[str, Answers] = {"custdq": _custdq, **(others if peers else {})}
        for tool, answers in tools.items():
            yield tally(name, tool, sets[name], answers=answers, right=right)


def _is_glued(case: Case) -> bool:
    """Tell whether the expected name is no name that stands in the cell: two glued, or one that lost its acronym."""
    return any(label in _GLUED for _, label in case.more["tokens"])


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
