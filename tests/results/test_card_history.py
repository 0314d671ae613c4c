"""What a card says of the runs before it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import custdq
from custdq import fields as f
from custdq.errors import ConfigError
from custdq.results import ScoreCard
from custdq.schema import Schema

SCHEMA = Schema({"name": f.PersonName(), "mail": f.Email()}, record_id="id", owner="owner")


def card(missing: int, as_of: str) -> ScoreCard:
    count = 200
    people = pd.DataFrame({
        "id": [f"C{at}" for at in range(count)], "name": ["王伟明"] * count,
        "mail": [None if at < missing else f"wang{at}@example.com" for at in range(count)], "owner": ["Li"] * count,
    })  # fmt: skip
    expectations = {"require": ["name", "mail"]}
    return custdq.score(people, SCHEMA, as_of=as_of, expectations=expectations)


def test_change_alarms_and_trend(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    first = card(10, "2025-01-01").append_history(path)
    assert (first.added, first.previous, first.alarms, first.change) == (True, None, [], {})
    now = card(100, "2025-02-01")
    found = now.append_history(path)
    assert found.change["completeness"] == pytest.approx(-0.225)
    assert {(alarm.kind, alarm.name) for alarm in found.alarms} >= {
        ("drop", "completeness"), ("drop", "mail.completeness"), ("drift", "mail.missing"),
    }  # fmt: skip
    told = now.to_dict()["history"]
    assert [point["as_of"] for point in told["trend"]] == ["2025-01-01", "2025-02-01"]
    assert told["previous"]["as_of"] == "2025-01-01"


def test_the_same_run_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    card(10, "2025-01-01").append_history(path)
    before = path.read_bytes()
    again = card(10, "2025-01-01").append_history(path)
    assert (again.added, again.previous, path.read_bytes()) == (False, None, before)


def test_a_history_holds_no_value(tmp_path: Path) -> None:
    card(10, "2025-01-01").append_history(tmp_path / "history.jsonl")
    text = (tmp_path / "history.jsonl").read_text(encoding="utf-8")
    assert "王伟明" not in text
    assert "wang" not in text


def test_a_gate_compares_with_an_entry(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    before = card(10, "2025-01-01").append_history(path).entry
    asked = {"mail.completeness": {"max_drop": 0.02}}
    assert card(12, "2025-02-01").gate(asked, baseline=before).passed
    assert not card(50, "2025-02-01").gate(asked, baseline=before).passed


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ConfigError):
        card(10, "2025-01-01").append_history(path)
