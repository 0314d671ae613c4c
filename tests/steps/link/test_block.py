"""Blocking gives exactly the pairs that share a key which is not too common, each once, and counts what it leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import all_pairs, key, streamed_pairs

from custdq.steps.link.block import Candidates, capped_rule, smallest_shared
from custdq.steps.link.encode import ABSENT
from custdq.steps.link.pairs import batches, make_pairs

#: Ten records, each with a list of up to three values for each of two keys.
LISTS = st.lists(st.lists(st.sampled_from("abcde"), max_size=3), min_size=10, max_size=10)


def _shared_pairs(lists: Sequence[Sequence[str]], cap: int) -> tuple[set[tuple[int, int]], int]:
    """Return by brute force the pairs that share a value held by at most `cap` records, and the raw number of pairs."""
    counts = Counter(value for values in lists for value in set(values))
    kept = [{value for value in values if counts[value] <= cap} for values in lists]
    pairs = {(i, j) for i, j in combinations(range(len(lists)), 2) if kept[i] & kept[j]}
    return pairs, sum(n * (n - 1) // 2 for n in counts.values() if n <= cap)


@given(LISTS, LISTS, st.integers(1, 10), st.integers(1, 20))
def test_pairs_are_those_of_brute_force_each_once_under_its_first_rule(
    one: list[list[str]], two: list[list[str]], cap: int, chunk: int
) -> None:
    rules = [capped_rule(name, (name,), key(lists).codes, cap=cap) for name, lists in (("one", one), ("two", two))]
    streamed = streamed_pairs(Candidates(10, tuple(rules)), chunk)
    first, second = _shared_pairs(one, cap)[0], _shared_pairs(two, cap)[0]
    assert all(a < b for a, b, _ in streamed)
    assert sorted((a, b) for a, b, _ in streamed) == sorted(first | second)
    assert {(a, b) for a, b, number in streamed if number == 0} == first
    assert {(a, b) for a, b, number in streamed if number == 1} == second - first


@given(LISTS, st.integers(1, 10))
def test_counts_are_exact(lists: list[list[str]], cap: int) -> None:
    rule = capped_rule("one", ("one",), key(lists).codes, cap=cap)
    counts = Counter(value for values in lists for value in set(values))
    assert rule.pairs == _shared_pairs(lists, cap)[1]
    assert rule.oversize_blocks == sum(n > cap for n in counts.values())
    assert rule.oversize_records == sum(n for n in counts.values() if n > cap)


@given(LISTS, st.lists(st.integers(0, 2), min_size=10, max_size=10))
def test_across_sources_only_pairs_of_two_sources(lists: list[list[str]], source: list[int]) -> None:
    rule = capped_rule("one", ("one",), key(lists).codes, cap=10)
    streamed = streamed_pairs(Candidates(10, (rule,), np.array(source, np.int32)))
    expected = {(a, b) for a, b in _shared_pairs(lists, 10)[0] if source[a] != source[b]}
    assert sorted((a, b) for a, b, _ in streamed) == sorted(expected)


@given(LISTS)
def test_the_smallest_shared_code(lists: list[list[str]]) -> None:
    encoded = key(lists)
    left, right = all_pairs(10)
    codes = smallest_shared(encoded.codes, left, right)
    for a, b, code in zip(left, right, codes, strict=True):
        shared = sorted(set(encoded.codes[a].tolist()) & set(encoded.codes[b].tolist()) - {ABSENT})
        assert code == (shared[0] if shared else ABSENT)


def test_chunks_stay_small() -> None:
    rule = capped_rule("one", ("one",), key([str(i // 5) for i in range(100)]).codes)
    candidates = Candidates(100, (rule,))
    sizes = [len(make_pairs(candidates, *task).left) for task in batches(candidates, 25)]
    assert sum(sizes) == rule.pairs == 200
    assert max(sizes) <= 25
