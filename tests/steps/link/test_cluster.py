"""Entities are a partition, one wrong pair chains nothing, and the order of pairs changes nothing."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.link.cluster import (
    MAX_COMPLETED,
    Absent,
    Apart,
    Labels,
    connected_components,
    correlation_clusters,
    missing_pairs,
)
from custdq.steps.link.encode import Codes, Positions
from custdq.steps.link.model import Floats

Edge = tuple[int, int, float]


def _arrays(edges: list[Edge]) -> tuple[Positions, Positions, Floats]:
    left, right, odds = zip(*edges, strict=True) if edges else ((), (), ())
    return np.array(left, np.int32), np.array(right, np.int32), np.array(odds, float)


def _clusters(size: int, edges: list[Edge], absent: float = -2.2) -> list[int]:
    labels: Labels = correlation_clusters(size, *_arrays(edges), absent=Absent(absent))
    return [int(label) for label in labels]


CASES = [
    pytest.param(3, [], [0, 1, 2], id="no-pairs"),
    pytest.param(3, [(1, 2, 5.0)], [0, 1, 1], id="one-pair"),
    pytest.param(3, [(0, 1, -5.0)], [0, 1, 2], id="one-against"),
    pytest.param(3, [(0, 1, 0.0)], [0, 1, 2], id="nothing-either-way"),
    pytest.param(3, [(0, 1, 5.0), (1, 2, 5.0), (0, 2, 5.0)], [0, 0, 0], id="triangle"),
    pytest.param(3, [(0, 1, 5.0), (1, 2, 5.0)], [0, 0, 0], id="two-strong-and-one-not-compared"),
    pytest.param(3, [(0, 1, 5.0), (1, 2, 2.0)], [0, 0, 2], id="absence-outweighs-the-weaker"),
    pytest.param(3, [(0, 1, 5.0), (1, 2, 4.0), (0, 2, -6.0)], [0, 0, 2], id="a-conflict-cuts-the-weaker"),
    pytest.param(4, [(0, 1, 9.0), (2, 3, 9.0), (1, 2, 3.0), (0, 3, -9.0)], [0, 0, 2, 2], id="two-pairs-bridged"),
]


@pytest.mark.parametrize(("size", "edges", "expected"), CASES)
def test_hand_made_cases(size: int, edges: list[Edge], expected: list[int]) -> None:
    assert _clusters(size, edges) == expected
    assert _clusters(size, edges[::-1]) == expected


def test_a_chain_does_not_run_through() -> None:
    chain = [(i, i + 1, 1.0) for i in range(99)]
    assert len(set(connected_components(100, *_arrays(chain)[:2]).tolist())) == 1
    sizes = np.bincount(np.unique(_clusters(100, chain), return_inverse=True)[1])
    assert sizes.max() <= 2


def test_one_wrong_pair_does_not_join_two_entities() -> None:
    inside = [(i, j, 8.0) for group in (range(5), range(5, 10)) for i, j in combinations(group, 2)]
    labels = _clusters(10, [*inside, (4, 5, 3.0)])
    assert labels == [0] * 5 + [5] * 5


EDGES = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(-12, 12)),
    max_size=20,
    unique_by=lambda e: frozenset(e[:2]),
).map(lambda edges: [(min(a, b), max(a, b), odds) for a, b, odds in edges if a != b])


@given(EDGES, st.floats(-9, -0.1))
def test_entities_are_a_partition_named_by_their_first_record(edges: list[Edge], absent: float) -> None:
    labels = _clusters(8, edges, absent)
    groups: dict[int, list[int]] = {}
    for record, label in enumerate(labels):
        groups.setdefault(label, []).append(record)
    assert all(label == min(members) for label, members in groups.items())
    component = connected_components(8, *(part[_arrays(edges)[2] > 0] for part in _arrays(edges)[:2]))
    assert all(len({component[member] for member in members}) == 1 for members in groups.values())


@given(EDGES, st.randoms(use_true_random=False))
def test_the_order_of_pairs_changes_nothing(edges: list[Edge], random: object) -> None:
    mixed = list(edges)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert _clusters(8, mixed) == _clusters(8, edges)


@given(EDGES)
def test_no_two_clusters_would_gain_by_merging(edges: list[Edge]) -> None:
    labels = _clusters(8, edges, -2.2)
    odds = {(a, b): weight for a, b, weight in edges}
    groups = {label: [r for r in range(8) if labels[r] == label] for label in labels}
    for one, two in combinations(groups.values(), 2):
        pairs = [(min(a, b), max(a, b)) for a in one for b in two]
        # clusters that no compared pair joins never merge, so only touching ones are asked
        if any(odds.get(pair, -1) > 0 for pair in pairs):
            assert sum(odds.get(pair, -2.2) for pair in pairs) <= 1e-9


def _missing(labels: list[int], edges: list[Edge]) -> list[tuple[int, int]]:
    left, right = missing_pairs(np.array(labels, np.int64), *_arrays(edges))
    return list(zip(left.tolist(), right.tolist(), strict=True))


def test_pairs_between_touching_clusters_are_asked_for() -> None:
    edges = [(0, 1, 5.0), (1, 2, 2.0), (2, 3, 5.0), (3, 4, -1.0)]
    assert _missing([0, 0, 2, 2, 4], edges) == [(0, 2), (0, 3), (1, 3)]


def test_pairs_inside_a_cluster_are_asked_for() -> None:
    assert _missing([0, 0, 0, 3], [(0, 1, 9.0), (1, 2, 9.0)]) == [(0, 2)]


@pytest.mark.parametrize("labels", [[], [0], [0, 1, 2]])
def test_nothing_is_missing_where_nothing_touches(labels: list[int]) -> None:
    assert _missing(labels, []) == []


def test_two_huge_clusters_are_not_multiplied_out() -> None:
    size = int(MAX_COMPLETED**0.5) + 1
    labels = [0] * size + [size] * size
    edges = [(0, size, 1.0)]
    assert all((a < size) == (b < size) for a, b in _missing(labels, edges))


# --- what keeps records apart -------------------------------------------------------------------------------------


def _apart(size: int, edges: list[Edge], apart: Apart) -> list[int]:
    return [int(label) for label in correlation_clusters(size, *_arrays(edges), absent=Absent(-2.2), apart=apart)]


def _one_each(*source: int) -> Apart:
    return Apart(one_each=(np.array(source, np.int32),))


SOURCED = [
    pytest.param([0, 0, 1], [(0, 2, 3.0), (1, 2, 5.0)], [0, 1, 1], id="the-best-pair-wins"),
    pytest.param([0, 0, 1, 1], [(0, 2, 9.0), (1, 2, 8.0), (1, 3, 4.0)], [0, 1, 0, 1], id="the-loser-takes-the-next"),
    pytest.param([0, 1, 2], [(0, 1, 3.0), (1, 2, 3.0)], [0, 0, 0], id="three-sources-make-one-entity"),
    pytest.param([0, 1, 2, 0], [(0, 1, 5.0), (1, 2, 4.0), (2, 3, 1.0)], [0, 0, 0, 3], id="no-second-of-a-source"),
    pytest.param([0, -1, -1, 0], [(1, 2, 5.0), (0, 1, 5.0), (0, 2, 5.0)], [0, 0, 0, 3], id="absent-says-nothing"),
    pytest.param([0, 0], [(0, 1, 9.0)], [0, 1], id="a-lone-pair-of-one-source"),
]


@pytest.mark.parametrize(("source", "edges", "expected"), SOURCED)
def test_an_entity_holds_one_record_of_a_clean_source(
    source: list[int], edges: list[Edge], expected: list[int]
) -> None:
    assert _apart(len(source), edges, _one_each(*source)) == expected


def test_an_entity_has_one_number_of_its_own() -> None:
    apart = Apart(one_only=(np.array([7, 7, 8, -1], np.int32),))
    edges = [(0, 1, 5.0), (1, 2, 9.0), (2, 3, 5.0), (0, 3, 4.0)]
    assert _apart(4, edges, apart) == [0, 0, 2, 2]


CODES = st.lists(st.integers(-1, 2), min_size=8, max_size=8).map(lambda codes: np.array(codes, np.int32))


@given(
    CODES,
    CODES,
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(-5, 5)), max_size=24),
)
def test_nothing_forbidden_is_ever_joined(source: Codes, number: Codes, edges: list[Edge]) -> None:
    once = {(min(a, b), max(a, b)): odds for a, b, odds in edges if a != b}
    apart = Apart(one_each=(source,), one_only=(number,))
    labels = _apart(8, [(a, b, odds) for (a, b), odds in once.items()], apart)
    held = [(label, of) for label, of in zip(labels, source.tolist(), strict=True) if of >= 0]
    assert len(set(held)) == len(held)
    numbers = {(label, of) for label, of in zip(labels, number.tolist(), strict=True) if of >= 0}
    assert len({label for label, _ in numbers}) == len(numbers)
    assert not len(apart.violations(np.array(labels)))


@given(CODES, CODES, st.lists(st.integers(0, 3), min_size=8, max_size=8))
def test_entities_that_hold_what_they_cannot_are_found(source: Codes, number: Codes, groups: list[int]) -> None:
    labels = np.array(groups, np.int64)
    apart = Apart(one_each=(source,), one_only=(number,))
    left, right = (side.astype(np.int32) for side in np.triu_indices(8, 1))
    inside = labels[left] == labels[right]
    wrong = np.unique(labels[left[inside & apart.forbids(left, right)]])
    assert apart.violations(labels).tolist() == wrong.tolist()


def test_what_nobody_looked_for_counts_nothing() -> None:
    # one paper of a clean list, which the other list holds three times: pairs inside a list are never made
    across = np.array([0, 1, 1, 1], np.int32)
    left, right, odds = _arrays([(0, 1, 9.0), (0, 2, 7.6), (0, 3, 5.0)])
    assert correlation_clusters(4, left, right, odds, absent=Absent(-8.0, across)).tolist() == [0, 0, 0, 0]
    assert correlation_clusters(4, left, right, odds, absent=Absent(-8.0)).tolist() == [0, 0, 2, 3]


def test_two_of_a_source_that_differ_are_not_joined_by_a_third() -> None:
    across = np.array([0, 1, 1], np.int32)
    left, right, odds = _arrays([(0, 1, 9.0), (0, 2, 7.6), (1, 2, -12.0)])
    assert correlation_clusters(3, left, right, odds, absent=Absent(-8.0, across)).tolist() == [0, 0, 2]
