"""Attached tables in any kind of frame, joined through the cross-reference; nothing of anybody's is overwritten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import custdq
from custdq import fields as f
from custdq.errors import EntityNotFoundError, OptionError
from custdq.results import Golden
from custdq.results.around import day_number

SCHEMA = custdq.Schema({"name": f.PersonName(), "mail": f.Email()}, record_id="id", source="system")
PEOPLE = {
    "id": ["C1", "K1", "C2", "C3"],
    "system": ["crm", "erp", "crm", "crm"],
    "name": ["王伟", "王伟", "李娜", "陈静"],
    "mail": ["w@x.org", "W@x.org", "l@x.org", "c@x.org"],
}
ORDERS = {
    "no": ["1", "2", "3", "4"],
    "customer": ["C1", "K1", "C2", "?"],
    "order_date": ["2025-01-02", "20250301", "2024-05-06", "2025-01-01"],
    "amount": ["10元", "5.5", "-3", "9"],
}
KINDS = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "pyarrow": pa.table}
FRAMES = [pytest.param(make, id=name) for name, make in KINDS.items()]


def _golden(make: Any = pd.DataFrame) -> Golden:
    frame = make(PEOPLE)
    return custdq.merge(frame, custdq.dedupe(frame, SCHEMA), SCHEMA)


def _rows(frame: Any) -> list[dict[str, Any]]:
    table = pa.Table.from_pandas(frame) if isinstance(frame, pd.DataFrame) else frame
    return list((table.to_arrow() if isinstance(table, pl.DataFrame) else table).to_pylist())


@pytest.mark.parametrize("make", FRAMES)
def test_the_view_is_one_row_an_entity_in_the_users_kind_of_frame(make: Any) -> None:
    golden = _golden(make).attach("orders", make(ORDERS))
    view = golden.view()
    assert type(view) is type(make(PEOPLE))
    wang = next(row for row in _rows(view) if row["name"] == "王伟")
    assert (wang["records"], wang["sources"], wang["orders_rows"], wang["orders_amount"]) == (2, 2, 2, 15.5)
    assert (str(wang["orders_first"])[:10], str(wang["orders_last"])[:10]) == ("2025-01-02", "2025-03-01")
    chen = next(row for row in _rows(view) if row["name"] == "陈静")
    assert chen["orders_rows"] == 0
    assert chen["orders_amount"] is None or pd.isna(chen["orders_amount"])
    assert type(golden.rfm(as_of="2025-06-30")) is type(view)


def test_a_column_of_ones_own_is_not_overwritten() -> None:
    people = pd.DataFrame(PEOPLE).assign(records=["a", "a", "b", "c"])
    schema = custdq.Schema({**SCHEMA.columns, "records": f.Text()}, record_id="id", source="system")
    golden = custdq.merge(people, custdq.dedupe(people, schema), schema)
    view = golden.view()
    assert set(view["records"]) == {"a", "b", "c"}
    assert sorted(view["records_2"]) == [1, 1, 2]


def test_attached_rows_have_their_entity_in_front() -> None:
    golden = _golden().attach("orders", pd.DataFrame(ORDERS).assign(entity_id="own"), key="customer")
    rows = golden.attached["orders"]
    assert rows.columns[0] == "entity_id"
    assert rows["entity_id_2"].tolist() == ["own"] * 4
    by_record = golden.xref.set_index("record_id")["entity_id"]
    assert rows["entity_id"].tolist()[:3] == [by_record["C1"], by_record["K1"], by_record["C2"]]
    assert pd.isna(rows["entity_id"][3])


def test_findings_of_an_attached_table() -> None:
    found = _golden().attach("orders", pd.DataFrame(ORDERS)).attached_findings("orders", as_of="2025-02-01")
    assert found[["row", "code"]].values.tolist() == [
        [4, "customer_unknown"], [2, "in_the_future"], [3, "negative_amount"],
    ]  # fmt: skip


def test_a_path_is_attached_too(tmp_path: Path) -> None:
    pd.DataFrame(ORDERS).to_csv(tmp_path / "orders.csv", index=False)
    assert _golden().attach("orders", tmp_path / "orders.csv").view()["orders_rows"].sum() == 3


def test_several_tables_and_a_choice_of_them() -> None:
    golden = _golden().attach("orders", pd.DataFrame(ORDERS)).attach("tickets", pd.DataFrame({"who": ["C1", "C1"]}))
    assert golden.view("tickets").columns[-1] == "tickets_rows"
    assert golden.view()["tickets_rows"].tolist()[0] == 2
    assert "orders_rows" not in golden.view(["tickets"]).columns


def test_a_table_that_is_not_attached_is_said() -> None:
    golden = _golden().attach("orders", pd.DataFrame(ORDERS))
    for ask in (golden.rfm, golden.view, golden.attached_findings):
        with pytest.raises(OptionError, match=r'No table "order" is attached\. Did you mean "orders"'):
            ask("order")
    with pytest.raises(OptionError, match="under a name"):
        golden.attach("", pd.DataFrame(ORDERS))


@pytest.mark.parametrize("day", ["soon", "2025-02-30", 7])
def test_a_day_that_is_none(day: Any) -> None:
    with pytest.raises(OptionError, match="expected a day"):
        day_number(day)


def test_an_entity_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(EntityNotFoundError, match=r'"E00002"\. Did you mean "E000002"'):
        _golden().profile("E00002")


def test_thresholds_need_enough_intervals() -> None:
    golden = _golden().attach("orders", pd.DataFrame(ORDERS))
    assert golden.lifecycle_thresholds(as_of="2025-06-30") is None
    days = {"active": 30, "cooling": 60, "dormant": 90}
    stages = golden.rfm(as_of="2025-06-30", thresholds=days).set_index("entity_id")["stage"]
    assert sorted(stages) == ["lost", "never bought", "never bought"]
