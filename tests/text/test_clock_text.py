"""Times of day in text: found, and the rest left whole."""

from __future__ import annotations

import pytest

from custdq.text.clock_text import cut_clock


@pytest.mark.parametrize(
    ("text", "time", "zone", "rest"),
    [
        pytest.param("10:30", "10:30:00", None, "", id="plain"),
        pytest.param("10:30:15.250z", "10:30:15", "Z", "", id="UTC"),
        pytest.param("10:30-0530", "10:30:00", "-05:30", "", id="offset"),
        pytest.param("3.05 pm", "15:05:00", None, "", id="dot beside pm"),
        pytest.param("14:00 may 15 2014 gmt", "14:00:00", "Z", "may 15 2014", id="zone at the end"),
        pytest.param("10:30 gmt+3", "10:30:00", "+03:00", "", id="hours of a zone alone"),
        pytest.param("10h36m28s", "10:36:28", None, "", id="letters for units"),
        pytest.param("11h30m 2004-10-05", "11:30:00", None, "2004-10-05", id="a year behind is no second"),
        pytest.param("11点30分2004年10月5日", "11:30:00", None, "2004年10月5日", id="nor is one without a blank"),
        pytest.param("5.7.2018", None, None, "5.7.2018", id="dots of a date"),
        pytest.param("midnight", "00:00:00", None, "", id="midnight"),
        pytest.param("12 am", "00:00:00", None, "", id="midnight by the clock"),
        pytest.param("12 pm", "12:00:00", None, "", id="noon by the clock"),
        pytest.param("20240105", None, None, "20240105", id="digits"),
    ],
)
def test_a_time_is_cut_out(text: str, time: str | None, zone: str | None, rest: str) -> None:
    clock, left = cut_clock(text)
    assert (clock.time, clock.zone, left.strip()) == (time, zone, rest)
