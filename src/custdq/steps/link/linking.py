"""Records to entities, in the order encode, block, compare, weigh, predict, cluster: read this first in this folder.

Records are worked on in an order given by their content, so that neither row order nor anything random can change a
result; positions are mapped back at the end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from custdq.errors import OptionError, did_you_mean
from custdq.fields.base import Comparison
from custdq.memory import give_back
from custdq.schema import Schema
from custdq.steps.link.block import BlockingRule, Candidates, Rule
from custdq.steps.link.choose import PAIRS_PER_RECORD, choose_rules
from custdq.steps.link.cluster import Labels, connected_components
from custdq.steps.link.comparable import StatedRule, comparable_records, compares_what_is_blocked, joined_keys
from custdq.steps.link.compare import Levels
from custdq.steps.link.copies import repeated, runs_of_copies
from custdq.steps.link.encode import ABSENT, Codes, Mask, Positions, sorted_with_places
from custdq.steps.link.entities import Grouping, Pairs, find_entities, no_pairs
from custdq.steps.link.evidence import build_fields, with_comparisons
from custdq.steps.link.field import BlockingKeys, Field
from custdq.steps.link.identifiers import identifier_codes
from custdq.steps.link.model import RULES, Floats, LinkageModel
from custdq.steps.link.neighbours import NeighbourRule
from custdq.steps.link.order import content_fingerprints, content_order
from custdq.steps.link.predict import KEPT_PROBABILITY, Progress, ScoredPairs, Scorer
from custdq.steps.link.sources import odds_beside_rivals
from custdq.steps.link.weigh import probability
from custdq.tables import Standardized, column_or_null

_FINE = 2**30  # whole numbers add up to the same in any order


@dataclass(frozen=True)
class LinkOptions:
    """What may be changed about linking.

    threshold
        Probability above which a pair speaks for one entity (0 to 1).
    blocking
        Rules as lists of column names whose keys must agree together; None: chosen from the data.
    comparisons
        Column to `Comparison`, replacing the kind's own agreement levels.
    across
        Source code of each record where only pairs across sources count; None: all pairs.
    one_to_one
        Each record joins at most one record of each other source.
    within
        A source may hold a customer several times, says the user; otherwise this is found out.
    model
        A fitted model to use instead of fitting one.
    must_link, cannot_link
        int32, pairs x 2: positions of records the user has decided about, no two decisions contradicting each other.
    """

    threshold: float = 0.5
    blocking: Sequence[Sequence[str]] | None = None
    comparisons: Mapping[str, Comparison] | None = None
    across: Codes | None = None
    one_to_one: bool = False
    within: bool = False
    model: LinkageModel | None = None
    must_link: Pairs = field(default_factory=no_pairs)
    cannot_link: Pairs = field(default_factory=no_pairs)

    def __post_init__(self) -> None:
        number = isinstance(self.threshold, int | float)
        if not (number and 0 < self.threshold < 1):
            raise OptionError(f"threshold was given as {self.threshold!r}; expected a probability between 0 and 1.")


@dataclass(frozen=True)
class LinkOutcome:
    """Kept pairs and entities, and the scorer that made them.

    left, right
        Input positions of each kept pair, left < right, sorted.
    weight
        Match weight (log2 Bayes factor) of each pair.
    probability
        Match probability (0 to 1): what the weight makes of the prior, less where a record has its match elsewhere in a
        source that holds each customer once.
    levels
        uint8, pairs x fields.
    labels
        Entity of each record: the position of its first record.
    scorer
        Fields, blocking rules and model; it numbers records by `place`.
    place
        Where each input record stands in the scorer's order.
    household
        Whether two of one household are the nearer alternative of each pair.
    grouping
        How the pairs became entities, in the scorer's order.
    """

    left: Positions
    right: Positions
    weight: Floats
    probability: Floats
    levels: Levels
    labels: Labels
    scorer: Scorer
    place: npt.NDArray[np.int32]
    household: Mask
    grouping: Grouping

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of evidence."""
        return self.scorer.fields

    @property
    def model(self) -> LinkageModel:
        """The fitted model."""
        return self.scorer.model

    def in_content_order(self) -> LinkOutcome:
        """Return the outcome with all records numbered by their content, those that no rule could pair as well."""
        size, near = len(self.place), self.scorer.near_records
        if near == size:
            return self
        behind = [replace(field, keys=field.keys.of(np.arange(near, size))) for field in self.fields]
        # no two of them say the same: they would have met
        order = np.append(np.arange(near), near + np.argsort(content_fingerprints(behind)))
        place = np.empty(size, np.int32)
        place[order] = np.arange(size, dtype=np.int32)
        return replace(self, scorer=self.scorer.of(order), place=place[self.place], grouping=self.grouping.of(order))

    @property
    def blocking(self) -> list[dict[str, Any]]:
        """What each blocking rule made and left to others."""
        return self.scorer.candidates.report()


def link_records(
    standardized: Standardized,
    schema: Schema,
    options: LinkOptions | None = None,
    *,
    progress: Progress | None = None,
    spent: bool = False,
) -> LinkOutcome:
    """Find which records are one entity.

    Parameters
    ----------
    standardized
        Records with their parsed columns.
    schema
        Kinds and roles of the columns.
    options
        What differs from the defaults.
    progress
        Called with (what, done, total) while candidate pairs are compared.
    spent
        Nobody needs the parsed columns afterwards: they are let go of as soon as they are encoded.

    Returns
    -------
    LinkOutcome
        Pairs with left < right in input positions, sorted; one label a record (smallest position of its entity).
    """
    chosen = options or LinkOptions()
    return ready_records(standardized, schema, chosen, progress=progress, spent=spent).link(chosen)


def ready_records(
    standardized: Standardized,
    schema: Schema,
    options: LinkOptions | None = None,
    *,
    progress: Progress | None = None,
    spent: bool = False,
) -> ReadyRecords:
    """Do what `link_records` does before it weighs pairs: encode, choose blocking rules, fit; parameters as there."""
    chosen = options or LinkOptions()
    size = standardized.raw.num_rows
    fields = evidence_fields(standardized, schema, chosen)
    if not fields or size < 2:
        return ReadyRecords(_idle(size, fields, chosen), Grouping(), np.arange(size, dtype=np.int64), comparable=False)
    declared = None if chosen.blocking is None else _declared(chosen.blocking, fields)
    identifiers = identifier_codes(schema, standardized, fields)
    near: list[Field] | None = None
    # stated rules may need few of the keys; where rules are chosen all are looked at
    settled = spent and declared is None
    if chosen.model is not None and declared and compares_what_is_blocked(fields, declared):
        near, order, declared = _comparable_first(fields, standardized, schema, declared)
    else:
        if settled:
            _settle(fields, standardized)
        order = content_order(fields, standardized, schema)
        declared = declared and [(names, [key.of(order) for key in keys]) for names, keys in declared]
    fields = [replace(field, keys=field.keys.moved(order) if settled else field.keys.of(order)) for field in fields]
    across = None if chosen.across is None else chosen.across[order]
    # a few of many copies stand for all, where copies are joined without pairs
    count = size if near is None else near[0].records
    copies = None if across is not None else repeated(runs_of_copies(near or fields), count)
    candidates = choose_rules(
        BlockingKeys(fields), records=count, budget=PAIRS_PER_RECORD * size,
        across=across, declared=declared, repeated=copies,
    )  # fmt: skip
    candidates = candidates if near is None else _of_all(candidates, size)
    scorer = Scorer(fields, candidates, model=chosen.model, progress=progress, near=near)
    sources = None if across is not None or chosen.within else _source_codes(standardized, schema, order)
    identifiers = tuple(each.of(order) for each in identifiers)
    return ReadyRecords(scorer, Grouping(across=across, sources=sources, identifiers=identifiers), order)


def _settle(fields: Sequence[Field], standardized: Standardized) -> None:
    """Encode all there is to compare and let go of what it was parsed into, field by field."""
    standardized.parsed.let_go()
    for each in fields:
        each.keys.settle()
    give_back()


def _comparable_first(
    fields: Sequence[Field], standardized: Standardized, schema: Schema, declared: Sequence[StatedRule]
) -> tuple[list[Field], npt.NDArray[np.int64], list[StatedRule]]:
    """Return the fields of the records that can be compared, an order in which they come first, and its rules.

    They stand in the order of their content, the others as they came: nothing is asked of these.
    """
    joined = joined_keys(declared)
    some = comparable_records(declared, joined)
    near = [replace(field, keys=field.keys.near(some, counted=field.counted)) for field in fields]
    within = content_order(near, standardized, schema, rows=some)
    others = np.ones(standardized.raw.num_rows, bool)
    others[some] = False
    order = np.concatenate([some[within], np.flatnonzero(others)])
    near = [replace(field, keys=field.keys.of(within)) for field in near]
    return near, order, [(names, [key.of(some[within]) for key in keys]) for names, keys in joined]


def _of_all(candidates: Candidates, size: int) -> Candidates:
    """Return rules that were made for the records that come first as rules for all `size` records."""

    def of_all(rule: Rule) -> Rule:
        return replace(rule, records=size) if isinstance(rule, BlockingRule | NeighbourRule) else rule

    rules, skipped = (tuple(map(of_all, some)) for some in (candidates.rules, candidates.skipped))
    return replace(candidates, records=size, rules=rules, skipped=skipped)


def _source_codes(standardized: Standardized, schema: Schema, order: npt.NDArray[np.int64]) -> Codes | None:
    """Return the source of each record, None where none is named or all are of one."""
    if schema.source is None:
        return None
    column = column_or_null(standardized.raw, schema.source)
    codes = np.asarray(column.dictionary_encode().indices.fill_null(ABSENT)).astype(np.int32)
    return codes[order] if codes.max(initial=ABSENT) > 0 else None


def evidence_fields(standardized: Standardized, schema: Schema, options: LinkOptions) -> list[Field]:
    """Return the fields of evidence of some records, those of the model where one is given."""
    alone = () if options.comparisons is None else tuple(options.comparisons)
    return with_comparisons(build_fields(schema, standardized, fitted=options.model, alone=alone), options.comparisons)


@dataclass(frozen=True)
class ReadyRecords:
    """Records encoded and a model to weigh their pairs with: what fitting leaves, and linking goes on from.

    scorer
        Fields, blocking rules and model; it numbers records by their place in `order`.
    grouping
        What is known of the records beyond their pairs: sources, identifiers, in that order.
    order
        The input position of each record the scorer numbers.
    comparable
        Whether there is anything to compare.
    """

    scorer: Scorer
    grouping: Grouping
    order: npt.NDArray[np.int64]
    comparable: bool = True

    @property
    def model(self) -> LinkageModel:
        """The fitted model."""
        return self.scorer.model

    @cached_property
    def place(self) -> npt.NDArray[np.int32]:
        """Where each input record stands in the scorer's order."""
        out = np.empty(len(self.order), np.int32)
        out[self.order] = np.arange(len(self.order), dtype=np.int32)
        return out

    def link(self, options: LinkOptions) -> LinkOutcome:
        """Weigh the candidate pairs and group the records; of the options, threshold and decisions count here."""
        place = self.place
        must, cannot = place[options.must_link], place[options.cannot_link]
        grouping = replace(
            self.grouping,
            threshold=options.threshold,
            one_to_one=options.one_to_one,
            must_link=must,
            cannot_link=cannot,
        )
        if not self.comparable:
            return self._in_input_order(_nothing_scored(self.scorer), _joined(len(place), must), grouping)
        scored = self.scorer.score(at_least=min(KEPT_PROBABILITY, options.threshold))
        return self._in_input_order(scored, find_entities(self.scorer, scored, grouping), grouping)

    def _chances(self, scored: ScoredPairs, labels: Labels) -> tuple[Floats, LinkageModel]:
        """Return the match probability of each pair beside its rivals, and the model with what they come to."""
        source = self.grouping.across if self.grouping.across is not None else self.grouping.sources
        if source is None:
            return probability(scored.log_odds), self.model
        chances = probability(odds_beside_rivals(labels, source, scored))
        refused, size = np.rint((probability(scored.log_odds) - chances) * _FINE).sum() / _FINE, len(self.order)
        # one match at least, as in `of_all_pairs`
        prior = max(self.model.prior - 2 * refused / (size * (size - 1)), 2 / (size * (size - 1)))
        return chances, self.model if self.scorer.fitted is None else replace(self.model, prior=prior)

    def _in_input_order(self, scored: ScoredPairs, labels: Labels, grouping: Grouping) -> LinkOutcome:
        order = self.order
        chances, model = self._chances(scored, labels)
        scorer = self.scorer if model is self.model else self.scorer.with_model(model)
        a, b = order[scored.left], order[scored.right]
        left, right = np.minimum(a, b).astype(np.int32), np.maximum(a, b).astype(np.int32)
        rank = sorted_with_places(left.astype(np.int64) * len(order) + right)[1]
        # name an entity by its first record in input order; most records are alone
        others = np.flatnonzero(labels != np.arange(len(labels)))
        heads = labels[others]
        first = order.copy()
        np.minimum.at(first, heads, order[others])
        named = np.arange(len(order))
        named[order[others]] = named[order[heads]] = first[heads]
        weight = scored.log_odds - model.prior_weight
        return LinkOutcome(
            left[rank], right[rank], weight[rank], chances[rank], scored.levels[rank],
            named, scorer, self.place, scored.household[rank], grouping,
        )  # fmt: skip


def _declared(blocking: Sequence[Sequence[str]], fields: Sequence[Field]) -> list[StatedRule]:
    """Return stated rules: of columns the most selective key is meant; keys are named as in the blocking report."""
    # of the several aspects of a column the first is meant
    by_column = {column: field for field in reversed(fields) for column in field.columns}
    by_column |= {field.name: field for field in fields}
    named = [(field, *names) for field in reversed(fields) for names in reversed(field.blocking_names())]
    keys = {name: (field, key) for field, _, name, key in named} | {c: (field, key) for field, c, _, key in named}
    rules = []
    for given in blocking:
        names = list(given)
        if isinstance(given, str):
            names = [given] if given in by_column or given in keys else given.split(" + ")
        for name in names:
            if name not in by_column and name not in keys:
                raise OptionError(f'blocking names "{name}". {did_you_mean(name, [*by_column, *keys])}')
        chosen = [name if name in keys else by_column[name].name for name in names]
        for name, key in zip(names, chosen, strict=True):
            if key not in keys:
                raise OptionError(f'blocking names "{name}", whose kind has no blocking key.')
        rules.append((tuple(chosen), [field.keys[key] for field, key in map(keys.__getitem__, chosen)]))
    return rules


def _idle(size: int, fields: Sequence[Field], options: LinkOptions) -> Scorer:
    """Return a scorer of no pairs: there is nothing to compare."""
    said = "Nothing to compare: there is one record." if size == 1 else "Nothing to compare: there is no record."
    said = said if size < 2 else "Nothing to compare: no column tells records apart."
    model = options.model or LinkageModel((), (), 0.5, 0.0, 0, (said,), basis=RULES)
    return Scorer(() if not options.model else fields, Candidates(size, ()), model=model)


def _nothing_scored(scorer: Scorer) -> ScoredPairs:
    nothing = np.array([], np.int32)
    levels = np.empty((0, len(scorer.fields)), np.uint8)
    return ScoredPairs(nothing, nothing, np.array([]), levels, np.array([], bool))


def _joined(size: int, pairs: Pairs) -> Labels:
    """Return the entities of the decided pairs alone: the smallest position in each."""
    component = connected_components(size, pairs[:, 0], pairs[:, 1])
    first = np.full(size, size, np.int64)
    np.minimum.at(first, component, np.arange(size))
    return first[component]
