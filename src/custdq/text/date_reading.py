"""What one date text may mean, as parts that are there or not.

The trap: a date without a year may be the 29th of February, and one whose century is still open may be too.
"""

from __future__ import annotations

from typing import NamedTuple


class DateReading(NamedTuple):
    """A possible meaning of a text: year, month and day (each None where not given), time as HH:MM:SS, its zone.

    `order` is set where another order of the same numbers is thinkable at all; `short` tells that the year has two
    digits and belongs to a century still to be chosen.
    """

    year: int | None
    month: int | None
    day: int | None
    time: str | None = None
    order: str | None = None
    short: bool = False
    zone: str | None = None


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
