"""Figures written in Chinese characters inside an address: 三号 is 3号, but 三元街 and 中山二路 are names.

The trap: every small number is a syllable of some name (五一路, 八宝山, 一号公馆), so characters become digits only
right before a word that is counted, and 号 counts only behind a road or before a door. A number stands whole or not at
all: C2三楼 is the third floor of C2 and no 23rd, and 第十二组 no 第十2组.
"""

from __future__ import annotations

import re

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_WEIGHTS = {"十": 10, "百": 100}
_COUNTED = re.compile(
    r"(?<![第零〇○一二三四五六七八九十百两])(?<!\d(?![零〇○]))"
    r"([零〇○一二三四五六七八九十百两]{1,7})(?=(號|号)|弄|栋|棟|幢|单元|單元|室|层|層|楼|樓|组|組|户|座(?!山)|巷\d?|段|鄰|邻"
    r"|[连队](?=[零〇○一二三四五六七八九十百]|[^\u4e00-\u9fff]|$)|团(?=[零一二三四五六七八九十\d]+[连营]|$))"
)
# a road that is called by its number alone: 十八路, never 八德路 or 敬业一路
_NUMBERED_ALONE = re.compile(r"(?:^|(?<=[区區乡鄉镇鎮市里村邻鄰\d]))[一二三四五六七八九十百]{1,4}(?=[路街])")
_BEHIND_DASH = re.compile(r"(?<=之)[一二三四五六七八九十]{1,3}(?![\u4e00-\u9fff\d])")
# 号 is counted behind these (…路二号国贸中心) and before these (二号楼, 二号301)
_BEFORE_NUMBER = frozenset("路街道巷弄里段村庄屯组组鄰邻胡同甲乙丙特东西南北中坊线条口新")
_BEHIND_NUMBER = frozenset("零〇○一二三四五六七八九十百两院楼樓栋棟幢座之门門弄房铺鋪厂库室單单附、,，-() ")
_NUMBERED_ROAD = re.compile("路|线|桥|街|公路|大街|大道|地铁|航站")


def figures(text: str, *, sections: bool = False) -> str:
    """Return `text` with counted numbers as digits.

    Parameters
    ----------
    text
        Address text, simplified or traditional.
    sections
        Whether sections, lanes and 之 are counted (信义路五段七楼之一), as in Taiwan; else they are names.

    Examples
    --------
    >>> figures("中山二路十八号三栋"), figures("三元街一号公馆五楼"), figures("信义路五段七号", sections=True)
    ('中山二路18号3栋', '三元街1号公馆5楼', '信义路5段7号')
    >>> figures("金地一号公馆"), figures("一号线三号口")
    ('金地一号公馆', '一号线3号口')
    """

    def arabic(match: re.Match[str]) -> str:
        characters, start, end = match.group(1), match.start(), match.end()
        word = text[end : end + 1]
        if word in "段巷" and not sections:
            return characters
        if match.group(2) and not _is_counted(text, start, end + 1):
            return characters
        return _value(characters)

    counted = _COUNTED.sub(arabic, text)
    if not sections:
        return counted
    for pattern in (_BEHIND_DASH, _NUMBERED_ALONE):
        counted = pattern.sub(lambda match: _value(match.group()), counted)
    return counted


def _is_counted(text: str, start: int, end: int) -> bool:
    """Tell whether 号 at `end` numbers a house or a door: 一号公馆 is a name, 一号线 and 一号路 too."""
    if _NUMBERED_ROAD.match(text, end):
        return False
    behind = text[end : end + 1]
    if not behind or behind in _BEHIND_NUMBER or not "\u4e00" <= behind <= "\u9fff":
        return True
    return start > 0 and text[start - 1] in _BEFORE_NUMBER


def _value(characters: str) -> str:
    """Return the digits of 四六四 (read off) or 四百六十四 (counted)."""
    if not set(characters) & _WEIGHTS.keys():
        return "".join(str(_DIGITS[char]) for char in characters)
    total, digit = 0, 0
    for char in characters:
        if char in _WEIGHTS:
            total += (digit or 1) * _WEIGHTS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return str(total + digit)
