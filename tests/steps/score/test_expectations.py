"""Durations, days, weights and the fingerprint of rules."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pytest

from custdq.errors import ConfigError
from custdq.steps.score.expectations import (
    Expectations,
    Requirement,
    RowWeight,
    check_keys,
    parse_as_of,
    parse_days,
    positive,
)


@pytest.mark.parametrize(
    ("given", "days"),
    [
        pytest.param(90, 90.0, id="number"),
        pytest.param("180d", 180.0, id="days"),
        pytest.param("26 weeks", 182.0, id="weeks"),
        pytest.param("6m", 182.625, id="months"),
        pytest.param("2 years", 730.5, id="years"),
    ],
)
def test_durations(given: object, days: float) -> None:
    assert parse_days(given, "sla") == days


@pytest.mark.parametrize("given", ["soon", 0, -1, True, None, "0d"])
def test_what_is_no_duration_is_refused(given: object) -> None:
    with pytest.raises(ConfigError, match="sla was given"):
        parse_days(given, "sla")


@pytest.mark.parametrize("given", ["2025-06-30", date(2025, 6, 30), datetime(2025, 6, 30), np.datetime64("2025-06-30")])
def test_the_day_of_evaluation(given: object) -> None:
    assert parse_as_of(given) == 20269.0


@pytest.mark.parametrize("given", ["someday", 7, None, np.datetime64("NaT")])
def test_what_is_no_day_is_refused(given: object) -> None:
    with pytest.raises(ConfigError, match="as_of"):
        parse_as_of(given)


def test_requirements_have_a_name() -> None:
    assert Requirement(("mobile",)).name == "mobile"
    assert Requirement(("mobile", "email")).name == "any of mobile, email"


def test_other_rules_have_another_fingerprint() -> None:
    one = Expectations(required=(Requirement(("name",)),))
    assert one.fingerprint() == Expectations(required=(Requirement(("name",)),), as_of=3.0).fingerprint()
    assert one.fingerprint() != Expectations().with_required((Requirement(("name",), 2.0),)).fingerprint()


def test_row_weights_by_word() -> None:
    tiers = RowWeight("tier", (("A", 3.0),), 0.5)
    assert [tiers.weight("A"), tiers.weight("B"), tiers.weight(None)] == [3.0, 0.5, 0.5]


@pytest.mark.parametrize("given", [0, -1, True, "1", float("inf")])
def test_weights_are_positive(given: object) -> None:
    with pytest.raises(ConfigError, match="above 0"):
        positive(given, "weight")


def test_unknown_names_are_refused() -> None:
    with pytest.raises(ConfigError, match='Did you mean "name"'):
        check_keys(["nmae"], ["name"], "x")
