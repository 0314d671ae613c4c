"""Blocking gives exactly the pairs that share a key which is not too common, each once, and counts what it leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import Values, all_pairs, key

from custdq.steps.link.block import BLOCK_CAP, Candidates, capped_rule, choose_rules, smallest_shared
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


def _streamed(candidates: Candidates, chunk: int = 1_000) -> list[tuple[int, int, int]]:
    out = []
    for number, some in batches(candidates, chunk):
        made = make_pairs(candidates, number, some)
        assert len(made.left) == len(made.right) <= made.raw
        assert made.first == number
        out += [(a, b, number) for a, b in zip(made.left.tolist(), made.right.tolist(), strict=True)]
    return out


@given(LISTS, LISTS, st.integers(1, 10), st.integers(1, 20))
def test_pairs_are_those_of_brute_force_each_once_under_its_first_rule(
    one: list[list[str]], two: list[list[str]], cap: int, chunk: int
) -> None:
    rules = [capped_rule(name, (name,), key(lists).codes, cap=cap) for name, lists in (("one", one), ("two", two))]
    streamed = _streamed(Candidates(10, tuple(rules)), chunk)
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
    streamed = _streamed(Candidates(10, (rule,), np.array(source, np.int32)))
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


def _rules(keys: dict[str, Values], budget: int = 10_000) -> Candidates:
    records = len(next(iter(keys.values())))
    return choose_rules(
        [(name, f"{name}.key", key(values)) for name, values in keys.items()], records=records, budget=budget
    )


def test_rules_are_single_keys_then_joined_ones_each_by_cost() -> None:
    # every name and every city is held by more records than a block may, so only both together give pairs
    size = (BLOCK_CAP + 1) * 9
    name: list[str | None] = [str(i % 9) for i in range(size)]
    city: list[str | None] = [str(i // 9 % 9) if 0 < i < size - 1 else "rare" for i in range(size)]
    mail: list[str | None] = ["same" if i < 2 else f"m{i}" for i in range(size)]
    candidates = _rules({"name": name, "city": city, "mail": mail})
    assert [rule.name for rule in candidates.rules][:2] == ["mail.key", "city.key"]
    joined = {rule.fields for rule in candidates.rules if rule.joined}
    assert frozenset(("name", "city")) in {frozenset(fields) for fields in joined}
    assert candidates.records == size
    streamed = {(a, b) for a, b, _ in _streamed(candidates)}
    assert all((a, b) in streamed for a, b in combinations(range(size), 2) if name[a] == name[b] and city[a] == city[b])


def test_what_the_budget_cannot_pay_is_left_out_by_name() -> None:
    candidates = _rules({"mail": ["a", "a", "b", "b"], "city": ["x"] * 4}, budget=3)
    assert [rule.name for rule in candidates.rules] == ["mail.key"]
    assert "city.key" in {rule.name for rule in candidates.skipped}
    assert {row["rule"]: row["used"] for row in candidates.report()}["city.key"] is False


def test_a_key_that_makes_all_its_pairs_alone_is_not_joined_with_others() -> None:
    size = BLOCK_CAP + 1
    name: list[str | None] = ["same"] * size
    city: list[str | None] = [f"c{i % 2}" if i < size - 2 else None for i in range(size)]
    mail: list[str | None] = [f"m{i // 2}" for i in range(size)]
    candidates = _rules({"name": name, "city": city, "mail": mail})
    assert [rule.name for rule in candidates.rules] == ["mail.key", "city.key"]
    streamed = _streamed(candidates)
    assert len({(a, b) for a, b, _ in streamed}) == len(streamed)


def test_a_rule_whose_blocks_are_all_oversize_is_reported() -> None:
    common: list[str | None] = ["common"] * (BLOCK_CAP + 1)
    report = _rules({"name": common}).report()
    assert [(row["used"], row["pairs"], row["oversize_records"]) for row in report] == [(False, 0, BLOCK_CAP + 1)]


def test_the_report_counts_what_a_rule_left() -> None:
    size = BLOCK_CAP + 3
    values: list[str | None] = [*["common"] * (BLOCK_CAP + 1), "rare", "rare"]
    row = _rules({"name": values}).report()[0]
    assert row["used"] is True
    assert (row["rule"], row["pairs"]) == ("name.key", 1)
    assert (row["oversize_blocks"], row["oversize_records"]) == (1, BLOCK_CAP + 1)
    assert size == len(values)


def test_declared_rules_are_the_only_ones() -> None:
    name, city = key(["a", "a", "a"]), key(["x", "x", "y"])
    candidates = choose_rules(
        [("name", "name.key", name)], records=3, budget=100, declared=[(("name", "city"), [name, city])]
    )
    assert [(rule.name, rule.fields) for rule in candidates.rules] == [("name + city", ("name", "city"))]
    assert _streamed(candidates) == [(0, 1, 0)]


@pytest.mark.parametrize(
    "values", [pytest.param([None] * 3, id="no-values"), pytest.param(["a", "b", "c"], id="nothing-shared")]
)
def test_keys_that_give_no_pair(values: list[str | None]) -> None:
    candidates = _rules({"name": values})
    assert candidates.records == 3
    assert _streamed(candidates) == []


def test_without_keys_there_are_no_rules() -> None:
    candidates = choose_rules([], records=5, budget=100)
    assert candidates == Candidates(5, ())


def test_a_stated_rule_keeps_larger_blocks_while_the_budget_allows() -> None:
    many = key(["x"] * (BLOCK_CAP + 40) + ["y", "z"])
    declared = [(("name",), [many])]
    size = BLOCK_CAP + 42
    free = choose_rules([], records=size, budget=10**6, declared=declared)
    assert [(rule.name, rule.pairs, rule.oversize_blocks) for rule in free.rules] == [("name", 100 * 99 // 2, 0)]
    tight = choose_rules([], records=size, budget=100, declared=declared)
    assert all(rule.pairs <= 100 for rule in tight.rules)
    assert any(rule.oversize_blocks for rule in (*tight.rules, *tight.skipped))
