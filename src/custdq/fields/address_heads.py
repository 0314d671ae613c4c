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
from custdq.fields.address_divisions import placed, what_was_done
from custdq.fields.division_follow import HALL_ROAD, NO_ROADS, ROAD_OF_NAME
from custdq.fields.division_head import may_end, read_head
from custdq.fields.division_search import DivisionsFound, find_divisions
from custdq.fields.town_search import find_town
from custdq.reference.divisions import divisions, is_outside, within

# what no division, town or road is called: whatever is read before it is read before any road
_SOME_ROAD = "某某路1号"
_RUN = re.compile(r"[\u4e00-\u9fff]{2,30}")
#: province, city and the first name of the level below, as most addresses have them
_USUAL = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}?(?:省|自治区))?[\u4e00-\u9fff]{2,4}?市(?:市?辖区)?"
    r"[\u4e00-\u9fff]{1,6}?(?:[区县](?![区县]|市(?![府场政民]))|市(?![区县辖府场政民])|旗)"
)
_FILLERS = frozenset("市区县省-辖地")
_LEVEL_END = re.compile(r"[区县市旗]")
_FILLER = re.compile(r"市(?![府场政民])|[区县省-]|辖区|辖县|地区|(?:群岛)?新区")
_TOWN_WORD = re.compile(r".{1,13}?(?:街道|镇|乡|办事处|苏木)")
_ROAD_BEGINS = frozenset("路大府政")
# a short name and what follows may be the name of a town: 富裕|镇
_TOWN_OF_NAME = re.compile(r"[\u4e00-\u9fff]{0,2}(?:街道|镇|乡)")
_FARTHEST = 12
_MOST_REMEMBERED = 16384
# heads are looked up by so many first characters, shorter ones by two
_BEGINNING = 5

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
    #: the names as written, where the last is a short one (深圳福田) that what follows may make another name
    short: tuple[str, ...] = ()
    #: whether every character of the names as written stands in the standard form
    kept: bool = True


#: No divisions at all: an address of a column of streets.
NOWHERE = Head("", {}, "")


@lru_cache(maxsize=16384)
def head(written: str) -> Head | None:
    """Return the divisions that `written` is, where that is sure whatever road follows, else None.

    >>> head("深圳福田区").text, head("鼓楼区")
    ('广东省深圳市福田区', None)
    """
    found = _before_any_road(written) if divisions_of_area(written) is None else None
    return None if found is None else _head(found, written)


def _head(found: DivisionsFound, written: str) -> Head | None:
    """Return a head by what the search found; None where its standard form would be read otherwise."""
    code = found.codes[0]
    standard = _standard(code)
    if standard is None:
        return None
    last = divisions().by_name[found.written[-1]]
    return standard._replace(
        problem=what_was_done(found, standard.parts.get("province"), standard.parts.get("district")),
        end=len(written),
        short=() if code in last.full or last.old_full else found.written,
        kept=set(written).issubset(standard.text),
    )


@lru_cache(maxsize=4096)
def _standard(code: str) -> Head | None:
    """Return the head that a division is in standard form; None where that is read otherwise before some road."""
    where = placed(DivisionsFound((code,)))
    if standing(where.text) != code:
        return None
    names = {"province": where.province, "city": where.city, "district": where.district}
    parts: Parts = {"country": "CN", **{name: part for name, part in names.items() if part}, "adcode": code}
    start = (where.district or "\0")[:2]
    return Head(where.text, parts, code, None, len(where.text), where.district is not None, start)


@lru_cache(maxsize=4096)
def standing(text: str) -> str | None:
    """Return the code that divisions in standard form are read as, before any road."""
    again = _before_any_road(text)
    return again.code if again is not None else None


def _before_any_road(written: str) -> DivisionsFound | None:
    """Return what the search finds, where it is one division of the mainland and ends where the text does."""
    found = find_divisions(written + _SOME_ROAD)
    return found if found.code is not None and found.end == len(written) and not is_outside(found.code) else None


class _Remembered:
    """Heads met before, by how they were written; a look-up is a slice or a few, where reading one is a search."""

    def __init__(self) -> None:
        self.heads: dict[str, Head] = {}
        #: first characters -> lengths of the heads that begin so, longest first
        self.sizes: dict[str, tuple[int, ...]] = {}

    def longest(self, text: str) -> Head | None:
        """Return the longest remembered head that a text begins with."""
        heads, sizes = self.heads, self.sizes
        for beginning in (text[:_BEGINNING], text[:2]):
            for size in sizes.get(beginning, ()):
                found = heads.get(text[:size])
                if found is not None:
                    return found
        return None

    def add(self, text: str, found: Head) -> None:
        """Remember the head of a text; where there are too many, all are forgotten."""
        if len(self.heads) >= _MOST_REMEMBERED:
            self.heads, self.sizes = {}, {}
        beginning = text[: _BEGINNING if found.end >= _BEGINNING else 2]
        self.heads[text[: found.end]] = found
        self.sizes[beginning] = tuple(sorted({*self.sizes.get(beginning, ()), found.end}, reverse=True))


_remembered = _Remembered()


def find_head(text: str) -> Head | None:
    """Return the remembered head of an address and where it ends; None where more may belong to it, or it is no head.

    An address that begins with no division's name has none: `NOWHERE`.

    >>> find_head("深圳福田区天河路464号").end, find_head("朝阳区大兴路1号"), find_head("某某路464号").end
    (5, None, 0)
    """
    best = likely_head(text)
    return best if best is None or best is NOWHERE or is_head(text, best) else None


def likely_head(text: str) -> Head | None:
    """Return the divisions that an address seems to begin with: `is_head` tells whether they end there.

    >>> likely_head("深圳市福田区福田路1号").text, likely_head("某某路464号") is NOWHERE
    ('广东省深圳市福田区', True)
    """
    if text[:2] not in divisions().lengths:
        return NOWHERE
    if "新区" in text and area_at_head(text) is not None:
        return None
    best = _remembered.longest(text)
    if best is not None:
        if not best.whole or best.short:
            best = best if ends(text, best) else None
        elif text.startswith(best.start, best.end):
            best = None
    if best is None:
        best = _read(text)
        if best is not None:
            _remembered.add(text, best)
    return best


def is_head(text: str, best: Head) -> bool:
    """Tell whether the divisions that an address seems to begin with end where they seem to.

    >>> is_head("北京市大兴青枫路1号", head("北京市"))
    False
    """
    return ends(text, best) or _is_found(text, best)


def _read(text: str) -> Head | None:
    """Return the divisions at the head of a text: name by name, in the usual form, or level by level."""
    found = read_head(text)
    if found is not None and found.code is not None and not is_outside(found.code):
        written = text[: found.end]
        named = _head(found, written) if divisions_of_area(written) is None else None
        if named is not None and (named.whole or ends(text, named)):
            return named
    usual = _USUAL.match(text)
    best = head(usual.group()) if usual else None
    if best is None or not best.whole:
        best = _deepest(text, divisions().lengths)
    if best is not None and best.whole:
        own = best.parts["district"] or ""
        return head(text[: best.end + len(own)]) if text.startswith(own, best.end) else best
    return best


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
    lengths, at = divisions().lengths, found.end
    behind = text[at : at + 2]
    if not (found.whole and behind not in lengths and behind[:1] not in _FILLERS) and _goes_on(text, found):
        return False
    if found.short:
        return may_end(text, at, found.code, found.short) and not _is_town_of_name(text, found)
    if found.whole or behind[:1] not in _ROAD_BEGINS:
        return True
    return not HALL_ROAD.match(text, at) and (text[at - 1] in NO_ROADS or not ROAD_OF_NAME.match(text, at))


def _is_town_of_name(text: str, found: Head) -> bool:
    """Tell whether the short name that a head ends with begins a town's name: 通州|镇."""
    if not _TOWN_OF_NAME.match(text, found.end):
        return False
    begins = found.end - len(found.short[-1])
    town = find_town(text, start=begins, division=found.code, bare=False)
    return town is not None and town.end > found.end


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
