"""Dates in text: every day a text can mean, and none that it cannot."""

from __future__ import annotations

import pytest

from custdq.text.date_text import read_date


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("2024-01-05", [(2024, 1, 5, None)], id="year first"),
        pytest.param("05/01/2024", [(2024, 1, 5, "dmy"), (2024, 5, 1, "mdy")], id="two orders"),
        pytest.param("25/01/2024", [(2024, 1, 25, "dmy")], id="only one possible"),
        pytest.param("01/02/03", [(1, 2, 3, "ymd"), (3, 2, 1, "dmy"), (3, 1, 2, "mdy")], id="three orders"),
        pytest.param("05-03", [(None, 5, 3, "mdy"), (None, 3, 5, "dmy")], id="no year"),
        pytest.param("5 Jan 24", [(24, 1, 5, "dmy")], id="short year behind"),
        pytest.param("25012024", [(2024, 1, 25, "dmy")], id="digits, year behind"),
        pytest.param("202405", [(2024, 5, None, "ym")], id="year and month"),
        pytest.param("29 tháng mười hai, 2013", [(2013, 12, 29, None)], id="Vietnamese"),
        pytest.param("昭和60年7月4日", [(1985, 7, 4, None)], id="era"),
        pytest.param("meeting on 5 May 2024", [], id="another word"),
        pytest.param("5 May June 2024", [], id="two months"),
        pytest.param("1 2 3 4", [], id="four numbers"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_readings(text: str, days: list[tuple[int | None, int | None, int | None, str | None]]) -> None:
    assert [(r.year, r.month, r.day, r.order) for r in read_date(text)] == days


@pytest.mark.parametrize(
    ("text", "time"),
    [
        pytest.param("2024-01-05T1030", "10:30:00", id="ISO basic"),
        pytest.param("5 Jan 2024 at noon", "12:00:00", id="noon"),
        pytest.param("5 Jan 2024 10:17 pm", "22:17:00", id="pm"),
        pytest.param("2024年1月5日 下午3点", "15:00:00", id="Chinese afternoon"),
        pytest.param("2024-01-05 11h30", "11:30:00", id="h"),
        pytest.param("240105 103000", "10:30:00", id="digits apart"),
        pytest.param("20240105T103000.5-0300", "10:30:00", id="ISO basic with fraction and zone"),
        pytest.param("2024-01-05", None, id="none"),
    ],
)
def test_times(text: str, time: str | None) -> None:
    assert [reading.time for reading in read_date(text)] == [time]
