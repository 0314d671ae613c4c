"""Identifiers of many schemes, beside python-stdnum where it is installed (LGPL: for measuring only).

python -m benchmarks.standardize.identifier --wrong
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby
from typing import Any

from benchmarks.standardize.cases import Case, Tally, read_cases, show, tally

from custdq.fields import Identifier


def tallies() -> Iterator[Tally]:
    """Judge the file of cases."""
    cases = sorted(read_cases("identifier"), key=_scheme)
    tools = {"custdq": _custdq} | ({"python-stdnum": _stdnum} if find_spec("stdnum") else {})
    for tool, answers in tools.items():
        yield tally("identifier", tool, cases, answers=answers, right=is_right)


def _scheme(case: Case) -> str:
    return str(case.expected["scheme"])


def _custdq(cases: Sequence[Case]) -> list[Any]:
    answers: list[Any] = []
    for scheme, group in groupby(cases, key=_scheme):
        rows = Identifier(scheme).parse([case.input for case in group]).to_pylist()
        answers += [{"compact": row["value"], "formatted": row["formatted"], "problem": row["problem"]} for row in rows]
    return answers


def _stdnum(cases: Sequence[Case]) -> list[Any]:
    answers: list[Any] = []
    for case in cases:
        module = import_module(f"stdnum.{_scheme(case)}")
        valid = module.is_valid(case.input)
        printed = module.format(case.input) if valid and hasattr(module, "format") else None
        answers.append({"compact": module.compact(case.input) if valid else None, "formatted": printed})
    return answers


def is_right(case: Case, got: dict[str, Any]) -> bool:
    """Tell whether a valid number came out in its compact and its printed form, and a wrong one not at all."""
    want = case.expected
    printed = want["formatted"] in (None, got["formatted"])
    return got["compact"] == want["compact"] and printed


if __name__ == "__main__":
    show(tallies())
