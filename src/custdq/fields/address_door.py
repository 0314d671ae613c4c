"""The end of a Chinese address: building, unit, floor, room, in words (7栋2单元802室) or in figures (7-2-802).

The trap: 号 is a street number behind a road, a building in a lane (弄) and a room behind a building; 18楼 is a floor
before a room and a building before a unit.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DASHED = re.compile(
    r"^(.*?)(?<![\d-])(?:([A-Za-z]?\d{1,4}|[A-Za-z])[-—_#])(?:(\d{1,2})[-—_])?([A-Za-z]?\d{2,5}[A-Za-z]?)(?:室|房|户|号)?-?$"
)
_WORDS = re.compile(
    r"""^(?P<place>.*?)
    (?:(?P<building>第?\d{1,4}|[A-Za-z]\d{0,2}|[甲乙丙丁])(?P<kind>号楼|栋楼|栋|幢|座|\#楼|\#|楼(?=\d{1,2}(?:单元|门))|号(?=\d|楼|[A-Za-z]\d)|号$)[,\s]*)?
    (?:(?P<unit>\d{1,2}|[A-Za-z甲乙丙])(?:单元|门(?=\d)|梯|组(?=\d))[,\s]*)?
    (?:(?P<floor>\d{1,3}|[Bb]\d|[Ll]\d{1,2})(?:层|楼|[Ff](?![A-Za-z]))[,\s]*)?
    (?:(?P<room>[A-Za-z]?\d{1,5}(?:-\d{1,4})?[A-Za-z]?|[A-Za-z](?=室|座|房))(?P<closing>号室|室|房间|房|户|号)?)?
    -?$""",
    re.VERBOSE,
)
_BEHIND = re.compile(r"^(.*?(?:\d|[A-Za-z])(?:室|房))(\D.*)$")

_ROOM_FIGURES = 3


class Door(NamedTuple):
    """Building, unit, floor and room as bare figures or letters; `kind` how the building was called."""

    building: str | None = None
    unit: str | None = None
    floor: str | None = None
    room: str | None = None
    kind: str | None = None

    def building_name(self, *, lane: bool = False) -> str | None:
        """Return the building in standard words: 7栋, 2号楼, A座; 43号 in a lane."""
        if self.building is None:
            return None
        if lane:
            return f"{self.building}号"
        if not self.building.isdigit():
            return f"{self.building}座"
        return f"{self.building}号楼" if self.kind == "号楼" and self.unit is None else f"{self.building}栋"

    def text(self, *, lane: bool = False) -> str:
        """Return the door in standard words; a floor that the room's number tells is left out.

        >>> Door("7", "2", None, "802").text(), Door("2", None, "18", "1824", "号楼").text()
        ('7栋2单元802室', '2号楼1824室')
        """
        told = (
            self.room is not None
            and self.floor is not None
            and self.room.startswith(self.floor)
            and len(self.room) > len(self.floor)
        )
        parts = (
            self.building_name(lane=lane), f"{self.unit}单元" if self.unit else None,
            f"{self.floor}层" if self.floor and not told else None, f"{self.room}室" if self.room else None,
        )  # fmt: skip
        return "".join(part for part in parts if part)

    def key(self) -> str | None:
        """Return building-unit-room as figures; None without a room.

        >>> Door("7", "2", None, "802").key(), Door("A", None, "3", None).key()
        ('7-2-802', None)
        """
        return None if self.room is None else f"{self.building or ''}-{self.unit or ''}-{self.room}"


def read_door(text: str, *, numbered: bool = False) -> tuple[str | None, Door, str | None]:
    """Split the end of an address into place, door, and what stands behind the door.

    Parameters
    ----------
    text
        What stands behind the road and number.
    numbered
        Whether a street number stood before it, so that a bare figure is a room.

    Examples
    --------
    >>> read_door("梧桐广场16-3-1501")[:2]
    ('梧桐广场', Door(building='16', unit='3', floor=None, room='1501', kind='-'))
    >>> read_door("云帆城B座1208")[1].text(), read_door("国贸中心")[0]
    ('B座1208室', '国贸中心')
    """
    text = text.strip(" ,-")
    dashed = _DASHED.match(text)
    if dashed and (dashed.group(1) or dashed.group(3) or len(dashed.group(4)) > 2):
        place, building, unit, room = dashed.groups()
        return place.strip() or None, Door(_bare(building), _bare(unit), None, _bare(room), "-"), None
    match = _WORDS.match(text)
    if match is None or match.group("place") == text:
        behind = _BEHIND.match(text)
        if behind:
            place, door, _ = read_door(behind.group(1), numbered=numbered)
            return place, door, behind.group(2)
        return text or None, Door(), None
    parts = match.groupdict()
    if (
        parts["kind"] is None
        and parts["unit"] is None
        and parts["floor"] is None
        and parts["closing"] in (None, "号", "户")
    ):
        return _lone_figure(text, parts, numbered=numbered)
    kind = "号楼" if parts["kind"] in ("号楼", "楼") else parts["kind"]
    door = Door(_bare(parts["building"]), _bare(parts["unit"]), _bare(parts["floor"]), _bare(parts["room"]), kind)
    return parts["place"].strip() or None, door, None


def _lone_figure(text: str, parts: dict[str, str | None], *, numbered: bool) -> tuple[str | None, Door, str | None]:
    """Read one figure alone behind a place: a room when long enough to be one (孵化器1824), else place."""
    room = parts["room"] or ""
    place = (parts["place"] or "").strip() or None
    if parts["closing"] is None and sum(char.isdigit() for char in room) >= _ROOM_FIGURES and (place or numbered):
        return place, Door(room=_bare(room)), None
    return text or None, Door(), None


def _bare(figure: str | None) -> str | None:
    if figure is None:
        return None
    plain = figure.removeprefix("第").upper()
    return plain.lstrip("0") or plain if plain.isdigit() else plain
