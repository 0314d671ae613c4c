"""Divisions at the head of an address, remembered: most addresses of a file share a few hundred of them.

The trap: a head that another name goes on from (北京市|大兴大学城路, 富裕县|富裕镇). A head is remembered only where
the search reads it the same before any road, and given only where nothing behind it could be part of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from custdq.fields.address_divisions import Placed, placed
from custdq.fields.division_search import find_divisions
from custdq.reference.divisions import divisions, is_outside, within

# what no division, town or road is called: whatever is read before it is read before any road
_SOME_ROAD = "某某路1号"
_LEVEL_END = re.compile(r"[区县市旗]")
_FILLER = re.compile(r"[市区县省-]|辖区|辖县|地区")
_TOWN_WORD = re.compile(r".{1,13}?(?:街道|镇|乡|办事处|苏木)")
_LONGEST = 30
_FARTHEST = 12

Parts = dict[str, str | None]


class Head(NamedTuple):
    """Divisions in standard form, and as parts; their code, and what was done to them."""

    text: str
    parts: Parts
    code: str
    problem: str | None = None
    end: int = 0


@lru_cache(maxsize=16384)
def head(written: str) -> Head | None:
    """Return the divisions that `written` is, where that is sure whatever road follows, else None.

    >>> head("深圳福田区").text, head("鼓楼区")
    ('广东省深圳市福田区', None)
    """
    where = _whole(written)
    if where is None or where.code is None or standing(where.text) != where.code:
        return None
    names = {"province": where.province, "city": where.city, "district": where.district}
    parts = {"country": "CN", **{name: part for name, part in names.items() if part}, "adcode": where.code}
    return Head(where.text, parts, where.code, where.problem)


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
    """Return the remembered head of an address and where it ends; None where it has none or more may belong to it.

    >>> find_head("深圳福田区天河路464号").end, find_head("北京市大兴大学城路1号")
    (5, None)
    """
    best = None
    for match in _LEVEL_END.finditer(text, 1, _LONGEST):
        end = match.end()
        if best is not None and (
            end - best.end > _FARTHEST or text[best.end : best.end + 2] not in divisions().lengths
        ):
            break
        found = head(text[:end])
        if found is None:
            if best is not None:
                break
            continue
        best = found._replace(end=end)
        if "district" in found.parts:
            break
    return best if best is not None and not _goes_on(text, best) else None


def _goes_on(text: str, found: Head) -> bool:
    """Tell whether what stands behind a head may be part of it: a division of it, its own name, or any full name."""
    at = found.end
    if "district" not in found.parts and _TOWN_WORD.match(text, at):
        return True
    table = divisions()
    for size in table.lengths.get(text[at : at + 2], ()):
        names = table.by_name.get(text[at : at + size])
        if names is not None and (
            names.full
            or names.old_full
            or any(within(code, found.code) or within(found.code, code) for slot in names for code in slot)
        ):
            return True
    return _FILLER.match(text, at) is not None


def names_division(text: str, at: int, code: str | None) -> bool:
    """Tell whether a division inside `code` may be named at `at`, perhaps without its word: 北京市|大兴大学城路.

    >>> names_division("北京市大兴大学城路", 3, "110000"), names_division("北京市学院路", 3, "110000")
    (True, False)
    """
    table = divisions()
    sizes = table.lengths.get(text[at : at + 2], ())
    if code is None:
        return bool(sizes)
    for size in sizes:
        names = table.by_name.get(text[at : at + size])
        if names is not None and any(within(found, code) for slot in names for found in slot):
            return True
    return False
