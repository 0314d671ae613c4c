"""What other thresholds would have made of the same pairs: entities, the largest of them, agreement with truth.

The trap: entities at another threshold are not those of this one with fewer pairs; they are grouped anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from custdq.steps.link.entities import find_entities
from custdq.steps.link.linking import LinkOutcome
from custdq.steps.link.predict import ScoredPairs

#: The thresholds tried.
THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


class ThresholdLine(NamedTuple):
    """One threshold: pairs at or above it, entities, records of the largest, and the entity of each record."""

    threshold: float
    pairs: int
    entities: int
    largest: int
    labels: np.ndarray[tuple[int], np.dtype[np.int64]]


def sweep_thresholds(outcome: LinkOutcome, thresholds: Sequence[float] = THRESHOLDS) -> list[ThresholdLine]:
    """Group the kept pairs anew at each threshold; decided pairs and clean sources count as they did."""
    scored = scored_pairs(outcome)
    lines = []
    for threshold in thresholds:
        if len(outcome.left):
            labels = find_entities(outcome.scorer, scored, replace(outcome.grouping, threshold=threshold))
            labels = labels[outcome.place]
        else:
            labels = outcome.labels
        sizes = np.unique(labels, return_counts=True)[1]
        pairs = int((outcome.probability >= threshold).sum())
        lines.append(ThresholdLine(threshold, pairs, len(sizes), int(sizes.max(initial=0)), labels))
    return lines


def scored_pairs(outcome: LinkOutcome) -> ScoredPairs:
    """Return the kept pairs as the scorer gave them."""
    a, b = outcome.place[outcome.left], outcome.place[outcome.right]
    left, right = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((right, left))
    odds = outcome.weight + outcome.model.prior_weight
    return ScoredPairs(left[order], right[order], odds[order], outcome.levels[order], outcome.household[order])
