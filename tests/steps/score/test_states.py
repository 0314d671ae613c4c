"""States, what they come to, and that they add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.score.intervals import wilson
from custdq.steps.score.states import grouping, merge_states, row_states, tally
from custdq.steps.score.units import Floats, Unit
from custdq.steps.score.verification import SAMPLE_SCHEMA
from custdq.steps.score.views import Views, draw_up, group_fields

SCORES = st.sampled_from([None, 0.0, 0.25, 0.5, 1.0])
NO_SAMPLES = SAMPLE_SCHEMA.empty_table()


def unit(field: str, scores: Sequence[float | None], *, weight: float = 1.0, part: str = "") -> Unit:
    """Return a unit with given scores."""
    values = [None, *sorted({score for score in scores if score is not None})]
    codes = np.array([values.index(score) for score in scores], dtype=np.int64)
    return Unit(field, codes, np.array([np.nan, *values[1:]], dtype=float), weight, part)


def drawn(states: pa.Table) -> Views:
    """Return the card of some states."""
    return draw_up(states, NO_SAMPLES, {})


def card(units: list[Unit], weights: Floats, owners: list[str | None] | None = None) -> pa.Table:
    """Return the states of one dimension, by owner where owners are given."""
    groupings = [] if owners is None else [grouping("owner", pa.array(owners, pa.string()))]
    return tally("completeness", units, weights, groupings=groupings).states


def test_only_what_was_assessed_counts() -> None:
    found = tally("x", [unit("a", [1.0, None, None]), unit("b", [0.0, 0.5, None], weight=3)], np.ones(3))
    np.testing.assert_equal(found.rows, [0.25, 0.5, np.nan])


def test_parts_weigh_the_same_however_many_units_they_have() -> None:
    units = [unit("a", [1.0], part="x"), unit("b", [1.0], part="x"), unit("c", [0.0], part="y")]
    views = drawn(card(units, np.ones(1)))
    assert views.dimensions.to_pylist()[0]["score"] == 0.5
    assert {line["part"]: line["score"] for line in views.parts.to_pylist()} == {"x": 1.0, "y": 0.0}
    assert [line["loss"] for line in views.fields.to_pylist()] == [0.0, 0.0, 0.5]


def test_a_unit_without_weight_is_shown_and_does_not_count() -> None:
    views = drawn(card([unit("a", [1.0]), unit("b", [0.0], weight=0.0)], np.ones(1)))
    assert views.dimensions.to_pylist()[0]["score"] == 1.0
    assert [(line["score"], line["loss"]) for line in views.fields.to_pylist()] == [(1.0, 0.0), (0.0, 0.0)]


def test_nothing_assessed_is_no_score() -> None:
    views = drawn(card([], np.ones(2)))
    assert (views.overall, views.worst) == (None, None)
    assert drawn(card([], np.ones(0))).overall is None


def test_three_perfect_records_do_not_win() -> None:
    owners: list[str | None] = [*["new"] * 3, *["old"] * 500]
    lines = drawn(card([unit("a", [1.0] * 3 + [1.0] * 485 + [0.0] * 15)], np.ones(503), owners)).groups.to_pylist()
    assert [line["group"] for line in lines] == ["old", "new"]
    assert [line["lower"] for line in lines] == pytest.approx([0.9511, 0.4385], abs=5e-5)


def test_records_without_a_group_are_one() -> None:
    lines = drawn(card([unit("a", [0.5, 1.0])], np.ones(2), ["a", None])).groups.to_pylist()
    assert {line["group"] for line in lines} == {"a", None}


def test_an_unassessed_group_has_no_rank() -> None:
    (line,) = drawn(card([unit("a", [None])], np.ones(1), ["a"])).groups.to_pylist()
    assert (line["score"], line["lower"], line["rank"], line["rows"]) == (None, None, None, 1)


def test_unequal_weights_make_the_sample_smaller() -> None:
    (line,) = drawn(card([unit("a", [1.0] * 3)], np.array([1.0, 1.0, 8.0]), ["a"] * 3)).groups.to_pylist()
    assert line["lower"] == pytest.approx(wilson(1.0, 100 / 66)[0])


def test_a_groups_fields_lose_what_the_group_lacks() -> None:
    states = card([unit("a", [1.0, 0.0, 0.5]), unit("b", [1.0, 1.0, None])], np.ones(3), ["x", "x", "y"])
    cells = {(line["group"], line["field"]): line for line in group_fields(states, NO_SAMPLES).to_pylist()}
    assert (cells["x", "a"]["score"], cells["x", "a"]["loss"]) == (0.5, 0.25)
    assert (cells["y", "a"]["score"], cells["y", "b"]["score"]) == (0.5, None)


def test_rows_with_anything_at_all_are_counted() -> None:
    states = row_states("overall", np.array([1.0, np.nan, 0.5]), np.ones(3), [])
    (line,) = states.to_pylist()
    assert (line["rows"], line["assessed"], line["numerator"], line["denominator"]) == (3, 2, 1.0, 2.0)


TABLES = st.integers(1, 12).flatmap(
    lambda rows: st.tuples(
        st.lists(st.lists(SCORES, min_size=rows, max_size=rows), min_size=1, max_size=4),
        st.lists(st.floats(0.1, 9), min_size=rows, max_size=rows),
        st.lists(st.sampled_from(["a", "b", None]), min_size=rows, max_size=rows),
        st.lists(st.booleans(), min_size=rows, max_size=rows),
    )
)
PARTS = ("", "x", "y", "x")
UNIT_WEIGHTS = (1.0, 2.5, 0.5, 3.0)
Table = tuple[list[list[float | None]], list[float], list[str | None], list[bool]]


def states_of(table: Table, rows: list[int]) -> pa.Table:
    """Return the states of some rows of a table."""
    scores, weights, owners, _ = table
    units = [
        unit(str(at), [column[row] for row in rows], weight=UNIT_WEIGHTS[at], part=PARTS[at])
        for at, column in enumerate(scores)
    ]
    return card(units, np.array([weights[row] for row in rows], dtype=float), [owners[row] for row in rows])


@given(TABLES)
def test_losses_sum_to_what_is_missing(table: Table) -> None:
    states = states_of(table, [*range(len(table[1]))])
    views = drawn(states)
    score = views.dimensions.to_pylist()[0]["score"]
    losses = sum(line["loss"] for line in views.fields.to_pylist())
    assert losses == pytest.approx(0 if score is None else 1 - score, abs=1e-9)
    groups = {line["group"]: line["score"] for line in views.groups.to_pylist() if line["dimension"] == "completeness"}
    for group, own in groups.items():
        cells = [line["loss"] for line in group_fields(states, NO_SAMPLES).to_pylist() if line["group"] == group]
        assert sum(cells) == pytest.approx(0 if own is None else 1 - own, abs=1e-9)


def plain(states: pa.Table) -> dict[tuple[Any, ...], list[float]]:
    """Return states by what they are about; those of a field that a part never met are nothing."""
    lines = states.to_pylist()
    keys = ("by", "group", "dimension", "part", "field")
    return {
        tuple(line[key] for key in keys): [line[name] for name in states.column_names if name not in keys]
        for line in lines
    }


@given(TABLES)
def test_states_of_any_partition_add_up_to_the_whole(table: Table) -> None:
    rows = range(len(table[1]))
    halves = [states_of(table, [row for row in rows if table[3][row] is side]) for side in (True, False)]
    merged, whole = plain(merge_states(halves)), plain(states_of(table, [*rows]))
    for key, values in whole.items():
        assert merged[key] == pytest.approx(values, abs=1e-9)
    for key in merged.keys() - whole.keys():
        assert sum(merged[key][1:]) == 0  # a group without a record in one half


@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(table: Table, random: Any) -> None:
    rows = [*range(len(table[1]))]
    ones: Table = (table[0], [1.0] * len(rows), table[2], table[3])
    before = states_of(ones, rows)
    random.shuffle(rows)
    assert states_of(ones, rows).equals(before)
