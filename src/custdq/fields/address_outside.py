"""Addresses of Taiwan, Hong Kong and Macao in Chinese: 縣市 區鄉鎮 里鄰 路段 巷弄 號 樓之; 九龍尖沙咀彌敦道100號12樓A室.

The trap: they look like mainland addresses and are none: 樓 is a floor and never a building, 里 is a village, 段 is
counted, and the characters are traditional. So the value is the text itself in its own script, figures as digits and
blanks out; the parts are cut from it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.fields.address_door import Door
from custdq.fields.address_tail import Tail
from custdq.text.han_figures import figures
from custdq.text.script import to_simplified
from custdq.text.width import half_width

_HAN = "\u4e00-\u9fff"
#: counties and cities of Taiwan that no division of the mainland is called (金门县, 连江县 are both), with those before 2014
_COUNTIES = (
    "台北市 新北市 桃园市 台中市 台南市 高雄市 基隆市 新竹市 新竹县 苗栗县 彰化县 南投县 云林县 嘉义市 嘉义县 屏东县 宜兰县 花莲县"
    " 台东县 澎湖县 台北县 桃园县 台中县 台南县 高雄县"
)
_DISTRICTS_HK = "中西 湾仔 东 南 油尖旺 深水埗 九龙城 黄大仙 观塘 葵青 荃湾 屯门 元朗 北 大埔 沙田 西贡 离岛".split()
_LOCALITIES_HK = (
    "上环 中环 西环 西营盘 石塘咀 坚尼地城 半山 山顶 金钟 湾仔 铜锣湾 跑马地 大坑 天后 炮台山 北角 鲗鱼涌 西湾河 筲箕湾 太古城 太古"
    " 柴湾 小西湾 香港仔 鸭脷洲 黄竹坑 薄扶林 赤柱 浅水湾 寿臣山 尖沙咀 佐敦 油麻地 旺角 大角咀 太子 深水埗 长沙湾 荔枝角 美孚 石硖尾"
    " 九龙塘 九龙城 九龙湾 土瓜湾 何文田 红磡 马头围 启德 新蒲岗 黄大仙 钻石山 慈云山 乐富 观塘 牛头角 秀茂坪 蓝田 油塘 鲤鱼门 葵涌 葵芳"
    " 葵兴 青衣 荃湾 深井 屯门 元朗 天水围 粉岭 上水 大埔 沙田 大围 火炭 马鞍山 西贡 将军澳 清水湾 坑口 调景岭 东涌 大屿山 愉景湾 长洲 南丫岛"
)
_TAIWAN = rf"(?:中国)?台湾(?:省|地区)?(?=$|[^\w]|[{_HAN}]{{2}}[市县])|(?:\d{{3,6}}[\s,]*)?(?:{'|'.join(_COUNTIES.split())})"
_HEADS = (
    ("710000", re.compile(_TAIWAN)),
    ("810000", re.compile(r"(?:中国)?香港(?:特别行政区|特区|岛|仔)|港岛|(?:九龙|新界)(?![县坡路街镇乡村山区社]|大道|公路)")),
    ("820000", re.compile(r"(?:中国)?澳门(?:特别行政区|特区|半岛)")),
)
_REGIONS = {"TW": "710000", "HK": "810000", "MO": "820000"}
_END = (
    r"(?P<place>.*?)(?:(?P<building>[A-Za-z]{1,2}|第?\d{1,3}|[东西南北甲乙丙])(?:座|栋|幢|期))?"
    r"(?:(?P<floor>(?:地下|地库)?\d{1,3}(?:[-、至]\d{1,3})?(?=楼|层|字楼|/F|F)|[BbGgUuLl]\d{0,2}(?=/F|楼|层)|地下|地库|阁楼)(?:字?楼|层|/?F)?)?"
    r"(?P<room>之\d{1,3}|(?:[A-Za-z]{0,2}\d{1,4}[A-Za-z]?(?:[-、至&][A-Za-z]?\d{1,4}[A-Za-z]?)*|[A-Za-z](?:[-、&][A-Za-z])*)(?=室|号?铺|号?单位|号室|$))?"
    r"(?:号?(?:室|铺|单位))?$"
)
_PATTERNS = {
    "710000": re.compile(
        rf"(?P<postcode>\d{{3}}(?:\d{{2,3}})?)?(?:中国)?(?:台湾(?:省|地区)?)?(?P<city>[{_HAN}]{{2}}[县市])?"
        rf"(?P<district>[{_HAN}]{{1,3}}?[区乡镇市](?![区路街道]))?"
        rf"(?P<village>[{_HAN}]{{1,4}}?[里村](?=\d{{1,3}}邻|[{_HAN}]{{1,6}}(?:路|街|大道|巷)))?(?P<group>\d{{1,3}}邻)?"
        rf"(?:(?P<road>[{_HAN}\d]{{1,10}}?(?:大道|路|街|道)(?:\d{{1,2}}段)?)|(?P<settlement>[{_HAN}]{{1,6}}(?=\d+(?:[-之]\d+)?[号巷弄])))?"
        rf"(?P<lane>(?:\d{{1,4}}巷|[{_HAN}]{{2,4}}巷)?(?:\d{{1,4}}弄)?(?:\d{{1,3}}衖)?)"
        rf"(?P<number>\d{{1,4}}(?:[-之]\d{{1,3}})?(?:、\d{{1,4}})*号(?:之\d{{1,3}})?)?" + _END
    ),
    "810000": re.compile(
        rf"(?:中国)?(?:香港(?!岛|仔)(?:特别行政区|特区)?)?(?P<zone>九龙(?!城|塘|湾)|新界|香港岛|港岛)?"
        rf"(?P<district>(?:{'|'.join(_DISTRICTS_HK)})区)?(?P<town>(?:{'|'.join(_LOCALITIES_HK.split())})(?!道|路|街))?"
        rf"(?P<road>[{_HAN}]{{1,9}}?(?:大道|公路|道|路|街|里|坊|径|巷|台|围)(?:[东西南北中])?(?=第?\d))?"
        rf"(?P<number>\d{{1,4}}[A-Za-z]?(?:[-至、]\d{{1,4}}[A-Za-z]?)*号)?" + _END
    ),
    "820000": re.compile(
        rf"(?:中国)?(?:澳门(?:特别行政区|特区|半岛)?)?(?P<district>氹仔|路环|路氹城?|[{_HAN}]{{2,4}}堂区)?"
        rf"(?P<road>[{_HAN}]{{1,12}}?(?:大马路|马路|公路|大道|前地|斜巷|道|路|街|里|巷|围)(?=\d))?"
        rf"(?P<number>\d{{1,4}}[A-Za-z]?(?:[-至、]\d{{1,4}}[A-Za-z]?)*号)?" + _END
    ),
}
_PREFIX = {
    "710000": re.compile(r"(?:中国|中國)?(?:台|臺)(?:湾|灣)(?:省|地区|地區)?"),
    "810000": re.compile(r"(?:中国|中國)?香港(?!岛|島|仔)(?:特别行政区|特別行政區|特区|特區)?"),
    "820000": re.compile(r"(?:中国|中國)?(?:澳门|澳門)(?:特别行政区|特別行政區|特区|特區)?"),
}
_SEPARATORS = re.compile(r"(?<![0-9A-Za-z])[\s,，。;；]+|[\s,，。;；]+(?![0-9A-Za-z])")


class OutsideAddress(NamedTuple):
    """An address outside the mainland: its standard text, the divisions written, and what stands below them."""

    code: str
    text: str
    city: str | None = None
    district: str | None = None
    tail: Tail = Tail()
    postcode: str | None = None


def outside_code(text: str, code: str | None, region: str | None) -> str | None:
    """Return the province code of an address outside the mainland, or None.

    Parameters
    ----------
    text
        Simplified characters, half-width.
    code
        What the divisions of `text` came to; None where there are none.
    region
        ISO 3166-1 alpha-2 code assumed where the address names no division.

    Examples
    --------
    >>> outside_code("台北市信义区信义路5段7号", None, None), outside_code("九龙坡区石桥铺", None, None)
    ('710000', None)
    """
    if code is not None:
        return code[:2] + "0000" if code[0] in "78" else None
    for outside, head in _HEADS:
        if head.match(text):
            return outside
    return _REGIONS.get(region or "")


def read_outside(text: str, code: str, *, simplify: bool = False) -> OutsideAddress:
    """Take apart an address of Taiwan, Hong Kong or Macao.

    Parameters
    ----------
    text
        The address in either script.
    code
        Province code: 710000, 810000 or 820000.
    simplify
        Whether the standard form is in simplified characters and names the province, as in a list of the mainland.

    Examples
    --------
    >>> found = read_outside("臺北市信義區信義路五段七號89樓之1", "710000")
    >>> found.text, found.district, found.tail.road, found.tail.door.floor, found.tail.door.room
    ('臺北市信義區信義路5段7號89樓之1', '信義區', '信義路5段', '89', '之1')
    >>> read_outside("九龍尖沙咀彌敦道100號美麗華大廈12樓A室", "810000").tail.place
    '美麗華大廈'
    """
    plain = half_width(text).replace("台灣", "臺灣") if not simplify else to_simplified(half_width(text))
    shown = _SEPARATORS.sub("", figures(plain, sections=True)).strip(" -")
    found = _PATTERNS[code].match(to_simplified(shown))
    below = _PREFIX[code].sub("", shown, count=1)
    prefix = _shown_prefix(code, shown, simplify=simplify)
    parts = {n: shown[found.start(n) : found.end(n)] or None for n in found.groupdict() if found[n]} if found else {}
    if "postcode" in parts:
        below = below.removeprefix(parts["postcode"] or "")
    building, room = parts.get("building"), parts.get("room")
    tail = Tail(
        town=parts.get("town"), zone=parts.get("zone"), village=parts.get("village") or parts.get("settlement"),
        road=parts.get("road"), lane=parts.get("lane"), number=parts.get("number"),
        place=parts.get("place"), group=parts.get("group"),
        door=Door(building.upper() if building else None, None, parts.get("floor"), room, None),
    )  # fmt: skip
    return OutsideAddress(code, prefix + below, parts.get("city"), parts.get("district"), tail, parts.get("postcode"))


def _shown_prefix(code: str, shown: str, *, simplify: bool) -> str:
    """Return the province as addresses there begin; in Taiwan with the county, unless the list is the mainland's."""
    if code == "710000":
        return "台湾省" if simplify else ""
    name = "香港" if code == "810000" else "澳门"
    traditional = not simplify and shown != to_simplified(shown)
    return "澳門" if traditional and name == "澳门" else name
