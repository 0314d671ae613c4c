"""Why two records match or do not: each field's level, weight and frequency correction, in words and as data."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from custdq.steps.link.compare import NOT_ASSESSED, compare_pairs
from custdq.steps.link.linking import LinkOutcome
from custdq.steps.link.weigh import probability


class FieldEvidence(NamedTuple):
    """What one field says about a pair. `match_weight` includes `frequency` (both log2 Bayes factors)."""

    field: str
    level: str
    match_weight: float
    frequency: float


class PairEvidence(NamedTuple):
    """All fields' evidence on one pair, from the prior (log2 odds) to the match probability (0 to 1)."""

    fields: tuple[FieldEvidence, ...]
    prior_weight: float
    match_weight: float
    match_probability: float

    def words(self) -> list[str]:
        """Return one plain sentence a field, strongest evidence first, then the verdict."""
        ordered = sorted(self.fields, key=lambda f: -abs(f.match_weight))
        lines = [_sentence(field) for field in ordered]
        verdict = "one entity" if self.match_probability > 0.5 else "two entities"
        lines.append(
            f"Together {self.match_weight:+.1f} bits on a prior of {self.prior_weight:+.1f}: "
            f"{verdict}, probability {self.match_probability:.3f}."
        )
        return lines


def _sentence(field: FieldEvidence) -> str:
    if field.level == "not assessed":
        return f"{field.field}: missing on one side, no evidence."
    direction = "for" if field.match_weight >= 0 else "against"
    rarity = ""
    if abs(field.frequency) >= 0.5:
        rarity = f" (of them {field.frequency:+.1f} because the value is {'rare' if field.frequency > 0 else 'common'})"
    return f"{field.field}: {field.level}, {abs(field.match_weight):.1f} bits {direction} a match{rarity}."


def explain_pair(outcome: LinkOutcome, left: int, right: int) -> PairEvidence:
    """Compare two records anew and break their match weight down by field.

    The fields of the blocking rule under which the pair is read share the rule's evidence: how much more often pairs
    sharing that key are one entity than random pairs are.

    Parameters
    ----------
    outcome
        The linked records.
    left, right
        Positions of the two records in the input.
    """
    scorer, model = outcome.scorer, outcome.model
    a, b = outcome.place[[left]], outcome.place[[right]]
    levels = compare_pairs(scorer.fields, a, b)
    readings = scorer.readings(a, b, levels, member=scorer.any_membership(a, b))[0]
    rule = int(np.argmax(readings))
    weights = scorer.field_weights(levels)
    corrections = scorer.frequency.adjust(levels, a, b)
    shared: tuple[int, ...] = ()
    if rule < len(scorer.views):
        shared = scorer.blocked[rule]
        weights = scorer.view_weights(rule, levels, weights)
        fitted = scorer.rules[rule]
        corrections[0, list(scorer.views[rule].silent)] = 0.0
        gain = (fitted.log_odds if fitted else model.prior_weight) - model.prior_weight
        weights[0, list(shared)] += gain / len(shared)
    rows = []
    for number, field in enumerate(scorer.fields):
        level = int(levels[0, number])
        if level == NOT_ASSESSED and number not in shared:
            rows.append(FieldEvidence(field.name, "not assessed", 0.0, 0.0))
            continue
        correction = float(corrections[0, number])
        label = "same key" if level == NOT_ASSESSED else field.labels[level]
        rows.append(FieldEvidence(field.name, label, float(weights[0, number] + correction), correction))
    odds = float(readings[rule])
    prior = model.prior_weight
    return PairEvidence(tuple(rows), prior, odds - prior, float(probability(np.array([odds]))[0]))
