"""Postal addresses, Chinese (in characters or in latin letters) and western.

The trap: two neighbours share everything but the door, and one household everything; so road and number, place, and
door are keys of their own, and a missing door is no conflict while another door is. What reads an address is imported
when the first one is read: it is half of what a program without any would wait for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

import pyarrow as pa

from custdq.fields.base import Absent, Comparison, Equal, Every, Key, Kind, Level, Meet, Parsed, Similar
from custdq.fields.bulk import Reader
from custdq.fields.region import known_region
from custdq.text.script import has_han


@cache
def _reader() -> Any:
    from custdq.fields import address_reader

    return address_reader


@dataclass(frozen=True)
class Address(Kind):
    """Postal address: a Chinese one in the order of its divisions, road, number, place and door; others as written.

    Parameters
    ----------
    region
        ISO 3166-1 alpha-2 code assumed where the address names no country; None: read off the script.

    Raises
    ------
    OptionError
        When `region` is no country.

    Examples
    --------
    >>> table = Address().parse(["深圳福田区天河路464号紫荆新村13-1-1501"])
    >>> table.column("value")[0].as_py(), table.column("adcode")[0].as_py()
    ('广东省深圳市福田区天河路464号紫荆新村13栋1单元1501室', '440304')
    """

    region: str | None = None

    name: ClassVar[str] = "address"
    part_names: ClassVar[tuple[str, ...]] = (
        "country", "province", "city", "district", "adcode", "town", "town_code", "zone", "village", "road", "lane",
        "number", "place", "group", "building", "unit", "floor", "room", "po_box", "suburb", "county", "postcode",
        "note", "candidates",
    )  # fmt: skip
    shared: ClassVar[bool | None] = True
    blocking_keys: ClassVar[tuple[str, ...]] = ("home", "place_home", "street", "place", "full", "house")

    def __post_init__(self) -> None:
        object.__setattr__(self, "region", known_region("Address", self.region))

    def parse_cell(self, text: str | None) -> Parsed:
        """Parse one cell as it stands; most Chinese addresses need no cleaning and take the short way."""
        plain: Parsed | None = _reader().read_plain(text, self.region) if text is not None else None
        return plain if plain is not None else super().parse_cell(text)

    def column_readers(self) -> tuple[Reader, ...]:
        """Return the reader of ordinary streets of America, or of ordinary addresses of China."""
        readers: tuple[Reader, ...] = _reader().column_readers(self.region)
        return readers

    def parse_value(self, text: str) -> Parsed:
        """Parse one address."""
        found: Parsed = _reader().read_address(text, self.region)
        return found

    def value_keys(self, parsed: Parsed) -> dict[str, Key]:
        """Return the keys of `KEY_NAMES`."""
        reader = _reader()
        keys: dict[str, Key] = dict.fromkeys(reader.KEY_NAMES)
        return keys | ({} if parsed.value is None else reader.address_keys(parsed.value))

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return the keys of a column, computed once per distinct address."""
        keys: dict[str, pa.Array] = _reader().keys_of(parsed.column("value"))
        return keys

    def comparison(self) -> Comparison:
        """Return the levels of agreement, strongest first."""
        city, no_city, no_door, no_unit = Equal("city_code"), Absent("city_code"), Absent("door"), Absent("unit")
        street, place = Meet("street"), Equal("place")
        road = Similar("road_western", "jaro_winkler", 0.9)
        return Comparison(
            (
                Level("same door at the same street number", Meet("home"), "home"),
                Level("same door in the same place and city", Every((Equal("place_home"), city)), "place_home"),
                Level("same building and room at the street number", Every((Meet("room_home"), no_unit)), "room_home"),
                Level("same room at the street number", Every((street, Equal("room"), Absent("building"))), "street"),
                Level("same building and room in the place", Every((Equal("place_room"), city, no_unit)), "place_room"),
                Level("same address", Equal("full"), "full"),
                Level("same street number in the city, door missing", Every((street, city, no_door)), "street"),
                Level("same place in the city, door missing", Every((place, city, no_door)), "place"),
                Level("same door in the same place, city missing", Every((Equal("place_home"), no_city)), "place_home"),
                Level("same street number, city and door missing", Every((street, no_city, no_door)), "street"),
                Level("same house number and road, unit missing", Every((Equal("house"), no_unit)), "house"),
                Level("same house number and road", Equal("house"), "house"),
                Level("same house number, similar road", Every((Equal("house_number"), road))),
                Level("most words shared", Similar("western", "token_set", 0.8)),
                Level("same street number, other door", street),
                Level("same place in the city, other door", Every((place, city))),
                Level("same road in the city", Every((Meet("road"), city))),
                Level("same district", Equal("division"), "division"),
                Level("same city", city, "city_code"),
                Level("similar road", road),
            ),
            present=("full",),
        )  # fmt: skip

    def mask(self, value: str) -> str:
        """Keep the divisions (or the last piece of a western address) and hide the rest."""
        if has_han(value):
            parts = self.parse_cell(value).parts
            names = (parts.get("province"), parts.get("city"), parts.get("district"))
            return f"{''.join(dict.fromkeys(name for name in names if name))}****"
        return f"****, {value.rsplit(',', 1)[-1].strip()}" if "," in value else "****"
