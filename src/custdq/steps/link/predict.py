"""Pairs to match weights: the rules that make a pair, its agreement levels, and the log2 odds they come to.

The fit and the prediction walk the same stream of pairs. The trap: a pair that several rules make must be weighed
under each of them, leaving out the fields that agree by construction, or the blocking key would count twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from custdq.errors import ConfigError
from custdq.steps.link.block import Candidates, Positions, shares_key, stream_pairs
from custdq.steps.link.compare import Levels, compare_pairs
from custdq.steps.link.evidence import Field
from custdq.steps.link.frequency import FrequencyTable
from custdq.steps.link.model import Floats, LinkageModel
from custdq.steps.link.weigh import RuleView, count_patterns, fit_model

#: The model is fitted on at most about this many candidate pairs (a sample by hash where there are more).
FIT_PAIRS = 2_000_000

#: Pairs less likely than this are not kept.
KEPT_PROBABILITY = 0.01

Membership = npt.NDArray[np.bool_]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class ScoredPairs:
    """Pairs worth keeping: positions, log2 odds of being one entity, agreement levels."""

    left: Positions
    right: Positions
    log_odds: Floats
    levels: Levels


class Scorer:
    """Weighs pairs of one set of records with one model.

    Parameters
    ----------
    fields
        The fields of evidence, encoded.
    candidates
        The blocking rules.
    model
        A fitted model; None: fitted here.
    progress
        Called with (what, pairs done, pairs in all).
    """

    def __init__(
        self,
        fields: Sequence[Field],
        candidates: Candidates,
        *,
        model: LinkageModel | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.fields, self.candidates, self.progress = tuple(fields), candidates, progress
        self.frequency = FrequencyTable(fields)
        self.views = rule_views(fields, candidates)
        self.total = sum(rule.pairs for rule in candidates.rules)
        self.model = self._checked(model) if model else self._fit()

    def _checked(self, model: LinkageModel) -> LinkageModel:
        mine, theirs = [f.name for f in self.fields], [f.name for f in model.fields]
        if mine != theirs:
            raise ConfigError(f"The model was fitted on the fields {theirs}; these records have {mine}. Fit it anew.")
        return model

    def _fit(self) -> LinkageModel:
        rate = min(1.0, FIT_PAIRS / max(self.total, 1))
        levels, rules = [], []
        for left, right, first in self._stream("fit"):
            some = _sampled(left, right, rate)
            pair, rule = np.nonzero(self.membership(left[some], right[some], first))
            levels.append(compare_pairs(self.fields, left[some], right[some])[pair])
            rules.append(rule)
        every = np.concatenate(levels) if levels else np.empty((0, len(self.fields)), np.uint8)
        rule = np.concatenate(rules) if rules else np.array([], np.int64)
        patterns = count_patterns(every, rule, self.views, [len(field.labels) for field in self.fields])
        names, labels = [f.name for f in self.fields], [f.labels for f in self.fields]
        return fit_model(patterns, self.views, names, labels, records=self.candidates.records)

    def _stream(self, what: str) -> Iterator[tuple[Positions, Positions, int]]:
        done = 0
        for left, right, first in stream_pairs(self.candidates):
            yield left, right, first
            done += len(left)
            if self.progress:
                self.progress(what, min(done, self.total), self.total)

    def membership(self, left: Positions, right: Positions, first: int) -> Membership:
        """Tell which rules each pair counts under: every one-key rule that makes it, else its first rule."""
        out = np.zeros((len(left), len(self.views)), bool)
        for number, rule in enumerate(self.candidates.rules):
            if not rule.joined:
                out[:, number] = shares_key(rule.codes, left, right)
        if self.candidates.rules[first].joined:
            out[:, first] = True
        return out

    def score(self) -> ScoredPairs:
        """Weigh every candidate pair and keep those at least 0.01 likely."""
        floor = np.log2(KEPT_PROBABILITY / (1 - KEPT_PROBABILITY))
        kept = [(np.array([], np.int32), np.array([], np.int32), np.array([]), np.empty((0, len(self.fields)), np.uint8))]
        for left, right, first in self._stream("predict"):
            levels = compare_pairs(self.fields, left, right)
            odds = self.log_odds(left, right, levels, member=self.membership(left, right, first))
            keep = odds >= floor
            kept.append((left[keep], right[keep], odds[keep], levels[keep]))
        return ScoredPairs(*(np.concatenate(part) for part in zip(*kept, strict=True)))

    def log_odds(self, left: Positions, right: Positions, levels: Levels, *, member: Membership) -> Floats:
        """Return the log2 odds of each pair: the highest over the rules that make it."""
        return self.readings(left, right, levels, member=member).max(axis=1)

    def readings(self, left: Positions, right: Positions, levels: Levels, *, member: Membership) -> Floats:
        """Return log2 odds under each rule (-inf where it does not make the pair), last the reading of a random pair."""
        weights = self.field_weights(levels)
        total = weights.sum(axis=1) + self.frequency.adjust(levels, left, right)
        out = np.full((len(left), len(self.views) + 1), -np.inf)
        priors = {rule.name: rule.log_odds for rule in self.model.rules}
        for number, view in enumerate(self.views):
            at = np.flatnonzero(member[:, number])
            if len(at):
                prior = priors.get(view.name, self.model.prior_weight)
                out[at, number] = prior + total[at] - weights[np.ix_(at, list(view.fields))].sum(axis=1)
        unblocked = ~member.any(axis=1)
        out[unblocked, -1] = total[unblocked] + self.model.prior_weight
        return out

    def field_weights(self, levels: Levels) -> Floats:
        """Return each field's match weight (log2 Bayes factor) of each pair, pairs x fields."""
        out = np.empty(levels.shape)
        for number, field in enumerate(self.model.fields):
            table = field.weights
            out[:, number] = table[np.minimum(levels[:, number], len(table) - 1)]
        return out

    def compare(self, left: Positions, right: Positions) -> tuple[Floats, Levels]:
        """Weigh any pairs, made by blocking or not."""
        levels = compare_pairs(self.fields, left, right)
        return self.log_odds(left, right, levels, member=self.any_membership(left, right)), levels

    def any_membership(self, left: Positions, right: Positions) -> Membership:
        """Tell which rules would make each pair, one-key rules first."""
        out = np.zeros((len(left), len(self.views)), bool)
        for number, rule in enumerate(self.candidates.rules):
            open_pairs = ~out.any(axis=1) if rule.joined else np.ones(len(left), bool)
            out[:, number] = open_pairs & shares_key(rule.codes, left, right)
        return out


def rule_views(fields: Sequence[Field], candidates: Candidates) -> list[RuleView]:
    """Return how the fit sees each rule."""
    place = {field.name: number for number, field in enumerate(fields)}
    views = []
    for rule in candidates.rules:
        involved = tuple(place[name] for name in rule.fields)
        views.append(RuleView(rule.name, involved, max(fields[i].identifying for i in involved)))
    return views


def _sampled(left: Positions, right: Positions, rate: float) -> npt.NDArray[np.bool_]:
    """Tell which pairs fall into a sample of the given rate, by a hash of the pair."""
    if rate >= 1.0:
        return np.ones(len(left), bool)
    mixed = left.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= right.astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed ^= mixed >> np.uint64(29)
    return np.asarray((mixed * np.uint64(0xBF58476D1CE4E5B9)) >> np.uint64(32) < np.uint64(int(rate * 2**32)))
