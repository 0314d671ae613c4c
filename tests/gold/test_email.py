"""Emails on known answers: at least 97 %."""

from __future__ import annotations

from pathlib import Path

from benchmarks.standardize import email


def test_nearly_every_address_is_judged_right(shared_data: Path) -> None:
    assert shared_data.is_dir()
    row = next(row for row in email.tallies() if row.tool == "custdq")
    assert row.share >= 0.97
