"""Identifiers on known answers: every one."""

from __future__ import annotations

from pathlib import Path

from benchmarks.standardize import identifier


def test_every_identifier_is_judged_right(shared_data: Path) -> None:
    assert shared_data.is_dir()
    row = next(row for row in identifier.tallies() if row.tool == "custdq")
    assert [(case.expected["scheme"], case.input, got) for case, got in row.wrong] == []
