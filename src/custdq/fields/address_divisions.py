"""The divisions of a Chinese address: at its head, in a later piece, behind it, or told by its town.

The trap: the first name found is not always the address's. 百丈东路288号, 宁波 has its city behind, 浙江省 织里镇
吴兴区 its district behind the town, and 鼓楼区 stays open until a town, or nothing, decides.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from custdq.errors import Reason
from custdq.fields.address_areas import divisions_of_area
from custdq.fields.division_search import DivisionsFound, find_divisions, shared_code
from custdq.reference.divisions import DivisionPath, division_path, divisions, within

_FULL_NAME = 3.0
_SEPARATORS = re.compile(r"[\s,，;；:：]+")
#: separators that stand between divisions and what follows them
AT_HEAD = " ,，、/|;；。·:：-—_"
_TOWN_WORD = re.compile(r".{1,13}?(?:街道|镇|乡|办事处|苏木)")


_OTHER_LEVEL = re.compile(r"(?:地区|市)(?=[\u4e00-\u9fff]{1,8}?[县市区旗])")
_LEVELS = "省市区县旗"
_BEHIND_DOOR = re.compile(r"(?<=[0-9A-Z][号室栋座幢层楼])(?P<last>[\u4e00-\u9fff]{2,12}[省市区县旗])$")


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


@lru_cache(maxsize=4096)
def placed(found: DivisionsFound) -> Placed:
    """Turn what the search found into names, code, and what was done to them.

    >>> placed(find_divisions("深圳福田区")).text, placed(find_divisions("鼓楼区中山路")).district
    ('广东省深圳市福田区', '鼓楼区')
    """
    if len(found.codes) != 1:
        return _open(found)
    code = found.codes[0]
    province, city, district = division_path(code)
    return Placed(found.codes, code, province, city, district, what_was_done(found, province, district))


def what_was_done(found: DivisionsFound, province: str | None, district: str | None) -> Reason | None:
    """Tell whether the names were old ones, or left out the province, or the district where a town told it.

    >>> what_was_done(find_divisions("深圳福田区"), "广东省", "福田区").value
    'division_filled'
    """
    if found.renamed:
        return Reason.DIVISION_RENAMED
    heads = {name[:2] for name in found.written}
    filled = (province and province[:2] not in heads) or (district and district[:2] not in heads)
    return Reason.DIVISION_FILLED if filled else None


def _open(found: DivisionsFound) -> Placed:
    """Return what all candidates share, and the district as it was written."""
    if not found.codes:
        return Placed(found.possible, problem=Reason.DIVISION_AMBIGUOUS if found.possible else None)
    shared = shared_code(found.codes)
    above = division_path(shared) if shared else DivisionPath()
    return Placed(found.codes, None, above.province, above.city, found.written[-1], Reason.DIVISION_AMBIGUOUS)


def without_district_behind_town(found: DivisionsFound, rest: str) -> str:
    """Return the rest without a district that stands behind its town.

    >>> text = "浙江省织里镇吴兴区织里镇1号"
    >>> without_district_behind_town(find_divisions(text), "织里镇吴兴区织里镇1号")
    '织里镇1号'
    """
    county = found.code
    word = _TOWN_WORD.match(rest)
    if county is None or word is None or county.endswith("00"):
        return rest
    behind = rest[word.end() :].lstrip(AT_HEAD)
    again = find_divisions(behind)
    if again.weight < _FULL_NAME or again.code is None or not within(county, again.code):
        return rest
    town = word.group().lstrip(AT_HEAD)
    below = behind[again.end :].lstrip(AT_HEAD)
    return below if below.startswith(town) else town + below


def split_divisions(plain: str) -> tuple[DivisionsFound, str]:
    """Find the divisions at the head, else in the last piece, else at the head of a later piece.

    Returns the divisions and the rest of the address.

    >>> split_divisions("百丈东路288号, 宁波")[1]
    '百丈东路288号'
    """
    area = divisions_of_area(plain)
    if area is not None:
        return area
    plain = _with_level(plain)
    found = find_divisions(plain)
    if found.codes:
        rest = _without_repeat(plain[found.end :], found)
        behind = _behind_door(rest, found) if found.code else None
        return behind or (found, rest)
    behind = _behind_door(plain, found)
    if behind is not None:
        return behind
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


def _with_level(plain: str) -> str:
    """Give a prefecture the level word of today where an old or wrong one stands before a county: 来宾地区合山市."""
    match = _OTHER_LEVEL.search(plain)
    if match is None:
        return plain
    table = divisions()
    for size in (4, 3, 2):
        stem = plain[max(match.start() - size, 0) : match.start()]
        names, other = table.by_name.get(stem), table.by_name.get(stem + match.group())
        if len(stem) < size or names is None:
            continue
        if other is not None and (other.old_full or any(code.endswith("00") for code in other.full)):
            break
        cities = [code for code in names.short if code.endswith("00") and not code.endswith("0000")]
        county = find_divisions(plain, start=match.end())
        if len(cities) == 1 and county.end > match.end():
            name = table.by_code[cities[0]]
            inner = find_divisions(name + plain[match.end() : county.end])
            if inner.code and inner.code != cities[0] and within(inner.code, cities[0]):
                return plain[: match.start() - size] + name + plain[match.end() :]
    return plain


def ends_with_division(text: str) -> bool:
    """Tell whether something like a division stands behind number or door.

    >>> ends_with_division("青枫路9号昆山市"), ends_with_division("昆山市青枫路9号")
    (True, False)
    """
    return text[-1:] in _LEVELS and _BEHIND_DOOR.search(text) is not None


@lru_cache(maxsize=4096)
def divisions_of_piece(piece: str) -> DivisionsFound:
    """Find the divisions of a short piece of an address: what stands behind it or in brackets is the same in many.

    >>> divisions_of_piece("宁波").code, divisions_of_piece("老地址").code
    ('330200', None)
    """
    return find_divisions(piece)


def _behind_door(text: str, above: DivisionsFound) -> tuple[DivisionsFound, str] | None:
    """Read a division that stands behind number or door without a separator: 青枫路9号昆山市."""
    match = _BEHIND_DOOR.search(text)
    if match is None:
        return None
    last = find_divisions(match["last"])
    if last.end < len(match["last"]) or last.weight < _FULL_NAME:
        return None
    codes = tuple(code for code in last.codes if within(code, above.code)) if above.code else last.codes
    if not codes:
        return None
    written = (*above.written, *last.written)
    return last._replace(codes=codes, end=above.end, written=written), text[: match.start("last")]


def _without_repeat(rest: str, found: DivisionsFound) -> str:
    """Cut divisions at the end that only repeat those at the head: 二七区…2702 二七区 郑州市."""
    pieces = _SEPARATORS.split(rest.rstrip())
    while len(pieces) > 1:
        last = divisions_of_piece(pieces[-1])
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
        and (inner := divisions_of_piece(pieces[-1 - count])).codes
        and inner.end >= len(pieces[-1 - count])
    ):
        count += 1
    for size in range(count, 0, -1):
        for ordered in (pieces[-size:], pieces[-size:][::-1]):
            text = " ".join(ordered)
            inner = divisions_of_piece(text)
            if inner.codes and inner.end >= len(text):
                return inner, " ".join(pieces[:-size])
    return DivisionsFound(), ""
