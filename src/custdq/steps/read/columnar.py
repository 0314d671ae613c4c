"""Parquet, Feather and Arrow files -> table of strings, rows counted from 1.

The trap: typed columns have no text of their own; a float column of phones must give digits, midnight must not show,
and a nested column must not be dropped.
"""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pyarrow as pa

from custdq.errors import Reason
from custdq.steps.read.assemble import Outcome, Place, blank_as_null, text_column, unique_names
from custdq.steps.read.cell_text import cell_text
from custdq.tables import SourceTable


def read_columnar(data: bytes, place: Place) -> Outcome:
    """Read a Parquet file, a Feather file, or an Arrow file or stream.

    Parameters
    ----------
    data
        The whole file.
    place
        Where it stands.

    Returns
    -------
    Outcome
        One table; nested columns are dotted, lists joined by "; ". A damaged file is a finding UNREADABLE_FILE.
    """
    try:
        table = _load(data)
    except (pa.ArrowException, OSError, ValueError) as error:
        detail = next(iter(str(error).splitlines()), type(error).__name__)
        why = f"The file is damaged ({detail}). Export it again."
        return Outcome([], [place.finding(Reason.UNREADABLE_FILE, why)])
    return typed_table(table, place)


def typed_table(table: pa.Table, place: Place) -> Outcome:
    """Return a typed Arrow table as text."""
    if not table.num_rows:
        why = "There are columns and no row; it was passed over."
        return Outcome([], [place.finding(Reason.HEADER_ONLY, why, value=" | ".join(table.column_names)[:200])])
    while any(pa.types.is_struct(column.type) for column in table.schema):
        table = table.flatten()
    names = unique_names([name.strip() for name in table.column_names])
    data = pa.table([_text(column) for column in table.columns], names)
    rows = np.arange(1, data.num_rows + 1, dtype=np.int64)
    return Outcome([SourceTable(place.source, place.sheet, data.combine_chunks(), rows, place.encoding)], [])


def _load(data: bytes) -> pa.Table:
    if data.startswith(b"PAR1"):
        import pyarrow.parquet as pq

        return pq.read_table(BytesIO(data))
    if data.startswith((b"ARROW1", b"FEA1")):
        from pyarrow import feather

        return feather.read_table(BytesIO(data))
    return pa.ipc.open_stream(BytesIO(data)).read_all()


def _text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_string(column.type) or pa.types.is_integer(column.type) or pa.types.is_large_string(column.type):
        return blank_as_null(column.cast(pa.string()))
    if pa.types.is_floating(column.type) or pa.types.is_temporal(column.type) or pa.types.is_boolean(column.type):
        codes = column.combine_chunks().dictionary_encode()
        return pa.chunked_array([_shown(codes.dictionary).take(codes.indices)])
    return text_column([cell_text(value) for value in column.to_pylist()])


def _shown(values: pa.Array) -> pa.Array:
    try:
        return pa.array([cell_text(value) or None for value in values.to_pylist()], pa.string())
    except (ValueError, OverflowError):  # a time outside what Python can hold
        return values.cast(pa.string())
