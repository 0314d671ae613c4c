"""Pairs to match weights: the rules that make a pair, its agreement levels, and the log2 odds they come to.

The fit and the prediction walk the same stream of pairs. The trap: a pair that several rules make must be weighed
under each of them, the fields that agree by construction only by what they still say among pairs sharing the key, or
the key would count twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from custdq.errors import ConfigError
from custdq.steps.link.block import Candidates, Positions, shares_key, stream_pairs
from custdq.steps.link.compare import NOT_ASSESSED, Levels, compare_pairs
from custdq.steps.link.evidence import Field
from custdq.steps.link.frequency import FrequencyTable
from custdq.steps.link.model import Floats, LinkageModel
from custdq.steps.link.weigh import RuleView, count_patterns, fit_model

#: The model is fitted on at most about this many candidate pairs (a sample by hash where there are more).
FIT_PAIRS = 2_000_000

#: Pairs less likely than this are not kept.
KEPT_PROBABILITY = 0.01

#: What the name of a rule's second view ends in, for pairs with two different identities.
CONFLICTING = ", two identities"

#: Expected share of such pairs that are one entity, before any data.
CONFLICT_PRIOR = 0.05

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
        place = {field.name: number for number, field in enumerate(self.fields)}
        #: the fields whose key each view's rule shares
        self.blocked = [tuple(place[name] for name in rule.fields) for rule in candidates.rules] * 2
        self.named = {n: f.names_identity() for n, f in enumerate(self.fields) if f.conflict_level is not None}
        self.model = self._checked(model) if model else self._fit()
        known = {rule.name: rule for rule in self.model.rules}
        self.rules = [known.get(view.name) for view in self.views]

    def _checked(self, model: LinkageModel) -> LinkageModel:
        mine, theirs = [f.name for f in self.fields], [f.name for f in model.fields]
        if mine != theirs:
            raise ConfigError(f"The model was fitted on the fields {theirs}; these records have {mine}. Fit it anew.")
        for field, fitted in zip(self.fields, model.fields, strict=True):
            if field.labels != fitted.labels:
                raise ConfigError(
                    f'The model was fitted on other agreement levels of "{field.name}": {", ".join(fitted.labels)}. '
                    "Give the comparisons it was fitted with, or fit it anew."
                )
        return model

    def _fit(self) -> LinkageModel:
        rate = min(1.0, FIT_PAIRS / max(self.total, 1))
        levels, rules = [], []
        for left, right, first in self._stream("fit"):
            some = _sampled(left, right, rate)
            compared = compare_pairs(self.fields, left[some], right[some])
            member = self.membership(left[some], right[some], first)
            pair, rule = np.nonzero(self.viewed(left[some], right[some], compared, member=member))
            levels.append(compared[pair])
            rules.append(rule)
        every = np.concatenate(levels) if levels else np.empty((0, len(self.fields)), np.uint8)
        rule = np.concatenate(rules) if rules else np.array([], np.int64)
        patterns = count_patterns(every, rule, self.views, [len(field.labels) for field in self.fields])
        names, labels = [f.name for f in self.fields], [f.labels for f in self.fields]
        size = self.candidates.records
        model = fit_model(patterns, self.views, names, labels, random_pairs=rate * size * (size - 1) / 2)
        fitted = zip(model.fields, self.fields, strict=True)
        return replace(model, fields=tuple(replace(part, columns=field.columns) for part, field in fitted))

    def _stream(self, what: str) -> Iterator[tuple[Positions, Positions, int]]:
        done = 0
        for left, right, first in stream_pairs(self.candidates):
            yield left, right, first
            done += len(left)
            if self.progress:
                self.progress(what, min(done, self.total), self.total)

    def membership(self, left: Positions, right: Positions, first: int) -> Membership:
        """Tell which rules each pair counts under: every one-key rule that makes it, else its first rule."""
        out = np.zeros((len(left), len(self.candidates.rules)), bool)
        for number, rule in enumerate(self.candidates.rules):
            if not rule.joined:
                out[:, number] = shares_key(rule.codes, left, right)
        if self.candidates.rules[first].joined:
            out[:, first] = True
        return out

    def viewed(self, left: Positions, right: Positions, levels: Levels, *, member: Membership) -> Membership:
        """Tell which views each pair counts under: its rules, or their second views where identities conflict."""
        conflict = self.conflicts(left, right, levels)[:, None]
        return np.hstack([member & ~conflict, member & conflict])

    def conflicts(self, left: Positions, right: Positions, levels: Levels) -> npt.NDArray[np.bool_]:
        """Tell which pairs name two different identities."""
        out = np.zeros(len(left), bool)
        for number, named in self.named.items():
            start = self.fields[number].conflict_level
            if start is not None:
                level = levels[:, number]
                out |= (level >= start) & (level != NOT_ASSESSED) & named[left] & named[right]
        return out

    def score(self, *, at_least: float = KEPT_PROBABILITY) -> ScoredPairs:
        """Weigh every candidate pair and keep those with a probability of `at_least` (0 to 1)."""
        floor = np.log2(at_least / (1 - at_least))
        kept = [
            (np.array([], np.int32), np.array([], np.int32), np.array([]), np.empty((0, len(self.fields)), np.uint8))
        ]
        for left, right, first in self._stream("predict"):
            levels = compare_pairs(self.fields, left, right)
            odds = self.log_odds(left, right, levels, member=self.membership(left, right, first))
            keep = odds >= floor
            kept.append((left[keep], right[keep], odds[keep], levels[keep]))
        return ScoredPairs(*(np.concatenate(part) for part in zip(*kept, strict=True)))

    def log_odds(self, left: Positions, right: Positions, levels: Levels, *, member: Membership) -> Floats:
        """Return the log2 odds of each pair: the highest over the rules that make it."""
        return np.asarray(self.readings(left, right, levels, member=member).max(axis=1))

    def readings(self, left: Positions, right: Positions, levels: Levels, *, member: Membership) -> Floats:
        """Return log2 odds under each view (-inf where it does not hold the pair), last as a random pair's."""
        corrections = self.frequency.adjust(levels, left, right)
        weights = self.field_weights(levels)
        seen = self.viewed(left, right, levels, member=member)
        out = np.full((len(left), len(self.views) + 1), -np.inf)
        for number, view in enumerate(self.views):
            at = np.flatnonzero(seen[:, number])
            if len(at):
                here = self.view_weights(number, levels[at], weights[at]) + corrections[at]
                here[:, list(view.silent)] = 0.0
                rule = self.rules[number]
                out[at, number] = here.sum(axis=1) + (rule.log_odds if rule else self.model.prior_weight)
        rest = np.flatnonzero(~seen.any(axis=1))
        out[rest, -1] = (weights[rest] + corrections[rest]).sum(axis=1) + self.model.prior_weight
        return out

    def view_weights(self, number: int, levels: Levels, weights: Floats) -> Floats:
        """Return each field's match weight under one view: its own fields by their own m and u, the silent ones 0."""
        out = weights.copy()
        view, rule = self.views[number], self.rules[number]
        out[:, list(view.silent)] = 0.0
        for position, field in enumerate(view.own):
            table = rule.own[position].weights if rule else np.zeros(1)
            out[:, field] = table[np.minimum(levels[:, field], len(table) - 1)]
        return out

    def field_weights(self, levels: Levels) -> Floats:
        """Return each field's common match weight (log2 Bayes factor) of each pair, pairs x fields."""
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
        out = np.zeros((len(left), len(self.candidates.rules)), bool)
        for number, rule in enumerate(self.candidates.rules):
            open_pairs = ~out.any(axis=1) if rule.joined else np.ones(len(left), bool)
            out[:, number] = open_pairs & shares_key(rule.codes, left, right)
        return out


def rule_views(fields: Sequence[Field], candidates: Candidates) -> list[RuleView]:
    """Return how the fit sees each rule: all rules, then all again for pairs whose identities conflict."""
    place = {field.name: number for number, field in enumerate(fields)}
    shared = [number for number, field in enumerate(fields) if field.shared]
    views, conflicting = [], []
    for rule in candidates.rules:
        own = tuple(place[name] for name in rule.fields)
        expected = max(fields[i].identifying for i in own)
        views.append(RuleView(rule.name, own, (), expected))
        silent = tuple(sorted({*shared, *own}))
        conflicting.append(RuleView(f"{rule.name}{CONFLICTING}", (), silent, CONFLICT_PRIOR, steady=True))
    return [*views, *conflicting]


def _sampled(left: Positions, right: Positions, rate: float) -> npt.NDArray[np.bool_]:
    """Tell which pairs fall into a sample of the given rate, by a hash of the pair."""
    if rate >= 1.0:
        return np.ones(len(left), bool)
    mixed = left.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= right.astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed ^= mixed >> np.uint64(29)
    return np.asarray((mixed * np.uint64(0xBF58476D1CE4E5B9)) >> np.uint64(32) < np.uint64(int(rate * 2**32)))
