"""Matching keys of an address read by `address_world`: house number and road stem, unit apart, all its words.

The trap: a post box with the number of a house; its number is written so that it never equals one.
"""

from __future__ import annotations

import re

from custdq.fields.address_words import canonical_words, road_stem
from custdq.fields.address_world import WorldAddress
from custdq.text.width import fold_marks, fold_width, squash

_CORNER = re.compile(r"\s+(?:&|@|and|at|und|y|et|ecke|esquina|hoek)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"[\w]+(?:[-/.][\w]+)*")
_LAST = re.compile(r"[a-z]?\d[\w-]*$|[a-z]$|\w+$")


def world_address_keys(found: WorldAddress, value: str) -> dict[str, str | list[str] | None]:
    """Return the keys of one address, as `custdq.fields.address.KEY_NAMES` names them.

    >>> from custdq.fields.address_world import read_world_address
    >>> text = "Flat 2, 14A High St., Bedford MK40 1AA"
    >>> keys = world_address_keys(read_world_address(text), text)
    >>> keys["house"], keys["unit"], keys["road_western"]
    ('14a|high', '2', 'high street')
    """
    tokens = " ".join(canonical_words(value))
    number, unit = _number(found)
    road = _road(found.road)
    stem = road_stem(road.split()) if road else None
    return {
        "full": tokens or squash(value),
        "door": unit,
        "house": f"{number}|{stem}" if number and stem else None,
        "house_number": number,
        "road_western": road,
        "western": tokens or None,
        "unit": unit,
    }


def _number(found: WorldAddress) -> tuple[str | None, str | None]:
    """Return the house number and the unit as bare figures and letters; 3/12 of Australia is unit 3 of number 12."""
    unit = _bare(found.unit) or _bare(found.room)
    if found.po_box:
        return f"pobox {_bare(found.po_box)}", unit
    if found.number is None:
        return None, unit
    match = _NUMBER.search(re.sub(r"\s+(?!\d)", "", _folded(found.number)).replace(" ", "_"))
    number = match.group() if match else None
    if number and "/" in number and unit is None and found.country in ("AU", "NZ"):
        unit, number = number.split("/", 1)
    return (number.lstrip("0") or number if number else None), unit


def _bare(text: str | None) -> str | None:
    """`Flat 2` -> 2, `2º izq` -> 2o izq, `#05-12` -> 05-12."""
    if text is None:
        return None
    folded = _folded(text).replace("#", " ").strip(" .")
    if any(char.isdigit() for char in folded):
        first = re.search(r"[a-z]?\d[\w-]*(?:\s+\w+)*$", folded)
        return first.group() if first else folded
    last = _LAST.search(folded)
    return last.group() if last else None


def _folded(text: str) -> str:
    return fold_marks(fold_width(text))


def _road(text: str | None) -> str | None:
    if text is None:
        return None
    sides = sorted(" ".join(canonical_words(side)) for side in _CORNER.split(text))
    return " & ".join(side for side in sides if side) or None
