"""Three customers of three sources, merged by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.merge.cells import Context, golden_columns
from custdq.steps.merge.golden import Golden, merge_records
from custdq.tables import Standardized

ENTITIES = ["e1", "e1", "e2", "e1", "e2", "e3"]
COLUMNS: dict[str, list[Cell]] = {
    "source": ["crm", "erp", "crm", "web", "erp", "web"],
    "record_id": ["1", "2", "3", "4", "5", "6"],
    "name": ["王伟", "王", "Ann Lee", "王伟", "Ann Lee", "Bob"],
    "mobile": ["+8613900138001", "+8613900138002", "+8613900138003", ("12", None), None, None],
    "email": [("A@X.ORG", "a@x.org"), None, "ann@x.org", "a@x.org", "lee@x.org", None],
    "amount": ["10", "9", None, "20", "7", None],
    "updated_at": ["2024-01-01", "2025-01-01", "2023-01-01", None, "2020-01-01", None],
}
SCHEMA = Schema(
    {"name": f.PersonName(), "mobile": f.Phone(region="CN"), "email": f.Email(), "amount": f.Number()},
    record_id="record_id", source="source", updated_at="updated_at",
)  # fmt: skip


@pytest.fixture
def customers() -> Standardized:
    """Return the six records."""
    return hand_built(COLUMNS)


@pytest.fixture
def schema() -> Schema:
    """Return their schema."""
    return SCHEMA


@pytest.fixture
def context(customers: Standardized) -> Context:
    """Return the records with their entities."""
    codes = np.array([int(entity[1:]) - 1 for entity in ENTITIES], dtype=np.int64)
    ids = pa.array(["e1", "e2", "e3"])
    return Context(customers, SCHEMA, codes, ids, golden_columns(customers.records, SCHEMA))


@pytest.fixture
def merged(customers: Standardized) -> Callable[[Any], Golden]:
    """Return a function that merges the six records by given rules."""

    def merge(survivorship: Any = None) -> Golden:
        codes = np.array([int(entity[1:]) for entity in ENTITIES], dtype=np.int64)
        return merge_records(customers, codes, pa.array(ENTITIES), SCHEMA, survivorship=survivorship)

    return merge


@pytest.fixture
def survivor(merged: Callable[[Any], Golden]) -> Callable[[str, Any], str | None]:
    """Return a function that gives e1's golden value of a column under a rule."""

    def value(column: str, rule: Any) -> str | None:
        records = merged({column: rule}).records
        found = records.column(column).to_pylist()[0]
        return None if found is None else str(found)

    return value
