"""Agreement levels of candidate pairs, field by field, cheap evidence first.

Equality is a comparison of codes. `Comparison.outlook` tells with that, and with bounds of the similarities, which
levels a pair can still reach; a similarity is computed by `settled` only for the pairs that are still wanted then, and
once per distinct pair of values. The trap: a missing value is neither agreement nor disagreement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from custdq.fields.base import Absent, Equal, Every, Meet, Similar
from custdq.steps.link.block import Places, shares_key
from custdq.steps.link.encode import Codes, EncodedKey, Mask, Positions
from custdq.steps.link.field import Field, keys_of
from custdq.steps.link.similarity import CHEAP_METRICS, ROUNDING, best_similarity, bounds, traits_by_place
from custdq.steps.link.traits import Traits

Levels = npt.NDArray[np.uint8]

#: Pairs for each record from which on a bound costs less than the similarity it may spare.
_MANY_A_WORD = 1.5

#: Level of a pair that cannot be compared on a field.
NOT_ASSESSED = 255


def compare_pairs(fields: Sequence[Field], left: Positions, right: Positions) -> Levels:
    """Return the agreement level of each pair on each field.

    Returns
    -------
    numpy.ndarray
        uint8, pairs x fields: 0 is the strongest level, `len(levels)` is "differs", 255 not assessed.
    """
    return settled_levels([FieldTests(field) for field in fields], left, right)


def settled_levels(
    tests: Sequence[FieldTests], left: Places, right: Places, records: Positions | None = None
) -> Levels:
    """Return what `compare_pairs` does, the fields' tests made ready before; the pairs as `FieldPairs` takes them."""
    # fields x pairs in memory: levels are read field by field
    out = np.empty((len(tests), len(left)), np.uint8)
    for number, test in enumerate(tests):
        out[number] = FieldPairs(test, left, right, records).settled()
    return out.T


class FieldTests:
    """The tests of one field's levels, made ready: those on codes and on strings of each level a pair can reach.

    A level that asks for a key no record has is reached by no pair, and two keys that tell the records apart alike are
    one: of all the spellings a kind knows, a table holds few.
    """

    def __init__(self, field: Field) -> None:
        self.keys = field.keys
        self.present = field.present()
        keys = field.comparison.present
        #: the one key that tells which records can be compared; None: there are several
        self.only = keys[0] if len(keys) == 1 else None
        #: the level of pairs that pass no test
        self.differs = len(field.comparison.levels)
        alike = alike_keys(field.keys, [key for level in field.comparison.levels for key in keys_of(level.test)])
        #: (rank, tests on codes, tests on strings) of each level
        self.levels: list[tuple[int, tuple[Equal | Meet | Absent, ...], tuple[Similar, ...]]] = []
        #: the lowest similarity any level asks for, by key and metric
        self.lowest: dict[tuple[str, str], float] = {}
        for rank, level in enumerate(field.comparison.levels):
            tests = level.test.tests if isinstance(level.test, Every) else (level.test,)
            if any(not isinstance(test, Absent) and not len(self.keys[test.key].vocabulary) for test in tests):
                continue
            codes = [test for test in tests if not isinstance(test, Similar)]
            held = [test for test in codes if not isinstance(test, Absent) or len(self.keys[test.key].vocabulary)]
            strings = tuple(test for test in tests if isinstance(test, Similar))
            self.levels.append((rank, tuple(replace(test, key=alike[test.key]) for test in held), strings))
            for test in strings:
                known = self.lowest.get((test.key, test.metric), test.at_least)
                self.lowest[test.key, test.metric] = min(known, test.at_least)


def alike_keys(keys: Mapping[str, EncodedKey], asked: Sequence[str]) -> dict[str, str]:
    """Return for each key asked for the first that has the same codes: equality on one is equality on the other."""
    out: dict[str, str] = {}
    for name in asked:
        same = (other for other in out.values() if np.array_equal(keys[other].codes, keys[name].codes))
        out[name] = out.get(name) or next(same, name)
    return out


class FieldPairs:
    """Some pairs on one field. What was found out of a pair once serves every level.

    Parameters
    ----------
    tests
        The field's tests.
    left, right
        The pairs, by their places in all records or in `records`.
    records
        Some records; few of them against the pairs are looked up the faster.

    Attributes
    ----------
    best, floor
        uint8: the strongest level each pair may still reach, and the one it has if no similarity is high enough;
        alike where the level is settled.
    """

    def __init__(self, tests: FieldTests, left: Places, right: Places, records: Positions | None = None) -> None:
        self.tests, self.left, self.right, self.records = tests, left, right, records
        self._keys: dict[str, EncodedKey] = {}
        self._placed: dict[str, tuple[Codes, Traits]] = {}
        self._same: dict[str, Mask] = {}
        self._bounds: dict[tuple[str, str], npt.NDArray[np.float32]] = {}
        self._found: dict[tuple[str, str], npt.NDArray[np.float32]] = {}
        # what a word is made of pays for itself only where the word is met again and again
        self._few_a_word = records is None or len(left) < _MANY_A_WORD * len(records)
        self.best, self.floor = self._outlook()

    def _outlook(self) -> tuple[Levels, Levels]:
        tests = self.tests
        present = self._present()
        undecided = (present.take(self.left) & present.take(self.right)) != 0
        floor = np.where(undecided, tests.differs, NOT_ASSESSED).astype(np.uint8)
        best = np.full(len(floor), NOT_ASSESSED, np.uint8)
        for rank, on_codes, on_strings in tests.levels:
            passing = undecided.copy()
            for test in on_codes:
                passing &= self._passes(test)
            if on_strings:
                for similar in on_strings:
                    passing = self._may_pass(similar, passing)
                best[passing & (best == NOT_ASSESSED)] = rank
            else:
                floor[passing] = rank
                undecided &= ~passing
        return np.minimum(best, floor), floor

    def _present(self) -> npt.NDArray[np.integer]:
        """Return what each record can be compared on, as `Field.present` does."""
        tests = self.tests
        if self.records is None:
            return tests.present
        # a key that is looked up anyway tells it too
        return (self._key(tests.only).first >= 0).view(np.uint8) if tests.only else tests.present.take(self.records)

    def settled(self, wanted: Mask | None = None) -> Levels:
        """Return the level of each pair; of those not wanted, `floor`."""
        out = self.floor.copy()
        unsettled = self.best < self.floor
        if wanted is not None:
            unsettled &= wanted
        for rank, on_codes, on_strings in self.tests.levels:
            if not on_strings:
                continue
            passing = unsettled & (self.best <= rank) & (out > rank)
            for test in on_codes:
                passing &= self._passes(test)
            for similar in on_strings:
                passing = self._reaches(similar, passing)
            out[passing] = rank
            unsettled &= ~passing
        return out

    def _passes(self, test: Equal | Meet | Absent) -> Mask:
        """Tell which pairs pass a test on codes."""
        key = self._key(test.key)
        if isinstance(test, Absent):
            first = key.first
            return np.asarray((first.take(self.left) < 0) | (first.take(self.right) < 0))
        if test.key not in self._same:
            # columns pooled into one field give a record several values of a key that is one value a column
            self._same[test.key] = shares_key(key.codes, self.left, self.right)
        return self._same[test.key]

    def _may_pass(self, test: Similar, asked: Mask) -> Mask:
        """Tell which of the pairs asked for may be similar enough."""
        if self._few_a_word and test.metric in CHEAP_METRICS:
            return asked
        name = test.key, test.metric
        known = self._unknown(self._bounds, name)
        todo = np.flatnonzero(asked & np.isnan(known))
        if len(todo):
            codes, traits = self._traits(test.key)
            known[todo] = bounds(codes, traits, self.left[todo], self.right[todo], test.metric)
        return np.asarray(asked & (known >= test.at_least - ROUNDING))

    def _reaches(self, test: Similar, asked: Mask) -> Mask:
        """Tell which of the pairs asked for are similar enough."""
        asked = self._may_pass(test, asked)
        name = test.key, test.metric
        known = self._unknown(self._found, name)
        todo = np.flatnonzero(asked & np.isnan(known))
        if len(todo):
            key, lowest = self._key(test.key), self.tests.lowest[name]
            left, right = self.left[todo], self.right[todo]
            known[todo] = best_similarity(key, left, right, metric=test.metric, at_least=lowest)
        return np.asarray(asked & (known >= test.at_least))

    def _key(self, name: str) -> EncodedKey:
        key = self.tests.keys[name]
        if self.records is None:
            return key
        if name not in self._keys:
            self._keys[name] = key.of(self.records)
        return self._keys[name]

    def _traits(self, name: str) -> tuple[Codes, Traits]:
        key = self._key(name)
        if self.records is None:
            return key.codes, key.vocabulary.traits
        if name not in self._placed:
            self._placed[name] = traits_by_place(key)
        return self._placed[name]

    def _unknown(
        self, known: dict[tuple[str, str], npt.NDArray[np.float32]], name: tuple[str, str]
    ) -> npt.NDArray[np.float32]:
        if name not in known:
            known[name] = np.full(len(self.left), np.nan, np.float32)
        return known[name]
