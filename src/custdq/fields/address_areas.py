"""New areas of national rank: zones that are no division and lie in a province or a city by public decree.

The trap: 兰州新区 is a name, not 兰州 and some 新区; and those whose land several cities share tell only the province.
"""

from __future__ import annotations

import re

from custdq.fields.division_search import DivisionsFound, find_divisions
from custdq.reference.divisions import within

# decrees of the State Council, 2010 to 2017; 浦东, 滨海 and 两江 are in the table of divisions
_LIES_IN = {
    "舟山群岛新区": "浙江省舟山市",
    "兰州新区": "甘肃省兰州市",
    "南沙新区": "广东省广州市",
    "西咸新区": "陕西省",
    "贵安新区": "贵州省",
    "西海岸新区": "山东省青岛市",
    "金普新区": "辽宁省大连市",
    "天府新区": "四川省",
    "湘江新区": "湖南省长沙市",
    "江北新区": "江苏省南京市",
    "福州新区": "福建省福州市",
    "滇中新区": "云南省昆明市",
    "哈尔滨新区": "黑龙江省哈尔滨市",
    "长春新区": "吉林省长春市",
    "赣江新区": "江西省",
    "雄安新区": "河北省保定市",
}
_SEPARATORS = r"[\s,，、/|;；]*"
_AREA = re.compile(rf"(?P<above>.{{0,20}}?){_SEPARATORS}(?P<name>{'|'.join(_LIES_IN)}){_SEPARATORS}")
_FULL_NAME = 3.0


def area_at_head(text: str) -> str | None:
    """Return the new area that a text begins with.

    >>> area_at_head("贵安新区黔中大道1号"), area_at_head("科技新区1号")
    ('贵安新区', None)
    """
    match = _AREA.match(text) if "新区" in text else None
    return match["name"] if match is not None and match.start("name") == 0 else None


def divisions_of_area(plain: str) -> tuple[DivisionsFound, str] | None:
    """Find the divisions of an address that names a new area, and its rest from the area on; None where none is named.

    >>> found, rest = divisions_of_area("贵安新区黔中大道1号")
    >>> found.code, rest
    ('520000', '贵安新区黔中大道1号')
    >>> divisions_of_area("云帆新区黔中大道1号") is None
    True
    """
    match = _AREA.match(plain) if "新区" in plain else None
    if match is None:
        return None
    above, name, behind = match["above"], match["name"], plain[match.end() :]
    lead = _LIES_IN[name]
    found = area = find_divisions(lead)
    if area.code is None:
        return None
    if above:
        found = find_divisions(above)
        if found.end < len(above) or found.code is None:
            return None
        if within(area.code, found.code):
            found = area._replace(written=found.written)
        elif within(found.code, area.code):
            lead = above
        else:
            return None
    below = find_divisions(lead + behind)
    if below.end > len(lead) and below.weight >= found.weight + _FULL_NAME and below.code and below.code != found.code:
        return below._replace(written=(*found.written, below.written[-1])), name + behind[below.end - len(lead) :]
    return (found if above else found._replace(written=())), name + behind
