"""Any frame in, the same kind out; what is not touched keeps its type, its index and its order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import FrameError, SchemaError
from custdq.frames import frame_kind, from_arrow, is_path, to_arrow, to_pandas, with_columns

PANDAS_3 = int(pd.__version__.split(".", maxsplit=1)[0]) >= 3
# the stubs of pandas know fewer arguments than pandas
_array: Any = pd.array
_categorical: Any = pd.Categorical
_to_datetime: Any = pd.to_datetime

ROWS = {"name": ["王伟", None, "Ann"], "age": [41, 7, 0]}
TEXTS = {"name": ["王伟", None, "Ann"], "age": ["41", "7", "0"]}


def _pandas() -> Any:
    return pd.DataFrame(ROWS)


def _pyarrow() -> Any:
    return pa.table(ROWS)


def _batch() -> Any:
    return pa.record_batch(ROWS)


def _polars() -> Any:
    return pytest.importorskip("polars").DataFrame(ROWS)


def _lazy() -> Any:
    return _polars().lazy()


def _duckdb() -> Any:
    return pytest.importorskip("duckdb").from_arrow(_pyarrow())


FRAMES = [
    pytest.param(_pandas, "pandas", id="pandas"),
    pytest.param(_pyarrow, "pyarrow", id="pyarrow"),
    pytest.param(_batch, "pyarrow", id="record-batch"),
    pytest.param(_polars, "polars", id="polars"),
    pytest.param(_lazy, "polars", id="polars-lazy"),
    pytest.param(_duckdb, "duckdb", id="duckdb"),
]


@pytest.mark.parametrize(("make", "kind"), FRAMES)
def test_every_frame_reads_as_text(make: Any, kind: str) -> None:
    frame = make()
    assert frame_kind(frame) == kind
    table = to_arrow(frame)
    assert table.to_pydict() == TEXTS
    assert set(table.schema.types) == {pa.string()}


@pytest.mark.parametrize(("make", "kind"), FRAMES)
def test_columns_are_replaced_and_added_in_the_same_kind_of_frame(make: Any, kind: str) -> None:
    frame = make()
    out = with_columns(frame, {"name": pa.array(["a", "b", None]), "new": pa.array([None, "x", "y"])})
    if kind == "pyarrow":
        assert isinstance(out, pa.Table)
    else:
        assert type(out) is type(frame)
    assert to_arrow(out).to_pydict() == {"name": ["a", "b", None], "age": TEXTS["age"], "new": [None, "x", "y"]}
    assert to_arrow(frame).to_pydict() == TEXTS


@pytest.mark.parametrize(("make", "kind"), FRAMES)
def test_a_table_comes_out_as_the_frame_it_is_like(make: Any, kind: str) -> None:
    frame = make()
    out = from_arrow(pa.table({"id": ["a", None], "weight": [0.5, 1.0]}), like=frame)
    assert frame_kind(out) == kind
    assert to_arrow(out).to_pydict() == {"id": ["a", None], "weight": ["0.5", "1"]}
    if kind not in ("pyarrow",):
        assert type(out) is type(frame)


@pytest.mark.parametrize("like", [None, "customers.csv", Path("customers.csv")])
def test_without_a_frame_the_result_is_pandas(like: Any) -> None:
    assert frame_kind(from_arrow(pa.table({"a": ["x"]}), like=like)) == "pandas"


@pytest.mark.parametrize(
    "thing",
    [
        pytest.param({"a": [1]}, id="dict"),
        pytest.param([1], id="list"),
        pytest.param(None, id="none"),
        pytest.param(pd.Series([1]), id="series"),
        pytest.param(np.zeros((2, 2)), id="numpy"),
        pytest.param(pa.array([1]), id="array"),
    ],
)
def test_what_is_no_frame_is_named(thing: Any) -> None:
    with pytest.raises(FrameError, match=type(thing).__name__):
        to_arrow(thing)


def test_a_subclass_of_a_frame_is_a_frame() -> None:
    customers = type("Customers", (pd.DataFrame,), {})
    assert to_arrow(customers(ROWS)).to_pydict() == TEXTS


# --- pandas: where most of the traps are ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "index",
    [
        pytest.param(pd.Index([30, 10, 20]), id="unsorted"),
        pytest.param(pd.Index(["a", "a", "b"]), id="repeated"),
        pytest.param(pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1)]), id="multi"),
        pytest.param(pd.Index([np.nan, 1.0, np.nan]), id="with-nan"),
        pytest.param(pd.date_range("2020-01-01", periods=3), id="dates"),
    ],
)
def test_pandas_keeps_its_index(index: pd.Index) -> None:
    frame = pd.DataFrame(ROWS, index=index)
    before = frame.copy(deep=True)
    out = with_columns(frame, {"name": pa.array(["a", "b", "c"])})
    pd.testing.assert_index_equal(out.index, index)
    assert out["name"].tolist() == ["a", "b", "c"]
    pd.testing.assert_frame_equal(frame, before)


def test_untouched_columns_keep_their_types() -> None:
    frame = pd.DataFrame(
        {
            "name": ["a", "b"],
            "nullable": _array([1, None], "Int64"),
            "category": _categorical(["x", None]),
            "when": _to_datetime(["2020-01-01", None]),
            "mixed": [1, "x"],
            "float": [1.5, np.nan],
        }
    )
    out = with_columns(frame, {"name": pa.array(["c", None])})
    pd.testing.assert_frame_equal(out.drop(columns="name"), frame.drop(columns="name"))
    assert list(out.columns) == list(frame.columns)


PANDAS_COLUMNS = [
    pytest.param(np.array([13800138000, 1.5e9, None], dtype=object), ["13800138000", "1500000000", None], id="mixed"),
    pytest.param([13800138000.0, np.nan], ["13800138000", None], id="float-of-phones"),
    pytest.param(_array([1, None], "Int64"), ["1", None], id="nullable-int"),
    pytest.param(_array([1.5, None], "Float64"), ["1.5", None], id="nullable-float"),
    pytest.param(_array([True, None], "boolean"), ["true", None], id="nullable-bool"),
    pytest.param(np.array([True, None], dtype=object), ["true", None], id="object-bool"),
    pytest.param(_array(["a", None], "string"), ["a", None], id="string"),
    pytest.param(_categorical([1.0, None]), ["1", None], id="category-of-floats"),
    pytest.param(_categorical(["a", None]), ["a", None], id="category"),
    pytest.param(_array([1.0, None], dtype=pd.ArrowDtype(pa.float64())), ["1", None], id="arrow-float"),
    pytest.param(_array(["a", None], dtype=pd.ArrowDtype(pa.large_string())), ["a", None], id="arrow-text"),
    pytest.param(_to_datetime(["2020-01-02", None]), ["2020-01-02", None], id="datetime"),
    pytest.param(pd.period_range("2020-01", periods=2, freq="M"), ["2020-01", "2020-02"], id="period"),
    pytest.param(pd.arrays.SparseArray([1, 0]), ["1", "0"], id="sparse"),
    pytest.param(pd.to_timedelta([1, None], unit="D"), ["1 days", None], id="timedelta"),
    pytest.param([1 + 2j, 0j], ["(1+2j)", "0j"], id="complex"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "expected"), PANDAS_COLUMNS)
def test_pandas_columns_read_as_text(column: Any, expected: list[str | None]) -> None:
    assert to_arrow(pd.DataFrame({"x": column})).column("x").to_pylist() == expected


def test_names_that_are_no_text_are_read_by_their_text() -> None:
    frame = pd.DataFrame([["a", "b"]], columns=pd.Index([0, "x"], dtype=object))
    assert to_arrow(frame).column_names == ["0", "x"]
    out = with_columns(frame, {"0": pa.array(["c"])})
    assert list(out.columns) == [0, "x"]
    assert out[0].tolist() == ["c"]


def test_a_header_of_two_rows_stays_one() -> None:
    frame = pd.DataFrame([["a", "b"]], columns=pd.MultiIndex.from_tuples([("x", "1"), ("x", "2")]))
    out = with_columns(frame, {"('x', '1')": pa.array(["c"])})
    assert out.columns.equals(frame.columns)
    assert out[("x", "1")].tolist() == ["c"]


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param(pd.DataFrame([[1, 2]], columns=["Tel", "Tel"]), id="pandas"),
        pytest.param(pd.DataFrame([[1, 2]], columns=pd.Index([1, "1"], dtype=object)), id="pandas-after-text"),
        pytest.param(pa.table([[1], [2]], names=["Tel", "Tel"]), id="pyarrow"),
    ],
)
def test_repeated_column_names_are_refused(frame: Any) -> None:
    with pytest.raises(SchemaError, match="repeat"):
        to_arrow(frame)


@pytest.mark.parametrize("make", [pd.DataFrame, lambda: pa.table({})])
def test_a_frame_without_columns(make: Any) -> None:
    assert to_arrow(make()).num_columns == 0


def test_a_frame_without_rows() -> None:
    table = to_arrow(pd.DataFrame({"a": pd.Series([], dtype=object), "b": pd.Series([], dtype="float64")}))
    assert table.num_rows == 0
    assert set(table.schema.types) == {pa.string()}


def test_whole_numbers_with_gaps_stay_whole_in_pandas() -> None:
    out = to_pandas(pa.table({"row": pa.array([3, None]), "n": pa.array([1, 2]), "p": pa.array([0.5, None])}))
    assert str(out["row"].dtype) == "Int64"
    assert out["row"].tolist() == [3, pd.NA]
    assert str(out["n"].dtype) == "int64"
    assert str(out["p"].dtype) == "float64"


def test_text_is_the_string_type_of_the_pandas_at_hand() -> None:
    out = to_pandas(pa.table({"a": ["x", None]}))
    assert isinstance(out["a"].dtype, pd.StringDtype)
    assert out["a"].isna().tolist() == [False, True]
    assert str(out["a"].dtype) == ("str" if PANDAS_3 else "string")


def test_a_duckdb_relation_keeps_the_order_of_its_rows() -> None:
    duckdb = pytest.importorskip("duckdb")
    relation = duckdb.sql("select i as id from range(5) t(i) order by i desc")
    out = with_columns(relation, {"x": pa.array(list("abcde"))})
    assert out.fetchall() == [(4, "a"), (3, "b"), (2, "c"), (1, "d"), (0, "e")]


@pytest.mark.parametrize(
    ("value", "path"),
    [
        pytest.param("a.csv", True, id="text"),
        pytest.param(Path("a.csv"), True, id="path"),
        pytest.param(5, False, id="int"),
    ],
)
def test_a_path_is_told_from_a_frame(value: Any, path: bool) -> None:
    assert is_path(value) is path


@given(st.lists(st.none() | st.text() | st.integers() | st.floats(allow_nan=False) | st.booleans(), max_size=20))
def test_a_mixed_object_column_never_raises(cells: list[Any]) -> None:
    frame = pd.DataFrame({"x": np.array([*cells, "x"], dtype=object)})
    assert to_arrow(frame).column("x").null_count == sum(cell is None for cell in cells)
