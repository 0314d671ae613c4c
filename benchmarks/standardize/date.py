"""Dates in many languages and forms, beside dateutil (which guesses) and dateparser where they are installed.

Where day and month can be exchanged, the answer is right when both days are candidates and none was chosen.

python -m benchmarks.standardize.date --wrong
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from benchmarks.standardize.cases import Case, Tally, read_cases, show, tally

from custdq.fields import Date


def tallies() -> Iterator[Tally]:
    """Judge the file of cases."""
    cases = read_cases("date")
    tools = {"custdq": _custdq, "dateutil": _dateutil} | (
        {"dateparser": _dateparser} if find_spec("dateparser") else {}
    )
    for tool, answers in tools.items():
        yield tally("date", tool, cases, answers=answers, right=is_right)


def _custdq(cases: Sequence[Case]) -> list[Any]:
    # cell by cell: the cases are no column, so their orders must not be voted on together
    results = [Date().parse_cell(case.input) for case in cases]
    return [
        {"date": r.value, "candidates": (r.parts.get("candidates") or "").split(";"), "problem": r.problem}
        for r in results
    ]


def _dateutil(cases: Sequence[Case]) -> list[Any]:
    from dateutil.parser import ParserError, parse

    answers: list[Any] = []
    for case in cases:
        try:
            answers.append({"date": parse(case.input).date().isoformat()})
        except (ParserError, OverflowError):
            answers.append({"date": None})
    return answers


def _dateparser(cases: Sequence[Case]) -> list[Any]:
    from dateparser import parse

    found = [parse(case.input) for case in cases]
    return [{"date": None if day is None else day.date().isoformat()} for day in found]


def is_right(case: Case, got: dict[str, Any]) -> bool:
    """Tell whether the day is right, or rightly left open."""
    day = case.expected["date"]
    if case.kind == "ambiguous-day-month" and "candidates" in got:
        return got["date"] is None and day in got["candidates"] and len(got["candidates"]) > 1
    return bool(got["date"] == day)


if __name__ == "__main__":
    show(tallies())
