"""Chinese numbers without an area code, a column at a time."""

from __future__ import annotations

import pytest
from tests.fields.columns import assert_as_alone, drawn

from custdq.fields import Phone

_DIGITS = "0123456789"


@pytest.mark.parametrize("area_code", [None, "0755", "10"])
def test_local_numbers_come_out_as_alone(area_code: str | None) -> None:
    numbers = drawn("2345678", "012345", _DIGITS, _DIGITS, ["", *_DIGITS], ["123", "777", "905"], count=1_500)
    assert_as_alone(Phone(region="CN", area_code=area_code), [*numbers, "12345678", "2222222", "40012345", "95588"])
