"""The arithmetic of scores: what a row came to in each unit, and which rows came to the same in all of them.

A unit is one thing measured, a field or a rule. Rows have few outcomes in it (present, blank, a placeholder), so a unit
is a code a row and a score a code, and the rows of a dimension fall into few patterns: all further work is done once a
pattern, and sums do not depend on the order of rows. Not assessed is NaN, never 0 and never 1. The trap: pooling units
over dimensions, or rows with unlike numbers of units, lets a million good cells hide one table that is a year old.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
#: Small whole numbers, one a row.
Codes = npt.NDArray[np.integer]

Answer = TypeVar("Answer", bound=np.generic)

#: Codes of a unit that holds or does not: not assessed, broken, holds.
NOT_ASSESSED, BROKEN, HOLDS = 0, 1, 2

#: Above this the key of a pattern is made dense before another unit enters it.
_WIDEST = 2**40
#: A table of this many keys is made at once.
FEW = 2**20
#: Rows at a time: what is worked on stays in the processor's cache.
_BLOCK = 2**15


@dataclass(frozen=True)
class Unit:
    """One thing measured: a field or a rule.

    `codes` holds each row's outcome, `values` each outcome's score, 0 to 1, NaN where not assessed. `reasons` names the
    outcomes that are findings, about `column` (None: about the record). `part` divides a dimension into parts of equal
    weight. `weight` 0: shown, not part of the score. `within` is 1 for an outcome within the deadline, 0 outside, NaN
    where none is asked. `valid` is an outcome's validity where a sample has settled some values, and `open` 1 for those
    it has not; `stand_ins` is 1 for an outcome that is a stand-in for nothing.
    """

    field: str
    codes: Codes
    values: Floats
    weight: float = 1.0
    part: str = ""
    column: str | None = None
    reasons: tuple[str | None, ...] = ()
    within: Floats | None = None
    valid: Floats | None = None
    open: Floats | None = None
    stand_ins: Floats | None = None

    @property
    def scores(self) -> Floats:
        """Return each row's score."""
        return np.asarray(self.values[self.codes], dtype=float)

    def taken(self, share: float) -> Unit:
        """Return the unit with `share` (0 to 1) of the values that nobody checked taken to be true."""
        return self if self.open is None else replace(self, values=self.values * np.where(self.open > 0, share, 1.0))

    def rows_of(self, reason: str) -> Ints:
        """Return the rows whose outcome has a reason."""
        wanted = np.array([name == reason for name in self.reasons], dtype=bool)
        return np.flatnonzero(wanted[self.codes]) if wanted.any() else np.empty(0, dtype=np.int64)


def holding(
    field: str,
    verdict: tuple[Bools, Bools],
    *,
    reason: str | None = None,
    column: str | None = None,
    part: str = "",
    weight: float = 1.0,
) -> Unit:
    """Return a unit that holds (1), does not (0), or does not apply (NaN), as the two columns of a verdict say.

    >>> holding("a", (np.array([True, False, True]), np.array([True, True, False]))).scores.tolist()
    [1.0, 0.0, nan]
    """
    holds, applies = verdict
    codes = applies.astype(np.uint8) * (np.uint8(1) + holds.astype(np.uint8))
    return Unit(field, codes, np.array([np.nan, 0.0, 1.0]), weight, part, column, (None, reason, None))


@dataclass(frozen=True)
class Patterns:
    """Which rows came to the same in all units: a pattern a row, and each unit's outcome in each pattern."""

    of_row: Ints
    outcomes: tuple[Codes, ...]

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.outcomes[0]) if self.outcomes else 1


def patterns(units: Sequence[Unit], rows: int) -> Patterns:
    """Return the patterns of rows under some units, numbered in an order that the order of rows does not change."""
    runs, width = [list[Unit]()], 1
    for unit in units:
        if width * len(unit.values) > _WIDEST:
            runs.append([])
            width = rows
        runs[-1].append(unit)
        width *= len(unit.values)
    key, held = np.zeros(rows, dtype=np.int64), []
    for run in runs:
        for block in blocks(rows):
            for unit in run:
                key[block] *= len(unit.values)
                key[block] += unit.codes[block]
        key, distinct = dense(key)
        held.append(distinct)
    outcomes, left = [], np.arange(len(held[-1]))
    for run, distinct in zip(reversed(runs), reversed(held), strict=True):
        left = distinct[left]
        for unit in reversed(run):
            left, codes = np.divmod(left, len(unit.values))
            outcomes.append(codes)
    return Patterns(key, tuple(reversed(outcomes)))


def blocks(rows: int) -> Iterator[slice]:
    """Yield the rows of a table, some at a time.

    >>> list(blocks(3))
    [slice(0, 3, None)]
    """
    return (slice(start, min(start + _BLOCK, rows)) for start in range(0, rows, _BLOCK))


def taken(answers: npt.NDArray[Answer], rows: Codes) -> npt.NDArray[Answer]:
    """Return the answer of each row, `rows` places from 0.

    >>> taken(np.array([False, True]), np.array([1, 0, 1])).tolist()
    [True, False, True]
    """
    out = np.empty(len(rows), answers.dtype)
    for block in blocks(len(rows)):
        # no place lies outside; told so, NumPy does not look for negative ones first
        np.take(answers, rows[block], out=out[block], mode="clip")
    return out


def dense(keys: Ints) -> tuple[Ints, Ints]:
    """Number the distinct keys in ascending order; return each row's number, and the keys.

    >>> [found.tolist() for found in dense(np.array([7, 3, 7]))]
    [[1, 0, 1], [3, 7]]
    """
    if not len(keys):
        return keys, keys
    low, width = int(keys.min()), int(keys.max()) - int(keys.min()) + 1
    if width > max(FEW, len(keys)):
        coded = pa.array(keys).dictionary_encode()
        found, codes = coded.dictionary.to_numpy(), coded.indices.to_numpy()
        order = np.argsort(found)
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        return place[codes], found[order]
    # a table of all keys is quicker than looking each of them up
    held, out = np.zeros(width, dtype=bool), np.empty(len(keys), dtype=np.int64)
    for block in blocks(len(keys)):
        held[keys[block] - low] = True
    place = np.cumsum(held) - 1
    for block in blocks(len(keys)):
        np.take(place, keys[block] - low, out=out[block], mode="clip")
    return out, np.flatnonzero(held) + low


def counted(keys: Callable[[slice], Ints], rows: int, *, below: int) -> Ints:
    """Count how many rows have each key from 0 to `below`; `keys` gives those of some rows.

    >>> counted(lambda block: np.array([2, 0, 2])[block], 3, below=4).tolist()
    [1, 0, 2, 0]
    """
    if below > _BLOCK:
        return np.bincount(keys(slice(0, rows)), minlength=below)
    out = np.zeros(below, dtype=np.int64)
    for block in blocks(rows):
        out += np.bincount(keys(block), minlength=below)
    return out


def ordered(keys: Ints) -> Ints:
    """Return the distinct keys in ascending order: sorted, which takes far less time than looking them up.

    >>> ordered(np.array([7, 3, 7])).tolist()
    [3, 7]
    """
    found = np.sort(keys)
    return np.asarray(found[np.append(True, found[1:] != found[:-1])[: len(found)]], dtype=np.int64)


@dataclass(frozen=True)
class PatternScores:
    """What each pattern came to: the dimension's score, each part's, and each unit's share of it (0 to 1)."""

    score: Floats
    parts: dict[str, Floats]
    shares: tuple[Floats, ...]


def pattern_scores(units: Sequence[Unit], found: Patterns) -> PatternScores:
    """Score patterns: the mean of the parts, a part the weighted mean of its units; only what was assessed counts."""
    counted = [(unit, codes) for unit, codes in zip(units, found.outcomes, strict=True) if unit.weight > 0]
    names = sorted({unit.part for unit, _ in counted})
    total = {name: np.zeros(found.count) for name in names}
    weight = {name: np.zeros(found.count) for name in names}
    for unit, codes in counted:
        known = ~np.isnan(unit.values)
        total[unit.part] += unit.weight * np.where(known, unit.values, 0.0)[codes]
        weight[unit.part] += unit.weight * known[codes]
    assessed = np.sum([weight[name] > 0 for name in names], axis=0) if names else np.zeros(found.count)
    parts = {name: _divide(total[name], weight[name]) for name in names}
    sums = np.sum([np.nan_to_num(scores) for scores in parts.values()], axis=0) if names else np.zeros(found.count)
    shares = tuple(
        _share(unit, codes, weight[unit.part] * assessed) if unit.weight > 0 else np.zeros(found.count)
        for unit, codes in zip(units, found.outcomes, strict=True)
    )
    return PatternScores(_divide(sums, assessed), parts, shares)


def _share(unit: Unit, codes: Codes, divisor: Floats) -> Floats:
    known = (~np.isnan(unit.values))[codes]
    return np.asarray(np.where(known, unit.weight / np.where(divisor > 0, divisor, 1.0), 0.0), dtype=float)


def _divide(total: Floats, weight: Floats) -> Floats:
    return np.asarray(np.divide(total, weight, out=np.full(len(total), np.nan), where=weight > 0), dtype=float)
