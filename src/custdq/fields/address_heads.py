"""Divisions at the head of an address, remembered: most addresses of a file share a few hundred of them.

The trap: a head that another name goes on from (北京市|大兴大学城路, 富裕县|富裕镇). A head is remembered only where
the search reads it the same before any road, and given only where nothing behind it could be part of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from custdq.errors import Reason
from custdq.fields.address_areas import area_at_head, divisions_of_area
from custdq.fields.address_divisions import Placed, placed
from custdq.fields.division_search import find_divisions
from custdq.reference.divisions import divisions, is_outside, within

# what no division, town or road is called: whatever is read before it is read before any road
_SOME_ROAD = "某某路1号"
_RUN = re.compile(r"[\u4e00-\u9fff]{2,30}")
#: province, city and the first name of the level below, as most addresses have them
USUAL = (
    r"(?:[\u4e00-\u9fff]{2,6}?(?:省|自治区))?[\u4e00-\u9fff]{2,4}?市(?:市?辖区)?"
    r"[\u4e00-\u9fff]{1,6}?(?:[区县](?![区县]|市(?![府场政民]))|市(?![区县辖府场政民])|旗)"
)
USUAL_HEAD = re.compile(USUAL)
_FILLERS = frozenset("市区县省-辖地")
_LEVEL_END = re.compile(r"[区县市旗]")
_FILLER = re.compile(r"市(?![府场政民])|[区县省-]|辖区|辖县|地区|(?:群岛)?新区")
_TOWN_WORD = re.compile(r".{1,13}?(?:街道|镇|乡|办事处|苏木)")
_FARTHEST = 12

Parts = dict[str, str | None]


class Head(NamedTuple):
    """Divisions in standard form, and as parts; their code, what was done to them, how long they were as written."""

    text: str
    parts: Parts
    code: str
    problem: Reason | None = None
    end: int = 0
    #: whether they go down to a county, below which are only towns
    whole: bool = False
    #: the first characters of the county's name
    start: str = "\0"


#: No divisions at all: an address of a column of streets.
NOWHERE = Head("", {}, "")


@lru_cache(maxsize=16384)
def head(written: str) -> Head | None:
    """Return the divisions that `written` is, where that is sure whatever road follows, else None.

    >>> head("深圳福田区").text, head("鼓楼区")
    ('广东省深圳市福田区', None)
    """
    where = _whole(written) if divisions_of_area(written) is None else None
    if where is None or where.code is None or standing(where.text) != where.code:
        return None
    names = {"province": where.province, "city": where.city, "district": where.district}
    parts: Parts = {"country": "CN", **{name: part for name, part in names.items() if part}, "adcode": where.code}
    return Head(
        where.text,
        parts,
        where.code,
        where.problem,
        len(written),
        where.district is not None,
        (where.district or "\0")[:2],
    )


@lru_cache(maxsize=4096)
def standing(text: str) -> str | None:
    """Return the code that divisions in standard form are read as, before any road."""
    again = _whole(text)
    return again.code if again is not None else None


def _whole(written: str) -> Placed | None:
    found = find_divisions(written + _SOME_ROAD)
    if found.code is None or found.end != len(written) or is_outside(found.code):
        return None
    return placed(found)


def find_head(text: str) -> Head | None:
    """Return the remembered head of an address and where it ends; None where more may belong to it, or it is no head.

    An address that begins with no division's name has none: `NOWHERE`.

    >>> find_head("深圳福田区天河路464号").end, find_head("北京市大兴大学城路1号"), find_head("某某路464号").end
    (5, None, 0)
    """
    lengths = divisions().lengths
    if text[:2] not in lengths:
        return NOWHERE
    if area_at_head(text) is not None:
        return None
    usual = USUAL_HEAD.match(text)
    best = head(usual.group()) if usual else None
    if best is None or not best.whole:
        best = _deepest(text, lengths)
    if best is not None and best.whole and text.startswith(best.parts["district"] or "", best.end):
        best = head(text[: best.end + len(best.parts["district"] or "")])
    return best if best is not None and (ends(text, best) or _is_found(text, best)) else None


def _is_found(text: str, best: Head) -> bool:
    """Tell whether the search, too, ends a head in standard form where its own name goes on: 朝阳区|朝阳北路."""
    if not best.whole or not text.startswith(best.text) or _TOWN_WORD.match(text, best.end):
        return False
    found = find_divisions(text)
    return found.end == best.end and found.codes == (best.code,) and not found.renamed


def ends(text: str, found: Head) -> bool:
    """Tell whether nothing behind a head at the beginning of a text can be part of it.

    >>> ends("深圳福田区天河路", head("深圳福田区")), ends("北京市大兴大学城路", head("北京市"))
    (True, False)
    """
    behind = text[found.end : found.end + 2]
    if found.whole and behind not in divisions().lengths and behind[:1] not in _FILLERS:
        return True
    return not _goes_on(text, found)


def _deepest(text: str, lengths: Mapping[str, tuple[int, ...]]) -> Head | None:
    """Return the longest head, level by level."""
    best, run = None, _RUN.match(text)
    for match in _LEVEL_END.finditer(text, 1, run.end() if run else 0):
        end = match.end()
        if best is not None and (end - best.end > _FARTHEST or text[best.end : best.end + 2] not in lengths):
            break
        found = head(text[:end])
        if found is None:
            break
        best = found
        if found.whole:
            break
    return best


def _goes_on(text: str, found: Head) -> bool:
    """Tell whether what stands behind a head may be part of it: a division of it, its own name, or any full name."""
    at = found.end
    if text[at : at + 1] in _FILLERS and _FILLER.match(text, at):
        return True
    if not found.whole and has_counties(found.code) and _TOWN_WORD.match(text, at):
        return True
    sizes = divisions().lengths.get(text[at : at + 2])
    if sizes is None:
        return False
    return any(_is_related(text[at : at + size], found.code) for size in sizes)


@lru_cache(maxsize=16384)
def _is_related(name: str, code: str) -> bool:
    names = divisions().by_name.get(name)
    if names is None:
        return False
    if names.full or names.old_full:
        return True
    return any(within(other, code) or within(code, other) for slot in names for other in slot)


def has_counties(code: str) -> bool:
    """Tell whether a city has counties or districts: 深圳 has, 东莞 has none.

    >>> has_counties("440300"), has_counties("441900")
    (True, False)
    """
    return code[:4] in _with_counties()


@cache
def _with_counties() -> frozenset[str]:
    return frozenset(code[:4] for code in divisions().by_code if not code.endswith("00")) | frozenset(
        code[:4] for code in divisions().by_code if code.endswith("0000")
    )
