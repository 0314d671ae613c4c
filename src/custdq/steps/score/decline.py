"""How fast values cease to hold, estimated from what was looked at again.

A re-verification after a gap of t days found the value changed or not; under exponential decline it is unchanged with
probability exp(-decline x t) (Heinrich, Kaiser and Klier 2007). The trap: a rate from three changes. Below
`ENOUGH_CHANGES` the configured half-life stands, and the card says so.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from custdq.steps.score.agreement import compare
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.units import Bools, Floats

ENOUGH_CHANGES = 20


class Decline(NamedTuple):
    """A half-life in days (infinite where nothing ever changed), and the changes and exposure (days) it rests on."""

    half_life: float
    changes: int
    exposure: float

    @property
    def enough(self) -> bool:
        """Tell whether it rests on enough changes to be used."""
        return self.changes >= ENOUGH_CHANGES


def estimate(gaps: Floats, changed: Bools) -> Decline:
    """Estimate a half-life by maximum likelihood.

    Parameters
    ----------
    gaps
        Days between two looks at a value; those of 0 say nothing.
    changed
        Whether the second look found another value.

    Examples
    --------
    >>> found = estimate(np.full(200, 10.0), np.arange(200) < 20)
    >>> found.changes, round(found.half_life, 1)  # ln 2 x 10 / -ln 0.9
    (20, 65.8)
    """
    told = gaps > 0
    gaps, changed = gaps[told], changed[told]
    still, gone = gaps[~changed].sum(), gaps[changed]
    exposure = float(gaps.sum())
    if not len(gone):
        return Decline(math.inf, 0, exposure)
    if still <= 0:
        return Decline(0.0, len(gone), exposure)

    def slope(rate: float) -> float:
        """Return the derivative of the log-likelihood, which falls as the rate rises."""
        return float((gone / np.expm1(np.minimum(rate * gone, 700.0))).sum() - still)

    low, high = 1e-12, 1.0
    while slope(high) > 0:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    return Decline(math.log(2) / high, len(gone), exposure)


def history(evidence: Evidence, column: str) -> Decline:
    """Estimate a column's half-life from linked records: each is a look at the customer, on the day it was confirmed.

    Of two looks that follow each other the second found a change where its value contradicts the first one's.
    """
    found = compare(evidence, column)
    dates = evidence.confirmed(column)
    days = dates.days[dates.codes[found.rows]]
    order = np.lexsort((found.value, days, found.entity))
    order = order[~np.isnan(days[order])]
    before, after = order[:-1], order[1:]
    same = found.entity[before] == found.entity[after]
    before, after = before[same], after[same]
    changed = ~found.fit(before, after)
    return estimate(days[after] - days[before], changed)
