"""Reading one date from text: which numbers are year, month and day, and what remains open.

The trap: `05/01/2024` is two days. Reading never chooses between them: it returns every day the text can mean under
the orders it was given, and the caller decides from the whole column.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from custdq.reference.month_names import is_filler, is_weekday, month_of, vietnamese_months


class DateReading(NamedTuple):
    """A possible meaning of a text: year, month and day (each None where not given), time as HH:MM:SS."""

    year: int | None
    month: int | None
    day: int | None
    time: str | None = None
    order: str | None = None
    short: bool = False


_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:[T ]|, ?)(.{1,40}))?")
# a day without its year, as vCard and ISO 8601:2000 write it
_MONTH_DAY = re.compile(r"--(\d\d)-(\d\d)")
_PLAIN_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d")
_CLOCK = re.compile(
    r"(?<![\d.])(?P<h>[01]?\d|2[0-4])\s*(?::|点|點|时|時|h(?=\d))\s*(?P<m>[0-5]?\d)(?:\s*(?::|分|m)\s*(?P<s>[0-5]?\d|60)(?:[.,]\d{1,9})?)?\s*[分秒m]?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?\s*(?P<zone>z\b|(?:utc|gmt)?\s?[+-]\d{1,2}:?\d{2}\b|\(?(?:utc|gmt|cst|est|edt|pst|pdt|cet|cest|msk|bst|jst|eest|eet)\b\)?)?"
)
_HOUR = re.compile(
    r"(?<![\d.:])(?P<h>[01]?\d|2[0-4])(?:(?P<fraction>[.,]\d)\s*h|\s*(?:h\b|点|點|时|時|uhr\b)|\s*(?P<half>[ap]\.?\s?m\b\.?))"
)
_ISO_HOUR = re.compile(r"(?<=\d)t([01]\d|2[0-4])(?:([0-5]\d)([0-5]\d)?)?z?$")
_HALF_DAY = re.compile(r"凌晨|早上|上午|下午|晚上|傍晚|晚|中午|午前|午後|noon|midnight")
_ERAS = {
    "民国": 1911,
    "民國": 1911,
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "大正": 1911,
    "明治": 1867,
    "佛历": -543,
    "พ.ศ.": -543,
}
_ERA = re.compile(rf"(?:中华|中華)?({'|'.join(map(re.escape, _ERAS))})\s*(元|\d{{1,4}})\s*年?")
_CJK_UNITS = re.compile(r"(\d{1,4})\s*(年|月|日|号|號|년|월|일)(?:\s*(?:份|初|底))?")
_WEEKDAY_CJK = re.compile(
    r"[(（]?\s*(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]\s*[)）]?|[(（][一二三四五六日月火水木金土][)）]|[月火水木金土日]曜日?"
)
_CJK_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CJK_NUMBER = re.compile(r"[〇零一二三四五六七八九十廿卅]+(?=\s*[年月日号號])")
_TOKEN = re.compile(r"""\d+|[^\s\d\-/,;()|"~–—−·.'’][^\s\d\-/,;()|"~–—−·]*|\S""")
_ORDERS = {"ymd": (0, 1, 2), "dmy": (2, 1, 0), "mdy": (2, 0, 1)}
_MARKS = frozenset("-/.,;()'\"·|~–—−")


def read_date(text: str) -> list[DateReading]:
    """Return every date `text` can mean, one reading an order; empty where it is none.

    A reading's `order` is set where another order of the same numbers is thinkable at all; `short` tells that its year
    has two digits and belongs to a century still to be chosen.

    Examples
    --------
    >>> read_date("2024年1月5日 10:30")
    [DateReading(year=2024, month=1, day=5, time='10:30:00', order=None, short=False)]
    >>> [(r.month, r.day, r.order) for r in read_date("05/01/2024")]
    [(1, 5, 'dmy'), (5, 1, 'mdy')]
    """
    plain = unicodedata.normalize("NFKC", text).casefold().strip(" '\"=,;.")
    if found := _MONTH_DAY.fullmatch(plain):
        return [DateReading(None, int(found[1]), int(found[2]))]
    if found := _ISO.fullmatch(plain):
        clock, rest = _time(found[5].strip()) if found[5] else (None, "")
        if not rest:
            return [DateReading(int(found[1]), int(found[3]), int(found[4]), clock)]
    if plain.isdigit() or re.fullmatch(r"\d{8}t\d{4,6}", plain):
        return _compact(plain.replace("t", ""))
    if not plain.isascii():
        plain = vietnamese_months(unicodedata.normalize("NFC", plain)) if "tháng" in plain else plain
        plain = _CJK_NUMBER.sub(lambda found: _cjk_number(found[0]), _WEEKDAY_CJK.sub(" ", plain))
    clock, rest = _time(plain)
    if re.fullmatch(r"\d{8}", rest):
        return [reading._replace(time=clock) for reading in _compact(rest)]
    rest, era_year = _era(rest)
    if _CJK_UNITS.search(rest):
        return _with_units(rest, era_year, clock)
    return [reading._replace(time=clock) for reading in _from_tokens(rest, era_year)]


def _compact(digits: str) -> list[DateReading]:
    """Read digits without any separator: YYYY, YYYYMM, YYMMDD, YYYYMMDD, with a time behind from 12 digits on."""
    size = len(digits)
    if size == 4:
        return [DateReading(int(digits), None, None)]
    if size == 6:
        long = DateReading(int(digits[:4]), int(digits[4:]), None, order="ym")
        short = DateReading(int(digits[:2]), int(digits[2:4]), int(digits[4:]), order="ymd", short=True)
        return [r for r in (long, short) if plausible(r) and (r is short or 1900 <= int(digits[:4]) < 2100)]
    if size == 8:
        ways = [digits, digits[4:] + digits[2:4] + digits[:2], digits[4:] + digits[:4]]
        first, *others = [DateReading(int(w[:4]), int(w[4:6]), int(w[6:])) for w in ways]
        if 1800 <= int(digits[:4]) < 2200 or not any(map(plausible, others)):
            return [first]
        return [
            r._replace(order=o)
            for r, o in zip(others, ("dmy", "mdy"), strict=True)
            if plausible(r) and 1900 <= (r.year or 0) < 2100
        ]
    if size in (12, 14):
        clock = f"{digits[8:10]}:{digits[10:12]}:{digits[12:14] or '00'}"
        return [DateReading(int(digits[:4]), int(digits[4:6]), int(digits[6:8]), clock)]
    return []


def _time(text: str) -> tuple[str | None, str]:
    """Cut a time of day out of lower-case text: (HH:MM:SS or None, the rest)."""
    if len(text) == 8 and _PLAIN_TIME.fullmatch(text):
        return text, ""
    if found := _ISO_HOUR.search(text):
        return f"{found[1]}:{found[2] or '00'}:{found[3] or '00'}", text[: found.start()]
    found = _CLOCK.search(text) or _HOUR.search(text)
    word = _HALF_DAY.search(text)
    if found is None:
        if word and word[0] in ("noon", "midnight", "中午"):
            return ("00:00:00" if word[0] == "midnight" else "12:00:00"), _HALF_DAY.sub(" ", text)
        return None, text
    groups = found.groupdict()
    hour, minute, second = int(groups["h"]), int(groups.get("m") or 0), int(groups.get("s") or 0)
    if fraction := groups.get("fraction"):
        minute = round(float("0" + fraction.replace(",", ".")) * 60)
    half = (groups["half"] or "")[:1]
    if half == "p" or (word and word[0] in ("下午", "晚上", "晚", "傍晚", "午後") and hour < 12):
        hour = hour % 12 + 12
    elif half == "a":
        hour %= 12
    rest = _HALF_DAY.sub(" ", f"{text[: found.start()]} {text[found.end() :]}")
    return f"{hour % 24:02d}:{minute:02d}:{second % 60:02d}", rest.strip(" t")


def _era(text: str) -> tuple[str, int | None]:
    """Cut a year of an era out of the text (民国113年 is 2024)."""
    found = _ERA.search(text)
    if found is None:
        return text, None
    return f"{text[: found.start()]} {text[found.end() :]}", _ERAS[found[1]] + (
        1 if found[2] == "元" else int(found[2])
    )


def _with_units(text: str, era_year: int | None, clock: str | None) -> list[DateReading]:
    """Read numbers that carry 年, 月, 日; a last bare number after 月 is the day."""
    parts: dict[str, int | None] = {"年": era_year, "月": None, "日": None}
    short = False
    for number, unit in _CJK_UNITS.findall(text):
        name = {"号": "日", "號": "日", "년": "年", "월": "月", "일": "日"}.get(unit, unit)
        if parts[name] is not None:
            return []
        parts[name], short = int(number), short or (name == "年" and len(number) < 3)
    rest = _CJK_UNITS.sub(" ", text).strip(" -/.,;()~")
    if rest.isdigit() and parts["日"] is None and parts["月"] is not None:
        parts["日"], rest = int(rest), ""
    return [] if rest else [DateReading(parts["年"], parts["月"], parts["日"], clock, short=short)]


def _from_tokens(text: str, era_year: int | None) -> list[DateReading]:
    """Read numbers and words in any order; empty where a word is neither month, weekday nor filler."""
    numbers: list[str] = []
    words: list[str] = []
    before_month = 0
    for token in _TOKEN.findall(text):
        if token[0].isdigit():
            numbers.append(token)
        elif token in _MARKS or is_filler(token):
            continue
        elif month_of(token) or is_weekday(token):
            before_month = len(numbers) if month_of(token) and not any(map(month_of, words)) else before_month
            words.append(token)
        else:
            return []
    months = [word for word in words if month_of(word)]
    months = [word for word in months if not is_weekday(word)] or months[:1]
    if len(months) > 1 or any(len(number) > 4 for number in numbers):
        return []
    if era_year is not None:
        numbers.insert(0, f"{era_year:04d}")
    if months:
        return _around_month(numbers, month_of(months[0]) or 0, before_month)
    return _three(numbers) if len(numbers) == 3 else _two(numbers) if len(numbers) == 2 else []


def _around_month(numbers: list[str], month: int, before: int) -> list[DateReading]:
    """Read the numbers around a month's name: the one that cannot be a day is the year."""
    if len(numbers) == 1:
        if _is_year(numbers[0]):
            return [_dated(numbers[0], month, None)]
        return [DateReading(None, month, int(numbers[0]))]
    if len(numbers) != 2:
        return []
    first, second = numbers
    if _is_year(first) != _is_year(second):
        year, day = (first, second) if _is_year(first) else (second, first)
        return [_dated(year, month, int(day))]
    if _is_year(first):
        return []
    readings = [_dated(second, month, int(first), "dmy")]
    if before == 1:
        readings.append(_dated(first, month, int(second), "ymd"))
    return [r for r in readings[:1] if plausible(r)] or [r for r in readings if plausible(r)]


def _three(numbers: list[str]) -> list[DateReading]:
    """Read three numbers: a year of four digits shows its place, otherwise every order is tried."""
    values = [int(number) for number in numbers]
    if len(numbers[0]) >= 3:
        return [_dated(numbers[0], values[1], values[2])]
    if len(numbers[1]) > 2:
        return []
    names = ("dmy", "mdy") if len(numbers[2]) >= 3 else ("ymd", "dmy", "mdy")
    places = [_ORDERS[name] for name in names]
    readings = [_dated(numbers[y], values[m], values[d], name) for name, (y, m, d) in zip(names, places, strict=True)]
    good = [reading for reading in readings if plausible(reading)]
    return good or readings[:1]


def _two(numbers: list[str]) -> list[DateReading]:
    """Read two numbers: year and month where one is a year, else month and day."""
    first, second = numbers
    if _is_year(first) != _is_year(second):
        year, month = (first, second) if _is_year(first) else (second, first)
        return [_dated(year, int(month), None)]
    readings = [
        DateReading(None, int(first), int(second), order="mdy"),
        DateReading(None, int(second), int(first), order="dmy"),
    ]
    return [reading for reading in readings if plausible(reading)]


def _dated(year: str, month: int, day: int | None, order: str | None = None) -> DateReading:
    return DateReading(int(year), month, day, order=order, short=len(year) < 3)


def _is_year(number: str) -> bool:
    return len(number) >= 3 or int(number) > 31


def plausible(reading: DateReading) -> bool:
    """Tell whether month and day exist (February has 29 days where the year is not known to have 28)."""
    month, day = reading.month, reading.day
    if month is not None and not 1 <= month <= 12:
        return False
    if day is None or month is None:
        return day is None
    year = reading.year
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0 or reading.short))
    longest = 29 + leap - 1 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return 1 <= day <= longest


def _cjk_number(text: str) -> str:
    """Return a Chinese numeral of a date in digits (二〇二四, 十二, 廿三, 三十一)."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return text.translate(_CJK_DIGITS)
    tens, _, ones = text.partition("十")
    return (tens.translate(_CJK_DIGITS) or "1") + (ones.translate(_CJK_DIGITS) or "0")
