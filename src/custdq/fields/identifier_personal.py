"""Personal numbers that stand in for company numbers, and those customer lists carry.

A sole trader's tax number is a personal number in many countries. The trap: such numbers hold a birth date and the
sex of their bearer; they are read as evidence, and never printed unmasked in a report.
"""

from __future__ import annotations

from custdq.fields.identifier_scheme import Scheme, is_date, plain
from custdq.text.checksum import (
    complement,
    iso_11_10,
    luhn_is_valid,
    remainder,
    verhoeff_is_valid,
    weighted_sum,
)

_DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def bulgarian_person(digits: str) -> bool:
    """Check a Bulgarian civil number (EGN): its birth date and its check digit.

    >>> bulgarian_person("7021189215"), bulgarian_person("7021189210")
    (True, False)
    """
    year, month = 1900 + int(digits[:2]), int(digits[2:4])
    if month > 40:
        year, month = year + 100, month - 40
    elif month > 20:
        year, month = year - 100, month - 20
    return is_date(year, str(month), digits[4:6]) and remainder((2, 4, 8, 5, 10, 9, 7, 3, 6), ten="0")(digits)


def czech_person(digits: str) -> bool:
    """Check a Czech or Slovak birth number: nine digits until 1953, then ten, a multiple of 11.

    >>> czech_person("9203162782"), czech_person("9203162780")
    (True, False)
    """
    year, month = 1900 + int(digits[:2]), int(digits[2:4]) % 50
    if len(digits) == 9:
        year -= 100 if year >= 1980 else 0
        return year <= 1953 and is_date(year, str(month), digits[4:6])
    year += 100 if year < 1954 else 0
    if month > 20 and year >= 2004:
        month -= 20
    check = int(digits[:9]) % 11 % 10
    return is_date(year, str(month), digits[4:6]) and check == int(digits[9])


def latvian_person(digits: str) -> bool:
    """Check a Latvian personal code, as it is without a birth date since 2017 (32 in front) or with one.

    >>> latvian_person("16027589692")
    True
    """
    check = 1 + weighted_sum(digits[:10], (10, 5, 8, 4, 2, 1, 6, 3, 7, 9))
    year = 1800 + 100 * int(digits[6]) + int(digits[4:6])
    dated = digits.startswith("32") or is_date(year, digits[2:4], digits[:2])
    return dated and check % 11 % 10 == int(digits[10])


def romanian_person(digits: str) -> bool:
    """Check a Romanian personal number (CNP).

    >>> romanian_person("4330115123455")
    True
    """
    century = {"1": 1900, "2": 1900, "3": 1800, "4": 1800, "5": 2000, "6": 2000}.get(digits[0], 1900)
    total = weighted_sum(digits[:12], (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    dated = is_date(century + int(digits[1:3]), digits[3:5], digits[5:7])
    # 01 to 46 the counties, 51 and 52 two more, then those registered without one
    county = int(digits[7:9])
    known = 1 <= county <= 48 or county in (51, 52, 70) or 80 <= county <= 83
    return known and dated and (1 if total == 10 else total) == int(digits[12])


def spanish_letter(text: str) -> bool:
    """Check the letter at the end of a Spanish DNI or NIE, and of the numbers K, L, M of those who have neither.

    >>> spanish_letter("54303645R"), spanish_letter("X2042344J")
    (True, True)
    """
    number = text[1:8] if text[0] in "KLM" else text[:8].replace("X", "0").replace("Y", "1").replace("Z", "2")
    return text[8] == _DNI_LETTERS[int(number) % 23]


def _turkey(digits: str) -> bool:
    odd, even = sum(map(int, digits[:9:2])), sum(map(int, digits[1:8:2]))
    return (7 * odd - even) % 10 == int(digits[9]) and sum(map(int, digits[:10])) % 10 == int(digits[10])


def _brazil(digits: str) -> bool:
    first = -weighted_sum(digits[:9], range(10, 1, -1)) % 11 % 10
    second = -weighted_sum(digits[:10], range(11, 1, -1)) % 11 % 10
    return f"{first}{second}" == digits[9:] and len(set(digits)) > 1


_ITALIAN_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)


def _italy(text: str) -> bool:
    if len(text) == 11:
        return luhn_is_valid(text)
    values = [int(char) if char.isdigit() else ord(char) - 65 for char in text[:15]]
    total = sum([_ITALIAN_ODD[value] for value in values[::2]]) + sum(values[1::2])
    return chr(65 + total % 26) == text[15]


def _belgium(digits: str) -> bool:
    return any((97 - int(f"{century}{digits[:9]}") % 97) == int(digits[9:]) for century in ("", "2"))


def _germany(digits: str) -> bool:
    # of the first ten digits one occurs two or three times, the others once at most
    counts = sorted([digits[:10].count(digit) for digit in set(digits[:10])], reverse=True)
    return counts[0] in (2, 3) and counts[1] == 1 and iso_11_10(digits)


def _poland(digits: str) -> bool:
    return complement((1, 3, 7, 9, 1, 3, 7, 9, 1, 3), 10)(digits)


def _finland(text: str) -> bool:
    return "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(text[:6] + text[7:10]) % 31] == text[10]


def _norway(digits: str) -> bool:
    first = complement((3, 7, 6, 1, 8, 9, 4, 5, 2))(digits[:10])
    return first and complement((5, 4, 3, 2, 7, 6, 5, 4, 3, 2))(digits)


def _netherlands(digits: str) -> bool:
    return (weighted_sum(digits[:8], range(9, 1, -1)) - int(digits[8])) % 11 == 0 and int(digits) > 0


def _estonia(digits: str) -> bool:
    total = weighted_sum(digits[:10], (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    if total == 10:
        total = weighted_sum(digits[:10], (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11
    return total % 10 == int(digits[10])


def _japan(digits: str) -> bool:
    left = weighted_sum(digits[:11], (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return (0 if left <= 1 else 11 - left) == int(digits[11])


def _korea(digits: str) -> bool:
    return (11 - weighted_sum(digits[:12], (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10 == int(digits[12])


def _france(text: str) -> bool:
    number = int(text[:13].replace("2A", "19").replace("2B", "18"))
    return 97 - number % 97 == int(text[13:])


#: Personal numbers by scheme.
PERSONAL_SCHEMES: dict[str, Scheme] = {
    "au.tfn": Scheme(r"\d{8,9}", lambda d: weighted_sum(d, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0, ("### ### ###",)),
    "be.nn": Scheme(r"\d{11}", _belgium, ("##.##.##-###.##",)),
    "br.cpf": Scheme(r"\d{11}", _brazil, ("###.###.###-##",)),
    "ca.sin": Scheme(r"[1-79]\d{8}", luhn_is_valid, ("###-###-###",)),
    "ch.ssn": Scheme(r"756\d{10}", complement((1, 3) * 6, 10), ("###.####.####.##",)),
    "de.idnr": Scheme(r"[1-9]\d{10}", _germany, ("## ### ### ###",)),
    "dk.cpr": Scheme(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{6}", None, ("######-####",)),
    "ee.ik": Scheme(r"[1-8]\d{10}", _estonia),
    "es.dni": Scheme(r"\d{8}[A-Z]", spanish_letter),
    "es.nie": Scheme(r"[XYZ]\d{7}[A-Z]", spanish_letter),
    "fi.hetu": Scheme(r"\d{6}[-+A-FU-Y]\d{3}[\dA-Y]", _finland, plain, read=lambda text: text.upper().replace(" ", "")),
    "fr.nir": Scheme(r"[1-478]\d{4}(?:\d\d|2[AB])\d{8}", _france, ("# ## ## ## ### ### ##",)),
    "in.aadhaar": Scheme(r"[2-9]\d{11}", verhoeff_is_valid, ("#### #### ####",)),
    "il.idnr": Scheme(r"\d{9}", luhn_is_valid, ("########-#",), tidy=lambda text: text.zfill(9)),
    "it.codicefiscale": Scheme(
        r"[A-Z]{6}[\dLMNP-V]{2}[ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]|\d{11}", _italy
    ),
    "jp.in_": Scheme(r"\d{12}", _japan, ("#### #### ####",)),
    "kr.rrn": Scheme(r"\d{13}", _korea, ("######-#######",)),
    "lt.asmens": Scheme(r"[1-9]\d{10}", _estonia),
    "mx.curp": Scheme(r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z\d]\d"),
    "my.nric": Scheme(r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{6}", None, ("######-##-####",)),
    "nl.bsn": Scheme(r"\d{9}", _netherlands, ("####.##.###",), tidy=lambda t: t.zfill(9) if len(t) == 8 else t),
    "no.fodselsnummer": Scheme(r"\d{11}", _norway, ("###### #####",)),
    "pk.cnic": Scheme(r"[1-7]\d{12}", None, ("#####-#######-#",)),
    "se.personnummer": Scheme(
        r"(?:19|20)?\d{6}[-+]?\d{4}",
        lambda text: luhn_is_valid("".join(filter(str.isdigit, text))[-10:]),
        plain,
        read=lambda text: text.replace(" ", ""),
    ),
    "pl.pesel": Scheme(r"\d{11}", _poland),
    "ro.cnp": Scheme(r"[1-9]\d{12}", romanian_person),
    "th.pin": Scheme(
        r"[1-8]\d{12}",
        lambda d: (11 - weighted_sum(d[:12], range(13, 1, -1)) % 11) % 10 == int(d[12]),
        ("#-####-#####-##-#",),
    ),
    "tr.tckimlik": Scheme(r"[1-9]\d{10}", _turkey),
    "us.atin": Scheme(r"\d{9}", None, ("###-##-####",)),
    "us.itin": Scheme(r"9\d{2}(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}", None, ("###-##-####",)),
    "us.ptin": Scheme(r"P\d{8}"),
    # 078-05-1120 and 219-09-9999 were printed on sample cards
    "us.ssn": Scheme(
        r"(?!000|666|9|078051120|219099999|457555462)\d{3}(?!00)\d\d(?!0000)\d{4}", None, ("###-##-####",)
    ),
    "za.idnr": Scheme(r"\d{10}[01]\d{2}", luhn_is_valid, ("###### #### ## #",)),
    "cz.rc": Scheme(r"\d{9,10}", czech_person, ("######/###", "######/####")),
    "sk.rc": Scheme(r"\d{9,10}", czech_person, ("######/###", "######/####")),
    "bg.egn": Scheme(r"\d{10}", bulgarian_person),
    "id.nik": Scheme(r"\d{16}"),
}
