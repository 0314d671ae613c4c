"""Two cells of a record that cannot both be true."""

from __future__ import annotations

import math

import numpy as np
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.fields import Kind
from custdq.schema import Schema
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.expectations import Expectations, parse_as_of
from custdq.steps.score.record_rules import record_rules
from custdq.steps.score.units import Unit

NAN = math.nan


Parts = dict[str, dict[str, list[str | None]]]


def _evidence(columns: dict[str, list[Cell]], kinds: dict[str, Kind], *, parts: Parts | None = None) -> Evidence:
    schema = Schema(kinds, updated_at="updated_at" if "updated_at" in columns else None)
    return Evidence(hand_built(columns, parts=parts), schema, Expectations(), parse_as_of("2025-01-01"))


def _rules(evidence: Evidence) -> dict[str, Unit]:
    return {unit.field: unit for unit in record_rules(evidence)}


def test_identity_number_against_gender_and_birthday() -> None:
    evidence = _evidence(
        {"gender": ["M", "F", None], "birthday": ["1990-05-01", "1990-05", "1991-01-01"], "card": ["a", "b", "c"]},
        {"gender": f.Category("gender"), "birthday": f.Date(birth=True), "card": f.Identifier("cn.resident_id")},
        parts={"card": {"gender": ["M", "M", "F"], "birth_date": ["1990-05-01", "1990-05-07", "1990-05-01"]}},
    )
    rules = _rules(evidence)
    np.testing.assert_equal(rules["gender and card"].scores, [1, 0, NAN])
    np.testing.assert_equal(rules["birthday and card"].scores, [1, 1, 0])
    assert "gender_conflict" in rules["gender and card"].reasons
    assert "birthday_conflict" in rules["birthday and card"].reasons


def test_dates_of_the_record() -> None:
    evidence = _evidence(
        {"created_at": ["2024-01-02", "2024-01-02", None], "updated_at": ["2024-01-02", "2024-01-01", "2025-01-02"]}, {}
    )
    rules = _rules(evidence)
    np.testing.assert_equal(rules["updated_at not before created_at"].scores, [1, 0, NAN])
    np.testing.assert_equal(rules["updated_at not in the future"].scores, [1, 1, 0])


def test_area_code_against_the_province_of_the_address() -> None:
    evidence = _evidence(
        {"landline": ["a", "b", "c", "d"], "address": ["x", "y", "z", "w"]},
        {"landline": f.Phone(region="CN"), "address": f.Address(region="CN")},
        parts={
            "landline": {"area_code": ["021", "021", None, "212"], "region": ["CN", "CN", "CN", "US"]},
            "address": {"adcode": ["310115", "440300", "440300", "440300"]},
        },
    )
    rule = _rules(evidence)["landline and address"]
    np.testing.assert_equal(rule.scores, [1, 0, NAN, NAN])
    assert "area_code_conflict" in rule.reasons


def test_divisions_that_do_not_belong_together() -> None:
    evidence = _evidence(
        {"address": ["x", ("y", "y", "division_conflict"), ("z", None, "division_conflict"), None]},
        {"address": f.Address(region="CN")},
        parts={"address": {"adcode": ["310115", None, None, None]}},
    )
    # what could not be read at all is accuracy's matter
    np.testing.assert_equal(_rules(evidence)["divisions of address"].scores, [1, 0, NAN, NAN])


def test_postcode_against_the_province_of_the_address() -> None:
    evidence = _evidence(
        {"address": ["x", "y", "z"], "zip": ["100084", ("518000", "518000", "postcode_conflict"), "100084"]},
        {"address": f.Address(region="CN"), "zip": f.PostalCode(region="CN")},
        parts={"address": {"adcode": ["110108", "110108", None]}},
    )
    rule = _rules(evidence)["zip and address"]
    np.testing.assert_equal(rule.scores, [1, 0, NAN])
    assert "postcode_conflict" in rule.reasons


def test_a_rule_without_operands_is_left_out() -> None:
    assert record_rules(_evidence({"name": ["x"]}, {"name": f.PersonName()})) == []
