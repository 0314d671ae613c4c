"""Why two records match or do not: each field's level, weight and frequency correction, in words and as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np

from custdq.steps.link.compare import NOT_ASSESSED, Levels
from custdq.steps.link.field import Field
from custdq.steps.link.linking import LinkOutcome
from custdq.steps.link.model import Floats, LinkageModel
from custdq.steps.link.pairs import Membership
from custdq.steps.link.weigh import probability
from custdq.steps.link.weights import WeightTables


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
    held = scorer.any_membership(pair.left, pair.right)
    member = {rule: mask for rule, mask in held.items() if mask[0]}
    return explain_weighed(
        scorer, Weighed(pair.levels, scorer.frequency.columns(pair.levels, pair.left, pair.right), member)
    )


class Weigher(Protocol):
    """What knows the weights: a scorer of many pairs, or of single ones."""

    fields: tuple[Field, ...]
    model: LinkageModel
    tables: WeightTables
    blocked: list[tuple[int, ...]]


class Weighed(NamedTuple):
    """One pair: its levels (1 x fields), each field's frequency correction, and the rules that make it."""

    levels: Levels
    corrections: Sequence[Floats | None]
    member: Membership


def explain_weighed(weigher: Weigher, pair: Weighed) -> PairEvidence:
    """Break the match weight of one pair down by field; where no field is compared, nothing is known but the prior."""
    if not weigher.fields:
        return PairEvidence((), weigher.model.prior_weight, 0.0, weigher.model.prior)
    columns = list(pair.levels.T)
    given = weigher.tables.corrected(columns, pair.corrections)
    odds, near, rule = _read_under(weigher, pair)
    shares = () if rule is None else weigher.blocked[rule]
    weights = weigher.tables.strangers
    if near:
        weights, given = weigher.tables.household, weigher.tables.among_households(columns, given)
    corrections = np.array([0.0 if correction is None else correction[0] for correction in given])
    levels = pair.levels[0].tolist()
    parts = []
    for number, level in enumerate(levels):
        table = weights.common[number] if rule is None or number not in shares else weights.own[rule].get(number)
        parts.append(0.0 if table is None else float(table.take(level, mode="clip")))
        if table is None:
            corrections[number] = 0.0
    prior = weigher.model.prior_weight
    # what the rule's key tells, and what the other alternative takes away, belongs to the fields that make the rule
    shares = shares or tuple(number for number, level in enumerate(levels) if level != NOT_ASSESSED)
    rest = odds - prior - sum(parts) - float(corrections.sum())
    rows = []
    for number, (field, level) in enumerate(zip(weigher.fields, levels, strict=True)):
        if level == NOT_ASSESSED and number not in shares:
            rows.append(FieldEvidence(field.name, "not assessed", 0.0, 0.0))
            continue
        weight = parts[number] + corrections[number] + (rest / len(shares) if number in shares else 0.0)
        label = "same key" if level == NOT_ASSESSED else field.labels[level]
        rows.append(FieldEvidence(field.name, label, float(weight), float(corrections[number])))
    return PairEvidence(tuple(rows), prior, odds - prior, float(probability(np.array([odds]))[0]))


def _read_under(weigher: Weigher, pair: Weighed) -> tuple[float, bool, int | None]:
    """Return a pair's log2 odds, whether a household is the nearer alternative, and the rule it has them under."""
    rules = [*pair.member]
    copies = max(len(rules), 1)  # one for each rule, all looked at together
    columns = [np.repeat(level, copies) for level in pair.levels.T]
    given = [None if correction is None else np.repeat(correction, copies) for correction in pair.corrections]
    member = {rule: np.arange(copies) == copy for copy, rule in enumerate(rules)}
    odds, near = weigher.tables.highest(columns, given, member=member)
    best = int(odds.argmax())
    return float(odds[best]), bool(near[best]), rules[best] if rules else None
