"""Agreement levels of candidate pairs, field by field.

Equality is a comparison of codes; a string similarity is computed once per distinct pair of values in the chunk, and
only for pairs that no cheaper test has placed. The trap: a missing value is neither agreement nor disagreement.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from custdq.fields.base import Absent, Equal, Every, Meet, Similar
from custdq.steps.link.block import Positions, shares_key
from custdq.steps.link.encode import ABSENT, EncodedKey, Mask
from custdq.steps.link.evidence import Field

Levels = npt.NDArray[np.uint8]

#: Level of a pair that cannot be compared on a field.
NOT_ASSESSED = 255


def compare_pairs(fields: Sequence[Field], left: Positions, right: Positions) -> Levels:
    """Return the agreement level of each pair on each field.

    Returns
    -------
    numpy.ndarray
        uint8, pairs x fields: 0 is the strongest level, `len(levels)` is "differs", 255 not assessed.
    """
    out = np.empty((len(left), len(fields)), np.uint8)
    for number, field in enumerate(fields):
        out[:, number] = _field_levels(field, left, right)
    return out


def _field_levels(field: Field, left: Positions, right: Positions) -> npt.NDArray[np.uint8]:
    out = np.full(len(left), NOT_ASSESSED, np.uint8)
    present = field.present()
    both = np.flatnonzero(present[left] & present[right])
    tests = _Tests(field, left[both], right[both])
    undecided = np.arange(len(both))
    for number, level in enumerate(field.comparison.levels):
        passed = tests.passing(level.test, undecided)
        out[both[passed]] = number
        undecided = np.setdiff1d(undecided, passed, assume_unique=True)
    out[both[undecided]] = len(field.comparison.levels)
    return out


class _Tests:
    """Evaluates level tests on one field's pairs; a similarity, once computed for a pair, serves every level."""

    def __init__(self, field: Field, left: Positions, right: Positions) -> None:
        self.field, self.left, self.right = field, left, right
        self.similarities: dict[tuple[str, str], npt.NDArray[np.float32]] = {}

    def passing(self, test: Any, asked: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return those of the pairs `asked` that pass `test`."""
        if isinstance(test, Every):
            # a similarity costs most, so it is asked last and only of pairs that passed the rest
            for one in sorted(test.tests, key=lambda t: isinstance(t, Similar)):
                asked = self.passing(one, asked)
            return asked
        return asked[self._passes(test, asked)] if len(asked) else asked

    def _passes(self, test: Equal | Meet | Similar | Absent, asked: npt.NDArray[np.int64]) -> Mask:
        key = self.field.keys[test.key]
        left, right = self.left[asked], self.right[asked]
        if isinstance(test, Absent):
            return ~(key.present[left] & key.present[right])
        if isinstance(test, Similar):
            return self._similarity(test, key, asked) >= test.at_least
        # columns pooled into one field give a record several values of a key that is one value a column
        return shares_key(key.codes, left, right)

    def _similarity(self, test: Similar, key: EncodedKey, asked: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
        known = self.similarities.setdefault((test.key, test.metric), np.full(len(self.left), np.nan, np.float32))
        todo = asked[np.isnan(known[asked])]
        known[todo] = best_similarity(key, self.left[todo], self.right[todo], metric=test.metric)
        return known[asked]


def best_similarity(key: EncodedKey, left: Positions, right: Positions, *, metric: str) -> npt.NDArray[np.float32]:
    """Return the highest similarity (0 to 1) between the values of each pair; -1 where a side has none."""
    best = np.full(len(left), -1.0, np.float32)
    for i in range(key.codes.shape[1]):
        for j in range(key.codes.shape[1]):
            a, b = key.codes[left, i], key.codes[right, j]
            both = np.flatnonzero((a != ABSENT) & (b != ABSENT))
            if len(both):
                best[both] = np.maximum(
                    best[both], distinct_similarity(key.vocabulary, a[both], b[both], metric=metric)
                )
    return best


def distinct_similarity(
    vocabulary: Sequence[str], left: npt.NDArray[np.int32], right: npt.NDArray[np.int32], *, metric: str
) -> npt.NDArray[np.float32]:
    """Compute a similarity once per distinct pair of codes and spread it over all pairs."""
    low, high = np.minimum(left, right).astype(np.int64), np.maximum(left, right)
    packed = low << 32 | high
    order = np.argsort(packed, kind="stable")
    ordered = packed[order]
    fresh = np.append(True, ordered[1:] != ordered[:-1])
    distinct = ordered[fresh]
    a = [vocabulary[i] for i in distinct >> 32]
    b = [vocabulary[i] for i in distinct & 0xFFFFFFFF]
    out = np.empty(len(packed), np.float32)
    out[order] = METRICS[metric](a, b)[np.cumsum(fresh) - 1]
    return out


def _rapidfuzz(scorer_name: str, a: Sequence[str], b: Sequence[str]) -> npt.NDArray[np.float32]:
    from rapidfuzz import distance, process

    scorer = getattr(distance, scorer_name).normalized_similarity
    return np.asarray(process.cpdist(a, b, scorer=scorer, dtype=np.float32, workers=-1))


def _token_set(a: Sequence[str], b: Sequence[str]) -> npt.NDArray[np.float32]:
    """Share of the shorter side's characters whose word stands in the longer side, whatever the order."""
    out = np.empty(len(a), np.float32)
    for i, (x, y) in enumerate(zip(a, b, strict=True)):
        mine, other = set(x.split()), set(y.split())
        size = min(sum(map(len, mine)), sum(map(len, other)))
        out[i] = sum(map(len, mine & other)) / size if size else 0.0
    return out


def _contains(a: Sequence[str], b: Sequence[str]) -> npt.NDArray[np.float32]:
    """Shorter length / longer length where the longer holds the shorter's characters in order, else 0."""
    out = np.zeros(len(a), np.float32)
    for i, (x, y) in enumerate(zip(a, b, strict=True)):
        short, long = (x, y) if len(x) <= len(y) else (y, x)
        rest = iter(long)
        if short and all(character in rest for character in short):
            out[i] = len(short) / len(long)
    return out


METRICS: dict[str, Callable[[Sequence[str], Sequence[str]], npt.NDArray[np.float32]]] = {
    "jaro_winkler": partial(_rapidfuzz, "JaroWinkler"),
    "levenshtein": partial(_rapidfuzz, "Levenshtein"),
    "osa": partial(_rapidfuzz, "OSA"),
    "token_set": _token_set,
    "contains": _contains,
}
