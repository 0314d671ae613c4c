"""Days and amounts are read however they are written, and what is none says why."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest

from custdq.steps.relate.cells import NO_DAY, amounts_of, days_of

DAY = (date(2017, 3, 7) - date(1970, 1, 1)).days


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(pa.array(["2017-03-07", None]), id="iso"),
        pytest.param(pa.array(["20170307", None]), id="digits"),
        pytest.param(pa.array(["2017/03/07", None]), id="slashes"),
        pytest.param(pa.array(["2017-03-07T23:59:59+08:00", None]), id="stamp"),
        pytest.param(pa.array(["2017年3月7日", "无"]), id="chinese"),
        pytest.param(pa.array([date(2017, 3, 7), None]), id="date"),
        pytest.param(pa.array([datetime(2017, 3, 7, 23, 59), None]), id="time"),
        pytest.param(pa.array([20170307, None]), id="number"),
    ],
)
def test_a_day(column: pa.Array) -> None:
    days, problems = days_of(column)
    assert days.tolist() == [DAY, NO_DAY]
    assert problems.to_pylist() == [None, None]


def test_a_stamp_is_of_the_day_its_own_clock_showed() -> None:
    late = datetime(2017, 3, 7, 23, 30, tzinfo=timezone(timedelta(hours=8)))
    # told in seconds, for once pandera is imported pyarrow reads an aware datetime as if it were UTC
    column = pa.array([int(late.timestamp())], pa.int64()).cast(pa.timestamp("s", "+08:00"))
    assert days_of(column)[0].tolist() == [DAY]


def test_what_is_no_day_says_why() -> None:
    days, problems = days_of(pa.array(["2017-02-30", "2017-03", "soon", "2017-03-07"]))
    assert days.tolist()[:3] == [NO_DAY] * 3
    assert problems.to_pylist() == ["out_of_range", "partial_date", "not_parsed", None]


@pytest.mark.parametrize(
    ("column", "amounts"),
    [
        pytest.param(pa.array(["93元", "¥2,221.37", "-12.5", "(3)"]), [93, 2221.37, -12.5, -3], id="text"),
        pytest.param(pa.array(["1.234,50", "99,5", "1.234"]), [1234.5, 99.5, 1234], id="decimal-comma"),
        pytest.param(pa.array([1, -2]), [1, -2], id="whole"),
        pytest.param(pa.array([Decimal("1.10")]), [1.1], id="decimal"),
        pytest.param(pa.array([1.5, float("inf"), None]), [1.5, np.nan, np.nan], id="infinite"),
        pytest.param(pa.array([None, ""], pa.string()), [np.nan, np.nan], id="empty"),
    ],
)
def test_an_amount(column: pa.Array, amounts: list[float]) -> None:
    read, problems = amounts_of(column)
    np.testing.assert_array_equal(read, amounts)
    assert problems.null_count == len(column)


def test_what_is_no_amount_says_why() -> None:
    read, problems = amounts_of(pa.array(["free", "1", "3 4", None, "1,2,3"]))
    assert np.isnan(read).tolist() == [True, False, True, True, True]
    assert problems.is_valid().to_pylist() == [True, False, True, False, True]
