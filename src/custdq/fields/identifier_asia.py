"""Tax and company numbers of Asia and the Pacific, China apart.

The trap: Taiwan lets a seventh digit of 7 count twice and has issued numbers under a weaker rule since 2023; Singapore
has three shapes of one number, each with its own check letter.
"""

from __future__ import annotations

from custdq.fields.identifier_scheme import Scheme, fill, zeros
from custdq.text.checksum import complement, digit_sum, luhn_36_is_valid, luhn_is_valid, weighted_sum


def _australia(digits: str) -> bool:
    return (weighted_sum(digits, (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)) - 10) % 89 == 0


def _taiwan(digits: str) -> bool:
    total = digit_sum(digits, (1, 2, 1, 2, 1, 2, 4, 1))
    return total % 5 == 0 or (digits[6] == "7" and (total + 1) % 5 == 0)


def _japan(digits: str) -> bool:
    return 9 - weighted_sum(digits[1:], (2, 1) * 6) % 9 == int(digits[0])


def _korea(digits: str) -> bool:
    total = weighted_sum(digits[:9], (1, 3, 7, 1, 3, 7, 1, 3, 5)) + int(digits[8]) * 5 // 10
    return -total % 10 == int(digits[9])


_SINGAPORE_TYPES = frozenset(
    "CC CD CH CL CM CP CS CX DP FB FC FM FN GA GB GS HS LL LP MB MC MD MH MM MQ NB NR PA PB PF RF RP SM SS TC TU UL "
    "VH XL".split()
)


def _singapore(text: str) -> bool:
    if len(text) == 9:
        return "XMKECAWLJDB"[weighted_sum(text[:8], (10, 4, 9, 3, 8, 2, 7, 1)) % 11] == text[8]
    if text[0].isdigit():
        return "ZKCMDNERGWH"[weighted_sum(text[:9], (10, 8, 6, 4, 9, 7, 5, 3, 1)) % 11] == text[9]
    letters = "ABCDEFGHJKLMNPQRSTUVWX0123456789"
    total = sum([letters.index(c) * w for c, w in zip(text[:9], (4, 3, 5, 3, 10, 2, 2, 5, 7), strict=True)])
    return text[3:5] in _SINGAPORE_TYPES and letters[(total - 5) % 11] == text[9]


def _new_zealand(digits: str) -> bool:
    nine = digits.zfill(9)
    check = -weighted_sum(nine[:8], (3, 2, 7, 6, 5, 4, 3, 2)) % 11
    if check == 10:
        check = -weighted_sum(nine[:8], (7, 4, 3, 2, 5, 2, 7, 6)) % 11
    return check == int(nine[8]) and 10_000_000 < int(digits) < 200_000_000


def _thailand(digits: str) -> bool:
    return (11 - weighted_sum(digits[:12], range(13, 1, -1)) % 11) % 10 == int(digits[12])


def _vietnam(digits: str) -> bool:
    check = 10 - weighted_sum(digits[:9], (31, 29, 23, 19, 17, 13, 7, 5, 3)) % 11
    return check == int(digits[9])


def _azerbaijan(digits: str) -> bool:
    return weighted_sum(digits[:8], (4, 1, 8, 6, 2, 7, 5, 3)) % 11 == int(digits[8])


def _npwp(digits: str) -> bool:
    # of 16 digits the first is a zero put before the older 15; a number of a person is another register's
    return luhn_is_valid(digits[:9]) if len(digits) == 15 else digits[0] != "0" or luhn_is_valid(digits[1:10])


_PAN = r"[A-Z]{3}[ABCFGHJKLPT][A-Z](?!0000)\d{4}[A-Z]"
_STATES = r"(?:0[1-9]|[12]\d|3[0-8]|97)"


def _thai(digits: str) -> str:
    return fill("#-##-#-###-#####-#" if digits[0] == "0" else "#-####-#####-##-#", digits)


#: Banks of New Zealand -> weights and modulus of their accounts (Inland Revenue, resident withholding tax file).
_NZ_CHECKS = {
    "A": ((0, 0, 6, 3, 7, 9, 0, 0, 10, 5, 8, 4, 2, 1, 0, 0, 0), 11),
    "B": ((0, 0, 0, 0, 0, 0, 0, 0, 10, 5, 8, 4, 2, 1, 0, 0, 0), 11),
    "D": ((0, 0, 0, 0, 0, 0, 0, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0), 11),
    "F": ((0, 0, 0, 0, 0, 0, 0, 1, 7, 3, 1, 7, 3, 1, 0, 0, 0), 10),
}
_NZ_BANKS = {"08": "D", "25": "F", "33": "F"}


def _nz_account(digits: str) -> bool:
    bank, number = digits[:2], digits[6:13]
    if bank in ("09", "26", "28", "29", "31"):
        return True
    weights, modulus = _NZ_CHECKS[_NZ_BANKS.get(bank, "A" if number < "0990000" else "B")]
    return weighted_sum(f"{digits[:6]}0{number}{digits[13:]}", weights) % modulus == 0


def _nz_suffix(digits: str) -> str:
    return f"{digits[:13]}0{digits[13:]}" if len(digits) == 15 else digits


ASIA_SCHEMES: dict[str, Scheme] = {
    "au.abn": Scheme(r"[1-9]\d{10}", _australia, ("## ### ### ###",)),
    "au.acn": Scheme(r"\d{9}", complement(range(8, 0, -1), 10), ("### ### ###",)),
    "az.voen": Scheme(r"\d{9}[12]", _azerbaijan),
    "id.npwp": Scheme(r"\d{15}|\d{16}", _npwp, ("##.###.###.#-###.###",), tidy=zeros(15)),
    "il.hp": Scheme(r"5\d{8}", luhn_is_valid, ("#########",)),
    "in.gstin": Scheme(rf"{_STATES}{_PAN}[1-9A-Z]Z[\dA-Z]", luhn_36_is_valid),
    "in.pan": Scheme(_PAN),
    "in.epic": Scheme(r"[A-Z]{3}\d{7}", lambda text: luhn_is_valid(text[3:])),
    "jp.cn": Scheme(r"[1-9]\d{12}", _japan, ("#-####-####-####",)),
    "kr.brn": Scheme(r"(?!000)\d{3}(?!00)\d\d(?!00000)\d{5}", _korea, ("###-##-#####",)),
    "nz.ird": Scheme(r"\d{8,9}", _new_zealand, ("##-###-###", "###-###-###"), "NZ"),
    "nz.bankaccount": Scheme(
        r"(?:0[1-689]|1\d|2[0-9]|3[01358]|88)\d{14}", _nz_account, ("##-####-#######-###",), "", _nz_suffix
    ),
    "ph.tin": Scheme(r"\d{9}(?:\d{3}|\d{5})?", None, ("###-###-###", "###-###-###-###", "###-###-###-#####")),
    "sg.uen": Scheme(
        r"\d{8,9}[A-Z]|[RST]\d{2}[A-HJ-NP-X]{2}\d{4}[A-HJ-NP-X\d]", _singapore, ("#########", "##########")
    ),
    "th.moa": Scheme(r"0\d{12}", _thailand, ("#-##-#-###-#####-#",)),
    "th.tin": Scheme(r"[0-8]\d{12}", _thailand, _thai),
    "tw.ubn": Scheme(r"\d{8}", _taiwan, ("########",)),
    "vn.mst": Scheme(r"\d{10}(?:(?!000)\d{3})?", _vietnam, ("##########", "##########-###")),
    "kz.bin": Scheme(r"\d{12}"),
}
