"""What a steward is asked has both sides beside it and room for the answer."""

from __future__ import annotations

from copy import copy
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import custdq
from custdq import fields as f
from custdq.results import Golden, Origin
from custdq.results.review import review_table

SCHEMA = custdq.Schema({"name": f.PersonName(), "mobile": f.Phone(region="CN"), "city": f.Category()}, record_id="id")
PEOPLE = pd.DataFrame(
    {
        "id": ["1", "2", "3", "4"],
        "name": ["王伟", "王伟", "李娜", "王小伟"],
        "mobile": ["13800138001", "13800138001", "13900139002", "13800138001"],
        "city": ["北京", "上海", "广州", "北京"],
    }
)


@pytest.fixture(scope="module")
def golden() -> Golden:
    return custdq.merge(PEOPLE, custdq.dedupe(PEOPLE, SCHEMA), SCHEMA)


def test_a_conflict_is_asked_with_its_candidates(golden: Golden) -> None:
    asked = review_table(golden.tables, golden.origin).to_pylist()
    row = next(row for row in asked if row["column"] == "city")
    assert row["question"] == "which value?"
    assert row["answer"] is None
    assert "北京 (1×)" in row["candidates"] or "北京 (2×)" in row["candidates"]
    assert "上海 (1×)" in row["candidates"]


def test_an_uncertain_pair_is_asked_with_both_records(golden: Golden) -> None:
    assert golden.origin is not None
    outcome = golden.origin.links.outcome
    assert len(outcome.left)
    unsure = replace(outcome, probability=np.full(len(outcome.left), 0.5))
    links = copy(golden.origin.links)
    links.outcome = unsure
    asked = review_table(golden.tables, Origin(SCHEMA, golden.origin.standardized, links)).to_pylist()
    pairs = [row for row in asked if row["question"] == "one customer?"]
    assert len(pairs) == len(outcome.left)
    assert {row["match_probability"] for row in pairs} == {0.5}
    told = {row["left"]: row["left_record"] for row in pairs} | {row["right"]: row["right_record"] for row in pairs}
    assert told["1"] == "王伟 · +8613800138001 · 北京"


def test_without_what_it_was_made_from_only_conflicts_are_asked(golden: Golden) -> None:
    asked = review_table(golden.tables, None)
    assert asked.num_rows == golden.tables.conflicts.num_rows
