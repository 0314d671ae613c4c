"""Company registers and tax numbers of Europe beside VAT.

The trap: registers print their numbers with words (HRB, RCS, a court, a county), and these belong to the number: two
companies have the number 49263, one in each of two courts.
"""

from __future__ import annotations

import re

from custdq.errors import Reason
from custdq.fields.identifier_scheme import Scheme, fill
from custdq.fields.identifier_vat import spanish_company
from custdq.reference.register_courts import register_court
from custdq.text.checksum import (
    complement,
    digit_sum,
    luhn_is_valid,
    mod_97_10,
    remainder,
    two_rounds,
    weighted_sum,
)

_SPACES = re.compile(r"\s+")
_GERMAN_REGISTER = re.compile(
    r"(?P<court>\D+?)[\s,]*\b(?P<register>HRA|HRB|PR|GnR|VR|GsR)\s*(?P<number>\d{1,7})\s*(?P<more>[A-Z]{0,3})", re.I
)
_FRENCH_REGISTER = re.compile(
    r"(?:RCS|R\.C\.S\.)\s+(?P<city>[^\W\d]{2}[\w' .-]{0,40}?)\s+(?P<letter>[A-D])?\s*(?P<siren>\d{9})", re.I
)
_ROMANIAN_REGISTER = re.compile(
    r"(?P<letter>[JFC])\s*(?P<county>\d{1,2})\s*[/ ]\s*(?P<number>\d{1,6})\s*[/ .-]\s*(?P<year>\d{4})(?:\d\d)?"
)


def _german_register(text: str) -> str:
    """Return court, register and number as the courts write them; the text itself where it is none."""
    found = _GERMAN_REGISTER.fullmatch(text.strip())
    court = register_court(found["court"]) if found else None
    if found is None or court is None:
        return text
    register = {"GNR": "GnR", "GSR": "GsR"}.get(found["register"].upper(), found["register"].upper())
    return " ".join(filter(None, (court, register, found["number"], found["more"].upper())))


def _no_court(text: str) -> Reason | None:
    court = re.split(r" (?:HRA|HRB|PR|GnR|VR|GsR) ", text, maxsplit=1)[0]
    return None if register_court(court) else Reason.BAD_FORMAT


def _french_register(text: str) -> str:
    """Return `RCS Nancy B 323159715`; the letter is B for companies, A for merchants."""
    found = _FRENCH_REGISTER.fullmatch(re.sub(r"(?<=\d)[\s.]+(?=\d)", "", text.strip()))
    if found is None:
        return text
    return " ".join(filter(None, ("RCS", found["city"], (found["letter"] or "").upper(), found["siren"])))


def _french_printed(number: str) -> str:
    return f"{number[:-9]}{fill('### ### ###', number[-9:])}"


def _romanian_register(text: str) -> str:
    found = _ROMANIAN_REGISTER.fullmatch(text.upper().strip())
    if found is None:
        return _SPACES.sub("", text.upper())
    return f"{found['letter']}{int(found['county']):02d}/{found['number']}/{found['year']}"


def _onrc(text: str) -> bool:
    # numbers given since 2024 (letter, year, number, county) end in a check digit; the older ones have none
    return "/" in text or (ord(text[0]) + sum(map(int, text[1:-1]))) % 10 == int(text[-1])


def _lower_tail(text: str) -> str:
    """Return an Austrian register number: digits and a small letter, without the FN in front."""
    return re.sub(r"^fn", "", re.sub(r"[\s.\-]+", "", text.lower()))


def _siret(digits: str) -> bool:
    if digits.startswith("356000000"):
        # La Poste has more branches than Luhn digits: the sum of all digits is a multiple of 5
        return luhn_is_valid(digits) or sum(map(int, digits)) % 5 == 0
    return luhn_is_valid(digits) and luhn_is_valid(digits[:9])


def _steuernummer(digits: str) -> str:
    if len(digits) == 10:
        return fill("##/###/#####", digits)
    return fill("###/###/#####", digits) if len(digits) == 11 else digits


def _utr(digits: str) -> bool:
    return "21987654321"[weighted_sum(digits[1:], (6, 7, 8, 9, 10, 5, 4, 3, 2)) % 11] == digits[0]


def _inn(digits: str) -> bool:
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    if len(digits) == 10:
        return weighted_sum(digits[:9], weights[2:]) % 11 % 10 == int(digits[9])
    first, second = weighted_sum(digits[:10], weights[1:]) % 11 % 10, weighted_sum(digits[:11], weights) % 11 % 10
    return f"{first}{second}" == digits[10:]


def _ogrn(digits: str) -> bool:
    return int(digits[:-1]) % (len(digits) - 2) % 10 == int(digits[-1])


def _edrpou(digits: str) -> bool:
    weights = (7, 1, 2, 3, 4, 5, 6) if "3" <= digits[0] <= "5" else (1, 2, 3, 4, 5, 6, 7)
    return two_rounds(weights, [weight + 2 for weight in weights])(digits)


def _regon(digits: str) -> bool:
    nine = remainder((8, 9, 2, 3, 4, 5, 6, 7), ten="0")(digits[:9])
    return nine and (len(digits) == 9 or remainder((2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8), ten="0")(digits))


def _ccc(digits: str) -> bool:
    weights = (1, 2, 4, 8, 5, 10, 9, 7, 3, 6)
    checks = [-weighted_sum(part, weights) % 11 for part in (f"00{digits[:8]}", digits[10:])]
    return "".join(str(1 if check == 10 else check) for check in checks) == digits[8:10]


def _vkn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(digits[:9], start=1):
        shifted = (int(digit) + 10 - place) % 10
        total += shifted and (shifted * 2 ** (10 - place) % 9 or 9)
    return -total % 10 == int(digits[9])


def _maticna(text: str) -> bool:
    return weighted_sum(text[:6], range(7, 1, -1)) % 11 != 0 and complement(range(7, 1, -1), ten="0")(text[:7])


def _creditor(text: str) -> bool:
    return mod_97_10(text[7:] + text[:4]) == 1


_ESR = "0946827135"


def _esr(digits: str) -> bool:
    carry = 0
    for digit in digits[:-1]:
        carry = int(_ESR[(carry + int(digit)) % 10])
    return (10 - carry) % 10 == int(digits[-1])


def _esr_printed(digits: str) -> str:
    return fill("## ##### ##### ##### ##### #####", digits.zfill(27))


def _swiss(text: str) -> str:
    return text if text.startswith("CHE") else f"CHE{text}"


def _uid(text: str) -> bool:
    return complement((5, 4, 3, 2, 7, 6, 5, 4))(text[3:12])


def _bank_account(text: str) -> str:
    """Return a Czech account as prefix of six digits, number of ten, code of the bank."""
    found = re.fullmatch(r"\s*(?:(\d{1,6})\s*-)?\s*(\d{2,10})\s*/\s*(\d{4})\s*", text)
    return f"{(found[1] or '').zfill(6)}-{found[2].zfill(10)}/{found[3]}" if found else text


def _czech_account(text: str) -> bool:
    weights = (6, 3, 7, 9, 10, 5, 8, 4, 2, 1)
    return all(weighted_sum(part, weights[-len(part) :]) % 11 == 0 for part in (text[:6], text[7:17]))


def _finnish(text: str) -> str:
    """Return a Finnish business number with the zero that older ones (112038-9) lack."""
    digits = re.sub(r"[\s\-]+", "", text.upper())
    return f"0{digits}" if re.fullmatch(r"\d{6}-\d", text.strip()) else digits


def _postgiro(digits: str) -> str:
    return digits[4:] if len(digits) == 11 and digits.startswith("0000") else digits


def _kontonr(digits: str) -> bool:
    if len(digits) == 7:
        return luhn_is_valid(digits)
    return complement((5, 4, 3, 2, 7, 6, 5, 4, 3, 2))(digits)


_ORGNR = complement((3, 2, 7, 6, 5, 4, 3, 2))

#: Company registers and tax numbers by scheme.
EUROPE_SCHEMES: dict[str, Scheme] = {
    "at.businessid": Scheme(r"\d{1,7}[a-z]", read=_lower_tail),
    "at.tin": Scheme(r"\d{9}", lambda d: -digit_sum(d[:8], (1, 2) * 4) % 10 == int(d[8]), ("##-###/####",)),
    "ch.esr": Scheme(r"\d{2,27}", _esr, _esr_printed, tidy=lambda text: text.lstrip("0")),
    "ch.uid": Scheme(r"CHE\d{9}", _uid, ("###-###.###.###",), tidy=_swiss),
    "ch.vat": Scheme(
        r"CHE\d{9}(?:MWST|TVA|IVA|TPV)", _uid, ("###-###.###.### ###", "###-###.###.### ####"), tidy=_swiss
    ),
    "cz.bankaccount": Scheme(r"\d{6}-\d{10}/(?!0000)\d{4}", _czech_account, ("#" * 22,), read=_bank_account),
    "de.handelsregisternummer": Scheme(
        r"[^\d]+ (?:HRA|HRB|PR|GnR|VR|GsR) \d{1,7}(?: [A-Z]{1,3})?",
        read=_german_register,
        impossible=_no_court,
    ),
    "de.stnr": Scheme(r"\d{10,11}|\d{4}0\d{8}", None, _steuernummer),
    "de.wkn": Scheme(r"[0-9A-HJ-NP-Z]{6}"),
    "ee.registrikood": Scheme(r"[1789]\d{7}", two_rounds(range(1, 8), range(3, 10))),
    "es.ccc": Scheme(r"\d{20}", _ccc, ("#### #### ## ##### #####",)),
    "es.cif": Scheme(r"[A-HJNP-SUVW]\d{7}[A-J\d]", spanish_company, prefix="ES"),
    "fi.associationid": Scheme(r"\d{1,6}", None, lambda d: f"{d[:-3]}.{d[-3:]}" if len(d) > 3 else d),
    "fi.veronumero": Scheme(r"\d{12}"),
    "fi.ytunnus": Scheme(r"\d{8}", complement((7, 9, 10, 5, 8, 4, 2)), ("#######-#",), "FI", read=_finnish),
    "fr.nif": Scheme(r"[0-3]\d{12}", lambda d: int(d[:10]) % 511 == int(d[10:]), ("## ## ### ### ###",)),
    "fr.rcs": Scheme(
        r"RCS [A-Za-zÀ-ÿ][A-Za-zÀ-ÿœŒ' .-]{1,41}(?<![ .-][A-Za-z]) (?:[A-D] )?\d{9}",
        lambda text: luhn_is_valid(text[-9:]),
        _french_printed,
        read=_french_register,
    ),
    "fr.siren": Scheme(r"\d{9}", luhn_is_valid, ("### ### ###",)),
    "fr.siret": Scheme(r"\d{14}", _siret, ("### ### ### #####",)),
    "gb.utr": Scheme(r"\d{10}", _utr, tidy=lambda text: text.removesuffix("K")),
    "li.peid": Scheme(r"[1-9]\d{3,11}", tidy=lambda text: text.lstrip("0")),
    "md.idno": Scheme(r"\d{13}", remainder((7, 3, 1) * 4, 10)),
    "no.kontonr": Scheme(r"\d{7}|\d{11}", _kontonr, lambda d: fill("####.##.#####", d.zfill(11)), tidy=_postgiro),
    "no.orgnr": Scheme(r"\d{9}", _ORGNR, ("### ### ###",)),
    "pl.regon": Scheme(r"\d{9}|\d{14}", _regon),
    "ro.onrc": Scheme(
        r"[JFC](?:0[1-9]|[1-3]\d|40|5[12])/(?!0+/)\d{1,6}/(?:199\d|20\d\d)|[JFC](?:19|20)\d{11}",
        _onrc,
        read=_romanian_register,
    ),
    "ru.inn": Scheme(r"\d{10}|\d{12}", _inn),
    "ru.kpp": Scheme(r"\d{4}[\dA-Z]{2}\d{3}"),
    "ru.ogrn": Scheme(r"[1-9]\d{12}|[34]\d{14}", _ogrn),
    "se.orgnr": Scheme(r"\d{10}", luhn_is_valid, ("######-####",)),
    "si.maticna": Scheme(
        r"\d{7}(?:\d{3})?", _maticna, tidy=lambda text: text[:7] if len(text) == 10 and text[7:] == "000" else text
    ),
    "tr.vkn": Scheme(r"\d{10}", _vkn),
    "ua.edrpou": Scheme(r"\d{8}", _edrpou, ("########",), tidy=lambda d: d.zfill(8) if len(d) > 5 else d),
    "ua.rntrc": Scheme(
        r"\d{10}", lambda d: weighted_sum(d[:9], (-1, 5, 7, 9, 4, 6, 10, 5, 7)) % 11 % 10 == int(d[9]), ("#" * 10,)
    ),
    "is.kennitala": Scheme(
        r"[0-7]\d[01]\d{3}\d{2}\d[089]",
        lambda d: weighted_sum(d, (3, 2, 7, 6, 5, 4, 3, 2, 1, 0)) % 11 == 0,
        ("######-####",),
    ),
    "eu.at_02": Scheme(
        r"[A-Z]{2}\d{2}[A-Z\d]{3}[A-Z\d]{1,28}",
        _creditor,
        read=lambda text: re.sub(r"[-/?:().,'+\s]", "", text).upper(),
    ),
    "eu.excise": Scheme(
        r"(?:AT|B[EG]|C[YZ]|D[EK]|E[ELS]|F[IR]|GR|H[RU]|I[ET]|L[TUV]|MT|NL|P[LT]|RO|S[EIK]|XI)[A-Z\d]{11}",
        tidy=lambda text: text[:2] + text[2:].zfill(11),
    ),
    "fr.accise": Scheme(r"FR0\d{2}\d{3}[A-Z]\d{4}"),
    "es.cae": Scheme(r"ES\d{5}[A-Z][A-Z\d]\d{3}[A-Z]"),
}
