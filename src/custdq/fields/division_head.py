"""Reading the divisions at the head of a text name by name, where no name leaves a choice.

The trap: speed that changes the answer. Whatever could be read in two ways (a namesake, a short name before a road, a
repeated or retired name) is not read here: the answer is None and the search decides.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.reference.divisions import Divisions, division_stem, divisions

Codes = tuple[str, ...]

_SEPARATOR = re.compile(r"[\s,，、/\\·.。;；:：|_\-—>]*")
_FULL, _SHORT = 3.0, 2.0
_SHORTEST_FULL = 2
_AFTER_CITY = "中南北辖"
# 市 before these may begin a name (市北区), and these may continue one (市辖区, 省直辖县, 县城口县)
_UNSURE_NEXT = frozenset("省自市直县区州盟旗路大")


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


def read_head(text: str, start: int = 0) -> DivisionsFound | None:
    """Read the names at `start` where each is clear; None where the search must decide.

    >>> read_head("广东省深圳市福田区深南大道").codes, read_head("朝阳区建国路") is None
    (('440304',), True)
    """
    table = divisions()
    position, at, code, weight = start, start, "", 0.0
    written: list[str] = []
    short = False
    while True:
        name = _longest(text, at, table)
        if not name:
            break
        step = _step(name, text, at, code, table)
        if step is None:
            if _touches(text, at, code, table):
                return None
            break
        code, short = step
        written.append(name)
        weight += _SHORT if short else _FULL
        position = at = at + len(name)
        behind = text[at : at + 1]
        if behind in _UNSURE_NEXT and behind:
            return None
        if behind and not "\u4e00" <= behind <= "\u9fff":
            at = skip_separators(text, at)
    if short or not code:
        return None
    return DivisionsFound((code,), position, tuple(written), weight=weight)


def _longest(text: str, at: int, table: Divisions) -> str:
    for size in table.lengths.get(text[at : at + 2], ()):
        name = text[at : at + size]
        if name in table.by_name and len(name) == size:
            return name
    return ""


def _step(name: str, text: str, at: int, code: str, table: Divisions) -> tuple[str, bool] | None:
    """Return the code a name leads to from the one before, and whether the name was a short one; None where unsure."""
    names = table.by_name[name]
    codes = names.full or names.short
    if len(codes) > 1:
        stem = division_stem(code)
        codes = tuple(c for c in codes if c.startswith(stem) and c != code) if code else ()
    if len(codes) != 1 or (names.old_full and not code):
        return None
    found = codes[0]
    if code and (found == code or not found.startswith(division_stem(code))):
        return None
    if names.full:
        clear = (code or len(name) > _SHORTEST_FULL) and not _overlaps(text, at + len(name), found, table)
        return (found, False) if clear else None
    # a short name is clear only of a province or city, and before another name
    return (found, True) if found.endswith("00") else None


def _overlaps(text: str, end: int, found: str, table: Divisions) -> bool:
    """Tell whether the 市 before `end` may begin the next name: 青岛|市北, but 深圳市|南山."""
    if text[end - 1] != "市" or text[end : end + 1] not in _AFTER_CITY or end == len(text):
        return False
    stem = division_stem(found)
    names = [text[end - 1 : end + 1], text[end - 1 : end + 2]]
    return names[1] == "市辖区" or any(
        code.startswith(stem)
        for name in names
        if name in table.by_name
        for codes in table.by_name[name]
        for code in codes
    )


def _touches(text: str, at: int, code: str, table: Divisions) -> bool:
    """Tell whether any name at `at` could be of the division read, of one inside it or above it."""
    if not code:
        return True
    stem = division_stem(code)
    for size in table.lengths.get(text[at : at + 2], ()):
        names = table.by_name.get(text[at : at + size])
        if names is None:
            continue
        for codes in names:
            for found in codes:
                if found.startswith(stem) or code.startswith(division_stem(found)) or found in table.former:
                    return True
    return False
