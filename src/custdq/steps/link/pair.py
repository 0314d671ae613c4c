"""One pair of records weighed with a fitted model, outside any table: no blocking, no arrays of pairs.

What the table's records taught beyond the model (how often a value stands there, which blocks are too large to count)
is looked up where the records of the fit are at hand. The trap: without them a rare value counts like any other, so
whoever weighs with a loaded model must know that value frequencies are not in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from custdq.errors import ConfigError
from custdq.fields import Kind
from custdq.fields.base import Absent, Every, Parsed, Similar
from custdq.steps.link.block import BLOCK_CAP, BlockingRule
from custdq.steps.link.compare import NOT_ASSESSED
from custdq.steps.link.encode import ABSENT
from custdq.steps.link.explain import PairEvidence, Weighed, explain_weighed
from custdq.steps.link.field import Field
from custdq.steps.link.lone_record import RecordKeys
from custdq.steps.link.model import Floats, LinkageModel
from custdq.steps.link.patterns import RuleView
from custdq.steps.link.predict import Scorer
from custdq.steps.link.similarity import PLAIN_NUMBER, ROUNDING
from custdq.steps.link.weights import weight_tables
from custdq.steps.link.word_table import WordTable, rare_share
from custdq.text.fingerprint import string_fingerprints

_NUMBER = re.compile(PLAIN_NUMBER)

#: The values of one record: for each field, its keys with their values.
RecordValues = Sequence[Mapping[str, tuple[str, ...]]]

#: Values with their fingerprints.
Prints = Mapping[str, np.uint64]


@dataclass(frozen=True, eq=False)
class PairRecord:
    """One record made ready: its values, and what is known of each from the table the model was fitted on.

    values
        For each field of the model its keys with their values.
    corrections
        For each field its frequency keys with the correction of each value (log2 Bayes factor).
    crowded
        For each field its blocking keys with the values whose block is too large to count.
    """

    values: RecordValues
    corrections: Sequence[Mapping[str, Mapping[str, float]]]
    crowded: Sequence[Mapping[str, frozenset[str]]]


class _RuleKeys(NamedTuple):
    """The keys that agree under a rule, as (field, key)."""

    keys: tuple[tuple[int, str], ...]
    joined: bool


class PairWeigher:
    """Weighs single pairs with one model.

    Parameters
    ----------
    fields
        The fields of evidence, of any records: their comparisons and names count here.
    model
        The fitted model.
    kinds
        Kinds of the columns.
    known
        The records it was fitted on, for value frequencies; None: there are none, and no value is rarer than another.
    """

    def __init__(
        self, fields: Sequence[Field], model: LinkageModel, *, kinds: Mapping[str, Kind], known: Scorer | None
    ) -> None:
        found = {field.name: field for field in (known.fields if known is not None else fields)}
        missing = [each.name for each in model.fields if each.name not in found]
        if missing:
            raise ConfigError(f"The model weighs {missing}, which these records do not have. Fit it anew.")
        self.fields = tuple(found[each.name] for each in model.fields)
        for field, fitted in zip(self.fields, model.fields, strict=True):
            if field.labels != fitted.labels:
                raise ConfigError(
                    f'The model was fitted on other agreement levels of "{field.name}": {", ".join(fitted.labels)}. '
                    "Give the comparisons it was fitted with, or fit it anew."
                )
        self.model = model
        self._known = known
        self._rarest: dict[tuple[int, str], float] = {}
        self._rules = [_rule_keys(rule.name, self.fields) for rule in model.rules]
        self.blocked = [tuple(dict.fromkeys(number for number, _ in rule.keys)) for rule in self._rules]
        views = [RuleView(rule.name, own, 0.0) for rule, own in zip(model.rules, self.blocked, strict=True)]
        self.tables = weight_tables(model, views, self.fields)
        # of a key that is joined with others, and of one whose first value is looked up, the first is another than any
        asked = [
            dict.fromkeys(field.compared, False) | dict.fromkeys(field.counted, known is not None)
            for field in self.fields
        ]
        for rule in self._rules:
            for number, key in rule.keys:
                asked[number][key] = asked[number].get(key, False) or rule.joined
        self._keys = RecordKeys(self.fields, kinds, asked=asked)

    def record(self, parsed: Mapping[str, Parsed]) -> PairRecord:
        """Make one record ready, given what its cells were parsed to."""
        values = self._keys.of(parsed)
        known = self._known
        if known is None:
            return PairRecord(values, [{}] * len(values), [{}] * len(values))
        prints = _fingerprints(values)
        corrections = [
            {key: self._rarity(number, key, known, of={v: prints[v] for v in held[key]}) for key in keys if held[key]}
            for number, (held, keys) in enumerate(zip(values, self._rare, strict=True))
        ]
        crowded: list[dict[str, frozenset[str]]] = [{} for _ in values]
        for number, key in self._caps:
            crowded[number][key] = self._crowded(number, key, of={v: prints[v] for v in values[number][key]})
        return PairRecord(values, corrections, crowded)

    @cached_property
    def _rare(self) -> list[list[str]]:
        """For each field the keys of which a value being rare counts."""
        levels = [field.comparison.levels for field in self.fields]
        return [sorted({level.frequency_key for level in some if level.frequency_key}) for some in levels]

    def _rarity(self, number: int, key: str, known: Scorer, *, of: Prints) -> dict[str, float]:
        table = known.frequency.corrections[number, key]
        if (number, key) not in self._rarest:
            # a value never seen is as rare as the rarest
            self._rarest[number, key] = float(table.max(initial=0.0))
        codes = {value: self._lexicon.code(number, key, each) for value, each in of.items()}
        return {v: self._rarest[number, key] if code == ABSENT else float(table[code]) for v, code in codes.items()}

    @cached_property
    def _caps(self) -> dict[tuple[int, str], int]:
        """The records a block of a one-key rule may hold, for rules that had larger ones."""
        rules = {rule.name: rule for rule in self._known.candidates.rules} if self._known is not None else {}
        found = [(keys, rules.get(rule.name)) for keys, rule in zip(self._rules, self.model.rules, strict=True)]
        return {
            keys.keys[0]: int(rule.sizes.max(initial=BLOCK_CAP))
            for keys, rule in found
            if isinstance(rule, BlockingRule) and rule.oversize_blocks and len(keys.keys) == 1
        }

    def _crowded(self, number: int, key: str, *, of: Prints) -> frozenset[str]:
        counts, cap = self._lexicon.counts(number, key), self._caps[number, key]
        codes = {value: self._lexicon.code(number, key, each) for value, each in of.items()}
        return frozenset(value for value, code in codes.items() if code != ABSENT and counts[code] > cap)

    @cached_property
    def _lexicon(self) -> _Lexicon:
        return _Lexicon(self.fields)

    def explain(self, left: PairRecord, right: PairRecord) -> PairEvidence:
        """Weigh a pair and break its match weight down by field."""
        sides = left.values, right.values
        levels = np.array([[_level(field, a, b) for field, a, b in zip(self.fields, *sides, strict=True)]], np.uint8)
        corrections = [self._correction(number, int(levels[0, number]), left, right) for number in range(len(sides[0]))]
        member = {number: np.ones(1, bool) for number in self._shared_rules(left, right)}
        return explain_weighed(self, Weighed(levels, corrections, member))

    def _correction(self, number: int, level: int, left: PairRecord, right: PairRecord) -> Floats | None:
        levels = self.fields[number].comparison.levels
        key = levels[level].frequency_key if level < len(levels) else None
        if key is None or self._known is None:
            return None
        mine, other = (each.corrections[number].get(key, {}) for each in (left, right))
        shared = [mine[value] for value in mine if value in other]
        if shared:
            return np.array([max(shared)])
        first = [next(iter(each.values()), 0.0) for each in (mine, other)]
        return np.array([min(*first, 0.0)])

    def _shared_rules(self, left: PairRecord, right: PairRecord) -> list[int]:
        """Return the rules that would make the pair; one of several keys only where no rule before it does."""
        out: list[int] = []
        for number, rule in enumerate(self._rules):
            if (
                rule.keys
                and not (rule.joined and out)
                and all(_meets(left, right, *key, firsts=rule.joined) for key in rule.keys)
            ):
                out.append(number)
        return out


class _Lexicon:
    """Finds values in the vocabularies of a table, each sorted by fingerprint when it is first asked."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self._fields = fields
        self._sorted: dict[tuple[int, str], tuple[Any, Any]] = {}
        self._counts: dict[tuple[int, str], Any] = {}

    def code(self, number: int, key: str, value: np.uint64) -> int:
        """Return the code of the value with a fingerprint, `ABSENT` where the table does not hold it."""
        if (number, key) not in self._sorted:
            encoded = self._fields[number].keys.get(key)
            prints = np.zeros(0, np.uint64) if encoded is None else encoded.vocabulary.fingerprints
            order = np.argsort(prints)
            self._sorted[number, key] = prints[order], order
        prints, order = self._sorted[number, key]
        at = int(prints.searchsorted(value))
        return int(order[at]) if at < len(prints) and prints[at] == value else ABSENT

    def counts(self, number: int, key: str) -> Any:
        """Return how many records hold each value."""
        if (number, key) not in self._counts:
            encoded = self._fields[number].keys.get(key)
            self._counts[number, key] = np.zeros(0, np.int64) if encoded is None else encoded.counts()
        return self._counts[number, key]


def _fingerprints(values: RecordValues) -> Prints:
    """Return the fingerprint of every value of a record, all made at once."""
    words = [*{value: None for held in values for key in held.values() for value in key}]
    return dict(zip(words, string_fingerprints(pa.array(words, pa.string())), strict=True))


def _rule_keys(name: str, fields: Sequence[Field]) -> _RuleKeys:
    """Read which keys a rule's name stands for; none where it is no matter of keys alone (neighbours in an order)."""
    by_name: dict[str, tuple[int, str]] = {}
    for number, field in reversed([*enumerate(fields)]):
        for key in reversed(field.blocking_keys):
            named, column = (key.replace(":", "."), key.split(":")[0]) if ":" in key else (f"{field.name}.{key}", None)
            by_name |= {named: (number, key), column or field.name: (number, key), field.name: (number, key)}
            by_name |= {each: (number, key) for each in field.columns if column is None}
    parts = name.split(" + ")
    known = all(part in by_name for part in parts)
    return _RuleKeys(tuple(by_name[part] for part in parts) if known else (), len(parts) > 1)


def _meets(left: PairRecord, right: PairRecord, number: int, key: str, *, firsts: bool) -> bool:
    mine, other = (each.values[number].get(key, ()) for each in (left, right))
    if firsts:  # combinations are made of first values
        return bool(mine) and mine[:1] == other[:1]
    shared = set(mine).intersection(other)
    return bool(shared - left.crowded[number].get(key, frozenset()))


def _level(field: Field, left: Mapping[str, tuple[str, ...]], right: Mapping[str, tuple[str, ...]]) -> int:
    sides = [{field.present_bit(key) for key in field.comparison.present if side.get(key)} for side in (left, right)]
    if sides[0].isdisjoint(sides[1]):
        return NOT_ASSESSED
    for rank, level in enumerate(field.comparison.levels):
        tests = level.test.tests if isinstance(level.test, Every) else (level.test,)
        if all(_passes(test, left.get(test.key, ()), right.get(test.key, ()), field) for test in tests):
            return rank
    return len(field.comparison.levels)


def _passes(test: Any, left: tuple[str, ...], right: tuple[str, ...], field: Field) -> bool:
    if isinstance(test, Absent):
        return not (left and right)
    if isinstance(test, Similar):
        # the tables hold similarities as 32-bit numbers
        least = np.float32(test.at_least)
        return any(np.float32(_similarity(a, b, test, field)) >= least for a in left for b in right)
    return not set(left).isdisjoint(right)


def _similarity(left: str, right: str, test: Similar, field: Field) -> float:
    if test.metric == "rare_words":
        return _rare_words(left, right, field.keys[test.key].vocabulary.table)
    if test.metric == "figures":
        mine, other = ({word for word in text.split() if word.isdecimal()} for text in (left, right))
        return float(mine <= other or other <= mine)
    if test.metric in ("token_set", "token_dice"):
        return _words_shared(left, right, of_shorter=test.metric == "token_set")
    if test.metric == "ratio":
        return _ratio(left, right)
    if test.metric == "contains":
        short, long = (left, right) if len(left) <= len(right) else (right, left)
        rest = iter(long)
        return len(short) / len(long) if short and all(character in rest for character in short) else 0.0
    from rapidfuzz import distance

    measure = {"jaro_winkler": distance.JaroWinkler, "levenshtein": distance.Levenshtein, "osa": distance.OSA}
    cutoff = max(test.at_least - ROUNDING, 0.0)
    return float(measure[test.metric].normalized_similarity(left, right, score_cutoff=cutoff))


def _words_shared(left: str, right: str, *, of_shorter: bool) -> float:
    mine, other = set(left.split()), set(right.split())
    sizes = sum(map(len, mine)), sum(map(len, other))
    whole = min(sizes) if of_shorter else sum(sizes) / 2
    return sum(map(len, mine & other)) / whole if whole else 0.0


def _rare_words(left: str, right: str, table: WordTable) -> float:
    mine, other = set(left.split()), set(right.split())
    told, unheard_of = table.told, table.unheard_of
    sums = [np.array([sum(told.get(word, unheard_of) for word in some)]) for some in (mine & other, mine, other)]
    return float(rare_share(*sums)[0])


def _ratio(left: str, right: str) -> float:
    if left == right:
        return 1.0
    if not (_NUMBER.fullmatch(left) and _NUMBER.fullmatch(right)):
        return 0.0
    near, far = sorted((float(left), float(right)), key=abs)
    return near / far if near * far > 0 else 0.0
