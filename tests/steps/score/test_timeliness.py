"""The age of values against their half-life and their deadline."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from custdq.steps.score.evidence import Evidence
from custdq.steps.score.timeliness import ages, findings, measure, never_confirmed
from custdq.steps.score.units import Unit

Make = Callable[..., Evidence]
NAN = math.nan


def found_lines(evidence: Evidence) -> list[dict[str, Any]]:
    """Return the findings."""
    lines: list[dict[str, Any]] = pa.concat_tables(findings(evidence, measure(evidence))).to_pylist()
    return lines


def _within(unit: Unit) -> object:
    assert unit.within is not None
    return unit.within[unit.codes]


def test_age_needs_a_value_and_a_date(evidence: Make) -> None:
    np.testing.assert_equal(ages(evidence(), "mobile"), [0, 365, 1095, NAN, NAN, NAN])
    # a date in the future is age 0
    np.testing.assert_equal(ages(evidence(), "name"), [0, 365, 1095, NAN, 0, NAN])


def test_currency_halves_with_every_half_life(evidence: Make) -> None:
    units = {unit.field: unit.scores for unit in measure(evidence({"field": {"mobile": {"half_life": 365}}}))}
    np.testing.assert_allclose(units["mobile"], [1, 0.5, 0.125, NAN, NAN, NAN])


def test_defaults_go_by_kind_and_a_birthday_never_ages(evidence: Make) -> None:
    units = {unit.field: unit.scores for unit in measure(evidence())}
    assert set(units) == {"mobile", "email", "birthday"}
    assert units["mobile"][2] == pytest.approx(0.5)
    np.testing.assert_equal(units["birthday"], [1, 1, 1, NAN, NAN, NAN])


def test_a_deadline_alone_is_kept_or_not(evidence: Make) -> None:
    unit = next(unit for unit in measure(evidence({"field": {"mobile": {"sla": "1y"}}})) if unit.field == "mobile")
    np.testing.assert_equal(unit.scores, [1, 1, 0, NAN, NAN, NAN])
    np.testing.assert_equal(_within(unit), [1, 1, 0, NAN, NAN, NAN])


def test_with_both_the_currency_is_the_score_and_the_deadline_is_shown(evidence: Make) -> None:
    expects = {"field": {"mobile": {"sla": 100, "half_life": "365d"}}}
    unit = next(unit for unit in measure(evidence(expects)) if unit.field == "mobile")
    assert unit.scores[1] == pytest.approx(0.5)
    np.testing.assert_equal(_within(unit), [1, 0, 0, NAN, NAN, NAN])


def test_findings_are_values_past_their_deadline_or_half_life(evidence: Make) -> None:
    found = evidence({"field": {"mobile": {"sla": 100}, "email": {"half_life": 400}}})
    lines = [(line["record_id"], line["column"], line["code"]) for line in found_lines(found)]
    assert lines == [("2", "mobile", "stale"), ("3", "mobile", "stale"), ("3", "email", "stale")]


def test_a_value_nothing_dates_was_never_confirmed(evidence: Make) -> None:
    assert never_confirmed(evidence(), "mobile").tolist() == [False, False, False, True, False, False]
