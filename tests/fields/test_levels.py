"""Every kind's own comparison comes back from plain data as it was."""

from __future__ import annotations

import json

import pytest

from custdq import fields as f
from custdq.fields.base import Absent, Comparison, Equal, Every, Level, Similar
from custdq.fields.levels import comparison_from_data, comparison_to_data

KINDS = [f.PersonName(), f.OrganizationName(), f.Phone(), f.Email(), f.Date(), f.Address(), f.Category(), f.Text()]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_comparison_comes_back_from_json(kind: f.Kind) -> None:
    comparison = kind.comparison()
    assert comparison_from_data(json.loads(json.dumps(comparison_to_data(comparison)))) == comparison


def test_every_test_and_a_conflict_come_back() -> None:
    test = Every((Equal("a"), Absent("b"), Similar("c", "osa", 0.8)))
    comparison = Comparison((Level("some", test, "a"),), ("a", "c"), "differs")
    assert comparison_from_data(comparison_to_data(comparison)) == comparison


@pytest.mark.parametrize("data", [{}, {"levels": [{"label": "x"}]}, {"levels": 5}])
def test_other_data_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError)):
        comparison_from_data(data)
