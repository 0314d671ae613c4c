"""What an American address comes to: its parts as written, and its standard form on one line.

The trap: the parts keep the spelling of the cell, the standard form has Publication 28's; the two are never mixed.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from custdq.errors import Reason


class UsAddress(NamedTuple):
    """An American address; every part as written, `value` its standard form where the reading is sure."""

    number: str | None = None
    road: str | None = None
    unit: str | None = None
    floor: str | None = None
    room: str | None = None
    building: str | None = None
    po_box: str | None = None
    place: str | None = None
    suburb: str | None = None
    city: str | None = None
    county: str | None = None
    state: str | None = None
    postcode: str | None = None
    country: str | None = None
    note: str | None = None
    #: towns of the readings that are as good as each other, parted by semicolons
    candidates: str | None = None
    #: USPS code of the state
    code: str | None = None
    value: str | None = None
    #: road, unit and the rest of the standard form, for keys
    standard: Mapping[str, str] = MappingProxyType({})
    problem: Reason | None = None

    def parts(self) -> dict[str, str | None]:
        """Return the parts by the names of the address kind."""
        return {
            "country": self.country, "province": self.state, "city": self.city, "county": self.county,
            "road": self.road, "number": self.number, "unit": self.unit, "floor": self.floor, "room": self.room,
            "building": self.building, "po_box": self.po_box, "place": self.place, "suburb": self.suburb,
            "postcode": self.postcode, "note": self.note,
            "candidates": self.candidates,
        }  # fmt: skip


def on_one_line(standard: Mapping[str, str]) -> str:
    """Write the standard form: place, delivery line, last line, with commas between.

    >>> on_one_line({"number": "9", "road": "ELM ST", "city": "SALEM", "state": "OR", "place": "HILL TOWER"})
    'HILL TOWER, 9 ELM ST, SALEM OR'
    """
    lines = [("place",), ("number", "road", "building", "floor", "unit"), ("box",), ("suburb",)]
    lines.append(("city", "state", "postcode"))
    if "box" in standard and "road" not in standard:
        lines[1:3] = [("box", "building", "floor", "unit")]
    pieces = (" ".join(standard[name] for name in line if name in standard) for line in lines)
    return ", ".join(piece for piece in pieces if piece)
