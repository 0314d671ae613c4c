"""Numbering plans: which country and type a number is, as it is dialled in a region.

Digits are read step by step as libphonenumber reads them (international prefix, calling code, trunk prefix, carrier
code), so that both give the same answer; what a national number then is, the table knows. The trap: each step depends
on whether the number *would* be one without it. 49 in front of a German number may be its calling code or Leer's area
code, and 8 in front of a Russian one a trunk prefix or Pskov.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from custdq.errors import Reason
from custdq.reference.phone_table import LONGEST, Answer, CallingCode, Plan, phone_table

_SHORTEST = 2


class PhoneNumber(NamedTuple):
    """A number its plan has. `national` is the national significant number, `e164` with leading `+`.

    `area_code` is a landline's, as it is dialled inside the country (010, 0755, 212).
    """

    e164: str
    region: str
    type: str
    national: str
    area_code: str | None = None
    extension: str | None = None


class Dialled(NamedTuple):
    """Digits taken apart as they are dialled: calling code, national number, and the plan that was dialled in."""

    code: CallingCode
    national: str


def read_digits(digits: str, region: str | None, *, plus: bool = False) -> PhoneNumber | None:
    """Return the valid number that `digits` are, dialled in `region` or internationally; None where they are none.

    Parameters
    ----------
    digits
        The digits of one number, ASCII.
    region
        ISO 3166-1 alpha-2 code, or None for international numbers only.
    plus
        Whether the number was written with `+` in front.

    Examples
    --------
    >>> read_digits("01062345678", "CN")[:5]
    ('+861062345678', 'CN', 'fixed_line', '1062345678', '010')
    >>> read_digits("01062345678", None) is None
    True
    """
    table = phone_table()
    dialled = take_apart(digits, region, plus=plus)
    if dialled is None or not table.is_current(dialled.code.code):
        # another release of the metadata may know codes that the table does not
        return None if table.is_installed else parse_with_library(f"+{digits}" if plus else digits, region)
    answer = table.ask(dialled.code.root, dialled.national)
    return numbered(dialled, answer) if isinstance(answer, Answer) else None


def numbered(dialled: Dialled, answer: Answer) -> PhoneNumber:
    """Return a national number with what its plan says of it."""
    (code, national), size = dialled, answer.area_digits
    area = phone_table().plans[answer.region].trunk + national[:size] if size else None
    return PhoneNumber(f"+{code.code}{national}", answer.region, answer.type, national, area)


def take_apart(digits: str, region: str | None, *, plus: bool) -> Dialled | None:
    """Find the calling code and the national number of dialled digits; None where no number is dialled so."""
    table = phone_table()
    if plus and len(digits) <= _SHORTEST:
        return None
    code = table.calling_code(digits) if plus else None
    if code is not None:
        plan, national = code.main, digits[len(code.code) :]
    else:
        dialled_in = table.regions.get(region or "")
        found = _with_calling_code(digits, dialled_in) if dialled_in else None
        if found is None or dialled_in is None or (plus and found[0] is None):
            return None
        code, national = found
        plan = code.main if code else dialled_in
        code = code or table.codes[dialled_in.code]
    if len(national) < _SHORTEST:
        return None
    shorter = without_prefix(national, plan)
    if shorter != national and plan.is_reachable(len(shorter)):
        national = shorter
    return Dialled(code, national) if _SHORTEST <= len(national) <= LONGEST else None


def _with_calling_code(digits: str, plan: Plan) -> tuple[CallingCode | None, str] | None:
    """Find a calling code dialled without `+`: (code or None, the rest); None where the digits lead nowhere."""
    table = phone_table()
    abroad = _pattern(plan.idd).match(digits) if plan.idd else None
    # no calling code begins with 0, so 000 is not the prefix 00 and a 0
    if abroad is not None and not digits.startswith("0", abroad.end()):
        rest = digits[abroad.end() :]
        code = table.calling_code(rest) if len(rest) > _SHORTEST else None
        return (code, rest[len(code.code) :]) if code else None
    if digits.startswith(plan.code):
        shorter = without_prefix(digits[len(plan.code) :], plan)
        too_long = len(digits) > plan.lengths[-1] and len(digits) not in plan.local
        if too_long or (not table.ask(plan.general, digits) and table.ask(plan.general, shorter)):
            return table.codes[plan.code], shorter
    return None, digits


@cache
def _pattern(text: str) -> re.Pattern[str]:
    # kept for good: the cache of `re` holds fewer patterns than there are regions
    return re.compile(text)


def without_prefix(digits: str, plan: Plan) -> str:
    """Drop the trunk prefix and carrier code, unless only with them the digits are a number."""
    if len(digits) < _SHORTEST or plan.prefix_sizes[int(digits[:2])] == "0":
        return digits
    found = _pattern(plan.prefix).match(digits) if plan.prefix else None
    if found is None:
        return digits
    if plan.transform is None or found.groups()[-1] is None:
        shorter = digits[found.end() :]
    else:
        shorter = found.expand(plan.transform) + digits[found.end() :]
    ask = phone_table().ask
    return digits if ask(plan.general, digits) and not ask(plan.general, shorter) else shorter


def calling_code(region: str | None) -> str | None:
    """Return the calling code of `region`, None where it has none.

    >>> calling_code("CN"), calling_code("AQ")
    ('86', None)
    """
    plan = phone_table().regions.get(region or "")
    return None if plan is None else plan.code


def why_invalid(digits: str, region: str | None, *, plus: bool = False) -> Reason:
    """Say what keeps `digits` from being a number of their plan.

    >>> why_invalid("5550123", "US"), why_invalid("139001380012", "CN")
    (<Reason.AREA_CODE_MISSING: 'area_code_missing'>, <Reason.BAD_FORMAT: 'bad_format'>)
    """
    dialled = take_apart(digits, region, plus=plus)
    if dialled is None:
        return Reason.NOT_PARSED if region or plus else Reason.AMBIGUOUS
    return dialled.code.main.reason_of_length(len(dialled.national)) or Reason.BAD_FORMAT


def parse_with_library(text: str, region: str | None) -> PhoneNumber | None:
    """Read a number by libphonenumber's own parser: forms of RFC 3966, and plans newer than the table."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    national = str(phonenumbers.national_significant_number(number))
    kind = _type_names()[phonenumbers.number_type(number)]
    region = phonenumbers.region_code_for_number(number) or "001"
    size = phonenumbers.length_of_geographical_area_code(number) if kind.startswith("fixed_line") else 0
    plan = phone_table().plans.get(region)
    area = (plan.trunk if plan else "") + national[:size] if size else None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return PhoneNumber(e164, region, kind, national, area, number.extension)


@cache
def _type_names() -> Mapping[int, str]:
    from phonenumbers import PhoneNumberType

    return {value: name.lower() for name, value in vars(PhoneNumberType).items() if name.isupper()}


# Numbering plan of the ministry (MIIT): emergency and service numbers; carriers 100xx; banks and companies 95xxx(x);
# local services 12xxx and 96xxx(x).
_CHINESE_SERVICE = re.compile(r"1(?:1[024]|2[02])|1(?:00|2[1-4])\d\d|11[68]114|9[56]\d{3,4}|951\d{5}")


def is_service_number(digits: str, region: str | None) -> bool:
    """Tell whether `digits` is a number dialled only inside mainland China (emergency, operator, bank).

    >>> is_service_number("95588", "CN"), is_service_number("911", "US")
    (True, False)
    """
    return region == "CN" and _CHINESE_SERVICE.fullmatch(digits) is not None


def is_calling_code(digits: str) -> bool:
    """Tell whether `digits` are the calling code of a region.

    >>> is_calling_code("852"), is_calling_code("400")
    (True, False)
    """
    code = phone_table().codes.get(digits)
    return code is not None and code.main.region.isalpha()


def longest_dialled(text: str, region: str | None) -> int:
    """Return how many digits the longest number written so may have: with `+` its calling code counts too.

    >>> longest_dialled("(212) 555", "US"), longest_dialled("+33 1", "US"), longest_dialled("1", None)
    (10, 11, 15)
    """
    table = phone_table()
    if "+" in text:
        code = table.calling_code("".join(char for char in text if char in "0123456789"))
        return len(code.code) + code.main.lengths[-1] if code else 15
    plan = table.regions.get(region or "")
    return 15 if plan is None else plan.lengths[-1]


def lengths_behind(code: str) -> tuple[int, ...]:
    """Return how many digits national numbers behind a calling code may have.

    >>> lengths_behind("1"), lengths_behind("0")
    ((10,), ())
    """
    known = phone_table().codes.get(code)
    return known.main.lengths if known else ()
