"""Precision, recall and the rest against figures worked out by hand and by brute force."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.link.evaluate import Evaluation, evaluate_clusters


def _evaluate(found: list[int], truth: list[int]) -> Evaluation:
    return evaluate_clusters(np.array(found, np.int64), np.array(truth, np.int64))


def test_worked_out_by_hand() -> None:
    # found {0,1,2} {3,4} {5}; truth {0,1} {2,3,4} {5}: found pairs 4, true pairs 4, both 2
    result = _evaluate([0, 0, 0, 3, 3, 5], [9, 9, 7, 7, 7, 1])
    assert (result.precision, result.recall, result.f1) == (0.5, 0.5, 0.5)
    assert (result.found_pairs, result.true_pairs, result.records) == (4, 4, 6)
    # per record: 2/3 2/3 1/3 1 1 1 of the found cluster, 1 1 1/3 2/3 2/3 1 of the true one
    assert result.b3_precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 3) / 6)
    assert result.b3_recall == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3 + 1) / 6)
    assert (result.exact_precision, result.exact_recall) == (1 / 3, 1 / 3)


EXTREMES = [
    pytest.param([0, 1, 2], [0, 1, 2], (1.0, 1.0, 1.0), id="all-alone-and-right"),
    pytest.param([0, 0, 2], [5, 5, 6], (1.0, 1.0, 1.0), id="right"),
    pytest.param([0, 1, 2], [0, 0, 0], (1.0, 0.0, 0.0), id="nothing-found"),
    pytest.param([0, 0, 0], [0, 1, 2], (0.0, 1.0, 0.0), id="all-wrong"),
    pytest.param([4], [9], (1.0, 1.0, 1.0), id="one-record"),
    pytest.param([], [], (1.0, 1.0, 1.0), id="no-records"),
]


@pytest.mark.parametrize(("found", "truth", "expected"), EXTREMES)
def test_extremes(found: list[int], truth: list[int], expected: tuple[float, float, float]) -> None:
    result = _evaluate(found, truth)
    assert (result.precision, result.recall, result.f1) == expected


LABELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12)


@given(LABELS)
def test_against_brute_force(rows: list[tuple[int, int]]) -> None:
    found, truth = [row[0] for row in rows], [row[1] for row in rows]
    pairs = list(combinations(range(len(rows)), 2))
    mine, right = {p for p in pairs if found[p[0]] == found[p[1]]}, {p for p in pairs if truth[p[0]] == truth[p[1]]}
    result = _evaluate(found, truth)
    assert result.precision == (len(mine & right) / len(mine) if mine else 1.0)
    assert result.recall == (len(mine & right) / len(right) if right else 1.0)
    share = [sum(f == g and t == s for g, s in rows) / sum(f == g for g, _ in rows) for f, t in rows]
    assert result.b3_precision == pytest.approx(sum(share) / len(rows))


@given(LABELS)
def test_precision_and_recall_are_each_others_mirror(rows: list[tuple[int, int]]) -> None:
    one, two = (
        _evaluate([r[0] for r in rows], [r[1] for r in rows]),
        _evaluate([r[1] for r in rows], [r[0] for r in rows]),
    )
    mine, other = (one.precision, one.b3_precision, one.exact_precision), (two.recall, two.b3_recall, two.exact_recall)
    assert mine == pytest.approx(other)
