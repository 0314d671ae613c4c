"""Pairs to match weights: the rules that make a pair, its agreement levels, and the log2 odds they come to.

The fit and the prediction walk the same pairs; what the fit compared is not compared again where it fits in memory. The
traps: a pair that several rules make must be weighed under each of them, the fields that agree by construction only by
what they still say among pairs sharing the key, or the key would count twice; and a pair may be dropped before its
strings are compared only if not even the best levels it may reach would keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from custdq.errors import ConfigError
from custdq.steps.link.block import Candidates
from custdq.steps.link.compare import NOT_ASSESSED, FieldPairs, FieldTests, Levels, settled_levels
from custdq.steps.link.encode import Mask, Positions
from custdq.steps.link.field import Field, field_places
from custdq.steps.link.frequency import FrequencyTable
from custdq.steps.link.model import Floats, LinkageModel
from custdq.steps.link.pairs import CHUNK_PAIRS, Made, Membership, batches, in_order, make_pairs
from custdq.steps.link.weigh import RuleView, count_patterns, fit_model
from custdq.steps.link.weights import Outlook, weight_tables

#: The model is fitted on at most about this many candidate pairs (a sample by hash where there are more).
FIT_PAIRS = 2_000_000

#: Pairs less likely than this are not kept.
KEPT_PROBABILITY = 0.01

#: What the name of a rule's second view ends in, for pairs with two different identities.
CONFLICTING = ", two identities"

#: Expected share of such pairs that are one entity, before any data.
CONFLICT_PRIOR = 0.05

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class ScoredPairs:
    """Pairs worth keeping, sorted: positions, log2 odds of being one entity, agreement levels."""

    left: Positions
    right: Positions
    log_odds: Floats
    levels: Levels


@dataclass(frozen=True)
class Engine:
    """How the work is cut, which changes no result: raw pairs made at a time, threads (None: all there are)."""

    chunk: int = CHUNK_PAIRS
    threads: int | None = None


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
    engine
        How the work is cut.
    """

    def __init__(
        self,
        fields: Sequence[Field],
        candidates: Candidates,
        *,
        model: LinkageModel | None = None,
        progress: Progress | None = None,
        engine: Engine | None = None,
    ) -> None:
        self.fields, self.candidates, self.progress = tuple(fields), candidates, progress
        self.engine = engine or Engine()
        self.frequency = FrequencyTable(fields)
        self.tests = [FieldTests(field) for field in self.fields]
        self.views = rule_views(fields, candidates)
        self.total = sum(rule.pairs for rule in candidates.rules)
        place = field_places(self.fields)
        #: the fields whose key each view's rule shares
        self.blocked = [tuple(dict.fromkeys(place[name] for name in rule.fields)) for rule in candidates.rules] * 2
        #: where a field can contradict an identity: from which level on, and which records name one
        self.conflict = {n: f.conflict_level for n, f in enumerate(self.fields) if f.conflict_level is not None}
        self.named = {number: self.fields[number].names_identity() for number in self.conflict}
        #: what the fit compared, kept for the prediction where it is all there is
        self._compared: list[tuple[Made, Levels]] | None = None
        self.model = self._checked(model) if model else self._fit()
        known = {rule.name: rule for rule in self.model.rules}
        self.rules = [known.get(view.name) for view in self.views]
        self.tables = weight_tables(self.model, self.views, self.rules)

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

        def compare(task: tuple[int, slice]) -> tuple[Made, Levels]:
            made = make_pairs(self.candidates, *task)
            if rate < 1:
                made = made.only(_sampled(made.left, made.right, rate))
            return made, settled_levels(self.tests, made.a, made.b, made.records)

        compared = [*self._told("fit", in_order(compare, self._tasks(), threads=self.engine.threads))]
        every = [levels for _, levels in compared]
        levels = np.concatenate([part.T for part in every], axis=1).T if every else self._no_levels()
        patterns = count_patterns(levels, self._seen(compared), self.views, [len(f.labels) for f in self.fields])
        names, labels = [f.name for f in self.fields], [f.labels for f in self.fields]
        size = self.candidates.records
        model = fit_model(patterns, self.views, names, labels, random_pairs=rate * size * (size - 1) / 2)
        self._compared = compared if rate >= 1 else None
        fitted = zip(model.fields, self.fields, strict=True)
        return replace(model, fields=tuple(replace(part, columns=field.columns) for part, field in fitted))

    def _tasks(self) -> Iterable[tuple[int, slice]]:
        return batches(self.candidates, self.engine.chunk)

    def _no_levels(self) -> Levels:
        return np.empty((0, len(self.fields)), np.uint8)

    def _told(self, what: str, parts: Iterator[tuple[Made, Levels]]) -> Iterator[tuple[Made, Levels]]:
        done = 0
        for made, levels in parts:
            yield made, levels
            done += made.raw
            if self.progress and made.raw:
                self.progress(what, min(done, self.total), self.total)

    def _seen(self, compared: Sequence[tuple[Made, Levels]]) -> list[npt.NDArray[np.int64]]:
        """Return for each view the pairs that count under it, numbered through all parts."""
        seen: list[list[npt.NDArray[np.int64]]] = [[np.array([], np.int64)] for _ in self.views]
        start = 0
        for made, levels in compared:
            conflict = self.conflicts(made.left, made.right, levels)
            for number, member in made.member.items():
                seen[number].append(start + np.flatnonzero(member & ~conflict))
                seen[number + len(self.candidates.rules)].append(start + np.flatnonzero(member & conflict))
            start += len(made.left)
        return [np.concatenate(parts) for parts in seen]

    def conflicts(self, left: Positions, right: Positions, levels: Levels) -> Mask:
        """Tell which pairs name two different identities."""
        out = np.zeros(len(left), bool)
        for number, named in self.named.items():
            level = levels[:, number]
            out |= (level >= self.conflict[number]) & (level != NOT_ASSESSED) & named[left] & named[right]
        return out

    def score(self, *, at_least: float = KEPT_PROBABILITY) -> ScoredPairs:
        """Weigh every candidate pair and keep those with a probability of `at_least` (0 to 1)."""
        floor = float(np.log2(at_least / (1 - at_least)))
        outlook = Outlook(self.tables, self.frequency, self.named, self.conflict)

        def weigh(task: tuple[int, slice]) -> tuple[Made, Levels]:
            made = make_pairs(self.candidates, *task)
            columns = [FieldPairs(test, made.a, made.b, made.records) for test in self.tests]
            hopeful = outlook.highest(columns, made) >= floor
            levels = np.empty((len(self.fields), int(hopeful.sum())), np.uint8)
            for number, column in enumerate(columns):
                levels[number] = column.settled(hopeful)[hopeful]
            return made.only(hopeful), levels.T

        kept = [(np.array([], np.int32), np.array([], np.int32), np.array([]), self._no_levels())]
        if self._compared is not None:
            parts = iter(self._compared)
        else:
            parts = in_order(weigh, self._tasks(), threads=self.engine.threads)
        for made, levels in self._told("predict", parts):
            left, right = made.left, made.right
            odds = self.log_odds(left, right, levels, member=made.member)
            keep = np.flatnonzero(odds >= floor)
            kept.append((left[keep], right[keep], odds[keep], levels[keep]))
        left, right, log_odds, levels = (np.concatenate(part) for part in zip(*kept, strict=True))
        order = np.argsort(left.astype(np.int64) << 32 | right)
        return ScoredPairs(left[order], right[order], log_odds[order], levels[order])

    def log_odds(self, left: Positions, right: Positions, levels: Levels, *, member: Membership) -> Floats:
        """Return the log2 odds of each pair: the highest over the rules that make it."""
        corrections = self.frequency.columns(levels, left, right)
        conflict = self.conflicts(left, right, levels)
        return self.tables.highest(list(levels.T), corrections, member=member, views=(~conflict, conflict))

    def readings(self, left: Positions, right: Positions, levels: Levels, *, member: Membership) -> Floats:
        """Return log2 odds under each view (-inf where it does not hold the pair), last as a random pair's."""
        corrections = self.frequency.adjust(levels, left, right)
        weights = self.field_weights(levels)
        conflict = self.conflicts(left, right, levels)
        out = np.full((len(left), len(self.views) + 1), -np.inf)
        for number, view in enumerate(self.views):
            rule = self.rules[number]
            held = member.get(number % len(self.candidates.rules), np.zeros(len(left), bool))
            at = np.flatnonzero(held & (conflict == (number >= len(self.candidates.rules))))
            if len(at):
                here = self.view_weights(number, levels[at], weights[at]) + corrections[at]
                here[:, list(view.silent)] = 0.0
                out[at, number] = here.sum(axis=1) + (rule.log_odds if rule else self.model.prior_weight)
        rest = np.flatnonzero(np.isneginf(out).all(axis=1))
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
        levels = settled_levels(self.tests, left, right)
        return self.log_odds(left, right, levels, member=self.any_membership(left, right)), levels

    def any_membership(self, left: Positions, right: Positions) -> Membership:
        """Tell which rules would make each pair, one-key rules first."""
        out: dict[int, Mask] = {}
        made = np.zeros(len(left), bool)
        for number, rule in enumerate(self.candidates.rules):
            shares = rule.shares(left, right)
            out[number] = shares & ~made if rule.joined else shares
            made |= shares
        return out


def rule_views(fields: Sequence[Field], candidates: Candidates) -> list[RuleView]:
    """Return how the fit sees each rule: all rules, then all again for pairs whose identities conflict."""
    place = field_places(fields)
    shared = [number for number, field in enumerate(fields) if field.shared]
    views, conflicting = [], []
    for rule in candidates.rules:
        own = tuple(dict.fromkeys(place[name] for name in rule.fields))
        expected = max(fields[i].identifying for i in own)
        views.append(RuleView(rule.name, own, (), expected))
        silent = tuple(sorted({*shared, *own}))
        conflicting.append(RuleView(f"{rule.name}{CONFLICTING}", (), silent, CONFLICT_PRIOR, steady=True))
    return [*views, *conflicting]


def _sampled(left: Positions, right: Positions, rate: float) -> Mask:
    """Tell which pairs fall into a sample of the given rate, by a hash of the pair."""
    hashed = left.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    hashed ^= right.astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
    hashed ^= hashed >> np.uint64(29)
    return np.asarray((hashed * np.uint64(0xBF58476D1CE4E5B9)) >> np.uint64(32) < np.uint64(int(rate * 2**32)))
