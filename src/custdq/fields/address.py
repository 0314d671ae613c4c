"""Postal addresses, Chinese (in characters or in latin letters) and western.

The trap: two neighbours share everything but the door, and one household everything; so road and number, place, and
door are keys of their own, and a missing door is no conflict while another door is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import pyarrow as pa

from custdq.errors import Reason, Status
from custdq.fields.address_abroad import keys_abroad, keys_in_japan, parse_abroad, parse_japanese
from custdq.fields.address_cn import ChineseAddress, read_chinese_address
from custdq.fields.address_door import Door
from custdq.fields.address_japan import is_japanese_address
from custdq.fields.address_latin import LatinAddress, han_road, latin_road, read_latin_address
from custdq.fields.address_us import parse_us_address, read_us_address
from custdq.fields.address_us_keys import us_address_keys
from custdq.fields.base import Absent, Comparison, Equal, Every, Kind, Level, Meet, Parsed, Similar
from custdq.fields.settled import settled
from custdq.reference.divisions import division_path
from custdq.text.script import count_han, fold_script, to_simplified
from custdq.text.width import half_width, squash

# A value of this shape, read from a text that ends as it does, parses to itself: no second reading is needed.
_REGULAR = re.compile(
    r"[\u4e00-\u9fff]{5,40}(?:路|街|大道)\d{1,5}号[\u4e00-\u9fff]{0,12}(?:\d{1,3}栋|\d{1,3}号楼|[A-Z]座)?(?:\d{1,2}单元)?(?:\d{1,5}室)?$"
)


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
        "country", "province", "city", "district", "adcode", "town", "zone", "road", "number", "place", "group",
        "building", "unit", "floor", "room", "po_box", "suburb", "county", "postcode", "note",
        "candidates",
    )  # fmt: skip
    shared: ClassVar[bool] = True
    blocking_keys: ClassVar[tuple[str, ...]] = ("home", "place_home", "street", "place", "full", "house")

    def parse_value(self, text: str) -> Parsed:
        """Parse one address."""
        first = self._parse(text)
        if first.value in (None, text):
            return first
        if first.value is not None and _REGULAR.match(first.value) and _ends_alike(text, first.value):
            return first
        return settled(text, lambda other: first if other == text else self._parse(other))

    def _parse(self, text: str) -> Parsed:
        if not any(char.isalpha() for char in text):
            return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
        if count_han(text):
            return parse_japanese(text) if is_japanese_address(text, self.region) else _parse_chinese(text)
        latin = read_latin_address(half_width(text)) if self.region in (None, "CN") else None
        if latin is not None:
            return _parse_latin(text, latin)
        return parse_us_address(text, self.region) or parse_abroad(text, self.region)

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return the keys of `KEY_NAMES`, computed once per distinct address."""
        values = parsed.column("value").combine_chunks().dictionary_encode()
        rows = [address_keys(value) for value in values.dictionary.to_pylist()]
        take = values.indices.fill_null(len(rows))
        return {
            key: pa.array(
                [*(row.get(key) for row in rows), None], pa.list_(pa.string()) if key in _LIST_KEYS else pa.string()
            ).take(take)
            for key in KEY_NAMES
        }  # fmt: skip

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
        if count_han(value):
            parts = read_chinese_address(value)
            kept = "".join(dict.fromkeys(part for part in (parts.province, parts.city, parts.district) if part))
            return f"{kept}****"
        return f"****, {value.rsplit(',', 1)[-1].strip()}" if "," in value else "****"


def _ends_alike(text: str, value: str) -> bool:
    return text[-1] == value[-1] or text[-1].isdigit()


def _parse_chinese(text: str) -> Parsed:
    found = read_chinese_address(text)
    value = found.value if not found.outside else half_width(to_simplified(text)).strip()
    if not value:
        return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
    parts = {
        "country": _country(found), "province": found.province, "city": found.city, "district": found.district,
        "adcode": found.adcode, "town": found.town, "zone": found.zone, "road": found.road, "number": found.number,
        "place": found.place, "group": found.group, "building": _building(found), "unit": found.door.unit,
        "floor": found.door.floor, "room": found.door.room, "postcode": found.postcode, "note": found.note,
    }  # fmt: skip
    if value == text and found.problem is not Reason.DIVISION_AMBIGUOUS:
        return Parsed(value, Status.VALID, None, parts)
    status = Status.VALID if value == text else Status.REPAIRED
    return Parsed(value, status, found.problem or _problem(text, found), parts)


def _building(found: ChineseAddress) -> str | None:
    return found.door.building_name(lane=found.lane)


def _country(found: ChineseAddress) -> str | None:
    if not found.codes:
        return None
    return {"71": "TW", "81": "HK", "82": "MO"}.get(found.codes[0][:2], "CN")


def _problem(text: str, found: ChineseAddress) -> Reason:
    if found.note is not None:
        return Reason.EXTRA_TEXT
    return Reason.SCRIPT_CONVERTED if to_simplified(text) == found.value else Reason.REFORMATTED


def _parse_latin(text: str, found: LatinAddress) -> Parsed:
    code = found.adcode
    path = division_path(code)._asdict() if code else {}
    parts = {
        "country": "CN", **path, "adcode": code, "road": found.road, "number": found.number, "place": found.place,
        "building": found.door.building, "unit": found.door.unit, "floor": found.door.floor, "room": found.door.room,
        "postcode": found.postcode,
    }  # fmt: skip
    problem = Reason.DIVISION_AMBIGUOUS if code is None else None
    return Parsed(text, Status.VALID, problem, parts)


# --- keys -----------------------------------------------------------------------------------------------------

#: `street` road and number; `home` street and door; `room_home` street, building and room; `place_home`, `place_room`
#: the same with the place; `house` western number and road stem.
KEY_NAMES = (
    "full", "home", "room_home", "place_home", "place_room", "street", "road", "place", "premise", "door", "building",
    "unit", "room", "division", "city_code", "house", "house_number", "road_western", "western",
)  # fmt: skip
_LIST_KEYS = frozenset({"home", "room_home", "street", "road"})


@lru_cache(maxsize=4096)
def address_keys(value: str) -> dict[str, str | list[str] | None]:
    """Return the matching keys of one standard address.

    >>> han = address_keys("广东省深圳市福田区天河路464号紫荆新村13栋1单元1501室")
    >>> han["home"], han["city_code"], han["door"]
    (['tianhe|464|13-1-1501'], '4403', '13-1-1501')
    """
    if count_han(value):
        if is_japanese_address(value):
            return keys_in_japan(value)
        return _chinese_keys(read_chinese_address(value))
    latin = read_latin_address(half_width(value))
    if latin is None and (american := read_us_address(value)) is not None:
        return us_address_keys(american)
    return _latin_keys(latin, value) if latin is not None else keys_abroad(value)


def _chinese_keys(found: ChineseAddress) -> dict[str, str | list[str] | None]:
    number = re.sub(r"\D*(\d+).*", r"\1", found.number) if found.number else None
    roads = (
        han_road(fold_script(found.road))
        if found.road
        else [squash(fold_script(found.place or ""))]
        if found.group
        else []
    )
    place = squash(fold_script(found.place or "")) or None
    below = found.value.removeprefix(
        "".join(p for p in (found.province, found.city if found.city != found.province else None, found.district) if p)
    )
    return {
        **_shared(found.adcode or (found.codes[0] if len(found.codes) == 1 else None), roads, number, found.door),
        "full": squash(fold_script(below)) or squash(fold_script(found.value)) or None,
        "place": place,
        "place_home": f"{place}|{found.door.key()}" if place and found.door.key() else None,
        "place_room": f"{place}|{found.door.building}|{found.door.room}" if place and found.door.room else None,
        "premise": f"{roads[0]}|{number}|{place or ''}" if roads and number else None,
    }


def _shared(code: str | None, roads: list[str], number: str | None, door: Door) -> dict[str, str | list[str] | None]:
    streets = [f"{road}|{number}" for road in roads] if number else []
    key = door.key()
    return {
        "division": code if code and not code.endswith("00") else None,
        "city_code": None
        if code is None or (code.endswith("0000") and code[:2] not in ("11", "12", "31", "50"))
        else _city(code),
        "road": roads or None,
        "street": streets or None,
        "door": key,
        "building": door.building,
        "unit": door.unit,
        "room": door.room,
        "room_home": [f"{street}|{door.building}|{door.room}" for street in streets] if key and streets else None,
        "home": [f"{street}|{key}" for street in streets] if key and streets else None,
    }


def _city(code: str) -> str:
    return code[:2] + "01" if code[:2] in ("11", "12", "31", "50") else code if code[2:4] == "90" else code[:4]


def _latin_keys(found: LatinAddress, value: str) -> dict[str, str | list[str] | None]:
    roads = [latin_road(found.road)] if found.road else []
    return {**_shared(found.adcode, roads, found.number, found.door), "full": squash(value)}
