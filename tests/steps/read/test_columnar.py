"""Parquet, Feather and Arrow as text."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import feather

from custdq.errors import Reason
from custdq.steps.read.assemble import Place
from custdq.steps.read.columnar import read_columnar

PLACE = Place("a.parquet")


def stream(table: pa.Table, buffer: io.BytesIO) -> None:
    with pa.ipc.new_stream(buffer, table.schema) as writer:
        writer.write_table(table)


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(pq.write_table, id="parquet"),
        pytest.param(feather.write_feather, id="feather"),
        pytest.param(stream, id="arrow stream"),
    ],
)
def test_formats(write: Callable[[pa.Table, Any], None]) -> None:
    buffer = io.BytesIO()
    write(pa.table({"姓名": ["王伟", " "], "电话": [13800138000.0, None]}), buffer)
    table = read_columnar(buffer.getvalue(), PLACE).tables[0]
    assert table.data.to_pylist() == [{"姓名": "王伟", "电话": "13800138000"}, {"姓名": None, "电话": None}]
    assert table.rows.tolist() == [1, 2]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(pa.array([1, None]), ["1", None], id="int"),
        pytest.param(pa.array([110101199003071200.0, 0.5]), ["110101199003071200", "0.5"], id="float"),
        pytest.param(pa.array([True, False]), ["true", "false"], id="bool"),
        pytest.param(pa.array([dt.date(2020, 1, 2), None]), ["2020-01-02", None], id="date"),
        pytest.param(
            pa.array([dt.datetime(2020, 1, 2), dt.datetime(2020, 1, 2, 3, 4, 5)]),
            ["2020-01-02", "2020-01-02 03:04:05"], id="time stamp",
        ),
        pytest.param(pa.array([3 * 10**17], pa.timestamp("us")), ["11476-08-15 05:20:00.000000"], id="far future"),
        pytest.param(pa.array([Decimal("1.50"), None]), ["1.50", None], id="decimal"),
        pytest.param(pa.array([b"\xe7\x8e\x8b", b"\xff"]), ["王", "\ufffd"], id="binary"),
        pytest.param(pa.array([["1", "2"], []]), ["1; 2", None], id="list"),
        pytest.param(pa.array(["a", "a"]).dictionary_encode(), ["a", "a"], id="dictionary"),
        pytest.param(pa.array(["a", ""], pa.large_string()), ["a", None], id="large string"),
        pytest.param(pa.nulls(2), [None, None], id="all null"),
    ],
)  # fmt: skip
def test_types(values: pa.Array, expected: list[str | None]) -> None:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"x": values}), buffer)
    assert read_columnar(buffer.getvalue(), PLACE).tables[0].data.column("x").to_pylist() == expected


def test_nested_columns_are_dotted() -> None:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"who": [{"name": "王伟", "at": {"city": "上海"}}]}), buffer)
    assert read_columnar(buffer.getvalue(), PLACE).tables[0].data.to_pylist() == [
        {"who.name": "王伟", "who.at.city": "上海"}
    ]


def test_no_row_is_said() -> None:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"a": pa.nulls(0, pa.string())}), buffer)
    outcome = read_columnar(buffer.getvalue(), PLACE)
    assert outcome.tables == []
    assert [f.code for f in outcome.findings] == [Reason.HEADER_ONLY]


@pytest.mark.parametrize("data", [b"PAR1 cut off", b"ARROW1 cut off", b"\xff\xff\xff\xff\x10\x00", b"FEA1"])
def test_damaged(data: bytes) -> None:
    outcome = read_columnar(data, PLACE)
    assert [f.code for f in outcome.findings] == [Reason.UNREADABLE_FILE]
