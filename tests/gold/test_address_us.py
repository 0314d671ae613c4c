"""American addresses against published cases: the shares the standard promises, with and without the extra."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.standardize.address_us import custdq, is_like, is_right, labelled_cases, rules_alone, us_cases
from benchmarks.standardize.cases import tally


def test_cases_of_libpostal_and_pelias(shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUSTDQ_SHARED_DATA", str(shared_data))
    cases = us_cases()
    assert tally("intl", "custdq", cases, answers=custdq, right=is_right).share >= 0.8
    assert tally("intl", "custdq", cases, answers=rules_alone, right=is_right).share >= 0.8


def test_labels_of_usaddress(shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUSTDQ_SHARED_DATA", str(shared_data))
    assert tally("us", "custdq", labelled_cases(), answers=rules_alone, right=is_like).share >= 0.9
