"""Towns, townships and subdistricts of mainland China with nine-digit codes (GB/T 10114), loaded when first asked.

The trap: one name in three is shared (城关镇 is in 85 counties), and the list is of its date: a town may be new, merged
or risen from 乡 to 镇 to 街道. So a name has *all* its codes, and a name that is not here may be a town all the same.
"""

from __future__ import annotations

from functools import cache

from custdq.reference.tables import read_lines

_TABLE = "towns.tsv.gz"
_LEVELS = ("街道", "镇", "乡")


@cache
def towns() -> dict[str, str]:
    """Return the codes of each town by its full name, joined by commas.

    >>> towns()["中关村街道"]
    '110108011'
    """
    return dict(line.split("\t") for line in read_lines(_TABLE))


def town_codes(name: str, stem: str = "") -> tuple[str, ...]:
    """Return the codes of the towns of a full name, only those that begin with `stem`.

    Parameters
    ----------
    name
        Full name with its level: 淳化街道.
    stem
        Digits the code begins with: six of a county, four of a city, two of a province, none for all.

    Examples
    --------
    >>> town_codes("淳化街道", "3201"), len(town_codes("城关镇")) > 50
    (('320115005',), True)
    """
    joined = towns().get(name, "")
    if not joined:
        return ()
    codes = tuple(joined.split(","))
    return tuple(code for code in codes if code.startswith(stem)) if stem else codes


def town_forms(stem: str) -> tuple[str, ...]:
    """Return the full names in the table that a name without its level may stand for.

    >>> town_forms("小榄")
    ('小榄镇',)
    """
    return tuple(stem + level for level in _LEVELS if stem + level in towns())
