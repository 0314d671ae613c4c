"""What is required is counted, and nothing else."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from custdq.steps.score.completeness import findings, measure, unknown
from custdq.steps.score.evidence import Evidence

Make = Callable[..., Evidence]
NAN = math.nan


def found_lines(evidence: Evidence) -> list[dict[str, Any]]:
    """Return the findings."""
    lines: list[dict[str, Any]] = pa.concat_tables(findings(evidence, measure(evidence))).to_pylist()
    return lines


def _scores(evidence: Evidence) -> dict[str, list[float]]:
    return {unit.field: unit.scores.tolist() for unit in measure(evidence) if unit.weight > 0}


def test_by_default_a_name_and_one_way_to_reach_the_customer(evidence: Make) -> None:
    assert _scores(evidence()) == {
        "name": [1, 1, 1, 0, 1, 0],  # a placeholder is no name
        "any of mobile, email": [1, 1, 1, 1, 0, 0],  # an invalid number is there, and accuracy's matter
    }


def test_every_other_column_is_shown_without_weight(evidence: Make) -> None:
    shown = {unit.field: unit.scores.tolist() for unit in measure(evidence()) if unit.weight == 0}
    assert shown["birthday"] == [1, 1, 1, 0, 0, 0]
    assert set(shown) == {"mobile", "email", "birthday"}


def test_placeholders_are_counted_apart(evidence: Make) -> None:
    counts = {
        unit.field: int(unit.stand_ins[unit.codes].sum()) for unit in measure(evidence()) if unit.stand_ins is not None
    }
    assert counts == {"name": 1, "any of mobile, email": 1, "mobile": 0, "email": 1, "birthday": 0}


def test_stages_add_up(evidence: Make) -> None:
    stages = {"lead": {"require": ["name"]}, "quote": {"require": ["mobile"]}, "customer": {"require": ["email"]}}
    scores = _scores(evidence({"completeness": {"stage": stages}}))
    np.testing.assert_equal(scores["name"], [1, 1, 1, 0, 1, NAN])  # the last row's stage is unknown
    np.testing.assert_equal(scores["mobile"], [NAN, 1, 1, NAN, 0, NAN])
    np.testing.assert_equal(scores["email"], [NAN, 0, 1, NAN, NAN, NAN])


def test_types_have_their_own_requirements(evidence: Make) -> None:
    scores = _scores(evidence({"require": ["name"], "types": {"person": ["birthday"], "organization": ["email"]}}))
    np.testing.assert_equal(scores["birthday"], [1, 1, 1, NAN, NAN, 0])
    np.testing.assert_equal(scores["email"], [NAN, NAN, NAN, 0, 0, NAN])
    np.testing.assert_equal(scores["name"], [1, 1, 1, 0, 1, 0])


def test_an_unknown_stage_is_a_finding_and_not_a_score(evidence: Make) -> None:
    found = evidence({"stages": {"lead": ["name"], "quote": [], "customer": []}})
    assert unknown(found).tolist() == [False] * 5 + [True]
    codes = [(line["record_id"], line["code"], line["column"]) for line in found_lines(found)]
    assert codes == [("6", "type_unknown", None), ("4", "required_missing", "name")]


def test_a_required_column_the_table_lacks_is_missing_everywhere(evidence: Make) -> None:
    assert _scores(evidence({"require": ["wechat"]}))["wechat"] == [0] * 6


@pytest.mark.parametrize("given", [{"any": ["mobile", "email"]}, ["mobile", "email"]])
def test_one_of_several_is_enough(evidence: Make, given: object) -> None:
    assert _scores(evidence({"require": [given]}))["any of mobile, email"] == [1, 1, 1, 1, 0, 0]


def test_words_that_mean_the_same_are_one_stage(evidence: Make) -> None:
    expects = {"stages": {"lead": [], "customer": ["email"]}, "field": {"stage": {"words": {"customer": "quote"}}}}
    np.testing.assert_equal(_scores(evidence(expects))["email"], [NAN, 0, 1, NAN, 0, NAN])
