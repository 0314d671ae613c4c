"""Every division code since 1980 with the names it had, the years, and what took its place: for codes in old
documents.

The trap: a code is not for ever. 440306 is Bao'an today; a resident id of 1990 has codes of counties that are gone,
and one code has been two counties. So a code is looked up with the year of the document, and the nearest year where
that is not on record.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from custdq.reference.divisions import DivisionPath, division_path, is_municipality
from custdq.reference.tables import read_lines

_TABLE = "division_history.tsv.gz"
_STILL = 9999


class NameSpan(NamedTuple):
    """A name a code had, its first and last year (9999: still), and today's codes in its place."""

    name: str
    first: int
    last: int
    codes: tuple[str, ...]


class DivisionThen(NamedTuple):
    """A division as it was in a year, and the codes of today's divisions in its place, several where it was divided."""

    path: DivisionPath
    codes: tuple[str, ...]

    @property
    def today(self) -> DivisionPath | None:
        """The path of today, or None where the division was divided or its fate is unknown."""
        return division_path(self.codes[0]) if len(self.codes) == 1 else None


@cache
def _history() -> dict[str, tuple[NameSpan, ...]]:
    found: dict[str, list[NameSpan]] = {}
    for line in read_lines(_TABLE):
        code, name, first, last, joined = line.split("\t")
        codes = tuple(joined.split(",")) if joined else ()
        found.setdefault(code, []).append(NameSpan(name, int(first), int(last), codes))
    return {code: tuple(spans) for code, spans in found.items()}


def division_at(code: str, year: int | None = None) -> DivisionThen | None:
    """Return the division a code meant in a year; None where the code was never given.

    Parameters
    ----------
    code
        Six digits, as a resident id begins with.
    year
        Year of the document, 1980 or later; None for the newest meaning.

    Examples
    --------
    >>> division_at("110103", 1990)
    DivisionThen(path=DivisionPath(province='北京市', city='北京市', district='崇文区'), codes=('110101',))
    >>> then = division_at("422429", 1985)
    >>> then is None, division_at("440305").today.district
    (False, '南山区')
    """
    span = _span(code, year)
    if span is None:
        return None
    codes = (code,) if span.last == _STILL else span.codes
    province = _span(code[:2] + "0000", year)
    city = None if code.endswith("0000") else _span(code[:4] + "00", year)
    province_name = province.name if province else None
    if is_municipality(code):
        city_name: str | None = province_name
    else:
        city_name = city.name if city else None
    return DivisionThen(DivisionPath(province_name, city_name, None if code.endswith("00") else span.name), codes)


def _span(code: str, year: int | None) -> NameSpan | None:
    """Return the span of a code in a year, else the one nearest to it."""
    spans = _history().get(code)
    if not spans:
        return None
    if year is None:
        return max(spans, key=lambda span: span.last)
    return min(spans, key=lambda span: (max(span.first - year, year - span.last, 0), -span.last))
