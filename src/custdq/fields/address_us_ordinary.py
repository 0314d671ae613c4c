"""The commonest shape of an American address read in one match: number, road, unit, town, state, ZIP code.

The trap: a quick way that answers otherwise than the full one; so every word of it must be a name and nothing else, and
a test holds both ways to the same answers.
"""

from __future__ import annotations

import re
from functools import cache

from custdq.fields.address_us_form import standard_road, standard_unit
from custdq.fields.address_us_parts import UsAddress, on_one_line
from custdq.fields.address_us_words import SPECIAL
from custdq.reference.us_words import us_words, zip_in_state

#: 12 N. Elm Street Apt 4; the unit may be absent.
ORDINARY_STREET = (
    r"(?P<number>\d{1,6}) (?P<road>(?:[a-z]+\.? )*(?:\d{1,3}(?:st|nd|rd|th)|[a-z]+\.?)(?: [a-z]+\.?){1,3})"
    r"(?:,? (?P<unit>(?:apt|apartment|ste|suite|unit|#)\.? ?(?:\d{1,5}[a-z]?|[a-z])))?"
)
#: The street, Salem, OR 97301; the town and what follows may be absent.
_ORDINARY = re.compile(
    ORDINARY_STREET + r"(?:, ([a-z]{3,}(?: [a-z]{3,}){0,2})(?:,? ([a-z]{2}))?,? (\d{5}(?:-\d{4})?))?",
    re.IGNORECASE | re.ASCII,
)
_UNIT = re.compile(r"([A-Za-z#]+)\.? ?(\w+)")


def read_ordinary(text: str, region: str | None) -> UsAddress | None:
    """Read an address of the ordinary shape; None where it is of another.

    >>> read_ordinary("12 N. Maple Street Apt 4, Springfield, IL 62701", None).value
    '12 N MAPLE ST APT 4, SPRINGFIELD IL 62701'
    >>> read_ordinary("12 N Front St", "US") is None
    True
    """
    match = _ORDINARY.fullmatch(text)
    if match is None:
        return None
    number, road, unit, town, state, figure = match.groups()
    standard_name = ordinary_road(road)
    if standard_name is None:
        return None
    no_road, no_town = _special()
    standard = {"number": number, "road": standard_name}
    if unit and (parts := ordinary_unit(unit)):
        standard["unit"] = parts
    if town is None:
        return UsAddress(number, road, unit, value=on_one_line(standard), standard=standard) if region == "US" else None
    code = state.upper() if state else None
    if code is None and region != "US":
        return None
    if (code and not zip_in_state(figure, code)) or not (no_road if code else no_town).isdisjoint(
        town.upper().split(" ")
    ):
        return None
    standard |= {"city": town.upper(), **({"state": code} if code else {}), "postcode": figure}
    return UsAddress(
        number, road, unit, city=town, state=state, postcode=figure, country="US" if code else None, code=code,
        value=on_one_line(standard), standard=standard,
    )  # fmt: skip


def ordinary_road(road: str) -> str | None:
    """Return the standard form of a road of names and a suffix; None where a word of it may be something else.

    >>> ordinary_road("N. Maple Street"), ordinary_road("Front St")
    ('N MAPLE ST', None)
    """
    table, keys = us_words(), road.replace(".", "").upper().split(" ")
    last = len(keys) - 1 - (keys[-1] in table.directionals)
    names = keys[keys[0] in table.directionals : last]
    if not names or keys[last] not in table.strong or min(map(len, names)) < 3:
        return None
    return standard_road(keys) if _special()[0].isdisjoint(names) else None


def ordinary_unit(unit: str) -> str | None:
    """Return the standard form of a unit: a word and a figure or letter.

    >>> ordinary_unit("Apt. 4b"), ordinary_unit("#12")
    ('APT 4B', '# 12')
    """
    parts = _UNIT.fullmatch(unit)
    return standard_unit([part.upper() for part in parts.groups()]) if parts else None


@cache
def _special() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that may be something else than the name of a road, and of a town."""
    table = us_words()
    tables = (table.numbered, table.standing, table.directionals, table.strong)
    roads = SPECIAL.union(*tables) | table.premises | {state for state in table.states if len(state) == 2}
    return roads, roads.union(table.states)
