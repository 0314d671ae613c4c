"""Validity is an upper bound; a reference turns it into verified accuracy."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.hand_built import hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.score.accuracy import findings, measure, samples, validity
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.expectations import Expectations, FieldExpectation
from custdq.steps.score.intervals import wilson
from custdq.steps.score.states import tally
from custdq.steps.score.views import draw_up

Make = Callable[..., Evidence]
NAN = math.nan


def found_lines(evidence: Evidence) -> list[dict[str, Any]]:
    """Return the findings."""
    lines: list[dict[str, Any]] = pa.concat_tables(findings(evidence, measure(evidence))).to_pylist()
    return lines


def grades(evidence: Evidence, column: str) -> Any:
    """Return each row's validity."""
    unit = validity(evidence, column)
    return None if unit is None else unit.scores


def told(evidence: Evidence, column: str) -> dict[str, Any]:
    """Return what the card says of a column's accuracy."""
    units = measure(evidence)
    states = tally("accuracy", units, evidence.weights).states
    fields = draw_up(states, samples(evidence), {}).fields.to_pylist()
    return next(line for line in fields if line["field"] == column)


def test_present_values_are_judged_and_gaps_are_not(evidence: Make) -> None:
    np.testing.assert_equal(grades(evidence(), "mobile"), [1, 1, 1, 0, NAN, NAN])


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param({"allowed": ["ann@x.org"]}, [1, NAN, 0, NAN, NAN, NAN], id="allowed"),
        pytest.param({"pattern": ".*@x[.]org"}, [1, NAN, 1, NAN, NAN, NAN], id="pattern"),
        pytest.param({"minimum": "b"}, [0, NAN, 1, NAN, NAN, NAN], id="minimum"),
        pytest.param({"maximum": "b"}, [1, NAN, 0, NAN, NAN, NAN], id="maximum"),
    ],
)
def test_the_least_of_several_rules_counts(evidence: Make, rule: dict[str, object], expected: list[float]) -> None:
    np.testing.assert_equal(grades(evidence({"field": {"email": rule}}), "email"), expected)


def test_bounds_compare_numbers_as_numbers() -> None:
    records = hand_built({"amount": ["9", "10", "1000"]})
    schema = Schema({"amount": f.Number()})
    expects = Expectations(fields={"amount": FieldExpectation(minimum="10", maximum="999")})
    np.testing.assert_equal(grades(Evidence(records, schema, expects, 0.0), "amount"), [0, 1, 0])


def test_free_text_cannot_be_wrong_so_it_is_not_assessed() -> None:
    records = hand_built({"note": ["x"], "word": ["y"]})
    evidence = Evidence(records, Schema({"note": f.Text(), "word": f.Category()}), Expectations(), 0.0)
    assert measure(evidence) == []


def test_a_masked_value_cannot_be_judged() -> None:
    records = hand_built({"number": [("1101**********002X", None, "masked"), ("1", None, "bad_format")]})
    evidence = Evidence(records, Schema({"number": f.Identifier("cn.resident_id")}), Expectations(), 0.0)
    np.testing.assert_equal(grades(evidence, "number"), [NAN, 0])


def test_a_number_without_its_area_code_is_half_right() -> None:
    records = hand_built({"tel": [("62345678", None, "area_code_missing")]})
    evidence = Evidence(records, Schema({"tel": f.Phone(region="CN")}), Expectations(), 0.0)
    np.testing.assert_equal(grades(evidence, "tel"), [0.5])


def test_addresses_are_graded_by_how_far_they_resolve() -> None:
    cells = ["house", "street", "district", "none"]
    parts = {"district": ["d", "d", "d", None], "road": ["r", "r", None, None], "number": ["1", None, None, None]}
    records = hand_built({"address": cells}, parts={"address": parts})
    schema = Schema({"address": f.Address(region="CN")})
    np.testing.assert_equal(grades(Evidence(records, schema, Expectations(), 0.0), "address"), [1, 0.7, 0.4, 0])
    graded = Expectations(grades={"address_street": 0.9})
    np.testing.assert_equal(grades(Evidence(records, schema, graded, 0.0), "address"), [1, 0.9, 0.4, 0])


def test_without_a_reference_the_basis_is_validity(evidence: Make) -> None:
    assert {told(evidence(), column)["basis"] for column in ("mobile", "email")} == {"validity"}


def test_with_a_reference_accuracy_is_validity_times_the_share_found_true(evidence: Make) -> None:
    reference = pa.table({"record_id": ["1", "2", "9"], "mobile": ["13900138001", "13900138009", "13900138001"]})
    found = evidence(reference=reference)
    line = told(found, "mobile")
    # three of four present values are valid; of the two checked one is true; the third valid one is worth 1/2
    assert line["basis"] == "verified"
    assert line["validity"] == pytest.approx(3 / 4)
    assert line["score"] == pytest.approx(3 / 4 * 1 / 2)
    low, high = wilson(0.5, 2, population=3)
    assert line["lower"] == pytest.approx(3 / 4 * low)
    assert line["upper"] == pytest.approx(3 / 4 * high)
    assert (line["checked"], line["population"]) == (2, 3)
    units = [unit for unit in measure(found) if unit.field == "mobile"]
    rows = tally("accuracy", units, found.weights, shares={"mobile": 0.5}).rows
    np.testing.assert_equal(rows, [1, 0, 0.5, 0, NAN, NAN])


def test_a_reference_without_our_records_verifies_nothing(evidence: Make) -> None:
    reference = pa.table({"record_id": ["77"], "mobile": ["13900138001"]})
    assert told(evidence(reference=reference), "mobile")["basis"] == "validity"


def test_findings_name_the_reason(evidence: Make) -> None:
    reference = pa.table({"record_id": ["2"], "mobile": ["13900138009"]})
    found = evidence({"field": {"email": {"allowed": ["ann@x.org"]}}}, reference=reference)
    lines = [(line["record_id"], line["column"], line["code"]) for line in found_lines(found)]
    assert lines == [("2", "mobile", "not_confirmed"), ("4", "mobile", "wrong_length"), ("3", "email", "not_allowed")]
