"""Reading the divisions at the head of a text name by name, where no name leaves a choice.

The trap: speed that changes the answer. Whatever could be read in two ways (a namesake, a short name before a road, a
repeated or retired name) is not read here: the answer is None and the search decides.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from custdq.fields.division_follow import PART_OF_NAME, PUBLIC_PLACE
from custdq.reference.divisions import Divisions, Names, division_stem, divisions

Codes = tuple[str, ...]
#: The code a name leads to, and how it was written: in full, as a city's or province's short name, as a county's.
Step = tuple[str, int]

_SEPARATOR = re.compile(r"[\s,，、/\\·.。;；:：|_\-—>]*")
_FULL, _SHORT = 3.0, 2.0
_SHORTEST_FULL = 2
_AFTER_CITY = "中南北辖"
_COUNTY_OUTSIDE, _REGION = len("710000.TPE"), len("810000.K")
_WRITTEN_FULL, _CITY_SHORT, _COUNTY_SHORT = 0, 1, 2
_OLD_FULL = 2  # slot of `Names`
_NOTHING: Step = ("", -1)
_LEAF: dict[str, Step | None] = {}
# these may continue a name or begin a pseudo-division (市辖区, 省直辖县, 县城口县)
_UNSURE_NEXT = frozenset("省自市直县路大")


class _Behind(NamedTuple):
    overlap: re.Pattern[str]
    code_length: int


#: 青岛|市北区 and 上海|市辖区, where 青岛市 and 上海市 are readings too.
BEHIND = _Behind(re.compile(r"市(?:[中南北]|辖区)"), 6)


class DivisionsFound(NamedTuple):
    """What a search found: surviving `codes` (several when ambiguous), where the names end, how they were written.

    `renamed` is set where a name is no longer in use or the division has moved; `possible` has the counties of a town
    that stands alone and is shared by several.
    """

    codes: Codes = ()
    end: int = 0
    written: tuple[str, ...] = ()
    renamed: bool = False
    weight: float = 0.0
    possible: Codes = ()

    @property
    def code(self) -> str | None:
        """The one surviving code, or None."""
        return self.codes[0] if len(self.codes) == 1 else None


def skip_separators(text: str, at: int) -> int:
    """Return the first place from `at` on that is no space or punctuation."""
    match = _SEPARATOR.match(text, at)
    return match.end() if match else at


def read_head(text: str, *, start: int = 0, short_districts: bool = True) -> DivisionsFound | None:
    """Read the names at `start` where each is clear; None where the search must decide.

    >>> read_head("广东省深圳市福田区深南大道").codes, read_head("朝阳建国路") is None
    (('440304',), True)
    """
    lengths = divisions().lengths
    nodes = _nodes()
    node, code, how = nodes[""], "", _WRITTEN_FULL
    position = at = start
    weight = 0.0
    written: list[str] = []
    while sizes := lengths.get(text[at : at + 2]):
        step: Step | None = _NOTHING
        for size in sizes:
            name = text[at : at + size]
            step = node.get(name, _NOTHING)
            if step is not _NOTHING:
                break
        if step is _NOTHING and code and not _touches(text, at, code):
            break
        if step is None or step is _NOTHING:
            return None if code else _namesakes(text, at)
        code, how = step
        position = at = at + len(name)
        written.append(name)
        weight += _SHORT if how else _FULL
        if name[-1] == "市" and _overlaps(text, at, code):
            return None
        if how == _COUNTY_SHORT and not (short_districts and _stands_alone(text, at)):
            return None
        behind = text[at : at + 1]
        if behind and not "\u4e00" <= behind <= "\u9fff":
            at = skip_separators(text, at)
        node = nodes.get(code, _LEAF)
    if how == _CITY_SHORT or not code or _is_unsure(text, position):
        return None
    return DivisionsFound((code,), position, tuple(written), False, weight)  # noqa: FBT003


def _stands_alone(text: str, at: int) -> bool:
    return not PART_OF_NAME.match(text, at) and not PUBLIC_PLACE.match(text, at)


def _is_unsure(text: str, at: int) -> bool:
    """Tell whether what follows the last name may belong to it: a road, or the next of the pseudo-divisions."""
    return text[at : at + 1] in _UNSURE_NEXT if at < len(text) else False


def _namesakes(text: str, at: int) -> DivisionsFound | None:
    """Read a full name that several divisions have, where no other name follows to choose between them."""
    table = divisions()
    name = next(
        (text[at : at + size] for size in table.lengths[text[at : at + 2]] if text[at : at + size] in table.by_name), ""
    )
    if len(name) <= _SHORTEST_FULL or name[-1] == "市":
        return None
    names = table.by_name[name]
    end = at + len(name)
    codes = tuple(code for code in names.full if len(code) == BEHIND.code_length)
    following = skip_separators(text, end)
    if len(codes) <= 1 or names.old_full or _is_unsure(text, end) or text[following : following + 2] in table.lengths:
        return None
    return DivisionsFound(codes, end, (name,), False, _FULL)  # noqa: FBT003


@cache
def _nodes() -> dict[str, dict[str, Step | None]]:
    """Return for the head of a text (""), each province and each city the names that may follow, None where unsure."""
    table = divisions()
    nodes: dict[str, dict[str, Step | None]] = {"": {}}
    above = {code: _above(code, table) for code in table.by_code}
    for code in table.by_code:
        for upper in above[code]:
            nodes.setdefault(upper, {})
    for name, names in table.by_name.items():
        nodes[""][name] = _at_head(name, names)
        for slot, codes in enumerate(names):
            for code in codes:
                for upper in above[code]:
                    _enter(nodes[upper], name, (code, slot))
                for upper in table.former.get(code, ()):
                    nodes[upper].setdefault(name, None)
    return nodes


def _above(code: str, table: Divisions) -> tuple[str, ...]:
    stems = (code[:2] + "0000", code[:4] + "00", code[:_COUNTY_OUTSIDE], code[:_REGION])
    return tuple({stem for stem in stems if stem in table.by_code and stem != code})


def _enter(node: dict[str, Step | None], name: str, reading: tuple[str, int]) -> None:
    """Enter one reading of a name inside a node; a second one of the same worth makes it unsure."""
    code, slot = reading
    how = _WRITTEN_FULL if slot == 0 else _CITY_SHORT if code.endswith("00") else _COUNTY_SHORT
    before = node.get(name, _NOTHING)
    if before is _NOTHING:
        node[name] = (code, how) if slot <= 1 else None
    elif before is not None and _rivals(before, code, slot, how=how):
        node[name] = None


def _rivals(before: Step, code: str, slot: int, *, how: int) -> bool:
    if slot == 0 or before[1] == _COUNTY_SHORT:
        return True
    if slot == 1:
        return bool(before[1]) and how <= before[1]
    # 巢湖市 is a county now, and was a city of four
    return slot == _OLD_FULL and code != before[0]


def _at_head(name: str, names: Names) -> Step | None:
    """At the head of a text a full name must be the only one in the country, a short one of one city or province."""
    if len(names.full) == 1 and not names.old_full and len(name) > _SHORTEST_FULL:
        return names.full[0], _WRITTEN_FULL
    higher = [code for code in names.short if code.endswith("00")]
    if not names.full and len(higher) == 1:
        return higher[0], _CITY_SHORT
    return None


def _overlaps(text: str, end: int, found: str) -> bool:
    """Tell whether the 市 before `end` may begin the next name: 青岛|市北, but 深圳市|南山."""
    if text[end : end + 1] not in _AFTER_CITY or end == len(text):
        return False
    by_name, stem = divisions().by_name, division_stem(found)
    names = [text[end - 1 : end + 1], text[end - 1 : end + 2]]
    return names[1] == "市辖区" or any(
        code.startswith(stem) for name in names if name in by_name for codes in by_name[name] for code in codes
    )


def _touches(text: str, at: int, code: str) -> bool:
    """Tell whether any name at `at` could be of the division read, of one inside it or above it."""
    table = divisions()
    stem = division_stem(code)
    for size in table.lengths.get(text[at : at + 2], ()):
        for codes in table.by_name.get(text[at : at + size], ()):
            for found in codes:
                if found.startswith(stem) or code.startswith(division_stem(found)):
                    return True
    return False
