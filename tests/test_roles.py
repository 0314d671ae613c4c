"""Where rows came from, and when their values were last confirmed."""

from __future__ import annotations

import math

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.hand_built import hand_built

from custdq import fields as f
from custdq.errors import Reason
from custdq.roles import (
    confirmed_days,
    date_days,
    day_text,
    epoch_days,
    half_life,
    position_columns,
    row_findings,
)
from custdq.schema import Schema
from custdq.tables import FINDING_COLUMNS, ParsedColumns, Standardized


def test_positions_come_from_the_roles() -> None:
    records = pa.table({"id": ["7", "8"], "system": ["crm", "erp"], "mail": ["a@b.org", None]})
    schema = Schema({"mail": f.Email()}, record_id="id", source="system")
    positions = position_columns(records, schema)
    assert positions.column("source").to_pylist() == ["crm", "erp"]
    assert positions.column("record_id").to_pylist() == ["7", "8"]
    assert positions.column("row").to_pylist() == [None, None]


def test_without_any_name_a_row_is_named_by_its_position() -> None:
    positions = position_columns(pa.table({"mail": ["a@b.org", None]}), Schema({"mail": f.Email()}))
    assert positions.column("record_id").to_pylist() == ["0", "1"]


def test_a_record_without_an_id_is_named_by_its_place() -> None:
    records = pa.table({"source": ["a.csv", "b.xlsx"], "sheet": [None, "S"], "row": [4, 5], "id": [None, None]})
    for schema in (Schema({}), Schema({}, record_id="id")):
        assert position_columns(records, schema).column("record_id").to_pylist() == ["a.csv:4", "b.xlsx#S:5"]
    mixed = pa.table({"source": ["a.csv", "a.csv"], "row": [4, 5], "id": ["C1", None]})
    assert position_columns(mixed, Schema({}, record_id="id")).column("record_id").to_pylist() == ["C1", "a.csv:5"]


def test_a_physical_row_of_no_source_is_no_name() -> None:
    positions = position_columns(pa.table({"row": pa.array([4, 5])}), Schema({}))
    assert positions.column("row").to_pylist() == [4, 5]
    assert positions.column("record_id").to_pylist() == ["0", "1"]


def test_a_column_that_is_only_called_row_holds_no_positions() -> None:
    positions = position_columns(pa.table({"row": ["third", "4"]}), Schema({"row": f.Text()}))
    assert positions.column("row").to_pylist() == [None, None]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("1970-01-02", 1.0, id="day"),
        pytest.param("1970-01-01T12:00:00", 0.5, id="time"),
        pytest.param("1970-02", 31.0, id="month"),
        pytest.param("1971", 365.0, id="year"),
        pytest.param("--05-01", math.nan, id="no year"),
        pytest.param("soon", math.nan, id="no date"),
        pytest.param(None, math.nan, id="null"),
    ],
)
def test_dates_become_days(text: str | None, days: float) -> None:
    assert epoch_days(pa.array([text], pa.string())).tolist() == pytest.approx([days], nan_ok=True)


def test_each_field_may_have_its_own_date() -> None:
    records = hand_built({"mail": ["a@b.org"], "phone": ["1"], "seen": ["1970-01-11"], "called": ["1970-01-21"]})
    schema = Schema({"mail": f.Email()}, updated_at={"phone": "called", "*": "seen"})
    assert confirmed_days(records, schema, "phone").tolist() == [20.0]
    assert confirmed_days(records, schema, "mail").tolist() == [10.0]


def test_a_date_column_that_was_not_parsed_is_parsed_here() -> None:
    records = pa.table({"seen": ["1970/1/11", None]})
    days = date_days(Standardized(records, ParsedColumns({})), "seen")
    assert days[0] == 10.0
    assert np.isnan(days[1])


def test_without_a_date_column_every_age_is_unknown() -> None:
    records = hand_built({"mail": ["a@b.org"]})
    assert np.isnan(confirmed_days(records, Schema({"mail": f.Email()}), "mail")).all()


def test_half_lives_go_by_column_then_by_kind() -> None:
    schema = Schema({"tel": f.Phone(), "uscc": f.Identifier("cn.uscc"), "code": f.Identifier(), "note": f.Text()})
    assert half_life("tel", schema) == 1095.0
    assert half_life("code", schema) == math.inf
    assert half_life("wechat", schema) == 1461.0
    assert half_life("note", schema) is None


def test_days_become_dates() -> None:
    assert day_text(20269.9) == "2025-06-30"


def test_findings_carry_the_position() -> None:
    positions = position_columns(pa.table({"source": ["a", "b"], "record_id": ["1", "2"]}), Schema({}))
    table = row_findings(positions, np.array([1]), code=Reason.STALE, column="mail", values=pa.array(["x", "y"]))
    assert table.column_names == list(FINDING_COLUMNS)
    assert table.to_pylist()[0]["record_id"] == "2"
    assert table.to_pylist()[0]["value"] == "y"
