"""Reading one date from text: which numbers are year, month and day, and what remains open.

The trap: `05/01/2024` is two days. Reading never chooses between them: it returns every day the text can mean under
the orders it was given, and the caller decides from the whole column.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from custdq.reference.month_names import counted_months, is_filler, is_weekday, month_of, weekday_of
from custdq.text.calendar_text import THAI, common_era, cut_era, special_form
from custdq.text.clock_text import NO_CLOCK, Clock, cut_clock
from custdq.text.date_reading import DateReading, plausible

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:[t ]|, ?)(.{1,40}))?")
#: Digits of a day of the Republic of China: 1130305.
_ROC_DIGITS = 7
_NUMBERS = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})")
_CJK = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]")
_NAMED = re.compile(r"(\d{1,2})[ .-]{1,2}(?!lis|lip)([^\W\d_]{3,20})\.?[ ,.-]{1,2}(\d{4})")
_NAMED_FIRST = re.compile(r"([^\W\d_]{3,20})\.? (\d{1,2}),? (\d{4})")
_DIGITS_APART = re.compile(r"(\d{6}|\d{8}) ([01]\d|2[0-3])([0-5]\d)([0-5]\d)?")
_LABEL = re.compile(r"^[^\W\d][^\d:：]{0,20}[:：]\s*")
_BORN = re.compile(r"(?<=[\d年月日号])\s*(?:出?生|生日)$|^(?:生日|出生(?:日期|于)?|生于|日期)\s*(?=[\d一二〇零])")
#: 6月2911:30: the word for day is missing between day and hour.
_RUN_TOGETHER = re.compile(r"(?<=月)(\d\d)(?=\d\d:\d\d)")
_DOTTED_DAY = re.compile(r"(?<=\d)(\s*\.\s*)(listopada?|lis|lip)(?!\w)")
_OTHER_WEEKDAYS = re.compile(r"(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)\s*(?:ที่)?|יום [א-ו]['׳]")
_CJK_UNITS = re.compile(r"(\d{1,4})\s*(年|月|日|号|號|년|월|일)(?:\s*(?:份|初|底))?")
_WEEKDAY_CJK = re.compile(
    r"[(（]?\s*(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]\s*[)）]?|[(（][一二三四五六日月火水木金土]\s*[)）]|"
    r"[月火水木金土日]曜日?|[(（]?[월화수목금토일]요일[)）]?|[(（][월화수목금토일][)）]"
)
_CJK_WEEKDAY = re.compile(r"(?:星期|礼拜|禮拜|周|週)([一二三四五六日天])")
_CJK_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CJK_NUMBER = re.compile(r"[〇零一二三四五六七八九十廿卅]+(?=\s*[年月日号號])")
_TOKEN = re.compile(r"""\d+|[^\s\d\-/,;()|"~–—−·.'’،؛、][^\s\d\-/,;()|"~–—−·،؛、]*|\S""")
#: Words that say that a date follows, and no more.
_DATE_WORDS = frozenset(
    "date dates day time dob born birth birthday birthdate on since as datum data fecha geburtsdatum geboren geb né "
    "née nascimento nacimiento created updated registered".split()
)
_DATE_LABEL = re.compile(
    r"(?:客户|员工|用户|会员|出生|注册|创建|更新|登记|下单|成立|签约|合同|入职|最后|最近|首次|开始|结束|到期|修改|录入|跟进|"
    r"联系|预约|购买|成交|拜访|交付|建档|加入|生|客戶|員工|註冊|登記|建立){0,3}(?:日期?|时间|時間|年月日?|于)?"
    r"|[a-z ]{1,30} time",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"[(（]([^()（）\d]{2,40})[)）]\W*$")
_ORDERS = {"ymd": (0, 1, 2), "dmy": (2, 1, 0), "mdy": (2, 0, 1)}
_MARKS = frozenset("-/.,;()'\"·|~–—−@’،؛、")
#: Jan-24: a day of January, or a month of 2024 as spreadsheets print it.
_MONTH_DASH = re.compile(r"([^\W\d_]{3,12})\.?-(\d\d)")


def read_date(text: str) -> list[DateReading]:
    """Return every date `text` can mean, one reading an order; empty where it is none.

    Examples
    --------
    >>> read_date("2024年1月5日 10:30")[0][:4]
    (2024, 1, 5, '10:30:00')
    >>> [(r.month, r.day, r.order) for r in read_date("05/01/2024")]
    [(1, 5, 'dmy'), (5, 1, 'mdy')]
    """
    plain = _folded(text)
    if plain.isdecimal() and len(plain) != _ROC_DIGITS:
        return _compact(plain)
    if found := _ISO.fullmatch(plain):
        clock, rest = cut_clock(found[5].strip()) if found[5] else (NO_CLOCK, "")
        if not rest:
            return [_on(DateReading(int(found[1]), int(found[3]), int(found[4])), clock)]
    if found := _CJK.fullmatch(plain):
        return [DateReading(int(found[1]), int(found[2]), int(found[3]))]
    if (found := _NUMBERS.fullmatch(plain)) and len(found[1]) < 3:
        return _three([found[1], found[3], found[4]])
    if named := _named(plain):
        return named
    if special := special_form(plain):
        return special
    if re.fullmatch(r"\d{8}t\d{4,6}", plain):
        return _compact(plain.replace("t", ""))
    return _read_words(plain)


def said_beside(text: str) -> str | None:
    """Return what a cell with a date says beside it, before a colon or in brackets behind; None for a label or weekday.

    >>> said_beside("Ann Lee: 2024-01-05"), said_beside("生日：2024-01-05"), said_beside("2024-01-05 10:30 (walk-in)")
    ('Ann Lee', None, 'walk-in')
    """
    plain = text.strip(" '\"=,;.:")
    said = [plain[: found.end()].rstrip(" :：") for found in [_LABEL.match(plain)] if found]
    said += [found[1].strip() for found in [_IN_BRACKETS.search(plain)] if found]
    return " ".join(words for words in said if not _is_label(words)) or None


def _is_label(words: str) -> bool:
    """Tell whether words before or behind a date only say that it is one, or name its weekday."""
    if _DATE_LABEL.fullmatch(words) or _WEEKDAY_CJK.fullmatch(f"({words})"):
        return True
    tokens = [token for token in _TOKEN.findall(words.casefold()) if token[0].isalnum()]
    return all(token in _DATE_WORDS or is_weekday(token) or is_filler(token) or month_of(token) for token in tokens)


def _folded(text: str) -> str:
    """Return text in lower case with plain digits and signs."""
    if text.isascii():
        plain = text.lower().strip(" '\"=,;.:")
        return plain.replace("\\", "-").replace("_", "-") if "\\" in plain or "_" in plain else plain
    plain = unicodedata.normalize("NFKC", text).casefold().strip(" '\"=,;.。，；")
    digits = [str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in plain]
    return "".join(digits)


def _read_words(plain: str) -> list[DateReading]:
    """Read a date with a time, words or units around its numbers."""
    if plain[0:1].isalpha() and (found := _LABEL.match(plain)) and not month_of(found[0].split(":")[0]):
        plain = plain[found.end() :]
    weekday = _weekday(plain)
    if not plain.isascii():
        plain = _OTHER_WEEKDAYS.sub(" ", unicodedata.normalize("NFC", plain))
        plain = _CJK_NUMBER.sub(lambda found: _cjk_number(found[0]), _WEEKDAY_CJK.sub(" ", _BORN.sub("", plain)))
        plain = _RUN_TOGETHER.sub(r"\1日", plain)
    plain = counted_months(plain) if "th" in plain or "р сар" in plain else plain
    if found := _MONTH_DASH.fullmatch(plain):
        return _month_dash(found[1], found[2])
    if found := _DIGITS_APART.fullmatch(plain):
        clock = Clock(f"{found[2]}:{found[3]}:{found[4] or '00'}")
        return [_on(reading, clock) for reading in _compact(found[1])]
    clock, rest = cut_clock(plain)
    if re.fullmatch(r"\d{8}", rest):
        return [_on(reading, clock) for reading in _compact(rest)]
    rest, era_year = cut_era(_croatian(rest))
    if _CJK_UNITS.search(rest):
        return [_on(reading, clock) for reading in _with_units(rest, era_year)]
    readings = [_on(reading, clock) for reading in _on_weekday(_from_tokens(rest, era_year), weekday)]
    return [common_era(reading) for reading in readings] if THAI.search(plain) else readings


def _weekday(text: str) -> int | None:
    """Return the one weekday a text names, Monday 0."""
    if found := _CJK_WEEKDAY.search(text):
        return "一二三四五六日天".index(found[1]) % 7 if found[1] != "天" else 6
    named = {weekday_of(token) for token in _TOKEN.findall(text) if token[0].isalpha()} - {None}
    return named.pop() if len(named) == 1 else None


def _on_weekday(readings: list[DateReading], weekday: int | None) -> list[DateReading]:
    """Return the one reading that falls on the weekday written beside it; all of them where none or several do."""
    if weekday is None or len(readings) < 2:
        return readings
    fit = [
        r
        for r in readings
        if r.year
        and r.year > 999
        and r.month
        and r.day
        and plausible(r)
        and date(r.year, r.month, r.day).weekday() == weekday
    ]
    return fit if len(fit) == 1 else readings


def _on(reading: DateReading, clock: Clock) -> DateReading:
    return reading if clock is NO_CLOCK else reading._replace(time=clock.time, zone=clock.zone)


def _named(plain: str) -> list[DateReading]:
    """Read `5 january 2024` and `january 5, 2024`, the commonest forms with a month's name."""
    if found := _NAMED.fullmatch(plain):
        day, word, year = found.groups()
    elif found := _NAMED_FIRST.fullmatch(plain):
        word, day, year = found.groups()
    else:
        return []
    month = month_of(word)
    reading = DateReading(int(year), month, int(day))
    return [common_era(reading) if THAI.match(word) else reading] if month else []


def _croatian(text: str) -> str:
    """Return text with Croatian October and June told from Polish November and July: only Croatian dots its days."""
    return _DOTTED_DAY.sub(lambda found: f"{found[1]}{'june' if found[2] == 'lip' else 'october'}", text)


def _month_dash(word: str, number: str) -> list[DateReading]:
    """Read `jan-24` as both a day and a month of a year; a number above 31 can only be the year."""
    month = month_of(word)
    if month is None:
        return []
    year = DateReading(int(number), month, None, short=True)
    day = DateReading(None, month, int(number))
    return [day, year] if plausible(day) else [year]


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


def _with_units(text: str, era_year: int | None) -> list[DateReading]:
    """Read numbers that carry 年, 月, 日; a last bare number after 月 is the day."""
    parts: dict[str, int | None] = {"年": era_year, "月": None, "日": None}
    short = False
    for number, unit in _CJK_UNITS.findall(text):
        name = {"号": "日", "號": "日", "년": "年", "월": "月", "일": "日"}.get(unit, unit)
        if parts[name] is not None:
            return []
        parts[name], short = int(number), short or (name == "年" and len(number) < 3)
    rest = _CJK_UNITS.sub(" ", text).strip(" -/.,;()~")
    if rest.isdecimal() and parts["日"] is None and parts["月"] is not None:
        parts["日"], rest = int(rest), ""
    return [] if rest else [DateReading(parts["年"], parts["月"], parts["日"], short=short)]


def _from_tokens(text: str, era_year: int | None) -> list[DateReading]:
    """Read numbers and words in any order; empty where a word is neither month, weekday nor filler."""
    numbers: list[str] = []
    words: list[str] = []
    before_month = 0
    for token in _TOKEN.findall(text):
        if token[0].isdecimal():
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


def _cjk_number(text: str) -> str:
    """Return a Chinese numeral of a date in digits (二〇二四, 十二, 廿三, 三十一)."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text:
        return text.translate(_CJK_DIGITS)
    tens, _, ones = text.partition("十")
    return (tens.translate(_CJK_DIGITS) or "1") + (ones.translate(_CJK_DIGITS) or "0")
