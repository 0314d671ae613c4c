"""Pairs to match weights: the rules that make a pair, its agreement levels, and the log2 odds they come to.

The fit and the prediction walk the same pairs; what the fit compared is not compared again where it fits in memory. The
traps: a pair that several rules make must be weighed under each of them, the fields that agree by construction only by
what they still say among pairs sharing the key, or the key would count twice; and a pair may be dropped before its
strings are compared only if not even the best levels it may reach would keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from custdq.errors import ConfigError
from custdq.steps.link.block import BLOCK_CAP, Candidates
from custdq.steps.link.choose import PAIRS_PER_RECORD, WIDENED_PAIRS, widened
from custdq.steps.link.compare import FieldPairs, FieldTests, Levels, settled_levels
from custdq.steps.link.cover import COUNTED_PAIRS, WHOLE, Parts, Sample, costly_rules, with_worth, worth_their_pairs
from custdq.steps.link.encode import Mask, Positions, sorted_with_places
from custdq.steps.link.field import Field, field_places
from custdq.steps.link.frequency import FrequencyTable
from custdq.steps.link.model import Floats, LinkageModel, Repetition
from custdq.steps.link.one_field import chances_alone
from custdq.steps.link.pairs import (
    CHUNK_PAIRS,
    Made,
    Membership,
    Runs,
    batches,
    in_order,
    make_pairs,
    random_pairs,
    sampled,
)
from custdq.steps.link.patterns import count_patterns, rule_views
from custdq.steps.link.repeats import repetitions
from custdq.steps.link.weigh import Fitted, fit_patterns, probability
from custdq.steps.link.weights import Outlook, weight_tables

#: The model is fitted on at most about this many candidate pairs (a sample by hash where there are more).
FIT_PAIRS = 2_000_000

#: Where records are one entity with this many others on average, blocks beyond the cap are made as well: a tenth of
#: what a block may hold is one entity then, and some are larger than a block.
LARGE_ENTITIES = BLOCK_CAP / 10

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


class _Weighed(NamedTuple):
    """Of some pairs: the matches expected, which pairs are likely enough to be kept, and how likely, as `Parts`."""

    matches: float
    likely: npt.NDArray[np.int64]
    parts: Parts


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
        self.fields, self.progress = tuple(fields), progress
        self.engine = engine or Engine()
        self._near = None if near is None else View(near)
        self._widened = False
        self._offer(candidates)
        #: what the fit compared, kept for the prediction where it is all there is
        self._compared: list[tuple[Made, Levels]] | None = None
        #: what the model was fitted to; None: it was given
        self.fitted: Fitted | None = None
        self.model = self._given(model) if model else self._fit()
        self.tables = weight_tables(self.model, self.views, self.fields)

    def _offer(self, candidates: Candidates) -> None:
        #: every rule there is, and those that are made
        self.offered = self.candidates = candidates
        self.views = rule_views(self.fields, candidates)
        self.total = sum(rule.pairs for rule in candidates.rules)
        self._rate = min(1.0, FIT_PAIRS / max(self.total, 1))
        place = field_places(self.fields)
        #: the fields whose key each view's rule shares
        self.blocked = [tuple(dict.fromkeys(place[name] for name in rule.fields)) for rule in candidates.rules]

    def _given(self, model: LinkageModel) -> LinkageModel:
        if self._rate < 1 and not self.offered.declared:
            compared = self.observed("choose")
            self._choose(compared, [*self._weighed(self._checked(model), compared)])
        return self._checked(model)

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
        matches = sum(part.matches for part in self._weighed(model, self.observed()))
        return model.of_all_pairs(matches, self._every_pair)

    @property
    def _every_pair(self) -> float:
        """All pairs of records, times the share of candidate pairs that is looked at."""
        size = self.candidates.records
        return self._rate * size * (size - 1) / 2

    def observed(self, what: str = "fit") -> list[tuple[Made, Levels]]:
        """Return the pairs a model is fitted on, with their levels: all, or a sample by hash."""
        if self._compared is not None:
            return self._compared
        rate = self._rate

        def compare(task: tuple[int, Runs]) -> tuple[Made, Levels]:
            made = make_pairs(self.offered, *task, rate=rate)
            return made, settled_levels(self._every.tests, made.a, made.b, made.records)

        tasks = batches(self.offered, self.engine.chunk, rate=rate)
        return [*self._told(what, in_order(compare, tasks, threads=self.engine.threads))]

    def _fit(self) -> LinkageModel:
        rate = self._rate
        compared = self.observed()
        every = [levels for _, levels in compared]
        levels = np.concatenate([part.T for part in every], axis=1).T if every else self._no_levels()
        patterns = count_patterns(levels, self._seen(compared), self.views, [len(f.labels) for f in self.fields])
        self._compared = compared if rate >= 1 else None
        random = settled_levels(self._every.tests, *random_pairs(self.candidates.records))
        alone = self._alone(levels) if len(self.fields) == 1 and not any(view.own for view in self.views) else None
        self.fitted = fit_patterns(patterns, self.views, self.fields, random_levels=random, alone=alone)
        model = self.fitted.model
        model = replace(model, repetitions=self._repetitions(model, compared))
        weighed = [*self._weighed(model, compared)]
        if self._widen(sum(part.matches for part in weighed)):
            return self._fit()
        self._choose(compared, weighed)
        return model.of_all_pairs(sum(part.matches for part in weighed), self._every_pair)

    def _repetitions(self, model: LinkageModel, compared: Sequence[tuple[Made, Levels]]) -> tuple[Repetition, ...]:
        tables = weight_tables(model, self.views, self.fields)
        return repetitions(model, compared, tables=tables, candidates=self.offered, frequency=self.frequency)

    def _widen(self, matches: float) -> bool:
        """Offer blocks beyond the cap too where entities are large and all pairs can be looked at; tell whether."""
        size = self.candidates.records
        if self._widened or self._rate < 1 or self.offered.declared or 2 * matches < LARGE_ENTITIES * size:
            return False
        self._widened = True
        wide = widened(self.offered, min(PAIRS_PER_RECORD * size, WIDENED_PAIRS))
        if sum(rule.pairs for rule in wide.rules) == self.total:
            return False
        self._compared = None
        self._offer(wide)
        return True

    def _alone(self, levels: Levels) -> tuple[Floats, Floats]:
        """Return the compared pairs on each level of the one field there is, and how often they are one entity."""
        (field,) = self.fields
        count = len(field.labels)
        seen = np.bincount(np.minimum(levels[:, 0], count), minlength=count + 1)[:count].astype(np.float64)
        expected = max((view.expected for view in self.views), default=field.identifying)
        return seen, chances_alone(field, seen, self.offered, expected=expected, rate=self._rate)

    def _weighed(self, model: LinkageModel, compared: Sequence[tuple[Made, Levels]]) -> Iterator[_Weighed]:
        """Yield what the model makes of compared pairs, part by part."""
        tables = weight_tables(model, self.views, self.fields)
        for made, levels in compared:
            corrections = self.frequency.columns(levels, made.left, made.right)
            odds, _ = tables.highest(list(levels.T), corrections, member=made.member)
            chance = probability(odds)
            likely = np.flatnonzero(chance >= KEPT_PROBABILITY)
            # whole numbers add up to the same in chunks of any size
            parts = np.rint(chance * WHOLE).astype(np.int64)
            yield _Weighed(float(parts.sum()) / WHOLE, likely, parts[likely])

    def _choose(self, compared: Sequence[tuple[Made, Levels]], weighed: Sequence[_Weighed]) -> None:
        """Say what each rule brings; of a sample, make only the rules that are worth their pairs."""
        if not compared:
            return
        likely = [
            (made.left[part.likely], made.right[part.likely]) for (made, _), part in zip(compared, weighed, strict=True)
        ]
        left, right = (np.concatenate(side) for side in zip(*likely, strict=True))
        matches = np.concatenate([part.parts for part in weighed])
        costly = costly_rules(self.offered) if self._rate < 1 else []
        sample = Sample(
            left, right, matches, self._rate, {number: self._some_of(number, compared) for number in costly}
        )
        if self._rate < 1 and not self.offered.declared:
            self.candidates = worth_their_pairs(self.offered, self.fields, sample)
        else:
            self.candidates = with_worth(self.offered, sample)
        self.total = sum(rule.pairs for _, rule in self.candidates.makers)

    def _some_of(self, number: int, compared: Sequence[tuple[Made, Levels]]) -> tuple[Positions, Positions]:
        """Return about `COUNTED_PAIRS` of the compared pairs that a rule makes."""
        rate = COUNTED_PAIRS / max(self.offered.rules[number].pairs, 1)
        parts = []
        for made, _ in compared:
            left, right = made.left, made.right
            held = made.member.get(number)
            some = np.flatnonzero(held & sampled(left, right, rate)) if held is not None else np.array([], np.int64)
            parts.append((left[some], right[some]))
        left, right = (np.concatenate(side) for side in zip(*parts, strict=True))
        return left, right

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

        def weigh(task: tuple[int, Runs]) -> tuple[Made, Levels]:
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
            tasks = batches(self.candidates, self.engine.chunk)
            parts = in_order(weigh, tasks, threads=self.engine.threads)
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
