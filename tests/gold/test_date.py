"""Dates on known answers: at least 97 %, and an open order of day and month never chosen."""

from __future__ import annotations

from pathlib import Path

from benchmarks.standardize import date


def test_nearly_every_date_is_right_and_none_is_guessed(shared_data: Path) -> None:
    assert shared_data.is_dir()
    row = next(row for row in date.tallies() if row.tool == "custdq")
    assert row.share >= 0.97
    assert not [case.input for case, _ in row.wrong if case.kind == "ambiguous-day-month"]
