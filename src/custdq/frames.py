"""Any frame in, the same kind out: pandas, polars, pyarrow, DuckDB relation, Spark.

Columns are read into Arrow strings for the work; results are put back onto the *user's own* object by row position,
so untouched columns keep their types and pandas keeps its index. The traps: a round trip through Arrow turns a
nullable int to float; a mixed object column of phones raises in Arrow; `pa.table(spark_frame)` collects silently.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa

from custdq.cells import as_strings
from custdq.errors import FrameError, SchemaError

#: Package and class name of every frame known, by which none of the libraries need be imported.
_KINDS = {
    ("pandas", "DataFrame"): "pandas",
    ("polars", "DataFrame"): "polars",
    ("polars", "LazyFrame"): "polars",
    ("pyarrow", "Table"): "pyarrow",
    ("pyarrow", "RecordBatch"): "pyarrow",
    ("duckdb", "DuckDBPyRelation"): "duckdb",
    ("_duckdb", "DuckDBPyRelation"): "duckdb",
    ("pyspark", "DataFrame"): "spark",
}


def frame_kind(frame: Any) -> str:
    """Name the library a frame belongs to: pandas, polars, pyarrow, duckdb or spark."""
    for ancestor in type(frame).__mro__:
        kind = _KINDS.get((ancestor.__module__.split(".")[0], ancestor.__name__))
        if kind is not None:
            return kind
    root, name = type(frame).__module__.split(".")[0], type(frame).__name__
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
        arrays = [_text_column(column) for column in table.columns]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise SchemaError(f"Column names repeat: {', '.join(repeated)}. Rename them so that each is unique.")
    if not names:
        return pa.table({})
    return pa.table(dict(zip(names, arrays, strict=True)))


def to_typed_arrow(frame: Any) -> pa.Table:
    """Read any frame into one Arrow table that keeps numbers, days and times as they are; all else as strings.

    >>> import pandas as pd
    >>> to_typed_arrow(pd.DataFrame({"amount": [1.5], "code": ["a"]})).schema.types
    [DataType(double), DataType(string)]
    """
    kind = frame_kind(frame)
    if kind == "pandas":
        columns = {str(name): _typed_pandas_column(frame.iloc[:, at]) for at, name in enumerate(frame.columns)}
        return pa.table(columns) if len(columns) == frame.shape[1] else to_arrow(frame)
    table = _native_table(frame, kind)
    columns = {
        name: column if _is_measure(column.type) else as_strings(column)
        for name, column in zip(table.column_names, table.columns, strict=True)
    }
    return pa.table(columns) if len(columns) == table.num_columns else to_arrow(frame)


def _is_measure(kind: pa.DataType) -> bool:
    number = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    return bool(number or pa.types.is_timestamp(kind) or pa.types.is_date(kind))


def _typed_pandas_column(column: Any) -> pa.Array:
    if getattr(column.dtype, "kind", "O") in "iufM":
        array = pa.array(column, from_pandas=True)
        if _is_measure(array.type):
            return array
    return _pandas_column(column)


def _text_column(column: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Return a column as strings; what is text already stays as it is, in as many chunks as it has."""
    if pa.types.is_string(column.type):
        return column
    whole = pa.types.is_integer(column.type) or pa.types.is_boolean(column.type)
    return column.cast(pa.string()) if whole else as_strings(column)


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
    import pandas as pd

    # Arrow holds text, whole numbers and truth values as pandas does; all else is read cell by cell
    dense = not isinstance(column.dtype, pd.SparseDtype)
    if isinstance(column.dtype, pd.StringDtype | pd.ArrowDtype) or (dense and column.dtype.kind in "iub"):
        return as_strings(pa.array(column, from_pandas=True))
    return as_strings(column.astype(object).tolist())


def with_columns(frame: Any, columns: Mapping[str, pa.Array]) -> Any:
    """Return a copy of `frame`, of its own kind, with `columns` (strings, aligned by position) replaced or added."""
    kind = frame_kind(frame)
    if kind == "pandas":
        out = frame.copy()
        labels = {str(label): label for label in out.columns}
        for name, array in columns.items():
            out[labels.get(name, name)] = to_pandas(pa.table({"x": array}))["x"].set_axis(out.index)
        return out
    if kind == "polars":
        import polars as pl

        return frame.with_columns([pl.Series(name, array) for name, array in columns.items()])
    table = _native_table(frame, kind)
    for name, array in columns.items():
        at = table.schema.get_field_index(name)
        table = table.append_column(name, array) if at < 0 else table.set_column(at, name, array)
    return from_arrow(table, like=frame)


def from_arrow(table: pa.Table, *, like: Any = None) -> Any:
    """Return `table` as the kind of frame `like` is (pandas where `like` is None or a path)."""
    kind = "pandas" if like is None or not is_frame(like) else frame_kind(like)
    if kind == "pandas":
        return to_pandas(table)
    if kind == "polars":
        import polars as pl

        out = pl.from_arrow(table)
        return out.lazy() if isinstance(like, pl.LazyFrame) else out
    if kind == "duckdb":
        import duckdb

        return duckdb.from_arrow(table)
    if kind == "spark":
        return like.sparkSession.createDataFrame(table)
    return table


def is_frame(value: Any) -> bool:
    """Tell whether `value` is a frame of a library known here."""
    try:
        frame_kind(value)
    except FrameError:
        return False
    return True


def to_pandas(table: pa.Table) -> Any:
    """Return an Arrow table as pandas, the strings in the string type of the pandas at hand."""
    import pandas as pd

    types = {}
    for field, column in zip(table.schema, table.columns, strict=True):
        if pa.types.is_string(field.type) and int(pd.__version__.split(".")[0]) < 3:
            types[field.name] = "string"
        elif pa.types.is_integer(field.type) and column.null_count:
            types[field.name] = "Int64"  # NumPy's integers know no null: 3 would come out as 3.0
    return table.to_pandas(integer_object_nulls=True).astype(types)


def is_path(value: Any) -> bool:
    """Tell whether `value` is a path, a pattern or an address rather than a frame."""
    from os import PathLike

    return isinstance(value, str | PathLike)


_readers: list[Callable[[Any], Any]] = []


def read_paths_with(reader: Callable[[Any], Any]) -> None:
    """Say how a path becomes a frame; `reading` does, which stands above and may not be imported from here."""
    _readers[:] = [reader]


def read_path(path: Any) -> Any:
    """Return the frame a path stands for; `FrameError` where nothing that reads has been imported."""
    if not _readers:
        raise FrameError(f'A frame was expected, but given the path "{path}". Read it first: custdq.read(path).')
    return _readers[0](path)
