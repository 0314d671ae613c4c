"""What states come to, where a sample has its say."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from custdq.steps.score.intervals import wilson
from custdq.steps.score.states import grouping, tally
from custdq.steps.score.units import Unit
from custdq.steps.score.verification import SAMPLE_SCHEMA
from custdq.steps.score.views import draw_up, overall


def _sampled() -> Unit:
    """Return ten values: two checked and true, one checked and false, seven not checked."""
    codes = np.array([0] * 7 + [1, 1, 2])
    return Unit(
        "mobile", codes, np.array([1.0, 1.0, 0.0]), valid=np.array([1.0, 1.0, 1.0]), open=np.array([1.0, 0.0, 0.0])
    )


def _samples(confirmed: int, checked: int) -> pa.Table:
    line = {"field": "mobile", "stratum": None, "population": 10, "checked": checked, "confirmed": confirmed,
            "untold": 0, "expired": 0}  # fmt: skip
    return pa.Table.from_pylist([line], SAMPLE_SCHEMA)


def test_what_nobody_checked_is_true_as_often_as_what_was() -> None:
    owners = grouping("owner", pa.array(["a"] * 5 + ["b"] * 5))
    states = tally("accuracy", [_sampled()], np.ones(10), groupings=[owners]).states
    views = draw_up(states, _samples(2, 3), {})
    (field,) = views.fields.to_pylist()
    assert field["score"] == pytest.approx(2 / 3)
    assert field["loss"] == pytest.approx(1 / 3)
    low, high = wilson(2 / 3, 3, population=10)
    assert (field["lower"], field["upper"]) == (pytest.approx(low), pytest.approx(high))
    dimension = next(line for line in views.dimensions.to_pylist() if line["dimension"] == "accuracy")
    assert (dimension["score"], dimension["basis"]) == (pytest.approx(2 / 3), "verified")
    groups = {line["group"]: line["score"] for line in views.groups.to_pylist() if line["dimension"] == "accuracy"}
    assert groups == {"a": pytest.approx(2 / 3), "b": pytest.approx((2 * 2 / 3 + 2) / 5)}


def test_without_a_sample_it_is_the_upper_bound() -> None:
    states = tally("accuracy", [_sampled()], np.ones(10)).states
    (field,) = draw_up(states, SAMPLE_SCHEMA.empty_table(), {}).fields.to_pylist()
    assert (field["score"], field["basis"], field["lower"]) == (pytest.approx(0.9), "validity", None)


def test_an_unassessed_dimension_never_changes_the_overall() -> None:
    assert overall({"accuracy": 0.5}, {"accuracy": 2.0, "timeliness": 5.0}) == 0.5
    assert overall({}, {}) is None
