"""Contradictions within records, between records, and in writing."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

from custdq.steps.score.consistency import FORMAT, RULES, SOURCES, findings, judged_columns, measure
from custdq.steps.score.evidence import Evidence

Make = Callable[..., Evidence]
NAN = math.nan


def found_lines(evidence: Evidence) -> list[dict[str, Any]]:
    """Return the findings."""
    lines: list[dict[str, Any]] = pa.concat_tables(findings(evidence, measure(evidence))).to_pylist()
    return lines


def test_agreement_counts_pairs(evidence: Make) -> None:
    units = {unit.field: unit.scores for unit in measure(evidence()) if unit.part == SOURCES}
    np.testing.assert_equal(units["name"], [1, NAN, 1, NAN, NAN, NAN])
    np.testing.assert_equal(units["email"], [0, NAN, 0, NAN, NAN, NAN])
    np.testing.assert_equal(units["mobile"], [1, NAN, 1, NAN, NAN, NAN])


def test_writing_is_judged_on_what_could_be_read(evidence: Make) -> None:
    units = {unit.field: unit.scores for unit in measure(evidence()) if unit.part == FORMAT}
    np.testing.assert_equal(units["mobile"], [0, 1, 1, NAN, NAN, NAN])


def test_rules_speak_where_their_operands_are(evidence: Make) -> None:
    units = {unit.field: unit.scores for unit in measure(evidence()) if unit.part == RULES}
    np.testing.assert_equal(units["updated_at not in the future"], [1, 1, 1, NAN, 0, NAN])
    np.testing.assert_equal(units["birthday not in the future"], [1, 0, 1, NAN, NAN, NAN])


def test_without_entities_agreement_is_not_assessed(evidence: Make) -> None:
    assert not [unit for unit in measure(evidence(entity=None)) if unit.part == SOURCES]


def test_dates_of_the_record_may_differ(evidence: Make) -> None:
    assert judged_columns(evidence()) == ["name", "mobile", "email", "birthday"]


def test_findings_are_contradictions_and_not_ways_of_writing(evidence: Make) -> None:
    found = evidence()
    lines = [(line["record_id"], line["column"], line["code"]) for line in found_lines(found)]
    assert lines == [
        ("5", "updated_at", "in_the_future"),
        ("2", "birthday", "in_the_future"),
        ("1", "email", "sources_disagree"),
        ("3", "email", "sources_disagree"),
    ]


def test_the_minority_is_told_what_the_majority_says(evidence: Make) -> None:
    found = evidence(entity=np.array([0, 1, 0, 1, 0, 1]))
    lines = [line for line in found_lines(found) if line["column"] == "name"]
    assert [(line["record_id"], line["suggestion"]) for line in lines] == [("5", "Ann Lee")]
