"""Divisions hold on the published cases: hand-made addresses, the whole table, names no longer in use."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.standardize.cases import Tally
from benchmarks.standardize.divisions import custdq_tallies

# share of right answers that each set must reach; on a shared district alone nothing may be guessed
_BARS = {"address_cn divisions": 0.97, "admin table": 0.995, "admin renamed": 0.95, "shared district alone": 1.0}


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> dict[str, Tally]:
    if not (shared_data / "standardize" / "address_cn_admin.jsonl").exists():
        pytest.skip("no standardization cases")
    return {row.set: row for row in custdq_tallies()}


@pytest.mark.parametrize("name", sorted(_BARS))
def test_right_divisions(rows: dict[str, Tally], name: str) -> None:
    row = rows[name]
    assert row.share >= _BARS[name], f"{name}: {row.right} of {row.cases}"
