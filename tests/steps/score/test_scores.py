"""States to scores and ranks, for few groups and for many."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pytest

from custdq.steps.score.intervals import wilson
from custdq.steps.score.scores import group_numbers, ranked_groups, scored
from custdq.steps.score.states import grouping, row_states, tally
from custdq.steps.score.units import Unit
from custdq.steps.score.verification import SAMPLE_SCHEMA

NOTHING = SAMPLE_SCHEMA.empty_table()


def _states(labels: Sequence[str | None], held: list[float]) -> pa.Table:
    """Return states of one field that holds or does not, by owner, with the lines of the overall score."""
    owners = [grouping("owner", pa.array(list(labels), pa.string()))]
    codes = np.where(np.isnan(held), 0, 1 + np.nan_to_num(held)).astype(np.int64)
    unit = Unit("name", codes, np.array([np.nan, 0.0, 1.0]))
    counted = tally("completeness", [unit], np.ones(len(held)), groupings=owners)
    return pa.concat_tables([counted.states, row_states("overall", counted.rows, np.ones(len(held)), owners)])


def test_groups_are_ranked_by_the_lower_bound() -> None:
    labels = ["few"] * 3 + ["many"] * 500 + ["nobody"]
    held = [1.0] * 3 + [1.0] * 485 + [0.0] * 15 + [np.nan, 0.0]
    found = ranked_groups(scored(_states([*labels, None], held), NOTHING), {}).to_pylist()
    own = [line for line in found if line["dimension"] == "completeness"]
    assert [(line["group"], line["rank"]) for line in own] == [("many", 1), ("few", 2), (None, 3), ("nobody", None)]
    assert [line["lower"] for line in own[:2]] == [pytest.approx(wilson(share, n)[0]) for share, n in
                                                   ((0.97, 500), (1.0, 3))]  # fmt: skip
    assert own[3]["score"] is None
    overall = [line for line in found if line["dimension"] == "overall"]
    assert [line["score"] for line in overall] == [line["score"] for line in own]
    assert {line["numerator"] for line in overall} == {None}


def test_without_groups_there_are_no_ranks() -> None:
    states = tally("completeness", [Unit("name", np.zeros(2, dtype=np.int64), np.array([1.0]))], np.ones(2)).states
    lines = scored(states, NOTHING)
    assert ranked_groups(lines, {}).num_rows == 0
    assert lines.column("score").to_pylist() == [1.0, 1.0]


def test_a_line_with_nothing_assessed_has_no_score() -> None:
    lines = scored(_states(["a"], [np.nan]), NOTHING)
    assert set(lines.column("score").to_pylist()) == {None}
    assert set(lines.column("loss").to_pylist()) == {0.0}


def test_losses_are_shares_of_their_own_group() -> None:
    lines = scored(_states(["a", "a", "b", "b"], [1.0, 0.0, 1.0, 1.0]), NOTHING).to_pylist()
    losses = {line["group"]: line["loss"] for line in lines if line["field"] is not None}
    assert losses == {None: 0.25, "a": 0.5, "b": 0.0}


def test_groups_are_numbered_as_they_come() -> None:
    number, first = group_numbers(pa.table({"by": ["x", None, "x", "x"], "group": ["b", None, "a", "b"]}))
    assert number.tolist() == [0, 1, 2, 0]
    assert first.tolist() == [0, 1, 2]


def test_fifty_thousand_groups_are_no_loop() -> None:
    labels = [f"owner {at:05}" for at in range(50_000)]
    found = ranked_groups(scored(_states(labels, [1.0] * 50_000), NOTHING), {})
    assert found.num_rows == 100_000
    assert found.column("rank").to_pylist()[:2] == [1, 2]
