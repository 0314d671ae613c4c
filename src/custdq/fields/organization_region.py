"""The region in a Chinese organization name: in front, inside, behind, a country, or none at all.

The trap: a brand may be a place (金昌物流) or begin like one (安康达电子). So readings with and without the region are
weighed by what they leave as brand and trade, and the likeliest is taken. A city before nothing but trade words is the
region of a name without brand (金华建材); a county that reads like a brand (永丰建材) stays one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from custdq.fields.division_search import DivisionsFound, find_divisions
from custdq.fields.organization_trade import read_trade, trade_chain
from custdq.reference.divisions import divisions

_HAN = "\u4e00-\u9fff"
#: What stands between a division and a brand: towns, streets, zones, parks.
_TOWN = re.compile(
    rf"(?:[{_HAN}]{{2,4}}?(?:街道|镇)(?![镇乡])(?=[{_HAN}]{{2}})"
    rf"|(?:[{_HAN}]{{2,4}}?(?<![之故同家])乡|(?![古小老城])[{_HAN}]镇)(?![镇乡])(?=[{_HAN}]{{4}}))"
    rf"(?:[{_HAN}]{{1,4}}?(?:村|社区|居委会)(?![镇乡村])(?=[{_HAN}]{{4}}))?"
    rf"|[{_HAN}]{{2}}街(?=[{_HAN}]{{4}})"
    rf"|[{_HAN}]{{0,3}}?(?:(?:经济技术|经济|高新技术(?:产业)?|技术|新技术)?开发区|经开区|高新区|(?:综合)?保税港?区"
    rf"|自由贸易(?:试验)?区|自贸(?:试验)?区|出口加工区|示范区|工业园区|产业园区|度假区|风景区|投资区)"
    rf"(?:[{_HAN}]{{2,4}}?(?:产业园|工业园|科技园|软件园|物流园|创业园)区?)?"
    rf"|[{_HAN}]{{0,2}}新区|城区|前海|横琴"
)
_TOWN_CHARACTERS = frozenset("镇乡街区前横")
#: Countries and wider regions that stand in front of names.
_WORLD = tuple(
    sorted(
        "中国 中华 国家 全国 亚洲 亚太 大中华 大中华区 中国区 中国大陆 大陆 香港 澳门 台湾 北美 美国 英国 德国 "
        "日本 韩国 新加坡 法国 "
        "澳大利亚 新西兰 加拿大 俄罗斯 意大利 西班牙 荷兰 瑞士 瑞典 丹麦 挪威 芬兰 比利时 奥地利 葡萄牙 波兰 "
        "泰国 越南 印度 "
        "印尼 印度尼西亚 马来西亚 菲律宾 巴西 墨西哥 南非 土耳其 阿联酋 沙特 卡塔尔 以色列 爱尔兰 埃及 "
        "哈萨克斯坦 欧洲 东南亚 "
        "华东 华北 华南 华中 西南区 西北区 上海自贸区".split(),
        key=len,
        reverse=True,
    )
)
_WORLD_HEADS = frozenset(name[:2] for name in _WORLD)
#: Words of the above that stand inside names as words of the brand: 沪东中华造船.
_NEVER_INSIDE = frozenset({"中华", "国家", "全国", "大陆"})
#: Characters brands are made of; a county of two of these may be either.
_BRANDLIKE = frozenset(
    "华兴隆安永丰泰和康宁福富金宝德昌盛吉祥瑞恒信达通大新万天龙东方平建顺荣嘉利源海阳光明正长远庆太文武仁义礼智诚中凤鹤云山水"
    "江川河湖清泉林森石玉珠银国民古英城业家星春秋"
)
#: A run of known trade words costs less.
_KNOWN_TRADE = 0.35
#: Characters that may continue a place's short name to a longer name, a road, a school or a building.
_MAY_CONTINUE = frozenset(
    "省自市直县区州盟旗东南西北中上下大小新老前后内外一二三四五六七八九十路道弄胡公里花广酒宾饭苑家山街巷桥村庄镇乡城湾居站学医车机商银集辖"
)
#: Two characters that continue no place.
_NEUTRAL = "嗯嗯"
_FULL = re.compile(r"(?:[省市区县州盟旗]|自治区|特区)$")
#: What a reading costs that leaves a place at the head of the brand, by how large the place is.
_UNREAD_FULL, _UNREAD_LARGE, _UNREAD_CITY, _UNREAD_COUNTY, _UNREAD_DISTRICT = 9.0, 2.0, 1.0, 0.4, 1.0
#: What a reading costs that takes a place the search does not vouch for.
_COUNTY, _INSIDE, _SECOND = 0.6, 0.3, 0.3
#: A registered name must have a brand, the more so where it has no region.
_NAMELESS, _NAMELESS_NOWHERE = 1.0, 3.0
_SURE_ENOUGH = 0.4
_LONGEST_NAME = 40
_LARGE = frozenset({"210200", "330200", "350200", "370200", "440300"})


class Place(NamedTuple):
    """The region of a name, what is left without it, where its trade starts, whether its short name stood inside."""

    region: str | None
    stem: str
    start: int
    inside: bool = False


class _Reading(NamedTuple):
    cost: float
    place: Place


def is_region(text: str) -> bool:
    """Tell whether a whole text is a place that may stand in brackets: 上海, 中国, 江苏省苏州市."""
    if text in _WORLD or _codes(text):
        return True
    found = find_divisions(text)
    return bool(found.codes) and found.end == len(text)


def find_region(stem: str, *, registered: bool) -> Place:
    """Take the region out of a name without form and brackets.

    >>> find_region("安康达电子", registered=True).region, find_region("云帆苏州电子", registered=True)
    (None, Place(region='苏州', stem='云帆电子', start=2, inside=True))
    """
    nameless = _NAMELESS if registered else 0.0
    chain = trade_chain(stem)
    found = _at_head(stem)
    end = found.end if found.codes and found.end < len(stem) else 0
    readings, unread = _cuts(stem, end, found.codes[0] if end else "")
    best = None
    for (region, cut), cost in readings:
        rest = stem[cut:]
        trade = read_trade(rest, nameless, chain[cut:])
        if best is None or trade.cost + cost < best.cost:
            best = _Reading(trade.cost + cost, Place(stem[:region], rest, trade.start))
    if best is None or best.cost > unread:
        trade = read_trade(stem, _NAMELESS_NOWHERE if registered else 0.0, chain)
        if best is None or trade.cost + unread <= best.cost:
            best = _Reading(trade.cost + unread, Place(None, stem, trade.start))
    if best.place.region is None and _is_nameless(stem, best.place.start, chain):
        start = best.place.start
        return Place(stem[:start], stem[start:], 0)
    if best.cost > _SURE_ENOUGH and best.place.region is None and len(stem) <= _LONGEST_NAME:
        best = _inside(best, nameless)
    return best.place


def find_head(stem: str, *, registered: bool) -> Place | None:
    """Take a large place or one with its level word off the head of a name whose region stands in brackets behind it.

    >>> find_head("北京云帆", registered=False), find_head("阿里云帆", registered=True)
    (Place(region='北京', stem='云帆', start=2, inside=False), None)
    """
    found = find_divisions(stem, short_districts=False)
    if not found.codes or _unread(stem[: found.end], found.codes[0][:6]) < _UNREAD_LARGE:
        return None
    place = find_region(stem, registered=registered)
    return place if place.region and place.start and not place.inside else None


def _is_nameless(stem: str, start: int, chain: list[float]) -> bool:
    """Tell whether what reads as a brand is a place, and known trade words are all that stands behind it: 金华|建材."""
    if not 2 <= start < len(stem) or chain[start] >= _KNOWN_TRADE:
        return False
    codes = _codes(stem[:start])
    if len(codes) != 1:
        return False
    return codes[0][:6].endswith("00") or not _BRANDLIKE.issuperset(stem[:start])


def _cuts(stem: str, end: int, code: str) -> tuple[list[tuple[tuple[int, int], float]], float]:
    """Return the readings with a region in front, and what it costs to read none.

    A reading is where the region ends, where the rest begins (a town between them is neither), and its cost.
    """
    unread, cost = 0.0, 0.0
    if not end and stem[:2] in _WORLD_HEADS:
        end, unread = _world(stem), _UNREAD_LARGE
        if end == 2:  # 中国|北京
            behind = find_divisions(stem[2:], short_districts=False)
            large = behind.codes and _unread(stem[2 : 2 + behind.end], behind.codes[0][:6]) >= _UNREAD_LARGE
            end += behind.end if large and len(stem) >= 4 + behind.end else 0
    if not end:
        end, unread, cost = _county(stem), _UNREAD_COUNTY, _COUNTY
    elif code:
        unread = _unread(stem[:end], code[:6])
    if not end:
        return [], 0.0
    town = _TOWN.match(stem, end) if _TOWN_CHARACTERS.intersection(stem) else None
    if town and town.end() < len(stem):
        return [((end, town.end()), 0.0)], _UNREAD_FULL
    second = _second(stem, end) if code else 0
    if second:
        return [((end, end), _UNREAD_DISTRICT), ((second, second), _SECOND)], unread
    return [((end, end), cost)], unread


def _unread(region: str, code: str) -> float:
    """Return what it costs to read no region where the search finds one."""
    if len(region) > 2 and _FULL.search(region):
        return _UNREAD_FULL
    return _UNREAD_LARGE if code.endswith("0000") or code[2:] == "0100" or code in _LARGE else _UNREAD_CITY


def _second(stem: str, end: int) -> int:
    """Return where a district without its level word, or another city, ends behind a region: 深圳|福田, 山西|咸阳."""
    for size in (2, 3):
        piece = stem[end : end + size]
        if end + size >= len(stem) or piece not in divisions().by_name:
            continue
        if any(code[:6].endswith("00") for code in _codes(piece)):
            return end + size
        whole = find_divisions(stem[: end + size])
        if whole.codes and whole.end == end + size and whole.codes[0][:6][2:] != "0000" and len(whole.written) > 1:
            return end + size
    return 0


def _inside(best: _Reading, nameless: float) -> _Reading:
    """Look for a city between brand and trade, or behind both: 云帆|苏州|电子, 环球航运|青岛."""
    stem = best.place.stem
    for start in range(2, len(stem) - 1):
        for size in (2, 3, 4):
            piece = stem[start : start + size]
            world = piece in _WORLD and piece not in _NEVER_INSIDE
            if len(piece) < size or not (world or any(code[:6].endswith("00") for code in _codes(piece))):
                continue
            rest = stem[:start] + stem[start + size :]
            trade = read_trade(rest, nameless)
            if trade.start > start or trade.start == 0:
                continue
            if trade.cost + _INSIDE < best.cost:
                # 国网江苏省电力 is registered without brackets
                short = not world and not (size > 2 and _FULL.search(piece))
                best = _Reading(trade.cost + _INSIDE, Place(piece, rest, trade.start, inside=short))
    return best


def _world(stem: str) -> int:
    if stem[:2] not in _WORLD_HEADS:
        return 0
    return next((len(name) for name in _WORLD if stem.startswith(name) and len(stem) - len(name) >= 2), 0)


def _county(stem: str) -> int:
    """Return where a county at the head ends that is written without its level word: 昆山, 湘阴."""
    for size in (3, 2):
        if len(stem) > size + 1 and len(_codes(stem[:size])) == 1:
            return size
    return 0


def _at_head(stem: str) -> DivisionsFound:
    """Find the divisions at the head of a name; the common head, a short name that nothing continues, is kept."""
    table, behind = divisions(), stem[2:3]
    if "\u4e00" <= behind <= "\u9fff" and behind not in _MAY_CONTINUE and stem[2:4] not in table.lengths:
        names = table.by_name
        if not any(size > 2 and stem[:size] in names for size in table.lengths.get(stem[:2], ())):
            return _short_head(stem[:2])
    return find_divisions(stem, short_districts=False)


@lru_cache(maxsize=1 << 14)
def _short_head(head: str) -> DivisionsFound:
    return find_divisions(head + _NEUTRAL, short_districts=False)


@lru_cache(maxsize=1 << 14)
def _codes(text: str) -> tuple[str, ...]:
    """Return the codes of a text that is one place name and nothing else."""
    if text not in divisions().by_name:
        return ()
    found = find_divisions(text)
    return found.codes if found.end == len(text) else ()
