"""String similarities (0 to 1) of coded values, each computed once per distinct pair of values.

The trap: a similarity costs as much as a hundred comparisons of codes. So it is asked only of pairs whose traits allow
the lowest level there is (`traits`), and words are split once, not once a pair.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.link.block import Places, value_pairs
from custdq.steps.link.encode import ABSENT, Codes, EncodedKey, sorted_with_places
from custdq.steps.link.traits import SomeTraits, Traits, most_similar
from custdq.steps.link.vocabulary import Vocabulary
from custdq.steps.link.word_table import Lengths, Numbers, WordTable, rare_share

Shares = npt.NDArray[np.float32]
CodeList = npt.NDArray[np.int32]

#: What counts as a number when two are measured by each other.
PLAIN_NUMBER = r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?"

#: What rounding may take off a similarity at the bound of a level.
ROUNDING = 1e-6


def best_similarity(key: EncodedKey, left: Places, right: Places, *, metric: str, at_least: float = 0.0) -> Shares:
    """Return the highest similarity between the values of each pair; -1 where a side has none.

    Below `at_least` it may be returned as anything lower than that.
    """
    return _best(key.codes, left, right, lambda a, b: distinct_similarity(key.vocabulary, a, b, metric, at_least))


def bounds(codes: Codes, traits: Traits, left: Places, right: Places, metric: str) -> Shares:
    """Return a bound that the highest similarity between the values of each pair does not exceed; -1 as above."""
    return _best(codes, left, right, lambda a, b: most_similar(traits, a, b, metric=metric))


def traits_by_place(key: EncodedKey) -> tuple[Codes, SomeTraits]:
    """Number the values of a few records by where they stand, and look their traits up once.

    A table of a few records' traits stays in the processor's cache, the vocabulary's does not.
    """
    present = key.codes != ABSENT
    codes = np.full(key.codes.shape, ABSENT, np.int32)
    codes[present] = np.arange(int(present.sum()), dtype=np.int32)
    return codes, SomeTraits(key.vocabulary.traits, key.codes[present])


def _best(codes: Codes, left: Places, right: Places, similarity: Callable[[CodeList, CodeList], Shares]) -> Shares:
    best = np.full(len(left), -1.0, np.float32)
    for at, a, b in value_pairs(codes, left, right):
        best[at] = np.maximum(best[at], similarity(a, b))
    return best


def distinct_similarity(
    vocabulary: Vocabulary, left: CodeList, right: CodeList, metric: str, at_least: float = 0.0
) -> Shares:
    """Compute a similarity once per distinct pair of codes and spread it over all pairs."""
    bits = len(vocabulary).bit_length()
    packed, order = sorted_with_places(np.minimum(left, right).astype(np.int64) << bits | np.maximum(left, right))
    fresh = np.append(True, packed[1:] != packed[:-1])[: len(packed)]
    distinct = packed[fresh]
    found = METRICS[metric](vocabulary, distinct >> bits, distinct & ((1 << bits) - 1), at_least)
    out = np.empty(len(packed), np.float32)
    out[order] = found if len(found) == len(packed) else found[np.cumsum(fresh) - 1]
    return out


#: Metrics that cost little more than a bound of them.
CHEAP_METRICS = frozenset(("jaro_winkler", "levenshtein", "osa", "ratio"))


def _edit_similarity(name: str) -> Callable[[Vocabulary, Numbers, Numbers, float], Shares]:
    def measure(vocabulary: Vocabulary, left: Numbers, right: Numbers, at_least: float) -> Shares:
        from rapidfuzz import distance, process

        scorer = getattr(distance, name).normalized_similarity
        a, b = vocabulary.spelled(left), vocabulary.spelled(right)
        cutoff = max(at_least - ROUNDING, 0.0)
        return np.asarray(process.cpdist(a, b, scorer=scorer, dtype=np.float32, score_cutoff=cutoff))

    return measure


def _token_set(vocabulary: Vocabulary, left: Numbers, right: Numbers, at_least: float) -> Shares:
    """Share of the shorter side's characters whose word stands in the longer side, whatever the order."""
    del at_least
    shared, a, b = _shared_words(vocabulary, left, right)
    shorter = np.minimum(a, b)
    return np.asarray(np.divide(shared, shorter, out=np.zeros(len(shared)), where=shorter > 0), np.float32)


def _token_dice(vocabulary: Vocabulary, left: Numbers, right: Numbers, at_least: float) -> Shares:
    """Share of both sides' characters whose word stands in the other, whatever the order (Dice 1945)."""
    del at_least
    shared, a, b = _shared_words(vocabulary, left, right)
    return np.asarray(np.divide(2 * shared, a + b, out=np.zeros(len(shared)), where=a + b > 0), np.float32)


def _shared_words(vocabulary: Vocabulary, left: Numbers, right: Numbers) -> tuple[Lengths, Lengths, Lengths]:
    """Return the characters of the words both texts of each pair have, and those of each; a word counts once."""
    texts, place = np.unique(np.concatenate([left, right]), return_inverse=True)
    table = WordTable(vocabulary.words.take(pa.array(texts)))
    return table.shared(place[: len(left)], place[len(left) :], table.length)


def _rare_words(vocabulary: Vocabulary, left: Numbers, right: Numbers, at_least: float) -> Shares:
    """Share of what the words tell that both have: mean of that of the shorter side and that of both (Dice 1945)."""
    del at_least
    table = vocabulary.table
    shared, a, b = table.shared(left, right, table.rarity)
    return np.asarray(rare_share(shared, a, b), np.float32)


def _figures(vocabulary: Vocabulary, left: Numbers, right: Numbers, at_least: float) -> Shares:
    """0 where each side has a number the other lacks, else 1."""
    del at_least
    table = vocabulary.table
    shared, a, b = table.shared(left, right, table.figures)
    return np.asarray((shared == a) | (shared == b), np.float32)


def _contains(vocabulary: Vocabulary, left: Numbers, right: Numbers, at_least: float) -> Shares:
    """Shorter length / longer length where the longer holds the shorter's characters in order, else 0."""
    del at_least
    out = np.zeros(len(left), np.float32)
    for i, (x, y) in enumerate(zip(vocabulary.spelled(left), vocabulary.spelled(right), strict=True)):
        short, long = (x, y) if len(x) <= len(y) else (y, x)
        rest = iter(long)
        if short and all(character in rest for character in short):
            out[i] = len(short) / len(long)
    return out


def _ratio(vocabulary: Vocabulary, left: Numbers, right: Numbers, at_least: float) -> Shares:
    """Of two numbers of one sign the one nearer to zero by the other; 0 for what is no number, 1 for equal texts."""
    del at_least
    a, b = (_numbers(vocabulary.words.take(pa.array(codes))) for codes in (left, right))
    out = np.zeros(len(left), np.float32)
    told = np.isfinite(a) & np.isfinite(b) & (a * b > 0)
    near, far = np.minimum(np.abs(a[told]), np.abs(b[told])), np.maximum(np.abs(a[told]), np.abs(b[told]))
    out[told] = near / far
    out[left == right] = 1.0
    return out


def _numbers(texts: pa.Array) -> Lengths:
    """Return texts as numbers, NaN for what is none."""
    plain = pc.match_substring_regex(texts, f"^{PLAIN_NUMBER}$")
    numbers = pc.if_else(plain, texts, pa.scalar(None, pa.string())).cast(pa.float64())
    return np.asarray(pc.fill_null(numbers, float("nan")), np.float64)


METRICS: dict[str, Callable[[Vocabulary, Numbers, Numbers, float], Shares]] = {
    "jaro_winkler": _edit_similarity("JaroWinkler"),
    "levenshtein": _edit_similarity("Levenshtein"),
    "osa": _edit_similarity("OSA"),
    "token_set": _token_set,
    "token_dice": _token_dice,
    "rare_words": _rare_words,
    "figures": _figures,
    "contains": _contains,
    "ratio": _ratio,
}
