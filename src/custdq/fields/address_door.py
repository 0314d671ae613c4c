"""The end of a Chinese address: building, unit, floor, room, in words (7栋2单元802室) or in figures (7-2-802).

The trap: 号 is a street number behind a road, a building in a lane (弄) and a room behind a building; 18楼 is a floor
before a room and a building before a unit; 101-105室 is a row of rooms and 7-105室 a building and a room.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DASHED = re.compile(
    r"(?P<place>.*?)(?<![\d\-A-Za-z])(?P<building>[A-Za-z]{0,2}\d{1,4}|[A-Za-z])[-_\#]"
    r"(?:(?P<unit>\d{1,2})[-_](?P<door>[A-Za-z]?\d{1,5}[A-Za-z]?)|(?P<room>[A-Za-z]?\d{2,5}[A-Za-z]?))"
    r"(?:室|房|户|号)?-?$"
)
_WORDS = re.compile(
    r"""(?P<place>.*?)(?<![\d-])(?=[0-9A-Za-z\#甲乙丙丁戊东南西北中主副裙附塔第地负首底顶夹商铺档摊车店之-])
    (?P<block>(?:
        (?P<building>第?\d{1,4}[A-Za-z]?|[A-Za-z]{1,2}-?\d{0,3}[A-Za-z]?|[A-Za-z](?:[&、][A-Za-z])+|[甲乙丙丁戊])
        (?P<kind>号院?楼|号栋|号馆|栋楼?|幢楼?|座|塔楼?|\#楼?|楼(?=\d{1,2}(?:单元|门|-\d{3}))|号(?=-?\d|[A-Za-z]\d|$))
        |\#(?P<sharp>\d{1,3})(?!\d)
        |(?P<named>(?:[东南西北中主副裙附][楼座塔]|[东南西北]塔楼|塔楼[A-Z\d]?座?)(?=$|[\dA-Z负地首顶夹]))
    )(?P<second>[A-Za-z甲乙丙丁][座栋]|[东南西北][座楼塔]|[A-Za-z东西南北]区(?=\d))?(?:[,\s]|-(?!\d{1,2}[层楼F]))?)?
    (?:(?P<unit>\d{1,2}|[A-Za-z甲乙丙]|[东西南北中](?=单元))(?:单元|门(?=[-\s]?\d)|梯|组(?=\d))[-,\s]?)?
    (?(block)(?:(?P<short>\d{1,2})-(?=\d{3,5}))?)
    (?:第?(?P<floor>(?:地下|负|-)\d{1,2}|[Bb]\d{1,2}|[LlMm]\d{1,2}|\d{1,3}(?:[-至、]\d{1,3})?|[首底顶夹])
       (?:层|楼|/?[Ff](?![A-Za-z]))(?:[-至](?P<upto>\d{1,3})(?:层|楼|[Ff]))?(?:整层|全层)?[-,\s]?
       |(?P<cellar>[Bb][1-5])(?=$|(?:-|[A-Za-z])\d{1,4}号?(?:商?铺|档|摊)))?
    (?:(?P<shop>商铺|铺位|铺面|档口|摊位|车位|店面|商位)?
       (?P<room>[A-Za-z]{0,2}-?\d{1,5}[A-Za-z]?\d{0,2}(?:[室号]?[-至、,/&][A-Za-z]{0,2}\d{1,5}[A-Za-z]?|-[A-Za-z])*|[A-Za-z]{1,2}(?=室|座$|房|单元)|(?<=[层楼])[A-Za-z](?=$)|[东西南北中]户$|之[一二三四五六七八九十\d]{1,2}$)
       (?P<closing>号?(?:商铺|铺位|铺面|铺|档口|档|摊位|柜台|车位|店面|商位|展位)|号?(?:房间|房|室)|(?<=\d{3})单元$|号|户|座$|门$)?)?
    -?$""",
    re.VERBOSE,
)
_BUILDING_BEFORE = re.compile(r"\d(?:号?楼|栋|幢|座|层)$")
# what stands behind a room, and where a building is said to be passed, entered or faced
_BEHIND = re.compile(
    r"(.*(?:号楼|栋|幢|座|单元|层|楼)[A-Za-z]?\d{2,5}[A-Za-z]?)((?![号室房户铺档门单元楼层栋幢座米弄巷路街至和与及])[\u4e00-\u9fff].*)$|"
    r"(.*?[\dA-Za-z](?:室|房间?|铺|档))((?![-、,/&和至间号])\D.*)$"
    r"|(.*?[\dA-Za-z](?:号楼|栋|幢|座|单元|层|楼|室))((?:[东西南北左右]侧|旁边?|附近|对面|中间|楼下|门口|大厅|前台|[前后里]面|隔壁|[左右]边|内$).*)$"
)
# What has none of these has no door.
_HAS_FIGURE = re.compile(
    r"[0-9A-Za-z甲乙丙丁戊]|[东南西北中主副裙附前后首底顶夹][楼座塔层]|塔楼|商铺|[东南西北中]户|之"
)
# Longer ends are prose; the patterns above are tried at every character.
_LONGEST = 120
_ROOM_FIGURES = 3
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# a room that is called otherwise: 12铺, 东户, 之一
_STANDS = re.compile(r".*[铺档位台面户]$|之")
_BUILDINGS = ("大厦", "中心", "广场", "公寓", "大楼")
_FLOORS = {"首": "1", "底": "1"}
_SHOPS = ("铺", "铺面", "档", "档口", "位", "柜台", "店面")
_SHOP_WORDS = {"商铺": "铺", "铺位": "铺", "铺面": "铺", "档口": "档"}


class Door(NamedTuple):
    """Building, unit, floor and room as bare figures or letters; `kind` how the building was called.

    A building that is more than a figure or letter is whole: 5栋E座, 南楼; so is a room that is no room: 12铺.
    """

    building: str | None = None
    unit: str | None = None
    floor: str | None = None
    room: str | None = None
    kind: str | None = None

    def building_name(self, *, lane: bool = False) -> str | None:
        """Return the building in standard words: 7栋, 2号楼, A座; 43号 in a lane."""
        building = self.building
        if building is None:
            return None
        if lane and self.kind in ("号", "-", None):
            return f"{building}号"
        if "\u4e00" <= building[-1] <= "\u9fff" and len(building) > 1:
            return building
        if self.kind == "号":
            return f"{building}号"
        if building.isdigit():
            return f"{building}号楼" if self.kind == "号楼" and self.unit is None else f"{building}栋"
        return f"{building}栋" if self.kind != "座" and building[-1].isdigit() else f"{building}座"

    def text(self, *, lane: bool = False) -> str:
        """Return the door in standard words; a floor that the room's number tells is left out.

        >>> Door("7", "2", None, "802").text(), Door("2", None, "18", "1824", "号楼").text()
        ('7栋2单元802室', '2号楼1824室')
        """
        _, unit, floor, room, _ = self
        out = self.building_name(lane=lane) or ""
        if unit:
            out += f"{unit}单元"
        if floor and not (room and _tells(room, floor)):
            out += f"{floor}层"
        if room:
            out += room if _STANDS.match(room) else f"{room}室"
        return out

    def key(self) -> str | None:
        """Return building-unit-room as figures; None without a room.

        >>> Door("7", "2", None, "802").key(), Door("A", None, "3", None).key()
        ('7-2-802', None)
        """
        return None if self.room is None else f"{self.building or ''}-{self.unit or ''}-{self.room}"


def _tells(room: str, floor: str) -> bool:
    """Tell whether a room's number says its floor: 1824 the 18th, not 1915-C11, alone a building and a room."""
    return (
        floor.isdigit()
        and room.startswith(floor)
        and len(room) > len(floor)
        and ("-" not in room or room.replace("-", "").isdigit())
    )


NO_DOOR = Door()


def read_door(text: str, *, numbered: bool = False, lane: bool = False) -> tuple[str | None, Door, str | None]:
    """Split the end of an address into place, door, and what stands behind the door.

    Parameters
    ----------
    text
        What stands behind the road and number.
    numbered
        Whether a street number stood before it, so that a bare figure is a room.
    lane
        Whether a lane stood before it, so that 107-108 is a house and a room and no row of rooms.

    Examples
    --------
    >>> read_door("梧桐广场16-3-1501")[:2]
    ('梧桐广场', Door(building='16', unit='3', floor=None, room='1501', kind='-'))
    >>> read_door("云帆城B座1208")[1].text(), read_door("国贸中心")[0]
    ('B座1208室', '国贸中心')
    """
    text = text.strip(" ,-")
    if len(text) > _LONGEST or not _HAS_FIGURE.search(text):
        return text or None, NO_DOOR, None
    if "-" in text or "#" in text or "_" in text:
        dashed = _dashed(text, lane=lane)
        if dashed is not None:
            return *dashed, None
    match = _WORDS.match(text)
    if match is None or match.end("place") == len(text):
        return _before(text, numbered=numbered)
    place, door, closing = _door(match)
    if door.building is None and door.unit is None and door.floor is None and closing in (None, "号", "户"):
        return _lone_figure(text, place, door.room or "", closing, numbered=numbered)
    return place, door, None


def _dashed(text: str, *, lane: bool) -> tuple[str | None, Door] | None:
    match = _DASHED.match(text)
    if match is None:
        return None
    place, building, unit, door, room = match.groups()
    if not lane and unit is None and building[:-2] and building.isdigit() and building[:-2] == room[:-2]:
        return None  # 2503-2504室, a row of rooms on one floor
    if unit is None and _is_row(building, room):
        return None
    if _BUILDING_BEFORE.search(place) or (not place and unit is None and len(room) < _ROOM_FIGURES):
        return None
    place = place.rstrip("#")
    return place.strip() or None, Door(_bare(building), _bare(unit), None, _bare(door or room), "-")


def _is_row(first: str, last: str) -> bool:
    """Tell whether a letter and a figure, and a larger figure as long, are a row of rooms: B1401-1408."""
    low = first.lstrip(_LETTERS)
    return low != first and len(low) == len(last) >= _ROOM_FIGURES and last.isdigit() and low < last


def _before(text: str, *, numbered: bool) -> tuple[str | None, Door, str | None]:
    """Read the door before a remark: …802室放门口."""
    behind = _BEHIND.match(text)
    if behind is None:
        return text, NO_DOOR, None
    head, remark = (group for group in behind.groups() if group is not None)
    place, door, more = read_door(head, numbered=numbered)
    return (place, door, (more or "") + remark) if door != NO_DOOR else (text, NO_DOOR, None)


def _door(match: re.Match[str]) -> tuple[str | None, Door, str | None]:
    """Return place, door, and the word behind the room."""
    place, _, building, kind, sharp, named, second, unit, short, floor, upto, cellar, shop, room, closing = (
        match.groups()
    )
    building = _bare(building or sharp or named)
    if second:
        head = building if kind is None else f"{building}{'号楼' if kind == '号楼' else kind[0]}"
        building, kind = f"{head}{second.upper()}", None
    if kind in ("号院楼", "楼", "号栋", "号馆"):
        kind = "号馆" if kind == "号馆" else "号楼"
    elif kind is not None and kind != "号楼":
        kind = kind[0]
    if kind == "号馆":
        building, kind = f"{building}号馆", None
    elif kind == "塔":
        building, kind = f"{building}塔", None
    room = _bare_room(room)
    shop = shop or closing
    if room and shop and shop.endswith(_SHOPS):
        word = shop.removeprefix("号")
        room += _SHOP_WORDS.get(word, word)
        closing = "室"
    floor = _floor(floor or cellar, upto)
    return place.strip(" ,-") or None, Door(building, _bare(unit or short), floor, room, kind), closing


def _floor(text: str | None, upto: str | None) -> str | None:
    """Return 18, B1 (地下1, 负1, -1), 4-6, L3, 1 (首层)."""
    if text is None:
        return None
    plain = text.upper().replace("至", "-").replace("、", "-")
    for below in ("地下", "负", "-"):
        if plain.startswith(below):
            return f"B{plain.removeprefix(below)}"
    plain = _FLOORS.get(plain, plain)
    return f"{plain}-{upto}" if upto else _bare(plain)


def _lone_figure(
    text: str, place: str | None, room: str, closing: str | None, *, numbered: bool
) -> tuple[str | None, Door, str | None]:
    """Read one figure alone behind a place: a room when long enough to be one (孵化器1824, 大厦22C), else place."""
    digits = sum(char.isdigit() for char in room)
    lettered = room[-1:].isalpha() and (digits == _ROOM_FIGURES - 1 or (place or "").endswith(_BUILDINGS))
    is_room = digits >= _ROOM_FIGURES or (digits > 0 and lettered)
    if closing is None and is_room and (place or numbered):
        return place, Door(room=room), None
    return text, NO_DOOR, None


def _bare_room(figure: str | None) -> str | None:
    return None if figure is None else _bare(figure.strip("-").replace("至", "-"))


def _bare(figure: str | None) -> str | None:
    """Return a figure or letter without what surrounds it: 第07 as 7, a as A."""
    if figure is None:
        return None
    plain = figure.removeprefix("第").upper()
    return plain.lstrip("0") or plain if plain.isdigit() else plain
