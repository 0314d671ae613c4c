"""What to look at again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.errors import OptionError
from custdq.schema import Schema
from custdq.steps.score.card import ScoreCard
from custdq.steps.score.review import excess_table, missing_for, review_list
from custdq.steps.score.scoring import score_records


def _card() -> ScoreCard:
    columns: dict[str, list[Cell]] = {
        "record_id": ["new", "old", "dear", "never", "empty"],
        "mail": ["a@x.org", "b@x.org", "c@x.org", "d@x.org", None],
        "owner": ["1", "1", "3", "1", "1"],
        "seen": ["2025-01-01", "2023-01-02", "2024-01-02", None, None],
    }
    schema = Schema({"mail": f.Email()}, record_id="record_id", updated_at="seen")
    expects = {"field": {"mail": {"half_life": 365}}, "row_weight": "owner"}
    return score_records(hand_built(columns), schema, expectations=expects, as_of="2025-01-01")


def test_the_dearest_come_first_and_those_never_confirmed_last() -> None:
    lines = review_list(_card()).to_pylist()
    assert [line["record_id"] for line in lines] == ["dear", "old", "never"]
    assert [line["priority"] for line in lines] == [pytest.approx(3 * 0.5), pytest.approx(0.75), None]
    assert [line["never_confirmed"] for line in lines] == [0, 0, 1]
    assert [line["last_confirmed"] for line in lines] == ["2024-01-02", "2023-01-02", None]
    assert (lines[1]["fields"], lines[1]["oldest_days"]) == ("mail", 730)
    assert review_list(_card(), most=1).num_rows == review_list(_card(), most=np.int64(1)).num_rows == 1


def test_what_a_record_lacks_to_enter_a_stage(scored: Callable[..., ScoreCard]) -> None:
    stages: dict[str, Any] = {"lead": ["name"], "quote": [{"any": ["mobile", "email"]}], "customer": ["birthday"]}
    card = scored(expectations={"stages": stages})
    assert [(line["record_id"], line["missing"]) for line in missing_for(card, "quote").to_pylist()] == [
        ("4", "name"), ("5", "any of mobile, email"), ("6", "name, any of mobile, email"),
    ]  # fmt: skip
    with pytest.raises(OptionError, match='Did you mean "quote"'):
        missing_for(card, "qoute")


def test_what_is_held_beyond_need_is_counted_and_never_scored(scored: Callable[..., ScoreCard]) -> None:
    asked = {"completeness": {"require": ["name", "mobile"]}}
    limited = {"completeness": {"require": ["name", "mobile"], "allowed": ["email"]}}
    assert excess_table(scored(expectations=asked)).num_rows == 0
    lines = {line["field"]: line["excess"] for line in excess_table(scored(expectations=limited)).to_pylist()}
    assert lines == {"name": 0, "mobile": 0, "birthday": 3}
    one, other = (scored(expectations=given).dimensions.to_pylist()[0]["score"] for given in (asked, limited))
    assert one == other
