"""Ids go to the pair that shares most records, then to the oldest id; no id goes to two entities."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.identify.policy import NO_ID, Shared, ids_kept, shared_records

ENTITIES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=40)


def _kept(pairs: list[tuple[int, int, int]], entities: int) -> list[int]:
    return [int(one) for one in ids_kept(Shared(*np.array(pairs, np.int64).reshape(-1, 3).T), entities=entities)]


def test_on_a_merge_the_id_of_most_records_survives_and_of_equals_the_oldest() -> None:
    assert _kept([(0, 0, 1), (1, 0, 2)], 1) == [1]
    assert _kept([(0, 0, 2), (1, 0, 2)], 1) == [0]


def test_on_a_split_the_largest_part_keeps_the_id() -> None:
    assert _kept([(0, 0, 1), (0, 1, 2)], 2) == [NO_ID, 0]
    assert _kept([(0, 0, 2), (0, 1, 2)], 2) == [0, NO_ID]


def test_a_part_that_is_merged_away_takes_the_id_of_the_rest() -> None:
    # entity 0 splits into 5 and 7 records; the 5 are joined by the 2 of entity 1, whose id is free
    assert _kept([(0, 0, 5), (0, 1, 7), (1, 0, 2)], 2) == [1, 0]


def test_nothing_known_keeps_nothing() -> None:
    assert _kept([], 3) == [NO_ID] * 3


@given(ENTITIES)
def test_it_is_the_greedy_assignment(records: list[tuple[int, int]]) -> None:
    old, new = np.array(records, np.int64).reshape(-1, 2).T
    shared = shared_records(old, new)
    assert int(shared.records.sum()) == len(records)
    wanted, taken = {}, set()
    for count, a, b in sorted((-n, a, b) for a, b, n in zip(*(part.tolist() for part in shared), strict=True)):
        if a not in taken and b not in wanted:
            wanted[b] = a
            taken.add(a)
        assert count < 0
    assert ids_kept(shared, entities=7).tolist() == [wanted.get(b, NO_ID) for b in range(7)]
