"""How much is outdated, by field and source."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.steps.hand_built import hand_built

from custdq import fields as f
from custdq.roles import day_text
from custdq.schema import Schema
from custdq.steps.score.outdated import outdated_table
from custdq.steps.score.scoring import score_records

TODAY = 20_000


def _card(customers: int, *, linked: bool = True) -> Any:
    """Score customers seen by two systems, 1000 days apart and today; one in five had moved."""
    moved = np.arange(customers) % 5 == 0
    columns: Any = {
        "word": [word for gone in moved for word in (["harbour", "mountain"] if gone else ["harbour", "harbour"])],
        "source": ["old", "new"] * customers,
        "seen": [day_text(TODAY - 1_000), day_text(TODAY)] * customers,
    }
    entity = np.repeat(np.arange(customers), 2) if linked else None
    schema = Schema({"word": f.Url()}, source="source", updated_at="seen")
    return score_records(hand_built(columns), schema, entity_codes=entity, as_of=day_text(TODAY))


def test_outdated_values_stand_where_they_stand() -> None:
    lines = {line["source"]: line for line in outdated_table(_card(200)).to_pylist()}
    assert {name: line["values"] for name, line in lines.items()} == {None: 400, "new": 200, "old": 200}
    # looks all of one distance leave open how many were wrong from the start
    assert 25 < lines["old"]["outdated"] <= 41
    assert lines["new"]["outdated"] == pytest.approx(0, abs=1)
    assert lines[None]["outdated"] == pytest.approx(lines["old"]["outdated"] + lines["new"]["outdated"])


def test_an_estimate_that_has_not_come_to_rest_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(outdated_table(_card(200)).column("settled").to_pylist()) == {True}
    monkeypatch.setattr("custdq.steps.score.ageing._STEPS", 1)
    assert set(outdated_table(_card(200)).column("settled").to_pylist()) == {False}


def test_what_is_outdated_is_estimated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    card = _card(200)
    first = outdated_table(card)
    monkeypatch.delattr("custdq.steps.score.outdated.expected_stale")
    assert outdated_table(card) == first


def test_too_little_linked_is_null_and_not_none_outdated() -> None:
    assert {line["outdated"] for line in outdated_table(_card(3)).to_pylist()} == {None}


def test_nothing_linked_is_an_empty_table() -> None:
    assert outdated_table(_card(50, linked=False)).num_rows == 0


def test_cards_that_were_added_keep_their_own_estimates() -> None:
    one, few = _card(200), _card(3)
    both = {line["source"]: line["outdated"] for line in outdated_table(one + one).to_pylist()}
    alone = {line["source"]: line["outdated"] for line in outdated_table(one).to_pylist()}
    assert both == pytest.approx({name: 2 * value for name, value in alone.items()})
    assert {line["outdated"] for line in outdated_table(one + few).to_pylist()} == {None}
