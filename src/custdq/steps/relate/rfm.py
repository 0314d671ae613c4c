"""Recency, frequency, monetary value: how customers buy, in quintiles, segments and stages of life.

The trap: quintiles by rank tear customers with the same figure apart by the order of rows. Here all who have the same
figure get the same score, by the middle of their ranks, so that few distinct figures give few distinct scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.errors import OptionError
from custdq.steps.relate.attachment import Attachment
from custdq.steps.relate.cells import NO_DAY, Days
from custdq.steps.relate.lifecycle import STAGES, Thresholds, thresholds_from
from custdq.steps.relate.naming import Numbers
from custdq.steps.relate.totals import sums
from custdq.tables import ENTITY_COLUMN

#: Segment by recency (row 1 to 5) and frequency (place 1 to 5): the map in common use in the field.
_SEGMENTS = (
    ("hibernating", "hibernating", "at risk", "at risk", "cannot lose them"),
    ("hibernating", "hibernating", "at risk", "at risk", "cannot lose them"),
    ("about to sleep", "about to sleep", "need attention", "loyal", "loyal"),
    ("promising", "potential loyalist", "potential loyalist", "loyal", "loyal"),
    ("new customer", "potential loyalist", "potential loyalist", "champion", "champion"),
)
_NEVER = "never bought"


def rfm_table(
    table: Attachment, as_of: int, thresholds: Mapping[str, Any] | None = None
) -> tuple[pa.Table, Thresholds | None]:
    """Return how every entity buys, by its purchases up to a day.

    Parameters
    ----------
    table
        Purchases with a date, one row each or, where the rows name their order, one a line of it; a row with a negative
        amount is a refund, a cancelled one is nothing.
    as_of
        The day it is judged on, in days since 1970-01-01; later rows are left out.
    thresholds
        Days of the stages, see `Thresholds.given`; None: read off the intervals between purchases.

    Returns
    -------
    tuple
        The table: entity_id, recency_days, frequency (purchases), monetary (their sum less refunds), r, f, m (1 to 5, 5
        the best fifth of those who bought; null for others), segment, stage (null where the thresholds cannot be told);
        and the thresholds.

    Raises
    ------
    OptionError
        When the table has no date.

    Notes
    -----
    Quintiles after A. M. Hughes, Strategic Database Marketing (1994); segments by recency and frequency as tools of
    the field draw them.
    """
    if table.roles.date is None:
        raise OptionError(f'No column of "{table.name}" is a date; name it: attach(name, frame, date="order_date").')
    size = len(table.customers.entity_ids)
    days = table.days[0]
    amount = next((column for column, _ in table.amounts.values()), None)
    counted = (table.entity >= 0) & ~table.cancelled & (days != NO_DAY) & (days <= as_of)
    bought = counted if amount is None else counted & ~(amount < 0)
    frequency = _orders(table, bought, size)
    monetary = np.full(size, np.nan) if amount is None else sums(table.entity, amount, counted, size)
    entity, day = _purchase_days(table.entity[bought], days[bought])
    first, last = _ends(entity, day, size)
    buys = frequency > 0
    recency = np.where(buys, as_of - last, 0)
    limits = Thresholds.given(thresholds) if thresholds is not None else thresholds_from(entity, day)
    scores = [
        _quintiles(-recency, buys),
        _quintiles(frequency, buys),
        _quintiles(monetary, buys & np.isfinite(monetary)),
    ]
    segments = np.array([*(word for row in _SEGMENTS for word in row), _NEVER], dtype=object)
    place = np.where(buys, (scores[0] - 1) * 5 + scores[1] - 1, len(segments) - 1)
    columns = {
        ENTITY_COLUMN: table.customers.entity_ids,
        "recency_days": pa.array(recency.astype(np.int64), mask=~buys),
        "frequency": pa.array(frequency),
        "monetary": pa.array(monetary, mask=~np.isfinite(monetary)),
        **{name: pa.array(score, mask=score == 0) for name, score in zip("rfm", scores, strict=True)},
        "segment": pa.array(segments).take(pa.array(place)),
        "stage": _stages(recency, np.where(buys, as_of - first, 0), once=first == last, buys=buys, limits=limits),
    }
    return pa.table(columns), limits


def _orders(table: Attachment, bought: npt.NDArray[np.bool_], size: int) -> Numbers:
    """Return how many orders the rows of each entity are of."""
    entity = table.entity[bought]
    if table.order is not None:
        order = table.order[bought]
        width = int(order.max(initial=0)) + 1
        key = np.sort(entity * width + order)
        entity = key[np.r_[True, key[1:] != key[:-1]][: len(key)]] // width
    return np.bincount(entity, minlength=size)


def _purchase_days(entity: Numbers, days: Days) -> tuple[Numbers, Days]:
    """Return the days on which each entity bought, sorted, each once."""
    key = np.sort((entity << 32) + (days.astype(np.int64) + 2**31))
    key = key[np.r_[True, key[1:] != key[:-1]]] if len(key) else key
    return key >> 32, ((key & 0xFFFFFFFF) - 2**31).astype(np.int32)


def _ends(entity: Numbers, day: Days, size: int) -> tuple[Numbers, Numbers]:
    first, last = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    begins = np.flatnonzero(np.r_[True, entity[1:] != entity[:-1]]) if len(entity) else np.zeros(0, dtype=np.int64)
    first[entity[begins]] = day[begins]
    ends = np.r_[begins[1:], len(entity)] - 1 if len(begins) else begins
    last[entity[ends]] = day[ends]
    return first, last


def _quintiles(values: npt.NDArray[Any], among: npt.NDArray[np.bool_]) -> npt.NDArray[np.int8]:
    """Return 1 to 5 by the middle of the ranks of a value, 0 for those who are not among.

    >>> _quintiles(np.array([1, 1, 1, 1, 9]), np.ones(5, bool)).tolist()
    [3, 3, 3, 3, 5]
    """
    out = np.zeros(len(values), dtype=np.int8)
    distinct, inverse, counts = np.unique(values[among], return_inverse=True, return_counts=True)
    if len(distinct):
        middle = (np.cumsum(counts) - counts / 2) / counts.sum()
        out[among] = np.minimum(np.floor(middle * 5).astype(np.int8) + 1, 5)[inverse.reshape(-1)]
    return out


def _stages(
    recency: Numbers, since_first: Numbers, *, once: npt.NDArray[np.bool_], buys: npt.NDArray[np.bool_],
    limits: Thresholds | None,
) -> pa.Array:  # fmt: skip
    names = pa.array(STAGES)
    if limits is None:
        return names.take(pa.array(np.full(len(buys), len(STAGES) - 1), mask=buys))
    at = 1 + np.searchsorted([limits.active, limits.cooling, limits.dormant], recency, side="left")
    at = np.where(once & (since_first <= limits.new), 0, at)
    return names.take(pa.array(np.where(buys, at, len(STAGES) - 1)))
