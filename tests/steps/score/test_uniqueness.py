"""One over the number of records of a customer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.hand_built import hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.expectations import Expectations
from custdq.steps.score.uniqueness import findings, linkable, measure

Make = Callable[..., Evidence]


def found_lines(evidence: Evidence) -> list[dict[str, Any]]:
    """Return the findings."""
    lines: list[dict[str, Any]] = pa.concat_tables(findings(evidence, measure(evidence))).to_pylist()
    return lines


def test_the_mean_is_entities_by_rows(evidence: Make) -> None:
    (unit,) = measure(evidence())
    np.testing.assert_equal(unit.scores, [0.5, 1, 0.5, 1, 1, np.nan])
    assert unit.field == "record"


def test_a_record_with_nothing_to_link_by_is_not_assessed(evidence: Make) -> None:
    assert linkable(evidence()).tolist() == [True] * 5 + [False]


def test_without_links_nothing_is_assessed(evidence: Make) -> None:
    assert measure(evidence(entity=None)) == []


def test_a_column_declared_unique_is_judged_too(evidence: Make) -> None:
    record, key = measure(evidence({"field": {"mobile": {"unique": True}}}))
    np.testing.assert_equal(key.scores, [0.5, 1, 0.5, np.nan, np.nan, np.nan])
    assert record.part != key.part


def test_each_surplus_record_is_told_the_first(evidence: Make) -> None:
    found = evidence()
    lines = [(line["record_id"], line["code"], line["suggestion"]) for line in found_lines(found)]
    assert lines == [("3", "duplicate_record", "1")]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=20), st.integers(0, 19))
def test_a_duplicate_never_raises_uniqueness(entities: list[int], at: int) -> None:
    def score(codes: list[int]) -> float:
        records = hand_built({"mail": ["a@x.org"] * len(codes)})
        evidence = Evidence(records, Schema({"mail": f.Email()}), Expectations(), 0.0, np.array(codes, dtype=np.int64))
        return float(np.mean(measure(evidence)[0].scores))

    before = score(entities)
    assert before == pytest.approx(len(set(entities)) / len(entities))
    assert score([*entities, entities[at % len(entities)]]) <= before + 1e-12


@pytest.mark.parametrize("source", [["a", "b"], ["b", "a"]])
def test_the_first_record_is_the_first_by_position(source: list[str]) -> None:
    ids = [f"{name}1" for name in source]
    records = hand_built({"source": list(source), "record_id": list(ids), "mail": ["a@x.org"] * 2})
    schema = Schema({"mail": f.Email()}, record_id="record_id", source="source")
    found = Evidence(records, schema, Expectations(), 0.0, np.zeros(2, dtype=np.int64))
    lines = found_lines(found)
    assert [(line["record_id"], line["suggestion"]) for line in lines] == [("b1", "a1")]
