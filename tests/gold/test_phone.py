"""Telephone numbers against the shared cases and against phonenumbers itself: the bars of the issue."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.standardize import phone
from benchmarks.standardize.cases import Tally, read_cases, tally


@pytest.mark.parametrize(
    ("name", "at_least"),
    [pytest.param("phone", 1.0, id="metadata examples"), pytest.param("phone_messy", 0.99, id="messy cells")],
)
@pytest.mark.usefixtures("shared_data")
def test_the_shared_cases(name: str, at_least: float) -> None:
    cases = sorted(read_cases(name), key=lambda case: case.country or "")
    found = tally(name, "custdq", cases, answers=phone._custdq, right=phone._is_right)
    assert found.share >= at_least, found.wrong[:5]


def test_mutated_numbers_are_what_phonenumbers_says() -> None:
    found: Tally = next(iter(phone.mutated(20_000)))
    # what phonenumbers reads is read so here; only where it reads nothing may more be read, and seldom
    assert [(case.input, got) for case, got in found.wrong if case.expected["e164"] is not None] == []
    assert found.share >= 0.998


def test_the_data_is_where_the_benchmark_looks(shared_data: Path) -> None:
    assert (shared_data / "standardize" / "phone.jsonl").is_file()
