"""What is expected of one column."""

from __future__ import annotations

from typing import Any

import pytest

from custdq.errors import ConfigError
from custdq.steps.score.field_document import field_expectations, field_tables

COLUMNS = ("mobile", "tier")


def test_all_a_column_can_be_asked() -> None:
    table = {
        "weight": 2, "half_life": "2y", "sla": 30, "allowed": ["a", 1], "pattern": "a", "minimum": 1, "maximum": 9,
        "unique": True, "references": ["a"], "check": str.isalpha,
        "words": {"a": ["b", "c"], "d": "e"},
    }  # fmt: skip
    found = field_expectations({"tier": table}, COLUMNS)["tier"]
    assert (found.weight, found.half_life, found.sla, found.allowed) == (2.0, 730.5, 30.0, ("a", "1"))
    assert (found.minimum, found.maximum, found.unique, found.pattern) == ("1", "9", True, "a")
    assert found.words == {"b": "a", "c": "a", "e": "d"}
    assert found.references is not None
    assert found.check is not None
    assert found.check("x") is True


def test_a_columns_table_may_stand_at_the_top() -> None:
    tables = field_tables({"mobile": {"weight": 2}, "fields": {"tier": {}}, "rules": []}, COLUMNS, ("rules",))
    assert tables == {"mobile": {"weight": 2}, "tier": {}}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        pytest.param({"check": "no function"}, "Expected a function", id="check"),
        pytest.param({"sla": 0}, "number of days above 0", id="deadline"),
        pytest.param({"references": "staff.csv#name"}, "is not there", id="file"),
        pytest.param({"words": {"a": ["x"], "b": ["x"]}}, 'to "a" and to "b"', id="a word of two"),
        pytest.param({"reference": []}, 'Did you mean "references"', id="misspelt"),
    ],
)
def test_what_is_wrong_is_an_error(table: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        field_expectations({"tier": table}, COLUMNS)
