"""What one look at a customer says of another."""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.expectations import Expectations
from custdq.steps.score.looks import looked_at, looks


def _looks(values: list[Cell], days: list[float], entity: list[int]) -> Any:
    evidence = Evidence(hand_built({"word": values}), Schema({"word": f.Url()}), Expectations(), 0.0, np.array(entity))
    return looks(evidence, "word", np.array(days), np.zeros(len(days), dtype=np.int64))


def test_each_look_is_held_against_the_last_other_one() -> None:
    found = _looks(["Berlin", "Paris", "Paris", "Rome"], [10.0, 30.0, 20.0, 5.0], [0, 0, 0, 1])
    assert found.rows.tolist() == [0, 1, 2]  # nothing to hold Rome against
    assert found.last.tolist() == [1, 2, 1]
    assert found.later.tolist() == [True, False, True]
    assert found.apart.tolist() == [True, False, False]


def test_a_slip_of_the_key_is_no_change() -> None:
    found = _looks(["Frankfurt", "Frankfurd"], [10.0, 20.0], [0, 0])
    assert found.apart.tolist() == [False, False]


def test_a_look_between_two_that_agree_was_no_change_either() -> None:
    found = _looks(["Berlin", "Paris", "Berlin", "Berlin"], [10.0, 20.0, 30.0, 40.0], [0, 0, 0, 0])
    assert found.between.tolist() == [1]  # of the third the neighbours disagree
    assert found.strays.tolist() == [True]


def test_nobody_knows_what_a_look_without_a_day_stands_between() -> None:
    found = _looks(["Berlin", "Paris", "Berlin"], [np.nan, 20.0, 30.0], [0, 0, 0])
    assert found.between.tolist() == []
    assert found.last.tolist() == [2, 2, 1]


def test_nothing_linked_gives_no_looks() -> None:
    assert _looks(["a", "b"], [1.0, 2.0], [0, 1]).rows.tolist() == []


def test_a_value_was_looked_at_when_confirmed_or_else_when_entered_and_never_after_today() -> None:
    columns: dict[str, list[Cell]] = {
        "word": ["a", "b", "c", "d"],
        "seen": ["2000-01-11", None, None, "2030-01-01"],
        "created_at": ["2000-01-01", "2000-01-02", None, "2000-01-01"],
    }
    schema = Schema({"word": f.Url()}, updated_at="seen")
    evidence = Evidence(hand_built(columns), schema, Expectations(), 11_000.0)
    assert np.nan_to_num(looked_at(evidence, "word"), nan=-1.0).tolist() == [10_967.0, 10_958.0, -1.0, 11_000.0]
