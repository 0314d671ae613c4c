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

#: 12 N. Elm Street Apt 4, Salem, OR 97301; the town and what follows may be absent.
_ORDINARY = re.compile(
    r"(\d{1,6}) ((?:[a-z]+\.? )*(?:\d{1,3}(?:st|nd|rd|th)|[a-z]+\.?)(?: [a-z]+\.?){1,3})"
    r"(?:,? ((?:apt|apartment|ste|suite|unit|#)\.? ?(?:\d{1,5}[a-z]?|[a-z])))?"
    r"(?:, ([a-z]{3,}(?: [a-z]{3,}){0,2})(?:,? ([a-z]{2}))?,? (\d{5}(?:-\d{4})?))?",
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
    table, keys = us_words(), road.replace(".", "").upper().split(" ")
    last = len(keys) - 1 - (keys[-1] in table.directionals)
    names = keys[keys[0] in table.directionals : last]
    no_road, no_town = _special()
    if not names or keys[last] not in table.strong or not no_road.isdisjoint(names) or min(map(len, names)) < 3:
        return None
    standard = {"number": number, "road": standard_road(keys)}
    if unit and (parts := _UNIT.fullmatch(unit)):
        standard["unit"] = standard_unit([part.upper() for part in parts.groups()])
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


@cache
def _special() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that may be something else than the name of a road, and of a town."""
    table = us_words()
    tables = (table.numbered, table.standing, table.directionals, table.strong)
    roads = SPECIAL.union(*tables) | table.premises | {state for state in table.states if len(state) == 2}
    return roads, roads.union(table.states)
