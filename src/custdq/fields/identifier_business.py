"""Business numbers of other countries: VAT numbers of the European Union, and company registers elsewhere.

Structures are those the tax offices and registers publish (for VAT: the Commission's VIES list); check digits by the
algorithms published for each. The trap: some countries issue numbers without a check digit, or with one nobody
publishes: for these only the form is judged, and a number of the right form is not called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from custdq.text.checksum import luhn_is_valid, mod_11_10, mod_97_10, weighted_sum

Check = Callable[[str], bool]


class BusinessNumber(NamedTuple):
    """Form and check of one scheme: `check` is None where no check digit is published."""

    pattern: str
    check: Check | None = None
    country: str | None = None


def _mod_11(weights: Sequence[int], *, ten: int | None = 0) -> Check:
    """Check the last digit against 11 - (weighted sum mod 11); a check of 10 counts as `ten`, None: never issued."""

    def check(digits: str) -> bool:
        wanted = (11 - weighted_sum(digits[:-1], weights) % 11) % 11
        return (ten if wanted == 10 else wanted) == int(digits[-1])

    return check


def _sum_mod_11(weights: Sequence[int]) -> Check:
    """Check the last digit against the weighted sum mod 11, a remainder of 10 counting as 0."""
    return lambda digits: weighted_sum(digits[:-1], weights) % 11 % 10 == int(digits[-1])


def _zero_mod(modulus: int, weights: Sequence[int]) -> Check:
    return lambda digits: weighted_sum(digits, weights) % modulus == 0


def _iso_11_10(digits: str) -> bool:
    return mod_11_10(digits[:-1]) == int(digits[-1])


def _austria(text: str) -> bool:
    digits = text[1:]
    total = sum(sum(divmod(int(d) * (1 + i % 2), 10)) for i, d in enumerate(digits[:7]))
    return (96 - total) % 10 == int(digits[7])


def _france(text: str) -> bool:
    if not luhn_is_valid(text[2:]) and text[2:5] != "000":
        return False
    return not text[:2].isdigit() or int(text[:2]) == (12 + 3 * (int(text[2:]) % 97)) % 97


def _netherlands(text: str) -> bool:
    eleven = (weighted_sum(text[:8], range(9, 1, -1)) - int(text[8])) % 11 == 0
    return eleven or mod_97_10(f"NL{text}") == 1


def _britain(text: str) -> bool:
    if not text[:9].isdigit():
        return True
    total = weighted_sum(text[:7], range(8, 1, -1)) + int(text[7:9])
    return total % 97 in (0, 42)


def _ireland(text: str) -> bool:
    if not text[1].isdigit():
        text = f"0{text[2:7]}{text[0]}{text[7:]}"
    total = weighted_sum(text[:7], range(8, 1, -1))
    if len(text) == 9 and text[8] != "W":
        total += 9 * (ord(text[8]) - 64)
    return "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] == text[7]


def _estonia(digits: str) -> bool:
    return weighted_sum(digits[:8], (3, 7, 1, 3, 7, 1, 3, 7)) * 9 % 10 == int(digits[8])


def _hungary(digits: str) -> bool:
    return weighted_sum(digits, (9, 7, 3, 1, 9, 7, 3, 1)) % 10 == 0


def _greece(digits: str) -> bool:
    return weighted_sum(digits[:8], [2**power for power in range(8, 0, -1)]) % 11 % 10 == int(digits[8])


def _romania(digits: str) -> bool:
    padded = digits.zfill(10)
    return weighted_sum(padded[:9], (7, 5, 3, 2, 1, 7, 5, 3, 2)) * 10 % 11 % 10 == int(padded[9])


def _ukraine(digits: str) -> bool:
    straight = (1, 2, 3, 4, 5, 6, 7) if not 30_000_000 <= int(digits) <= 60_000_000 else (7, 1, 2, 3, 4, 5, 6)
    total = weighted_sum(digits[:7], straight) % 11
    if total == 10:
        total = weighted_sum(digits[:7], [weight + 2 for weight in straight]) % 11
    return total % 10 == int(digits[7])


def _australia(digits: str) -> bool:
    return (weighted_sum(digits, (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)) - 10) % 89 == 0


def _brazil(digits: str) -> bool:
    weights = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
    first, second = weighted_sum(digits[:12], weights[1:]) % 11, weighted_sum(digits[:13], weights) % 11
    return [11 - r if r > 1 else 0 for r in (first, second)] == [int(digits[12]), int(digits[13])]


def _taiwan(digits: str) -> bool:
    products = [int(d) * w for d, w in zip(digits, (1, 2, 1, 2, 1, 2, 4, 1), strict=True)]
    total = sum(sum(divmod(product, 10)) for product in products)
    return total % 5 == 0 or (digits[6] == "7" and (total + 1) % 5 == 0)


def _japan(digits: str) -> bool:
    return 9 - weighted_sum(digits[1:], (2, 1) * 6) % 9 == int(digits[0])


def _korea(digits: str) -> bool:
    total = weighted_sum(digits[:9], (1, 3, 7, 1, 3, 7, 1, 3, 5)) + int(digits[8]) * 5 // 10
    return (10 - total) % 10 == int(digits[9])


def _russia(digits: str) -> bool:
    modulus = 11 if len(digits) == 13 else 13
    return int(digits[:-1]) % modulus % 10 == int(digits[-1])


#: VAT numbers: prefix to form and check of what follows it.
VAT: dict[str, BusinessNumber] = {
    "AT": BusinessNumber(r"U\d{8}", _austria),
    "BE": BusinessNumber(r"[01]\d{9}", lambda d: 97 - int(d[:8]) % 97 == int(d[8:])),
    "BG": BusinessNumber(r"\d{9,10}"),
    "CY": BusinessNumber(r"\d{8}[A-Z]"),
    "CZ": BusinessNumber(r"\d{8,10}"),
    "DE": BusinessNumber(r"[1-9]\d{8}", _iso_11_10),
    "DK": BusinessNumber(r"[1-9]\d{7}", _zero_mod(11, (2, 7, 6, 5, 4, 3, 2, 1))),
    "EE": BusinessNumber(r"\d{9}", _estonia),
    "EL": BusinessNumber(r"\d{9}", _greece),
    "ES": BusinessNumber(r"[A-Z\d]\d{7}[A-Z\d]"),
    "FI": BusinessNumber(r"\d{8}", _mod_11((7, 9, 10, 5, 8, 4, 2), ten=None)),
    "FR": BusinessNumber(r"[A-HJ-NP-Z\d]{2}\d{9}", _france),
    "GB": BusinessNumber(r"\d{9}(?:\d{3})?|GD[0-4]\d\d|HA[5-9]\d\d", _britain),
    "HR": BusinessNumber(r"\d{11}", _iso_11_10),
    "HU": BusinessNumber(r"\d{8}", _hungary),
    "IE": BusinessNumber(r"\d{7}[A-W][A-IW]?|\d[A-Z+*]\d{5}[A-W]", _ireland),
    "IT": BusinessNumber(r"\d{11}", luhn_is_valid),
    "LT": BusinessNumber(r"\d{9}|\d{12}"),
    "LU": BusinessNumber(r"\d{8}", lambda d: int(d[:6]) % 89 == int(d[6:])),
    "LV": BusinessNumber(r"\d{11}"),
    "MT": BusinessNumber(r"[1-9]\d{7}", _zero_mod(37, (3, 4, 6, 7, 8, 9, 10, 1))),
    "NL": BusinessNumber(r"\d{9}B\d{2}", _netherlands),
    "PL": BusinessNumber(r"\d{10}", lambda d: weighted_sum(d[:9], (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(d[9])),
    "PT": BusinessNumber(r"[1-9]\d{8}", _mod_11(range(9, 1, -1))),
    "RO": BusinessNumber(r"[1-9]\d{1,9}", _romania),
    "SE": BusinessNumber(r"\d{10}01", lambda d: luhn_is_valid(d[:10])),
    "SI": BusinessNumber(r"[1-9]\d{7}", _mod_11(range(8, 1, -1))),
    "SK": BusinessNumber(r"[1-9]\d{9}", lambda d: int(d) % 11 == 0),
    "XI": BusinessNumber(r"\d{9}(?:\d{3})?|GD[0-4]\d\d|HA[5-9]\d\d", _britain),
}

#: Company and tax numbers of other countries by scheme.
BUSINESS: dict[str, BusinessNumber] = {
    "au.abn": BusinessNumber(r"[1-9]\d{10}", _australia, "AU"),
    "au.acn": BusinessNumber(r"\d{9}", lambda d: (10 - weighted_sum(d[:8], range(8, 0, -1))) % 10 == int(d[8]), "AU"),
    "br.cnpj": BusinessNumber(r"\d{14}", _brazil, "BR"),
    "ch.uid": BusinessNumber(r"CHE\d{9}", lambda t: _mod_11((5, 4, 3, 2, 7, 6, 5, 4), ten=None)(t[3:]), "CH"),
    "ch.vat": BusinessNumber(
        r"CHE\d{9}(?:MWST|TVA|IVA|TPV)", lambda t: _mod_11((5, 4, 3, 2, 7, 6, 5, 4), ten=None)(t[3:12]), "CH"
    ),
    "fr.siren": BusinessNumber(r"\d{9}", luhn_is_valid, "FR"),
    "fr.siret": BusinessNumber(r"\d{14}", lambda d: luhn_is_valid(d) or d[:9] == "356000000", "FR"),
    "il.hp": BusinessNumber(r"5\d{8}", luhn_is_valid, "IL"),
    "jp.cn": BusinessNumber(r"[1-9]\d{12}", _japan, "JP"),
    "kr.brn": BusinessNumber(r"\d{10}", _korea, "KR"),
    "ma.ice": BusinessNumber(r"\d{15}", lambda d: int(d) % 97 == 0, "MA"),
    "no.mva": BusinessNumber(
        r"(?:NO)?\d{9}MVA", lambda t: _mod_11((3, 2, 7, 6, 5, 4, 3, 2), ten=None)(t[-12:-3]), "NO"
    ),
    "no.orgnr": BusinessNumber(r"\d{9}", _mod_11((3, 2, 7, 6, 5, 4, 3, 2), ten=None), "NO"),
    "pl.regon": BusinessNumber(r"\d{9}", _sum_mod_11((8, 9, 2, 3, 4, 5, 6, 7)), "PL"),
    "ru.ogrn": BusinessNumber(r"[1-9]\d{12}|3\d{14}", _russia, "RU"),
    "tw.ubn": BusinessNumber(r"\d{8}", _taiwan, "TW"),
    "ua.edrpou": BusinessNumber(r"\d{8}", _ukraine, "UA"),
    "us.ein": BusinessNumber(r"\d{9}", None, "US"),
    "bic": BusinessNumber(r"[A-Z]{6}[A-Z2-9][A-NP-Z0-9](?:[A-Z0-9]{3})?"),
    **{
        f"{'gr' if prefix == 'EL' else prefix.lower()}.vat": BusinessNumber(
            rf"(?:{prefix})?(?:{number.pattern})", number.check, "GR" if prefix == "EL" else prefix
        )
        for prefix, number in VAT.items()
        if prefix != "XI"
    },
}


def fits(number: BusinessNumber, text: str) -> tuple[bool, bool]:
    """Tell whether `text` has the form of a scheme, and whether its check digit fits.

    >>> fits(VAT["DE"], "136695976"), fits(VAT["DE"], "136695978"), fits(VAT["DE"], "1366")
    ((True, True), (True, False), (False, False))
    """
    if not re.fullmatch(number.pattern, text):
        return False, False
    return True, number.check is None or number.check(text)
