"""The quarter that stands before a road: 固戍社区|航城大道; 蛇口|南海大道, named as its subdistrict is.

The trap: roads are named after quarters (望京西路, 建国门外大街). So only a name that hardly another town of the
country has, and one in the division at hand, is parted, and only from what is the name of a road by itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from custdq.reference.divisions import division_stem
from custdq.reference.towns import town_codes, town_forms

_LONGEST, _SHORTEST = 5, 2
_SHORTEST_ROAD = 3
# 望京 is a subdistrict of Beijing and a town of Sichuan; 中山 is everywhere
_MOST_NAMESAKES = 2
# 南大街, 门外大街, 二路, 广场路: no names by themselves
_NEUTRAL = "东西南北中内外前后上下新老大小门口里环支横纵正一二三四五六七八九十"
_OWN_ROAD = re.compile(
    rf"(?=[{_NEUTRAL}]{{0,2}}[^{_NEUTRAL}路街大公道巷])(?![门外内口桥])"
    r"(?!.{0,3}(?:广场|公园|医院|学校|大学|[中小]学|车站|机场|市场|码头|大桥|水库|立交).{0,2}[路街道巷])"
    r"[\u4e00-\u9fff]{2,7}(?:大道|大街|公路|路|街|道)[^路街道]*"
)


_WORDED = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:社区|CBD|园区|(?:工业|科技|产业|软件|创业|物流)园(?:[东西南北中]区)?)")


@lru_cache(maxsize=16384)
def quarter_of(road: str, division: str) -> str | None:
    """Return the quarter that a road, as it was read, begins with.

    Parameters
    ----------
    road
        Name of a road with whatever stands before it.
    division
        Six-digit code of the division it lies in.

    Examples
    --------
    >>> quarter_of("蛇口南海大道", "440305"), quarter_of("望京西路", "110105")
    ('蛇口', None)
    """
    worded = _WORDED.match(road)
    if worded is not None and _OWN_ROAD.fullmatch(road, worded.end()):
        return worded.group()
    stem = division_stem(division)
    if len(stem) < 4:
        return None
    for size in range(min(_LONGEST, len(road) - _SHORTEST_ROAD), _SHORTEST - 1, -1):
        name = road[:size]
        codes = [code for form in town_forms(name) for code in town_codes(form)]
        here = [code for code in codes if code.startswith(stem)]
        if len(here) == 1 and len(codes) <= _MOST_NAMESAKES and _OWN_ROAD.fullmatch(road, size):
            return name
    return None
