"""Rules and references out of a document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from custdq.errors import ConfigError
from custdq.steps.score.rule_document import reference_of, rules_of


def test_a_rule_is_named_by_what_it_says() -> None:
    rules = rules_of(["a <= b", {"rule": "a <= b", "when": "c == 'x'"}, {"rule": "a <= b", "name": "order"}])
    assert [rule.name for rule in rules] == ["a <= b", "a <= b when c == 'x'", "order"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param({"rul": "a <= b"}, 'Did you mean "rule"', id="misspelt"),
        pytest.param({"name": "nothing"}, "either `rule`", id="asks nothing"),
        pytest.param({"rule": "a <= b", "check": print}, "either `rule`", id="asks two things"),
        pytest.param(7, "Write it as", id="no rule"),
        pytest.param({"rule": "a <= b", "weight": 0}, "above 0", id="weight"),
    ],
)
def test_a_wrong_rule_is_an_error(given: Any, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        rules_of([given])


def test_a_reference_is_a_file_or_a_frame_or_values(tmp_path: Path) -> None:
    table = {"name": ["Wu", "Li", None, "Li"], "id": [3, 1, 2, 1]}
    pd.DataFrame(table).to_csv(tmp_path / "staff.csv", index=False)
    parquet.write_table(pa.table(table), tmp_path / "staff.parquet")
    for given in (f"{tmp_path}/staff.csv#name", f"{tmp_path}/staff.parquet#name", (pd.DataFrame(table), "name")):
        assert reference_of(given, "owner").values == ("Li", "Wu")
    assert reference_of((pa.table(table), "id"), "owner").values == ("1", "2", "3")
    assert reference_of(pd.Series(["Li"]), "owner").values == ("Li",)


def test_a_reference_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text("name\nLi\n", encoding="utf-8")
    with pytest.raises(ConfigError, match='Did you mean "name"'):
        reference_of(f"{tmp_path}/staff.csv#nmae", "owner")
    with pytest.raises(ConfigError, match="references was given"):
        reference_of(7, "owner")
