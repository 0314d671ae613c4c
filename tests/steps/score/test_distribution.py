"""Bins count every value once, say nothing of it, and move when the values do."""

from __future__ import annotations

import pyarrow as pa
import pytest

from custdq import fields as f
from custdq.fields import Kind
from custdq.schema import Schema
from custdq.steps.score.distribution import bins, distributions
from custdq.tables import Standardized


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        pytest.param(f.Date(), ["2025-06-30", "2025-05-01", "1990-01-01", "2030-01-01", "2020", None], id="dates"),
        pytest.param(f.Number(), ["0", "-3.5", "1200", "1e300", None], id="numbers"),
        pytest.param(f.Category(), ["a", "a", "b", None], id="categories"),
        pytest.param(f.PersonName(), ["王伟", "Ann Lee", "A" * 50, "", None], id="names"),
        pytest.param(f.Text(), [None], id="nothing"),
    ],
)
def test_every_value_is_in_one_bin(kind: Kind, values: list[str | None]) -> None:
    found = bins(pa.array(values, pa.string()), kind, as_of="2025-06-30")
    assert sum(found.values()) == sum(value is not None for value in values)
    assert list(found) == sorted(found)
    assert not [value for value in values if value and len(value) > 1 and any(value in name for name in found)]


def test_age_is_told_from_the_day_of_evaluation() -> None:
    value = pa.array(["2025-06-01"])
    assert bins(value, f.Date(), as_of="2025-06-30") != bins(value, f.Date(), as_of="2026-06-30")


def test_a_category_with_thousands_of_values_is_told_by_its_form() -> None:
    values = pa.array([f"v{number:05}" for number in range(6000)])
    assert bins(values, f.Category(), as_of="2025-06-30") == {"form 4": 6000}


def test_every_column_of_the_schema_has_bins(customers: Standardized, schema: Schema) -> None:
    found = distributions(customers, schema, as_of="2025-06-30")
    assert set(found) == set(schema.columns)
    assert sum(found["mobile"].values()) == 3
