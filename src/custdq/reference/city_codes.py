"""Which cities a Chinese postcode or telephone area code serves.

The trap: neither is a city's own. Postcodes are cut by post office routes and area codes by exchanges (024 serves
Shenyang, Fushun and Tieling), and both outlive changes of divisions; so an answer is the set of cities it may be.
"""

from __future__ import annotations

from functools import cache

from custdq.reference.tables import read_lines

_TABLE = "city_codes.tsv"
_DIGITS = (4, 3, 2)


@cache
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    postcodes: dict[str, tuple[str, ...]] = {}
    area_codes: dict[str, tuple[str, ...]] = {}
    for line in read_lines(_TABLE):
        kind, code, joined = line.split("\t")
        (postcodes if kind == "P" else area_codes)[code] = tuple(joined.split(","))
    return postcodes, area_codes


def postcode_cities(postcode: str) -> tuple[str, ...]:
    """Return the six-digit codes of the cities a postcode may lie in, by its first four digits, else three, else two.

    Where only the first two are on record, that is the province. A municipality is its own city, a county
    under a province stands for itself.

    >>> postcode_cities("518000"), postcode_cities("433000"), postcode_cities("000000")
    (('440300',), ('429004',), ())
    """
    postcodes = _tables()[0]
    return next((postcodes[postcode[:size]] for size in _DIGITS if postcode[:size] in postcodes), ())


def area_code_cities(area_code: str) -> tuple[str, ...]:
    """Return the six-digit codes of the cities a telephone area code serves, written with or without its 0.

    >>> area_code_cities("0755"), area_code_cities("10"), area_code_cities("024")
    (('440300',), ('110000',), ('210100', '210400', '211200'))
    """
    return _tables()[1].get(area_code.lstrip("0"), ())
