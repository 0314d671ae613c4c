"""Identifier schemes: what each looks like, its check digit, and what it says about its bearer.

Algorithms are those of the standards named at each function. The trap: a number may have the right look and the
wrong check digit, or the right digits and an impossible date inside; both are told apart from a wrong look.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from custdq.errors import Reason
from custdq.fields.identifier_business import BUSINESS, VAT, BusinessNumber, fits
from custdq.text.checksum import USCC_CHARACTERS, luhn_is_valid, mod_11_2, mod_97_10, org_code_check, uscc_check

#: First two digits of GB/T 2260; 81 to 83 are residence permits of people from Hong Kong, Macao and Taiwan, 91 abroad.
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 "
    "91".split()
)
_USCC_CONFUSED = str.maketrans("OISZ", "0152")
#: Length of an IBAN by country (SWIFT IBAN registry).
_IBAN_LENGTHS = {
    code: size
    for size, codes in {
        15: "NO", 16: "BE", 18: "DK FI FO GL NL SD", 19: "MK SI", 20: "AT BA EE KZ LT LU XK", 21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ OM TL SO", 24: "AD CZ DZ ES MD PK RO SA SE SK TN VG",
        25: "LY PT ST", 26: "IS TR", 27: "BI DJ FR GR IT MC MR SM", 28: "AL AZ BY CY DO GT HU LB NI PL SV",
        29: "BR EG PS QA UA", 30: "JO KW MU YE", 31: "MT SC", 32: "LC", 33: "RU",
    }.items()
    for code in codes.split()
}  # fmt: skip


class Verdict(NamedTuple):
    """What a scheme makes of a compact text. `value` is null where `problem` says why."""

    value: str | None
    problem: Reason | None = None
    parts: Mapping[str, str | None] = {}


Judge = Callable[[str], Verdict]


def judge_uscc(compact: str) -> Verdict:
    """Judge a unified social credit code (GB 32100-2015): class, region, organization code, check character."""
    text = compact if set(compact) <= set(USCC_CHARACTERS) else compact.translate(_USCC_CONFUSED)
    if not re.fullmatch(rf"[{USCC_CHARACTERS}]{{2}}\d{{6}}[{USCC_CHARACTERS}]{{10}}", text):
        return Verdict(None, Reason.BAD_FORMAT)
    parts = {"org_class": text[:2], "region_code": text[2:8], "org_code": text[8:17]}
    if uscc_check(text[:17]) != text[17]:
        return Verdict(None, Reason.BAD_CHECK_DIGIT, parts)
    return Verdict(text, None, parts)


def judge_resident_id(compact: str) -> Verdict:
    """Judge a Chinese resident identity number (GB 11643-1999); 15 digits become 18 with century 19."""
    text = f"{compact[:6]}19{compact[6:]}" if re.fullmatch(r"\d{15}", compact) else compact
    text = text + mod_11_2(text) if len(text) == 17 and len(compact) == 15 else text
    if not re.fullmatch(r"\d{17}[\dX]", text) or text[:2] not in _PROVINCES:
        return Verdict(None, Reason.BAD_FORMAT)
    born = _date(text[6:14])
    if born is None:
        return Verdict(None, Reason.OUT_OF_RANGE)
    parts = {"region_code": text[:6], "birth_date": born, "gender": "M" if int(text[16]) % 2 else "F"}
    if mod_11_2(text[:17]) != text[17]:
        return Verdict(None, Reason.BAD_CHECK_DIGIT, parts)
    return Verdict(text, None, parts)


def judge_org_code(compact: str) -> Verdict:
    """Judge a Chinese organization code (GB 11714-1997)."""
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", compact):
        return Verdict(None, Reason.BAD_FORMAT)
    fits = org_code_check(compact[:8]) == compact[8]
    return Verdict(compact, None, {"org_code": compact}) if fits else Verdict(None, Reason.BAD_CHECK_DIGIT)


def judge_lei(compact: str) -> Verdict:
    """Judge a legal entity identifier (ISO 17442, ISO 7064 MOD 97-10)."""
    if not re.fullmatch(r"[0-9A-Z]{18}\d\d", compact):
        return Verdict(None, Reason.BAD_FORMAT)
    return Verdict(compact) if mod_97_10(compact) == 1 else Verdict(None, Reason.BAD_CHECK_DIGIT)


def judge_iban(compact: str) -> Verdict:
    """Judge an international bank account number (ISO 13616, ISO 7064 MOD 97-10)."""
    country = compact[:2]
    if not re.fullmatch(r"[A-Z]{2}\d\d[0-9A-Z]{11,30}", compact) or _IBAN_LENGTHS.get(country, len(compact)) != len(
        compact
    ):
        return Verdict(None, Reason.BAD_FORMAT)
    parts = {"country": country}
    if mod_97_10(compact[4:] + compact[:4]) != 1:
        return Verdict(None, Reason.BAD_CHECK_DIGIT, parts)
    return Verdict(compact, None, parts)


def judge_luhn(compact: str) -> Verdict:
    """Judge a number that ends in a Luhn digit (payment cards, IMEI; ISO/IEC 7812-1)."""
    if not re.fullmatch(r"\d{2,40}", compact):
        return Verdict(None, Reason.BAD_FORMAT)
    return Verdict(compact) if luhn_is_valid(compact) else Verdict(None, Reason.BAD_CHECK_DIGIT)


def _date(digits: str) -> str | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        return None


def judge_eu_vat(compact: str) -> Verdict:
    """Judge a VAT number with its country's prefix (VIES; GB and XI as before 2021)."""
    prefix = "EL" if compact[:2] == "GR" else compact[:2]
    number = VAT.get(prefix)
    if number is None:
        return Verdict(None, Reason.BAD_FORMAT)
    return _judged(number, compact[2:], prefix + compact[2:], "GR" if prefix == "EL" else prefix)


def _judge_business(number: BusinessNumber) -> Judge:
    """Return the judge of one scheme; a VAT number loses its country's prefix where the scheme names the country."""
    prefix = "EL" if number.country == "GR" else number.country or ""

    def judge(compact: str) -> Verdict:
        optional = prefix and number.pattern.startswith(f"(?:{prefix})?")
        return _judged(number, compact.removeprefix(prefix) if optional else compact, None, number.country)

    return judge


def _judged(number: BusinessNumber, text: str, value: str | None, country: str | None) -> Verdict:
    form, check = fits(number, text)
    parts = {"country": country}
    if form and check:
        return Verdict(value or text, None, parts)
    return Verdict(None, Reason.BAD_CHECK_DIGIT if form else Reason.BAD_FORMAT, parts if form else {})


SCHEMES: dict[str, Judge] = {
    "cn.uscc": judge_uscc,
    "cn.resident_id": judge_resident_id,
    "cn.org_code": judge_org_code,
    "lei": judge_lei,
    "iban": judge_iban,
    "luhn": judge_luhn,
    "eu.vat": judge_eu_vat,
    **{scheme: _judge_business(number) for scheme, number in BUSINESS.items()},
}
