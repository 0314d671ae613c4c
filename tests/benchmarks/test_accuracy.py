"""The one evaluator of custdq and its peers, against figures worked out by hand and against the library's own."""

import numpy as np
import pytest
from benchmarks.linkage.accuracy import accuracy, blocking_recall
from benchmarks.linkage.compare import line
from benchmarks.linkage.peers.exchange import components

from custdq.steps.link import evaluate_clusters


def test_figures_worked_out_by_hand() -> None:
    truth = np.array(["a", "a", "a", "b", "b", "c"])
    found = np.array([1, 1, 2, 2, 3, 4])
    figures = accuracy(found, truth)
    assert figures.entities == 4
    assert (figures.precision, figures.recall) == (0.5, 0.25)
    assert figures.f1 == pytest.approx(1 / 3)
    precision, recall = (1 + 1 + 0.5 + 0.5 + 1 + 1) / 6, (2 / 3 + 2 / 3 + 1 / 3 + 0.5 + 0.5 + 1) / 6
    assert figures.b3_f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_it_agrees_with_the_library() -> None:
    random = np.random.default_rng(4)
    found, truth = random.integers(0, 60, 400), random.integers(0, 80, 400)
    mine, its = accuracy(found, truth), evaluate_clusters(found, truth)
    assert mine[1:] == pytest.approx((its.precision, its.recall, its.f1, its.b3_f1))


@pytest.mark.parametrize(
    ("found", "f1"), [pytest.param([1, 1, 2], 1.0, id="all right"), pytest.param([1, 2, 3], 0.0, id="nothing joined")]
)
def test_the_ends_of_the_scale(found: list[int], f1: float) -> None:
    assert accuracy(np.array(found), np.array([5, 5, 6])).f1 == f1


def test_a_pair_made_twice_or_the_other_way_round_counts_once() -> None:
    truth = np.array([7, 7, 7, 8, 8])
    assert blocking_recall(np.array([0, 1, 0, 3]), np.array([1, 0, 3, 4]), truth) == 0.5


def test_components_join_what_is_linked_through_others() -> None:
    assert components(5, [(3, 1), (1, 4)]) == [0, 1, 2, 1, 1]


def test_a_figure_a_tool_cannot_tell_is_a_dash() -> None:
    text = line({"set": "febrl3", "tool": "dedupe", "note": "no documented settings"})
    assert text.split()[:4] == ["febrl3", "dedupe", "-", "-"]
    assert text.endswith("no documented settings")
