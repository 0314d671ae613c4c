"""Tax and company numbers of the Americas.

The trap: the check digit of one country's tax number may be a letter (Chile and Guatemala write 10 as K), and Brazil
issues company numbers with letters since 2026.
"""

from __future__ import annotations

import re

from custdq.fields.identifier_personal import PERSONAL_SCHEMES
from custdq.fields.identifier_scheme import Scheme, fill, in_thousands, is_date, plain
from custdq.text.checksum import complement, digit_sum, luhn_is_valid, weighted_sum

_CNPJ = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)


def _cnpj(text: str) -> bool:
    values = [ord(character) - 48 for character in text]
    first = -sum([v * w for v, w in zip(values[:12], _CNPJ[1:], strict=True)]) % 11 % 10
    second = -sum([v * w for v, w in zip(values[:13], _CNPJ, strict=True)]) % 11 % 10
    return [first, second] == values[12:] and text[:12] != "0" * 12


def _cbu(digits: str) -> bool:
    head = complement((7, 1, 3, 9, 7, 1, 3), 10)(digits[:8])
    return head and complement((3, 9, 7, 1) * 3 + (3,), 10)(digits[8:])


def _cuit(digits: str) -> bool:
    check = -weighted_sum(digits[:10], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return ("9" if check == 10 else str(check)) == digits[10]


def _rut(text: str) -> bool:
    total = weighted_sum(text[-2::-1], (2, 3, 4, 5, 6, 7) * 2)
    return "0123456789K"[-total % 11] == text[-1]


def _rut_printed(text: str) -> str:
    return f"{in_thousands(text[:-1])}-{text[-1]}"


def _nit_colombia(digits: str) -> bool:
    total = weighted_sum(digits[-2::-1], (3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71)) % 11
    return "01987654321"[total] == digits[-1]


def _nit_guatemala(text: str) -> bool:
    total = weighted_sum(text[-2::-1], range(2, len(text) + 1))
    return "0123456789K"[-total % 11] == text[-1]


def _dashed(text: str) -> str:
    return f"{text[:-1]}-{text[-1]}"


def _rnc(digits: str) -> bool:
    return (10 - weighted_sum(digits[:8], (7, 9, 8, 6, 5, 4, 3, 2)) % 11) % 9 + 1 == int(digits[8])


def _ecuador(digits: str) -> bool:
    # a company has 9 as its third digit, a public body 6, a person less; the offices have crossed the lines
    public = weighted_sum(digits[:9], (3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0 and digits[2] in "69"
    company = weighted_sum(digits[:10], (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0 and digits[2] == "9"
    return public or company or (digits[2] != "9" and digit_sum(digits[:10], (2, 1) * 5) % 10 == 0)


def _peru(digits: str) -> bool:
    return (11 - weighted_sum(digits[:10], (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11) % 10 == int(digits[10])


def _paraguay(digits: str) -> bool:
    return -weighted_sum(digits[-2::-1], range(2, 12)) % 11 % 10 == int(digits[-1])


def _salvador(digits: str) -> bool:
    if digits[10:13] <= "100":
        total = weighted_sum(digits[:13], range(14, 1, -1)) % 11 % 10
    else:
        total = -weighted_sum(digits[:13], (2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11 % 10
    return total == int(digits[13])


def _uruguay(digits: str) -> bool:
    return complement((4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2))(digits)


def _venezuela(text: str) -> bool:
    total = {"V": 4, "E": 8, "J": 12, "P": 16, "G": 20, "C": 12}[text[0]]
    total += weighted_sum(text[1:9], (3, 2, 7, 6, 5, 4, 3, 2))
    return "00987654321"[total % 11] == text[9]


def _mexico(text: str) -> bool:
    """Check the birth or founding date; the last character is no check digit that every issued number obeys."""
    date = text[-9:-3] if len(text) > 10 else text[-6:]
    return any(is_date(century + int(date[:2]), date[2:4], date[4:]) for century in (1900, 2000))


def _rfc_printed(text: str) -> str:
    head = len(text) - 9 if len(text) > 10 else 4
    return " ".join(filter(None, (text[:head], text[head : head + 6], text[head + 6 :])))


def _routing(digits: str) -> bool:
    return weighted_sum(digits, (3, 7, 1) * 3) % 10 == 0


def _cpf_costa_rica(text: str) -> str:
    return f"0{text}" if len(text) == 9 and text[0] != "0" else text


#: First two digits of an employer number, by the campus that gave it (IRS).
_EIN = r"(?:0[1-6]|1[0-6]|2[0-7]|[35]\d|4[0-8]|6[0-8]|7[1-7]|8[0-8]|9[0-589])"


def _tin_printed(text: str) -> str:
    """Print as a person's number where it can be one, otherwise as an employer's."""
    person = PERSONAL_SCHEMES["us.ssn"].judge(text).value or PERSONAL_SCHEMES["us.itin"].judge(text).value
    employer = re.match(_EIN, text) and not person
    return fill("##-#######" if employer else "###-##-####", text) if text.isdigit() else text


AMERICAS_SCHEMES: dict[str, Scheme] = {
    "ar.cbu": Scheme(r"\d{22}", _cbu, ("######## ##############",)),
    "ar.cuit": Scheme(r"(?:2[03457]|3[034]|5[015])\d{9}", _cuit, ("##-########-#",)),
    "ar.dni": Scheme(r"\d{7,8}", None, ("##.###.###", "#.###.###")),
    "br.cnpj": Scheme(r"[A-Z\d]{12}\d\d", _cnpj, ("##.###.###/####-##",)),
    "ca.bn": Scheme(r"\d{9}(?:R[CMPRTZ]\d{4})?", lambda text: luhn_is_valid(text[:9])),
    "cl.rut": Scheme(r"\d{7,8}[\dK]", _rut, _rut_printed, "CL"),
    "co.nit": Scheme(r"\d{8,16}", _nit_colombia, _rut_printed),
    "cr.cpf": Scheme(r"0[1-9]\d{8}", None, ("##-####-####",), tidy=_cpf_costa_rica),
    "cr.cpj": Scheme(r"(?:2[1-4]00|3(?:0(?:0[2-9]|1[0-4])|1(?:0[1-9]|10))|4000|5001)\d{6}", None, ("#-###-######",)),
    "cr.cr": Scheme(r"1\d{10,11}", None, plain),
    "cu.ni": Scheme(r"\d{11}"),
    "do.cedula": Scheme(r"\d{11}", luhn_is_valid, ("###-#######-#",)),
    "do.ncf": Scheme(r"E(?:3[1-4]|41|4[3-7])\d{10}|B(?:0[1-4]|1[1-7])\d{8}|[AP]\d{8}(?:0[1-4]|1[1-7])\d{8}"),
    "do.rnc": Scheme(r"\d{9}", _rnc, ("#-##-#####-#",)),
    "ec.ci": Scheme(r"(?:0[1-9]|1\d|2[0-4]|30|50)[0-6]\d{7}", lambda d: digit_sum(d, (2, 1) * 5) % 10 == 0),
    "ec.ruc": Scheme(r"(?:0[1-9]|1\d|2[0-4]|30|50)[0-69]\d{7}(?!000)\d{3}", _ecuador),
    "gt.nit": Scheme(r"\d{1,11}[\dK]", _nit_guatemala, _dashed, tidy=lambda text: text.lstrip("0")),
    "mx.rfc": Scheme(r"[A-ZÑ&]{3,4}\d{6}[A-Z\d]{2}[\dA]|[A-ZÑ&]{4}\d{6}", _mexico, _rfc_printed),
    "pe.cui": Scheme(r"\d{8}[\dA-K]?"),
    "pe.ruc": Scheme(r"(?:10|15|17|20)\d{9}", _peru),
    "py.ruc": Scheme(r"\d{5,9}", _paraguay, _dashed),
    "sv.nit": Scheme(r"[019]\d{13}", _salvador, ("####-######-###-#",), "SV"),
    "us.ein": Scheme(rf"{_EIN}\d{{7}}", None, ("##-#######",)),
    "us.rtn": Scheme(r"\d{9}", _routing),
    "us.tin": Scheme(r"\d{9}|P\d{8}", None, _tin_printed),
    "uy.rut": Scheme(r"(?:0[1-9]|1\d|2[0-2])(?!000000)\d{6}001\d", _uruguay, ("##-######-###-#",), "UY"),
    "ve.rif": Scheme(r"[VEJPGC]\d{9}", _venezuela),
}
