"""The published schema of scorecard.json holds for every card, and tells a wrong one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.json_schema import problems
from tests.results.test_card_history import card

import custdq


@pytest.fixture
def schema(repository: Path) -> Any:
    return json.loads((repository / "docs" / "scorecard.schema.json").read_text(encoding="utf-8"))


def test_a_card_with_all_there_is(schema: Any, tmp_path: Path) -> None:
    for month in range(1, 4):
        found = card(10 * month * month, f"2025-0{month}-01")
        found.append_history(tmp_path / "history.jsonl")
    found.gate({"completeness": {"min": 0.99, "max_drop": 0.1}, "by.owner.completeness": 0.1, "uniqueness": 0.9},
               baseline=card(10, "2025-01-01").to_dict())  # fmt: skip
    document = json.loads(found.to_json())
    assert problems(document, schema) == []
    assert document["history"]["alarms"]
    assert document["failing"]["rows"]
    assert set(schema["properties"]) == set(document)


def test_a_card_of_a_run(schema: Any, example_card: dict[str, Any]) -> None:
    assert problems(example_card, schema) == []


@pytest.fixture(scope="module")
def example_card(customers: Path) -> Any:
    return json.loads(json.dumps(custdq.run(customers, as_of="2025-06-30").scorecard.to_dict()))


@pytest.mark.parametrize(
    "change",
    [
        {"overall": 1.2},
        {"status": "fine"},
        {"format": "other"},
        {"dimensions": [{"dimension": "beauty"}]},
        {"redacted": 1},
    ],
)
def test_a_wrong_card_is_told(schema: Any, change: dict[str, Any]) -> None:
    assert problems(card(10, "2025-01-01").to_dict() | change, schema)
