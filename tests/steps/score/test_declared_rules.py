"""Rules of the user's own."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.errors import ConfigError, OptionError
from custdq.fields import Kind
from custdq.schema import Schema
from custdq.steps.score.declared_rules import declared_rule, declared_rules
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.expectations import Expectations, FieldExpectation
from custdq.steps.score.rule_document import reference_of, rules_of
from custdq.steps.score.units import Unit

NAN = math.nan
TWO: dict[str, list[Cell]] = {"low": ["1", "5"], "high": ["2", "4"]}
NUMBERS: dict[str, Kind] = {"low": f.Number(), "high": f.Number()}


def _evidence(columns: dict[str, list[Cell]], kinds: dict[str, Kind]) -> Evidence:
    return Evidence(hand_built(columns), Schema(kinds), Expectations(), 0.0)


def _declared(evidence: Evidence, given: object) -> Unit:
    return declared_rule(evidence, rules_of([given])[0])


@pytest.mark.parametrize(
    ("rule", "scores"),
    [
        pytest.param("low <= high", [1, 0, NAN, 1], id="numbers"),
        pytest.param("low < high", [1, 0, NAN, 0], id="less"),
        pytest.param("high != low", [1, 1, NAN, 0], id="unequal"),
        pytest.param("start < end", [1, 0, NAN, NAN], id="dates"),
        pytest.param("word == other", [1, 0, NAN, NAN], id="words"),
    ],
)
def test_declared_rules(rule: str, scores: list[float]) -> None:
    evidence = _evidence(
        {
            "low": ["9", "10", None, "5"], "high": ["10", "9", "1", "5"], "word": ["a", "b", "c", None],
            "other": ["a", "a", None, None], "start": ["2024-01-01", "2024-02-01", None, None],
            "end": ["2024-01-02", "2024-01-01", "2024-01-01", None],
        },
        {"low": f.Number(), "high": f.Number(), "word": f.Text(), "other": f.Text()},
    )  # fmt: skip
    np.testing.assert_equal(_declared(evidence, rule).scores, scores)


@pytest.mark.parametrize(
    ("rule", "scores"),
    [
        ("orders >= 1", [0, 1, 1, NAN]),
        ("orders <= 60", [1, 1, 0, NAN]),
        ({"rule": "orders < 9", "when": "orders == 5"}, [NAN, 1, NAN, NAN]),
    ],
)
def test_a_number_is_held_against_numbers(rule: Any, scores: list[float]) -> None:
    records = hand_built({"orders": ["0", "5", "100", None]}, unparsed=("orders",))
    evidence = Evidence(records, Schema({}), Expectations(), 0.0)
    np.testing.assert_equal(_declared(evidence, rule).scores, scores)
    # one cell of words: as texts 100 would stand before 60
    records = hand_built({"word": ["5", "100", "much"]}, unparsed=("word",))
    mixed = Evidence(records, Schema({}), Expectations(), 0.0)
    np.testing.assert_equal(_declared(mixed, "word <= 60").scores, [1, 0, NAN])


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        pytest.param("low", "was not understood", id="no rule"),
        pytest.param("low >= ", "was not understood", id="half a rule"),
        pytest.param("low <= hihg", 'Did you mean "high"', id="misspelt"),
    ],
)
def test_a_wrong_rule_is_an_error(rule: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        _declared(_evidence({"low": ["1"], "high": ["2"]}, {"low": f.Number(), "high": f.Number()}), rule)


@pytest.mark.parametrize(
    ("rule", "scores"),
    [
        pytest.param("low <= 3", [1, 0], id="a number"),
        pytest.param('word == "a"', [1, 0], id="a word"),
        pytest.param({"rule": "low <= high", "when": 'word == "a"'}, [1, NAN], id="a condition that does not hold"),
        pytest.param({"rule": "low <= high", "when": 'word != "z"'}, [1, 0], id="a condition that holds"),
    ],
)
def test_a_rule_may_name_a_value_and_a_condition(rule: Any, scores: list[float]) -> None:
    columns: dict[str, list[Cell]] = {**TWO, "word": ["a", "b"]}
    np.testing.assert_equal(_declared(_evidence(columns, NUMBERS), rule).scores, scores)


def test_a_function_answers_for_all_records_at_once() -> None:
    def rising(records: pd.DataFrame) -> Any:
        return [None, *(records["low"].astype(int) < records["high"].astype(int))[1:]]

    unit = _declared(_evidence(TWO, NUMBERS), {"check": rising, "column": "low"})
    np.testing.assert_equal(unit.scores, [NAN, 0])
    assert (unit.field, unit.column) == ("rising", "low")


@pytest.mark.parametrize(
    ("function", "message"),
    [
        pytest.param(lambda records: [True], "gave 1 answers for 2 records", id="too few answers"),
        pytest.param(lambda records: records["hihg"], "failed: KeyError", id="fails"),
    ],
)
def test_a_function_that_fails_does_not_pass(function: Any, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        _declared(_evidence(TWO, NUMBERS), function)


def test_values_that_must_stand_in_another_table() -> None:
    records = hand_built({"number": ["+8613900138001", "+8613900138002", None, ("12", None, "wrong_length")]})
    reference = reference_of(["139 0013 8001"], "number")
    expects = Expectations(fields={"number": FieldExpectation(references=reference)})
    evidence = Evidence(records, Schema({"number": f.Phone(region="CN")}), expects, 0.0)
    (unit,) = declared_rules(evidence)
    # compared by meaning; what is missing or cannot be read is charged elsewhere
    np.testing.assert_equal(unit.scores, [1, 0, NAN, NAN])
    assert "not_in_reference" in unit.reasons
