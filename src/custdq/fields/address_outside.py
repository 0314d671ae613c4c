"""Addresses of Taiwan, Hong Kong and Macau in Chinese: 里鄰 路段 巷弄 號 樓之; 九龍尖沙咀彌敦道100號12樓A室.

The trap: they look like mainland addresses and are none: 樓 is a floor and never a building, 里 is a village, 段 is
counted, and the characters are traditional. So the value is the text itself in its own script, figures as digits and
blanks out; the parts are cut from it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.fields.address_door import Door
from custdq.fields.address_tail import Tail
from custdq.fields.division_search import DivisionsFound, find_divisions
from custdq.reference.divisions import division_path, divisions, is_outside
from custdq.text.han_figures import figures
from custdq.text.script import to_simplified

_HAN = "\u4e00-\u9fff"
_REGIONS = {"TW": "710000", "HK": "810000", "MO": "820000"}
_HONG_KONG = re.compile(rf"(?:九龙|新界|港岛|香港岛)(?![县坡路街镇乡村山区社]|大道|公路)(?=[{_HAN}])")
_POSTCODE = re.compile(rf"(\d{{3}}(?:\d{{2,3}})?)[\s,-]*(?=[{_HAN}])")
_END = (
    r"(?P<place>.*?)(?P<building>(?:[A-Za-z]{1,2}|第?\d{1,3}|[东西南北甲乙丙])(?:座|栋|幢))?"
    r"(?:(?P<floor>(?:地下|地库|[Bb])?\d{1,3}(?:[-、至]\d{1,3})?(?=楼|层|字楼|/F|F)|[BbGgUuLl](?=/F|楼|层)|地下|地库|阁楼)(?:字?楼|层|/?F)?)?"
    r"(?P<room>之\d{1,3}|(?:[A-Za-z]{0,2}\d{1,4}[A-Za-z]?(?:[-、至&][A-Za-z]?\d{1,4}[A-Za-z]?)*|[A-Za-z](?:[-、&][A-Za-z])*)(?=室|号?铺|号?单位|号室|座?$))?"
    r"(?:号?(?:室|铺|单位)|座)?$"
)
_BELOW = {
    "710000": re.compile(
        rf"(?P<zone>[{_HAN}]{{1,2}}区)?(?P<village>[{_HAN}]{{1,4}}?[里村](?=\d{{1,3}}邻|[{_HAN}]{{1,6}}(?:路|街|大道|巷)))?(?P<group>\d{{1,3}}邻)?"
        rf"(?:(?P<road>[{_HAN}\d]{{1,10}}?(?:大道|路|街|道)(?:[\d东西南北中]{{1,2}}段)?)|(?P<settlement>[{_HAN}]{{1,6}}(?=\d+(?:[-之]\d+)?[号巷弄])))?"
        rf"(?P<lane>(?:\d{{1,4}}巷|[{_HAN}]{{2,4}}巷)?(?:\d{{1,4}}弄)?(?:\d{{1,3}}衖)?)"
        rf"(?P<number>\d{{1,4}}(?:[-之]\d{{1,3}})?(?:、\d{{1,4}})*号(?:之\d{{1,3}})?)?" + _END
    ),
    "810000": re.compile(
        rf"(?P<road>[{_HAN}]{{1,9}}?(?:大道|公路|道|路|街|里|坊|径|巷|台|围)(?:[东西南北中])?(?=第?\d))?"
        rf"(?P<number>\d{{1,4}}[A-Za-z]?(?:[-至、]\d{{1,4}}[A-Za-z]?)*号)?" + _END
    ),
    "820000": re.compile(
        rf"(?P<road>[{_HAN}]{{1,12}}?(?:大马路|马路|公路|大道|前地|斜巷|道|路|街|里|巷|围)(?=\d))?"
        rf"(?P<number>\d{{1,4}}[A-Za-z]?(?:[-至、]\d{{1,4}}[A-Za-z]?)*号)?" + _END
    ),
}  # fmt: skip
_ZONE = re.compile(r"九龙(?!城|塘|湾)|新界|香港岛|港岛|澳门半岛|半岛")
_AREA_LENGTHS = range(5, 1, -1)
_PART_OF_ROAD = re.compile("[道路街里]")
# between two figures or letters a separator stays, of several a blank: C2, 3楼 is not C23楼
_SEPARATORS = re.compile(
    r"(?<=[0-9A-Za-z])(?P<several>[\s,，。;；]{2,})(?=[0-9A-Za-z])|(?<![0-9A-Za-z])[\s,，。;；]+|[\s,，。;；]+(?![0-9A-Za-z])"
)
_PREFIX = re.compile(
    r"(?:中国|中國)?(?:(?:台|臺)(?:湾|灣)(?:省|地区|地區)?|香港(?!岛|島|仔)(?:特别行政区|特別行政區|特区|特區)?"
    r"|(?:澳门|澳門)(?!半岛|半島)(?:特别行政区|特別行政區|特区|特區)?)"
)
_PROVINCE = 6


class OutsideAddress(NamedTuple):
    """An address outside the mainland: its standard text, the divisions it lies in, and what stands below them."""

    text: str
    code: str
    city: str | None = None
    district: str | None = None
    tail: Tail = Tail()
    postcode: str | None = None


def find_outside(text: str, found: DivisionsFound, region: str | None) -> tuple[str, int] | None:
    """Return the code of an address outside the mainland and where its divisions end, or None.

    Parameters
    ----------
    text
        Simplified characters, half-width.
    found
        Divisions at the head of `text`.
    region
        ISO 3166-1 alpha-2 code assumed where the address names no division.

    Examples
    --------
    >>> find_outside("台北市信义区信义路5段7号", find_divisions("台北市信义区信义路5段7号"), None)
    ('710000.TPE110D', 6)
    """
    if found.codes:
        outside = [code for code in found.codes if is_outside(code)]
        if len(outside) < len(found.codes) and region not in _REGIONS:
            return None
        return (outside[0] if len(outside) == 1 else outside[0][:_PROVINCE], found.end) if outside else None
    if _HONG_KONG.match(text):
        behind = find_divisions("香港" + text)
        return (behind.codes[0], behind.end - 2) if len(behind.codes) == 1 else ("810000", 0)
    numbered = _POSTCODE.match(text)
    if numbered:
        behind = find_divisions(text, start=numbered.end())
        if behind.codes and is_outside(behind.codes[0]):
            return behind.codes[0], behind.end
    return (_REGIONS[region], 0) if region in _REGIONS else None


def read_outside(text: str, code: str, end: int, *, simplify: bool = False) -> OutsideAddress:
    """Take apart an address of Taiwan, Hong Kong or Macau.

    Parameters
    ----------
    text
        The address in either script, half-width.
    code
        Code of its division, of `find_outside`.
    end
        Where the divisions end in `text`.
    simplify
        Whether the standard form is in simplified characters and names the province, as in a list of the mainland.

    Examples
    --------
    >>> found = read_outside("臺北市信義區信義路五段七號89樓之1", "710000.TPE110D", 6)
    >>> found.text, found.district, found.tail.road, found.tail.door.floor, found.tail.door.room
    ('臺北市信義區信義路5段7號89樓之1', '信义区', '信義路5段', '89', '之1')
    >>> read_outside("九龍尖沙咀彌敦道100號美麗華大廈12樓A室", "810000", 0).tail.place
    '美麗華大廈'
    """
    plain = to_simplified(text) if simplify else text
    numbered = _POSTCODE.match(plain) if code.startswith("71") else None
    postcode = numbered.group(1) if numbered else None
    head = _SEPARATORS.sub(_joint, plain[numbered.end() if numbered else 0 : end])
    below = _SEPARATORS.sub(_joint, figures(plain[end:], sections=True)).strip(" -")
    if not head:
        below = _PREFIX.sub("", below, count=1)
    head = _PREFIX.sub("", head, count=1)
    code, tail = _below(below, code)
    zone = _ZONE.match(to_simplified(head))
    if zone is not None:
        tail = tail._replace(zone=head[: zone.end()])
    _, city, district = division_path(code)
    if simplify and code.startswith("71"):
        shown = "台湾省" + (city + (district or "") if city else head) + below
    else:
        shown = _province(code, text) + head + below
    return OutsideAddress(shown, code, city, district, tail, postcode)


def _joint(match: re.Match[str]) -> str:
    return " " if match["several"] else ""


def _below(below: str, code: str) -> tuple[str, Tail]:
    """Read what stands below the divisions, and the division that an area known by name lies in (中环)."""
    simple = to_simplified(below)
    province = code[:_PROVINCE]
    zone = _ZONE.match(simple) if province != "710000" else None
    at = zone.end() if zone else 0
    area = None if province == "710000" else _area(simple, at)
    if area is not None:
        area_code = divisions().areas[area]
        code = area_code if area_code.startswith(province) else code
    end = at + len(area or "")
    found = _BELOW[province].match(simple, end)
    parts = {n: below[found.start(n) : found.end(n)] for n in found.groupdict() if found[n]} if found else {}
    door = Door(parts.get("building"), None, parts.get("floor"), parts.get("room"))
    tail = Tail(
        town=below[at:end] or None, zone=below[:at] or parts.get("zone"), road=parts.get("road"),
        village=parts.get("village") or parts.get("settlement"), lane=parts.get("lane"), number=parts.get("number"),
        place=(parts.get("place") or "").strip() or None, group=parts.get("group"), door=door,
    )  # fmt: skip
    return code, tail


def _area(text: str, at: int) -> str | None:
    areas = divisions().areas
    for size in _AREA_LENGTHS:
        name = text[at : at + size]
        if name in areas and not _PART_OF_ROAD.match(text, at + size):
            return name
    return None


def _province(code: str, text: str) -> str:
    """Return the province as addresses there begin; those of Taiwan begin with the county."""
    if code.startswith("71"):
        return ""
    if code.startswith("81"):
        return "香港"
    return "澳門" if text != to_simplified(text) else "澳门"
