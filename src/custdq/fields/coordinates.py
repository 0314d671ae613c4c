"""Coordinates: latitude and longitude in degrees (WGS84), from decimals, degrees-minutes-seconds or a WKT point.

The trap: GeoJSON, WKT and Chinese map services write longitude first. A pair is turned round only where it must be,
because its first number cannot be a latitude. No datum is converted: GCJ-02 positions stay up to 500 m off.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from custdq.errors import Reason, Status
from custdq.fields.base import Comparison, Equal, Key, Kind, Level, Meet, Parsed, status_of

_SIDES = {
    "n": 1,
    "s": -1,
    "e": 1,
    "w": -1,
    "北纬": 1,
    "南纬": -1,
    "东经": 1,
    "西经": -1,
    "北緯": 1,
    "南緯": -1,
    "東經": 1,
    "西經": -1,
}
_LONGITUDES = ("e", "w", "东经", "西经", "東經", "西經")
_LABELS = re.compile(r"latitude|longitude|lat|lng|lon|纬度|緯度|经度|經度|坐标|座標|[:=()\[\]{}\"]")
#: A label of the longitude before one of the latitude: {"lng": 2.35, "lat": 48.85}.
_LONGITUDE_FIRST = re.compile(
    r"(?:\b(?:longitude|lng|lon|x)\b|经度|經度).{1,40}?(?:\b(?:latitude|lat|y)\b|纬度|緯度)", re.DOTALL
)
#: The position in the address of a map: .../@31.23,121.47,17z, ?q=31.23,121.47.
_IN_A_LINK = re.compile(r"^https?://\S{1,200}?[@=](-?\d{1,2}\.\d{1,20}),(-?\d{1,3}\.\d{1,20})")
#: Decimal commas, where another sign parts the two numbers.
_COMMAS = re.compile(r"(-?\d{1,3}),(\d{2,20})\s*[;/ ]\s*(-?\d{1,3}),(\d{2,20})")
_SIDE = "n|s|e|w|北纬|南纬|东经|西经|北緯|南緯|東經|西經"
_ANGLE = re.compile(
    rf"(?P<before>{_SIDE})?\s*(?P<degrees>[-+]?\d{{1,3}}(?:\.\d{{1,20}})?)\s*[°度º]?"
    rf"(?:\s*(?P<minutes>\d{{1,2}}(?:\.\d{{1,20}})?)\s*['′’分](?:\s*(?P<seconds>\d{{1,2}}(?:\.\d{{1,20}})?)\s*(?:[\"″”秒]|'')?)?)?"
    rf"\s*(?P<after>{_SIDE})?"
)


@dataclass(frozen=True)
class Coordinates(Kind):
    """A position as "latitude,longitude" in degrees with at most 6 decimals (0.1 m).

    Notes
    -----
    Parts: `latitude` and `longitude`, degrees, south and west negative. `out_of_range` and `not_parsed` leave no value;
    0,0 is missing, `placeholder`.

    Examples
    --------
    >>> Coordinates().parse(["31.2304, 121.4737", "121.4737 31.2304", "0,0"]).column("value").to_pylist()
    ['31.2304,121.4737', '31.2304,121.4737', None]
    """

    name: ClassVar[str] = "coordinates"
    part_names: ClassVar[tuple[str, ...]] = ("latitude", "longitude")
    blocking_keys: ClassVar[tuple[str, ...]] = ("near",)
    list_keys: ClassVar[tuple[str, ...]] = ("near", "area")
    shared: ClassVar[bool | None] = None

    def parse_value(self, text: str) -> Parsed:
        """Parse one position."""
        folded = unicodedata.normalize("NFKC", text).casefold()
        folded = folded.removeprefix("srid=4326;").removeprefix("geo:").partition(";crs=")[0]
        point = folded.startswith("point") or _LONGITUDE_FIRST.search(folded) is not None
        if found := _IN_A_LINK.search(folded):
            folded = f"{found[1]},{found[2]}"
        elif found := _COMMAS.fullmatch(folded.strip()):
            folded = f"{found[1]}.{found[2]} {found[3]}.{found[4]}"
        # runs of spaces become one: the pattern of an angle begins with any number of them, and tries each
        plain = " ".join(_LABELS.sub(" ", folded.removeprefix("point")).split())
        pair = _pair(plain, longitude_first=point)
        if pair is None:
            return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
        latitude, longitude = pair
        if abs(latitude) > 90 or abs(longitude) > 180:
            return Parsed(None, Status.INVALID, Reason.OUT_OF_RANGE)
        if latitude == 0 and longitude == 0:
            return Parsed(None, Status.MISSING, Reason.PLACEHOLDER)
        written = (_degrees(latitude), _degrees(longitude))
        value = ",".join(written)
        return Parsed(value, status_of(text, value), None, dict(zip(self.part_names, written, strict=True)))

    def key_functions(self) -> dict[str, Callable[[str], Key]]:
        """Return `coordinates` (the value), `near` (lists: cells of 200 m) and `area` (lists: cells of 2 km)."""
        return {"coordinates": str, "near": partial(_cells, width=0.002), "area": partial(_cells, width=0.02)}

    def comparison(self) -> Comparison:
        """Return: same position; within about 200 m; within about 2 km."""
        levels = (
            Level("same position", Equal("coordinates"), "coordinates"),
            Level("within about 200 m", Meet("near")),
            Level("within about 2 km", Meet("area")),
        )
        return Comparison(levels, ("coordinates",))

    def mask(self, value: str) -> str:
        """Return the position to whole degrees."""
        return ",".join(f"{part.partition('.')[0]}.***" for part in value.split(","))


def _pair(text: str, *, longitude_first: bool) -> tuple[float, float] | None:
    """Read two angles; None where there are not exactly two."""
    found = list(_ANGLE.finditer(text))
    rest = _ANGLE.sub("", text).strip(" ,;/|")
    if len(found) != 2 or rest:
        return None
    angles, sides = [_angle(match) for match in found], [match["before"] or match["after"] for match in found]
    swapped = longitude_first or sides[0] in _LONGITUDES or (None in sides and abs(angles[0]) > 90 >= abs(angles[1]))
    return (angles[1], angles[0]) if swapped else (angles[0], angles[1])


def _angle(match: re.Match[str]) -> float:
    size = abs(float(match["degrees"])) + float(match["minutes"] or 0) / 60 + float(match["seconds"] or 0) / 3600
    side = _SIDES.get(match["before"] or match["after"] or "", 1)
    return -size if (side < 0) != match["degrees"].startswith("-") else size


def _degrees(angle: float) -> str:
    return f"{round(angle, 6) + 0.0:.6f}".rstrip("0").rstrip(".")


def _cells(value: str, width: float) -> list[str]:
    """Return a position's cell in four grids shifted by half a cell: points closer than half a cell share one."""
    latitude, longitude = (float(part) / width for part in value.split(","))
    return [f"{i}{j}:{math.floor(latitude + i / 2)}:{math.floor(longitude + j / 2)}" for i in (0, 1) for j in (0, 1)]
