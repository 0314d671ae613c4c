"""What is long is read off the data, or said; each customer's intervals weigh the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from custdq.errors import OptionError
from custdq.steps.relate import Thresholds, thresholds_from


def test_the_thresholds_are_quantiles_of_the_intervals() -> None:
    entity = np.repeat(np.arange(100), 2)
    days = np.stack([np.zeros(100, dtype=np.int32), np.arange(1, 101, dtype=np.int32)], axis=1).reshape(-1)
    assert thresholds_from(entity, days) == Thresholds(80, 80, 95, 99, 100)


def test_one_who_buys_daily_does_not_speak_for_all() -> None:
    daily = np.arange(1_000, dtype=np.int32)
    entity = np.r_[np.zeros(1_000, dtype=np.int64), np.repeat(np.arange(1, 31), 2)]
    days = np.r_[daily, np.tile(np.array([0, 100], dtype=np.int32), 30)]
    found = thresholds_from(entity, days)
    assert found is not None
    assert found.active == 100


def test_alike_intervals_still_give_thresholds_that_grow() -> None:
    found = thresholds_from(np.repeat(np.arange(30), 2), np.tile(np.array([0, 7], dtype=np.int32), 30))
    assert found == Thresholds(7, 7, 8, 9, 30)


def test_few_intervals_tell_nothing() -> None:
    assert thresholds_from(np.repeat(np.arange(19), 2), np.tile(np.array([0, 7], dtype=np.int32), 19)) is None
    assert thresholds_from(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int32)) is None


def test_new_is_as_active_where_it_is_left_out() -> None:
    assert Thresholds.given({"active": 30, "cooling": 60, "dormant": 90}).to_dict() == {
        "new": 30, "active": 30, "cooling": 60, "dormant": 90, "intervals": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ({"active": 30, "cooling": 60, "dormnt": 90}, 'no "dormnt". Did you mean "dormant"'),
        ({"active": 30}, "nothing of cooling, dormant"),
        ({"active": 60, "cooling": 30, "dormant": 90}, "days that grow"),
        ({"active": "a", "cooling": 30, "dormant": 90}, "days that grow"),
        ({"active": -1, "cooling": 30, "dormant": 90}, "days that grow"),
        ([30, 60, 90], "given as list"),
    ],
)
def test_days_that_make_no_sense(days: Any, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        Thresholds.given(days)
