"""Where every source is clean, an entity never holds two records of one source."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.link.one_to_one import one_to_one_labels

Edge = tuple[int, int, float]


def _labels(source: list[int], edges: list[Edge]) -> list[int]:
    left, right, odds = zip(*edges, strict=True) if edges else ((), (), ())
    out = one_to_one_labels(
        np.array(source, np.int32), np.array(left, np.int32), np.array(right, np.int32), np.array(odds, float)
    )
    return [int(label) for label in out]


def test_the_best_pair_wins() -> None:
    assert _labels([0, 0, 1], [(0, 2, 3.0), (1, 2, 5.0)]) == [0, 1, 1]


def test_a_pair_that_lost_its_partner_takes_the_next() -> None:
    assert _labels([0, 0, 1, 1], [(0, 2, 9.0), (1, 2, 8.0), (1, 3, 2.0)]) == [0, 1, 0, 1]


def test_three_sources_make_one_entity() -> None:
    assert _labels([0, 1, 2], [(0, 1, 3.0), (1, 2, 3.0)]) == [0, 0, 0]


def test_an_entity_of_three_takes_no_second_record_of_a_source() -> None:
    assert _labels([0, 1, 2, 0], [(0, 1, 5.0), (1, 2, 4.0), (2, 3, 3.0)]) == [0, 0, 0, 3]


def test_what_speaks_against_is_not_merged() -> None:
    assert _labels([0, 1], [(0, 1, 0.0)]) == [0, 1]
    assert _labels([0, 1], []) == [0, 1]


SOURCES = st.lists(st.integers(0, 2), min_size=8, max_size=8)
EDGES = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(-5, 5)), max_size=24, unique_by=lambda e: frozenset(e[:2])
).map(lambda edges: [(min(a, b), max(a, b), odds) for a, b, odds in edges if a != b])


@given(SOURCES, EDGES)
def test_never_two_of_a_source(source: list[int], edges: list[Edge]) -> None:
    across = [edge for edge in edges if source[edge[0]] != source[edge[1]]]
    labels = _labels(source, across)
    held = [(label, source[record]) for record, label in enumerate(labels)]
    assert len(set(held)) == len(held)
    assert all(labels[label] == label <= record for record, label in enumerate(labels))


@given(SOURCES, EDGES, st.randoms(use_true_random=False))
def test_the_order_of_pairs_changes_nothing(source: list[int], edges: list[Edge], random: object) -> None:
    mixed = list(edges)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert _labels(source, mixed) == _labels(source, edges)
