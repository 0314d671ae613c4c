"""Any frame in, the same kind out: pandas, polars, pyarrow, DuckDB relation, Spark.

Columns are read into Arrow strings for the work; results are put back onto the *user's own* object by row position,
so untouched columns keep their types and pandas keeps its index. The traps: a round trip through Arrow turns a
nullable int to float; a mixed object column of phones raises in Arrow; `pa.table(spark_frame)` collects silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from custdq.cells import as_strings
from custdq.errors import FrameError, SchemaError


def frame_kind(frame: Any) -> str:
    """Name the library a frame belongs to: pandas, polars, pyarrow, duckdb or spark."""
    root = type(frame).__module__.split(".")[0]
    name = type(frame).__name__
    if root == "pandas" and name == "DataFrame":
        return "pandas"
    if root == "polars" and name in ("DataFrame", "LazyFrame"):
        return "polars"
    if root == "pyarrow" and name in ("Table", "RecordBatch"):
        return "pyarrow"
    if root in ("duckdb", "_duckdb") and name == "DuckDBPyRelation":
        return "duckdb"
    if root == "pyspark" and name == "DataFrame":
        return "spark"
    raise FrameError(
        f"Expected a frame (pandas, polars, pyarrow, DuckDB relation or Spark DataFrame) or a path, but was given "
        f"{root}.{name}. Convert it to one of these first."
    )


def to_arrow(frame: Any) -> pa.Table:
    """Read any frame into one Arrow table of string columns, nulls for what is missing."""
    kind = frame_kind(frame)
    if kind == "pandas":
        names, columns = [str(name) for name in frame.columns], [frame.iloc[:, i] for i in range(frame.shape[1])]
        arrays = [_pandas_column(column) for column in columns]
    else:
        table = _native_table(frame, kind)
        names = table.column_names
        arrays = [as_strings(column) for column in table.columns]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise SchemaError(f"Column names repeat: {', '.join(repeated)}. Rename them so that each is unique.")
    if not names:
        return pa.table({})
    return pa.table(dict(zip(names, arrays, strict=True)))


def _native_table(frame: Any, kind: str) -> pa.Table:
    if kind == "polars":
        frame = frame.collect() if type(frame).__name__ == "LazyFrame" else frame
        return frame.to_arrow()
    if kind == "duckdb":
        result = frame.to_arrow_table() if hasattr(frame, "to_arrow_table") else frame.arrow()
        return result if isinstance(result, pa.Table) else result.read_all()
    if kind == "spark":
        return frame.toArrow()
    return pa.Table.from_batches([frame]) if isinstance(frame, pa.RecordBatch) else frame


def _pandas_column(column: Any) -> pa.Array:
    if str(column.dtype) in ("object", "category") or getattr(column.dtype, "kind", "") in "fM":
        return as_strings(column.astype(object).tolist())
    array = pa.array(column, from_pandas=True)
    return as_strings(array)


def with_columns(frame: Any, columns: Mapping[str, pa.Array]) -> Any:
    """Return a copy of `frame`, of its own kind, with `columns` (strings, aligned by position) replaced or added."""
    kind = frame_kind(frame)
    if kind == "pandas":
        out = frame.copy()
        for name, array in columns.items():
            out[name] = _pandas_like(array, out.index)
        return out
    if kind == "polars":
        import polars as pl

        return frame.with_columns([pl.Series(name, array) for name, array in columns.items()])
    table = _native_table(frame, kind)
    for name, array in columns.items():
        at = table.schema.get_field_index(name)
        table = table.append_column(name, array) if at < 0 else table.set_column(at, name, array)
    return from_arrow(table, like=frame)


def _pandas_like(array: pa.Array, index: Any) -> Any:
    import pandas as pd

    return pd.Series(to_pandas(pa.table({"x": array}))["x"].to_numpy(dtype=object, na_value=None), index=index) \
        if pa.types.is_list(array.type) else to_pandas(pa.table({"x": array}))["x"].set_axis(index)


def from_arrow(table: pa.Table, *, like: Any = None) -> Any:
    """Return `table` as the kind of frame `like` is (pandas where `like` is None or a path)."""
    kind = "pandas" if like is None or not _is_frame(like) else frame_kind(like)
    if kind == "pandas":
        return to_pandas(table)
    if kind == "polars":
        import polars as pl

        return pl.from_arrow(table)
    if kind == "duckdb":
        import duckdb

        return duckdb.from_arrow(table)
    if kind == "spark":
        return like.sparkSession.createDataFrame(table)
    return table


def _is_frame(value: Any) -> bool:
    try:
        frame_kind(value)
    except FrameError:
        return False
    return True


def to_pandas(table: pa.Table) -> Any:
    """Return an Arrow table as pandas, the strings in the string type of the pandas at hand."""
    import pandas as pd

    frame = table.to_pandas()
    if not frame.columns.is_unique or int(pd.__version__.split(".")[0]) >= 3:
        return frame
    return frame.astype({f.name: "string" for f in table.schema if pa.types.is_string(f.type)})


def is_path(value: Any) -> bool:
    """Tell whether `value` is a path, a pattern or an address rather than a frame."""
    from os import PathLike

    return isinstance(value, str | PathLike)


def column_names(frame: Any) -> Iterable[str]:
    """Return the column names of any frame."""
    return [str(name) for name in frame.columns] if frame_kind(frame) != "pyarrow" else frame.schema.names
