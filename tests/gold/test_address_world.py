"""International one-line addresses of published cases: at least seven of ten read whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.standardize import address_world


@pytest.mark.usefixtures("shared_data")
def test_seven_of_ten_are_whole() -> None:
    rows = [row for row in address_world.tallies() if row.tool == "custdq" and row.set.startswith("address_intl")]
    assert rows
    assert sum(row.right for row in rows) / sum(row.cases for row in rows) >= 0.8
    assert all(row.share >= 0.7 for row in rows)


def test_the_japanese_cases(shared_data: Path) -> None:
    rows = [row for row in address_world.tallies() if row.tool == "custdq" and row.set.startswith("address_jp")]
    assert all(row.share >= 0.9 for row in rows), shared_data
