"""Other calendars and standard forms."""

from __future__ import annotations

import pytest

from custdq.text.calendar_text import common_era, cut_era, is_lunar, special_form
from custdq.text.date_reading import DateReading


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("--05-03", (None, 5, 3), id="no year"),
        pytest.param("2024-w10-2", (2024, 3, 5), id="week date"),
        pytest.param("2024w102", (2024, 3, 5), id="week date, basic"),
        pytest.param("2024-065", (2024, 3, 5), id="day of the year"),
        pytest.param("113.3.5", (2024, 3, 5), id="Republic of China"),
        pytest.param("昭60.7.4", (1985, 7, 4), id="Showa"),
    ],
)
def test_special_forms(text: str, day: tuple[int | None, int, int]) -> None:
    assert [reading[:3] for reading in special_form(text)] == [day]


@pytest.mark.parametrize("text", ["2024-w60-1", "2023-366", "2024-000", "113.13.5", "0000-001", "9999-365", "05/01"])
def test_what_is_none_of_them(text: str) -> None:
    assert special_form(text) == []


def test_eras() -> None:
    assert cut_era("令和元年5月1日") == (" 5月1日", 2019)
    assert cut_era("2024") == ("2024", None)
    assert common_era(DateReading(2567, 1, 5)).year == 2024
    assert common_era(DateReading(67, 1, 5, short=True)).year == 2024
    assert common_era(DateReading(2024, 1, 5)).year == 2024


def test_lunar() -> None:
    assert is_lunar("农历八月十五")
    assert not is_lunar("二〇二四年三月五日")
