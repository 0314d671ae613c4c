"""Pairs to match weights: the rules that make a pair, its agreement levels, and the log2 odds they come to.

The fit and the prediction walk the same pairs; what the fit compared is not compared again where it fits in memory. The
traps: a pair that several rules make must be weighed under each of them, the fields that agree by construction only by
what they still say among pairs sharing the key, or the key would count twice; and a pair may be dropped before its
strings are compared only if not even the best levels it may reach would keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from custdq.errors import ConfigError
from custdq.steps.link.block import Candidates
from custdq.steps.link.compare import FieldPairs, FieldTests, Levels, settled_levels
from custdq.steps.link.encode import Mask, Positions, sorted_with_places
from custdq.steps.link.field import Field, field_places
from custdq.steps.link.frequency import FrequencyTable
from custdq.steps.link.model import Floats, LinkageModel
from custdq.steps.link.pairs import CHUNK_PAIRS, Made, Membership, batches, in_order, make_pairs
from custdq.steps.link.patterns import RuleView, count_patterns
from custdq.steps.link.weigh import Fitted, fit_patterns, probability
from custdq.steps.link.weights import Outlook, weight_tables

#: The model is fitted on at most about this many candidate pairs (a sample by hash where there are more).
FIT_PAIRS = 2_000_000

#: Parts of a pair in which expected matches are counted.
_FINE = 2.0**20

#: Share of the matches that rules which are not worth their pairs may bring together and yet not be made.
LEFT_OUT = 0.002

#: Pairs of records taken at random, to see how often strangers agree.
RANDOM_SAMPLE = 2_000

#: Pairs less likely than this are not kept.
KEPT_PROBABILITY = 0.01

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class ScoredPairs:
    """Pairs worth keeping, sorted: positions, log2 odds of being one entity, agreement levels.

    `household` tells whether two of one household are the nearer alternative, and not two that are strangers.
    """

    left: Positions
    right: Positions
    log_odds: Floats
    levels: Levels
    household: Mask


@dataclass(frozen=True)
class Engine:
    """How the work is cut, which changes no result: raw pairs made at a time, threads (None: all there are)."""

    chunk: int = CHUNK_PAIRS
    threads: int | None = None


class View:
    """What some records are compared by: their fields, the tests of their levels, how common their values are."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = tuple(fields)
        self.tests = [FieldTests(field) for field in fields]
        self.frequency = FrequencyTable(fields)

    @property
    def records(self) -> int:
        """How many records there are."""
        return len(self.tests[0].present)


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
    near
        The fields of the records that can be compared, where these come first and few are asked about the others; None:
        all are alike.
    """

    def __init__(
        self,
        fields: Sequence[Field],
        candidates: Candidates,
        *,
        model: LinkageModel | None = None,
        progress: Progress | None = None,
        engine: Engine | None = None,
        near: Sequence[Field] | None = None,
    ) -> None:
        self.fields, self.candidates, self.progress = tuple(fields), candidates, progress
        self.engine = engine or Engine()
        self._near = None if near is None else View(near)
        self.views = rule_views(fields, candidates)
        self.total = sum(rule.pairs for rule in candidates.rules)
        #: rules that are not made, because the fit saw that they bring next to nothing
        self.left_out: frozenset[int] = frozenset()
        place = field_places(self.fields)
        #: the fields whose key each view's rule shares
        self.blocked = [tuple(dict.fromkeys(place[name] for name in rule.fields)) for rule in candidates.rules]
        #: what the fit compared, kept for the prediction where it is all there is
        self._compared: list[tuple[Made, Levels]] | None = None
        #: what the model was fitted to; None: it was given
        self.fitted: Fitted | None = None
        self.model = self._checked(model) if model else self._fit()
        self.tables = weight_tables(self.model, self.views, self.fields)

    @cached_property
    def _every(self) -> View:
        return View(self.fields)

    def _view(self, positions: Positions) -> View:
        """Return what some records are compared by."""
        near = self._near
        return self._every if near is None or positions.max(initial=0) >= near.records else near

    @property
    def near_records(self) -> int:
        """How many records, those that come first, can be compared by the rules."""
        return self.candidates.records if self._near is None else self._near.records

    def of(self, order: npt.NDArray[np.integer]) -> Scorer:
        """Return the scorer with the records behind those that can be compared in another order."""
        other = copy(self)
        other.fields = tuple(replace(field, keys=field.keys.of(order)) for field in self.fields)
        other._every = View(other.fields)
        across = self.candidates.across
        other.candidates = replace(self.candidates, across=None if across is None else across[order])
        return other

    @property
    def copied(self) -> Sequence[Field]:
        """The fields of the records among which there may be copies."""
        return self.fields if self._near is None else self._near.fields

    @property
    def frequency(self) -> FrequencyTable:
        """What a value being rare or common adds to weights."""
        return self._every.frequency

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

    def with_model(self, model: LinkageModel) -> Scorer:
        """Return a scorer of the same pairs by another model of the same fields."""
        other = copy(self)
        other.model = self._checked(model)
        other.tables = weight_tables(model, self.views, self.fields)
        return other

    def of_all_pairs(self, model: LinkageModel) -> LinkageModel:
        """Return a model fitted on these pairs with the shares of one entity and of one household among all pairs."""
        matches, _ = self._expected(model, self.observed())
        return model.of_all_pairs(float(matches.sum()), self._every_pair)

    @property
    def _rate(self) -> float:
        return min(1.0, FIT_PAIRS / max(self.total, 1))

    @property
    def _every_pair(self) -> float:
        """All pairs of records, times the share of candidate pairs that is looked at."""
        size = self.candidates.records
        return self._rate * size * (size - 1) / 2

    def observed(self) -> list[tuple[Made, Levels]]:
        """Return the pairs a model is fitted on, with their levels: all, or a sample by hash."""
        if self._compared is not None:
            return self._compared
        rate = self._rate

        def compare(task: tuple[int, slice]) -> tuple[Made, Levels]:
            made = make_pairs(self.candidates, *task, rate=rate)
            return made, settled_levels(self._every.tests, made.a, made.b, made.records)

        return [*self._told("fit", in_order(compare, self._tasks(), threads=self.engine.threads))]

    def _fit(self) -> LinkageModel:
        rate = self._rate
        compared = self.observed()
        every = [levels for _, levels in compared]
        levels = np.concatenate([part.T for part in every], axis=1).T if every else self._no_levels()
        patterns = count_patterns(levels, self._seen(compared), self.views, [len(f.labels) for f in self.fields])
        self._compared = compared if rate >= 1 else None
        random = settled_levels(self._every.tests, *_random_pairs(self.candidates.records))
        self.fitted = fit_patterns(patterns, self.views, self.fields, random_levels=random)
        model = self.fitted.model
        matches, pairs = self._expected(model, compared)
        if rate < 1 and not self.candidates.declared:
            self.left_out = _hardly_worth_making(matches, pairs)
        return model.of_all_pairs(float(matches.sum()), self._every_pair)

    def _expected(self, model: LinkageModel, compared: Sequence[tuple[Made, Levels]]) -> tuple[Floats, Floats]:
        """Return how many of the compared pairs each rule is the first to make are matches, and how many there are."""
        tables = weight_tables(model, self.views, self.fields)
        matches, pairs = np.zeros(len(self.views)), np.zeros(len(self.views))
        for made, levels in compared:
            corrections = self.frequency.columns(levels, made.left, made.right)
            odds, _ = tables.highest(list(levels.T), corrections, member=made.member)
            # whole numbers add up to the same in chunks of any size
            matches[made.first] += np.rint(probability(odds) * _FINE).sum()
            pairs[made.first] += len(odds)
        return matches / _FINE, pairs

    def _tasks(self) -> Iterable[tuple[int, slice]]:
        every = batches(self.candidates, self.engine.chunk)
        return ((rule, some) for rule, some in every if rule not in self.left_out)

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
        for made, _ in compared:
            for number, member in made.member.items():
                seen[number].append(start + np.flatnonzero(member))
            start += len(made.left)
        return [np.concatenate(parts) for parts in seen]

    def score(self, *, at_least: float = KEPT_PROBABILITY) -> ScoredPairs:
        """Weigh every candidate pair and keep those with a probability of `at_least` (0 to 1)."""
        floor = float(np.log2(at_least / (1 - at_least)))
        view = self._near or self._every
        outlook = Outlook(self.tables.strangers, view.frequency)

        def weigh(task: tuple[int, slice]) -> tuple[Made, Levels]:
            made = make_pairs(self.candidates, *task)
            columns = [FieldPairs(test, made.a, made.b, made.records) for test in view.tests]
            hopeful = outlook.highest(columns, made) >= floor
            levels = np.empty((len(self.fields), int(hopeful.sum())), np.uint8)
            for number, column in enumerate(columns):
                levels[number] = column.settled(hopeful)[hopeful]
            return made.only(hopeful), levels.T

        nothing = np.array([], np.int32)
        kept = [(nothing, nothing, np.array([]), self._no_levels(), np.array([], bool))]
        if self._compared is not None:
            parts = iter(self._compared)
        else:
            parts = in_order(weigh, self._tasks(), threads=self.engine.threads)
        for made, levels in self._told("predict", parts):
            left, right = made.left, made.right
            odds, near = self.weigh(left, right, levels, member=made.member)
            keep = np.flatnonzero(odds >= floor)
            kept.append((left[keep], right[keep], odds[keep], levels[keep], near[keep]))
        left, right, log_odds, levels, household = (np.concatenate(part) for part in zip(*kept, strict=True))
        order = sorted_with_places(left.astype(np.int64) * self.candidates.records + right)[1]
        return ScoredPairs(left[order], right[order], log_odds[order], levels[order], household[order])

    def weigh(self, left: Positions, right: Positions, levels: Levels, *, member: Membership) -> tuple[Floats, Mask]:
        """Return the log2 odds of each pair, the highest over the rules that make it, and where a household is near."""
        corrections = self._view(right).frequency.columns(levels, left, right)
        return self.tables.highest(list(levels.T), corrections, member=member)

    def compare(self, left: Positions, right: Positions) -> ScoredPairs:
        """Weigh any pairs, made by blocking or not."""
        levels = settled_levels(self._view(np.maximum(left, right)).tests, left, right)
        odds, near = self.weigh(left, right, levels, member=self.any_membership(left, right))
        return ScoredPairs(left, right, odds, levels, near)

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
    """Return how the fit sees each rule."""
    place = field_places(fields)
    views = []
    for rule in candidates.rules:
        own = tuple(dict.fromkeys(place[name] for name in rule.fields))
        views.append(RuleView(rule.name, own, max(fields[i].identifying for i in own)))
    return views


def _hardly_worth_making(matches: Floats, pairs: Floats) -> frozenset[int]:
    """Return the rules with the fewest matches among their pairs that together bring less than `LEFT_OUT` of all."""
    worst_first = np.argsort(matches / np.maximum(pairs, 1), kind="stable")
    lost = np.cumsum(matches[worst_first])
    return frozenset(worst_first[lost <= LEFT_OUT * matches.sum()].tolist())


def _random_pairs(size: int) -> tuple[Positions, Positions]:
    """Return pairs of different records, drawn from the records' own order, which is that of their content."""
    draw = np.random.default_rng(size)
    left = draw.integers(0, size, RANDOM_SAMPLE)
    right = (left + draw.integers(1, size, RANDOM_SAMPLE)) % size
    return np.minimum(left, right).astype(np.int32), np.maximum(left, right).astype(np.int32)
