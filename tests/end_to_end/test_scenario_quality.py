"""How bad the made-up company's data is, measured without the truth and held against it."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.quality.scenario import Cell, run


@pytest.fixture(scope="module")
def cells(shared_data: Path) -> list[Cell]:
    """Return every rate of every field of every system, measured and true."""
    assert shared_data.is_dir()
    return run()


def _near(cells: list[Cell], *rates: str) -> float:
    own = [cell.near for cell in cells if not rates or cell.rate in rates]
    return sum(own) / len(own)


def test_gaps_and_invalid_values_are_found(cells: list[Cell]) -> None:
    assert _near(cells, "missing_rate") >= 0.9
    assert _near(cells, "invalid_rate") >= 0.9


def test_conflicts_are_found(cells: list[Cell]) -> None:
    assert _near(cells, "conflict_rate") >= 0.8


def test_nine_of_ten_rates_are_within_two_points(cells: list[Cell]) -> None:
    assert _near(cells) >= 0.9
