"""The card as JSON: scores and counts, and never a value."""

from __future__ import annotations

import json
from collections.abc import Callable

from custdq.steps.score.card import ScoreCard
from custdq.steps.score.gate import gate
from custdq.steps.score.plain import FORMAT, card_to_dict


def test_it_is_json_without_values(scored: Callable[..., ScoreCard]) -> None:
    card = scored()
    text = json.dumps(card_to_dict(card, gate=gate(card, {"completeness": 0.1})), allow_nan=False)
    assert json.loads(text)["format"] == FORMAT
    assert "13900138001" not in text
    assert "Ann" not in text
    assert "ann@" not in text


def test_status_follows_the_gate(scored: Callable[..., ScoreCard]) -> None:
    card = scored(entity_codes=None)
    assert card_to_dict(card)["status"] == "ungated"
    assert card_to_dict(card, gate=gate(card, {"completeness": 0.1}))["status"] == "passed"
    assert card_to_dict(card, gate=gate(card, {"completeness": 1.0}))["status"] == "failed"
    assert card_to_dict(card, gate=gate(card, {"uniqueness": 1.0}))["status"] == "unevaluated"


def test_problems_are_counted_by_code_and_column(scored: Callable[..., ScoreCard]) -> None:
    problems = card_to_dict(scored())["problems"]
    assert {"code": "sources_disagree", "column": "email", "count": 2} in problems
    assert [line["count"] for line in problems] == sorted((line["count"] for line in problems), reverse=True)
