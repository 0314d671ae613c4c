"""One cell as text: whole digits stay whole digits, nothing that says something is lost, nothing raises."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.cells import as_strings, as_text

CELLS = [
    pytest.param(None, None, id="none"),
    pytest.param("  x ", "  x ", id="text-untouched"),
    pytest.param("", "", id="empty-text"),
    pytest.param("nan", "nan", id="the-word-nan"),
    pytest.param(13800138000, "13800138000", id="int"),
    pytest.param(13800138000.0, "13800138000", id="float"),
    pytest.param(np.float64(13800138000.0), "13800138000", id="numpy-float"),
    pytest.param(np.float64(1.5), "1.5", id="numpy-fraction"),
    pytest.param(np.float32(7.0), "7", id="float32"),
    pytest.param(np.int64(5), "5", id="numpy-int"),
    pytest.param(np.str_("王"), "王", id="numpy-text"),
    pytest.param(Decimal("13800138000.00"), "13800138000", id="decimal"),
    pytest.param(Decimal("0.50"), "0.50", id="decimal-fraction"),
    pytest.param(Decimal("NaN"), None, id="decimal-nan"),
    pytest.param(-0.0, "0", id="minus-zero"),
    pytest.param(0.1, "0.1", id="fraction"),
    pytest.param(float("nan"), None, id="nan"),
    pytest.param(np.float32("nan"), None, id="float32-nan"),
    pytest.param(float("inf"), "inf", id="infinity"),
    pytest.param(1e300, "1e+300", id="huge"),
    pytest.param(pd.NA, None, id="pandas-na"),
    pytest.param(pd.NaT, None, id="pandas-nat"),
    pytest.param(np.datetime64("NaT"), None, id="numpy-nat"),
    pytest.param(datetime(2020, 1, 2), "2020-01-02", id="midnight"),
    pytest.param(datetime(2020, 1, 2, 3, 4), "2020-01-02 03:04:00", id="moment"),
    pytest.param(date(2020, 1, 2), "2020-01-02", id="date"),
    pytest.param(pd.Timestamp("2020-01-02"), "2020-01-02", id="timestamp"),
    pytest.param(True, "true", id="true"),
    pytest.param(np.bool_(False), "false", id="numpy-false"),
    pytest.param("王伟".encode(), "王伟", id="bytes"),
    pytest.param(b"\xff\xfe", "\ufffd\ufffd", id="bytes-that-are-no-text"),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_one_cell(cell: Any, expected: str | None) -> None:
    assert as_text(cell) == expected


def test_a_mixed_column_of_phones() -> None:
    column = [13800138000, "138 0013 8000", 13800138000.0, float("nan"), None]
    assert as_strings(column).to_pylist() == ["13800138000", "138 0013 8000", "13800138000", None, None]


COLUMNS = [
    pytest.param(pa.array(["a", None]), ["a", None], id="string"),
    pytest.param(pa.array(["a", None], pa.large_string()), ["a", None], id="large-string"),
    pytest.param(pa.array(["a", None], pa.string_view()), ["a", None], id="string-view"),
    pytest.param(pa.array(["a", None, "a"]).dictionary_encode(), ["a", None, "a"], id="dictionary"),
    pytest.param(pa.array([1.0, None]).dictionary_encode(), ["1", None], id="dictionary-of-floats"),
    pytest.param(pa.array([7, None]), ["7", None], id="int"),
    pytest.param(pa.array([13800138000.0, float("nan"), None]), ["13800138000", None, None], id="float"),
    pytest.param(pa.array([True, None]), ["true", None], id="bool"),
    pytest.param(pa.array([Decimal("1.00"), None]), ["1", None], id="decimal"),
    pytest.param(pa.array([date(2020, 1, 2), None]), ["2020-01-02", None], id="date"),
    pytest.param(pa.array([datetime(2020, 1, 2), None]), ["2020-01-02", None], id="timestamp"),
    pytest.param(pa.array([b"x", None]), ["x", None], id="binary"),
    pytest.param(pa.nulls(2), [None, None], id="null"),
    pytest.param(pa.chunked_array([["a"], [None, "b"]]), ["a", None, "b"], id="chunked"),
    pytest.param(pa.chunked_array([], pa.string()), [], id="no-chunks"),
    pytest.param(pd.Series([1.0, None]), ["1", None], id="pandas"),
    pytest.param(np.array([1.5, 2.0]), ["1.5", "2"], id="numpy"),
    pytest.param((x for x in ("a", None)), ["a", None], id="generator"),
    pytest.param("abc", ["abc"], id="one-text"),
    pytest.param([], [], id="empty"),
]


@pytest.mark.parametrize(("column", "expected"), COLUMNS)
def test_a_column_becomes_strings(column: Any, expected: list[str | None]) -> None:
    out = as_strings(column)
    assert out.type == pa.string()
    assert out.to_pylist() == expected


def test_half_a_surrogate_pair_is_no_traceback() -> None:
    out = as_strings(["王\ud83d", "\ud83d\ude00", "x", None]).to_pylist()
    assert out == ["王\ufffd", "\U0001f600", "x", None]


@given(st.lists(st.none() | st.text() | st.integers() | st.floats() | st.booleans() | st.binary() | st.decimals()))
def test_no_cell_raises_or_is_lost(cells: list[Any]) -> None:
    out = as_strings(cells)
    assert len(out) == len(cells)
    empty = [
        cell is None or (isinstance(cell, float | Decimal) and str(cell).lower().endswith("nan")) for cell in cells
    ]
    assert [text is None for text in out.to_pylist()] == empty


@given(st.integers(-(10**15), 10**15))
def test_a_float_of_a_whole_number_reads_as_the_number(number: int) -> None:
    assert as_text(float(number)) == str(number)
