"""Dates of other calendars and of standard forms that look like no other date.

The trap: the year 113 of a Taiwanese list is 2024, 2567 of a Thai one too, and the fifth of the eighth month by the
lunar calendar is no fifth of August; lunar days are recognised and never turned into solar ones.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from custdq.text.date_reading import DateReading, plausible

# a day without its year, as vCard and ISO 8601:2000 write it
_MONTH_DAY = re.compile(r"--(\d\d)-(\d\d)")
#: Week dates and days of the year (ISO 8601-1, 5.2.2 and 5.2.3).
_WEEK = re.compile(r"(\d{4})-?w([0-5]\d)-?([1-7])")
_YEAR_DAY = re.compile(r"(\d{4})-([0-3]\d\d)")
_LUNAR = re.compile(
    r"农历|農曆|阴历|陰曆|旧历|正月|腊月|臘月|冬月|闰.?月|初[一二三四五六七八九十]|廿[一二三四五六七八九]"
)
#: Years of reigns and of other calendars: what to add to a year to get that of the common era.
_ERAS = {
    "民国": 1911, "民國": 1911, "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "佛历": -543,
    "พ.ศ.": -543, "พศ": -543, "b.e.": -543,
}  # fmt: skip
_ERA = re.compile(rf"(?:中华|中華)?({'|'.join(map(re.escape, _ERAS))})\s*(元|\d{{1,4}})\s*年?")
#: Japanese reigns by their first letter or character: R6.1.5, H30/4/1, 昭60.7.4.
_SHORT_ERAS = {
    "m": 1867,
    "t": 1911,
    "s": 1925,
    "h": 1988,
    "r": 2018,
    "明": 1867,
    "大": 1911,
    "昭": 1925,
    "平": 1988,
    "令": 2018,
}
_SHORT_ERA = re.compile(r"([mtshr明大昭平令])\.?(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
#: Years of the Republic of China have three digits since 2011; nothing else has.
_ROC = re.compile(r"(1\d\d)[-/.](\d{1,2})[-/.](\d{1,2})|(1\d\d)([01]\d)([0-3]\d)")
#: Years of the Buddhist era that Thai lists write.
_BUDDHIST = range(2440, 2644)
THAI = re.compile("[\u0e00-\u0e7f]")


def is_lunar(text: str) -> bool:
    """Tell whether a date is given by the Chinese lunar calendar, which shifts by up to seven weeks against the solar.

    >>> is_lunar("农历八月十五"), is_lunar("1985年八月初五"), is_lunar("8月5日")
    (True, True, False)
    """
    return _LUNAR.search(text) is not None


def special_form(plain: str) -> list[DateReading]:
    """Read forms that are like nothing else: --05-03, 2024-W03-2, 2024-065, R6.1.5, 113/1/5."""
    if found := _MONTH_DAY.fullmatch(plain):
        return [DateReading(None, int(found[1]), int(found[2]))]
    if found := _WEEK.fullmatch(plain):
        try:
            day = date.fromisocalendar(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return []
        return [DateReading(day.year, day.month, day.day)]
    if found := _YEAR_DAY.fullmatch(plain):
        year, place = int(found[1]), int(found[2])
        day = date(max(year, 1), 1, 1) + timedelta(days=max(place, 1) - 1) if year < 9999 else date(1, 1, 1)
        return [DateReading(day.year, day.month, day.day)] if day.year == year and place else []
    if found := _SHORT_ERA.fullmatch(plain):
        year = _SHORT_ERAS[found[1]] + (1 if found[2] == "元" else int(found[2]))
        return [DateReading(year, int(found[3]), int(found[4]))]
    if found := _ROC.fullmatch(plain):
        year, month, day_ = (int(part) for part in (found.groups()[:3] if found[1] else found.groups()[3:]))
        reading = DateReading(year + 1911, month, day_)
        return [reading] if plausible(reading) else []
    return []


def common_era(reading: DateReading) -> DateReading:
    """Return a reading of a Thai text with its Buddhist year in the common era."""
    if reading.year is None or not (reading.short or reading.year in _BUDDHIST):
        return reading
    return reading._replace(year=reading.year + (2500 if reading.short else 0) - 543, short=False)


def cut_era(text: str) -> tuple[str, int | None]:
    """Cut a year of an era out of the text (民国113年 is 2024)."""
    found = _ERA.search(text)
    if found is None:
        return text, None
    return f"{text[: found.start()]} {text[found.end() :]}", _ERAS[found[1]] + (
        1 if found[2] == "元" else int(found[2])
    )
