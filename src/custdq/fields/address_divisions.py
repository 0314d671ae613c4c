"""The divisions of a Chinese address: at its head, in a later piece, behind it, or told by its town.

The trap: the first name found is not always the address's. 百丈东路288号, 宁波 has its city behind, 浙江省 织里镇 吴兴区 its
district behind the town, and 鼓楼区 stays open until a town, or nothing, decides.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.errors import Reason
from custdq.fields.division_search import DivisionsFound, find_divisions, shared_code
from custdq.fields.town_search import TownFound, find_town
from custdq.reference.divisions import DivisionPath, division_path, within

_FULL_NAME = 3.0
_SEPARATORS = re.compile(r"[\s,，;；:：]+")
_AT_HEAD = " ,，、/|;；。·:：-—_"
_TOWN_WORD = re.compile(r".{1,13}?(?:街道|镇|乡|办事处|苏木)")


class Placed(NamedTuple):
    """Where an address lies: one code, or several candidates; names from the province down; what there is to say."""

    codes: tuple[str, ...] = ()
    code: str | None = None
    province: str | None = None
    city: str | None = None
    district: str | None = None
    problem: Reason | None = None

    @property
    def text(self) -> str:
        """The divisions in standard form, a municipality named once."""
        return (self.province or "") + ("" if self.city == self.province else self.city or "") + (self.district or "")


def placed(found: DivisionsFound) -> Placed:
    """Turn what the search found into names, code, and what was done to them.

    >>> placed(find_divisions("深圳福田区")).text, placed(find_divisions("鼓楼区中山路")).district
    ('广东省深圳市福田区', '鼓楼区')
    """
    code = found.code
    if code is not None:
        return _at(code, found)
    if not found.codes:
        return Placed()
    shared = shared_code(found.codes)
    above = division_path(shared) if shared else DivisionPath()
    return Placed(found.codes, None, above.province, above.city, found.written[-1], Reason.DIVISION_AMBIGUOUS)


def _at(code: str, found: DivisionsFound) -> Placed:
    province, city, district = division_path(code)
    problem = None
    if found.renamed:
        problem = Reason.DIVISION_RENAMED
    elif province and not any(province[:2] == name[:2] for name in found.written):
        problem = Reason.DIVISION_FILLED
    return Placed((code,), code, province, city, district, problem)


def told_by_town(found: DivisionsFound, rest: str) -> tuple[Placed, str]:
    """Place an address, letting its town choose among several districts or name the one that was left out.

    Returns where it lies and what stands behind the divisions.

    >>> told_by_town(find_divisions("浙江省织里镇吴兴区织里镇1号"), "织里镇吴兴区织里镇1号")[1]
    '织里镇1号'
    """
    code = found.code
    if (code is not None and not code.endswith("00")) or not _TOWN_WORD.match(rest):
        return placed(found), rest
    start = len(rest) - len(rest.lstrip(_AT_HEAD))
    town, county = _county(found, rest, start)
    if town is None or county is None or county == code:
        return placed(found), rest
    where = _at(county, found)
    if where.problem is None:
        where = where._replace(problem=Reason.DIVISION_FILLED)
    return where, _behind_town(rest, start, town, county)


def _county(found: DivisionsFound, rest: str, start: int) -> tuple[TownFound | None, str | None]:
    """Return the town at the head and the one county it can lie in, given the divisions found."""
    if len(found.codes) > 1:
        towns = {code: find_town(rest, start=start, division=code) for code in found.codes}
        having = [code for code, town in towns.items() if town is not None]
        return (towns[having[0]], having[0]) if len(having) == 1 else (None, None)
    town = find_town(rest, start=start, division=found.code or "")
    if town is None or len(town.counties) != 1 or not _TOWN_WORD.fullmatch(rest[start : town.end]):
        return None, None
    return town, town.counties[0]


def _behind_town(rest: str, start: int, town: TownFound, county: str) -> str:
    """Cut a district that stands behind its town (织里镇 吴兴区织里镇…)."""
    behind = rest[town.end :].lstrip(_AT_HEAD)
    again = find_divisions(behind)
    if again.code is None or again.weight < _FULL_NAME or not (within(county, again.code) or again.code == county):
        return rest
    name, below = rest[start : town.end], behind[again.end :].lstrip(_AT_HEAD)
    return below if below.startswith(name) else name + below


def split_divisions(plain: str) -> tuple[DivisionsFound, str]:
    """Find the divisions at the head, else in the last piece, else at the head of a later piece.

    Returns the divisions and the rest of the address.

    >>> split_divisions("百丈东路288号, 宁波")[1]
    '百丈东路288号'
    """
    found = find_divisions(plain)
    if found.codes:
        return found, _without_repeat(plain[found.end :], found)
    pieces = _SEPARATORS.split(plain)
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


def _without_repeat(rest: str, found: DivisionsFound) -> str:
    """Cut divisions at the end that only repeat those at the head: 二七区…2702 二七区 郑州市."""
    pieces = _SEPARATORS.split(rest.rstrip())
    while len(pieces) > 1:
        last = find_divisions(pieces[-1])
        if last.end < len(pieces[-1]) or not any(within(a, b) or within(b, a) for a in last.codes for b in found.codes):
            break
        del pieces[-1]
        rest = rest[: rest.rindex(pieces[-1]) + len(pieces[-1])]
    return rest


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
