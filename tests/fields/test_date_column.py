"""Plain days a column at a time."""

from __future__ import annotations

from datetime import date

import pytest
from tests.fields.columns import assert_as_alone, drawn

from custdq.fields import Date

_YEARS = "1815 1899 1900 1904 1970 1969 1999 2000 2001 2024 2039 2999 9999 0000 0001 0999 1001 99".split()
_MONTHS = "01 02 04 09 10 11 12 00 13 1".split()
_DAYS = "01 05 12 13 28 29 30 31 32 00 5".split()


@pytest.mark.parametrize(
    "kind", [Date(), Date(birth=True, as_of="2024-10-12"), Date(birth=True), Date(serials=True), Date(epoch=True)]
)
def test_days_come_out_as_alone(kind: Date) -> None:
    today = [date.today().isoformat(), "2024-10-12", "2024-10-13", "1970-01-01 00:00", "1970-01-01"]
    assert_as_alone(kind, [*today, *drawn(_YEARS, "-/", _MONTHS, "-", _DAYS, ["", "", "", " ", "T10:30"], count=1_500)])
    assert_as_alone(kind, drawn(_YEARS, "-", _MONTHS, "-", _DAYS, count=1_500))
