"""Where the brand of a Chinese organization name ends and its trade begins: 字号 and 行业.

No list holds every trade, and a brand may begin like one. So every boundary is weighed: a brand of two characters costs
least, then three and four; a run of known trade words costs next to nothing, an unknown character inside it a little;
a brand that is itself a trade word is unlikely. The cheapest reading wins.
The trap: 国际贸易 has no brand, 海洋之星贸易 has one that begins with a trade.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from custdq.reference.words import establishments, industries

_LONGEST_WORD = 8
#: A longer name (characters) is not weighed: it is a sentence.
_LONGEST_NAME = 60
#: What a brand of so many characters costs (natural logarithm of how rare it is among registered names, roughly).
_BRAND = (0.6, 2.2, 0.0, 0.3, 0.45, 1.4, 2.0, 2.6, 3.1)
_LONGER_BRAND = 0.5
_WORD = 0.08
_UNKNOWN_INSIDE = 0.6
_BRAND_IS_TRADE = 2.0
_BRAND_BEGINS_AS_TRADE = 1.6
_BRAND_BEGINS_WEAKLY = 0.25
_BRAND_IS_WEAK = 0.8
#: More, where the boundary stands inside a trade word: 工程|机械.
_BRAND_SPLITS_WORD = 1.0
_NO_TRADE = 0.9
#: More, where it ends in a trade word.
_TRADE_UNREAD = 0.6
#: A closing word of one character that ends shops' names, and one that ends brands as well (同仁堂).
_CLOSING, _WEAK_CLOSING = 0.08, 0.35
_SURE_CLOSINGS = frozenset("店厂部行馆坊")
#: A longer closing word is a body's, and no part of it closes a name by itself.
_LONGEST_OF_SHOPS = 3
_NEVER = 99.0
_RUN = re.compile(r"[A-Za-z0-9&·.\-]+")
_ORDINAL = re.compile(
    r"(?:[省市县区州镇乡]?第[一二三四五六七八九十百\d]{1,3}|[省市县区州镇乡](?=人民|中心|中医|妇幼|实验|直属|属))"
)
_ORDINAL_HEADS = frozenset("第省市县区州镇乡")
#: Words that say how large or of what sort; neither brand nor trade.
_SORTS = frozenset(
    "大型 小型 中型 综合 专业 特种 长途 短途 民用 家用 商用 车用 农用 工业用 新区 城区 全屋 高端 平价 精品 "
    "特价 天然 有机 纯天然".split()
)
#: Trade words that begin brands as often as trades.
_WEAK = frozenset(
    "发展 建设 国际 文化 设计 工程 健康 运动 艺术 音乐 创意 海洋 能源 信息 智能 开发 服务 管理 创业 新闻 "
    "生态 气象 环境 环球 创新 智慧 数字 "
    "数码 合作 经济 实业 产业 事业 广场 大厦 空间 黄金 钻石 水晶 珍珠 琥珀 翡翠 北斗 航天 远洋 阳光 美食 "
    "养生 公益 资源 动力 百货 资本 财富 "
    "循环 再生 技术 科技 金融 青少年 女性 老年 儿童 咖啡 茶园 花木 蜂蜜 玉石 国学 书局 书业 鲜花 "
    "苹果 葡萄 草莓 芒果 荔枝 西瓜 辣椒 核桃 人参 灵芝 超声 精工 "
    "菠萝 椰子 蓝莓 口岸 零食 樱桃 蘑菇 花椒 紫菜 海带 羽毛 龙眼 云母".split()
)


class Trade(NamedTuple):
    """A name read as brand and trade: where the trade starts, and what the reading costs (the less the likelier)."""

    start: int
    cost: float


@cache
def _words() -> frozenset[str]:
    return industries() | _SORTS


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Return the first two characters of every trade word -> how long the words are that begin so."""
    found: dict[str, set[int]] = {}
    for word in _words():
        if len(word) <= _LONGEST_WORD:
            found.setdefault(word[:2], set()).add(len(word))
    return {head: tuple(sorted(sizes)) for head, sizes in found.items()}


@cache
def _longer() -> dict[str, tuple[int, ...]]:
    """Return the same without the words of two characters, which their first two characters tell."""
    return {head: tuple(size for size in sizes if size > 2) for head, sizes in _lengths().items()}


def split_trade(stem: str) -> tuple[str | None, str | None]:
    """Split brand and trade of a name without its region and form.

    >>> split_trade("青禾湾餐饮管理"), split_trade("蒋记经营部"), split_trade("国际贸易"), split_trade("昌天")
    (('青禾湾', '餐饮管理'), ('蒋记', '经营部'), (None, '国际贸易'), ('昌天', None))
    """
    start = read_trade(stem).start
    return stem[:start] or None, stem[start:] or None


def read_trade(stem: str, nameless: float = 0.0, chain: list[float] | None = None) -> Trade:
    """Return the cheapest reading of a name without region and form.

    Parameters
    ----------
    stem
        The name.
    nameless
        Added where it has no brand.
    chain
        What `trade_chain` says of it, or the end of what it says of a longer name.

    Examples
    --------
    >>> read_trade("海洋之星贸易").start, read_trade("国际贸易").start
    (4, 0)
    """
    size = len(stem)
    if not size or size > _LONGEST_NAME:
        return Trade(size, _BRAND[0] + nameless if not size else _NEVER)
    chain = trade_chain(stem) if chain is None else chain
    begins, trades = _beginning(stem)
    runs = _RUN.search(stem) is not None
    nearest = min(chain[:-1])
    unread = _NO_TRADE + (0.0 if size not in trades else _BRAND_IS_WEAK if stem in _WEAK else _BRAND_IS_TRADE)
    if nearest == _WEAK_CLOSING:
        unread -= _NO_TRADE
    elif nearest < _NEVER:
        unread += _TRADE_UNREAD
    best = Trade(size, _length_cost(stem, size, runs=runs) + unread)
    for start in range(size):
        if chain[start] >= _NEVER:
            continue
        cost = chain[start]
        if not start:
            cost += _BRAND[0] + nameless
        else:
            cost += _length_cost(stem, start, runs=runs)
            if start in trades:
                cost += _BRAND_IS_WEAK if stem[:start] in _WEAK else _BRAND_IS_TRADE
                cost += _BRAND_SPLITS_WORD if start < begins else 0.0
            elif begins and start > begins:
                cost += _BRAND_BEGINS_WEAKLY if stem[:begins] in _WEAK else _BRAND_BEGINS_AS_TRADE
        if cost < best.cost - 1e-9:
            best = Trade(start, cost)
    return best


def _length_cost(stem: str, end: int, *, runs: bool) -> float:
    """Return what a brand of that length costs; letters and digits in a row are as one word of two characters."""
    length = max(2, len(_RUN.sub("字", stem[:end])) + 1) if runs and _RUN.search(stem, 0, end) else end
    return _BRAND[length] if length < len(_BRAND) else _BRAND[-1] + _LONGER_BRAND * (length - len(_BRAND) + 1)


def _beginning(stem: str) -> tuple[int, set[int]]:
    """Return the length of the longest trade word at the head, and every length at which the head is trade words."""
    words, lengths = _words(), _lengths()
    ordinal = _ORDINAL.match(stem) if stem[0] in _ORDINAL_HEADS else None
    begins = ordinal.end() if ordinal else 0
    trades = {begins} if begins else set()
    reach = [0, *trades]
    while reach:
        at = reach.pop()
        for length in lengths.get(stem[at : at + 2], ()):
            if stem[at : at + length] in words and at + length <= len(stem):
                if not at:
                    begins = max(begins, length)
                if at + length not in trades:
                    trades.add(at + length)
                    reach.append(at + length)
    return begins, trades


def trade_chain(stem: str) -> list[float]:
    """Return for every place of a name what it costs to read on to the end as trade words."""
    size = len(stem)
    if size > _LONGEST_NAME:
        return [_NEVER] * size + [0.0]
    words, longer = _words(), _longer()
    chain = [_NEVER] * size + [0.0]
    inside = [_NEVER] * size + [0.0]
    for closing in _closings(stem):
        sure = closing > 1 or stem[-1] in _SURE_CLOSINGS
        chain[size - closing] = _CLOSING if sure else _WEAK_CLOSING
    for start in range(size - 1, -1, -1):
        best = chain[start]
        pair = stem[start : start + 2]
        sizes = longer.get(pair)
        if sizes is not None:
            if pair in words and inside[start + 2] + _WORD < best:
                best = inside[start + 2] + _WORD
            for length in sizes:
                end = start + length
                if end <= size and inside[end] + _WORD < best and stem[start:end] in words:
                    best = inside[end] + _WORD
        if stem[start] in _ORDINAL_HEADS:
            ordinal = _ORDINAL.match(stem, start)
            best = min(best, chain[ordinal.end()] + _WORD) if ordinal else best
        chain[start] = best
        # inside a trade, behind a known word, a character may be unknown
        unknown = inside[start + 1] + _UNKNOWN_INSIDE
        inside[start] = best if best < unknown else unknown
    return chain


@cache
def _closing_ends() -> frozenset[str]:
    return frozenset(word[-1] for word in establishments())


def _closings(stem: str) -> list[int]:
    """Return the lengths of the closing words of a shop, school or body at the end of `stem`: 烤肉|店 and 烤|肉店."""
    if not stem or stem[-1] not in _closing_ends():
        return []
    words = establishments()
    found = [length for length in range(min(_LONGEST_WORD, len(stem)), 1, -1) if stem[-length:] in words]
    if found and found[0] > _LONGEST_OF_SHOPS:  # 居民委员会 is no 委员会 of the brand 居民
        return found[:1]
    alone = stem[-1] in words and len(stem) > 2 and (not found or stem[-1] in "店厂馆")
    return [*found, 1] if alone else found
