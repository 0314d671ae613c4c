"""Pairs in chunks, each with the rules it counts under, whoever makes them and in what pieces."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import key

from custdq.steps.link.block import Candidates, capped_rule
from custdq.steps.link.encode import shared_codes
from custdq.steps.link.pairs import batches, in_order, make_pairs

VALUES = st.lists(st.none() | st.sampled_from("abc"), min_size=12, max_size=12)


@given(VALUES, VALUES, st.integers(1, 30))
def test_a_pair_counts_under_every_one_key_rule_that_makes_it(
    name: list[str | None], city: list[str | None], chunk: int
) -> None:
    one, two = key(name), key(city)
    rules = (
        capped_rule("name", ("name",), one.codes),
        capped_rule("name + city", ("name", "city"), shared_codes([one.first, two.first])),
        capped_rule("city", ("city",), two.codes),
    )
    candidates = Candidates(12, rules)
    for task in batches(candidates, chunk):
        made = make_pairs(candidates, *task)
        for place, (a, b) in enumerate(zip(made.left.tolist(), made.right.tolist(), strict=True)):
            counts_under = {rule for rule, held in made.member.items() if held[place]}
            same = {0: name[a] == name[b] is not None, 2: city[a] == city[b] is not None}
            assert counts_under == {rule for rule, agrees in same.items() if agrees}
        some = np.arange(len(made.left)) % 2 == 0
        assert np.array_equal(made.only(some).left, made.left[some])


def test_a_sample_is_the_same_however_it_is_cut() -> None:
    rule = capped_rule("name", ("name",), key([str(i // 40) for i in range(2_000)]).codes)
    candidates = Candidates(2_000, (rule,))
    drawn = []
    for chunk in (100, 10_000):
        made = [make_pairs(candidates, *task, rate=0.1) for task in batches(candidates, chunk, rate=0.1)]
        drawn.append({pair for part in made for pair in zip(part.left.tolist(), part.right.tolist(), strict=True)})
        assert sum(part.raw for part in made) == rule.pairs
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == pytest.approx(0.1 * rule.pairs, rel=0.1)


@pytest.mark.parametrize("threads", [1, 2, 7])
def test_answers_come_in_the_order_of_the_tasks(threads: int) -> None:
    gate = threading.Event()

    def work(number: int) -> int:
        if number == 0 and threads > 1:
            gate.wait(5)
        gate.set()
        return number * number

    assert list(in_order(work, range(20), threads=threads)) == [n * n for n in range(20)]


def test_tasks_are_taken_no_faster_than_answers() -> None:
    taken: list[int] = []

    def tasks() -> object:
        for number in range(100):
            taken.append(number)
            yield number

    answers = in_order(lambda number: number, tasks(), threads=2)  # type: ignore[arg-type,var-annotated]
    next(answers)
    assert len(taken) <= 4


def test_an_error_in_a_task_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_order(lambda number: 1 // number, [1, 0], threads=2))
