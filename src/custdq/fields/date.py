"""Dates: ISO 8601, whatever the calendar style of the list they come from.

The traps: `05/01/2024` is two days, and only the column can tell which; spreadsheets leave serial numbers (45123) and
systems leave dates that mean "none" (1900-01-01). What stays open is reported with its candidates, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import OptionError, Reason, Status, did_you_mean
from custdq.fields.base import Comparison, Equal, Key, Kind, Level, Parsed, Similar, status_of
from custdq.fields.bulk import FEW, Keys, Reader
from custdq.fields.date_column import full_days, keys_of_day, month_days, months, settle_days, unordered_days
from custdq.tables import column_or_null
from custdq.text.calendar_text import is_lunar
from custdq.text.clean import clean_text
from custdq.text.date_reading import DateReading, plausible
from custdq.text.date_text import read_date, said_beside

_ORDERS = ("dmy", "mdy", "ymd")
#: Days that systems write where they have none: the first days of Excel, Unix, SQL Server and .NET, and the last day.
_SENTINELS = frozenset(
    "1900-01-01 1899-12-30 1899-12-31 1904-01-01 1753-01-01 0001-01-01 1111-11-11 2999-12-31 9999-12-31 "
    "9999-01-01".split()
)
#: The first day of Unix is also a day on which people were born and firms founded: none where a machine wrote it
#: (at midnight UTC, by whatever clock) or the column repeats it as machines write it; otherwise kept and flagged.
_EPOCH = "1970-01-01"
_EPOCH_TEXT = r"^\s*1970(?:-0?1-0?1|/0?1/0?1)(?:[T ].*)?\s*$"
_AS_MACHINES_WRITE = re.compile(r"1970(?:-0?1-0?1|/0?1/0?1)")
_NO_PLAIN_DAYS = pa.array([*sorted(_SENTINELS), _EPOCH])
#: One day in 25,000 is a true share of it among days of one lifetime; in few rows only repetition tells.
_EPOCH_SHARE, _EPOCH_TIMES, _ENOUGH_ROWS = 1 / 5_000, 3, 30
#: Seconds since 1970, of 2001 to 2030, and milliseconds; ten digits from 19 on are rather a year, day and hour.
_TIMESTAMP = re.compile(r"(1[0-8]\d{8})(\d{3})?(?:\.0)?")
_NO_DATE = re.compile(r"0{1,4}[-/.]?0{1,2}[-/.]?0{1,2}(?:[T ][0:.]+)?|1900[-/.]0?1[-/.]0?0")
_SERIAL = re.compile(r"(\d{1,5})(?:\.(\d{1,12}))?")
_EXCEL_EPOCH = date(1899, 12, 30)
#: Serials of 1927 to 2064: five digits in a date column are nothing else; fewer only where the whole column is so.
_CERTAIN_SERIALS = range(10_000, 60_001)
_BARE = re.compile(r"\d{1,14}(?:\.\d{1,12}|(?<=\d{5}),\d{2,12})?")
_FLOAT = re.compile(r"(\d{4}|\d{6}|\d{8}|\d{14})\.0")
#: Years: nobody has lived longer, by a margin.
_OLDEST = 130
#: Dates that show a year in front tell nothing else; the others of a column are read, or a sample spread over them.
_YEAR_FIRST = r"^\s*\d{4}[-/.年]\d{1,2}[-/.月]\d"
_SAMPLE = 20_000
#: Share of the telling values of a column that must agree on one order.
_AGREE = 0.9


@dataclass(frozen=True)
class Date(Kind):
    """A day as YYYY-MM-DD; a partial date as YYYY-MM, YYYY or --MM-DD.

    Parameters
    ----------
    order
        "dmy", "mdy" or "ymd": how all-number dates are to be read; None: as the column's telling values (a day above
        12, a year in front) show.
    birth
        True where the dates are birthdays: a year of two digits then lies in the past, and a later day is no birthday.
    short_order
        The order of dates whose year has two digits or is missing; None: as `order`, learned apart from it.
    serials
        True where bare numbers below 10,000 are spreadsheet serials too; learned where most of the column is numbers.
    as_of
        Day of evaluation (YYYY-MM-DD): later birthdays are in the future, and a birth year of two digits lies before
        it; None: today.
    epoch
        True where 1970-01-01 means "none"; learned where the column repeats it.

    Raises
    ------
    OptionError
        When `order` is not one of the three, or `as_of` is no day.

    Notes
    -----
    Parts: `year` (four digits), `month` and `day` (two), each null where not given; `precision` (day, month, year,
    month_day); `time` as HH:MM:SS, without fractions of a second, null at midnight; `zone` as written (Z, +08:00, CST),
    never applied; `candidates`, the days an ambiguous date may be, with `;` between; `digits` (YYYYMMDD) of a day
    that does not exist; `note`, words beside the date. Weekdays and labels (生日, Date of birth) are dropped.

    Problems: `ambiguous_day_month`, `ambiguous` (a year that may be a serial), `out_of_range`, `in_the_future`,
    `lunar_date` and `not_parsed` leave no value; `partial_date`, `timestamp`, `excel_number` and `extra_text` come with
    one. `sentinel_date` is a day that means "none" (status missing); with a value it is 1970-01-01 that may be meant.

    Sources: ISO 8601-1:2019 for the forms; POSIX for the century of two digits (1969 to 2068); CLDR for the names of
    months.

    Examples
    --------
    >>> Date().parse(["2024/1/5", "2024年1月5日", "45296", "1900-01-01"]).column("value").to_pylist()
    ['2024-01-05', '2024-01-05', '2024-01-05', None]
    >>> Date().parse(["05/01/2024"]).column("problem").to_pylist()
    ['ambiguous_day_month']
    >>> Date().parse(["05/01/2024", "31/12/2023"]).column("value").to_pylist()
    ['2024-01-05', '2023-12-31']
    """

    order: str | None = None
    birth: bool = False
    short_order: str | None = None
    serials: bool = False
    as_of: str | None = None
    epoch: bool = False

    name: ClassVar[str] = "date"
    part_names: ClassVar[tuple[str, ...]] = (
        "year", "month", "day", "precision", "time", "zone", "candidates", "digits", "note",
    )  # fmt: skip
    blocking_keys: ClassVar[tuple[str, ...]] = ("date",)
    keyed_parts: ClassVar[tuple[str, ...]] = ("digits",)
    counts_values: ClassVar[bool] = True

    def __post_init__(self) -> None:
        for given in (self.order, self.short_order):
            if given is not None and given not in _ORDERS:
                raise OptionError(f'Date was given the order "{given}". {did_you_mean(given, _ORDERS)}')
        if self.as_of is not None and not _is_day(self.as_of):
            raise OptionError(f'Date(as_of="{self.as_of}"): expected a day as YYYY-MM-DD (or None: today).')

    def prepare(self, values: pa.Array) -> Kind:
        """Return the kind with the orders the column's telling values show, and whether it holds serials."""
        codes = values if pa.types.is_dictionary(values.type) else values.dictionary_encode()
        distinct = codes.dictionary.drop_null()
        year_first = pc.match_substring_regex(distinct, _YEAR_FIRST)
        rest = sorted(distinct.filter(pc.invert(year_first)).to_pylist())
        texts = [clean_text(text) for text in rest[:: 1 + len(rest) // _SAMPLE] if len(text) < 60]
        long_votes, short_votes, serials = dict.fromkeys(_ORDERS, 0), dict.fromkeys(_ORDERS, 0), 0
        long_votes["ymd"] = pc.sum(year_first).as_py() or 0
        for text in texts:
            if _SERIAL.fullmatch(text):
                serials += _is_small_serial(text.partition(".")[0])
                continue
            readings = read_date(text)
            if len(readings) == 1 and readings[0].day is not None and plausible(readings[0]):
                _vote(readings[0], long_votes, short_votes)
        long_order = self.order or _winner({name: long_votes[name] for name in ("dmy", "mdy")})
        fallback = long_order or ("ymd" if long_votes["ymd"] else None)
        short_order = (
            self.short_order or self.order or _winner(short_votes) or (None if any(short_votes.values()) else fallback)
        )
        return replace(
            self,
            order=long_order,
            short_order=short_order,
            serials=self.serials or (serials > 2 and serials * 2 > len(texts) + long_votes["ymd"]),
            epoch=self.epoch or _repeats_epoch(codes),
        )

    def column_readers(self) -> tuple[Reader, ...]:
        """Return the reader of plain days in standard form."""
        last = self._today().isoformat() if self.birth else None
        first = f"{self._today().year - _OLDEST:04d}-01-01" if self.birth else None
        return (partial(settle_days, left_out=_NO_PLAIN_DAYS, first=first, last=last),)

    def parse_value(self, text: str) -> Parsed:
        """Parse one date."""
        if text[:1] in ("0", "1") and _NO_DATE.fullmatch(text):
            return Parsed(None, Status.MISSING, Reason.SENTINEL_DATE)
        if _BARE.fullmatch(text):
            plain = text[:-2] if _FLOAT.fullmatch(text) else text.replace(",", ".")
            return self._number(text, plain)
        if not text.isascii() and is_lunar(text):
            return Parsed(None, Status.INVALID, Reason.LUNAR_DATE)
        return self._finished(text, self._chosen(read_date(text)), None)

    def _number(self, text: str, plain: str) -> Parsed:
        """Parse a bare number: a spreadsheet's serial, seconds since 1970, or digits without separators."""
        if stamp := _TIMESTAMP.fullmatch(plain):
            return self._finished(text, [_from_timestamp(int(stamp[1]))], Reason.TIMESTAMP)
        found = _SERIAL.fullmatch(plain)
        if found and (int(found[1]) in _CERTAIN_SERIALS or (self.serials and _is_small_serial(found[1]))):
            return self._finished(text, [_from_serial(int(found[1]), found[2])], Reason.EXCEL_NUMBER)
        if _NO_DATE.fullmatch(plain):
            return Parsed(None, Status.MISSING, Reason.SENTINEL_DATE)
        return self._finished(text, self._chosen(read_date(plain)), None)

    def _chosen(self, readings: list[DateReading]) -> list[DateReading]:
        """Keep the reading of the column's order where several are possible."""
        if len({reading[:3] for reading in readings}) < 2:
            return readings[:1]
        short = any(reading.year is None or reading.short for reading in readings)
        order = (self.short_order or self.order) if short else self.order
        if readings[0].year is None and order == "ymd":
            order = "mdy"
        return [reading for reading in readings if reading.order == order] or readings

    def _finished(self, text: str, readings: list[DateReading], problem: Reason | None) -> Parsed:
        """Turn readings into the result: one day, or why there is none."""
        if not readings:
            return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
        readings = [self._in_century(reading) for reading in readings]
        good = [reading for reading in readings if plausible(reading) and reading.year != 0]
        if any(reading.year is None and reading.day is None for reading in readings):
            return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
        if not good:
            return Parsed(None, Status.INVALID, Reason.OUT_OF_RANGE, {"digits": _impossible_digits(readings)})
        if len(good) > 1:
            several = ";".join(sorted({_written(reading) for reading in good}))
            return Parsed(
                None, Status.INVALID, Reason.AMBIGUOUS_DAY_MONTH, {"candidates": several, "time": good[0].time}
            )
        reading, value = good[0], _written(good[0])
        if value in _SENTINELS or (value == _EPOCH and self._is_epoch(text, reading)):
            return Parsed(None, Status.MISSING, Reason.SENTINEL_DATE)
        if self.serials and len(value) == 4 and _is_small_serial(value):  # 1309年 among serials, where 1309 is a day
            return Parsed(None, Status.INVALID, Reason.AMBIGUOUS)
        if value == _EPOCH:
            problem = problem or Reason.SENTINEL_DATE
        impossible = self._not_a_birthday(reading, value) if self.birth else None
        if impossible:
            return Parsed(None, Status.INVALID, impossible)
        precision = {10: "day", 4: "year"}.get(len(value), "month_day" if value.startswith("--") else "month")
        if precision != "day":
            problem = Reason.PARTIAL_DATE
        note = None if value == text or (text[:1].isdigit() and text[-1:].isdigit()) else said_beside(text)
        problem = problem or (Reason.EXTRA_TEXT if note else None)
        parts = {
            "year": None if reading.year is None else f"{reading.year:04d}",
            "month": None if reading.month is None else f"{reading.month:02d}",
            "day": None if reading.day is None else f"{reading.day:02d}",
            "precision": precision,
            "time": None if reading.time == "00:00:00" else reading.time,
            "zone": reading.zone,
            "note": note,
        }
        return Parsed(value, status_of(text, value), problem, parts)

    def _in_century(self, reading: DateReading) -> DateReading:
        """Return the reading with a year of two digits in its century: 1969 to 2068 (POSIX), or the past."""
        if reading.year is None or not reading.short:
            return reading
        last = self._today().year % 100 if self.birth else 68
        return reading._replace(year=reading.year + (2000 if reading.year <= last else 1900), short=False)

    def _is_epoch(self, text: str, reading: DateReading) -> bool:
        """Tell whether a machine wrote the first day of Unix for none: in its own spelling, or with a time."""
        return reading.time is not None or (self.epoch and _AS_MACHINES_WRITE.match(text) is not None)

    def _today(self) -> date:
        return date.fromisoformat(self.as_of) if self.as_of else date.today()

    def _not_a_birthday(self, reading: DateReading, value: str) -> Reason | None:
        """Tell why nobody living was born on a date."""
        today = self._today()
        if reading.year is None:
            return None
        if value > today.isoformat():
            return Reason.IN_THE_FUTURE
        return Reason.OUT_OF_RANGE if reading.year < today.year - _OLDEST else None

    def value_keys(self, parsed: Parsed) -> Mapping[str, Key]:
        """Return `date`, `digits` (YYYYMMDD), `unordered` (day and month in either order), `month`, `month_day`.

        An impossible day has `digits` alone: a slip of the key is still a digit away from the day that was meant.
        """
        return keys_of_day(parsed.value, parsed.parts.get("digits"))

    def keys(self, parsed: pa.Table) -> Mapping[str, pa.Array]:
        """Return the keys of a column."""
        if parsed.num_rows < FEW:
            return self.keys_one_by_one(parsed)
        value, digits = (column_or_null(parsed, name) for name in ("value", "digits"))
        return Keys(
            {
                "date": lambda: full_days(value),
                "digits": lambda: pc.coalesce(pc.replace_substring(full_days(value), "-", ""), digits),
                "unordered": lambda: unordered_days(value),
                "month": lambda: months(value),
                "month_day": lambda: month_days(value),
            }
        )

    def comparison(self) -> Comparison:
        """Return: same day; day and month swapped; one or two digits off; same month; same day of another year."""
        levels = (
            Level("same date", Equal("date"), "date"),
            Level("day and month swapped", Equal("unordered")),
            Level("one digit differs", Similar("digits", "osa", 0.87)),
            Level("two digits differ", Similar("digits", "osa", 0.75)),
            Level("same year and month", Equal("month")),
            Level("same month and day", Equal("month_day")),
        )
        return Comparison(levels, ("month", "month_day", "digits"))

    def mask(self, value: str) -> str:
        """Return the year alone."""
        shown = 0 if value.startswith("-") else 2 if len(value) < 5 else 4
        return value[:shown] + re.sub(r"[^-]", "*", value[shown:])


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def _repeats_epoch(codes: pa.DictionaryArray) -> bool:
    """Tell whether a column has the first day of Unix more often than chance would."""
    epoch = np.asarray(pc.match_substring_regex(codes.dictionary.drop_null(), _EPOCH_TEXT))
    held = np.asarray(codes.indices.drop_null())
    times, rows = int(epoch.take(held).sum()) if epoch.any() else 0, len(held)
    return times > _EPOCH_SHARE * rows and (times >= _EPOCH_TIMES or rows >= _ENOUGH_ROWS)


def _from_timestamp(seconds: int) -> DateReading:
    """Return the day and time of seconds since 1970, in UTC."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return DateReading(moment.year, moment.month, moment.day, moment.strftime("%H:%M:%S"), zone="Z")


def _vote(reading: DateReading, long_votes: dict[str, int], short_votes: dict[str, int]) -> None:
    """Count what one telling date shows; a month before its day, without a year, speaks for year-month-day."""
    if reading.year is None:
        short_votes["ymd" if reading.order == "mdy" else reading.order or "ymd"] += reading.order is not None
    elif reading.short:
        short_votes[reading.order or "ymd"] += reading.order is not None
    else:
        long_votes[reading.order or "ymd"] += 1


def _winner(votes: dict[str, int]) -> str | None:
    """Return the order nearly all telling values agree on."""
    best = max(votes, key=lambda name: votes[name])
    return best if votes[best] and votes[best] >= _AGREE * sum(votes.values()) else None


def _is_small_serial(digits: str) -> bool:
    """Tell whether a bare number may be a serial; 1900 to 2100 is rather a year."""
    return digits[0] != "0" and int(digits) <= _CERTAIN_SERIALS[-1] and not 1900 <= int(digits) <= 2100


def _from_serial(days: int, fraction: str | None) -> DateReading:
    day = _EXCEL_EPOCH + timedelta(days=days)
    seconds = round(float(f"0.{fraction}") * 86_400) if fraction and fraction.strip("0") else None
    clock = None if seconds is None else str(timedelta(seconds=min(seconds, 86_399))).zfill(8)
    return DateReading(day.year, day.month, day.day, clock)


def _written(reading: DateReading) -> str:
    """Return ISO 8601 of what is known."""
    if reading.year is None:
        return f"--{reading.month:02d}-{reading.day:02d}"
    parts = [f"{reading.year:04d}", *(f"{part:02d}" for part in (reading.month, reading.day) if part is not None)]
    return "-".join(parts)


def _impossible_digits(readings: list[DateReading]) -> str | None:
    """Return an impossible day as YYYYMMDD: a slip of the key, still a digit away from the day that was meant."""
    found = [reading for reading in readings if None not in (reading.year, reading.month, reading.day)]
    return f"{found[0].year:04d}{found[0].month:02d}{found[0].day:02d}" if found else None
