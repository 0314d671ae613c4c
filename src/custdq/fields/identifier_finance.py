"""Accounts, banks and securities: IBAN, BIC, LEI, ISIN and their kin, and numbers of things (ships, devices).

Structures of account numbers are those of the SWIFT IBAN registry. The trap: an IBAN whose two check digits fit may
still be no account, where the country's own check inside it fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from custdq.errors import Reason
from custdq.fields.identifier_scheme import Scheme
from custdq.reference.countries import country_codes
from custdq.text.checksum import divisible, letters_to_digits, luhn_is_valid, mod_97_10, weighted_sum

#: Account number behind country and check digits: n digits, a capital letters, c either (SWIFT IBAN registry).
IBAN_FORMS = dict(
    row.split(":")
    for row in (
        "AD:n8c12 AE:n19 AL:n8c16 AT:n16 AZ:a4c20 BA:n16 BE:n12 BG:a4n6c8 BH:a4c14 BI:n23 BR:n23a1c1 BY:c4n4c16 "
        "CH:n5c12 CR:n18 CY:n8c16 CZ:n20 DE:n18 DJ:n23 DK:n14 DO:c4n20 EE:n16 EG:n25 ES:n20 FI:n14 FK:a2n12 FO:n14 "
        "FR:n10c11n2 GB:a4n14 GE:a2n16 GI:a4c15 GL:n14 GR:n7c16 GT:c20c4 HN:a4n20 HR:n17 HU:n24 IE:a4n14 IL:n19 "
        "IQ:a4n15 "
        "IS:n22 IT:a1n10c12 JO:a4n4c18 KW:a4c22 KZ:n3c13 LB:n4c20 LC:a4c24 LI:n5c12 LT:n16 LU:n3c13 LV:a4c13 LY:n21 "
        "MC:n10c11n2 MD:c20 ME:n18 MK:n3c10n2 MN:n16 MR:n23 MT:a4n5c18 MU:a4n19a3 NI:a4n20 NL:a4n10 NO:n11 OM:n3c16 "
        "PK:a4c16 PL:n24 PS:a4c21 PT:n21 QA:a4c21 RO:a4c16 RS:n18 RU:n14c15 SA:n2c18 SC:a4n20a3 SD:n14 SE:n20 SI:n15 "
        "SK:n20 SM:a1n10c12 SO:n19 ST:n21 SV:a4n20 TL:n19 TN:n20 TR:n6c16 UA:n6c19 VA:n18 VG:a4n16 XK:n16 YE:a4n4c18"
    ).split()
)
_CLASSES = {"n": r"\d", "a": "[A-Z]", "c": "[A-Z0-9]"}


def _account_pattern(form: str) -> str:
    return "".join(f"{_CLASSES[kind]}{{{size}}}" for kind, size in re.findall(r"([nac])(\d+)", form))


def iban_pattern(countries: str | None = None) -> str:
    """Return the pattern of IBANs of some countries, of all where none is named.

    >>> bool(re.fullmatch(iban_pattern("BE"), "BE31465461761155"))
    True
    """
    wanted = countries.split() if countries else list(IBAN_FORMS)
    return "|".join(rf"{country}\d\d{_account_pattern(IBAN_FORMS[country])}" for country in wanted)


def _iban(text: str) -> bool:
    national = _NATIONAL.get(text[:2])
    return mod_97_10(text[4:] + text[:4]) == 1 and (national is None or national(text[4:]))


def _belgian_account(digits: str) -> bool:
    return (int(digits[:10]) % 97 or 97) == int(digits[10:])


def _spanish_account(digits: str) -> bool:
    weights = (1, 2, 4, 8, 5, 10, 9, 7, 3, 6)
    checks = [-weighted_sum(part, weights) % 11 for part in (f"00{digits[:8]}", digits[10:])]
    return "".join([str(1 if check == 10 else check) for check in checks]) == digits[8:10]


def _norwegian_account(digits: str) -> bool:
    return weighted_sum(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


_NATIONAL: dict[str, Callable[[str], bool]] = {
    "BE": _belgian_account,
    "ES": _spanish_account,
    "ME": lambda digits: mod_97_10(digits) == 1,
    "NO": _norwegian_account,
    "RS": lambda digits: mod_97_10(digits) == 1,
}


def _first_two(text: str) -> Mapping[str, str | None]:
    return {"country": text[:2]}


def _in_fours(text: str) -> str:
    return " ".join([text[start : start + 4] for start in range(0, len(text), 4)])


#: Prefixes of securities of no one country: Euroclear and Clearstream, the Union, substitute agencies.
_ISIN_PREFIXES = frozenset("XS EU XA XB XC XD XF QS QT XX AN CS SU YU".split())


@cache
def _countries() -> frozenset[str]:
    return country_codes() | {"XK"}


def _isin(text: str) -> bool:
    return text[:2] in _countries() | _ISIN_PREFIXES and luhn_is_valid(letters_to_digits(text))


_CUSIP = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*@#"


def _cusip(text: str) -> bool:
    """Check a CUSIP or FIGI: Luhn's method with every second value doubled, letters from 10."""
    total = 0
    for place, character in enumerate(text[:-1]):
        product = _CUSIP.index(character) * (1 + place % 2)
        total += product // 10 + product % 10
    return str(-total % 10) == text[-1]


def _eic(text: str) -> bool:
    characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-"
    total = sum([characters.index(c) * w for c, w in zip(text[:15], range(16, 1, -1), strict=True)])
    check = -total % 37
    return check < 36 and characters[check] == text[15]


def _banknote(text: str) -> bool:
    if text[1].isalpha():
        return (ord(text[0]) + ord(text[1]) + sum(map(int, text[2:]))) % 9 == 0
    return (ord(text[0]) + sum(map(int, text[1:]))) % 9 == 0


def _imo(digits: str) -> bool:
    return weighted_sum(digits[:6], range(7, 1, -1)) % 10 == int(digits[6])


def _imei(digits: str) -> bool:
    return len(digits) != 15 or luhn_is_valid(digits)


FINANCE_SCHEMES: dict[str, Scheme] = {
    "bic": Scheme(
        r"[A-Z]{6}[0-9A-Z]{2}(?:[0-9A-Z]{3})?",
        form=("########", "###########"),
        parts=lambda text: {"country": text[4:6]},
        impossible=lambda text: None if text[4:6] in _countries() else Reason.BAD_FORMAT,
    ),
    "cusip": Scheme(r"[0-9A-Z*@#]{8}\d", _cusip),
    "eu.banknote": Scheme(r"[A-Z]\d{11}|[A-Z]{2}\d{10}", _banknote),
    "eu.eic": Scheme(r"[0-9A-Z-]{15}[0-9A-Z]", _eic, read=lambda text: text.upper().replace(" ", "")),
    "figi": Scheme(r"(?!BS|BM|GG|GB|GH|KY|VG)[B-DF-HJ-NP-TV-Z]{2}G[B-DF-HJ-NP-TV-Z0-9]{8}\d", _cusip),
    "gb.sedol": Scheme(
        r"[0-9B-DF-HJ-NP-TV-Z]\d{5}\d|[B-DF-HJ-NP-TV-Z][0-9B-DF-HJ-NP-TV-Z]{5}\d", divisible(10, (1, 3, 1, 7, 3, 9, 1))
    ),
    "iban": Scheme(iban_pattern(), _iban, _in_fours, "IBAN", parts=_first_two),
    **{
        f"{country.lower()}.iban": Scheme(iban_pattern(country), _iban, _in_fours, "IBAN")
        for country in ("BE", "ES", "ME", "NO")
    },
    "imei": Scheme(r"\d{14,16}", _imei, lambda d: f"{d[:2]}-{d[2:8]}-{d[8:14]}{'-' + d[14:] if d[14:] else ''}"),
    "imo": Scheme(r"\d{7}", _imo, ("IMO #######",), "IMO"),
    "isin": Scheme(r"[A-Z]{2}[0-9A-Z]{9}\d", _isin, parts=_first_two),
    "iso11649": Scheme(r"RF\d\d[0-9A-Z]{1,21}", lambda text: mod_97_10(text[4:] + text[:4]) == 1, _in_fours),
    "lei": Scheme(r"[0-9A-Z]{18}\d\d", lambda text: mod_97_10(text) == 1),
    "luhn": Scheme(r"\d{2,40}", luhn_is_valid),
    "credit_card": Scheme(r"[2-6]\d{11,18}", luhn_is_valid, _in_fours),
}
