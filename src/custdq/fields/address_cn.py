"""Chinese addresses taken apart: divisions, road, number, place, building, unit, floor, room.

The trap: dropping what no rule understands. Everything between the divisions and the door stays in `place`,
everything cut off goes to `note`, and an ambiguous district stays as written without a code.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.errors import Reason
from custdq.fields.address_door import Door, read_door
from custdq.fields.division_search import DivisionsFound, find_divisions, shared_code
from custdq.reference.divisions import DivisionPath, division_path
from custdq.text.script import to_simplified
from custdq.text.width import half_width

_HAN = "\u4e00-\u9fff"
_LABEL = re.compile(
    r"^(?:收货|收件|收|联系|通讯|通信|详细|家庭|单位|公司|办公|注册|经营|邮寄|寄件|现住)?(?:地址|住址|地点)\s*[:：]?\s*"
)
_COUNTRY = re.compile(r"^(?:中国|中华人民共和国)(?=[^\w]|\w{2,}[省市区]|香港|澳门|台湾|\w{4,})[\s,，]*")
_POSTCODE = re.compile(
    r"(?:邮政?编码?\s*[:：]?\s*(\d{6})|(?:(?<=^)|(?<=[\s,，;；(（]))(\d{6})(?=[\s,，;；)）]|$)|(?<=[^\d\s-])(\d{6})$)"
)
_PHONE = re.compile(r"(?<!\d)(?:电话|手机|联系方式)?\s*[:：]?\s*(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)")
# cheap tests that spare most addresses the dear ones
_MAY_HAVE_CODE = re.compile(r"\d{6}|址|地点")
_MAY_HAVE_NOTE = re.compile(r"[请勿不别放麻电送收如货周白晚提务谢快]|到了|工作")
_ANY_BRACKET = re.compile(r"[()【】\[\]]")
_BRACKET = re.compile(r"[(【\[]([^()【】\[\]]*)[)】\]]")
_NOTE = re.compile(
    r"地址|附近|^近|地铁|旁|对面|请|勿|不要|别|放|联系|电话|收|备注|快递|门口|楼下|重复|送|打|微信|转|路口|到了|过|后面|隔壁|侧|货|空置|停用|拆迁|搬|旧址|新址"
)
_TRAILING_NOTE = re.compile(
    rf"(?:[\s,，;；。!！]+|(?<=[室号楼栋座层房户苑园厦]))((?:请|勿|不要|别|放|麻烦|电话|送货|收货|如|到了|货到|工作日|周末|白天|晚上|提前|务必|谢谢|快递)[^\d]*?[{_HAN}\w,，!！。\s]*|(?<=[\s,，])收)$"
)
_SEPARATORS = re.compile(r"[\s,，、/|;；。·:：]+|(?<![0-9A-Za-z])[-—_]+|[-—_]+(?![0-9A-Za-z])")
_TOWN = re.compile(
    rf"^([{_HAN}]{{1,6}}?(?:街道办事处|街道|镇|乡|苏木|办事处))(?![路街巷大村庄海江湖北南东西]*(?:路|街|大道|巷))(?!道)"
)
_ZONE = re.compile(
    rf"^([{_HAN}]{{0,8}}?(?:经济技术开发区|高新技术产业开发区|经济开发区|高新技术开发区|高新开发区|技术开发区|开发区|经开区|保税区|自贸区|高新区(?!孵化|[{_HAN}]{{0,3}}(?:大厦|广场|中心|园))|示范区|度假区))"
)
_NUMBER = r"(?:[甲乙丙丁东西南北新]?\d{1,5}(?:[-~至]\d{1,5})?(?:号(?!楼|院|线)(?:之\d+)?|弄|巷(?=\d)|号院)|\d{1,5}$)"
_ROAD = re.compile(
    rf"^([{_HAN}\dA-Za-z]{{1,14}}?(?:大道|大街|公路|国道|省道|胡同|道中|道西|道东|路|街|巷|道|里|线|坊)(?:[东西南北中]段|[一二三四五六七八九十\d]+[段巷期])?)({_NUMBER})"
)
_BARE_ROAD = re.compile(
    rf"^([{_HAN}]{{2,8}}?(?:大道|大街|公路|胡同|路|街)(?:[东西南北中]段)?)(?![口边旁站段道桥店])(?=$|[{_HAN}A-Za-z])"
)
_VILLAGE = re.compile(
    rf"^([{_HAN}]{{1,8}}?(?:村|社区|屯|庄|寨|自然村|大队))(?:第?(\d{{1,3}})(?:组|社|队|村民小组|小组))?(?:(\d{{1,4}})(?:号|户)(?!楼))?$"
)
_CROSSING = re.compile(
    rf"^([{_HAN}]{{2,12}}(?:路|街|道)(?:与|和)[{_HAN}]{{2,12}}(?:路|街|道)(?:交叉口|交汇处|路口|交界处)?)"
)
_NUMERAL = re.compile(r"[零〇○一二三四五六七八九十百两]+(?=号|弄|栋|幢|单元|室|层|楼|组|户|座)")
_DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_FULL_NAME = 3.0
_HONG_KONG = re.compile(rf"^(?:九龙|新界|香港岛|港岛)(?![县坡])(?=[{_HAN}])")


class ChineseAddress(NamedTuple):
    """A Chinese address taken apart; `written` the district as written where it is ambiguous."""

    codes: tuple[str, ...] = ()
    adcode: str | None = None
    province: str | None = None
    city: str | None = None
    district: str | None = None
    town: str | None = None
    zone: str | None = None
    road: str | None = None
    number: str | None = None
    place: str | None = None
    group: str | None = None
    door: Door = Door()
    postcode: str | None = None
    note: str | None = None
    problem: Reason | None = None
    outside: bool = False

    @property
    def value(self) -> str:
        """The address in standard form."""
        city = None if self.city == self.province else self.city
        house = (self.place, self.group, self.number) if self.group else (self.number, self.place)
        parts = (
            self.province,
            city,
            self.district,
            self.town,
            self.zone,
            self.road,
            *house,
            self.door.text(lane=self.lane),
        )
        return "".join(part for part in parts if part)

    @property
    def lane(self) -> bool:
        """Whether the number is that of a lane (弄), whose houses have numbers of their own."""
        return bool(self.number and self.number.endswith("弄"))


def read_chinese_address(text: str) -> ChineseAddress:
    """Take a Chinese address apart.

    >>> read_chinese_address("深圳福田区天河路四六四号紫荆新村十三栋一单元1501").value
    '广东省深圳市福田区天河路464号紫荆新村13栋1单元1501室'
    >>> read_chinese_address("光明街816号孵化器1号楼2121室（西安长安区）").value
    '陕西省西安市长安区光明街816号孵化器1号楼2121室'
    """
    plain = half_width(to_simplified(text)).strip()
    notes: list[str] = []
    plain, postcode = _take_postcode(_LABEL.sub("", plain)) if _MAY_HAVE_CODE.search(plain) else (plain, None)
    plain = _take(_PHONE, plain, notes) if "1" in plain else plain
    plain = _take(_TRAILING_NOTE, plain, notes) if _MAY_HAVE_NOTE.search(plain) else plain
    plain = _COUNTRY.sub("", plain).strip(" ,，;；。")
    plain = _open_brackets(plain, notes) if _ANY_BRACKET.search(plain) else plain
    found, rest = _divisions(plain)
    address = _tail(_SEPARATORS.sub("", _repeat(rest, found)), _placed(found))
    note = "；".join(part for part in (*notes, address.note) if part) or None
    return address._replace(postcode=postcode, note=note)


def _take_postcode(plain: str) -> tuple[str, str | None]:
    match = _POSTCODE.search(plain)
    if match is None:
        return plain, None
    digits = next(group for group in match.groups() if group)
    return f"{plain[: match.start()]} {plain[match.end() :]}".strip(" ,，()（）"), digits


def _take(pattern: re.Pattern[str], plain: str, notes: list[str]) -> str:
    match = pattern.search(plain)
    if match is None or match.end() - match.start() >= len(plain):
        return plain
    notes.append(match.group().strip(" ,，;；。!！"))
    return f"{plain[: match.start()]} {plain[match.end() :]}".strip()


def _open_brackets(plain: str, notes: list[str]) -> str:
    """Put a place in brackets in line, a division in brackets in front, and a remark among the notes."""

    def replace(match: re.Match[str]) -> str:
        inside = match.group(1).strip()
        if not inside:
            return ""
        found = find_divisions(inside)
        if found.codes and found.end >= len(inside) and match.start() > 0:
            front.append(inside)
            return ""
        if _NOTE.search(inside):
            notes.append(inside)
            return ""
        return inside

    front: list[str] = []
    plain = _BRACKET.sub(replace, plain)
    return "".join(front) + plain.replace("(", "").replace(")", "")


def _divisions(plain: str) -> tuple[DivisionsFound, str]:
    """Find the divisions at the head, else in the last piece, else at the head of a later piece."""
    if _HONG_KONG.match(plain):
        return DivisionsFound(("810000",), 0, ("香港",)), plain
    found = find_divisions(plain)
    if found.codes:
        return found, plain[found.end :]
    pieces = re.split(r"[\s,，;；:：]+", plain)
    if len(pieces) == 1:
        return found, plain
    last, kept = _last_divisions(pieces)
    if last.codes:
        return last, kept
    at = 0
    for piece in pieces:
        at = plain.index(piece, at)
        inner = find_divisions(plain, start=at) if at else found
        if inner.codes and (inner.weight >= _FULL_NAME or inner.end >= at + len(piece)):
            return inner, plain[inner.end :] + " " + plain[:at]
        at += len(piece)
    return found, plain


def _last_divisions(pieces: list[str]) -> tuple[DivisionsFound, str]:
    """Read divisions that stand behind, in either order: …1503室, 西安 and … 延庆区 北京市."""
    count = 0
    while (
        count < len(pieces) - 1
        and (inner := find_divisions(pieces[-1 - count])).codes
        and inner.end >= len(pieces[-1 - count])
    ):
        count += 1
    for size in range(count, 0, -1):
        for ordered in (pieces[-size:], pieces[-size:][::-1]):
            text = " ".join(ordered)
            inner = find_divisions(text)
            if inner.codes and inner.end >= len(text):
                return inner, " ".join(pieces[:-size])
    return DivisionsFound(), ""


def _repeat(rest: str, found: DivisionsFound) -> str:
    """Cut a second run of the same divisions that follows a town or a separator (…嘉善县大云镇大云镇)."""
    text = rest
    match = _TOWN.match(_SEPARATORS.sub("", text))
    if match and found.codes:
        compact = _SEPARATORS.sub("", text)
        town = match.group(1)
        while compact.startswith(town * 2):
            compact = compact[len(town) :]
        return compact
    return text


def _placed(found: DivisionsFound) -> ChineseAddress:
    """Turn what the search found into names, code and what there is to say about them."""
    if not found.codes:
        return ChineseAddress()
    code = found.code
    if code is None:
        shared = shared_code(found.codes)
        above = division_path(shared) if shared else DivisionPath()
        return ChineseAddress(
            codes=found.codes,
            province=above.province,
            city=above.city,
            district=found.written[-1],
            problem=Reason.DIVISION_AMBIGUOUS,
        )
    path = division_path(code)
    problem = None
    if found.renamed:
        problem = Reason.DIVISION_RENAMED
    elif path.province and not any(path.province[:2] == name[:2] for name in found.written):
        problem = Reason.DIVISION_FILLED
    return ChineseAddress((code,), code, *path, problem=problem, outside=code[:2] in ("71", "81", "82"))


def _tail(text: str, address: ChineseAddress) -> ChineseAddress:
    """Read what stands behind the divisions."""
    text = _NUMERAL.sub(_arabic, text)
    town = _TOWN.match(text)
    text = text[town.end() :] if town else text
    zone = _ZONE.match(text)
    text = text[zone.end() :] if zone else text
    address = address._replace(town=town.group(1) if town else None, zone=zone.group(1) if zone else None)
    village = _VILLAGE.match(text)
    if village and (village.group(2) or village.group(3)):
        group, number = village.group(2), village.group(3)
        return address._replace(
            place=village.group(1),
            group=f"{int(group)}组" if group else None,
            number=f"{int(number)}号" if number else None,
        )
    road = _ROAD.match(text)
    if road:
        address = address._replace(road=road.group(1), number=_number(road.group(2)))
        text = text[road.end() :]
    elif not _CROSSING.match(text) and (bare := _BARE_ROAD.match(text)):
        address = address._replace(road=bare.group(1))
        text = text[bare.end() :]
    place, door, note = read_door(text, numbered=road is not None)
    return address._replace(place=place, door=door, note=note)


def _number(text: str) -> str:
    return text if not text[-1].isdigit() else text + "号"


def _arabic(match: re.Match[str]) -> str:
    text = match.group()
    if not set(text) & set("十百"):
        return "".join(str(_DIGITS[char]) for char in text)
    total, digit = 0, 0
    for char in text:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[char]
    return str(total + digit)
