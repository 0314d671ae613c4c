"""What stands behind the divisions of a Chinese address: town, zone, village, road, lane, number, place, door.

The trap: dropping what no pattern understands. Everything between the number and the door stays in `place`; only what
says where else to look (医院对面) or what to do goes to `note`, and only where the address stands without it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.fields.address_areas import area_at_head
from custdq.fields.address_divisions import AT_HEAD
from custdq.fields.address_door import NO_DOOR, Door, read_door
from custdq.fields.address_quarter import quarter_of
from custdq.fields.town_search import find_town
from custdq.reference.divisions import division_stem
from custdq.reference.towns import town_codes

_HAN = "\u4e00-\u9fff"
# between two figures or letters a separator stays, as a blank where it is no dash: 5,301 is not 5301
_SEPARATORS = re.compile(
    r"(?<=[0-9A-Za-z])(?P<several>[\s,，、/|;；。·:：\-—_~']{2,})(?=[0-9A-Za-z])"
    r"|(?<![0-9A-Za-z])[\s,，|;；。·:：—_~']+|(?<![0-9A-Za-z室层])[、/]+|[\s,，、/|;；。·:：\-—_~']+(?![0-9A-Za-z])"
    r"|(?<![0-9A-Za-z号栋楼座幢元区弄层])-+"
    r"|(?P<within>[\s,，|;；。·:：']+)"
)
_TELLING = "、/-—_~"
_MAY_BE_TOWN = re.compile(
    rf"[{_HAN}\d]{{1,13}}?(?:街道|[镇乡]|办事处|苏木|地区|[农林牧渔茶盐]场|管理区|\d团)"
    rf"|[{_HAN}]{{2,4}}(?:$|[\s,，、/|;；(\-]|[{_HAN}]{{1,6}}(?:村|社区|居委会))"
)
# 大石街 for 大石街道, as in Guangzhou: only where a road or a village of its own follows
_SHORT_OF_SUBDISTRICT = re.compile(rf"([{_HAN}]{{2,4}}?)街(?!道|街道)(?=[{_HAN}]{{2,8}}?(?:路|街|大道|巷|村|社区))")
_LEVELS = ("镇", "乡", "街道", "办事处", "办", "府", "苏木", "地区", "场", "区", "团")
_TOWN = re.compile(
    rf"([{_HAN}]{{1,6}}?(?:街道办事处|街道|镇|乡|苏木|办事处))(?![路街巷大村庄海江湖北南东西]*(?:路|街|大道|巷))(?!道|政府)"
)
_ROAD_AHEAD = (
    rf"(?!大道|大街|路|街)(?=[{_HAN}\dA-Za-z]{{1,10}}?(?:路|街|大道|道|巷)"
    r"(?:[东西南北中]|[东西南北中]?[一二三四五六七八九十\d]+[段期])?(?:\d|$))"
)
_PARK = (
    r"(?:工业园区?|工业区|科技园区?|科学园|高新技术园|产业园区?|软件园|创业园|物流园|新城|新区|园区|CBD)"
    r"(?:[东西南北中]区)?"
)
_ZONE = re.compile(
    rf"([{_HAN}]{{0,8}}?"
    r"(?:(?:经济|高新)?(?:技术)?(?:产业)?开发区|经开区|保税区|自贸区|示范区|度假区|出口加工区|管委会"
    rf"|高新区(?!孵化|[{_HAN}]{{0,3}}(?:大厦|广场|中心|园))|{_PARK}{_ROAD_AHEAD}))"
)
_COUNTED_NUMBER = (
    r"(?:[甲乙丙丁特附东西南北新]?\d{1,5}(?:[甲乙丙丁]\d{0,3}(?=号)|[A-Za-z](?=号))?(?:[-~至、]\d{1,5})*"
    r"号(?!楼|线|院子)(?:大?院(?![落子线]))?"
    r"(?:[-之附]\d{1,2}(?:号|(?![\d\-]))|之[一二三四五六七八九十]{1,2}|[甲乙丙丁](?![座栋楼幢]))?"
    r"|\d{1,5}号?[-~至]\d{1,5}号(?!楼))"
)
# a house number without its word: at the end, or before the name of a building
_BARE_NUMBER = (
    rf"\d{{1,5}}(?:-\d{{1,2}})?(?=$|[{_HAN}](?<![号楼栋幢座层室单米期年路街道区公里组巷弄线村社团连队营院期届门]))"
)
_LANE = r"\d{1,5}弄(?:\d{1,4}支?弄)?|\d{1,5}巷(?:\d{1,4}弄)?(?=\d)"
_ROAD_WORD = r"(?:大道|大街|公路|国道|省道|县道|胡同|环路|路|街|巷|道)"
_SECTION = r"(?:[东西南北中]?(?:[一二三四五六七八九十\d]*[段期]|[一二三四五六七八九十]+巷)|[东西南北中])?"
# cheaper than the number itself, to find where the road ends
_IS_COUNTED = (
    r"[甲乙丙丁特附东西南北新]?\d{1,5}"
    r"(?:(?:[甲乙丙丁]\d{0,3}|[A-Za-z])?(?:[-~至、]\d{1,5})*号(?!楼|线)|弄|巷(?=\d)|号?[-~至]\d{1,5}号)"
)
_ROAD = re.compile(
    rf"([{_HAN}\dA-Za-z]{{1,14}}?"
    rf"(?:{_ROAD_WORD}{_SECTION}(?={_IS_COUNTED}|{_BARE_NUMBER})|(?:里|线|坊|条)(?={_IS_COUNTED})"
    # 南二环西段, 318国道平望段
    rf"|[东西南北中内外一二三四五六七八九\d]环(?:[东西南北中]段)?(?={_IS_COUNTED})"
    rf"|(?:国道|省道|县道|乡道|公路)[{_HAN}]{{1,4}}段(?={_IS_COUNTED})))"
    rf"(?P<lane>{_LANE})?(?P<number>{_COUNTED_NUMBER}|{_BARE_NUMBER})?"
)
_NAMED_LANE = re.compile(rf"(.{{2,12}}?(?:大道|大街|路|街))([{_HAN}]{{2,6}}(?:胡同|巷|弄|里|坊|条))$")
_BARE_ROAD = re.compile(
    rf"((?:[{_HAN}]{{2,8}}?(?:大道|大街|公路|胡同|路|街|[一二三四五六七八九十]道)(?:[东西南北中一二三四五六七八九十]段)?"
    rf"(?![口边旁站桥店市区坊])){{1,3}})"
)
_HIGHWAY = re.compile(
    rf"((?:[GSXY]\d{{1,4}})?[{_HAN}\d]{{0,8}}?(?:国道|省道|县道|乡道|高速公路|高速|公路)"
    rf"(?:[{_HAN}]{{1,4}}段)?(?:\d{{1,4}}线)?)"
    rf"((?:[Kk]\d{{1,4}}(?:\+\d{{1,3}})?|\d{{1,4}}(?:\.\d+)?(?:公里|千米|[Kk][Mm])(?:\+\d{{1,3}}米?|\d{{1,3}}米)?)处?)"
)
_CROSSING = re.compile(
    rf"([{_HAN}\d]{{1,10}}?(?:路|街|大道|道|环)(?:与|和|、|,)?[{_HAN}\d]{{0,10}}?(?:路|街|道|环|线)?"
    rf"(?:交叉路?口|交汇处|交界处|交接处|交口|十字路口|路口))"
)
_VILLAGE = re.compile(
    rf"((?:[{_HAN}](?<![路街])){{1,8}}?(?:自然村|村(?:民?委员?会)?|社区|居委会|(?:屯|庄|寨)(?!村|子)|大队|[农林牧渔茶]场)"
    rf"|[{_HAN}]{{0,4}}\d{{1,3}}团(?:场)?)"
    rf"(?P<group>(?:[{_HAN}]{{0,3}}\d{{0,3}}分场)?(?:第?\d{{1,3}}(?:村民小组|小组|生产队|组|社|队|连))"
    rf"|[{_HAN}]{{2,4}}组(?=\d|$))?"
)
_VILLAGE_NUMBER = re.compile(r"(\d{1,4}(?:-\d{1,4})?)(?:号|户)(?!楼)")
_GROUP = re.compile(r"^(.*?)第?0*(\d{1,3})(?:村民小组|小组|生产队|([组社队连]))$")
_BEHIND_VILLAGE = re.compile(
    r"$|(?![东西南北中前后上下一二三四五六七八九十]{0,2}横?(?:大街|大道|路|街|道|巷))"
    rf"[{_HAN}\dA-Za-z]{{2,12}}?(?:路|街|大道|道|巷)(?:[东西南北中]|[\d一二三四五六七八九十]+段)?\d"
)
_NEAR = re.compile(
    r"(.*?(?:斜?对面(?:\d+米)?|对过|附近|旁边|旁(?=$|[\u4e00-\u9fff]{2})|隔壁|[东西南北]侧\d*米?"
    r"|[往向以][东西南北](?:方向)?\d*米?(?:路[东西南北])?|[东西南北]\d+米))处?(.*)$"
)
_IS_NEAR = re.compile(r"对面|对过|附近|旁|隔壁|[东西南北]侧|[往向以][东西南北]|\d米")


class Tail(NamedTuple):
    """The parts below the divisions, as they are shown."""

    town: str | None = None
    town_code: str | None = None
    zone: str | None = None
    village: str | None = None
    road: str | None = None
    lane: str | None = None
    number: str | None = None
    place: str | None = None
    group: str | None = None
    door: Door = NO_DOOR
    note: str | None = None

    @property
    def in_lane(self) -> bool:
        """Whether the number is that of a lane (弄), whose houses have numbers of their own."""
        return self.number is not None and self.number[-1] == "弄"

    @property
    def text(self) -> str:
        """The parts in standard form."""
        _, _, _, village, road, lane, number, place, group, door, _ = self
        out = (self.town or "") + (self.zone or "")
        if village:
            out += village
        out += road or ""
        if lane and lane is not number:
            out += lane
        if group:
            out += group
        out += number or ""
        if place and place is not village:
            out += place
        if door is NO_DOOR:
            return out
        return joined(out, door.text(lane=self.in_lane)) if place else out + door.text(lane=self.in_lane)


def joined(place: str, door: str) -> str:
    """Put a door behind a place, with a blank where two figures would become one.

    >>> joined("云帆城", "3层"), joined("云帆城C2", "3层")
    ('云帆城3层', '云帆城C2 3层')
    """
    return f"{place} {door}" if place[-1:].isdigit() and door[:1].isdigit() else place + door


def read_tail(text: str, *, division: str = "") -> Tail:
    """Take apart what stands behind the divisions.

    Parameters
    ----------
    text
        Simplified characters, half-width, counted numbers as digits.
    division
        Six-digit code of the division before it; "" where none is known.

    Examples
    --------
    >>> tail = read_tail("虎门镇太沙路8号新世纪花园7-2-802", division="441900")
    >>> tail.town, tail.town_code, tail.road, tail.number, tail.place, tail.door.key()
    ('虎门镇', '441900121', '太沙路', '8号', '新世纪花园', '7-2-802')
    >>> read_tail("武宁路99弄12号301室").text, read_tail("李岗村3组25号").group
    ('武宁路99弄12号301室', '3组')
    """
    text = text.lstrip(AT_HEAD)
    area = area_at_head(text)
    text = text[len(area) :].lstrip(AT_HEAD) if area else text
    town, code, text = read_town(text, division)
    if not text.isalnum():
        text = _SEPARATORS.sub(_joint, text)
    while town and text.startswith(town):
        text = text[len(town) :]
    if town and area is None and (area := area_at_head(text)):
        text = text[len(area) :].lstrip(AT_HEAD)
    zone = (
        _ZONE.match(text)
        if "区" in text or "园" in text or "CBD" in text or "新城" in text or "管委会" in text
        else None
    )
    if zone:
        text = text[zone.end() :]
    named = (area or "") + (zone.group() if zone else "") or None
    village, group, number, text = _village(text)
    road = lane = None
    if number is None and group is None:
        road, lane, number, text = _road(text)
    if road is not None and village is None and (quarter := quarter_of(road, division)) is not None:
        named, road = (named or "") + quarter, road[len(quarter) :]
    passed = None
    if number is None and group is None and _IS_NEAR.search(text):
        road, lane, number, text, passed = _road_behind_landmark(road, text)
    in_lane = number is not None and number[-1] == "弄"
    place, door, note = read_door(text, numbered=number is not None or road is not None, lane=in_lane)
    if place and _IS_NEAR.search(place):
        place, note = _near(place, note, stands=number is not None)
    if passed is not None:
        note = "；".join(part for part in (passed, note) if part)
    if place is None:
        place = village
    return Tail(town, code, named, village, road, lane, number, place, group, door, note)


def _joint(match: re.Match[str]) -> str:
    """Return what stays of separators: of several between two figures the one that says how they belong together."""
    if several := match["several"]:
        return next((char for char in several if char in _TELLING), " ")
    return " " if match["within"] else ""


class TownRead(NamedTuple):
    """A town read at the head of a text: its name, its nine-digit code where the table has it, and what follows."""

    name: str | None
    code: str | None
    rest: str


def read_town(text: str, division: str) -> TownRead:
    """Read the town at the head: one the table has, else one that looks like it.

    >>> read_town("虎门镇太沙路8号", "441900"), read_town("镇海路8号", "350203").name
    (TownRead(name='虎门镇', code='441900121', rest='太沙路8号'), None)
    """
    short = _SHORT_OF_SUBDISTRICT.match(text)
    if short is not None and division:
        codes = town_codes(f"{short.group(1)}街道", division_stem(division))
        if len(codes) == 1:
            return TownRead(f"{short.group(1)}街道", codes[0], text[short.end() :])
    if not _MAY_BE_TOWN.match(text):
        return TownRead(None, None, text)
    found = find_town(text, division=division)
    if found is None:
        match = _TOWN.match(text)
        return TownRead(match.group(1), None, text[match.end() :]) if match else TownRead(None, None, text)
    written, rest = text[: found.end], text[found.end :]
    if not written.endswith(_LEVELS) and division.endswith("0000"):
        return TownRead(None, None, text)  # 重庆解放碑 is a monument, 中山小榄 a town
    if written.endswith("办事处"):
        rest = rest.removeprefix("街道")
    elif written[-1] in "镇乡":
        return TownRead(written, found.code, rest.removeprefix("地区"))
    return TownRead(found.name, found.code, rest)


def _village(text: str) -> tuple[str | None, str | None, str | None, str]:
    """Read a village, its group and the number of the house; a village before anything else is part of a name."""
    match = _VILLAGE.match(text)
    if match is None:
        return None, None, None, text
    village, group, end = match.group(1), match.group("group"), match.end()
    number = _VILLAGE_NUMBER.match(text, end)
    if (
        group is None
        and (number is None or village.endswith(("新村", "庄园")))
        and not _BEHIND_VILLAGE.match(text, end)
    ):
        return None, None, None, text
    if group is not None:
        counted = _GROUP.match(group)
        if counted is not None:
            before, figure, word = counted.groups()
            group = f"{before}{figure}{word or ('队' if group.endswith('生产队') else '组')}"
    house = f"{number.group(1).lstrip('0') or '0'}号" if number else None
    return village, group, house, text[number.end() if number else end :]


def _road(text: str) -> tuple[str | None, str | None, str | None, str]:
    """Read road, lane and number, or a crossing, a highway with its kilometre, or a road alone."""
    highway = _HIGHWAY.match(text) if "道" in text or "高速" in text or "公路" in text else None
    if highway:
        return highway.group(1), None, highway.group(2), text[highway.end() :]
    crossing = _CROSSING.match(text) if "口" in text or "处" in text else None
    if crossing:
        return crossing.group(1), None, None, text[crossing.end() :]
    road = _ROAD.match(text)
    if road:
        return _numbered(road, text)
    bare = _BARE_ROAD.match(text)
    if bare:
        return bare.group(1), None, None, text[bare.end() :]
    return None, None, None, text


def _road_behind_landmark(road: str | None, text: str) -> tuple[str | None, str | None, str | None, str, str | None]:
    """Read a road with its number behind what says where it is: 云帆大道|云帆百货对面|青枫路288号."""
    near = _NEAR.match(text)
    numbered = _ROAD.match(near.group(2)) if near else None
    if near is None or numbered is None:
        return road, None, None, text, None
    name, lane, number, rest = _numbered(numbered, near.group(2))
    return (road or "") + name, lane, number, rest, near.group(1)


def _numbered(road: re.Match[str], text: str) -> tuple[str, str | None, str | None, str]:
    """Return road, lane, number, and what stands behind them."""
    name, lane, number = road.groups()
    if lane is not None and "弄" in lane:
        # houses of a 弄 are buildings: the lane itself is what the street numbers
        return name, lane, lane, text[road.end("lane") :]
    named = _NAMED_LANE.match(name) if lane is None else None
    if named:
        name, lane = named.groups()
    if number is not None and number[-1].isdigit() and "号" not in number:
        number += "号"
    return name, lane, number, text[road.end() :]


def _near(place: str, note: str | None, *, stands: bool) -> tuple[str | None, str | None]:
    """Put what says where else to look among the notes, where the address stands without it."""
    match = _NEAR.match(place)
    if match is None:
        return place, note
    landmark, rest = match.groups()
    if not stands and not rest:
        return place, note
    return rest or None, "；".join(part for part in (landmark, note) if part)
