"""What stands before the divisions in a Chinese address in latin letters: door, number, lane, road, place.

The trap: the same words in any order and with or without commas (Rm 501, 5/F, Tower A; Keji Nan Lu 8 Hao 3 Dong 501),
and words that are a number's name or part of a name: Building 3 and Jinmao Building, Unit 2 and Unit 1203.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from custdq.fields.address_door import Door
from custdq.text.pinyin import split_syllables

_ROAD_TYPES = frozenset(
    "avenue ave av road rd street st str lane boulevard blvd highway hwy way drive dr alley path terrace circuit lu "
    "jie dadao dajie xiang hutong gonglu dao malu expressway square".split()
)
_DIRECTED_TYPE = re.compile(r"^(?:.{2,})?(?:dong|xi|nan|bei|zhong)(?:lu|jie|dajie|dadao)$")
_GLUED_TYPE = re.compile(r"^.{3,}?(?:lu|jie|dadao|dajie|xiang|hutong)$")
_AFTER_TYPE = frozenset(
    "east west south north middle central e w s n mid dong xi nan bei zhong section sec duan extension".split()
)
_NO = r"(?:no\.?|number|nr\.?|#)?\s*"
# Each element where its words stand before the figure, then behind it. The first that fits is cut out and kept.
_ELEMENTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?i)(?<![\w-])(?:{pattern})(?![\w/])"))
    for name, pattern in (
        ("door", r"(?:building|bldg\.?|block)\s*#?(?P<b>[A-Z]?\d{1,4})-(?P<u>\d{1,2})-(?P<r>\d{2,5})"),
        ("floor door", r"(?P<f>\d{1,3})\s?/?F\.?-(?P<r>\d{1,4})"),
        (
            "room",
            rf"(?:flat\s?/\s?rm\.?|room|rm\.?|flat|apartment|apt\.?|suite|ste\.?|shop|office)\s*{_NO}(?P<v>[A-Z]?-?\d[\w-]*|[A-Z]\b)",
        ),
        ("room", r"(?P<v>[A-Z]?\d{2,5}[A-Z]?)\s*(?:shi|room)"),
        ("floor", rf"(?:floor|level|lvl\.?|flr?\.?)\s*{_NO}(?P<v>\d{{1,3}}|[BGLM]\d?)"),
        ("floor", r"(?P<v>\d{1,3}|[BGLM]\d?)\s*(?:st|nd|rd|th)?\s*(?:floor|flr?\.?|/\s?f\.?|f\.?|ceng)"),
        ("floor", r"(?P<v>ground|first|second|third|fourth|fifth)\s+floor"),
        ("unit", rf"(?:unit|entrance)\s*{_NO}(?P<v>[A-Z]?\d{{1,5}}[A-Z]?|[A-Z])"),
        ("unit", r"(?P<v>\d{1,2})\s*(?:danyuan|dan\s?yuan|unit)"),
        ("building", rf"(?:building|bldg\.?|block|blk\.?|tower)\s*{_NO}(?P<v>[A-Z]?-?\d{{1,4}}[A-Z]?|[A-Z])"),
        (
            "building",
            r"(?P<v>\d{1,4})\s*(?:st|nd|rd|th)?\s*(?:building|bldg\.?|block|blk\.?|dong|zhuang|hao\s?lou)",
        ),
        ("building", r"(?P<v>[A-Z])\s*(?:zuo|dong|block|tower)"),
        ("floor", r"(?P<v>\d{1,3})\s*lou"),
        ("lane", rf"(?:lane|ln\.?)\s*{_NO}(?P<v>\d{{1,4}})"),
        ("lane", r"(?P<v>\d{1,4})\s*(?:nong|lane)"),
        ("alley", rf"(?:alley|aly\.?)\s*{_NO}(?P<v>\d{{1,4}})"),
        ("section", rf"(?:section|sec\.?)\s*{_NO}(?P<v>\d{{1,2}})"),
        ("number", r"(?:no\.?|number|nr\.?|#)\s*(?P<v>\d{1,5}(?:-\d{1,4})?[A-Z]?)"),
        ("number", r"(?P<v>\d{1,5}(?:-\d{1,4})?[A-Z]?)\s*hao"),
    )
)
_LEADING = re.compile(r"(?i)^(\d{1,5}(?:-\d{1,4})?[A-Z]?)[\s,]+(?=\S)")
_TRAILING = re.compile(r"(?i)[\s,]+(\d{1,5}(?:-\d{1,4})?[A-Z]?)$")
_FIGURES = re.compile(r"^(?P<building>\d{1,3})-(?P<unit>\d{1,2})-(?P<room>\d{3,5})(?=$|\s)")
_ALONE = re.compile(r"^(?P<building>\d{1,3})-(?P<room>\d{3,5})$")
_PORTUGUESE = re.compile(r"(?i)^(?:avenida|av\.|rua|estrada|travessa|largo|praça|praca|calçada|calcada)\s")
_ROOM_FIGURES = 3
_LONGEST_ROAD = 6
_ORDINAL_FLOORS = {"ground": "G", "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}


class Before(NamedTuple):
    """Road, number, lane, place and door; what is nothing else is the place."""

    road: str | None = None
    number: str | None = None
    lane: str | None = None
    place: str | None = None
    door: Door = Door()


def read_before(pieces: list[str]) -> Before:
    """Read the pieces before (or, in Chinese order, behind) the divisions.

    >>> found = read_before(["Rm 501", "5/F", "Tower A", "Sunrise Plaza", "No. 8 Keji South Road"])
    >>> found.road, found.number, found.place, found.door.key(), found.door.floor
    ('Keji South Road', '8', 'Sunrise Plaza', 'A--501', '5')
    >>> read_before(["Keji Nan Lu 8 Hao 3 Dong 501"])[:2], read_before(["Lane 12, Huaihai Road"]).lane
    (('Keji Nan Lu', '8'), '12')
    """
    found: dict[str, str] = {}
    roads: list[str] = []
    places: list[str] = []
    for piece in pieces:
        rest = _take_elements(_take_figures(piece, found), found)
        if rest:
            _road_or_place(rest, (roads, places), found)
    road = roads[0] if roads else None
    if road and "section" in found:
        road = f"{road} Sec. {found['section']}"
    place = ", ".join(places) or None
    number = found.get("number")
    if "alley" in found:
        place = ", ".join(part for part in (place, f"Alley {found['alley']}") if part)
    return Before(road, number, found.get("lane"), place, _door(found))


def _take_figures(piece: str, found: dict[str, str]) -> str:
    """3-2-501 is building, unit and room; 12-1203 building and room where nothing else stands in the piece."""
    figures = _FIGURES.match(piece) or _ALONE.match(piece)
    if figures is None or found.keys() & {"building", "unit", "room"}:
        return piece
    found.update({name: value for name, value in figures.groupdict().items() if value})
    return piece[figures.end() :]


def _take_elements(piece: str, found: dict[str, str]) -> str:
    """Cut every element with its words out of a piece; a gap is kept where it stood."""
    for name, pattern in _ELEMENTS:
        match = pattern.search(piece)
        if match is None or name in found:
            continue
        if name == "door":
            found.update(building=match["b"].upper(), unit=match["u"], room=match["r"])
        elif name == "floor door":
            found.update(floor=match["f"], room=match["r"])
        else:
            value = match["v"]
            found[name] = _ORDINAL_FLOORS.get(value.casefold(), value.upper())
        piece = f"{piece[: match.start()]}, {piece[match.end() :]}"
    return piece.strip(" ,.;-")


def _road_or_place(rest: str, kept: tuple[list[str], list[str]], found: dict[str, str]) -> None:
    roads, places = kept
    for part in re.split(r"\s*,[\s,]*", rest):
        words, number = _bare_number(part.strip(" .;-"))
        road, place = _split_road(words)
        if road and not roads:
            roads.append(road)
            if number and "number" not in found:
                found["number"] = number
        elif road:
            places.append(part)
            continue
        elif number and words and "number" not in found:
            place = part
        elif part.isdigit() and len(part) >= _ROOM_FIGURES and ("building" in found or roads) and "room" not in found:
            found["room"] = part
            continue
        elif part.isdigit() and roads and "number" not in found:
            found["number"] = part
            continue
        else:
            place = part if not words or not road else place
        if place:
            places.append(place)


def _bare_number(part: str) -> tuple[str, str | None]:
    """379 Changjiang Avenue, Changjiang Avenue 379."""
    for pattern in (_LEADING, _TRAILING):
        match = pattern.search(part)
        if match:
            return pattern.sub("", part).strip(" ,"), match.group(1).upper()
    return part, None


def _split_road(text: str) -> tuple[str | None, str | None]:
    """Return the road of some words and what stands before or behind it."""
    if _PORTUGUESE.match(text):
        return text, None
    words = text.split()
    for index, word in enumerate(words):
        if (index and is_road_type(word)) or (not index and _GLUED_TYPE.match(word.casefold()) and _is_pinyin(word)):
            end = index + 1
            while end < len(words) and words[end].casefold().strip(".()") in _AFTER_TYPE:
                end += 1
            start = max(0, end - _LONGEST_ROAD)
            other = " ".join(words[:start] + words[end:])
            return " ".join(words[start:end]), other or None
    return None, text or None


def is_road_type(word: str) -> bool:
    """Tell whether a word is the type of a road: Road, Lu, Donglu.

    >>> is_road_type("Rd."), is_road_type("Donglu"), is_road_type("Plaza")
    (True, True, False)
    """
    folded = word.casefold().strip(".,()")
    return folded in _ROAD_TYPES or bool(_DIRECTED_TYPE.match(folded))


def has_pinyin_road(piece: str) -> bool:
    """Tell whether a piece holds a road with a name in pinyin of two syllables or more: Xinghu Street.

    >>> has_pinyin_road("Xinghu Street 328"), has_pinyin_road("Baker Street")
    (True, False)
    """
    words = [word.strip(".,()") for word in piece.split()]
    return any(
        is_road_type(behind) and len(split_syllables(word) or ()) > 1
        for word, behind in pairwise(words)
        if word.isalpha()
    )


def _is_pinyin(word: str) -> bool:
    return split_syllables(word) is not None


def _door(found: dict[str, str]) -> Door:
    """A unit of three figures, or beside no room, is a room: Unit 1203, Flat A."""
    unit, room = found.get("unit"), found.get("room")
    if unit and room is None and (len(unit) >= _ROOM_FIGURES or not unit.isdigit()):
        unit, room = None, unit
    return Door(found.get("building"), unit, found.get("floor"), room)
