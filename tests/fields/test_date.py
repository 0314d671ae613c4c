"""Dates: one day from many styles, and no guess where two days are possible."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import OptionError
from custdq.fields.date import Date


def row(text: str, kind: Date | None = None) -> dict[str, Any]:
    return dict((kind or Date()).parse([text]).to_pylist()[0])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2024-01-05", id="ISO"),
        pytest.param("2024/1/5", id="slashes"),
        pytest.param("2024.1.5", id="dots"),
        pytest.param("20240105", id="digits"),
        pytest.param("２０２４年１月５日", id="full width"),
        pytest.param("2024年1月5日", id="Chinese"),
        pytest.param("2024年1月5号", id="hao"),
        pytest.param("24年1月5日", id="two-digit year"),
        pytest.param("二〇二四年一月五日", id="Chinese numerals"),
        pytest.param("民国113年1月5日", id="Republic of China"),
        pytest.param("令和6年1月5日", id="Reiwa"),
        pytest.param("2024-01-05 10:30:00", id="with a time"),
        pytest.param("2024-01-05T10:30:00Z", id="ISO with a time"),
        pytest.param("2024年1月5日 星期五", id="weekday"),
        pytest.param("Jan 5, 2024", id="American"),
        pytest.param("5 January 2024", id="British"),
        pytest.param("Fri, 5 Jan 2024 10:30:00 +0800", id="RFC 2822"),
        pytest.param("5. Januar 2024", id="German"),
        pytest.param("5 января 2024 г.", id="Russian"),
        pytest.param("5 de enero de 2024", id="Spanish"),
        pytest.param("05-JAN-24", id="database"),
        pytest.param("45296", id="serial"),
        pytest.param("45296.4375", id="serial with a time"),
        pytest.param("20240105.0", id="float"),
        pytest.param("20240105103000", id="fourteen digits"),
        pytest.param("Tue, 05 Jan 2024 10:30:00 +0800", id="a weekday that begins with T"),
        pytest.param("5 ม.ค. 67", id="Thai, two digits"),
        pytest.param("2024_01_05", id="underscores"),
        pytest.param("2024-W01-5", id="week date"),
        pytest.param("2024-005", id="day of the year"),
        pytest.param("R6.1.5", id="Reiwa, short"),
        pytest.param("113/1/5", id="Republic of China, three digits"),
        pytest.param("1130105", id="Republic of China, digits"),
        pytest.param("5 มกราคม พ.ศ. 2567", id="Thai, Buddhist era"),
        pytest.param("5 มกราคม 2567", id="Thai, Buddhist year alone"),
        pytest.param("٥ يناير ٢٠٢٤", id="Arabic digits"),
        pytest.param("2024年1月0510:30", id="no word for day before the hour"),
        pytest.param("Fri Jan 05 2024 10:30:00 GMT+0800 (China Standard Time)", id="JavaScript"),
        pytest.param("2024-01-05T10:30:00.123+08:00[Asia/Shanghai]", id="Java"),
        pytest.param("1704450600", id="seconds since 1970"),
        pytest.param("1704450600000", id="milliseconds since 1970"),
        pytest.param("45296,4375", id="serial with a decimal comma"),
        pytest.param("生日：2024年1月5日", id="label"),
        pytest.param("2024年1月5日出生", id="born"),
        pytest.param("Tháng 1 5, 2024", id="Vietnamese"),
        pytest.param("5 tammikuuta 2024", id="Finnish"),
        pytest.param("2024. január 5.", id="Hungarian"),
        pytest.param("5. siječnja 2024.", id="Croatian"),
        pytest.param("2024년 1월 5일 금요일", id="Korean"),
    ],
)
def test_a_cell_becomes_iso(text: str) -> None:
    found = row(text)
    assert found["value"] == "2024-01-05"
    assert (found["year"], found["month"], found["day"], found["precision"]) == ("2024", "01", "05", "day")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        pytest.param("2024-01-05 10:30:15", "10:30:15", id="plain"),
        pytest.param("2024-01-05 下午3:05", "15:05:00", id="afternoon"),
        pytest.param("Jan 5 2024 12:05 am", "00:05:00", id="after midnight"),
        pytest.param("2024年1月5日 10时30分", "10:30:00", id="Chinese"),
        pytest.param("2024-01-05 00:00:00", None, id="midnight is no time"),
        pytest.param("45296.4375", "10:30:00", id="serial"),
        pytest.param("5. siječnja 2024. u podne", "12:00:00", id="Croatian noon"),
        pytest.param("2024년 1월 5일 오후 3:05", "15:05:00", id="Korean afternoon"),
        pytest.param("5.1.2024 klo 15.05", "15:05:00", id="Finnish o'clock"),
        pytest.param("5 студзеня 2024 у 7 гадзін 10 хвілін", "07:10:00", id="Belarusian words"),
        pytest.param("2024年1月5日 晚上8点半", "20:30:00", id="half past"),
    ],
)
def test_the_time_is_a_part(text: str, time: str | None) -> None:
    assert row(text)["time"] == time


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        pytest.param("2024年5月", "2024-05", "month", id="Chinese month"),
        pytest.param("2024-05", "2024-05", "month", id="month"),
        pytest.param("May 2024", "2024-05", "month", id="English month"),
        pytest.param("05/2024", "2024-05", "month", id="month in front"),
        pytest.param("1985", "1985", "year", id="year"),
        pytest.param("1985年生", "1985", "year", id="born in a year"),
        pytest.param("5月3日", "--05-03", "month_day", id="day without year"),
        pytest.param("05-23", "--05-23", "month_day", id="numbers without year"),
    ],
)
def test_a_partial_date_stays_partial(text: str, value: str, precision: str) -> None:
    found = row(text)
    assert (found["value"], found["precision"], found["problem"]) == (value, precision, "partial_date")


@pytest.mark.parametrize(
    ("text", "status", "problem"),
    [
        pytest.param("农历八月十五", "invalid", "lunar_date", id="lunar"),
        pytest.param("1985-07-14(阴历)", "invalid", "lunar_date", id="lunar, in numbers"),
        pytest.param("1970-01-01 08:00:00", "missing", "sentinel_date", id="Unix's first day in China"),
        pytest.param("1900-01-01", "missing", "sentinel_date", id="Excel's first day"),
        pytest.param("1970-01-01 00:00:00", "missing", "sentinel_date", id="Unix's first day"),
        pytest.param("9999-12-31", "missing", "sentinel_date", id="the last day"),
        pytest.param("0000-00-00", "missing", "sentinel_date", id="zeros"),
        pytest.param("2024-02-30", "invalid", "out_of_range", id="no such day"),
        pytest.param("2023-02-29", "invalid", "out_of_range", id="no leap year"),
        pytest.param("2024-13-01", "invalid", "out_of_range", id="no such month"),
        pytest.param("next week", "invalid", "not_parsed", id="words"),
        pytest.param("1月", "invalid", "not_parsed", id="a month alone"),
        pytest.param("13900138001", "invalid", "not_parsed", id="a telephone number"),
        pytest.param("123", "invalid", "not_parsed", id="a small number"),
    ],
)
def test_what_is_no_date_says_why(text: str, status: str, problem: str) -> None:
    found = row(text)
    assert (found["value"], found["status"], found["problem"]) == (None, status, problem)


def test_two_possible_days_are_reported_and_not_guessed() -> None:
    found = row("05/01/2024")
    assert (found["value"], found["problem"]) == (None, "ambiguous_day_month")
    assert found["candidates"] == "2024-01-05;2024-05-01"
    assert row("05/05/2024")["value"] == "2024-05-05"


@pytest.mark.parametrize(
    ("column", "first"),
    [
        pytest.param(["05/01/2024", "31/12/2023"], "2024-01-05", id="a day above 12 in front"),
        pytest.param(["05/01/2024", "12/31/2023"], "2024-05-01", id="a day above 12 behind"),
        pytest.param(["05/01/2024", "12/31/2023", "31/12/2023"], None, id="contradiction"),
        pytest.param(["03.5.7", "83.7.14", "99.12.31"], "2003-05-07", id="two-digit year in front"),
        pytest.param(["03.5.07", "14.7.83", "31.12.99"], "2007-05-03", id="two-digit year behind"),
        pytest.param(["03-05", "2024-01-05", "2023-11-12"], "--03-05", id="month and day beside ISO dates"),
        pytest.param(["03.05.", "14.07.", "31.12."], "--05-03", id="day and month"),
        pytest.param(["366", "32874", "401"], "1900-12-31", id="a column of serials"),
    ],
)
def test_the_column_decides_the_order(column: list[str], first: str | None) -> None:
    assert Date().parse(column).column("value").to_pylist()[0] == first
    assert Date().parse(column[::-1]).column("value").to_pylist()[-1] == first


def test_an_order_given_is_kept() -> None:
    assert row("05/01/2024", Date("mdy"))["value"] == "2024-05-01"
    assert row("03/05/07", Date("dmy"))["value"] == "2007-05-03"
    with pytest.raises(OptionError, match="Did you mean"):
        Date("dym")


def test_birthdays_lie_in_the_past() -> None:
    next_year = date.today().year + 1
    short = f"{next_year % 100:02d}年3月4日"
    assert row(short, Date(birth=True))["value"] == f"{next_year - 100}-03-04"
    assert row(f"{next_year}-03-04", Date(birth=True))["problem"] == "in_the_future"
    assert row("1801-03-04", Date(birth=True))["problem"] == "out_of_range"
    assert row(f"{next_year}-03-04")["value"] == f"{next_year}-03-04"


def test_keys_let_slips_meet() -> None:
    kind = Date()
    keys = kind.keys(kind.parse(["1983-07-04", "1983-04-07", "1983-07", "7月4日", None]))
    assert keys["date"].to_pylist() == ["1983-07-04", "1983-04-07", None, None, None]
    assert keys["unordered"].to_pylist() == ["1983-04-07", "1983-04-07", None, None, None]
    assert keys["month"].to_pylist() == ["1983-07", "1983-04", "1983-07", None, None]
    assert keys["month_day"].to_pylist() == ["07-04", "04-07", None, "07-04", None]


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        pytest.param("1983-07-04", "1983-**-**", id="day"),
        pytest.param("--07-04", "--**-**", id="no year"),
        pytest.param("1983", "19**", id="year"),
    ],
)
def test_mask(value: str, masked: str) -> None:
    assert Date().mask(value) == masked


@given(day=st.dates(date(1901, 1, 1), date(2060, 12, 31)))
def test_every_style_of_one_day_reads_as_that_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    styles = [
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{day:%d %B %Y}",
        f"{day.year}/{day.month}/{day.day}",
    ]
    styles += [str(serial)] if serial >= 10_000 else []
    assert {Date().parse_cell(style).value for style in styles} == {day.isoformat()}


def test_a_zone_is_kept_beside_the_time() -> None:
    cells = ["2024-01-05T10:30:00+0800", "2024-01-05T10:30:00Z", "5 Jan 2024 10:30 CST", "2024-01-05 10:30"]
    assert [row(cell)["zone"] for cell in cells] == ["+08:00", "Z", "CST", None]


def test_the_first_day_of_unix_is_kept_unless_the_column_repeats_it() -> None:
    found = row("1970-01-01")
    assert (found["value"], found["problem"]) == ("1970-01-01", "sentinel_date")
    repeated = Date().parse(["1970-01-01"] * 5 + ["1983-07-04", "1970年1月1日"])
    assert repeated.column("value").to_pylist() == [None] * 5 + ["1983-07-04", "1970-01-01"]


def test_the_day_of_evaluation_decides_what_lies_in_the_future() -> None:
    kind = Date(birth=True, as_of="2010-06-30")
    assert row("2010-07-01", kind)["problem"] == "in_the_future"
    assert row("11年3月4日", kind)["value"] == "1911-03-04"
    assert row("10年3月4日", kind)["value"] == "2010-03-04"
    with pytest.raises(OptionError, match="expected a day"):
        Date(as_of="30.6.2010")


def test_a_month_with_two_digits_behind_a_dash_is_a_day_or_a_year() -> None:
    found = row("Jan-24")
    assert (found["value"], found["candidates"]) == (None, "--01-24;2024-01")
    assert row("Jan-85")["value"] == "1985-01"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("13. listopada 2020.", "2020-10-13", id="Croatian dots its days"),
        pytest.param("13 listopada 2020", "2020-11-13", id="Polish does not"),
    ],
)
def test_one_word_for_two_months_is_told_by_the_dot(text: str, value: str) -> None:
    assert row(text)["value"] == value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Fri, 05/01/2024", id="English"),
        pytest.param("пт 05.01.2024", id="Russian"),
        pytest.param("05/01/2024 星期五", id="Chinese"),
    ],
)
def test_the_weekday_tells_which_of_two_days_is_meant(text: str) -> None:
    assert row(text)["value"] == "2024-01-05"


def test_a_weekday_that_fits_neither_day_leaves_both() -> None:
    assert row("Sun 05/01/2024")["problem"] == "ambiguous_day_month"


@pytest.mark.parametrize(
    ("cell", "note"),
    [
        pytest.param("Ruth Baker: 2024-01-05", "Ruth Baker", id="name in front"),
        pytest.param("2024-01-05 10:30:00 (walk-in)", "walk-in", id="brackets behind"),
        pytest.param("Date of birth: 5 Jan 1990", None, id="label"),
        pytest.param("出生日期：1990年5月3日", None, id="chinese label"),
        pytest.param("Mon, 5 Jan 2015 (Mon)", None, id="weekday"),
        pytest.param("Sun Jan 05 2014 10:30:00 GMT+0800 (China Standard Time)", None, id="zone in words"),
    ],
)
def test_words_beside_a_date_are_a_note(cell: str, note: str | None) -> None:
    row = Date().parse([cell]).to_pylist()[0]
    assert row["value"] is not None
    assert (row["note"], row["problem"]) == (note, "extra_text" if note else None)


@pytest.mark.parametrize("cell", ["❽❽❽❽", "❽2", "5月❽"])
def test_a_digit_that_is_no_figure_is_no_date(cell: str) -> None:
    assert Date().parse([cell]).column("status").to_pylist() == ["invalid"]


def test_among_serials_a_year_that_would_be_one_is_left_open() -> None:
    kind = Date(serials=True)
    assert kind.parse(["1309年", "0110年"]).column("value").to_pylist() == [None, "0110"]
    assert kind.parse(["0110"]).column("status").to_pylist() == ["valid"]
