"""Plain ISO days a column at a time, and the keys of days.

The trap: a day may look as plain and yet mean "none" (1900-01-01), not exist (2023-02-30), or be no birthday; each of
these is left to be read alone, the 29th of February with them.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Status
from custdq.fields.bulk import Settled

_DAY = (
    r"(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8])"  # no leap
)
_PLAIN = rf"^(?:[1-9]\d{{3}}|0[1-9]\d\d|00[1-9]\d|000[1-9])-(?:{_DAY})$"
_FULL = r"^\d{4}-\d\d-\d\d$"
_NOTHING = pa.scalar(None, pa.string())


def settle_days(texts: pa.Array, *, left_out: pa.Array, first: str | None, last: str | None) -> Settled:
    """Settle days written YYYY-MM-DD.

    Parameters
    ----------
    texts
        Strings without nulls.
    left_out
        Days that are no plain days.
    first, last
        The first and last day that count (YYYY-MM-DD); None: all do.

    Examples
    --------
    >>> texts = pa.array(["2024-01-05", "2024-02-30", "1900-01-01", "5.1.2024", "1815-12-10"])
    >>> settled = settle_days(texts, left_out=pa.array(["1900-01-01"]), first="1890-01-01", last=None)
    >>> settled.rows.tolist(), settled.columns["month"].to_pylist()
    ([0], ['01'])
    """
    plain = pc.and_not(pc.match_substring_regex(texts, _PLAIN), pc.is_in(texts, value_set=left_out))
    for bound, within in ((first, pc.greater_equal), (last, pc.less_equal)):
        plain = plain if bound is None else pc.and_(plain, within(texts, bound))
    rows = np.flatnonzero(np.asarray(plain))
    days = texts.take(pa.array(rows))
    columns = {name: pc.utf8_slice_codeunits(days, *span) for name, span in _SPANS.items()}
    fixed = {"status": str(Status.VALID), "precision": "day"}
    return Settled(rows, {"value": days, **columns, **{n: pa.repeat(word, len(rows)) for n, word in fixed.items()}})


_SPANS = {"year": (0, 4), "month": (5, 7), "day": (8, 10)}


def full_days(values: pa.Array) -> pa.Array:
    """Return the dates that are a day of a year, null for the others.

    >>> full_days(pa.array(["2024-01-05", "2024-01", None])).to_pylist()
    ['2024-01-05', None, None]
    """
    return pc.if_else(pc.match_substring_regex(values, _FULL), values, _NOTHING)


def months(values: pa.Array) -> pa.Array:
    """Return the year and month of dates that have both.

    >>> months(pa.array(["2024-01-05", "2024-01", "2024", "--01-05"])).to_pylist()
    ['2024-01', '2024-01', None, None]
    """
    return pc.if_else(pc.match_substring_regex(values, r"^\d{4}-\d\d"), pc.utf8_slice_codeunits(values, 0, 7), _NOTHING)


def month_days(values: pa.Array) -> pa.Array:
    """Return the month and day of dates that have both.

    >>> month_days(pa.array(["2024-01-05", "2024-01", "--01-05"])).to_pylist()
    ['01-05', None, '01-05']
    """
    both = pc.match_substring_regex(values, r"^(\d{4}|-)-\d\d-\d\d$")
    return pc.if_else(both, pc.utf8_slice_codeunits(values, -5), _NOTHING)


def unordered_days(values: pa.Array) -> pa.Array:
    """Return days with month and day in ascending order, so that two that were exchanged are alike.

    >>> unordered_days(pa.array(["2024-12-05", "2024-05-12", "2024"])).to_pylist()
    ['2024-05-12', '2024-05-12', None]
    """
    days = full_days(values)
    month, day = (pc.utf8_slice_codeunits(days, *_SPANS[name]) for name in ("month", "day"))
    exchanged = pc.binary_join_element_wise(pc.utf8_slice_codeunits(days, 0, 4), day, month, "-")
    return pc.if_else(pc.greater(month, day), exchanged, days)


def keys_of_day(value: str | None, digits: str | None) -> dict[str, str | None]:
    """Return all keys of one date; `digits` where its day does not exist.

    >>> keys_of_day("2024-12-05", None)["unordered"], keys_of_day("2024-12", None)["month"]
    ('2024-05-12', '2024-12')
    """
    known = value or ""
    full = known if len(known) == len("2024-12-05") and known[0] != "-" else None
    year, month, day = known.split("-") if full else ("", "", "")
    return {
        "date": full,
        "digits": f"{year}{month}{day}" if full else digits,
        "unordered": f"{year}-{day}-{month}" if month > day else full,
        "month": known[:7] if len(known) >= len("2024-12") and known[0] != "-" else None,
        "month_day": known[-5:] if full or known[:1] == "-" else None,
    }
