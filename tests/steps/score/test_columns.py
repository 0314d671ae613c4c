"""How columns are filled, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.steps.hand_built import hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.score.columns import column_counts, missingness
from custdq.tables import Standardized


def test_cells_of_a_column_add_up(customers: Standardized, schema: Schema) -> None:
    lines = {line["column"]: line for line in column_counts(customers, schema)}
    assert lines["name"] == {
        "column": "name", "kind": "person_name", "rows": 6, "valid": 4, "repaired": 0, "invalid": 0, "missing": 2,
        "placeholders": 1,
    }  # fmt: skip
    assert (lines["mobile"]["invalid"], lines["mobile"]["missing"]) == (1, 2)
    states = ("valid", "repaired", "invalid", "missing")
    assert all(sum(line[state] for state in states) == line["rows"] for line in lines.values())


def test_missing_cells_by_source(customers: Standardized, schema: Schema) -> None:
    found = missingness(customers, schema)
    assert (found["by"], found["places"], found["rows"]) == ("source", ["crm", "erp", "web"], [2, 2, 2])
    assert dict(zip(found["columns"], found["shares"], strict=True)) == {
        "name": [0.0, 0.5, 0.5], "mobile": [0.0, 0.0, 1.0], "email": [0.5, 0.5, 1.0], "birthday": [0.0, 0.5, 1.0],
    }  # fmt: skip


def test_missing_cells_along_the_rows_of_one_source(customers: Standardized, schema: Schema) -> None:
    found = missingness(customers, replace(schema, source=None))
    assert found["by"] == "source"  # the records bear a source of their own
    found = missingness(hand_built({"name": ["Ann", None, None, "Bo"]}), Schema({"name": f.PersonName()}))
    assert (found["by"], found["places"]) == ("rows", [1, 2, 3, 4])
    assert found["shares"] == [[0.0, 1.0, 1.0, 0.0]]


@pytest.mark.parametrize("rows", [0, 1, 39, 41, 1000])
def test_bands_hold_every_row(rows: int) -> None:
    found = missingness(hand_built({"name": ["Ann"] * rows}), Schema({"name": f.PersonName()}))
    assert sum(found["rows"]) == rows
    assert len(found["places"]) == max(1, min(40, rows))


def test_many_sources_are_shown_as_others() -> None:
    sources = [f"s{number:02}" for number in range(30) for _ in range(30 - number)]
    table = hand_built({"source": sources, "name": ["Ann"] * len(sources)})
    found = missingness(table, Schema({"name": f.PersonName()}, source="source"))
    assert found["places"] == [f"s{number:02}" for number in range(16)] + ["others"]
    assert sum(found["rows"]) == len(sources)
