"""Days and amounts of a whole column, as numbers.

The traps: a column of text is written in several ways (`20170307`, `2017/03/07`, `¥2,221.37`, `93元`); millions of time
stamps are few days, so each day is read once; a time stamp with a zone is of the day its own clock showed.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.cells import as_strings
from custdq.errors import Reason
from custdq.fields import Date, Number

Days = npt.NDArray[np.int32]
Amounts = npt.NDArray[np.float64]

#: In the place of a day: none stands there.
NO_DAY = int(np.iinfo(np.int32).min)
_EPOCH_DAY = r"^(\d{4}-\d{2}-\d{2})[T ]\d{2}:.*$"
_PLAIN = r"^[+-]?\d+(\.\d*)?$"


def days_of(column: pa.ChunkedArray | pa.Array) -> tuple[Days, pa.Array]:
    """Return the days of a column.

    Returns
    -------
    tuple
        Days since 1970-01-01 (int32, `NO_DAY` for none), and the reason code of each filled cell that is no day (null
        for all others).

    Examples
    --------
    >>> days, problems = days_of(pa.array(["1970-01-03", "19700103 ", "1970-01-03 23:59:59", "soon", None]))
    >>> days.tolist() == [2, 2, 2, NO_DAY, NO_DAY], problems.to_pylist()
    (True, [None, None, None, 'not_parsed', None])
    """
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if pa.types.is_timestamp(array.type):
        local = pc.local_timestamp(array) if array.type.tz else array
        array = pc.floor_temporal(local, unit="day").cast(pa.date32())
    elif pa.types.is_date(array.type):
        array = array.cast(pa.date32())
    else:
        return _days_of_text(as_strings(array))
    return _numbers(array), pa.nulls(len(array), pa.string())


def _days_of_text(cells: pa.Array) -> tuple[Days, pa.Array]:
    coded = pc.replace_substring_regex(cells, _EPOCH_DAY, r"\1").dictionary_encode()
    words = coded.dictionary
    parsed = Date().prepare(words).parse(words)
    value, problem = (parsed.column(name).combine_chunks() for name in ("value", "problem"))
    whole = pc.fill_null(pc.match_substring_regex(value, r"^\d{4}-\d{2}-\d{2}$"), fill_value=False)
    day = pc.if_else(whole, value, pa.scalar(None, pa.string())).cast(pa.date32())
    partial = pc.and_(value.is_valid(), pc.invert(whole))
    problem = pc.if_else(partial, str(Reason.PARTIAL_DATE), pc.fill_null(problem, str(Reason.NOT_PARSED)))
    missing = pc.equal(parsed.column("status").combine_chunks(), "missing")
    problem = pc.if_else(pc.or_(day.is_valid(), missing), pa.scalar(None, pa.string()), problem)
    at = coded.indices
    return _numbers(day.take(at)), problem.take(at)


def _numbers(days: pa.Array) -> Days:
    return np.asarray(pc.fill_null(days.cast(pa.int32()), NO_DAY)).astype(np.int32)


def amounts_of(column: pa.ChunkedArray | pa.Array) -> tuple[Amounts, pa.Array]:
    """Return the amounts of a column.

    Returns
    -------
    tuple
        float64, NaN for none; and the reason code of each filled cell that is no number (null for all others).

    Examples
    --------
    >>> amounts, problems = amounts_of(pa.array(["93元", "¥-2,221.37", "7", "free", None]))
    >>> amounts.tolist()[:3], problems.to_pylist()
    ([93.0, -2221.37, 7.0], [None, None, None, 'not_parsed', None])
    """
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    kind = array.type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        numbers = np.asarray(pc.fill_null(array.cast(pa.float64(), safe=False), np.nan))
        return np.where(np.isfinite(numbers), numbers, np.nan), pa.nulls(len(array), pa.string())
    return _amounts_of_text(as_strings(array))


def _amounts_of_text(cells: pa.Array) -> tuple[Amounts, pa.Array]:
    number = Number().prepare(cells)
    plain = pc.fill_null(pc.match_substring_regex(cells, _PLAIN), fill_value=False)
    if number != Number():  # a decimal comma: a lone point groups, and every cell must be read so
        plain = pc.and_(plain, pa.scalar(False))  # noqa: FBT003
    easy = np.asarray(plain)
    out, problem = np.full(len(cells), np.nan), pa.nulls(len(cells), pa.string())
    out[easy] = np.asarray(cells.filter(plain).cast(pa.float64()))
    rest = cells.filter(pc.invert(plain)).dictionary_encode()
    if not len(rest.dictionary):
        return out, problem
    parsed = number.parse(rest.dictionary)
    value = parsed.column("value").combine_chunks()
    out[~easy] = np.asarray(pc.fill_null(value.cast(pa.float64()).take(rest.indices), np.nan))
    why = pc.fill_null(parsed.column("problem").combine_chunks(), str(Reason.NOT_PARSED))
    good = pc.or_(value.is_valid(), pc.equal(parsed.column("status").combine_chunks(), "missing"))
    why = pc.if_else(good, pa.scalar(None, pa.string()), why)
    return out, pc.replace_with_mask(problem, pc.invert(plain), why.take(rest.indices))
