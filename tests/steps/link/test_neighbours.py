"""What no key divides is paired with its neighbours, so that pairs grow with records and not with their square."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import all_pairs, key

from custdq.steps.link.block import BLOCK_CAP
from custdq.steps.link.choose import choose_rules
from custdq.steps.link.neighbours import WINDOW, NeighbourRule, OversizeBlocks, neighbour_rules


def _made(rule: NeighbourRule, chunk: int) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for some in rule.batches(chunk):
        records, a, b = rule.make(some)
        assert rule.shares(a, b, records).all()
        pairs += zip(records[a].tolist(), records[b].tolist(), strict=True)
    return pairs


@given(st.lists(st.integers(0, 2), max_size=40), st.integers(1, 60))
def test_pairs_are_those_within_the_window_of_one_block(blocks: list[int], chunk: int) -> None:
    block = np.sort(np.array(blocks, np.int64))
    members = np.random.default_rng(1).permutation(len(blocks) + 5)[: len(blocks)].astype(np.int32)
    rule = NeighbourRule("x", ("x",), len(blocks) + 5, members, block)
    expected = {
        tuple(sorted((int(members[i]), int(members[j]))))
        for i, j in combinations(range(len(blocks)), 2)
        if j - i < WINDOW and block[i] == block[j]
    }
    pairs = _made(rule, chunk)
    assert len(pairs) == len(set(pairs)) == rule.pairs
    assert set(pairs) == expected
    left, right = all_pairs(len(blocks) + 5)
    shared = rule.shares(left, right)
    assert {(int(a), int(b)) for a, b in zip(left[shared], right[shared], strict=True)} == expected
    assert np.array_equal(shared, rule.shares(right, left))


def test_the_order_is_that_of_the_most_selective_other_key() -> None:
    size = 30
    left = OversizeBlocks("name.key", ("name",), np.arange(size, dtype=np.int32), np.zeros(size, np.int64))
    mail: list[str | None] = [None if i == 0 else f"{(i * 7) % size:02d}" for i in range(size)]
    keys = [("name", "name.key", key(["a"] * size)), ("city", "city.key", key(["x"] * size)), ("m", "m.key", key(mail))]
    (rule,) = neighbour_rules([left], keys, records=size)
    assert rule.name == "name.key, neighbours by m.key"
    assert [mail[i] for i in rule.members] == [*sorted(m for m in mail if m), None]


def test_without_another_key_there_is_no_order() -> None:
    left = OversizeBlocks("name.key", ("name",), np.arange(3, dtype=np.int32), np.zeros(3, np.int64))
    assert neighbour_rules([left], [("name", "name.key", key(["a"] * 3))], records=3) == []


def test_what_a_second_key_refines_has_no_neighbours() -> None:
    size = BLOCK_CAP * 3
    name: list[str | None] = ["same"] * size
    mail: list[str | None] = [f"m{i // 2}" if i < size - 4 else None for i in range(size)]
    keys = [("name", "name.key", key(name)), ("mail", "mail.key", key(mail))]
    rule = choose_rules(keys, records=size, budget=10_000).rules[-1]
    assert rule.name == "name.key, neighbours by mail.key"
    assert isinstance(rule, NeighbourRule)
    assert sorted(rule.members.tolist()) == list(range(size - 4, size))


def test_a_declared_block_too_large_is_not_dropped() -> None:
    size = BLOCK_CAP * 3
    name, mail = key(["same"] * size), key([f"m{i:03d}" for i in range(size)])
    keys = [("name", "name.key", name), ("mail", "mail.key", mail)]
    rules = choose_rules(keys, records=size, budget=10_000, declared=[(("name",), [name])]).rules
    assert [rule.name for rule in rules] == ["name, neighbours by mail.key"]
    assert rules[0].pairs == sum(size - step for step in range(1, WINDOW))


def test_what_the_budget_cannot_pay_is_said() -> None:
    size = BLOCK_CAP * 3
    name, mail = key(["same"] * size), key([f"m{i:03d}" for i in range(size)])
    keys = [("name", "name.key", name), ("mail", "mail.key", mail)]
    candidates = choose_rules(keys, records=size, budget=10, declared=[(("name",), [name])])
    assert candidates.rules == ()
    assert {row["rule"]: row["used"] for row in candidates.report()} == {
        "name": False,
        "name, neighbours by mail.key": False,
    }
