"""Golden columns are text inside custdq; they leave as days, whole numbers and numbers where the target has types.

The trap: one cell that is no whole day (`1990-05`, or one that could not be read and stayed as it was) must neither be
lost nor make text of its whole column; it goes into a text column of its own, behind. Numbers are whole where all of
this run are: an upsert of fractions into a table of whole ones is refused, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count

import pyarrow as pa
import pyarrow.compute as pc

_DAY = r"^\d{4}-\d{2}-\d{2}$"
#: At most 15 digits: a double holds them exactly.
_NUMBER, _TOO_LONG = r"^-?(0|[1-9]\d*)(\.\d+)?$", r"^[^\d]*(\d[^\d]*){16}"
#: With less than this share of days or numbers among its cells a column stays text.
_MIN_SHARE = 0.5


def typed(table: pa.Table, kinds: Mapping[str, str]) -> pa.Table:
    """Return a table whose columns of the kinds date and number are days and numbers.

    Parameters
    ----------
    table
        String columns, in standard form.
    kinds
        Column -> name of its kind.

    Returns
    -------
    pyarrow.Table
        Days (date32) and numbers (int64 where all are whole, else double). Where cells of such a column are none,
        `<column>_text` stands behind it and holds them; a column of which less than half is stays text.

    Examples
    --------
    >>> people = pa.table({"born": ["1990-05-01", "1990-05", None], "sum": ["1", "2.50", None]})
    >>> typed(people, {"born": "date", "sum": "number"}).to_pydict()["born_text"]
    [None, '1990-05', None]
    """
    columns: dict[str, pa.ChunkedArray | pa.Array] = {}
    for name, column in zip(table.column_names, table.columns, strict=True):
        read = {"date": _days, "number": _numbers}.get(kinds.get(name, ""))
        made = read(column.combine_chunks()) if read and pa.types.is_string(column.type) else None
        filled = len(column) - column.null_count
        if made is None or not filled or len(made) - made.null_count < _MIN_SHARE * filled:
            columns[name] = column
            continue
        columns[name] = made
        if len(made) - made.null_count < filled:
            rest = pc.if_else(made.is_valid(), pa.scalar(None, pa.string()), column.combine_chunks())
            columns[_unused(f"{name}_text", table.column_names)] = rest
    return pa.table(columns)


def _unused(name: str, taken: Sequence[str]) -> str:
    return name if name not in taken else next(n for at in count(2) if (n := f"{name}_{at}") not in taken)


def _where(cells: pa.Array, fits: pa.Array) -> pa.Array:
    return pc.if_else(pc.fill_null(fits, fill_value=False), cells, pa.scalar(None, pa.string()))


def _days(cells: pa.Array) -> pa.Array:
    days = _where(cells, pc.match_substring_regex(cells, _DAY))
    try:
        return days.cast(pa.date32())
    except pa.ArrowInvalid:  # a day the calendar does not have
        coded = days.dictionary_encode()
        return pa.array([_day(text) for text in coded.dictionary.to_pylist()], pa.date32()).take(coded.indices)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _numbers(cells: pa.Array) -> pa.Array:
    exact = pc.and_(pc.match_substring_regex(cells, _NUMBER), pc.invert(pc.match_substring_regex(cells, _TOO_LONG)))
    numbers = _where(cells, exact)
    fractions = pc.any(pc.match_substring(numbers, ".")).as_py()
    return numbers.cast(pa.float64() if fractions else pa.int64())
