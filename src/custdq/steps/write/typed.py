"""Golden columns are text inside custdq; they leave as dates and numbers where a column holds nothing else.

The trap: a column is typed as a whole. One cell that is no date (`1990-05`, or one that could not be read and stayed as
it was) must not be lost, so such a column stays text.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

_DAY = r"^\d{4}-\d{2}-\d{2}$"
_WHOLE = r"^-?(0|[1-9]\d{0,17})$"
#: At most 15 digits: a double holds them exactly.
_DECIMAL = r"^-?(0|[1-9]\d*)(\.\d+)?$"
_TOO_LONG = r"^[^\d]*(\d[^\d]*){16}"


def typed(table: pa.Table, kinds: Mapping[str, str]) -> pa.Table:
    """Return a table whose columns of the kinds date and number are dates and numbers, where every cell is one.

    Parameters
    ----------
    table
        String columns, in standard form.
    kinds
        Column -> name of its kind.

    Examples
    --------
    >>> people = pa.table({"born": ["1990-05-01", None], "since": ["2001", "2002-01-02"], "sum": ["1", "2.50"]})
    >>> typed(people, {"born": "date", "since": "date", "sum": "number"}).schema.types
    [DataType(date32[day]), DataType(string), DataType(double)]
    """
    for at, name in enumerate(table.column_names):
        column = table.column(name)
        if not pa.types.is_string(column.type) or column.null_count == len(column):
            continue
        made = {"date": _days, "number": _numbers}.get(kinds.get(name, ""), lambda _: None)(column)
        if made is not None:
            table = table.set_column(at, name, made)
    return table


def _all(column: pa.ChunkedArray, pattern: str) -> bool:
    return bool(pc.all(pc.match_substring_regex(column, pattern)).as_py())


def _days(column: pa.ChunkedArray) -> pa.ChunkedArray | None:
    if not _all(column, _DAY):
        return None
    try:
        return column.cast(pa.date32())
    except pa.ArrowInvalid:  # a day the calendar does not have
        return None


def _numbers(column: pa.ChunkedArray) -> pa.ChunkedArray | None:
    if _all(column, _WHOLE):
        return column.cast(pa.int64())
    exact = _all(column, _DECIMAL) and not pc.any(pc.match_substring_regex(column, _TOO_LONG)).as_py()
    return column.cast(pa.float64()) if exact else None
