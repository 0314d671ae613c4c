"""The probability of each value of a column that it was true once and is no longer, from all looks at its customer.

A value that a later look contradicts has changed, unless somebody was wrong; one that a later look confirms held until
then; after the last look age alone tells. A value without a day is taken to be as old as the others are. The trap:
judging only what is contradicted, when much that is outdated stands in records that all hold the former value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from custdq.steps.score.ageing import HAZARDS, NOBODY, Ageing, Told, exposure, fit
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.looks import Looks, looked_at, looks
from custdq.steps.score.timeliness import lifetime
from custdq.steps.score.units import Floats, Ints

#: Values to be held against another one, below which nothing is estimated.
ENOUGH_LOOKS = 20
#: Days, spread evenly over those known, that stand for an unknown one.
_TYPICAL = 16
#: The day each of them meets where both are unknown: near ones and far ones.
_PARTNERS = np.arange(_TYPICAL) * 7 % _TYPICAL


class _Days(NamedTuple):
    """The day of each look and of another one, NaN where unknown, days that stand for an unknown one, and today."""

    mine: Floats
    other: Floats
    typical: Floats
    as_of: float

    def mean(self, question: Callable[[Floats, Floats, float], Floats]) -> Floats:
        """Return the answer for each pair of days, over the days that an unknown one may have been."""
        answer = question(self.mine, self.other, self.as_of)
        unknown = np.isnan(self.mine) | np.isnan(self.other)
        mine, other = self.mine[unknown], self.other[unknown]
        tried = [
            question(np.where(np.isnan(mine), one, mine), np.where(np.isnan(other), two, other), self.as_of)
            for one, two in zip(self.typical, self.typical[_PARTNERS], strict=True)
        ]
        answer[unknown] = np.mean(tried, axis=0)
        return answer


class _Wrong:
    """Each record's hazard of being wrong at any age: once right where values are chosen from a list, else never."""

    def __init__(self, hazard: Floats, *, chosen: bool) -> None:
        self.hazard, none = hazard, np.zeros_like(hazard)
        self.never, self.former = (none, hazard) if chosen else (hazard, none)


class Stale(NamedTuple):
    """The probability of each record's value that it no longer holds, and whether its estimation came to rest."""

    share: Floats
    settled: bool = True


def expected_stale(evidence: Evidence, column: str, systems: Ints) -> Stale | None:
    """Return the probability of each record's value that it no longer holds.

    What is chosen from a list (a category) has no slips of the key: where it is wrong it was right before.

    Parameters
    ----------
    evidence
        The linked records.
    column
        The column.
    systems
        The system of each record, numbered from 0.

    Returns
    -------
    Stale or None
        float64, 0 to 1, one a record, NaN where it has no value; None where fewer than `ENOUGH_LOOKS` values can be
        held against another, or none has a day.
    """
    good = evidence.good(column)
    if lifetime(evidence, column).half_life == np.inf:  # what cannot change is wrong, if anything
        return Stale(np.where(good, 0.0, np.nan))
    day = looked_at(evidence, column)
    known = np.sort(day[good & ~np.isnan(day)])
    found = looks(evidence, column, day, systems)
    if len(found.rows) < ENOUGH_LOOKS or not len(known):
        return None
    typical = known[((np.arange(_TYPICAL) + 0.5) / _TYPICAL * len(known)).astype(np.int64)]
    days = _Days(day[found.rows], day[found.rows[found.last]], typical, evidence.as_of)
    ageing = fit(_told(found, days, systems), int(systems.max(initial=-1)) + 1)
    wrong = _Wrong(ageing.wrong[systems], chosen=evidence.kind(column) == "category")
    alone = _Days(day[good], day[good], typical, evidence.as_of)
    holds = alone.mean(lambda mine, _, today: 1 - ageing.gone(today - mine)) * np.exp(-wrong.former[good])
    out = np.full(evidence.rows, np.nan)
    out[good] = (1 - holds) * np.exp(-wrong.never[good])
    out[found.rows] = _held_against(found, days, ageing, wrong)
    return Stale(out, ageing.settled)


def _told(found: Looks, days: _Days, systems: Ints) -> Told:
    """Return what the looks tell, in an order that the order of records does not change."""
    pairs = np.flatnonzero(found.later)
    mine, other = (systems[found.rows[places]] for places in (pairs, found.last[pairs]))
    order = np.lexsort((found.apart[pairs], mine, other, days.other[pairs], days.mine[pairs]))
    pairs = pairs[order]
    between = _Days(days.mine[pairs], days.other[pairs], days.typical, days.as_of)
    alone = np.sort(2 * systems[found.rows[found.between]] + found.strays)
    return Told(
        np.concatenate([between.mean(_mine_first) + between.mean(_other_first), np.zeros((len(alone), HAZARDS))]),
        np.concatenate([np.stack([mine, other], 1)[order], np.stack([alone // 2, np.full(len(alone), NOBODY)], 1)]),
        np.concatenate([found.apart[pairs], alone % 2 == 1]),
    )


def _held_against(found: Looks, days: _Days, ageing: Ageing, wrong: _Wrong) -> Floats:
    """Return the probability that each look's value no longer holds, given what the last other look says of it."""
    mine, other = (days.mean(side) @ ageing.change for side in (_mine_first, _other_first))
    happened = -np.expm1(-(mine + other + wrong.hazard[found.rows] + wrong.hazard[found.rows[found.last]]))

    def cause(hazard: Floats) -> Floats:
        """Return the probability that a hazard struck where the looks disagree."""
        share = np.divide(-np.expm1(-hazard), happened, out=np.zeros(len(hazard)), where=happened > 0)
        return np.where(found.apart, np.minimum(share, 1.0), 0.0)

    changed, never, former = (cause(hazard) for hazard in (mine, wrong.never[found.rows], wrong.former[found.rows]))
    later = days.mean(lambda one, two, today: ageing.after(two - one, today - one))
    return np.minimum(changed + np.maximum(1 - changed - never, 0.0) * later + former, 1.0)


def _mine_first(mine: Floats, other: Floats, as_of: float) -> Floats:
    return exposure(other - mine, as_of - mine)


def _other_first(mine: Floats, other: Floats, as_of: float) -> Floats:
    return exposure(mine - other, as_of - other)
