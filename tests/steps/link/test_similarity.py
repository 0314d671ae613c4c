"""Similarities are symmetric shares, computed once per distinct pair, and what they say is what the words say."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import all_pairs, key

from custdq.steps.link.encode import ABSENT
from custdq.steps.link.similarity import METRICS, best_similarity, bounds, distinct_similarity
from custdq.steps.link.vocabulary import Vocabulary

PAIR = (np.array([0], np.int32), np.array([1], np.int32))

#: Few letters, so that words resemble each other; among them some beyond 16 bits, a Chinese one, and a blank.
LETTERS = "aab c12é王\U00020000\U00030000"


@pytest.mark.parametrize("metric", sorted(METRICS))
@given(words=st.lists(st.text("ab c", min_size=1, max_size=6), min_size=2, max_size=5, unique=True))
def test_every_metric_is_a_symmetric_share(metric: str, words: list[str]) -> None:
    encoded = key(words)
    left, right = all_pairs(len(words))
    one = best_similarity(encoded, left, right, metric=metric)
    assert np.array_equal(one, best_similarity(encoded, right, left, metric=metric))
    assert ((one >= 0) & (one <= 1)).all()
    same = np.arange(len(words), dtype=np.int32)
    known = encoded.first != ABSENT
    identical = best_similarity(encoded, same[known], same[known], metric=metric)
    spoken = np.array([bool(word.strip()) for word in encoded.vocabulary.spelled(encoded.first[known])])
    assert (identical[spoken] == 1).all()


def test_a_missing_side_has_no_similarity() -> None:
    assert best_similarity(key(["a", None]), *PAIR, metric="osa").tolist() == [-1.0]


def test_a_similarity_is_computed_once_per_distinct_pair() -> None:
    left, right = np.array([0, 1, 0, 2, 1], np.int32), np.array([1, 0, 1, 0, 1], np.int32)
    out = distinct_similarity(Vocabulary(pa.array(["ab", "ac", "xy"])), left, right, "levenshtein")
    assert out.tolist() == [0.5, 0.5, 0.5, 0.0, 1.0]


@pytest.mark.parametrize("metric", sorted(METRICS))
@given(words=st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=2, max_size=6, unique=True))
def test_no_similarity_exceeds_its_bound(metric: str, words: list[str]) -> None:
    encoded = key(words)
    left, right = all_pairs(len(words))
    exact = best_similarity(encoded, left, right, metric=metric)
    bound = bounds(encoded.codes, encoded.vocabulary.traits, left, right, metric)
    assert (bound >= exact - 1e-6).all()


@pytest.mark.parametrize("metric", sorted(METRICS))
@given(
    words=st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=2, max_size=6, unique=True),
    at_least=st.sampled_from([0.3, 0.75, 0.8, 0.9, 1.0]),
)
def test_what_is_high_enough_is_exact_under_a_lowest_level(metric: str, words: list[str], at_least: float) -> None:
    encoded = key(words)
    left, right = all_pairs(len(words))
    exact = best_similarity(encoded, left, right, metric=metric)
    cut = best_similarity(encoded, left, right, metric=metric, at_least=at_least)
    assert np.array_equal(cut >= at_least, exact >= at_least)
    assert np.array_equal(cut[cut >= at_least], exact[exact >= at_least])


@given(words=st.lists(st.text("ab c", min_size=1, max_size=9), min_size=2, max_size=6, unique=True))
def test_words_in_common_are_the_share_of_their_characters(words: list[str]) -> None:
    left, right = all_pairs(len(words))
    of_shorter = best_similarity(key(words), left, right, metric="token_set")
    of_both = best_similarity(key(words), left, right, metric="token_dice")
    for a, b, least, whole in zip(left.tolist(), right.tolist(), of_shorter.tolist(), of_both.tolist(), strict=True):
        mine, other = set(words[a].split()), set(words[b].split())
        sizes, shared = (sum(map(len, mine)), sum(map(len, other))), sum(map(len, mine & other))
        assert least == pytest.approx(shared / min(sizes) if min(sizes) else 0.0)
        assert whole == pytest.approx(2 * shared / sum(sizes) if sum(sizes) else 0.0)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        pytest.param("90", "100", 0.9, id="a tenth off"),
        pytest.param("-90", "-100", 0.9, id="both below zero"),
        pytest.param("-1", "1", 0.0, id="of two signs"),
        pytest.param("0", "5", 0.0, id="nothing is near to zero"),
        pytest.param("12.5", "25", 0.5, id="with a point"),
        pytest.param("12a", "12", 0.0, id="no number"),
    ],
)
def test_a_ratio_is_of_two_numbers(one: str, other: str, share: float) -> None:
    assert best_similarity(key([one, other]), *PAIR, metric="ratio").tolist() == [pytest.approx(share)]
