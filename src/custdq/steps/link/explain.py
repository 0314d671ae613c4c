"""Why two records match or do not: each field's level, weight and frequency correction, in words and as data."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from custdq.steps.link.compare import NOT_ASSESSED
from custdq.steps.link.linking import LinkOutcome
from custdq.steps.link.predict import ScoredPairs, Scorer
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
    scorer = outcome.scorer
    pair = scorer.compare(outcome.place[[left]], outcome.place[[right]])
    levels, odds = pair.levels, float(pair.log_odds[0])
    rule, shares = _read_under(scorer, pair)
    given = scorer.frequency.columns(levels, pair.left, pair.right)
    weights = scorer.tables.strangers
    if pair.household[0]:
        weights, given = scorer.tables.household, scorer.tables.among_households(list(levels.T), given)
    corrections = np.array([0.0 if correction is None else correction[0] for correction in given])
    parts = []
    for number in range(len(scorer.fields)):
        table = weights.own[rule].get(number) if number in shares else weights.common[number]
        parts.append(0.0 if table is None else float(table.take(int(levels[0, number]), mode="clip")))
        if table is None:
            corrections[number] = 0.0
    prior = scorer.model.prior_weight
    # what the rule's key tells, and what the other alternative takes away, belongs to the fields that make the rule
    shares = shares or tuple(np.flatnonzero(levels[0] != NOT_ASSESSED).tolist())
    rest = odds - prior - sum(parts) - float(corrections.sum())
    rows = []
    for number, field in enumerate(scorer.fields):
        level = int(levels[0, number])
        if level == NOT_ASSESSED and number not in shares:
            rows.append(FieldEvidence(field.name, "not assessed", 0.0, 0.0))
            continue
        weight = parts[number] + corrections[number] + (rest / len(shares) if number in shares else 0.0)
        label = "same key" if level == NOT_ASSESSED else field.labels[level]
        rows.append(FieldEvidence(field.name, label, float(weight), float(corrections[number])))
    return PairEvidence(tuple(rows), prior, odds - prior, float(probability(np.array([odds]))[0]))


def _read_under(scorer: Scorer, pair: ScoredPairs) -> tuple[int, tuple[int, ...]]:
    """Return the rule under which a pair has its odds, and the fields whose key that rule shares; none: no rule."""
    best = -np.inf
    found: tuple[int, tuple[int, ...]] = 0, ()
    corrections = scorer.frequency.columns(pair.levels, pair.left, pair.right)
    for rule, held in scorer.any_membership(pair.left, pair.right).items():
        if held[0]:
            odds = scorer.tables.highest(list(pair.levels.T), corrections, member={rule: held})[0][0]
            if odds > best:
                best, found = odds, (rule, scorer.blocked[rule])
    return found
