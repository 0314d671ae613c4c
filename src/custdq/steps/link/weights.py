"""The fitted weights as tables: log2 odds of pairs by looking up levels, and the most they could come to.

The sum over all fields is made once; a rule's view takes out of it the weights of its own fields and puts theirs in.
The trap: what the levels may come to must be bounded view by view, for a field may be worth more under one rule than
under another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from custdq.steps.link.compare import NOT_ASSESSED, FieldPairs
from custdq.steps.link.encode import Mask
from custdq.steps.link.field import Field
from custdq.steps.link.frequency import FrequencyTable
from custdq.steps.link.model import FieldModel, Floats, LinkageModel, RulePrior
from custdq.steps.link.pairs import Made, Membership
from custdq.steps.link.patterns import RuleView

Columns = Sequence[npt.NDArray[Any]]
Part = tuple[npt.NDArray[np.int64] | slice, Floats]

#: All pairs, for the rule that holds them all.
EVERY = slice(None)

_NOTHING = np.zeros(1)


@dataclass(frozen=True)
class Weights:
    """Match weights by level against one alternative, the last entry of each table 0 for pairs not assessed.

    Parameters
    ----------
    random
        Prior log2 odds of a random pair.
    priors
        Prior log2 odds of each rule.
    common
        The table of each field, None where it says nothing.
    own
        For each rule the tables of its own fields.
    """

    random: float
    priors: Sequence[float]
    common: Sequence[Floats | None]
    own: Sequence[Mapping[int, Floats | None]]

    def log_odds(self, columns: Columns, corrections: Sequence[Floats | None], member: Membership) -> Iterator[Part]:
        """Yield, rule by rule and last for pairs under none, which pairs they are and their log2 odds.

        Parameters
        ----------
        columns
            For each field the level of each pair, as a place in the tables.
        corrections
            For each field what is added to its weight; None: nothing.
        member
            The rules each pair counts under.
        """
        by_field = zip(self.common, columns, corrections, strict=True)
        parts = [_looked_up(table, column, correction) for table, column, correction in by_field]
        total = np.zeros(len(columns[0]) if len(columns) else 0)
        for part in parts:
            if part is not None:
                total += part
        free = np.ones(len(total), bool)
        for rule, held in member.items():
            # the rule that makes the pairs holds all of them: nothing is looked for then
            at = EVERY if held.all() else np.flatnonzero(held)
            if isinstance(at, slice) or len(at):
                free[at] = False
                odds = total[at] + self.priors[rule]
                for field, table in self.own[rule].items():
                    common, correction = parts[field], corrections[field]
                    if common is not None:
                        odds -= common[at]
                    mine = _looked_up(table, columns[field][at], None if correction is None else correction[at])
                    if mine is not None:
                        odds += mine
                yield at, odds
        rest = np.flatnonzero(free)
        if len(rest):
            yield rest, total[rest] + self.random


@dataclass(frozen=True)
class WeightTables:
    """Match weights against two entities that have nothing to do with each other, and against one household.

    `chance` holds for each field how much of a household's agreement on each level is chance (0 to 1). `repeated` names
    the fields that say again what others say: the field, the others with their first level that is no agreement, and
    what is added on each level of the field where all of them agree.
    """

    strangers: Weights
    household: Weights
    chance: Sequence[Floats]
    repeated: Sequence[tuple[int, Mapping[int, int], Floats]] = ()

    def highest(
        self, columns: Columns, corrections: Sequence[Floats | None], *, member: Membership
    ) -> tuple[Floats, Mask]:
        """Return each pair's highest log2 odds over its rules, and whether a household is the nearer alternative."""
        size = len(columns[0]) if len(columns) else 0
        corrections = self.corrected(columns, corrections)
        out, near = np.full(size, -np.inf), np.zeros(size, bool)
        strangers = self.strangers.log_odds(columns, corrections, member)
        household = self.household.log_odds(columns, self.among_households(columns, corrections), member)
        for (at, odds), (_, against) in zip(strangers, household, strict=True):
            both = -np.logaddexp2(-odds, -against)
            better = both > out[at]
            near[at] = np.where(better, against < odds, near[at])
            out[at] = np.where(better, both, out[at])
        return out, near

    def corrected(self, columns: Columns, corrections: Sequence[Floats | None]) -> list[Floats | None]:
        """Return the corrections with what fields tell less because others have said it."""
        out = list(corrections)
        for field, others, gains in self.repeated:
            alike = np.logical_and.reduce([columns[other] < until for other, until in others.items()])
            gain, given = np.where(alike, gains.take(columns[field], mode="clip"), 0.0), out[field]
            out[field] = gain if given is None else given + gain
        return out

    def among_households(self, columns: Columns, corrections: Sequence[Floats | None]) -> list[Floats | None]:
        """Return the corrections that hold against a household: a family name, however rare, is the whole family's."""
        return [
            None if given is None else _against_households(given, chance.take(column, mode="clip"))
            for column, given, chance in zip(columns, corrections, self.chance, strict=True)
        ]


def _against_households(correction: Floats, chance: Floats) -> Floats:
    """Return what a value being rare tells against a household: only what there is chance gets rarer."""
    return np.asarray(-np.log2(1.0 - chance + chance * np.exp2(-correction)))


def _looked_up(table: Floats | None, column: npt.NDArray[Any], correction: Floats | None) -> Floats | None:
    if table is None:
        return None
    # the last entry, 0, serves whatever lies beyond: pairs that were not assessed
    found = table.take(column, mode="clip")
    return found if correction is None else found + correction


def weight_tables(model: LinkageModel, views: Sequence[RuleView], fields: Sequence[Field]) -> WeightTables:
    """Return a model's weights for the given rules; a rule the model does not know says nothing by its own fields."""
    known = {rule.name: rule for rule in model.rules}
    rules = [known.get(view.name) for view in views]
    own = [_own(view, rule) for view, rule in zip(views, rules, strict=True)]
    silent = {number for number, field in enumerate(fields) if field.shared}
    strangers = Weights(
        model.prior_weight,
        [rule.log_odds if rule else model.prior_weight for rule in rules],
        [field.weights for field in model.fields],
        [{n: _NOTHING if part is None else part.weights for n, part in parts.items()} for parts in own],
    )
    household = Weights(
        model.household_weight,
        [rule.household_log_odds if rule else model.household_weight for rule in rules],
        [None if n in silent else field.household_weights for n, field in enumerate(model.fields)],
        [{n: None if n in silent or p is None else p.household_weights for n, p in parts.items()} for parts in own],
    )
    return WeightTables(
        strangers,
        household,
        [one.chance_among_households(field.alike_level) for one, field in zip(model.fields, fields, strict=True)],
        _repeated(model, fields),
    )


def _repeated(model: LinkageModel, fields: Sequence[Field]) -> list[tuple[int, Mapping[int, int], Floats]]:
    place = {field.name: number for number, field in enumerate(fields)}
    return [
        (place[each.field], {place[o]: fields[place[o]].until_alike for o in each.others}, np.append(each.gains, 0.0))
        for each in model.repetitions
    ]


def _own(view: RuleView, rule: RulePrior | None) -> dict[int, FieldModel | None]:
    return dict.fromkeys(view.own) if rule is None else dict(zip(view.own, rule.own, strict=False))


class Outlook:
    """The highest log2 odds pairs may come to when only the tests on codes are done.

    A household as alternative can only lower them, so it is left out.

    Parameters
    ----------
    weights
        The fitted weights against two entities that have nothing to do with each other.
    frequency
        Corrections by value, of which the highest of each key counts.
    """

    def __init__(self, weights: Weights, frequency: FrequencyTable) -> None:
        self._gains = [frequency.highest(field) for field in range(len(weights.common))]
        self._weights = replace(
            weights,
            common=[self._spans(field, table) for field, table in enumerate(weights.common)],
            own=[{field: self._spans(field, table) for field, table in own.items()} for own in weights.own],
        )

    def _spans(self, field: int, table: Floats | None) -> Floats | None:
        """Return the highest weight from level `best` to level `floor`, at best * levels + floor; 0 at the end."""
        gains = self._gains[field]
        if table is None or len(table) == 1:
            return np.append(np.full(len(gains) ** 2, max(gains.max(initial=0.0), 0.0)), 0.0)
        weights = table[:-1] + gains
        size = len(weights)
        out = np.full((size, size), -np.inf)
        for best in range(size):
            out[best, best:] = np.maximum.accumulate(weights[best:])
        return np.append(out.ravel(), 0.0)

    def highest(self, columns: Sequence[FieldPairs], made: Made) -> Floats:
        """Return what the log2 odds of each pair cannot exceed."""
        spans = []
        for column, gains in zip(columns, self._gains, strict=True):
            span = column.best.astype(np.uint16) * len(gains) + column.floor
            span[column.floor == NOT_ASSESSED] = np.iinfo(np.uint16).max
            spans.append(span)
        out = np.full(len(made.left), -np.inf)
        for at, odds in self._weights.log_odds(spans, [None] * len(spans), made.member):
            out[at] = np.maximum(out[at], odds)
        return out
