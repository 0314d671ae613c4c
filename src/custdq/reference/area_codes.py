"""Telephone area codes of mainland China: the code of each city, and the province each code belongs to.

Cities come from the table beside this file; provinces, also of codes no longer dialled, from the national numbering
plan (Ministry of Industry and Information Technology), plain facts, by the first two digits of GB/T 2260. The trap: a
city has one area code but an area code is not a city. 024 serves Shenyang, Fushun, Benxi and Tieling, 029 Xi'an and
Xianyang, so from a code only the province is told.
"""

from __future__ import annotations

from functools import cache

from custdq.reference.tables import read_lines

_PROVINCES = {
    "11": "10", "31": "21", "12": "22", "50": "23",
    "44": "20 66 75 76", "21": "24 41 42", "32": "25 51 52", "42": "27 71 72", "51": "28 81 82 83", "61": "29 91",
    "13": "31 33", "14": "34 35", "41": "37 39", "22": "43 44", "23": "45 46", "15": "47 48", "37": "53 54 63",
    "34": "55 56", "33": "57 58", "35": "59", "53": "69 87 88", "36": "70 79", "43": "73 74", "45": "77", "52": "85",
    "46": "890 898 899", "54": "89", "65": "90 99", "62": "93 94", "64": "95", "63": "97",
}  # fmt: skip
_BY_PREFIX = {prefix: province for province, prefixes in _PROVINCES.items() for prefix in prefixes.split()}


def area_province(area_code: str) -> str | None:
    """Return the first two digits of the adcode of an area code's province; None where it is no Chinese area code.

    >>> area_province("021"), area_province("0755"), area_province("755"), area_province("0898")
    ('31', '44', '44', '46')
    """
    digits = area_code.lstrip("0")
    return _BY_PREFIX.get(digits[:3]) or _BY_PREFIX.get(digits[:2])


def area_code_of(adcode: str) -> str | None:
    """Return the area code landlines of a division are dialled with; None where it has several or none is known.

    Parameters
    ----------
    adcode
        Six-digit GB/T 2260 code of a district, county or city; of a province only for the four municipalities.

    Examples
    --------
    >>> area_code_of("110105"), area_code_of("440300"), area_code_of("429004"), area_code_of("440000")
    ('010', '0755', '0728', None)
    """
    table = _by_division()
    for code in (adcode, f"{adcode[:4]}00", f"{adcode[:2]}0000"):
        areas = table.get(code, ())
        if areas:
            return areas[0] if len(areas) == 1 else None
    return None


@cache
def _by_division() -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in read_lines("area_codes.tsv"))
    return {adcode: tuple(areas.split(",")) for adcode, areas in rows}
