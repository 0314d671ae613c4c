"""Rules are chosen by exact counts within a budget, and what they leave is refined, paired with neighbours, or told."""

from __future__ import annotations

from itertools import combinations

import pytest
from tests.steps.link.made import Values, key, streamed_pairs

from custdq.steps.link.block import BLOCK_CAP, Candidates
from custdq.steps.link.choose import choose_rules, widened


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
    streamed = {(a, b) for a, b, _ in streamed_pairs(candidates)}
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
    streamed = streamed_pairs(candidates)
    assert len({(a, b) for a, b, _ in streamed}) == len(streamed)


def test_a_rule_whose_blocks_are_all_oversize_is_reported() -> None:
    common: list[str | None] = ["common"] * (BLOCK_CAP + 1)
    report = _rules({"name": common}).report()
    assert [(row["used"], row["pairs"], row["oversize_records"]) for row in report] == [(False, 0, BLOCK_CAP + 1)]


def test_blocks_beyond_the_cap_are_made_while_the_budget_allows_the_smallest_first() -> None:
    small, large = BLOCK_CAP + 1, BLOCK_CAP + 9
    name: list[str | None] = [*["a"] * small, *["b"] * large, "c", "c"]
    candidates = _rules({"name": name})
    pairs = {count: count * (count - 1) // 2 for count in (small, large)}
    wide = widened(candidates, 1 + pairs[small] + pairs[large] - 1)
    assert len(streamed_pairs(wide)) == wide.rules[0].pairs == 1 + pairs[small]
    assert wide.rules[0].oversize_records == large
    every = widened(candidates, 1 + pairs[small] + pairs[large])
    assert len(streamed_pairs(every)) == 1 + pairs[small] + pairs[large]


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
    assert streamed_pairs(candidates) == [(0, 1, 0)]


@pytest.mark.parametrize(
    "values", [pytest.param([None] * 3, id="no-values"), pytest.param(["a", "b", "c"], id="nothing-shared")]
)
def test_keys_that_give_no_pair(values: list[str | None]) -> None:
    candidates = _rules({"name": values})
    assert candidates.records == 3
    assert streamed_pairs(candidates) == []


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
