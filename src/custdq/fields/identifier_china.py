"""Identifiers of China: of people and of organizations, the mainland, Hong Kong, Macao and Taiwan.

Standards are named at each function. The trap: a resident identity number tells the region *at issue*, under a code
that may be long retired, and its last character X is typed as x, × or * ; a credit code holds an organization code
that is the same body in older systems.
"""

from __future__ import annotations

from collections.abc import Mapping

from custdq.errors import Reason
from custdq.fields.identifier_scheme import Scheme, is_date, plain
from custdq.text.checksum import USCC_CHARACTERS, mod_11_2, mod_11_10, org_code_check, uscc_check, weighted_sum

#: First two digits of GB/T 2260; 81 to 83 are residence permits of people from Hong Kong, Macao and Taiwan.
_PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]"
#: What is typed for the X at the end of a resident number: a times sign, letters of other scripts, a star.
_CROSSES = frozenset("×ΧХ✕╳*")
_USCC_CONFUSED = str.maketrans("OISZ", "0152")
_USCC_LETTERS = frozenset(USCC_CHARACTERS)
_HK_LETTERS = {character: value for value, character in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", start=10)}
#: Taiwan: the number of each first letter, by county of registration.
_TW_LETTERS = dict(zip("ABCDEFGHJKLMNPQRSTUVXYWZIO", range(10, 36), strict=True))


def _lengthened(text: str) -> str:
    """Return a resident number of 15 digits as 18: the century is 19, the check character is reckoned.

    A sign typed for the X at the end becomes it where the digits call for X.
    """
    if len(text) == 18 and text[17] in _CROSSES and text[:17].isdigit() and mod_11_2(text[:17]) == "X":
        return f"{text[:17]}X"
    if len(text) != 15 or not text.isdigit():
        return text
    body = f"{text[:6]}19{text[6:]}"
    return body + mod_11_2(body)


def _born(text: str) -> Reason | None:
    return None if is_date(int(text[6:10]), text[10:12], text[12:14]) and text[6:10] >= "1800" else Reason.OUT_OF_RANGE


def _resident(text: str) -> Mapping[str, str | None]:
    if _born(text):
        return {}
    born = f"{text[6:10]}-{text[10:12]}-{text[12:14]}"
    gender = "M" if int(text[16]) % 2 else "F"
    return {"region_code": None if text[0] == "9" else text[:6], "birth_date": born, "gender": gender}


def _iso_11_2(text: str) -> bool:
    return mod_11_2(text[:17]) == text[17]


def _unconfused(text: str) -> str:
    """Return a credit code with the letters it never has read as the digits they look like."""
    return text if len(text) != 18 or _USCC_LETTERS.issuperset(text) else text.translate(_USCC_CONFUSED)


def _uscc_parts(text: str) -> Mapping[str, str | None]:
    return {"org_class": text[:2], "region_code": text[2:8], "org_code": text[8:17]}


def _tax_check(text: str) -> bool:
    if len(text) == 18:
        return uscc_check(text[:17]) == text[17] or (text[:17].isdigit() and _iso_11_2(text))
    return len(text) == 20 or org_code_check(text[6:14]) == text[14]


def _tax_parts(text: str) -> Mapping[str, str | None]:
    if len(text) == 15:
        return {"region_code": text[:6], "org_code": text[6:]}
    if len(text) == 18 and uscc_check(text[:17]) == text[17]:
        return _uscc_parts(text)
    return _resident(text) if text[:17].isdigit() and not _born(text) else {}


def _hong_kong(text: str) -> bool:
    letters = [36] * (9 - len(text)) + [_HK_LETTERS[c] for c in text[:-7]]
    total = sum([v * w for v, w in zip([*letters, *map(int, text[-7:-1])], range(9, 1, -1), strict=True)])
    return "0123456789A"[-total % 11] == text[-1]


def _taiwan(text: str) -> bool:
    number = _TW_LETTERS[text[0]]
    rest = text[1:] if text[1].isdigit() else str(_TW_LETTERS[text[1]] % 10) + text[2:]
    total = number // 10 + number % 10 * 9 + weighted_sum(rest, (8, 7, 6, 5, 4, 3, 2, 1, 1))
    return total % 10 == 0


def _taiwan_parts(text: str) -> Mapping[str, str | None]:
    return {"gender": "M" if text[1] in "18AC" else "F"}


def _hk_printed(text: str) -> str:
    return f"{text[:-1]}({text[-1]})"


_TAX = rf"\d{{6}}[0-9A-Z]{{8}}[0-9X]|[{USCC_CHARACTERS}]{{2}}\d{{6}}[{USCC_CHARACTERS}]{{10}}|\d{{17}}[\dX](?:\d\d)?"

CHINA_SCHEMES: dict[str, Scheme] = {
    # GB 32100-2015
    "cn.uscc": Scheme(
        rf"[1-9ANY]\d{{7}}[{USCC_CHARACTERS}]{{10}}",
        lambda text: uscc_check(text[:17]) == text[17],
        plain,
        tidy=_unconfused,
        parts=_uscc_parts,
    ),
    # GB 11643-1999; 9 in front: permanent residence of foreigners since 2023
    "cn.resident_id": Scheme(
        rf"(?:(?:{_PROVINCES})\d{{4}}|9(?:{_PROVINCES})\d{{3}})\d{{11}}[\dX]",
        _iso_11_2,
        plain,
        tidy=_lengthened,
        parts=_resident,
        impossible=_born,
    ),
    # GB 11714-1997
    "cn.org_code": Scheme(r"[0-9A-Z]{8}[0-9X]", lambda t: org_code_check(t[:8]) == t[8], ("########-#",)),
    # registration number of a business licence before 2015
    "cn.licence": Scheme(
        r"\d{15}", lambda d: mod_11_10(d[:14]) == int(d[14]), plain, parts=lambda d: {"region_code": d[:6]}
    ),
    "cn.tax": Scheme(_TAX, _tax_check, plain, parts=_tax_parts),
    "cn.passport": Scheme(r"E(?:\d{8}|[A-HJ-NP-Z]\d{7})|[GSDP]\d{8}|(?:DE|SE|PE|MA|KJ)\d{7}|1[45]\d{7}", form=plain),
    "cn.hk_macao_permit": Scheme(r"[CW]\d{8}|C[A-Z]\d{7}", form=plain),
    "cn.taiwan_permit": Scheme(r"[TL]\d{8}", form=plain),
    "cn.home_return_permit": Scheme(r"[HM]\d{8}(?:\d\d)?", form=plain),
    "cn.taiwan_compatriot_permit": Scheme(r"\d{8}(?:\d\d)?", form=plain),
    "cn.foreigner_id": Scheme(r"[A-Z]{3}\d{12}", form=plain),
    "hk.id": Scheme(r"[A-Z]{1,2}\d{6}[\dA]", _hong_kong, _hk_printed),
    "hk.br": Scheme(r"\d{8}(?:\d{11}[0-9A-Z]?)?", form=plain),
    "mo.id": Scheme(r"[1578]\d{7}", form=("#######(#)",)),
    "tw.id": Scheme(r"[A-Z][1289]\d{8}", _taiwan, plain, parts=_taiwan_parts),
    "tw.arc": Scheme(r"[A-Z][A-D89]\d{8}", _taiwan, plain, parts=_taiwan_parts),
}
