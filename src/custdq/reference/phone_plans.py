"""Numbering plans: which country and type a number is, and whether the plan has it at all.

The facts are those of the installed `phonenumbers` (Google's libphonenumber metadata, Apache-2.0). Its parser compiles
thousands of patterns through a cache of 512, so a file of mixed countries is read at a tenth of its speed; ordinary
numbers are therefore matched here against each country's patterns, compiled once, and only the rest goes to the
parser. The trap: both ways must give the same answer, which the tests check on every example number of the metadata.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from custdq.errors import Reason

_DIGITS_ONLY = re.compile(r"[\s().\-/]+")
_ORDINARY = re.compile(r"\+?[\d\s().\-/]+")
# all of Beijing's and the other two-digit area codes' subscriber numbers have eight digits and begin with 2 to 8 (MIIT)
_CHINESE_CITY = re.compile(r"(\+?(?:00)?86)?0?((?:10|2[0-57-9])[2-8]\d{7})")
#: In the order of libphonenumber's `_number_type_helper`: the first pattern that matches decides.
_TYPES = ("premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail")


class PhoneNumber(NamedTuple):
    """A number its plan has. `national` is the national significant number, `e164` with leading `+`."""

    e164: str
    region: str
    type: str
    national: str
    extension: str | None = None


class _Plan(NamedTuple):
    """One region's patterns, compiled. `ordinary` is False where a number must be transformed before it is matched."""

    code: int
    general: re.Pattern[str]
    lengths: frozenset[int]
    prefix: re.Pattern[str] | None
    idd: re.Pattern[str] | None
    leading: re.Pattern[str] | None
    types: tuple[tuple[str, re.Pattern[str], frozenset[int]], ...]
    ordinary: bool


def read_number(text: str, region: str | None) -> PhoneNumber | None:
    """Return the valid number that `text` is, dialled in `region` or internationally; None where it is none.

    Parameters
    ----------
    text
        One number: digits with punctuation, `+` in front where international; letters and extensions are allowed.
    region
        ISO 3166-1 alpha-2 code, or None for international numbers only.

    Examples
    --------
    >>> read_number("010 6234 5678", "CN")
    PhoneNumber(e164='+861062345678', region='CN', type='fixed_line', national='1062345678', extension=None)
    >>> read_number("010 6234 5678", None) is None
    True
    """
    if len(text) > 60:
        return None
    if _ORDINARY.fullmatch(text):
        digits = _DIGITS_ONLY.sub("", text)
        if digits.startswith("+"):
            number, decided = _international(digits[1:])
        else:
            number, decided = _national(digits, region)
        if decided:
            return number
    return _parsed(text, region) or _chinese_landline(text, region)


def _chinese_landline(text: str, region: str | None) -> PhoneNumber | None:
    """Return a number of the cities with area codes of two digits that the metadata lacks (010-800xxxxx)."""
    found = _CHINESE_CITY.fullmatch(_DIGITS_ONLY.sub("", text))
    if found is None or (region != "CN" and not found[1]):
        return None
    return PhoneNumber(f"+86{found[2]}", "CN", "fixed_line", found[2])


def _international(digits: str) -> tuple[PhoneNumber | None, bool]:
    """Read digits that begin with a calling code: (number, whether that is the last word)."""
    for size in (1, 2, 3):
        regions = _regions_by_code().get(int(digits[:size] or 0))
        if regions and digits[0] != "0":
            main = _plan(regions[0]) if regions[0] != "001" else None
            if main is None or not main.ordinary:
                return None, False
            return _classified(_without_trunk(digits[size:], main), regions)
    return None, False


def _national(digits: str, region: str | None) -> tuple[PhoneNumber | None, bool]:
    """Read digits as they are dialled inside `region`."""
    plan = _plan(region) if region else None
    if plan is None:
        return None, False
    abroad = plan.idd.match(digits) if plan.idd else None
    if abroad is not None:
        return _international(digits[abroad.end() :])
    if not plan.ordinary:
        return None, False
    code = str(plan.code)
    national = _without_trunk(digits, plan)
    if digits.startswith(code):
        shorter = _without_trunk(digits[len(code) :], plan)
        general = plan.general.fullmatch
        if (not general(digits) and general(shorter)) or len(digits) > max(plan.lengths):
            national = shorter
    return _classified(national, _regions_by_code()[plan.code])


def calling_code(region: str | None) -> tuple[str, ...]:
    """Return the calling code of `region` as a tuple of one, empty where it has none.

    >>> calling_code("CN"), calling_code(None)
    (('86',), ())
    """
    plan = _plan(region) if region else None
    return () if plan is None else (str(plan.code),)


def _without_trunk(digits: str, plan: _Plan) -> str:
    """Drop the prefix dialled before a national number, unless only the whole is a number."""
    found = plan.prefix.match(digits) if plan.prefix else None
    if found is None or not found.end():
        return digits
    rest = digits[found.end() :]
    return digits if plan.general.fullmatch(digits) and not plan.general.fullmatch(rest) else rest


def _classified(national: str, regions: tuple[str, ...]) -> tuple[PhoneNumber | None, bool]:
    """Find the region and type of a national number; undecided where nothing matches, for the parser to judge."""
    for region in regions:
        plan = _plan(region)
        if plan is None:
            return None, False
        if len(regions) > 1 and plan.leading is not None:
            if not plan.leading.match(national):
                continue
            kind = _type_of(national, plan)
        else:
            kind = _type_of(national, plan)
            if kind is None and len(regions) > 1:
                continue
        if kind is None:
            return None, False
        return PhoneNumber(f"+{plan.code}{national}", region, kind, national), True
    return None, False


def _type_of(national: str, plan: _Plan) -> str | None:
    if not plan.general.fullmatch(national):
        return None
    matches = [
        name for name, pattern, lengths in plan.types if len(national) in lengths and pattern.fullmatch(national)
    ]
    special = [name for name in matches if name not in ("fixed_line", "mobile")]
    if special:
        return special[0]
    return "fixed_line_or_mobile" if len(matches) > 1 else matches[0] if matches else None


@cache
def _regions_by_code() -> Mapping[int, tuple[str, ...]]:
    """Return calling code -> its regions, the main one first; libphonenumber is loaded when first asked."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    regions: Mapping[int, tuple[str, ...]] = COUNTRY_CODE_TO_REGION_CODE
    return regions


@cache
def _type_names() -> Mapping[int, str]:
    from phonenumbers import PhoneNumberType

    names = {value: name.lower() for name, value in vars(PhoneNumberType).items() if name.isupper()}
    return names | {PhoneNumberType.UNKNOWN: "other"}


@cache
def _plan(region: str) -> _Plan | None:
    from phonenumbers import PhoneMetadata

    metadata: Any = PhoneMetadata.metadata_for_region(region, None)
    if metadata is None:
        return None
    general = metadata.general_desc
    kinds: list[tuple[str, re.Pattern[str], frozenset[int]]] = []
    for name in (*_TYPES, "fixed_line", "mobile"):
        description = getattr(metadata, name)
        if description is not None and description.national_number_pattern is not None:
            lengths = frozenset(description.possible_length or general.possible_length)
            kinds.append((name, re.compile(description.national_number_pattern), lengths))
    return _Plan(
        code=metadata.country_code,
        general=re.compile(general.national_number_pattern),
        lengths=frozenset(general.possible_length),
        prefix=_compiled(metadata.national_prefix_for_parsing),
        idd=_compiled(metadata.international_prefix),
        leading=_compiled(metadata.leading_digits),
        types=tuple(kinds),
        ordinary=metadata.national_prefix_transform_rule is None and metadata.country_code != 0,
    )


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern) if pattern else None


def _parsed(text: str, region: str | None) -> PhoneNumber | None:
    """Read a number by libphonenumber's own parser."""
    import phonenumbers

    number = _parse(text, region)
    if number is None or not phonenumbers.is_valid_number(number):
        return None
    return PhoneNumber(
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        phonenumbers.region_code_for_number(number) or "001",
        _type_names()[phonenumbers.number_type(number)],
        phonenumbers.national_significant_number(number),
        number.extension,
    )


def _parse(text: str, region: str | None) -> Any:
    import phonenumbers

    try:
        return phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None


def why_invalid(text: str, region: str | None) -> Reason:
    """Say what keeps `text` from being a number of its plan."""
    from phonenumbers import ValidationResult, is_possible_number_with_reason

    number = _parse(text, region)
    if number is None:
        return Reason.NOT_PARSED if region or text.startswith("+") else Reason.AMBIGUOUS
    verdict = is_possible_number_with_reason(number)
    if verdict == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        return Reason.AREA_CODE_MISSING
    return Reason.BAD_FORMAT if verdict == ValidationResult.IS_POSSIBLE else Reason.WRONG_LENGTH


def is_short_number(digits: str, region: str) -> bool:
    """Tell whether `digits` is a short code (emergency, operator, bank) that works inside `region` only."""
    if region == "CN":
        return _CHINESE_SHORT.fullmatch(digits) is not None
    if not 3 <= len(digits) <= 6 or digits[0] == "0":
        return False
    import phonenumbers

    if region not in phonenumbers.SUPPORTED_REGIONS:
        return False
    number = phonenumbers.PhoneNumber(
        country_code=phonenumbers.country_code_for_region(region), national_number=int(digits)
    )
    return bool(phonenumbers.is_valid_short_number_for_region(number, region))


# Numbering plan of the ministry (MIIT): emergency and service numbers; carriers 100xx; banks and companies 95xxx(x);
# local services 12xxx and 96xxx(x).
_CHINESE_SHORT = re.compile(r"1(?:1[024]|2[02])|1(?:00|2[1-4])\d\d|11[68]114|9[56]\d{3,4}|951\d{5}")


def area_code(number: PhoneNumber) -> str | None:
    """Return a landline's area code as dialled inside the country (010, 0755, 212); None where it has none.

    >>> area_code(PhoneNumber("+861062345678", "CN", "fixed_line", "1062345678"))
    '010'
    """
    if not number.type.startswith("fixed_line"):
        return None
    if number.region == "CN":
        return f"0{number.national[: 2 if number.national[0] in '12' else 3]}"
    if number.e164.startswith("+1"):
        return number.national[:3]
    return _formatted_area_code(number.e164)


@lru_cache(maxsize=65_536)
def _formatted_area_code(e164: str) -> str | None:
    import phonenumbers

    number = _parse(e164, None)
    size = 0 if number is None else phonenumbers.length_of_geographical_area_code(number)
    if not size:
        return None
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(phonenumbers.region_code_for_number(number) or "", None)
    trunk = "0" if metadata is not None and metadata.national_prefix == "0" else ""
    return trunk + str(phonenumbers.national_significant_number(number))[:size]
