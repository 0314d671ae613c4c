"""The region in a Chinese organization name: in front, inside, behind, a country, or none at all.

The trap: a brand may be a place (金昌物流) or begin like one (安康达电子). So readings with and without the region are
weighed by what they leave as brand and trade, and the likeliest is taken.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from custdq.fields.division_search import find_divisions
from custdq.fields.organization_trade import read_trade

_HAN = "\u4e00-\u9fff"
#: What stands between a division and a brand: towns, streets, zones, parks.
_TOWN = re.compile(
    rf"(?:[{_HAN}]{{1,4}}?(?:街道|镇|乡)(?=[{_HAN}]{{4}})|[{_HAN}]{{2}}街(?=[{_HAN}]{{4}})"
    rf"|(?:经济技术|经济|高新技术|技术|新技术)?开发区(?:[{_HAN}]{{2,4}}?(?:产业园|工业园|科技园|软件园|物流园|创业园)区?)?"
    r"|[一-鿿]{0,4}?(?:旅游)?度假区|[一-鿿]{2,3}?风景区|经开区|高新区|保税区|自贸区|新区|城区|工业园区|高新技术产业开发区)"
)
#: Countries and wider regions that stand in front of names.
_WORLD = tuple(
    sorted(
        "中国 中华 全国 亚洲 亚太 大中华 大中华区 中国区 中国大陆 大陆 香港 澳门 台湾 北美 美国 英国 德国 "
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
_FULL = re.compile(r"(?:[省市区县州盟旗]|自治区|特区)$")
#: What a reading costs that leaves a place at the head of the brand, by how large the place is.
_UNREAD_FULL, _UNREAD_LARGE, _UNREAD_CITY, _UNREAD_COUNTY, _UNREAD_DISTRICT = 9.0, 2.0, 1.0, 0.4, 1.0
#: What a reading costs that takes a place the search does not vouch for.
_COUNTY, _INSIDE, _SECOND = 0.6, 0.3, 0.3
#: A registered name must have a brand.
_NAMELESS = 1.0
_SURE_ENOUGH = 0.4
_LARGE = frozenset({"210200", "330200", "350200", "370200", "440300"})


class Place(NamedTuple):
    """The region of a name, what is left of the name without it, and whether it stood inside."""

    region: str | None
    stem: str
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
    (None, Place(region='苏州', stem='云帆电子', inside=True))
    """
    nameless = _NAMELESS if registered else 0.0
    found = find_divisions(stem, short_districts=False)
    end = found.end if found.codes and found.end < len(stem) else 0
    best = _Reading(
        read_trade(stem, nameless).cost + _unread(stem, found.codes[0] if end else "", end), Place(None, stem)
    )
    for cut, cost in _cuts(stem, end):
        rest = stem[cut:]
        reading = _Reading(read_trade(rest, nameless).cost + cost, Place(stem[:cut], rest))
        if reading.cost < best.cost:
            best = reading
    if best.cost > _SURE_ENOUGH:
        best = _inside(best, nameless)
    if best.place.region is not None and not best.place.inside:
        town = _TOWN.match(best.place.stem)
        if town:
            best = best._replace(place=Place(best.place.region, best.place.stem[town.end() :]))
    return best.place


def _unread(stem: str, code: str, end: int) -> float:
    """Return what it costs to read no region where `stem[:end]` is one."""
    if not end:
        return _UNREAD_LARGE if _world(stem) else _UNREAD_COUNTY if _county(stem) else 0.0
    if _FULL.search(stem[:end]) and end > 2:
        return _UNREAD_FULL
    code = code[:6]
    if code.endswith("0000") or code[2:] == "0100" or code in _LARGE:
        return _UNREAD_LARGE
    return _UNREAD_CITY


def _cuts(stem: str, end: int) -> list[tuple[int, float]]:
    """Return the places where a region at the head of `stem` may end, with what it costs to believe it."""
    if not end:
        world = _world(stem)
        if world:
            return [(world, 0.0)]
        county = _county(stem)
        return [(county, _COUNTY)] if county else []
    cuts = [(end, 0.0)]
    town = _TOWN.match(stem, end)
    if town and town.end() < len(stem):
        cuts.append((town.end(), 0.0))
    second = _second(stem, end)
    if second:
        cuts[0] = (end, _UNREAD_DISTRICT)
        cuts.append((second, _SECOND))
    return cuts


def _second(stem: str, end: int) -> int:
    """Return where a district without its level word, or another city, ends behind a region: 深圳|福田, 山西|咸阳."""
    for size in (2, 3):
        if end + size >= len(stem):
            break
        piece = stem[end : end + size]
        if _codes(piece) and any(code[:6].endswith("00") for code in _codes(piece)):
            return end + size
        whole = find_divisions(stem[: end + size])
        if (
            whole.codes
            and whole.end == end + size
            and not whole.codes[0][:6].endswith("0000")
            and len(whole.written) > 1
        ):
            return end + size
    return 0


def _inside(best: _Reading, nameless: float) -> _Reading:
    """Look for a city between brand and trade, or behind both: 云帆|苏州|电子, 环球航运|青岛."""
    region, stem, _ = best.place
    if region is not None:
        return best
    for start in range(2, len(stem) - 1):
        for size in (2, 3, 4):
            piece = stem[start : start + size]
            if len(piece) < size or not any(code[:6].endswith("00") for code in _codes(piece)):
                continue
            rest = stem[:start] + stem[start + size :]
            trade = read_trade(rest, nameless)
            if trade.start > start or trade.start == 0:
                continue
            reading = _Reading(trade.cost + _INSIDE, Place(piece, rest, inside=True))
            if reading.cost < best.cost:
                best = reading
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


@lru_cache(maxsize=1 << 16)
def _codes(text: str) -> tuple[str, ...]:
    """Return the codes of a text that is one place name and nothing else."""
    found = find_divisions(text)
    return found.codes if found.end == len(text) else ()
