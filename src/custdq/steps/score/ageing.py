"""How many values of an age no longer hold, and how many were never right, learnt from looks at the same customers.

Two looks disagree because the value changed between them, or because one of them was wrong whatever its age; each of
these is a hazard, and they add up: P(disagree) = 1 - exp(-sum of hazards). The hazard of change is a mixture of
exponential declines (customers of unequal pace), which comes in two forms: it counts from the first look on, or it is
spread over the value's whole age, the part before the second look as well as the part after it. Systems are wrong at
rates of their own. Which weights fit is found by maximum likelihood (expectation maximization; the likelihood of
competing hazards of which only the first event shows is concave).

The trap: a rate of contradictions is no rate of outdated values. It counts what was wrong from the start, misses what
changed after the last look, and sees nothing of customers who were looked at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from custdq.steps.score.units import Bools, Floats, Ints

#: Half-lives in days that are mixed, from a quarter to sixteen years; the data gives each its weight.
PACES = (90.0, 360.0, 1_440.0, 5_760.0)
#: The hazards of change: each pace counted from the first look, and each spread over the whole age.
HAZARDS = 2 * len(PACES)
#: In the place of a system: nobody can have been wrong.
NOBODY = -1
#: Steps of the estimation, and the change of a hazard below which it stands.
_STEPS, _STILL = 2_000, 1e-6
#: A hazard above which whatever it stands for is as good as certain.
_MOST = 20.0


class Told(NamedTuple):
    """What was seen, a row a pair of looks.

    `exposure`: how far it was exposed to each hazard of change; `wrong`: the two systems that may have been wrong, or
    `NOBODY`; `apart`: whether the looks disagree.
    """

    exposure: Floats
    wrong: Ints
    apart: Bools


@dataclass(frozen=True)
class Ageing:
    """Hazards: of change, one a pace and form; of being wrong from the start, one a system.

    `settled`: whether the estimation came to rest; where it did not, its last step is given.
    """

    change: Floats
    wrong: Floats
    settled: bool = True

    def gone(self, age: Floats) -> Floats:
        """Return the probability that a value of each age (days) no longer holds."""
        return -np.expm1(-exposure(age, age) @ self.change)

    def after(self, gap: Floats, age: Floats) -> Floats:
        """Return the probability that a value that still held after `gap` days no longer holds at its age."""
        return -np.expm1((exposure(gap, age) - exposure(age, age)) @ self.change)


def exposure(gap: Floats, age: Floats) -> Floats:
    """Return how far values of some ages are exposed to each hazard of change within `gap` days; 0 for negative gaps.

    >>> exposure(np.array([90.0]), np.array([360.0]))[0, [0, 5]].tolist()  # half of it; half of a quarter
    [0.5, 0.125]
    """
    paces = np.array(PACES)
    gap = np.maximum(gap, 0.0)
    share = np.divide(gap, age, out=np.zeros_like(gap), where=age > 0)
    elapsed, whole = (1 - np.exp2(-days[:, None] / paces) for days in (gap, age))
    return np.concatenate([elapsed, whole * share[:, None]], axis=1)


def fit(told: Told, systems: int) -> Ageing:
    """Estimate the hazards by maximum likelihood.

    Examples
    --------
    >>> age = np.full(4_000, 720.0)
    >>> apart = np.random.default_rng(0).random(4_000) < 0.3  # seen after all of their age, and nobody is ever wrong
    >>> found = fit(Told(exposure(age, age), np.full((4_000, 2), NOBODY), apart), 0)
    >>> round(float(found.gone(np.array([720.0]))[0]), 2)
    0.3
    """
    exposed = np.concatenate(
        [told.exposure.sum(axis=0), np.bincount(told.wrong[told.wrong > NOBODY], minlength=systems)]
    )
    seen, wrong = told.exposure[told.apart], told.wrong[told.apart]
    start = told.apart.sum() / max(len(exposed), 1)
    hazards = np.divide(start, exposed, out=np.zeros(len(exposed)), where=exposed > 0)
    still = False
    for _ in range(_STEPS):
        # nobody (-1) is wrong at the last place, which is 0
        total = seen @ hazards[:HAZARDS] + np.append(hazards[HAZARDS:], 0.0)[wrong].sum(axis=1)
        events = np.divide(1.0, -np.expm1(-total), out=np.zeros(len(total)), where=total > 0)
        causes = np.bincount(wrong.ravel() + 1, np.repeat(events, 2), minlength=systems + 1)[1:]
        counts = hazards * np.concatenate([events @ seen, causes])
        new = np.divide(counts, exposed, out=np.zeros(len(exposed)), where=exposed > 0)
        # a system that is always wrong has no finite hazard
        new = np.minimum(new, _MOST)
        still = float(np.abs(new - hazards).max(initial=0.0)) < _STILL
        hazards = new
        if still:
            break
    return Ageing(hazards[:HAZARDS], hazards[HAZARDS:], still)
