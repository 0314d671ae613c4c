"""Patterns of rows."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.score.units import Unit, dense, holding, patterns


def test_a_unit_holds_or_does_not_or_does_not_apply() -> None:
    unit = holding("a", (np.array([True, False, True]), np.array([True, True, False])), reason="rule_broken")
    np.testing.assert_equal(unit.scores, [1, 0, np.nan])
    assert unit.rows_of("rule_broken").tolist() == [1]
    assert unit.rows_of("stale").tolist() == []


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3), max_size=30), st.booleans())
def test_rows_of_one_pattern_came_to_the_same(rows: list[tuple[int, int, int]], wide: bool) -> None:
    size = 2**30 if wide else 4
    columns = [np.array([row[at] for row in rows], dtype=np.int64) for at in range(3)]
    values = np.broadcast_to(np.float64(1.0), size)
    found = patterns([Unit(str(at), codes, values) for at, codes in enumerate(columns)], len(rows))
    assert len(set(found.of_row.tolist())) == len(set(rows)) == (found.count if rows else 0)
    for at, codes in enumerate(columns):
        np.testing.assert_equal(found.outcomes[at][found.of_row], codes)


def test_numbers_without_gaps() -> None:
    numbers, keys = dense(np.array([9, 4, 9, -1]))
    assert (numbers.tolist(), keys.tolist()) == ([2, 1, 2, 0], [-1, 4, 9])


def test_no_units_are_one_pattern() -> None:
    assert patterns([], 3).of_row.tolist() == [0, 0, 0]
