"""VAT numbers of Europe: the member states of the European Union, and its neighbours.

Structures are those the Commission (VIES) and the tax offices publish, check digits by the published algorithms. The
trap: many a VAT number is the personal number of a sole trader (Bulgaria, Czechia, Latvia, Romania), with another check
than a company's; and a country's prefix (EL for Greece, XI for Northern Ireland) is not always its ISO code.
"""

from __future__ import annotations

from custdq.fields.identifier_personal import (
    bulgarian_person,
    czech_person,
    latvian_person,
    romanian_person,
    spanish_letter,
)
from custdq.fields.identifier_scheme import Scheme, zeros
from custdq.text.checksum import (
    complement,
    digit_sum,
    divisible,
    iso_11_10,
    luhn_is_valid,
    mod_97_10,
    remainder,
    two_rounds,
    weighted_sum,
)

_DOWN_8, _DOWN_9 = range(8, 1, -1), range(9, 1, -1)
_EIGHT_THREES = (3, 2, 7, 6, 5, 4, 3, 2)
_CYPRUS = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_CIF_LETTERS = "JABCDEFGHI"


def _austria(text: str) -> bool:
    return (96 - digit_sum(text[1:8], (1, 2) * 4)) % 10 == int(text[8])


def _belgium(digits: str) -> bool:
    return 97 - int(digits[:8]) % 97 == int(digits[8:]) and int(digits) > 0


def _bulgaria(digits: str) -> bool:
    if len(digits) == 9:
        return two_rounds(range(1, 9), range(3, 11))(digits)
    foreigner = remainder((21, 19, 17, 13, 11, 9, 7, 3, 1), 10)(digits)
    return bulgarian_person(digits) or foreigner or complement((4, 3, 2, 7, 6, 5, 4, 3, 2))(digits)


def _cyprus(text: str) -> bool:
    odd = sum([_CYPRUS[int(digit)] for digit in text[:8:2]])
    return chr(65 + (odd + sum(map(int, text[1:8:2]))) % 26) == text[8]


def _czechia(digits: str) -> bool:
    if len(digits) == 8:
        return (11 - weighted_sum(digits[:7], _DOWN_8) % 11) % 10 == int(digits[7])
    if len(digits) == 9 and digits[0] == "6":
        return (8 - (10 - weighted_sum(digits[1:8], _DOWN_8) % 11) % 11) % 10 == int(digits[8])
    return czech_person(digits)


def spanish_company(text: str) -> bool:
    """Check a Spanish company number: a letter, seven digits, and a digit or letter that depends on the first.

    >>> spanish_company("J36246585")
    True
    """
    check = -digit_sum(text[1:8], (2, 1) * 4) % 10
    letter, digit = _CIF_LETTERS[check], str(check)
    # the rule which letters go with which kind of company has exceptions in the registers
    return text[8] in (letter, digit)


def _spain(text: str) -> bool:
    if text[0].isdigit() or text[0] in "KLMXYZ":
        return spanish_letter(text)
    return spanish_company(text)


def _france(text: str) -> bool:
    if not text[2:].isdigit() or not (text[2:5] == "000" or luhn_is_valid(text[2:])):
        return False
    if text[:2].isdigit():
        return int(text[2:] + "12") % 97 == int(text[:2])
    letters = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
    if text[0].isdigit():
        key = letters.index(text[0]) * 24 + letters.index(text[1]) - 10
    else:
        key = letters.index(text[0]) * 34 + letters.index(text[1]) - 100
    return (int(text[2:]) + 1 + key // 11) % 11 == key % 11


def _britain(text: str) -> bool:
    if not text[:9].isdigit():
        if len(text) == 5:
            return True
        # the ranges of government departments and health authorities, behind the three digits their own check
        return int(text[6:9]) % 97 == int(text[9:11])
    left = weighted_sum(text[:9], (8, 7, 6, 5, 4, 3, 2, 10, 1)) % 97
    return left == 0 or (left in (42, 55) and text[0] != "0")


def _ireland(text: str) -> bool:
    if not text[1].isdigit():
        text = f"0{text[2:7]}{text[0]}{text[7:]}"
    total = weighted_sum(text[:7], _DOWN_8)
    if len(text) == 9 and text[8] != "W":
        total += 9 * (ord(text[8]) - 64)
    return "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] == text[7]


def _italy(digits: str) -> bool:
    province = int(digits[7:10])
    known = 1 <= province <= 100 or province in (120, 121, 888, 999)
    return known and digits[:7] != "0000000" and luhn_is_valid(digits)


def _lithuania(digits: str) -> bool:
    size = len(digits) - 1
    return two_rounds([1 + place % 9 for place in range(size)], [1 + (place + 2) % 9 for place in range(size)])(digits)


def _latvia(digits: str) -> bool:
    if digits[0] > "3":
        return weighted_sum(digits, (9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1)) % 11 == 3
    return latvian_person(digits)


def _netherlands(text: str) -> bool:
    number = text[:9]
    company = number != "000000000" and (weighted_sum(number[:8], _DOWN_9) - int(number[8])) % 11 == 0
    return company or mod_97_10(f"NL{text}") == 1


def _dutch(text: str) -> str:
    number, mark, suffix = text.rpartition("B")
    return f"{number.zfill(9)}B{suffix}" if mark and number.isdigit() else text


def _romania(digits: str) -> bool:
    if len(digits) == 13:
        return romanian_person(digits)
    return weighted_sum(digits.zfill(10)[:9], (7, 5, 3, 2, 1, 7, 5, 3, 2)) * 10 % 11 % 10 == int(digits[-1])


def _slovenia(digits: str) -> bool:
    # a sum that is a multiple of 11 gives no check digit
    return weighted_sum(digits[:7], _DOWN_8) % 11 != 0 and complement(_DOWN_8, ten="0")(digits)


def _slovakia(digits: str) -> bool:
    return (digits[0] != "0" and digits[2] in "234789" and int(digits) % 11 == 0) or czech_person(digits)


def _monaco(text: str) -> str:
    return text if text.startswith("FR") else f"FR{text}"


#: Cyrillic letters that Belarusian numbers are typed with, and the Latin ones they are.
_LATIN = str.maketrans("АВЕНКМОРСТ", "ABEHKMOPCT")


def _latin(text: str) -> str:
    return text if text.startswith("УНП") else text.translate(_LATIN)


def _belarus(text: str) -> bool:
    second = str("ABCEHKMOPT".index(text[1])) if text[1].isalpha() else text[1]
    total = weighted_sum(text[0] + second + text[2:8], (29, 23, 19, 17, 13, 7, 5, 3)) % 11
    return total < 10 and total == int(text[8])


_FINLAND = complement((7, 9, 10, 5, 8, 4, 2))
_GB_PATTERN = r"\d{9}(?:\d{3})?|GD[0-4]\d\d|HA[5-9]\d\d|(?:GD8888[0-4]\d\d|HA8888[5-9]\d\d)\d\d"
_GB_FORM = ("### #### ##", "### #### ## ###", "#####")

#: VAT numbers by scheme. `VAT` in identifier_schemes.py lists them by prefix.
VAT_SCHEMES: dict[str, Scheme] = {
    "at.uid": Scheme(r"U\d{8}", _austria, prefix="AT"),
    "be.vat": Scheme(r"[01]\d{9}", _belgium, ("####.###.###",), "BE", zeros(10)),
    "bg.vat": Scheme(r"\d{9,10}", _bulgaria, prefix="BG"),
    "cy.vat": Scheme(r"(?!12)\d{8}[A-Z]", _cyprus, prefix="CY"),
    "cz.dic": Scheme(r"[0-8]\d{7}|\d{9,10}", _czechia, prefix="CZ"),
    "de.vat": Scheme(r"[1-9]\d{8}", iso_11_10, prefix="DE"),
    "dk.cvr": Scheme(r"[1-9]\d{7}", divisible(11, (2, 7, 6, 5, 4, 3, 2, 1)), prefix="DK"),
    "ee.kmkr": Scheme(r"\d{9}", divisible(10, (3, 7, 1, 3, 7, 1, 3, 7, 1)), prefix="EE"),
    "gr.vat": Scheme(r"\d{9}", remainder([2**power for power in range(8, 0, -1)], ten="0"), (), "EL GR", zeros(9)),
    "es.nif": Scheme(r"(?:\d{8}|[A-HJKLMNP-SUVWX-Z]\d{7})[A-Z\d]", _spain, prefix="ES"),
    "fi.alv": Scheme(r"\d{8}", _FINLAND, prefix="FI"),
    "fr.tva": Scheme(r"[A-HJ-NP-Z\d]{2}\d{9}", _france, prefix="FR"),
    "gb.vat": Scheme(_GB_PATTERN, _britain, _GB_FORM, "GB XI"),
    "hr.oib": Scheme(r"\d{11}", iso_11_10, prefix="HR"),
    "hu.anum": Scheme(r"\d{8}", divisible(10, (9, 7, 3, 1, 9, 7, 3, 1)), prefix="HU"),
    "ie.vat": Scheme(r"\d{7}[A-W][A-W]?|\d[A-Z+*]\d{5}[A-W]", _ireland, prefix="IE"),
    "it.iva": Scheme(r"\d{11}", _italy, prefix="IT"),
    "lt.pvm": Scheme(r"\d{7}1\d|\d{10}1\d", _lithuania, prefix="LT"),
    "lu.tva": Scheme(r"\d{8}", lambda digits: int(digits[:6]) % 89 == int(digits[6:]), prefix="LU"),
    "lv.pvn": Scheme(r"\d{11}", _latvia, prefix="LV"),
    "mt.vat": Scheme(r"[1-9]\d{7}", divisible(37, (3, 4, 6, 7, 8, 9, 10, 1)), prefix="MT"),
    "nl.btw": Scheme(r"\d{9}B(?!00)\d{2}", _netherlands, (), "NL", _dutch),
    "pl.nip": Scheme(r"\d{10}", remainder((6, 5, 7, 2, 3, 4, 5, 6, 7)), ("###-###-##-##",), "PL"),
    "pt.nif": Scheme(r"[1-9]\d{8}", complement(_DOWN_9, ten="0"), prefix="PT"),
    # with RO in front a Romanian number says that its bearer pays VAT, so here the letters belong to the value
    "ro.cf": Scheme(r"(?:RO)?(?:[1-9]\d{1,9}|[1-9]\d{12})", lambda text: _romania(text.removeprefix("RO"))),
    "ro.cui": Scheme(r"[1-9]\d{1,9}", _romania, prefix="RO"),
    "se.vat": Scheme(r"\d{10}01", lambda digits: luhn_is_valid(digits[:10]), prefix="SE"),
    "si.ddv": Scheme(r"[1-9]\d{7}", _slovenia, prefix="SI"),
    "sk.dph": Scheme(r"\d{10}", _slovakia, prefix="SK"),
    # outside the Union
    "al.nipt": Scheme(r"[A-M]\d{8}[A-Z]", prefix="AL"),
    "ad.nrt": Scheme(
        r"[CDEGOPU]\d{6}[A-Z]|F[0-6]\d{5}[A-Z]|[AL]7\d{5}[A-Z]", None, ("#-######-#",), "AD", lambda text: text
    ),
    "by.unp": Scheme(r"(?:[1-79]\d|[ABCEHKM][ABCEHKMOPT])\d{7}", _belarus, prefix="УНП UNP BY", tidy=_latin),
    "fo.vn": Scheme(r"\d{6}", None, ("######",), "FO"),
    "is.vsk": Scheme(r"\d{5,6}", prefix="IS"),
    "me.pib": Scheme(r"\d{8}", complement(_DOWN_8, ten="0"), ("########",), "ME"),
    "mk.edb": Scheme(r"\d{13}", complement((7, 6, 5, 4, 3, 2) * 2, ten="0"), ("#" * 13,), "MK МК"),
    "no.mva": Scheme(r"\d{9}MVA", lambda text: complement(_EIGHT_THREES)(text[:9]), ("NO ### ### ### ###",), "NO"),
    "rs.pib": Scheme(r"\d{9}", iso_11_10, prefix="RS"),
    "sm.coe": Scheme(r"[1-9]\d{0,4}", prefix="SM", tidy=lambda text: text.lstrip("0") if text.isdigit() else text),
    "mc.tva": Scheme(r"FR[A-HJ-NP-Z\d]{2}000\d{6}", lambda text: _france(text[2:]), tidy=_monaco),
}
