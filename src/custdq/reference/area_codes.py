"""Telephone area codes of mainland China and the province each belongs to.

Source: the national numbering plan (long-distance area codes as allotted by the Ministry of Industry and Information
Technology), plain facts; provinces by the first two digits of GB/T 2260. Written 2026-11. The trap: an area code is
not a city. 024 serves Shenyang, Fushun and Tieling, 029 Xi'an and Xianyang, so only the province is told.
"""

from __future__ import annotations

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
