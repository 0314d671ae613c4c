"""One scheme of identifiers as one row: its form, its check digit, how it is printed.

The trap: a number of the right form with a wrong check digit is most often one wrong key, one of another form is
something else; so the two are told apart, and a scheme whose check digit nobody publishes is judged by form alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from custdq.errors import Reason

Check = Callable[[str], bool]
Printed = Callable[[str], str]
_NONE: Mapping[str, str | None] = {}


class Verdict(NamedTuple):
    """What a scheme makes of a compact text. `value` is null where `problem` says why."""

    value: str | None
    problem: Reason | None = None
    parts: Mapping[str, str | None] = _NONE
    formatted: str | None = None


@dataclass(frozen=True)
class Scheme:
    """One scheme.

    Attributes
    ----------
    pattern
        Regular expression of the compact number, without prefix and separators.
    check
        Test of the check digit over the compact number; None where there is none, or none is published.
    form
        Printed form: templates with one `#` a character, the first that has as many as the number; a function; or
        empty where the compact number is what is printed.
    prefix
        Letters in front that are no part of the number (its country), separated by spaces; cut off where they stand.
    tidy
        Function from the compact number without prefix to its full form (lost zeros put back).
    read
        Function from the text as typed to the compact number, where case or separators belong to it.
    parts
        Function from a compact number of the right form to what it says about its bearer.
    impossible
        Function that tells why a number of the right form cannot be (a birth date that never was), or None.
    """

    pattern: str
    check: Check | None = None
    form: tuple[str, ...] | Printed = ()
    prefix: str = ""
    tidy: Printed | None = None
    read: Callable[[str], str] | None = None
    parts: Callable[[str], Mapping[str, str | None]] | None = None
    impossible: Callable[[str], Reason | None] | None = None

    def judge(self, compact: str) -> Verdict:
        """Judge a compact number: its form first, then what it says, then its check digit."""
        number = self._number(compact)
        if number is None:
            return Verdict(None, Reason.BAD_FORMAT)
        parts = self.parts(number) if self.parts else _NONE
        problem = self.impossible(number) if self.impossible else None
        if problem is None and self.check is not None and not self.check(number):
            problem = Reason.BAD_CHECK_DIGIT
        if problem is not None:
            return Verdict(None, problem, parts)
        return Verdict(number, None, parts, self.printed(number))

    def _number(self, compact: str) -> str | None:
        matches = _compiled(self.pattern).fullmatch
        number = self.tidy(compact) if self.tidy else compact
        if matches(number):
            return number
        for letters in self.prefix.split():
            if compact.startswith(letters):
                rest = compact[len(letters) :]
                number = self.tidy(rest) if self.tidy else rest
                return number if matches(number) else None
        return None

    def printed(self, number: str) -> str | None:
        """Return the customary printed form; None where the compact number itself is it."""
        if not isinstance(self.form, tuple):
            return self.form(number)
        for template in self.form:
            if template.count("#") == len(number):
                return fill(template, number)
        return number if self.form else None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def fill(template: str, number: str) -> str:
    """Return a template with its `#` replaced by the characters of a number.

    >>> fill("## ### ###", "12345678")
    '12 345 678'
    """
    characters = iter(number)
    return "".join([next(characters) if mark == "#" else mark for mark in template])


def is_date(year: int, month: str, day: str) -> bool:
    """Tell whether there is such a day.

    >>> is_date(2023, "02", "29")
    False
    """
    try:
        date(year, int(month), int(day))
    except ValueError:
        return False
    return True


def in_thousands(digits: str) -> str:
    """Return digits with a dot before each group of three, zeros in front kept.

    >>> in_thousands("01386498")
    '01.386.498'
    """
    head = len(digits) % 3
    groups = [digits[:head], *[digits[at : at + 3] for at in range(head, len(digits), 3)]]
    return ".".join(filter(None, groups))


def plain(number: str) -> str:
    """Return a number as it is: the printed form of schemes that print no separators."""
    return number


def zeros(size: int) -> Printed:
    """Return the function that puts lost zeros back in front of a shorter number of digits.

    >>> zeros(10)("202239951")
    '0202239951'
    """
    return lambda number: number.zfill(size) if number.isdigit() and len(number) < size else number
