"""The ordinary Chinese address, read in one pass: whole divisions, a road with its number, a place, a door.

Most addresses of most files have this form, and reading them so takes a fifth of the time. The trap: a short way that
answers otherwise than the long one. So everything that could be read in two ways (remarks, areas, crossings, short
names, several candidates) is refused here and goes the long way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from custdq.errors import Reason, Status
from custdq.fields.address_heads import NOWHERE, Head, Parts, is_head, likely_head
from custdq.fields.address_quarter import quarter_of
from custdq.fields.address_tail import read_town
from custdq.fields.base import Parsed
from custdq.reference.divisions import divisions
from custdq.text.address_cell import is_nearly_plain, is_note, is_plain, is_remark, stays

_LONGEST = 80
_HAN = "\u4e00-\u9fff"


def _ideographs(*, but: str) -> str:
    """Return the class of ideographs without some, as ranges: one look a character, where a look back takes ten."""
    edges = [0x4DFF, *sorted(map(ord, set(but))), 0xA000]
    return "".join(f"{chr(a + 1)}-{chr(b - 1)}" for a, b in pairwise(edges) if b - a > 1)


# inside the name of a road, of a place before its door, of one that no road stands before, and of a village
_DOOR_WORDS = "路街道巷号弄栋幢座楼层室单组户房铺塔院与口处面附旁侧近以往向"
ROAD_CHARACTER = f"[{_ideographs(but='省市区县州盟旗镇乡村路街道巷号弄栋幢楼层室单元与口')}]"
PLACE_CHARACTER = f"[{_ideographs(but=_DOOR_WORDS)}]"
_ALONE = f"[{_ideographs(but=_DOOR_WORDS + '镇乡村区庄屯寨社团场队')}]"
_VILLAGE = f"[{_ideographs(but='省市区县州盟旗镇乡路街道巷号弄栋幢楼层室组社屯寨场队村')}]"
# what a name may have of the characters left out: 红旗路, 市府路; 写字楼, 银座, SOHO现代城; 云帆广场
_IN_ROAD = r"(?:旗(?<=红旗)|市(?=[府场政民]))"
_IN_PLACE = rf"(?:楼(?<=[字公务合学大]楼)|座(?<=[金银宝]座)|[A-Z]{{2,6}}(?=[{_HAN}]))"
_IN_ALONE = rf"(?:{_IN_PLACE}|场(?<=[广商市]场))"
_LATER = rf"{_IN_PLACE}{PLACE_CHARACTER}{{0,10}}"
_PLACE_NAME = (
    rf"(?:{PLACE_CHARACTER}{{2,14}}(?:{_LATER})?|{PLACE_CHARACTER}{_LATER}|{_IN_PLACE}{PLACE_CHARACTER}{{1,10}})"
)
_BELOW = (
    rf"([{_HAN}]{{1,5}}(?:街道|镇|乡))?"
    rf"(?:((?:{ROAD_CHARACTER}{{1,8}}|{_IN_ROAD}{ROAD_CHARACTER}{{1,5}})(?:{_IN_ROAD}{ROAD_CHARACTER}{{0,4}})?"
    r"(?:路|街|大道)(?:[东西南北中]?[一二三四五六七八九十]段)?)"
    rf"(?:([1-9]\d{{0,4}}弄)([1-9]\d{{0,3}})[号-](?:([1-9]\d{{1,4}})室?)?$"
    rf"|([甲乙丙丁]?[1-9]\d{{0,4}}(?:-[1-9]\d{{0,3}})?号(?:院(?![落子线]))?)(?![甲乙丙丁之])"
    rf"(\({PLACE_CHARACTER}{{2,14}}\)|{_PLACE_NAME})?"
    rf"|(?![口边旁站桥店市区坊甲乙丙丁])({_PLACE_NAME}|$))"
    rf"|({_VILLAGE}{{1,5}}(?<!新)村)(?:([1-9]\d{{0,2}}组))?([1-9]\d{{0,3}}号)$"
    rf"|({_ALONE}{{3,12}}(?:{_IN_ALONE}{_ALONE}{{0,8}})?))"
)
_DOOR = (
    r"(?:(?:([1-9]\d{0,3})(栋|幢|号楼|\#)|([A-Z]\d{0,2})(座|栋|幢))?(?:([1-9]\d?)单元)?(?:([1-9]\d?)(?:[层楼]|F(?![A-Z])))?"
    r"(?:([A-Z]?[1-9]\d{1,4}[A-Z]?|[1-9]\d{2,3}-[1-9]\d{2,3})([室房])?)?"
    r"|([1-9]\d?)-(?:([1-9]\d?)-)?([1-9]\d{2,4})[室房]?)"
)
_ORDINARY = re.compile(_BELOW + _DOOR)
_DOOR_ALONE = re.compile(_DOOR)
# no ordinary address has any of these: numbers to call, figures or brackets behind separators
_NEVER = re.compile(r"\d{6}|\d[ ,/|]+\d|[ ,/|]\(")
# 广 西安: joined, one character makes another name
_ONE_CHARACTER = re.compile(rf"[{_HAN}][\s,，、/|\-]")
_JOINT = re.compile(rf"(?<=[{_HAN}])[\s,，、/|\-]+(?=[{_HAN}])")
_AREA = re.compile(r"园(?<=科技园|工业园|产业园|软件园|科学园|创业园|物流园|技术园)|新城|新区|庄")
_LEVEL = re.compile("[省市区县旗镇乡]")
_FULL_WIDTH = {
    code: code - 0xFEE0 for code in (*range(0xFF08, 0xFF0A), *range(0xFF0C, 0xFF1A), *range(0xFF21, 0xFF3B))
} | {0x3000: 0x20}
# what the long way looks for before a road, or where no number follows one
_ZONE = re.compile(r"开发区|高新区|经开区|保税区|自贸区|示范区|度假区|加工区|管委会|场(?<=[农林牧渔茶]场)|农林|村|社区")
_SHORTEST_ROOM, _SHORTEST_PLACE, _SHORTEST_ROAD = 3, 5, 3
#: A shorter road has no quarter before its name.
SHORTEST_QUARTERED = 5
# what no town or road is called: whatever is read before it is read before any road
_SOME_ROAD = "某某路1号"

# the groups of the pattern
_AT_TOWN, _AT_ROAD, _AT_LANE, _AT_NUMBER, _AT_PLACE, _AT_BARE, _AT_VILLAGE, _AT_ALONE, _AT_DOOR = (
    0, 1, 2, 5, 6, 7, 8, 11, 12,
)  # fmt: skip

Groups = tuple[str | None, ...]


def read_ordinary(text: str) -> Parsed | None:
    """Parse an address of the ordinary form; None where it has any other.

    Examples
    --------
    >>> read_ordinary("广东省深圳市福田区天河路464号紫荆新村13栋1单元1501").value
    '广东省深圳市福田区天河路464号紫荆新村13栋1单元1501室'
    >>> read_ordinary("天河路464号紫荆新村13栋1单元1501室（福田）") is None
    True
    """
    return read_with_head(text)[0]


def read_with_head(text: str) -> tuple[Parsed | None, Head, str]:
    """Parse an address of the ordinary form; give its divisions, too, and what stands behind them as written.

    Where separators stand within the rest, too, the divisions are `NOWHERE`.

    >>> _, divided, rest = read_with_head("广东省 深圳市 福田区 天河路464号南门")
    >>> divided.code, rest
    ('440304', '天河路464号南门')
    """
    plain, divided, groups = _match(text)
    rest = plain[divided.end :]
    if plain is not text and not text.endswith(rest):
        return _ordinary(text, plain, divided, groups), NOWHERE, text
    return _ordinary(text, plain, divided, groups), divided, rest


def _ordinary(text: str, plain: str, divided: Head, groups: Groups | None) -> Parsed | None:
    if groups is None:
        whole = divided.end == len(plain) and divided.code
        return _parsed(text, divided.text, dict(divided.parts), divided.problem) if whole else None
    road, place = groups[_AT_ROAD], groups[_AT_PLACE] or groups[_AT_BARE] or groups[_AT_ALONE]
    if (road is not None and (_AREA.search(road) or _has_quarter(road, divided))) or (
        place and _is_open(place, joined=plain is not text)
    ):
        return None
    if groups[_AT_NUMBER] is groups[_AT_LANE] is groups[_AT_VILLAGE] and _is_bare_open(groups, road, place):
        return None
    placed = _placed(divided, groups)
    if placed is None:
        return None
    value, parts = placed
    if groups[_AT_LANE] is not None:
        return _parsed(text, value + _house_in_lane(groups, parts), parts, divided.problem)
    if groups[_AT_VILLAGE] is not None:
        return _parsed(text, value + _house_in_village(groups, parts), parts, divided.problem)
    house = _house(groups, place, parts)
    return None if house is None else _parsed(text, value + house, parts, divided.problem)


def _has_quarter(road: str, divided: Head) -> bool:
    """Tell whether a road begins with the name of the quarter it lies in: 蛇口南海大道."""
    return len(road) >= SHORTEST_QUARTERED and bool(divided.code) and quarter_of(road, divided.code) is not None


def is_plain_road(road: str) -> bool:
    """Tell whether the name of a road with a number behind it is nothing more: no zone, nothing to convert.

    >>> is_plain_road("天河路"), is_plain_road("软件园路")
    (True, False)
    """
    return is_plain(road) and _AREA.search(road) is None


def is_plain_place(place: str) -> bool:
    """Tell whether what stands behind a number is the name of a place and nothing else.

    >>> is_plain_place("紫荆新村"), is_plain_place("请放门卫")
    (True, False)
    """
    return is_plain(place) and place[0] not in "甲乙丙丁之" and not _is_open(place, joined=False)


def plain_door(door: str) -> tuple[str, Parts] | None:
    """Return a door in standard words, and as parts; None where a figure of it is open.

    >>> plain_door("13-1-1501"), plain_door("13栋1")
    (('13栋1单元1501室', {'building': '13栋', 'unit': '1', 'room': '1501'}), None)
    """
    match = _DOOR_ALONE.fullmatch(door)
    parts: Parts = {}
    written = _house((None,) * _AT_DOOR + match.groups(), None, parts) if match else None
    return None if written is None else (written, parts)


def _match(text: str) -> tuple[str, Head, Groups | None]:
    """Return the text as it was matched (itself, else half-width without its separators), and its divisions."""
    if len(text) > _LONGEST:
        return text, NOWHERE, None
    plain = text
    if not is_plain(text):
        plain = text.strip()
        if not is_nearly_plain(plain):
            return text, NOWHERE, None
        if not stays(plain):
            plain = plain.translate(_FULL_WIDTH)
        if _NEVER.search(plain) or _ONE_CHARACTER.match(plain):
            return plain, NOWHERE, None
        # nothing ordinary has a separator between two characters
        plain = _JOINT.sub("", plain).strip()
    elif "-" in text:
        plain = _JOINT.sub("", text)
        if _ONE_CHARACTER.match(text):
            return plain, NOWHERE, None
    divided = likely_head(plain)
    if divided is None:
        return plain, NOWHERE, None
    match = _ORDINARY.fullmatch(plain, divided.end)
    groups = None if match is None else match.groups()
    if divided is NOWHERE:
        return plain, NOWHERE, groups
    # a road's name has no division's level in it: only the district's own name, once more, could go on
    sure = divided.whole and not divided.short and groups is not None and groups[_AT_NUMBER] is not None
    goes_on = plain.startswith(divided.start, divided.end) if sure else True
    if goes_on and not is_head(plain, divided):
        return plain, NOWHERE, None
    return plain, divided, groups


def _parsed(text: str, value: str, parts: Parts, problem: Reason | None) -> Parsed:
    if value == text or value == text.strip():
        return Parsed(value, Status.VALID, None, parts)
    return Parsed(value, Status.REPAIRED, problem or Reason.REFORMATTED, parts)


def _placed(divided: Head, groups: Groups) -> tuple[str, Parts] | None:
    """Return divisions, town and road in standard form and as parts; None where anything is open about them."""
    town, road = groups[_AT_TOWN], groups[_AT_ROAD]
    if not divided.whole and road is None and (town is None or not divided.code):
        return None
    if town is not None and not divided.code:
        return None
    value = divided.text
    parts: Parts = dict(divided.parts)
    if town is not None:
        named = _town(town, divided.code)
        if named is None:
            return None
        value += named[0]
        parts["town"], parts["town_code"] = named
    if road is not None:
        value += road
        parts["road"] = road
    return value, parts


def _house_in_lane(groups: Groups, parts: Parts) -> str:
    lane, house, room = groups[_AT_LANE : _AT_LANE + 3]
    parts["lane"] = parts["number"] = lane
    parts["building"] = f"{house}号"
    if room is None:
        return f"{lane}{house}号"
    parts["room"] = room
    return f"{lane}{house}号{room}室"


def _house_in_village(groups: Groups, parts: Parts) -> str:
    village, group, number = groups[_AT_VILLAGE : _AT_VILLAGE + 3]
    parts["village"] = parts["place"] = village
    parts["group"], parts["number"] = group, number
    return f"{village}{group or ''}{number}"


def _house(groups: Groups, place: str | None, parts: Parts) -> str | None:
    """Return number, place and door in standard form and put them among the parts; None where a figure is open."""
    number = groups[_AT_NUMBER]
    figure, kind, letter, letter_kind, unit, floor, room, closing, block, entrance, flat = groups[_AT_DOOR:]
    if flat is not None:
        figure, kind, unit, room = block, "栋", entrance, flat
    elif room is not None and not _is_room(room, alone=closing is figure is letter is unit is floor is None):
        return None
    out = number or ""
    if number is not None:
        parts["number"] = number
    if place:
        place = place.strip("()")
        parts["place"] = place
        out += place
    if letter is not None or figure is not None:
        name = _building(figure, letter, kind or letter_kind, unit)
        parts["building"] = name
        out += name
    if unit is not None:
        parts["unit"] = unit
        out += f"{unit}单元"
    if floor is not None:
        parts["floor"] = floor
        if room is None or len(room) <= len(floor) or not room.startswith(floor):
            out += f"{floor}层"
    if room is None:
        return out
    parts["room"] = room
    return f"{out}{room}室"


def _is_room(room: str, *, alone: bool) -> bool:
    """Tell whether a figure is a room: long enough where it stands alone, a row of rooms on one floor."""
    first, _, last = room.partition("-")
    if last:
        return len(first) == len(last) and first[:-2] == last[:-2]
    return not alone or sum(map(str.isdigit, room)) >= _SHORTEST_ROOM


def _building(figure: str | None, letter: str | None, kind: str | None, unit: str | None) -> str:
    """Return the building in standard words, as `Door.building_name` has them."""
    if letter is not None:
        return f"{letter}栋" if kind != "座" and letter[1:] else f"{letter}座"
    return f"{figure}号楼" if kind == "号楼" and unit is None else f"{figure}栋"


def _is_bare_open(groups: Groups, road: str | None, place: str | None) -> bool:
    """Tell whether an address without any number may be read otherwise: as a town, a zone, a road within a name."""
    if place and _ZONE.search(place):
        return True
    if road is not None:
        return len(road) < _SHORTEST_ROAD
    return len(place or "") < _SHORTEST_PLACE and not any(groups[_AT_DOOR:])


def _is_open(place: str, *, joined: bool) -> bool:
    """Tell whether a place may be something else: a remark, or a division behind a separator (…大厦, 金华)."""
    if is_remark(place) or (place[0] == "(" and is_note(place[1:-1])):
        return True
    place = place.rstrip(")")
    names = divisions().by_name
    if place in names:
        return True
    return joined and (_LEVEL.search(place) is not None or place[-2:] in names or place[-3:] in names)


@lru_cache(maxsize=16384)
def _town(written: str, division: str) -> tuple[str, str | None] | None:
    """Return name and code of a town that the table has in a county, or in a city without counties."""
    town = read_town(written + _SOME_ROAD, division)
    if town.code is None or town.rest != _SOME_ROAD or not town.code.startswith(division):
        return None
    return (town.name, town.code) if town.name else None
