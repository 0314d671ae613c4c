"""Matching keys of an American address that was taken apart: house, road stem and unit kept apart.

The trap: a missing unit is no conflict, another unit is; and a box is never a house, so it has a house key of its own.
"""

from __future__ import annotations

import re

from custdq.fields.address_us_parts import UsAddress
from custdq.fields.address_words import canonical_words, road_stem


def us_address_keys(found: UsAddress) -> dict[str, str | list[str] | None]:
    """Return the keys of the address kind that western addresses have.

    >>> from custdq.fields.address_us import read_us_address
    >>> keys = us_address_keys(read_us_address("840 N MAIN ST APT 2F, SPRINGFIELD IL 62701"))
    >>> keys["house"], keys["unit"], keys["road_western"]
    ('840|main', '2f', 'north main street')
    """
    standard = found.standard
    road = canonical_words(standard.get("road", ""))
    number = standard["number"].casefold() if "number" in standard else None
    unit = "-".join(_figure(standard[name]) for name in ("building", "unit") if name in standard) or None
    if unit is None and "floor" in standard:
        unit = _figure(standard["floor"])
    town = canonical_words(standard.get("city", ""))
    house = f"{number}|{road_stem(road)}" if number and road else None
    if "box" in standard and house is None:
        number = standard["box"].casefold().replace("po box", "pobox")
        house = f"{number}|{standard.get('postcode', '')[:5] or ' '.join(town)}"
    words = [*([number] if number else []), *road, *([unit] if unit else [])]
    if not words and "place" in standard:
        words = canonical_words(standard["place"])
    tokens = " ".join([*words, *town]) or None
    return {
        "full": tokens or found.code, "door": unit, "house": house, "house_number": number,
        "road_western": " ".join(road) or None, "western": tokens, "unit": unit,
    }  # fmt: skip


def _figure(unit: str) -> str:
    """Return what names a unit, without its word: 2F of APT 2F, rear of REAR."""
    words = re.findall(r"[\w-]+", unit.casefold())
    return "".join(words[1:] if len(words) > 1 else words)
