"""The fitted weights as tables: log2 odds of pairs by looking up levels, and the most they could come to.

The sum over all fields is made once; a rule's view takes out of it the weights of its own fields and puts theirs in.
The trap: what the levels may come to must be bounded view by view, for a field may be worth more under one rule than
under another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from custdq.steps.link.compare import NOT_ASSESSED, FieldPairs
from custdq.steps.link.encode import Mask
from custdq.steps.link.frequency import FrequencyTable
from custdq.steps.link.model import Floats, LinkageModel, RulePrior
from custdq.steps.link.pairs import Made, Membership
from custdq.steps.link.weigh import RuleView

Columns = Sequence[npt.NDArray[Any]]


@dataclass(frozen=True)
class WeightTables:
    """Match weights by level, the last entry of each table 0 for pairs that were not assessed.

    Parameters
    ----------
    views
        All rules, then all again for pairs whose identities conflict.
    random
        Prior log2 odds of a random pair.
    priors
        Prior log2 odds of each view.
    common
        The table of each field.
    own
        For each view the tables of its own fields.
    """

    views: Sequence[RuleView]
    random: float
    priors: Sequence[float]
    common: Sequence[Floats]
    own: Sequence[Mapping[int, Floats]]

    def highest(
        self,
        columns: Columns,
        corrections: Sequence[Floats | None],
        *,
        member: Membership,
        views: tuple[Mask, Mask],
    ) -> Floats:
        """Return each pair's highest log2 odds over the views that hold it, else those of a random pair.

        Parameters
        ----------
        columns
            For each field the level of each pair, as a place in the tables.
        corrections
            For each field what is added to its weight; None: nothing.
        member
            The rules each pair counts under.
        views
            Which pairs may stand in a rule's first view, and which in its second.
        """
        size = len(views[0])
        by_field = zip(self.common, columns, corrections, strict=True)
        parts = [_looked_up(table, column, correction) for table, column, correction in by_field]
        total = np.zeros(size)
        for part in parts:
            total += part
        out = np.full(size, -np.inf)
        for rule, held in member.items():
            for second, possible in enumerate(views):
                at = np.flatnonzero(held & possible)
                if len(at):
                    number = rule + second * (len(self.views) // 2)
                    odds = self._view_odds(number, total, parts, (columns, corrections, at))
                    out[at] = np.maximum(out[at], odds)
        rest = np.isneginf(out)
        out[rest] = total[rest] + self.random
        return out

    def _view_odds(
        self, number: int, total: Floats, parts: Sequence[Floats], pairs: tuple[Columns, Sequence[Any], Any]
    ) -> Floats:
        """Return the log2 odds of some pairs under one view."""
        columns, corrections, at = pairs
        odds = total[at] + self.priors[number]
        for field in self.views[number].silent:
            odds -= parts[field][at]
        for field, table in self.own[number].items():
            if field not in self.views[number].silent:
                correction = corrections[field]
                mine = _looked_up(table, columns[field][at], None if correction is None else correction[at])
                odds += mine - parts[field][at]
        return np.asarray(odds)


def _looked_up(table: Floats, column: npt.NDArray[Any], correction: Floats | None) -> Floats:
    # the last entry, 0, serves whatever lies beyond: pairs that were not assessed
    found = table.take(column, mode="clip")
    return found if correction is None else found + correction


def weight_tables(model: LinkageModel, views: Sequence[RuleView], rules: Sequence[RulePrior | None]) -> WeightTables:
    """Return a model's weights for the given views; `rules` has each as fitted, None where the model knows none."""
    priors = [rule.log_odds if rule else model.prior_weight for rule in rules]
    own: list[dict[int, Floats]] = []
    for view, rule in zip(views, rules, strict=True):
        # under a rule the model does not know, its own fields say nothing
        fitted = [field.weights for field in rule.own] if rule else []
        own.append({field: fitted[i] if i < len(fitted) else np.zeros(1) for i, field in enumerate(view.own)})
    return WeightTables(views, model.prior_weight, priors, [field.weights for field in model.fields], own)


class Outlook:
    """The highest log2 odds pairs may come to when only the tests on codes are done.

    Parameters
    ----------
    tables
        The fitted weights.
    frequency
        Corrections by value, of which the highest of each key counts.
    named
        For each field that can contradict an identity, which records name one.
    conflict
        For each of these fields the first level that means two identities.
    """

    def __init__(
        self,
        tables: WeightTables,
        frequency: FrequencyTable,
        named: Mapping[int, Mask],
        conflict: Mapping[int, int],
    ) -> None:
        self.named, self.conflict = named, conflict
        self._gains = [frequency.highest(field) for field in range(len(tables.common))]
        self._tables = replace(
            tables,
            common=[self._spans(field, table) for field, table in enumerate(tables.common)],
            own=[{field: self._spans(field, table) for field, table in own.items()} for own in tables.own],
        )

    def _spans(self, field: int, table: Floats) -> Floats:
        """Return the highest weight from level `best` to level `floor`, at best * levels + floor; 0 at the end."""
        gains = self._gains[field]
        if len(table) == 1:
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
        possible, certain = np.zeros(len(made.left), bool), np.zeros(len(made.left), bool)
        for number, named in self.named.items():
            start = self.conflict[number]
            both = named[made.left] & named[made.right] & (columns[number].floor != NOT_ASSESSED)
            possible |= both & (columns[number].floor >= start)
            certain |= both & (columns[number].best >= start)
        nothing = [None] * len(spans)
        return self._tables.highest(spans, nothing, member=made.member, views=(~certain, possible))
