"""Half-lives out of history, against planted truth."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.roles import day_text
from custdq.schema import Schema
from custdq.steps.score.decline import ENOUGH_CHANGES, estimate
from custdq.steps.score.scoring import score_records


def test_a_planted_decline_is_found_again() -> None:
    random = np.random.default_rng(0)
    gaps = random.uniform(10, 900, 4000)
    changed = random.random(4000) > np.exp2(-gaps / 365)
    found = estimate(gaps, changed)
    assert found.half_life == pytest.approx(365, rel=0.06)
    assert found.changes == int(changed.sum())


def test_equal_gaps_have_a_closed_form() -> None:
    found = estimate(np.full(100, 30.0), np.arange(100) < 25)
    assert found.half_life == pytest.approx(math.log(2) * 30 / -math.log(0.75))


@pytest.mark.parametrize(
    ("gaps", "changed", "half_life"),
    [
        pytest.param([], [], math.inf, id="no history"),
        pytest.param([10.0, 20.0], [False, False], math.inf, id="nothing ever changed"),
        pytest.param([10.0], [True], 0.0, id="everything changed"),
        pytest.param([0.0], [True], math.inf, id="two looks on one day say nothing"),
    ],
)
def test_the_ends(gaps: list[float], changed: list[bool], half_life: float) -> None:
    assert estimate(np.array(gaps), np.array(changed, dtype=bool)).half_life == half_life


def _card(customers: int) -> Any:
    """Score customers seen twice, 100 days apart, half of whom had changed."""
    cells: list[Cell] = []
    for row in range(customers):
        cells += ["old", "new" if row % 2 else "old"]
    columns: dict[str, list[Cell]] = {
        "word": cells, "seen": [day_text(20_000 - 100 * (1 - row % 2)) for row in range(2 * customers)],
    }  # fmt: skip
    schema = Schema({"word": f.Category()}, updated_at="seen")
    expects = {"field": {"word": {"half_life": "estimate"}}}
    entity = np.repeat(np.arange(customers), 2)
    return score_records(hand_built(columns), schema, entity_codes=entity, expectations=expects, as_of=day_text(20_000))


def test_a_half_life_is_estimated_where_there_is_enough_and_says_so() -> None:
    card = _card(2 * ENOUGH_CHANGES)
    assert card.run["half_lives"]["word"] == {
        "days": pytest.approx(100), "changes": ENOUGH_CHANGES, "estimated": True,
    }  # fmt: skip
    line = next(line for line in card.fields.to_pylist() if line["dimension"] == "timeliness")
    assert line["score"] == pytest.approx((1 + 0.5) / 2)


def test_few_changes_leave_what_was_configured() -> None:
    card = _card(6)
    assert card.run["half_lives"]["word"] == {"days": None, "changes": 3, "estimated": False}
    assert card.unassessed == ["completeness", "accuracy", "timeliness"] or "timeliness" in card.unassessed
