"""Levels of agreement: symmetric, strongest first, and silent where a side has nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import Values, all_pairs, field

from custdq.fields.base import Absent, Comparison, Equal, Every, Level, Meet, Similar
from custdq.steps.link.compare import NOT_ASSESSED, FieldPairs, FieldTests, compare_pairs
from custdq.steps.link.field import Field

PAIR = (np.array([0], np.int32), np.array([1], np.int32))


def _level(test: Equal | Meet | Similar | Every, *, present: tuple[str, ...] = ("a",), **keys: Values) -> int:
    """Return the level of one pair on a comparison of that one test: 0 passed, 1 not, 255 not assessed."""
    comparison = Comparison((Level("passed", test),), present)
    return int(compare_pairs([field("x", keys, comparison=comparison)], *PAIR)[0, 0])


CASES = [
    pytest.param(Equal("a"), ["x", "x"], 0, id="equal"),
    pytest.param(Equal("a"), ["x", "y"], 1, id="not-equal"),
    pytest.param(Equal("a"), ["x", None], NOT_ASSESSED, id="one-missing"),
    pytest.param(Equal("a"), [None, None], NOT_ASSESSED, id="both-missing"),
    pytest.param(Equal("a"), [["x", "y"], ["y", "z"]], 0, id="equal-in-pooled-columns"),
    pytest.param(Meet("a"), [["x", "y"], ["y", "z"]], 0, id="meet"),
    pytest.param(Meet("a"), [["x", "y"], ["z"]], 1, id="apart"),
    pytest.param(Meet("a"), [["x"], []], NOT_ASSESSED, id="empty-list"),
    pytest.param(Similar("a", "levenshtein", 0.75), ["abcd", "abcx"], 0, id="levenshtein-at-the-bound"),
    pytest.param(Similar("a", "levenshtein", 0.76), ["abcd", "abcx"], 1, id="levenshtein-below"),
    pytest.param(Similar("a", "levenshtein", 0.75), ["abcd", "abdc"], 1, id="levenshtein-transposed"),
    pytest.param(Similar("a", "osa", 0.75), ["abcd", "abdc"], 0, id="osa-transposed"),
    pytest.param(Similar("a", "jaro_winkler", 0.96), ["martha", "marhta"], 0, id="jaro-winkler"),
    pytest.param(Similar("a", "jaro_winkler", 0.97), ["martha", "marhta"], 1, id="jaro-winkler-below"),
    pytest.param(Similar("a", "token_set", 1.0), ["big red dog", "dog big"], 0, id="token-set"),
    pytest.param(Similar("a", "token_set", 0.5), ["big red", "red xx"], 0, id="token-set-by-characters"),
    pytest.param(Similar("a", "token_set", 0.1), ["big", "red"], 1, id="token-set-nothing"),
    pytest.param(Similar("a", "contains", 0.5), ["华为", "华北为民"], 0, id="contains"),
    pytest.param(Similar("a", "contains", 0.51), ["华为", "华北为民"], 1, id="contains-too-short"),
    pytest.param(Similar("a", "contains", 0.1), ["为华", "华北为民"], 1, id="contains-out-of-order"),
    pytest.param(Similar("a", "levenshtein", 1.0), [["q", "abc"], ["abc", "z"]], 0, id="best-of-several"),
]


@pytest.mark.parametrize(("test", "values", "expected"), CASES)
def test_one_test(test: Equal | Meet | Similar, values: Values, expected: int) -> None:
    assert _level(test, a=values) == expected
    assert _level(test, a=values[::-1]) == expected


@pytest.mark.parametrize(
    ("b", "expected"),
    [
        pytest.param(["1", "1"], 1, id="both-have-it"),
        pytest.param(["1", None], 0, id="one-lacks-it"),
        pytest.param([None, None], 0, id="both-lack-it"),
    ],
)
def test_absent_holds_where_a_side_lacks_the_key(b: list[str | None], expected: int) -> None:
    assert _level(Every((Equal("a"), Absent("b"))), a=["x", "x"], b=b) == expected


def test_every_test_must_hold() -> None:
    both = Every((Similar("a", "osa", 0.7), Equal("b")))
    assert _level(both, a=["abcd", "abcx"], b=["1", "1"]) == 0
    assert _level(both, a=["abcd", "abcx"], b=["1", "2"]) == 1
    assert _level(both, a=["abcd", "wxyz"], b=["1", "1"]) == 1


def test_a_pair_is_assessed_where_each_side_has_any_key_of_present() -> None:
    present = ("a", "b")
    assert _level(Equal("a"), present=present, a=["x", None], b=[None, "y"]) == 1
    assert _level(Equal("a"), present=present, a=["x", None], b=[None, None]) == NOT_ASSESSED


def _ladder(values: list[str | None], other: list[str | None]) -> Field:
    comparison = Comparison(
        (
            Level("same", Equal("a")),
            Level("near, other agrees", Every((Similar("a", "osa", 0.5), Equal("b")))),
            Level("near", Similar("a", "osa", 0.8)),
            Level("far", Similar("a", "osa", 0.3)),
            Level("starts alike", Similar("a", "jaro_winkler", 0.5)),
        ),
        ("a",),
    )
    return field("x", {"a": values, "b": other}, comparison=comparison)


WORDS = st.lists(st.none() | st.text("abc", min_size=1, max_size=5), min_size=6, max_size=6)


@given(WORDS, WORDS)
def test_a_pair_is_on_the_strongest_level_it_passes(values: list[str | None], other: list[str | None]) -> None:
    from rapidfuzz.distance import OSA, JaroWinkler

    def expected(i: int, j: int) -> int:
        a, b = values[i], values[j]
        if a is None or b is None:
            return NOT_ASSESSED
        osa, jaro = OSA.normalized_similarity(a, b), JaroWinkler.normalized_similarity(a, b)
        both = other[i] is not None and other[i] == other[j]
        tests = [a == b, osa >= 0.5 and both, osa >= 0.8, osa >= 0.3 - 1e-6, jaro >= 0.5 - 1e-6]
        return next((level for level, passed in enumerate(tests) if passed), len(tests))

    left, right = all_pairs(6)
    levels = compare_pairs([_ladder(values, other)], left, right)
    assert levels[:, 0].tolist() == [expected(i, j) for i, j in zip(left, right, strict=True)]


@given(WORDS, WORDS)
def test_the_outlook_holds_the_level_and_spares_what_is_not_wanted(
    values: list[str | None], other: list[str | None]
) -> None:
    left, right = all_pairs(6)
    made = _ladder(values, other)
    pairs = FieldPairs(FieldTests(made), left, right)
    levels = compare_pairs([made], left, right)[:, 0]
    assert (pairs.best <= levels).all()
    assert (levels <= pairs.floor).all()
    wanted = np.arange(len(left)) % 2 == 0
    assert np.array_equal(pairs.settled(wanted)[wanted], levels[wanted])
    assert np.array_equal(pairs.settled(wanted)[~wanted], pairs.floor[~wanted])


@given(WORDS, WORDS)
def test_comparison_is_symmetric(values: list[str | None], other: list[str | None]) -> None:
    left, right = all_pairs(6)
    fields = [_ladder(values, other)]
    assert np.array_equal(compare_pairs(fields, left, right), compare_pairs(fields, right, left))


def test_no_pairs_and_no_fields() -> None:
    none = np.array([], np.int32)
    assert compare_pairs([field("x", {"a": ["x", "x"]})], none, none).shape == (0, 1)
    assert compare_pairs([], *PAIR).shape == (1, 0)
