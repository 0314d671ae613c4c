"""What a change is measured against: a card, its file, a history; never something that holds no score."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from custdq.errors import ConfigError
from custdq.steps.score.baseline import baseline_of
from custdq.steps.score.card import ScoreCard
from custdq.steps.score.history import append_entry, entry_of
from custdq.steps.score.plain import card_to_dict


def test_a_card_its_file_and_its_history_are_one_baseline(scored: Callable[..., ScoreCard], tmp_path: Path) -> None:
    card = card_to_dict(scored())
    file, history = tmp_path / "scorecard.json", tmp_path / "quality.jsonl"
    file.write_text(json.dumps(card), encoding="utf-8")
    append_entry(history, entry_of(card, [], {}))
    for given in (card, file, str(file)):
        found = baseline_of(given)
        assert found is not None
        assert found["dimensions"] == card["dimensions"]
    last = baseline_of(history)
    assert last is not None
    assert last["scores"]["completeness"][0] == card["dimensions"][0]["score"]
    assert baseline_of(None) is None


@pytest.mark.parametrize(
    "given",
    [
        {}, {"dimensions": 3}, {"dimensions": [{"score": 1.0}]}, {"dimensions": [], "groups": [1]},
        {"dimensions": [], "format": "custdq.scorecard/9"}, {"scores": {"overall": 0.9}, "groups": {}}, [], 0.9,
    ],
)  # fmt: skip
def test_what_holds_no_score_is_refused(given: Any, tmp_path: Path) -> None:
    file = tmp_path / "card.json"
    file.write_text(json.dumps(given), encoding="utf-8")
    for one in (given, file):
        with pytest.raises(ConfigError, match=r"[Bb]aseline"):
            baseline_of(one)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 100_000], ids=["empty", "torn", "no text", "deep"])
def test_a_file_that_cannot_be_read_is_refused(content: bytes, tmp_path: Path) -> None:
    for name in ("card.json", "history.jsonl"):
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(ConfigError, match=name):
            baseline_of(file)
    with pytest.raises(ConfigError, match="There is no baseline"):
        baseline_of(tmp_path / "gone.json")
