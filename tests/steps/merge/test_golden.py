"""Golden records, their lineage, conflicts and cross-reference, and what always holds of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.hand_built import hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.merge import survivorship as s
from custdq.steps.merge.golden import Golden, merge_records
from custdq.tables import Standardized

Merge = Callable[[Any], Golden]


def test_one_row_an_entity_in_the_order_of_their_first_row(merged: Merge) -> None:
    records = merged(None).records
    assert records.column_names == ["entity_id", "name", "mobile", "email", "amount", "updated_at"]
    assert records.column("entity_id").to_pylist() == ["e1", "e2", "e3"]
    assert records.column("name").to_pylist() == ["王伟", "Ann Lee", "Bob"]


def test_the_default_takes_the_fresher_of_two_numbers(merged: Merge) -> None:
    assert merged(None).records.column("mobile").to_pylist() == ["+8613900138002", "+8613900138003", None]


def test_the_record_is_as_new_as_its_newest_source(merged: Merge) -> None:
    assert merged(None).records.column("updated_at").to_pylist() == ["2025-01-01", "2023-01-01", None]


def test_lineage_names_the_cell_and_keeps_the_losers(merged: Merge) -> None:
    lines = {(line["entity_id"], line["column"]): line for line in merged(None).lineage.to_pylist()}
    mobile = lines["e1", "mobile"]
    assert (mobile["record_id"], mobile["source"], mobile["rule"], mobile["agreeing"]) == (
        "2",
        "erp",
        "weighted_vote",
        1,
    )
    assert json.loads(mobile["candidates"]) == [
        {"value": "+8613900138001", "count": 1, "sources": ["crm"]},
        {"value": "+8613900138002", "count": 1, "sources": ["erp"]},
        {"value": "12", "count": 1, "sources": ["web"]},
    ]
    assert lines["e1", "email"]["agreeing"] == 2
    assert lines["e1", "email"]["rule"] == "only_value"
    assert ("e3", "mobile") not in lines


def test_the_rule_that_decided_is_named(merged: Merge) -> None:
    lines = merged(
        {"amount": [s.longest(), s.maximum()], "mobile": s.source_priority(["web", "crm"])}
    ).lineage.to_pylist()
    rules = {line["column"]: line["rule"] for line in lines if line["entity_id"] == "e1"}
    assert rules["amount"] == "maximum"
    assert rules["mobile"] == "source_priority"


def test_conflicts_are_contradictions(merged: Merge) -> None:
    conflicts = {(line["entity_id"], line["column"]): line["distinct"] for line in merged(None).conflicts.to_pylist()}
    # 王 is a part of 王伟, and the number that cannot be read contradicts nobody
    assert conflicts == {("e1", "mobile"): 2, ("e1", "amount"): 3, ("e2", "email"): 2}


def test_a_field_nobody_agrees_on_is_a_conflict_without_a_value(merged: Merge) -> None:
    conflicts = merged({"amount": s.unanimous()}).conflicts.to_pylist()
    found = next(line for line in conflicts if line["column"] == "amount")
    assert found["value"] is None
    assert len(json.loads(found["candidates"])) == 3


def test_every_input_row_is_in_the_cross_reference(merged: Merge) -> None:
    xref = merged(None).xref
    assert xref.column_names == ["entity_id", "source", "sheet", "row", "record_id"]
    assert xref.column("record_id").to_pylist() == ["1", "2", "3", "4", "5", "6"]
    assert xref.column("entity_id").to_pylist() == ["e1", "e1", "e2", "e1", "e2", "e3"]


def test_a_built_value_counts_all_cells_and_has_no_confidence(merged: Merge) -> None:
    lines = merged({"amount": s.mean()}).lineage.to_pylist()
    found = next(line for line in lines if line["column"] == "amount" and line["entity_id"] == "e1")
    assert (found["value"], found["agreeing"], found["confidence"], found["rule"]) == ("13", 3, None, "mean")


def test_what_cannot_be_parsed_survives_as_it_stands() -> None:
    records = hand_built({"record_id": ["1"], "mail": [("at home", None)]})
    golden = merge_records(records, np.array([0]), pa.array(["e"]), Schema({"mail": f.Email()}, record_id="record_id"))
    assert golden.records.column("mail").to_pylist() == ["at home"]


def test_no_records_no_customers() -> None:
    records = hand_built({"record_id": [], "mail": []})
    golden = merge_records(
        records,
        np.array([], dtype=np.int64),
        pa.array([], pa.string()),
        Schema({"mail": f.Email()}, record_id="record_id"),
    )
    assert golden.records.num_rows == golden.lineage.num_rows == golden.conflicts.num_rows == golden.xref.num_rows == 0


DATES = st.sampled_from(["2020-01-01", "2024-01-01", None])
VALUES = st.sampled_from(["a@x.org", "b@x.org", "c@x.org", None])
ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["crm", "erp", "web"]), VALUES, VALUES, DATES),
    min_size=1, max_size=14,
)  # fmt: skip
Row = tuple[int, str, str | None, str | None, str | None]


def _merge(rows: list[Row]) -> Golden:
    columns = [list(column) for column in zip(*rows, strict=True)]
    names = ("source", "mail", "other", "updated_at")
    records: Standardized = hand_built(dict(zip(names, columns[1:], strict=True)))
    schema = Schema({"mail": f.Email(), "other": f.Email()}, source="source", updated_at="updated_at")
    ids = pa.array([f"e{code}" for code in columns[0]])
    return merge_records(records, np.array(columns[0], dtype=np.int64), ids, schema)


@given(ROWS)
def test_every_golden_cell_is_in_lineage_and_in_a_source(rows: list[Row]) -> None:
    golden = _merge(rows)
    cells = {
        (line["entity_id"], column, line[column])
        for line in golden.records.to_pylist()
        for column in ("mail", "other", "updated_at")
        if line[column] is not None
    }
    lines = golden.lineage.to_pylist()
    assert {(line["entity_id"], line["column"], line["value"]) for line in lines} == cells
    assert len(lines) == len(cells)
    places = {"mail": 2, "other": 3, "updated_at": 4}
    for line in lines:
        row = rows[int(line["record_id"])]
        assert f"e{row[0]}" == line["entity_id"]
        assert row[places[line["column"]]] == line["value"]
        assert row[1] == line["source"]


@given(ROWS, st.randoms(use_true_random=False))
def test_golden_values_do_not_depend_on_the_order_of_rows(rows: list[Row], random: Any) -> None:
    shuffled = random.sample(rows, len(rows))
    one, two = (_merge(order) for order in (rows, shuffled))
    for table in ("records", "conflicts", "reconciliation"):
        first, second = (sorted(map(str, getattr(golden, table).to_pylist())) for golden in (one, two))
        assert first == second, table
    # record ids are positions here, and two rows may say the same
    names = [name for name in one.lineage.column_names if name != "record_id"]
    first, second = (sorted(map(str, golden.lineage.select(names).to_pylist())) for golden in (one, two))
    assert first == second


@pytest.mark.parametrize("column", ["mail", "other"])
def test_confidence_is_a_probability(column: str) -> None:
    golden = _merge([(0, "crm", "a@x.org", "b@x.org", None), (0, "erp", "a@x.org", "c@x.org", None)])
    found = {line["column"]: line["confidence"] for line in golden.lineage.to_pylist()}
    assert 0 < found[column] < 1
    assert found["mail"] > found["other"]
