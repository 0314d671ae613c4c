"""What stands beside number and road on a delivery line: remarks, boxes, units, floors and buildings, each by its word.

The trap: most of these words are streets as well (Front Street, Pier Road, Unit B Street); a figure must follow, or the
street be closed before.
"""

from __future__ import annotations

import re
from functools import cache

from custdq.fields.address_us_words import (
    CARE_OF,
    COUNTING,
    GLUED_UNIT,
    REMARKS,
    WHEREABOUTS,
    Words,
    closes_street,
    is_figure,
    is_ordinal,
    number_end,
)
from custdq.reference.us_words import us_words

_ROUTES = frozenset("RR HC HCR RFD PSC CMR UNIT SR RD RT RTE ROUTE STAR RURAL HIGHWAY HWY".split())
_ROUTE_WORDS = (["RT"], ["RTE"], ["ROUTE"], ["R"])
_BOXES = frozenset(("BOX", "BX", "DRAWER", "BOXES"))
#: Words each box has one of; two of them are two boxes.
BOX_NAMES = _BOXES | {"LOCKBOX", "POB", "POBOX"}
_BOX_WORDS = _ROUTES | frozenset("PO P POST BOX BX DRAWER BOXES LOCK CALLER FIRM LOCKBOX POB POBOX".split())
_BOX_FIGURE = re.compile(r"[A-Z]{0,3}\d[\w/-]*|[A-Z]")


def mark_extras(words: Words, end: int) -> tuple[list[str], set[int]]:
    """Return the role of each word before `end` (note, box, unit, floor, building, or none) and where extras begin.

    >>> from custdq.fields.address_us_words import split_words
    >>> roles, starts = mark_extras(split_words("12 Elm St Bldg 2 Apt B near the gate"), 10)
    >>> roles[3:], sorted(starts)
    (['building', 'building', 'unit', 'unit', 'note', 'note', 'note'], [3, 5, 7])
    """
    roles, starts = [""] * end, set[int]()
    table = _triggers()
    kinds = {table[key] for key in table.keys() & words.keys}
    if "note" in kinds:
        _mark_notes(words, end, roles)
    if "box" in kinds or "both" in kinds:
        _mark_boxes(words.keys, end, roles)
    if "unit" in kinds or "both" in kinds or any(key[-1].isdigit() and key[0].isalpha() for key in words.keys):
        _mark_units(words, end, roles, starts)
    starts.update(at for at in range(end) if roles[at] and (at == 0 or roles[at - 1] != roles[at]))
    return roles, starts


@cache
def _triggers() -> dict[str, str]:
    """Words that may begin or end something beside number and road, and what."""
    table = us_words()
    found = dict.fromkeys([*table.numbered, *table.standing, "#", "MAIL"], "unit")
    found.update({key: "both" if key in found else "box" for key in _BOX_WORDS})
    return found | dict.fromkeys([*REMARKS, "CORNER", "IN"], "note")


def _mark_notes(words: Words, end: int, roles: list[str]) -> None:
    keys, table = words.keys, us_words()
    for at in range(end):
        if roles[at]:
            continue
        key = keys[at]
        if key == "CORNER" and keys[:at] in ([], ["THE"]) and at + 4 < end and keys[at + 1] == "OF":
            roles[: at + 2] = ["note"] * (at + 2)
        if key == "IN" and 0 < at == end - 1:
            # coffee in | Brooklyn
            roles[at] = "note"
        if key in WHEREABOUTS and not (at + 1 < end and keys[at + 1] in table.suffixes) and at != end - 1:
            if key == "ACROSS" and keys[at + 1] != "FROM":
                continue
            roles[at:] = ["note"] * (end - at)
            return
        if key in CARE_OF and (key != "CARE" or keys[at + 1 : at + 2] == ["OF"]):
            stop = at + 1
            while stop < end and stop not in words.breaks and not number_end(keys, stop, end) > stop:
                roles[stop] = "note"
                stop += 1
            roles[at] = "note"


def _mark_boxes(keys: list[str], end: int, roles: list[str]) -> None:
    at = 0
    while at < end:
        stop = box_end(keys, at, end) if not roles[at] else at
        if stop > at:
            roles[at:stop] = ["box"] * (stop - at)
        at = max(stop, at + 1)


def box_end(keys: list[str], at: int, end: int) -> int:
    """Return where the box that begins at word `at` ends; `at` where none begins.

    >>> box_end("P O BOX # 12 SALEM".split(), 0, 6), box_end("RR 2 BOX 15".split(), 0, 4), box_end(["ROUTE", "9"], 0, 2)
    (5, 4, 0)
    """
    key = keys[at]
    if key in _ROUTES:
        return _route_box(keys, at, end)
    if key in ("POB", "POBOX", "LOCKBOX"):
        return _figure(keys, at + 1, end) or at
    after = at
    if key in ("PO", "POST") and at + 1 < end:
        after = at + 1 + (keys[at + 1] == "OFFICE")
    elif key == "P" and keys[at + 1 : at + 2] == ["O"]:
        after = at + 2
    elif key in ("LOCK", "CALLER", "FIRM"):
        after = at + 1
    if after < end and (keys[after] in _BOXES or (keys[after] == "B" and after > at)):
        return _figure(keys, after + 1, end) or at
    return at + 1 if key.startswith("POB") and GLUED_UNIT.fullmatch(key) else at


def _figure(keys: list[str], at: int, end: int) -> int | None:
    """Return where a figure, with `#` or `No` before it, ends."""
    while at < end and keys[at] in ("#", "NO", "NUMBER", "NUM"):
        at += 1
    if at >= end or not _BOX_FIGURE.fullmatch(keys[at]):
        return None
    lettered = at + 1 < end and len(keys[at + 1]) == 1 and keys[at + 1].isalpha() and keys[at].isdigit()
    return at + 1 + (lettered and keys[at + 1] not in us_words().directionals)


def _route_box(keys: list[str], at: int, end: int) -> int:
    """Read RR 2 Box 15, HC 1 Box 8, Star Route 12A Box 4, PSC 3 Box 120, Route Box 65."""
    key, after = keys[at], at + 1
    following = keys[after] if after < end else ""
    if key in ("HIGHWAY", "HWY"):
        if following != "CONTRACT":
            return at
        after += 1 + (keys[after + 1 : after + 2] in _ROUTE_WORDS)
    elif key in ("STAR", "RURAL"):
        if [following] not in _ROUTE_WORDS:
            return at
        after += 1
    elif key == "HC":
        after += [following] in _ROUTE_WORDS
    stop = _figure(keys, after, end) or after
    if stop == after and at and key in ("RD", "SR", "UNIT"):
        return at
    if stop < end and keys[stop] in ("BOX", "BX", "BO"):
        return _figure(keys, stop + 1, end) or at
    # RR 3 with no box, where nothing else is on the line
    alone = at == 0 and stop > after and (stop == end or keys[stop] == "#")
    return stop if alone and key not in ("UNIT", "SR", "RD", "RT", "RTE", "ROUTE") else at


def _mark_units(words: Words, end: int, roles: list[str], starts: set[int]) -> None:
    at = 0
    while at < end:
        stop, role = (at, "") if roles[at] else _unit(words, at, end)
        if stop > at and not any(roles[at:stop]):
            roles[at:stop] = [role] * (stop - at)
            starts.add(at)
        at = max(stop, at + 1)


def _unit(words: Words, at: int, end: int) -> tuple[int, str]:
    """Return where the unit that begins at word `at` ends and what it is; `at` where none begins."""
    keys, table = words.keys, us_words()
    key = keys[at]
    kind = table.numbered.get(key)
    stop, role = at, "unit"
    if at + 1 < end and table.numbered.get(keys[at + 1]) == "FL" and _is_floor(words, at, end):
        stop, role = at + 2, "floor"
    elif key == "#":
        stop = _hash_unit(words, at, end)
    elif key == "MAIL" and at + 2 < end and keys[at + 1] in ("STOP", "CODE", "STATION"):
        figure = _unit_figure(words, at + 2, end)
        stop = figure if figure > at + 2 else at
    elif kind is not None and at + 1 < end and (figure := _unit_figure(words, at + 1, end)) > at + 1:
        stop, role = (at if _names_street(keys, at, figure, end) else figure), _ROLES.get(kind, "unit")
    elif len(key) > 3 and kind is None and (glued := GLUED_UNIT.fullmatch(key)):
        stop, role = at + 1, _ROLES.get(glued.group(1), "unit")
    if stop == at and at and (key in table.standing or key in ("APT", "APARTMENT")):
        return _standing_unit(words, at, end), "unit"
    return stop, role


_ROLES = {"FL": "floor", "BLDG": "building"}


def _is_floor(words: Words, at: int, end: int) -> bool:
    """Tell 6th Floor, Ground Floor, 2 Fl at the end."""
    key = words.keys[at]
    if at + 1 in words.breaks:
        return False
    if is_ordinal(key) or key in ("GROUND", "TOP"):
        return True
    return at > 1 and (key in ("MAIN", "LOWER", "UPPER") or (key.isdigit() and at + 2 == end))


def _standing_unit(words: Words, at: int, end: int) -> int:
    """Return where a unit without a figure ends: Rear, Penthouse, Apt; `at` where the word is the street's."""
    keys, table = words.keys, us_words()
    if at + 1 == end or at + 1 in words.breaks or keys[at + 1] in table.numbered:
        closed = at in words.breaks or is_ordinal(keys[at - 1]) or closes_street(keys, at, words.segment(at))
        return at + closed
    return at + 2 if keys[at] in table.standing and keys[at + 1][0].isdigit() and at + 2 == end else at


def _hash_unit(words: Words, at: int, end: int) -> int:
    keys = words.keys
    if at + 2 < end and keys[at + 1] in us_words().numbered and is_figure(keys[at + 2]):
        return at + 3
    stop = _unit_figure(words, at, end)
    if stop <= at + 1:
        return at
    # #6 Montague Terrace: the number of the house where nothing stands before it
    if at == 0 and stop < end and stop not in words.breaks and not any(key[0].isdigit() for key in keys[stop:end]):
        return at
    return stop


def _unit_figure(words: Words, at: int, end: int) -> int:
    """Return where the figure of a unit that begins at word `at` ends: # 4, No 4, 13 C, 4 & 5, 3-B; `at` for none."""
    keys, start = words.keys, at
    while at < end and keys[at] in ("#", "NO", "NUMBER", "NUM", "NUMBERS") and at - start < 2:
        at += 1
    if at >= end or (at > start and at in words.breaks) or not is_figure(keys[at]) or is_ordinal(keys[at]):
        return start
    if at in words.breaks:
        return start
    stop = at + 1
    while keys[at] in COUNTING and stop < end and keys[stop] in COUNTING:
        stop += 1
    if stop + 1 < end and keys[stop] in ("&", "AND", "-", "TO") and is_figure(keys[stop + 1]):
        return stop + 2
    closing = stop < end and stop not in words.breaks and (stop + 1 == end or stop + 1 in words.breaks)
    if closing and {len(keys[at]), len(keys[stop])} >= {1} and keys[at].isdigit() != keys[stop].isdigit():
        # 13 C, B 2
        letter, number = sorted((keys[at], keys[stop]), key=str.isdigit)
        stop += len(letter) == 1 and letter.isalpha() and number.isdigit()
    return stop


def _names_street(keys: list[str], at: int, stop: int, end: int) -> bool:
    """Tell a road named by a unit word from a unit: 12 Pier 4 Blvd, Unit B Street."""
    table = us_words()
    if stop < end and keys[stop] in table.strong and stop + 1 == end and keys[stop] not in ("CT",):
        return len(keys[stop - 1]) == 1 or keys[at] in ("PIER", "LOT", "STOP", "SPACE", "LEVEL", "WING")
    return False


def after_units(keys: list[str], start: int, end: int) -> int:
    """Return where the words after a leading unit or floor begin: Suite 200 Chicago, 6th Floor Brooklyn."""
    table, at = us_words(), start
    while at < end:
        key, boxed = keys[at], box_end(keys, at, end)
        if boxed > at:
            at = boxed
        elif (key in table.numbered or key == "#") and at + 1 < end:
            skip = at + 1 + (keys[at + 1] in ("#", "NO") and at + 2 < end)
            if not is_figure(keys[skip]):
                break
            at = skip + 1
        elif GLUED_UNIT.fullmatch(key) or (key[-1].isdigit() and is_figure(key) and at + 1 == end):
            at += 1
        elif at + 1 < end and table.numbered.get(keys[at + 1]) == "FL" and is_ordinal(key):
            at += 2
        else:
            break
    return at
