"""Which cities a postcode of mainland China may lie in.

The trap: a postcode is not a city's own. Postcodes are cut by post office routes and outlive changes of divisions; so
an answer is the set of cities it may be.
"""

from __future__ import annotations

from functools import cache

from custdq.reference.tables import read_lines

_TABLE = "postcodes_cn.tsv.gz"
_DIGITS = (4, 3, 2)


@cache
def _cities() -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in read_lines(_TABLE))
    return {zone: tuple(joined.split(",")) for zone, joined in rows}


def postcode_cities(postcode: str) -> tuple[str, ...]:
    """Return the six-digit codes of the cities a postcode may lie in, by its first four digits, else three, else two.

    Where only the first two are on record, that is the province. A municipality is its own city, a county under a
    province stands for itself.

    >>> postcode_cities("518000"), postcode_cities("433000"), postcode_cities("000000")
    (('440300',), ('429004',), ())
    """
    table = _cities()
    return next((table[postcode[:size]] for size in _DIGITS if postcode[:size] in table), ())
