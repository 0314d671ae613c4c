"""Many tables onto one set of columns, every row accounted for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.unify.written_tables import cells, source_table, unify

from custdq.errors import ColumnNotFoundError, Reason
from custdq.steps.read import read_sources
from custdq.steps.unify import Unified, unify_tables
from custdq.tables import CUSTOMER_COLUMNS, POSITION_COLUMNS, SourceTable

CRM = source_table(
    {"customer_id": ["C1", "C2"], "name": ["王伟", "恒达贸易公司"], "mobile": ["13912345671", "13812345672"]}, "crm.csv"
)
LIST = source_table(
    {"客户名称": ["王伟", "李娜"], "联系电话": ["13912345671", "021-62345678"], "备注": ["VIP", None]}, "list.csv"
)
ORDERS = source_table(
    {"order_no": ["1", "2"], "product": ["a", "b"], "amount": ["1", "2"], "customer_name": ["王伟", "李娜"]},
    "orders.csv",
)


def test_columns_come_in_order() -> None:
    names = unify_tables([LIST, CRM]).records.column_names
    assert tuple(names[:4]) == POSITION_COLUMNS
    unified = [name for name in names if name in CUSTOMER_COLUMNS]
    assert unified == [name for name in CUSTOMER_COLUMNS if name in names]
    assert names[-1] == "备注"


def test_a_table_of_orders_is_attached() -> None:
    unified = unify_tables([CRM, ORDERS])
    assert [table.source for table in unified.attached] == ["orders.csv"]
    assert set(cells(unified, "source")) == {"crm.csv"}
    assert [finding.source for finding in unified.findings if finding.code == Reason.ATTACHED_TABLE] == ["orders.csv"]


def test_alone_any_table_is_worked_on() -> None:
    assert unify_tables([ORDERS]).records.num_rows == 2


def test_given_name_and_surname_meet_whole_names() -> None:
    parts = source_table({"FirstName": ["John", "Mary"], "LastName": ["Smith", "Jones"]}, "b.csv")
    whole = source_table({"Customer Name": ["John Smith", "Acme Inc"]}, "c.csv")
    assert cells(unify_tables([parts, whole]), "name") == ["John Smith", "Mary Jones", "John Smith", "Acme Inc"]
    assert "name" not in unify_tables([parts]).records.column_names


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({}, id="no columns"),
        pytest.param({"姓名": [], "手机": []}, id="no rows"),
        pytest.param({"姓名": [None, None], "手机": [None, "13912345671"]}, id="an empty column"),
        pytest.param({"x": ["1"]}, id="one cell"),
        pytest.param({"姓名": ["x" * 100_000], "手机": ["1" * 100_000]}, id="long cells"),
        pytest.param({"as_written": ["a"], "name": ["恒达公司 王经理"], "kind": ["x"]}, id="our own names"),
    ],
)
def test_odd_tables(columns: dict[str, list[str | None]]) -> None:
    unified = unify(columns)
    rows = max((len(column) for column in columns.values()), default=0)
    assert unified.records.num_rows + sum(finding.row is not None for finding in unified.findings) == rows


def test_no_tables() -> None:
    assert unify_tables([]).records.column_names == list(POSITION_COLUMNS)


def test_an_empty_column_is_found() -> None:
    unified = unify({"姓名": ["王伟"], "传真": [None]})
    assert [finding.column for finding in unified.findings if finding.code == Reason.EMPTY_COLUMN] == ["传真"]


def test_a_misspelt_mapping_is_an_error() -> None:
    with pytest.raises(ColumnNotFoundError, match='Did you mean "联系电话"'):
        unify_tables([LIST], mapping={"list.csv": {"联系电活": "mobile"}})


def test_columns_of_other_types_are_read_as_text() -> None:
    data = pa.table({"姓名": ["王伟", "李娜"], "手机": [13912345671.0, 13812345672.0]})
    assert unify_tables([SourceTable("a", "", data, np.array([1, 2]))]).records.column("mobile").to_pylist() == [
        "13912345671",
        "13812345672",
    ]


CELL = st.one_of(
    st.none(),
    st.sampled_from(["王伟", "13912345671", "恒达公司 王经理", "合计", "无", "a@b.com"]),
    st.text(max_size=25),
)


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=12))
def test_no_row_and_no_cell_is_lost(rows: list[tuple[str | None, str | None, str | None]]) -> None:
    columns = {name: [row[at] for row in rows] for at, name in enumerate(("客户名称", "联系电话", "收货信息"))}
    unified = unify(columns)
    assert_accounted(columns, unified)


def assert_accounted(columns: dict[str, list[str | None]], unified: Unified) -> None:
    records = {record["row"]: record for record in unified.records.to_pylist()}
    gone = {finding.row for finding in unified.findings if finding.row is not None}
    for at in range(len(next(iter(columns.values())))):
        assert (at + 2 in records) != (at + 2 in gone)
        if at + 2 in records:
            texts = held(records[at + 2])
            for column in columns.values():
                assert column[at] is None or any(str(column[at]).strip() in text for text in texts)


def held(record: dict[str, Any]) -> list[str]:
    texts = [str(value) for name, value in record.items() if value is not None and name != "as_written"]
    written = record.get("as_written")
    return texts + (list(json.loads(written).values()) if written else [])


@given(st.permutations(range(4)))
def test_row_order_changes_nothing(order: list[int]) -> None:
    columns: dict[str, list[str | None]] = {
        "姓名": ["王伟", "恒达公司 王经理", "合计", "李娜"],
        "电话": ["13912345671", "021-62345678", None, "400-820-8820"],
    }
    table = source_table(columns)
    shuffled = SourceTable(table.source, "", table.data.take(pa.array(order)), table.rows[order])
    assert unify_tables([shuffled]).records.sort_by("row").equals(unify_tables([table]).records)


def test_scenario(shared_data: Path) -> None:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    folder = shared_data / "scenario"
    files = sorted(path for path in folder.iterdir() if path.suffix in (".csv", ".xlsx", ".jsonl"))
    tables, findings = read_sources(files)
    unified = unify_tables(tables)
    links = pq.read_table(folder / "truth" / "truth_links.parquet").to_pylist()
    kept = set(zip(*(cells(unified, name) for name in ("source", "sheet", "row")), strict=True))
    passed = {(f.source, f.sheet or "", f.row) for f in [*findings, *unified.findings] if f.row is not None}
    people = [(row["source"], row["sheet"] or "", row["row"]) for row in links if row["kind"] == "customer"]
    garbage = [(row["source"], row["sheet"] or "", row["row"]) for row in links if row["kind"].startswith("garbage")]
    assert sum(place not in kept for place in people) <= 0.001 * len(people)
    assert sum(place in kept for place in garbage) <= 0.03 * len(garbage)
    assert all(place in kept or place in passed for place in people + garbage)
    assert [table.source for table in unified.attached] == ["orders.csv"]
    assert pc.sum(pc.is_null(unified.records.column("kind"))).as_py() <= 0.05 * unified.records.num_rows


def test_a_source_of_leads_is_no_source_of_rows_and_loses_no_cell() -> None:
    cells = {"name": ["王伟", "李娜"], "mobile": ["13912345671", "13912345672"], "source": ["web", "fair"]}
    table = SourceTable("crm.csv", "", pa.table(cells | {"row": ["A-1", "A-2"]}), np.array([2, 3]))
    records = unify_tables([table]).records
    assert records.column("source").to_pylist() == ["crm.csv"] * 2
    assert records.column("row").to_pylist() == [2, 3]
    kept = {tuple(records.column(name).to_pylist()) for name in records.column_names}
    assert {("web", "fair"), ("A-1", "A-2")} <= kept


def test_a_row_without_a_name_that_can_be_reached_is_somebody() -> None:
    cells = {"name": [None, "王伟"], "mobile": [None, "13912345671"], "QQ": ["2193348522", None], "fax": [None, None]}
    unified = unify_tables([SourceTable("crm.csv", "", pa.table(cells), np.array([2, 3]))])
    assert unified.records.num_rows == 2
