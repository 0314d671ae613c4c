"""Six customers whose scores were worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.score.card import ScoreCard
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.expectations import parse_as_of
from custdq.steps.score.expectations_document import make_expectations
from custdq.steps.score.scoring import score_records
from custdq.tables import Standardized

AS_OF = "2025-01-01"
COLUMNS: dict[str, list[Cell]] = {
    "source": ["crm", "crm", "erp", "erp", "web", "web"],
    "record_id": ["1", "2", "3", "4", "5", "6"],
    "name": ["Ann Lee", "Bob Ray", "Ann Lee", None, "Cy Fox", ("无", None, "placeholder")],
    "mobile": [
        ("139 0013 8001", "+8613900138001"), "+8613900138002", "+8613900138001", ("12", None, "wrong_length"),
        None, None,
    ],
    "email": ["ann@x.org", None, "lee@x.org", None, ("N/A", None, "placeholder"), None],
    "birthday": ["1990-01-01", "2030-01-01", "1990-01-01", None, None, None],
    "owner": ["Li", "Li", "Wu", "Wu", "Wu", None],
    "stage": ["lead", "customer", "customer", "lead", "quote", "???"],
    "kind": ["person", "person", "person", "organization", "organization", "person"],
    "updated_at": ["2025-01-01", "2024-01-02", "2022-01-02", None, "2026-01-01", None],
}  # fmt: skip
ENTITY = [0, 1, 0, 2, 3, 4]
SCHEMA = Schema(
    {"name": f.PersonName(), "mobile": f.Phone(region="CN"), "email": f.Email(), "birthday": f.Date(birth=True)},
    record_id="record_id", source="source", updated_at="updated_at", owner="owner", stage="stage",
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
def evidence(customers: Standardized) -> Callable[..., Evidence]:
    """Return a function that gives the evidence under given expectations."""

    def make(expectations: Any = None, **options: Any) -> Evidence:
        expects = make_expectations(expectations, SCHEMA, customers.names)
        entity = np.array(ENTITY, dtype=np.int64)
        return Evidence(customers, SCHEMA, expects, parse_as_of(AS_OF), **({"entity": entity} | options))

    return make


@pytest.fixture
def scored(customers: Standardized) -> Callable[..., ScoreCard]:
    """Return a function that scores the six records."""

    def score(**options: Any) -> ScoreCard:
        given: dict[str, Any] = {"entity_codes": np.array(ENTITY, dtype=np.int64), "as_of": AS_OF}
        return score_records(customers, SCHEMA, **(given | options))

    return score
