"""Looks at a customer: each dated value is one, and what a later one says of it.

A value was looked at on the day it was last confirmed, else on the day its record was entered. The trap: taking every
contradiction for a change. A slip of the key is none, and a look that disagrees with the ones before and after it,
which agree, was wrong or a second truth (two numbers, two contacts): nobody changed and changed back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from custdq.steps.score.agreement import Compared, compare
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.units import Bools, Floats, Ints

#: The column of a record's entry, in the words of `unify`: a value was looked at when it was written down.
ENTERED = "created_at"
#: A value that differs by a letter, or by this share of its letters, is a slip of the key and no former one; of values
#: with fewer letters nothing can be said.
_SLIP, _LEAST_LETTERS = 0.15, 3


@dataclass(frozen=True)
class Looks:
    """The values of a column that another of the same entity can be held against.

    `rows` are their records, `last` the place of the entity's last other look (`later`: it comes after this one) and
    `apart` whether it contradicts. Of a look between two that agree, `between` is the place and `strays` whether it
    contradicts both.
    """

    rows: Ints
    last: Ints
    later: Bools
    apart: Bools
    between: Ints
    strays: Bools


def looked_at(evidence: Evidence, column: str) -> Floats:
    """Return the day each value of a column was looked at, since 1970-01-01 and no later than the day of evaluation."""
    days = evidence.confirmed(column).of_row
    if ENTERED in evidence.standardized.names and column != ENTERED:
        days = np.where(np.isnan(days), evidence.dates(ENTERED).of_row, days)
    return np.minimum(days, evidence.as_of)


def looks(evidence: Evidence, column: str, days: Floats, systems: Ints) -> Looks:
    """Return a column's looks, those without a day before all others; a day and a system for each record."""
    found = compare(evidence, column)
    known = np.nan_to_num(days[found.rows], nan=-np.inf)
    order = np.lexsort((systems[found.rows], found.value, known, found.entity))
    entity = found.entity[order]
    final = np.append(entity[1:] != entity[:-1], True)[: len(order)]
    ends = np.flatnonzero(final)
    last, one_before = (np.repeat(order[ends - back], np.diff(ends, prepend=-1)) for back in (0, 1))
    other, later = np.empty_like(order), np.empty(len(order), dtype=bool)
    other[order], later[order] = np.where(final, one_before, last), ~final
    # of looks without a day nobody knows what they stand between; they are before all others
    triple = np.flatnonzero((entity[2:] == entity[:-2]) & (known[order[:-2]] > -np.inf))
    first, middle, third = (order[triple + step] for step in range(3))
    settled = found.fit(first, third)
    first, middle, third = first[settled], middle[settled], third[settled]
    strays = _apart(evidence, column, (found, first, middle)) & _apart(evidence, column, (found, middle, third))
    apart = _apart(evidence, column, (found, np.arange(len(order)), other))
    return Looks(found.rows, other, later, apart, middle, strays)


def _apart(evidence: Evidence, column: str, pair: tuple[Compared, Ints, Ints]) -> Bools:
    """Tell which pairs of values contradict by more than a slip of the key."""
    found, left, right = pair
    apart = ~found.fit(left, right)
    at = np.flatnonzero(apart)
    mine, other = (evidence.value_at(column, found.rows[side[at]]).to_pylist() for side in (left, right))
    apart[at] = ~_slips(mine, other)
    return apart


def _slips(mine: list[str], other: list[str]) -> Bools:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    apart = cpdist(mine, other, scorer=OSA.distance)
    longest = np.array([max(len(a), len(b)) for a, b in zip(mine, other, strict=True)], dtype=float)
    return np.asarray((longest >= _LEAST_LETTERS) & (apart <= np.maximum(1, _SLIP * longest)), dtype=bool)
