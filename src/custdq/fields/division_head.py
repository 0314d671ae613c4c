"""Reading the divisions at the head of a text name by name, where no name leaves a choice.

The trap: speed that changes the answer. Whatever could be read in two ways (a namesake, a short name before a road, a
repeated or retired name) is not read here: the answer is None and the search decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from custdq.fields.division_follow import HALL_ROAD, PART_OF_NAME, PUBLIC_PLACE, VILLAGE_OF_NAME
from custdq.reference.divisions import division_stem, divisions, is_municipality

Codes = tuple[str, ...]
#: The code a name leads to, and how it was written: in full, as a city's or province's short name, as a county's.
Step = tuple[str, int]

_SEPARATOR = re.compile(r"[\s,，、/\\·.。;；:：|_\-—>]*")
_FULL = 3.0
_SHORTEST_FULL = 2
_AFTER_CITY = "中南北辖府政"
_WRITTEN_FULL, _CITY_SHORT, _COUNTY_SHORT, _REPEATED = 0, 1, 2, 3
_WEIGHTS = (_FULL, 2.0, 2.0, 0.1)
_OLD_FULL, _RISEN = 2, 4  # slot of `Names`, and a slot for what rose to a prefecture of its name
_NOTHING: Step = ("", -1)
# these may continue a name or begin a pseudo-division (市辖区, 省直辖县, 县城口县)
_UNSURE_NEXT = (
    "省直辖", "自治区直辖", "直辖", "市辖", "县", "路", "大街", "大道", "郊县", "生产建设兵团", "兵团", "第",
)  # fmt: skip
_MAY_GO_ON = frozenset(word[0] for word in _UNSURE_NEXT)
_PSEUDO = "市辖区"


#: Of a division of the mainland; those outside have letters as well.
CODE_LENGTH = 6


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
    node, code, how = _at_head(), "", _WRITTEN_FULL
    position = at = start
    weight = 0.0
    written: list[str] = []
    while sizes := lengths.get(text[at : at + 2]):
        node = _inside(code) if code else node
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
        how = step[1]
        position = at = at + len(name)
        written.append(name)
        weight += _WEIGHTS[how]
        if how == _REPEATED and _is_unsure(text, at):
            return None
        if how == _COUNTY_SHORT and not (short_districts and _stands_alone(text, at)):
            return None
        code = step[0]
        if overlaps(text, at, code):
            return None
        at = _skipped(text, at, code)
    if not code or _is_unsure(text, position) or _is_unsure(text, at):
        return None
    if how == _CITY_SHORT and not _is_clear_city(text, position, written, guarded=short_districts):
        return None
    return DivisionsFound((code,), position, tuple(written), False, weight)  # noqa: FBT003


def _skipped(text: str, at: int, code: str) -> int:
    """Skip separators, and 市辖区 before one of the districts it stands for."""
    behind = text[at : at + 1]
    if behind == "市" and text.startswith(_PSEUDO, at):
        following = at + len(_PSEUDO)
        sizes, node = divisions().lengths.get(text[following : following + 2], ()), _inside(code)
        return following if any(node.get(text[following : following + size]) for size in sizes) else at
    return skip_separators(text, at) if behind and not "\u4e00" <= behind <= "\u9fff" else at


def may_end(text: str, at: int, code: str, written: Sequence[str]) -> bool:
    """Tell whether a short name that ends at `at` is the division's, and no part of a road's or a school's name.

    Parameters
    ----------
    text
        Simplified characters, half-width, without separators.
    at
        Where the names end.
    code
        Code they lead to.
    written
        The names as written, of which the last is a short one.

    Examples
    --------
    >>> may_end("深圳福田天河路", 4, "440304", ("深圳", "福田")), may_end("深圳福田大道", 4, "440304", ("深圳", "福田"))
    (True, False)
    """
    begins = at - len(written[-1])
    sizes = divisions().lengths[text[begins : begins + 2]]
    if any(size > at - begins and text[begins : begins + size] in divisions().by_name for size in sizes):
        return False
    if overlaps(text, at, code) or _is_unsure(text, at):
        return False
    if code.endswith("00"):
        return _is_clear_city(text, at, written, guarded=True)
    return len(written) > 1 and _stands_alone(text, at)


def _is_clear_city(text: str, at: int, written: Sequence[str], *, guarded: bool) -> bool:
    """Tell whether a city's or province's short name before no division is no part of another name."""
    if PART_OF_NAME.match(text, at):
        return False
    if len(written) > 1 or not guarded:
        return True
    namesakes = divisions().by_name[written[0]].short
    in_municipality = any(is_municipality(code) and not code.endswith("00") for code in namesakes)
    return not in_municipality and not VILLAGE_OF_NAME.match(text, at)


def _stands_alone(text: str, at: int) -> bool:
    return not PART_OF_NAME.match(text, at) and not PUBLIC_PLACE.match(text, at)


def _is_unsure(text: str, at: int) -> bool:
    """Tell whether what follows the last name may belong to it: a road, or the next of the pseudo-divisions."""
    return text[at : at + 1] in _MAY_GO_ON and text.startswith(_UNSURE_NEXT, at)


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
    codes = tuple(code for code in names.full if len(code) == CODE_LENGTH)
    following = skip_separators(text, end)
    if len(codes) <= 1 or names.old_full or _is_unsure(text, end) or text[following : following + 2] in table.lengths:
        return None
    return DivisionsFound(codes, end, (name,), False, _FULL)  # noqa: FBT003


@cache
def _at_head() -> dict[str, Step | None]:
    """Return what each name is at the head of a text; None where unsure.

    There a full name must be the only one in the country, a short one of one city or province.
    """
    node: dict[str, Step | None] = {}
    for name, (full, short, old_full, _) in divisions().by_name.items():
        node[name] = None
        if full:
            if len(full) == 1 and not old_full and len(name) > _SHORTEST_FULL:
                node[name] = full[0], _WRITTEN_FULL
        elif short:
            higher = [code for code in short if code.endswith("00")]
            if len(higher) == 1:
                node[name] = higher[0], _CITY_SHORT
    return node


@cache
def _inside(code: str) -> dict[str, Step | None]:
    """Return the names that may follow a division: of what lies in it, as unsure of what once did, and it repeated."""
    codes, readings, moved = _by_code()
    stem = division_stem(code)
    node: dict[str, Step | None] = {}
    for inner in codes[bisect_left(codes, stem) : bisect_left(codes, stem + "~")]:
        if inner != code:
            for name, slot in readings[inner]:
                _enter(node, name, (inner, slot))
    for inner in moved.get(code, ()):
        for name, _ in readings[inner]:
            node.setdefault(name, None)
    by_name = divisions().by_name
    for upper in {code, code[:4] + "00", code[:2] + "0000"} & readings.keys():
        for name, slot in readings[upper]:
            clear = slot == 0 and len(by_name[name].full) == 1 and not by_name[name].old_full
            node[name] = (code, _REPEATED) if clear and name not in node else None
    return node


@cache
def _by_code() -> tuple[list[str], dict[str, list[tuple[str, int]]], dict[str, list[str]]]:
    """Return all codes in order, the names of each with their slots, and what once lay in a city or province."""
    table = divisions()
    readings: dict[str, list[tuple[str, int]]] = {code: [] for code in table.by_code}
    for name, names in table.by_name.items():
        for slot, codes in enumerate(names):
            for code in codes:
                readings[code].append((name, slot))
    for name, codes in table.risen.items():
        for code in codes:
            readings[code].append((name, _RISEN))
    moved: dict[str, list[str]] = {}
    for code, cities in table.former.items():
        for city in cities:
            moved.setdefault(city, []).append(code)
    return sorted(table.by_code), readings, moved


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
    if slot == 0:
        return True
    if slot == 1:
        return before[1] == _COUNTY_SHORT or (before[1] == _CITY_SHORT and how == _CITY_SHORT)
    if slot == _OLD_FULL and before[1] == _COUNTY_SHORT:
        return True  # 赣县 is what 赣县区 was called
    # 巢湖市 is a county now, and was a city of four; 增城 is the district that was 增城市
    return code != before[0] and (slot == _OLD_FULL or before[1] == _COUNTY_SHORT)


def overlaps(text: str, end: int, found: str) -> bool:
    """Tell whether the 市 before `end` may begin the next name: 青岛|市北, but 深圳市|南山."""
    if text[end : end + 1] not in _AFTER_CITY or end == len(text):
        return False
    if HALL_ROAD.match(text, end):
        return True
    if text[end - 1] != "市":
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
