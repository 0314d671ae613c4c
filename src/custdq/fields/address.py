"""Postal addresses, Chinese (in characters or in latin letters) and western.

The trap: two neighbours share everything but the door, and one household everything; so road and number, place, and
door are keys of their own, and a missing door is no conflict while another door is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import pyarrow as pa

from custdq.errors import Reason, Status
from custdq.fields.address_abroad import keys_abroad, keys_in_japan, parse_japanese, parse_western
from custdq.fields.address_chinese import (
    MAINLAND,
    ReadOnce,
    chinese_keys,
    parse_chinese,
    parse_plain,
    shared_keys,
)
from custdq.fields.address_cn_column import settle_han_addresses, settle_han_keys
from custdq.fields.address_japan import is_japanese_address
from custdq.fields.address_kept import at_rest, nothing_lost
from custdq.fields.address_latin import LatinAddress, latin_parts, latin_road, read_latin_address
from custdq.fields.address_us import read_us_address
from custdq.fields.address_us_column import settle_street_keys, settle_streets, street_keys
from custdq.fields.address_us_keys import us_address_keys
from custdq.fields.base import Absent, Comparison, Equal, Every, Kind, Level, Meet, Parsed, Similar
from custdq.fields.bulk import Reader, keys_in_bulk
from custdq.fields.settled import settled
from custdq.reference.divisions import official_code
from custdq.text.script import has_han
from custdq.text.width import half_width, squash


@dataclass(frozen=True)
class Address(Kind):
    """Postal address: a Chinese one in the order of its divisions, road, number, place and door; others as written.

    Parameters
    ----------
    region
        ISO 3166-1 alpha-2 code assumed where the address names no country; None: read off the script.

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

    def parse_cell(self, text: str | None) -> Parsed:
        """Parse one cell as it stands; most Chinese addresses need no cleaning and take the short way."""
        plain = self._parse_plain(text) if text is not None else None
        return plain if plain is not None else super().parse_cell(text)

    def _parse_plain(self, text: str) -> Parsed | None:
        return parse_plain(text, self.region) if self.region in MAINLAND else None

    def column_readers(self) -> tuple[Reader, ...]:
        """Return the reader of ordinary streets of America, or of ordinary addresses of China."""
        return (settle_streets,) if self.region == "US" else (settle_han_addresses,) if self.region in MAINLAND else ()

    def parse_value(self, text: str) -> Parsed:
        """Parse one address."""
        first = self._read(text)
        if first.stands:
            return first.parsed if first.kept else nothing_lost(text, first.parsed)
        return nothing_lost(text, settled(text, self._parse, first.parsed))

    def _parse(self, text: str) -> Parsed:
        """Parse a value once, as a cell that holds it is."""
        return self._parse_plain(text) or self._read(text).parsed

    def _read(self, text: str) -> ReadOnce:
        """Parse once with the reader of the script.

        What an address is turned into may be another reader's: only this method sees them all.
        """
        if not has_han(text):
            return ReadOnce(self._read_letters(text))
        if is_japanese_address(text, self.region):
            return ReadOnce(at_rest(text, parse_japanese(text)))
        parsed, stands, kept = parse_chinese(text, self.region, self._read_letters, tried=True)
        # two addresses in a cell, put in order, may make one that another reader takes: …八広６，丁目３４
        stands = stands and not is_japanese_address(parsed.value or "", self.region)
        return ReadOnce(at_rest(text, parsed), stands, kept)

    def _read_letters(self, text: str) -> Parsed:
        if not any(char.isalpha() for char in text):
            return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
        plain = half_width(text)
        latin = read_latin_address(plain) if self.region in MAINLAND or _IN_CHINA.search(plain) else None
        if latin is not None:
            return _parse_latin(text, latin)
        # letters in a Chinese list that are no Chinese address: nothing says which country they are of
        return at_rest(text, parse_western(text, None if self.region == "CN" else self.region))

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return the keys of `KEY_NAMES`, computed once per distinct address."""
        return keys_in_bulk(
            parsed.column("value"), (settle_han_keys, settle_street_keys), _keys_one_by_one, schema=_KEY_SCHEMA
        )

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


_ANYWHERE = Address()
_IN_CHINA = re.compile(r"\b(?:China|P\.?R\.?C\.?|Hong ?Kong|Macau|Macao|Taiwan)[\s,.]*\d{0,6}$", re.IGNORECASE)


def _parse_latin(text: str, found: LatinAddress) -> Parsed:
    parts = latin_parts(found)
    problem = Reason.DIVISION_AMBIGUOUS if found.adcode is None else None
    return Parsed(text, Status.VALID, problem, parts)


# --- keys -----------------------------------------------------------------------------------------------------

#: `street` road and number; `home` street and door; `room_home` street, building and room; `place_home`, `place_room`
#: the same with the place; `house` western number and road stem.
KEY_NAMES = (
    "full", "home", "room_home", "place_home", "place_room", "street", "road", "place", "premise", "door", "building",
    "unit", "room", "division", "city_code", "house", "house_number", "road_western", "western",
)  # fmt: skip
_LIST_KEYS = frozenset({"home", "room_home", "street", "road"})
_KEY_SCHEMA = pa.schema([(key, pa.list_(pa.string()) if key in _LIST_KEYS else pa.string()) for key in KEY_NAMES])


def _keys_one_by_one(values: Sequence[str]) -> pa.Table:
    rows = [address_keys(value) for value in values]
    return pa.table(
        [
            pa.array([row.get(key) for row in rows], kind)
            for key, kind in zip(KEY_NAMES, _KEY_SCHEMA.types, strict=True)
        ],
        schema=_KEY_SCHEMA,
    )


@lru_cache(maxsize=4096)
def address_keys(value: str) -> dict[str, str | list[str] | None]:
    """Return the matching keys of one standard address.

    >>> han = address_keys("广东省深圳市福田区天河路464号紫荆新村13栋1单元1501室")
    >>> han["home"], han["city_code"], han["door"]
    (['tianhe|464|13-1-1501'], '4403', '13-1-1501')
    """
    if has_han(value):
        if is_japanese_address(value):
            return keys_in_japan(value)
        return chinese_keys(value, _ANYWHERE.parse_cell(value).parts)
    if (street := street_keys(value)) is not None:
        return street
    latin = read_latin_address(half_width(value))
    if latin is None and (american := read_us_address(value)) is not None:
        return us_address_keys(american)
    return _latin_keys(latin, value) if latin is not None else keys_abroad(value)


def _latin_keys(found: LatinAddress, value: str) -> dict[str, str | list[str] | None]:
    roads = [latin_road(found.road)] if found.road else []
    code = official_code(found.adcode) if found.adcode else None
    return {**shared_keys(code, roads, found.number, found.door), "full": squash(value)}
