"""Units of a Chinese organization that stand behind its name or in brackets behind it: shops, plants, 分所, 油田.

The trap: a unit is not its parent (星巴克（国贸店） is one of thousands), while a department (采购部) is the company
itself; and a shop's place may begin like a surname (王府井店), which makes it no contact.
"""

from __future__ import annotations

import re

_HAN = "\u4e00-\u9fff"
_WORDS = (
    r"(?<!总)店|分公司|分行|支行|校区|院区|厂区|园区|矿区|工厂|分所|分厂|分社|分院|研究所|研究院|设计院|油田|气田|煤矿|电厂|加油站|加气站|充电站"
    r"|餐厅|食堂|专柜|售楼处|信用卡中心|营业部|营业厅|营业所|分理处|储蓄所|门市部|经营部|工会委员会|工会|门店|仓库|项目部|项目经理部"
)
_UNIT = re.compile(rf"[\s\-—_,，]*\(?((?:[{_HAN}A-Za-z0-9·]{{0,16}}?)(?:{_WORDS}))\)?")
_BRACKETED = re.compile(
    rf"((?=[^()]*?[{_HAN}A-Za-z0-9])[^()]*(?:\([^()]*\)[^()]*)?)\(([{_HAN}A-Za-z0-9·]{{1,16}}(?:{_WORDS}))\)"
)


def read_unit(rest: str) -> str | None:
    """Return the unit that is all that stands behind a company's name, None where it is something else.

    >>> read_unit(" 观前街店"), read_unit("(东湖校区)"), read_unit("采购部")
    ('观前街店', '东湖校区', None)
    """
    match = _UNIT.fullmatch(rest.rstrip()) if rest else None
    return None if match is None else match.group(1)


def split_bracketed_unit(name: str) -> tuple[str, str | None]:
    """Split a unit in half-width brackets off the end of a name.

    >>> split_bracketed_unit("和裕茶饮(观前街店)"), split_bracketed_unit("和裕茶饮(苏州)")
    (('和裕茶饮', '观前街店'), ('和裕茶饮(苏州)', None))
    """
    match = _BRACKETED.fullmatch(name) if name.endswith(")") else None
    return (name, None) if match is None else (match.group(1), match.group(2))
