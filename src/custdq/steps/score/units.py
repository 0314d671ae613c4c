"""The arithmetic of scores: a unit's score per row, row scores, states that add up, and losses that sum to 1 - score.

Not assessed is NaN, never 0 and never 1. The trap: pooling units over dimensions, or rows with unlike numbers of
units, lets a million good cells hide one table that is a year old.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Unit:
    """One thing measured: a field or a rule.

    `scores` holds each row's score, 0 to 1, NaN where not assessed. `part` divides a dimension into parts of equal
    weight. `weight` 0: shown, not part of the score. `lower` and `upper` bound a score that rests on a sample.
    """

    field: str
    scores: Floats
    weight: float = 1.0
    part: str = ""
    basis: str | None = None
    lower: float | None = None
    upper: float | None = None
    validity: float | None = None
    placeholders: int | None = None
    in_sla: float | None = None


@dataclass(frozen=True)
class State:
    """A score that can be added up over partitions: weighted sum, weight, rows assessed, rows.

    >>> (State(1.5, 2.0, 2, 3) + State(1.0, 1.0, 1, 1)).score
    0.8333333333333334
    """

    total: float = 0.0
    weight: float = 0.0
    assessed: int = 0
    rows: int = 0

    def __add__(self, other: State) -> State:
        return State(
            self.total + other.total, self.weight + other.weight, self.assessed + other.assessed, self.rows + other.rows
        )

    @property
    def score(self) -> float | None:
        """Return the score, 0 to 1; None where nothing was assessed."""
        return self.total / self.weight if self.weight > 0 else None

    @property
    def coverage(self) -> float | None:
        """Return the share of rows assessed; None where there are no rows."""
        return self.assessed / self.rows if self.rows else None

    @classmethod
    def of(cls, scores: Floats, weights: Floats) -> State:
        """Sum up row scores."""
        known = ~np.isnan(scores)
        return cls(
            float((scores[known] * weights[known]).sum()), float(weights[known].sum()), int(known.sum()), len(scores)
        )


@dataclass(frozen=True)
class Outcome:
    """What a dimension came to: each row's score, each unit's state and loss, each part's state."""

    rows: Floats
    units: tuple[Unit, ...]
    states: tuple[State, ...]
    losses: tuple[float, ...]
    parts: dict[str, State]


def combine(units: Sequence[Unit], weights: Floats) -> Outcome:
    """Combine units to row scores, and divide what is missing to 1 among them.

    A row's score is the mean of its parts, a part's the weighted mean of its units; only what was assessed counts.

    Parameters
    ----------
    units
        The units of one dimension.
    weights
        Weight of each row, positive.
    """
    count = len(weights)
    counted = [unit for unit in units if unit.weight > 0]
    names = sorted({unit.part for unit in counted})
    total = {name: np.zeros(count) for name in names}
    weight = {name: np.zeros(count) for name in names}
    for unit in counted:
        known = ~np.isnan(unit.scores)
        total[unit.part][known] += unit.weight * unit.scores[known]
        weight[unit.part][known] += unit.weight
    parts = {name: _divide(total[name], weight[name]) for name in names}
    assessed = np.sum([~np.isnan(scores) for scores in parts.values()], axis=0) if parts else np.zeros(count)
    rows = _divide(np.sum([np.nan_to_num(s) for s in parts.values()], axis=0) if parts else np.zeros(count), assessed)
    base = float(weights[~np.isnan(rows)].sum())
    losses = tuple(
        _loss(unit, weight[unit.part] * assessed, weights) / base if unit.weight > 0 and base > 0 else 0.0
        for unit in units
    )
    states = tuple(State.of(unit.scores, weights) for unit in units)
    return Outcome(rows, tuple(units), states, losses, {name: State.of(parts[name], weights) for name in names})


def _loss(unit: Unit, divisor: Floats, weights: Floats) -> float:
    """Return what a unit takes from the weighted sum of row scores."""
    known = ~np.isnan(unit.scores)
    return float(np.sum(weights[known] * unit.weight * (1 - unit.scores[known]) / divisor[known]))


def _divide(total: Floats, weight: npt.NDArray[np.float64]) -> Floats:
    return np.asarray(np.divide(total, weight, out=np.full(len(total), np.nan), where=weight > 0), dtype=float)
