"""Orders get the entity of the customer they name, by the one column that names customers; no row is lost."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from custdq.attach import attached_to_entities
from custdq.tables import SourceTable


def _attach(ids: Sequence[str | None], entities: Sequence[str], *tables: SourceTable) -> dict[str, pa.Table]:
    links: Any = SimpleNamespace(entity_ids=pa.array(entities))
    return attached_to_entities(tables, pa.table({"record_id": pa.array(ids, pa.string())}), links)


def _table(source: str = "orders.csv", sheet: str = "", **columns: Sequence[str | None]) -> SourceTable:
    data = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
    return SourceTable(source, sheet, data, np.arange(2, 2 + data.num_rows))


def test_an_order_gets_its_customer() -> None:
    orders = _table(order=["O1", "O2", "O3"], customer=["C2", "C1", "C9"])
    out = _attach(["C1", "C2"], ["E1", "E2"], orders)["orders.csv"]
    assert out.column_names == ["entity_id", "row", "order", "customer"]
    assert out.column("entity_id").to_pylist() == ["E2", "E1", None]
    assert out.column("row").to_pylist() == [2, 3, 4]


def test_the_column_that_names_most_customers_is_taken() -> None:
    orders = _table(parent=["C1", "x", "C1"], customer=["C2", "C2", "C1"])
    out = _attach(["C1", "C2"], ["E1", "E2"], orders)["orders.csv"]
    assert out.column("entity_id").to_pylist() == ["E2", "E2", "E1"]


@pytest.mark.parametrize(
    "cells", [pytest.param(["x", "y", "C1"], id="too-few"), pytest.param([None, None, None], id="empty")]
)
def test_a_table_that_names_nobody_keeps_its_rows(cells: list[str | None]) -> None:
    out = _attach(["C1"], ["E1"], _table(customer=cells))["orders.csv"]
    assert out.column("entity_id").to_pylist() == [None, None, None]
    assert out.column("entity_id").type == pa.string()
    assert out.column("customer").to_pylist() == cells


@pytest.mark.parametrize(
    ("entities", "expected"),
    [
        pytest.param(["E1", "E1", "E2"], ["E1", "E2"], id="the-same-customer-twice"),
        pytest.param(["E1", "E3", "E2"], [None, "E2"], id="two-customers"),
    ],
)
def test_an_id_given_twice_names_its_customer_only_where_there_is_one(
    entities: list[str], expected: list[str | None]
) -> None:
    out = _attach(["C1", "C1", "C2"], entities, _table(customer=["C1", "C2"]))["orders.csv"]
    assert out.column("entity_id").to_pylist() == expected


def test_columns_that_bear_our_names_keep_their_cells() -> None:
    table = _table(row=["a"], entity_id=["b"], row_in_file=["c"], customer=["C1"])
    out = _attach(["C1"], ["E1"], table)["orders.csv"]
    assert out.column_names == ["entity_id", "row", "row_in_file_2", "entity_id_in_file", "row_in_file", "customer"]
    assert out.to_pylist()[0] == {
        "entity_id": "E1", "row": 2, "row_in_file_2": "a", "entity_id_in_file": "b", "row_in_file": "c",
        "customer": "C1",
    }  # fmt: skip


def test_tables_of_one_name_are_all_kept() -> None:
    out = _attach(["C1"], ["E1"], _table(a=["1"]), _table(a=["2"]), _table(sheet="S", a=["3"]))
    assert list(out) == ["orders.csv", "orders.csv_2", "orders.csv#S"]
    assert [table.column("a").to_pylist() for table in out.values()] == [["1"], ["2"], ["3"]]


def test_without_records_ids_nobody_is_named() -> None:
    links: Any = SimpleNamespace(entity_ids=pa.array(["E1"]))
    out = attached_to_entities([_table(customer=["C1"])], pa.table({"name": ["x"]}), links)
    assert out["orders.csv"].column("entity_id").to_pylist() == [None]


def test_a_table_without_rows_or_columns() -> None:
    empty = SourceTable("a.csv", "", pa.table({}), np.array([], np.int64))
    out = _attach(["C1"], ["E1"], _table(customer=[]), empty)
    assert [table.num_rows for table in out.values()] == [0, 0]
