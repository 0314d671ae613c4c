"""What an attached table comes to for each entity: rows, sums, first and last day.

The trap: adding up floats in the order of rows gives another last digit when the rows come in another order; sums are
taken in whole ten-thousandths.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from custdq.steps.relate.attachment import Attachment, Bools
from custdq.steps.relate.cells import NO_DAY, Amounts, Days
from custdq.steps.relate.naming import Numbers

#: Sums are exact in these parts of one, up to 9e11 in all.
_PARTS = 10_000


@dataclass(frozen=True)
class Totals:
    """One figure an entity.

    Attributes
    ----------
    rows
        Rows that stand: not cancelled.
    cancelled
        Rows that were cancelled or paid back whole.
    sums
        Column -> sum of the rows that stand, refunds taken off; NaN where none of them has an amount.
    first, last
        Days since 1970-01-01 of the rows that stand; `NO_DAY` where none has a day.
    """

    rows: Numbers
    cancelled: Numbers
    sums: Mapping[str, Amounts]
    first: Days
    last: Days


def totals_of(table: Attachment) -> Totals:
    """Return what a table comes to for every entity of its customers."""
    size = len(table.customers.entity_ids)
    entity, cancelled = table.entity, table.cancelled
    ours = entity >= 0
    stands = ours & ~cancelled
    first, last = _span(entity, table.days[0], stands, size)
    return Totals(
        np.bincount(entity[stands], minlength=size),
        np.bincount(entity[ours & cancelled], minlength=size),
        {name: sums(entity, amount, stands, size) for name, (amount, _) in table.amounts.items()},
        first,
        last,
    )


def sums(entity: Numbers, amount: Amounts, kept: Bools, size: int) -> Amounts:
    """Return the sum of each entity's amounts, NaN where it has none.

    >>> amounts = np.array([0.1, 0.2, np.nan, 5.0])
    >>> sums(np.array([0, 0, 1, 2]), amounts, np.array([True, True, True, False]), 3).tolist()
    [0.3, nan, nan]
    """
    has = kept & np.isfinite(amount)
    whose, much = entity[has], amount[has]
    parts = np.rint(much * _PARTS)
    # whole numbers below 2**53 add up without loss in any order
    exact = not len(parts) or np.abs(parts).sum() < 2.0**53
    added = np.bincount(whose, weights=parts if exact else much, minlength=size).astype(np.float64)
    total: Amounts = added / _PARTS if exact else added
    total[np.bincount(whose, minlength=size) == 0] = np.nan
    return total


def _span(entity: Numbers, days: Days, kept: Bools, size: int) -> tuple[Days, Days]:
    dated = kept & (days != NO_DAY)
    first = np.full(size, np.iinfo(np.int32).max, dtype=np.int32)
    last = np.full(size, NO_DAY, dtype=np.int32)
    np.minimum.at(first, entity[dated], days[dated])
    np.maximum.at(last, entity[dated], days[dated])
    first[last == NO_DAY] = NO_DAY
    return first, last


def as_days(days: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int32], Bools]:
    """Return days with 0 for none, and where there is none."""
    none = days == NO_DAY
    return np.where(none, 0, days).astype(np.int32), np.asarray(none)
