"""One typed cell as text."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from custdq.steps.read.cell_text import cell_text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(None, "", id="none"),
        pytest.param(float("nan"), "", id="nan"),
        pytest.param(13800138000.0, "13800138000", id="phone kept as float"),
        pytest.param(110101199003071200.0, "110101199003071200", id="eighteen digits"),
        pytest.param(123456789012345680.0, "123456789012345680", id="no exponent"),
        pytest.param(1e300, "1e+300", id="no identifier"),
        pytest.param(0.5, "0.5", id="fraction"),
        pytest.param(float("inf"), "inf", id="infinity"),
        pytest.param("15548326.0", "15548326.0", id="text stays"),
        pytest.param(" x ", " x ", id="spaces stay"),
        pytest.param(True, "true", id="true"),
        pytest.param(False, "false", id="false"),
        pytest.param(7, "7", id="int"),
        pytest.param(dt.date(2019, 11, 26), "2019-11-26", id="date"),
        pytest.param(dt.datetime(2019, 11, 26, 10), "2019-11-26 10:00:00", id="time of day"),
        pytest.param(dt.datetime(2019, 11, 26), "2019-11-26", id="midnight"),
        pytest.param(dt.time(10, 5), "10:05:00", id="time"),
        pytest.param(dt.timedelta(days=1, hours=18), "42:00:00", id="duration"),
        pytest.param(b"\xe7\x8e\x8b\xff", "王\ufffd", id="bytes"),
        pytest.param(Decimal("12.50"), "12.50", id="decimal"),
        pytest.param(["a", None, 2.0], "a; 2", id="list"),
        pytest.param({"a": [1, None]}, '{"a": [1, null]}', id="nested"),
    ],
)
def test_cell_text(value: Any, expected: str) -> None:
    assert cell_text(value) == expected
