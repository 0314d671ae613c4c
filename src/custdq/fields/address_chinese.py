"""How an address in Chinese characters becomes a parsed cell, and its parts the keys it is matched by.

The trap: two readings of one text. A value is parsed again wherever it goes, so a reading says whether its standard
form is sure to be read the same way; the keys come from the parts, never from another look at the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from custdq.errors import Reason, Status
from custdq.fields.address_cn import (
    ChineseAddress,
    OpenedCell,
    has_numeral,
    in_figures,
    is_all_taken,
    locate,
    open_cell,
    read_located,
)
from custdq.fields.address_divisions import AT_HEAD, ends_with_division, placed, without_district_behind_town
from custdq.fields.address_door import NO_DOOR, Door, read_door
from custdq.fields.address_heads import Head, find_head, head
from custdq.fields.address_japan import is_japanese_address
from custdq.fields.address_kept import nothing_lost
from custdq.fields.address_latin import han_road
from custdq.fields.address_ordinary import read_ordinary, read_with_head
from custdq.fields.address_tail import Tail, joined, read_tail
from custdq.fields.base import Parsed
from custdq.fields.division_follow import ROAD_OF_NAME
from custdq.fields.division_search import DivisionsFound
from custdq.text.address_cell import is_bare
from custdq.text.script import fold_script, has_han, to_simplified
from custdq.text.width import squash

MAINLAND = (None, "CN")
_COUNTRIES = {"71": "TW", "81": "HK", "82": "MO"}
_MUNICIPALITIES = ("11", "12", "31", "50")
# 1〇号 in figures is 10号: another than the figures written, so that the cell is kept
_ZERO_BEHIND_FIGURE = re.compile(r"\d[〇零○]")
_CLOSING = "楼层房室"
_HAS_FIGURE = re.compile(r"\d")
_FIRST_FIGURE = re.compile(r"\D*(\d+).*", re.DOTALL)
_BUILDING_WORD = re.compile(r"(?<=[0-9A-Z甲乙丙丁戊])(?:号楼|栋|座|号)$")

Keys = dict[str, str | list[str] | None]


class ReadOnce(NamedTuple):
    """A cell parsed once; whether its value is sure to be read as itself, and all of the cell to stand in it."""

    parsed: Parsed
    stands: bool = False
    kept: bool = False


def parse_plain(text: str, region: str | None) -> Parsed | None:
    """Parse a cell that has nothing to clean: ordinary, or all else behind divisions that are sure; None otherwise.

    >>> parse_plain("深圳福田区紫荆新村C座6-7层", "CN").value
    '广东省深圳市福田区紫荆新村C座6-7层'
    >>> parse_plain("收货人：沈知远 13912345672", "CN") is None
    True
    """
    ordinary, divided, rest = read_with_head(text)
    if ordinary is not None:
        return ordinary
    if not divided.code or not is_bare(rest) or ends_with_division(text) or is_japanese_address(text, region):
        return None
    if divided.end + len(rest) != len(text):
        text = text.strip()
        if not _HAS_FIGURE.search(rest):
            return None  # a piece behind a separator may be who receives
    read = _behind(text, divided, rest)
    if not read.stands:
        return None
    return read.parsed if read.kept else nothing_lost(text, read.parsed)


def parse_chinese(
    text: str, region: str | None, elsewhere: Callable[[str], Parsed], *, tried: bool = False
) -> ReadOnce:
    """Parse a cell that holds Chinese characters once.

    Parameters
    ----------
    text
        A cleaned cell.
    region
        ISO 3166-1 alpha-2 code assumed where the address names no country.
    elsewhere
        Parser of an address in latin letters that stands beside a name in characters.
    tried
        Whether the text is known to be no ordinary address.

    Examples
    --------
    >>> text = "沈知远 13912345672 杭州滨江区青枫路9号"
    >>> parse_chinese(text, "CN", lambda text: Parsed(text, Status.VALID)).parsed.parts["note"]
    '13912345672；沈知远'
    """
    mainland = region in MAINLAND
    if mainland and not tried and (ordinary := read_ordinary(text)) is not None:
        return ReadOnce(ordinary, stands=True, kept=True)
    cell = open_cell(text)
    if not has_han(cell.address):
        return ReadOnce(_with_notes(elsewhere(cell.address), cell))
    if mainland:
        ordinary, divided, rest = read_with_head(cell.address)
        if ordinary is not None:
            parsed = _with_notes(ordinary._replace(status=Status.REPAIRED), cell)
            return ReadOnce(parsed, stands=True, kept=is_all_taken(cell))
        if divided.code and (cell.untouched or is_bare(rest)) and not ends_with_division(cell.address):
            read = _behind(text, divided, rest)
            if cell.untouched:
                return read
            return ReadOnce(_with_notes(read.parsed, cell), read.stands, kept=read.kept and is_all_taken(cell))
    found, rest = locate(cell)
    if mainland and (ordinary := _in_standard_divisions(text, found, rest)) is not None:
        return ReadOnce(_with_notes(ordinary, cell), stands=True)
    located = read_located(cell, found, rest, region=region)
    return ReadOnce(_parsed(text, located), stands=mainland and located.value != text and _is_sure(located))


def _behind(text: str, divided: Head, rest: str) -> ReadOnce:
    """Parse what stands behind remembered divisions."""
    counted = has_numeral(rest)
    plain = in_figures(rest) if counted else rest
    tail = read_tail(plain, division=divided.code)
    below = tail.text
    alike = below in (plain, f"{plain}室", f"{plain[:-1]}层")
    changed = counted and (in_figures(below) != below or ends_with_division(below) or not is_bare(below))
    stands = (alike and not changed) or _stands(divided, below, plain, tail)
    body, last = plain[:-1], plain[-1:]
    # the word behind a floor or a room may be another
    kept = below.startswith(body) and (last in _CLOSING or last in below[len(body) :])
    kept = kept and divided.kept and divided.problem is not Reason.DIVISION_RENAMED
    kept = kept and not (counted and _ZERO_BEHIND_FIGURE.search(rest))
    value = divided.text + below
    parts = _tail_parts(tail, divided.parts)
    if value == text:
        return ReadOnce(Parsed(value, Status.VALID, None, parts), stands, kept=True)
    problem = divided.problem or (Reason.EXTRA_TEXT if tail.note is not None else Reason.REFORMATTED)
    return ReadOnce(Parsed(value, Status.REPAIRED, problem, parts), stands, kept=kept)


def _is_sure(located: ChineseAddress) -> bool:
    """Tell whether the standard form of an address taken apart has sure divisions and is read as itself."""
    where, below = located.where, located.tail.text
    if where.code is None or located.value != where.text + below or not is_bare(located.value):
        return False
    divided = head(where.text)
    if divided is None or divided.code != where.code or not _stands(divided, below, "", located.tail):
        return False
    return read_with_head(located.value)[1].end == len(where.text)  # else the search reads it: 青岛|市北|京B座


def _stands(divided: Head, below: str, plain: str, tail: Tail) -> bool:
    """Tell whether the standard form of a tail, behind its divisions in standard form, is read as itself."""
    again = find_head(divided.text + below)
    if again is None or (again.code, again.end) != (divided.code, len(divided.text)) or in_figures(below) != below:
        return False
    if ends_with_division(below) or without_district_behind_town(DivisionsFound((divided.code,)), below) != below:
        return False  # a division that was none before its blank or what stood behind it was cut: 村镇山东 省
    if ROAD_OF_NAME.match(below):
        return False  # 浦东新区|路 may be 浦东|新区路
    door = tail.door.text(lane=tail.in_lane)
    if tail.place and tail.note is None and plain.startswith(below.removesuffix(door)):
        # only the door is written otherwise: what stands before it is read as it was
        numbered = tail.number is not None or tail.road is not None
        place, read, note = read_door(joined(tail.place, door), numbered=numbered, lane=tail.in_lane)
        return place == tail.place and note is None and read.text(lane=tail.in_lane) == door
    return is_bare(below) and read_tail(below, division=divided.code).text == below


def _tail_parts(tail: Tail, above: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return the parts below the divisions with those of the divisions; what is not there is no part."""
    town, code, zone, village, road, lane, number, place, group, door, note = tail
    parts = {
        **above, "town": town, "town_code": code, "zone": zone, "village": village, "road": road, "lane": lane,
        "number": number, "place": place, "group": group, "note": note,
    }  # fmt: skip
    if door is not NO_DOOR:
        parts["building"] = door.building_name(lane=tail.in_lane)
        _, parts["unit"], parts["floor"], parts["room"], _ = door
    return parts


def _in_standard_divisions(text: str, found: DivisionsFound, rest: str) -> Parsed | None:
    """Parse an address that is ordinary but for its divisions: 深圳福田天河路464号; 天河路464号, 深圳."""
    if found.code is None:
        return None
    where = placed(found)
    ordinary = read_ordinary(where.text + rest.lstrip(AT_HEAD))
    if ordinary is None or ordinary.parts.get("adcode") != where.code:
        return None
    if ordinary.value == text:
        return ordinary._replace(status=Status.VALID, problem=None)
    return ordinary._replace(status=Status.REPAIRED, problem=where.problem or Reason.REFORMATTED)


def _with_notes(parsed: Parsed, cell: OpenedCell) -> Parsed:
    """Return an address with the postcode that stood about it, and the rest among its notes."""
    if parsed.value is None or (cell.postcode is None and not cell.notes and parsed.status is Status.VALID):
        return parsed
    parts = dict(parsed.parts)
    if cell.postcode is not None:
        parts["postcode"] = cell.postcode
    notes = [*cell.notes, *([parts["note"]] if parts.get("note") else [])]
    if notes:
        parts["note"] = "；".join(note for note in notes if note)
    problem = parsed.problem if parsed.problem not in (None, Reason.REFORMATTED) else _problem(cell, parsed.value)
    return Parsed(parsed.value, Status.REPAIRED, problem, parts)


def _problem(cell: OpenedCell, value: str) -> Reason:
    if cell.notes:
        return Reason.EXTRA_TEXT
    converted = cell.written != value and to_simplified(cell.written) == value
    return Reason.SCRIPT_CONVERTED if converted else Reason.REFORMATTED


def _parsed(text: str, found: ChineseAddress) -> Parsed:
    """Turn an address taken apart into a parsed cell."""
    value, where, tail = found.value, found.where, found.tail
    if not value:
        return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
    ambiguous = where.problem is Reason.DIVISION_AMBIGUOUS
    parts = {
        "country": _COUNTRIES.get(where.codes[0][:2], "CN") if where.codes else None, "province": where.province,
        "city": where.city, "district": where.district, "adcode": found.adcode, **_tail_parts(tail, {}),
        "postcode": found.postcode, "note": found.note, "candidates": ";".join(where.codes) if ambiguous else None,
    }  # fmt: skip
    if value == text:
        return Parsed(value, Status.VALID, where.problem if ambiguous else None, parts)
    if where.problem is not None:
        return Parsed(value, Status.REPAIRED, where.problem, parts)
    converted = Reason.SCRIPT_CONVERTED if to_simplified(text) == value else Reason.REFORMATTED
    return Parsed(value, Status.REPAIRED, Reason.EXTRA_TEXT if found.note is not None else converted, parts)


# --- keys -----------------------------------------------------------------------------------------------------


def chinese_keys(value: str, parts: Mapping[str, str | None]) -> Keys:
    """Return the matching keys of a parsed Chinese address.

    >>> parts = {"road": "天河路", "number": "464号", "building": "13栋", "unit": "1", "room": "1501"}
    >>> chinese_keys("天河路464号13栋1单元1501室", parts)["home"]
    ['tianhe|464|13-1-1501']
    """
    road, lane, number = parts.get("road"), parts.get("lane"), parts.get("number")
    figure = _figure(number)
    if figure and lane and lane != number:
        figure = f"{_figure(lane)}-{figure}"
    place = place_key(parts.get("place") or "")
    roads = list(road_keys(road)) if road else [place] if place and parts.get("group") else []
    building = parts.get("building")
    door = Door(building_key(building) if building else None, parts.get("unit"), None, parts.get("room"))
    home = door.key()
    divisions = (parts.get("province"), parts.get("city"), parts.get("district"))
    below = value.removeprefix("".join(dict.fromkeys(name for name in divisions if name)))
    return {
        **shared_keys(_code(parts), roads, figure, door),
        "full": squash(fold_script(below)) or squash(fold_script(value)) or None,
        "place": place,
        "place_home": f"{place}|{home}" if place and home else None,
        "place_room": f"{place}|{door.building}|{door.room}" if place and door.room else None,
        "premise": f"{roads[0]}|{figure}|{place or ''}" if roads and figure else None,
    }


@lru_cache(maxsize=65_536)
def place_key(place: str) -> str | None:
    """Return the name of a place folded, without signs."""
    return squash(fold_script(place)) or None


@lru_cache(maxsize=65_536)
def road_keys(road: str) -> tuple[str, ...]:
    """Return the spellings of a road in latin letters."""
    return tuple(han_road(fold_script(road)))


@lru_cache(maxsize=4_096)
def building_key(building: str) -> str:
    """Return a building without the word for one: 13栋 is 13."""
    return _BUILDING_WORD.sub("", building)


def _code(parts: Mapping[str, str | None]) -> str | None:
    """Return the code of the division; outside the mainland, where codes end with the province, with its names."""
    code = parts.get("adcode")
    if code is None or code[0] != "7":
        return code
    return f"{code[:2]}{parts.get('city') or ''}{parts.get('district') or '00'}"


def _figure(text: str | None) -> str | None:
    if not text:
        return None
    # 464号, as nearly all are
    plain = text[:-1]
    return plain if plain.isascii() and plain.isdigit() and text[-1] == "号" else _FIRST_FIGURE.sub(r"\1", text)


def shared_keys(code: str | None, roads: list[str], number: str | None, door: Door) -> Keys:
    """Return the keys that a Chinese address has in characters and in latin letters alike."""
    streets = [f"{road}|{number}" for road in roads] if number else []
    key = door.key()
    wide = code is None or (code.endswith("0000") and code[:2] not in _MUNICIPALITIES)
    return {
        "division": code if code and not code.endswith("00") else None,
        "city_code": None if wide or code is None else _city(code),
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
    if code[:2] in _MUNICIPALITIES:
        return f"{code[:2]}01"
    return code if code[2:4] == "90" else code[:4]
