"""Chinese addresses on published cases and on the made-up company's: the bars of "one standard"."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.standardize.address_cn import PARTS, published_tallies, scenario_tallies


def test_published_cases(shared_data: Path) -> None:
    assert shared_data
    shares = {row.set: row.share for row in published_tallies() if row.tool == "custdq"}
    assert shares["address_cn"] >= 0.97
    assert shares["address_cn road"] >= 0.95
    assert shares["address_cn number"] >= 0.95
    assert shares["address_tw"] >= 0.95


@pytest.mark.parametrize("form", ["standard", "as typed"])
def test_parts_of_the_company_s_addresses(shared_data: Path, form: str) -> None:
    assert shared_data
    shares = {row.set: row.share for row in scenario_tallies(form)}
    assert {part: share for part in PARTS if (share := shares[f"{form}: {part}"]) < 0.95} == {}
