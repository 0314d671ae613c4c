"""Row scores, states and losses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.score.units import State, Unit, combine

SCORES = st.one_of(st.none(), st.floats(0, 1))


def test_only_what_was_assessed_counts() -> None:
    units = [Unit("a", np.array([1.0, np.nan, np.nan])), Unit("b", np.array([0.0, 0.5, np.nan]), 3.0)]
    outcome = combine(units, np.ones(3))
    np.testing.assert_equal(outcome.rows, [0.25, 0.5, np.nan])


def test_parts_weigh_the_same_however_many_units_they_have() -> None:
    units = [
        Unit("a", np.array([1.0]), part="x"),
        Unit("b", np.array([1.0]), part="x"),
        Unit("c", np.array([0.0]), part="y"),
    ]
    outcome = combine(units, np.ones(1))
    assert outcome.rows.tolist() == [0.5]
    assert {name: state.score for name, state in outcome.parts.items()} == {"x": 1.0, "y": 0.0}
    assert outcome.losses == (0.0, 0.0, 0.5)


def test_a_unit_without_weight_is_shown_and_does_not_count() -> None:
    outcome = combine([Unit("a", np.array([1.0])), Unit("b", np.array([0.0]), 0.0)], np.ones(1))
    assert outcome.rows.tolist() == [1.0]
    assert outcome.losses == (0.0, 0.0)
    assert outcome.states[1].score == 0.0


def test_nothing_assessed_is_no_score() -> None:
    outcome = combine([], np.ones(2))
    assert np.isnan(outcome.rows).all()
    assert State.of(outcome.rows, np.ones(2)).score is None
    assert State().coverage is None


@given(
    st.lists(st.lists(SCORES, min_size=4, max_size=4), min_size=1, max_size=5),
    st.lists(st.floats(0.1, 9), min_size=5, max_size=5),
    st.lists(st.sampled_from(["", "x", "y"]), min_size=5, max_size=5),
    st.lists(st.floats(0.1, 9), min_size=4, max_size=4),
)
def test_losses_sum_to_what_is_missing(
    table: list[list[float | None]], weights: list[float], parts: list[str], rows: list[float]
) -> None:
    units = [
        Unit(str(at), np.array([np.nan if s is None else s for s in scores]), weights[at], parts[at])
        for at, scores in enumerate(table)
    ]
    outcome = combine(units, np.array(rows))
    score = State.of(outcome.rows, np.array(rows)).score
    if score is None:
        assert sum(outcome.losses) == 0
    else:
        assert sum(outcome.losses) == pytest.approx(1 - score, abs=1e-9)


@given(st.lists(st.tuples(SCORES, st.floats(0.1, 9), st.booleans()), max_size=20))
def test_states_of_a_partition_add_up_to_the_whole(rows: list[tuple[float | None, float, bool]]) -> None:
    def state(lines: list[tuple[float | None, float, bool]]) -> State:
        scores = np.array([np.nan if line[0] is None else line[0] for line in lines], dtype=float)
        return State.of(scores, np.array([line[1] for line in lines], dtype=float))

    left, right, whole = (state([r for r in rows if keep is None or r[2] is keep]) for keep in (True, False, None))
    both = left + right
    assert (both.assessed, both.rows) == (whole.assessed, whole.rows)
    assert both.total == pytest.approx(whole.total)
    assert both.weight == pytest.approx(whole.weight)
