"""The delivery line of an American address: number, road, unit, floor, building, box, place, notes.

The trap: every word may be several things (Front Street, Apt Front; Unit B Street; 30 5th Street 301), so boxes and
units are found by the figure that follows them, then the road in what is left.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.fields.address_us_words import (
    CARE_OF,
    COUNTING,
    GLUED_UNIT,
    HIGHWAYS,
    ORDINAL_WORDS,
    TYPES_AHEAD,
    WHEREABOUTS,
    Span,
    Words,
    closes_street,
    is_figure,
    is_numbered_road,
    is_ordinal,
    number_end,
)
from custdq.reference.us_words import us_words

_ROUTES = frozenset(("RR", "HC", "HCR", "RFD", "PSC", "CMR", "UNIT", "SR", "RD", "RT", "RTE", "ROUTE", "STAR", "RURAL", "HIGHWAY", "HWY"))
_ROUTE_WORDS = frozenset(("RT", "RTE", "ROUTE", "R"))
_BOX_FIGURE = re.compile(r"[A-Z]{0,3}\d[\w/-]*|[A-Z]")
_AND = frozenset(("&", "AND", "@", "AT"))
_BLOCK = frozenset(("BLOCK", "BLK"))
#: Numbers of houses in words; higher ones only before a plaza or a center, for Seven Oaks Drive has no number.
_NUMBER_WORDS = frozenset(("TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN"))
#: Streets so often written without a type that one word says street.
_BARE_STREETS = frozenset(
    "BROADWAY MAIN FIRST SECOND THIRD FOURTH FIFTH SIXTH SEVENTH OAK PINE MAPLE ELM CEDAR WALNUT WASHINGTON CHURCH "
    "HIGHLAND RIVER MARKET STATE HIGH FRONT CENTER BOWERY ALAMEDA".split()
)


class Delivery(NamedTuple):
    """Where the parts of the delivery line stand."""

    number: Span | None = None
    road: Span | None = None
    units: tuple[Span, ...] = ()
    floor: Span | None = None
    building: Span | None = None
    box: Span | None = None
    places: tuple[Span, ...] = ()
    notes: tuple[Span, ...] = ()
    crossing: bool = False
    unsure: bool = False


class _Street(NamedTuple):
    """One run of words read as a street."""

    number: Span | None
    road: Span | None
    unit: Span | None = None
    before: Span | None = None
    after: Span | None = None
    crossing: bool = False
    #: how surely it is a street at all
    weight: int = 0


def read_delivery(words: Words, end: int) -> Delivery:
    """Read the words before `end` as a delivery line.

    >>> from custdq.fields.address_us_words import split_words
    >>> words = split_words("Hill Tower, 12 1/2 N Front St Apt # 4B")
    >>> found = read_delivery(words, len(words.keys))
    >>> [words.part(span) for span in (found.number, found.road, found.units[0], found.places[0])]
    ['12 1/2', 'N Front St', 'Apt # 4B', 'Hill Tower']
    """
    roles: list[str] = [""] * end
    _mark_notes(words, end, roles)
    _mark_boxes(words.keys, end, roles)
    _mark_units(words, end, roles)
    runs = _spans(roles, "", words.breaks)
    streets = [_read_street(words, first, last) for first, last in runs]
    best = max(range(len(runs)), key=lambda at: (streets[at].weight, -at), default=None)
    if best is not None and streets[best].weight == 0:
        best = _bare_street(words, runs, roles)
    street = streets[best] if best is not None else None
    number, road, others = _assemble(words, runs, best, street)
    units = _spans(roles, "unit", frozenset())
    bare = [run for run in others if road and run[0] >= road[1] and run[1] - run[0] == 1 and is_figure(words.keys[run[0]])]
    bare = [run for run in bare if (not units and len(bare) == 1) or any(run[0] == unit[1] for unit in units)]
    units, others = sorted([*units, *bare]), [run for run in others if run not in bare]
    if street and street.unit:
        units = sorted([*units, street.unit])
    floors, buildings = _spans(roles, "floor", frozenset()), _spans(roles, "building", frozenset())
    boxes = _spans(roles, "box", frozenset())
    extra = [*floors[1:], *buildings[1:], *boxes[1:]]
    unsure = road is not None and (
        street is None or street.weight < (3 if road[1] - road[0] < 4 else 5) or (number is None and street.weight < 7)
    )
    unsure = unsure or any(key[0].isdigit() for span in others for key in words.keys[span[0] : span[1]])
    return Delivery(
        number, road, tuple(units), _first(floors), _first(buildings), _first(boxes), tuple(others),
        (*_spans(roles, "note", frozenset()), *extra), street is not None and street.crossing, unsure,
    )  # fmt: skip


def _first(spans: list[Span]) -> Span | None:
    return spans[0] if spans else None


def _spans(roles: list[str], role: str, breaks: frozenset[int]) -> list[Span]:
    """Return the stretches of words that have `role`, parted at commas."""
    spans: list[Span] = []
    start = None
    for at, found in enumerate([*roles, "end"]):
        if start is not None and (found != role or at in breaks):
            spans.append((start, at))
            start = None
        if found == role and start is None:
            start = at
    return spans


def _assemble(
    words: Words, runs: list[Span], best: int | None, street: _Street | None
) -> tuple[Span | None, Span | None, list[Span]]:
    """Return number, road and the other places; directions and a lone number beside the road join it."""
    others = [run for at, run in enumerate(runs) if at != best]
    if street is None:
        return None, None, others
    number, road = street.number, street.road
    table = us_words()
    for run in list(others):
        keys = words.keys[run[0] : run[1]]
        if number is None and len(keys) == 1 and road and run[1] <= road[0] and number_end(words.keys, *run) > run[0]:
            number = run
            others.remove(run)
        elif road and run[0] == road[1] and all(key in table.directionals for key in keys):
            road = (road[0], run[1])
            others.remove(run)
    return number, road, sorted([*others, *(span for span in (street.before, street.after) if span)])


# --- notes, boxes, units ---------------------------------------------------------------------------------------


def _mark_notes(words: Words, end: int, roles: list[str]) -> None:
    keys, table = words.keys, us_words()
    for at in range(end):
        if roles[at]:
            continue
        key = keys[at]
        if key == "CORNER" and at == 0 and at + 4 < end and keys[at + 1] == "OF":
            roles[at : at + 2] = ["note", "note"]
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
    """Return where the box that begins at word `at` ends; `at` where none begins."""
    key = keys[at]
    if key in _ROUTES:
        return _route_box(keys, at, end)
    after = at
    if key in ("PO", "POST") and at + 1 < end:
        after = at + 1 + (keys[at + 1] == "OFFICE")
    elif key == "P" and keys[at + 1 : at + 2] == ["O"]:
        after = at + 2
    elif key in ("LOCK", "CALLER", "FIRM"):
        after = at + 1
    elif key == "LOCKBOX":
        return _figure(keys, at + 1, end) or at
    named = after < end and keys[after] in ("BOX", "BX", "DRAWER", "B", "BOXES")
    if named and not (keys[after] == "B" and after == at):
        return _figure(keys, after + 1, end) or at
    if key in ("POB", "POBOX"):
        return _figure(keys, at + 1, end) or at
    glued = GLUED_UNIT.fullmatch(key)
    return at + 1 if glued and glued.group(1).startswith("POB") else at


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
    after = at + 1
    if keys[at] in ("HIGHWAY", "HWY"):
        if keys[after : after + 1] != ["CONTRACT"]:
            return at
        after += 1 + (keys[after + 1] in _ROUTE_WORDS if after + 1 < end else 0)
    elif keys[at] == "HC" and after < end and keys[after] in _ROUTE_WORDS:
        after += 1
    elif keys[at] in ("STAR", "RURAL"):
        if after >= end or keys[after] not in _ROUTE_WORDS:
            return at
        after += 1
    stop = _figure(keys, after, end) or after
    if stop == after and at and keys[at] in ("RD", "SR", "UNIT"):
        return at
    if stop < end and keys[stop] in ("BOX", "BX", "BO"):
        return _figure(keys, stop + 1, end) or at
    routed = keys[at] in ("RR", "HC", "HCR", "RFD", "RURAL", "STAR", "PSC", "CMR", "HIGHWAY", "HWY")
    # RR 3 with no box, where nothing else is on the line
    return stop if stop > after and routed and (stop == end or keys[stop] == "#") and at == 0 else at


def _mark_units(words: Words, end: int, roles: list[str]) -> None:
    at = 0
    while at < end:
        stop, role = (at, "") if roles[at] else _unit(words, at, end)
        if stop > at and not any(roles[at:stop]):
            roles[at:stop] = [role] * (stop - at)
        at = max(stop, at + 1)


def _unit(words: Words, at: int, end: int) -> tuple[int, str]:
    """Return where the unit that begins at word `at` ends and what it is; `at` where none begins."""
    keys, table = words.keys, us_words()
    key = keys[at]
    if key == "#" and at + 2 < end and keys[at + 1] in table.numbered and is_figure(keys[at + 2]):
        return at + 3, "unit"
    if key == "MAIL" and at + 2 < end and keys[at + 1] in ("STOP", "CODE", "STATION"):
        stop = _unit_figure(words, at + 2, end)
        return (stop, "unit") if stop > at + 2 else (at, "")
    if key == "#":
        return _hash_unit(words, at, end), "unit"
    if at + 1 < end and table.numbered.get(keys[at + 1]) == "FL" and at + 1 not in words.breaks and (
        is_ordinal(key) or (key.isdigit() and at > 1 and at + 2 == end) or key in ("GROUND", "TOP") or (key in ("MAIN", "LOWER", "UPPER") and at > 1)
    ):
        return at + 2, "floor"
    kind = table.numbered.get(key)
    if kind is not None and at + 1 < end:
        stop = _unit_figure(words, at + 1, end)
        if stop > at + 1 and not _names_street(keys, at, stop, end):
            return stop, {"FL": "floor", "BLDG": "building"}.get(kind, "unit")
    glued = GLUED_UNIT.fullmatch(key) if len(key) > 3 and key[-1].isalnum() and kind is None else None
    if glued:
        return at + 1, {"FL": "floor", "BLDG": "building"}.get(glued.group(1), "unit")
    alone = key in ("APT", "APARTMENT") or key in table.standing
    if alone and at and (at + 1 == end or at + 1 in words.breaks or keys[at + 1] in table.numbered):
        if at in words.breaks or is_ordinal(keys[at - 1]) or closes_street(keys, at, words.segment(at)):
            return at + 1, "unit"
    if key in table.standing and at and at + 1 < end and keys[at + 1][0].isdigit() and at + 2 == end:
        return at + 2, "unit"
    return at, ""


def _hash_unit(words: Words, at: int, end: int) -> int:
    keys = words.keys
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
    if stop < end and stop not in words.breaks and len(keys[stop]) == 1 and keys[stop].isalpha():
        if keys[at].isdigit() and (stop + 1 == end or stop + 1 in words.breaks):
            return stop + 1
    if stop < end and keys[stop].isdigit() and len(keys[at]) == 1 and keys[at].isalpha():
        if stop + 1 == end or stop + 1 in words.breaks:
            return stop + 1
    return stop


def _names_street(keys: list[str], at: int, stop: int, end: int) -> bool:
    """Tell a road named by a unit word from a unit: 12 Pier 4 Blvd, Unit B Street."""
    table = us_words()
    if stop < end and keys[stop] in table.strong and stop + 1 == end and keys[stop] not in ("CT",):
        return len(keys[stop - 1]) == 1 or keys[at] in ("PIER", "LOT", "STOP", "SPACE", "LEVEL", "WING")
    return False


# --- street ----------------------------------------------------------------------------------------------------


def _read_street(words: Words, first: int, last: int) -> _Street:
    """Read one run of words as number, road and what stands around them."""
    keys, table = words.keys, us_words()
    start, number = _house_number(keys, first, last)
    before = (first, start) if start > first else None
    if before and keys[first:start] == ["#"]:
        before = None
    road = number[1] if number else first
    if road >= last:
        return _Street(None, None)
    if number is None and any(key in _AND for key in keys[first + 1 : last - 1]):
        crossing = _crossing(keys, first, last)
        if crossing:
            return crossing
    closing = _closing_suffix(keys, road, last)
    stop = last if closing is None else _road_end(keys, road, closing, last)
    unit = after = None
    if stop < last:
        if last - stop <= 2 and is_figure(keys[stop]) and (last - stop == 1 or len(keys[last - 1]) == 1):
            unit = (stop, last)
        elif keys[last - 1] in table.premises or keys[last - 1] in table.suffixes:
            after = (stop, last)
        else:
            stop = last
    elif closing is None and number and last - road > 1 and _loose_unit(keys, road, last):
        unit, stop = (last - 1, last), last - 1
    named = last - road == 1 and keys[road] == "BROADWAY" or (last - road == 2 and keys[last - 1] == "BROADWAY")
    weight = 4 if named and number else 4 if closing is not None and number else 3 if closing is not None else 2 if number else 0
    if weight == 0 and any(is_numbered_road(keys, at, first) and keys[at][0].isdigit() for at in range(first + 1, last)):
        weight = 3
    if weight == 0 and (keys[last - 1] in table.suffixes or keys[first] in table.directionals) and last - first > 1:
        weight = 0 if keys[last - 1] in table.premises else 1
    if weight == 2 and (keys[last - 1] in table.suffixes or keys[road] in TYPES_AHEAD):
        weight = 3
    weight = 2 * weight + 2 * (weight == 3 and last - first > 1) - (weight > 1 and keys[last - 1] in table.premises)
    return _Street(number, (road, stop), unit, before, after, weight=weight)


def _house_number(keys: list[str], first: int, last: int) -> tuple[int, Span | None]:
    """Return where the street begins in the run and its house number."""
    at = first
    if keys[at] in ("#", "NO", "NUM", "NUMBER") and at + 1 < last and keys[at + 1][0].isdigit():
        at += 1
    stop = number_end(keys, at, last)
    if at < stop < last and not (keys[stop] == "MILE" and stop + 1 < last):
        later = _later_number(keys, stop, last)
        return (later[0], later) if later else (first, (at, stop))
    if keys[first] == "ONE" and last - first > 2:
        return first, (first, first + 1)
    if keys[first] in _NUMBER_WORDS and last - first > 2 and keys[last - 1] in ("PLAZA", "PLZ", "CENTER", "CTR", "CENTRE"):
        return first, (first, first + 1)
    for at in range(first + 1, last - 1):
        stop = number_end(keys, at, last)
        if stop > at and stop < last and not is_numbered_road(keys, at, first) and _is_road(keys, stop, last):
            if keys[first] in us_words().directionals and at == first + 1:
                return first, None
            return at, (at, stop)
    return first, None


def _later_number(keys: list[str], start: int, last: int) -> Span | None:
    """Find the house number behind a building that has one in its name: 1 Lincoln Ctr 5400 Elm St."""
    premises = us_words().premises
    for at in range(start + 1, last - 1):
        stop = number_end(keys, at, last)
        if stop > at and keys[at - 1] in premises and closes_street(keys, last, at):
            return at, stop
    return None


def _is_road(keys: list[str], start: int, last: int) -> bool:
    table = us_words()
    return (
        any(key in table.strong for key in keys[start + 1 : last])
        or (keys[start] in table.directionals and start + 1 < last)
        or is_ordinal(keys[start])
        or keys[start] == "BROADWAY"
        or keys[start] in TYPES_AHEAD
        or closes_street(keys, last, start)
    )


def _closing_suffix(keys: list[str], road: int, last: int) -> int | None:
    """Return the word that closes the road: its last suffix, or the first where a building's name follows."""
    table = us_words()
    found = [at for at in range(road + 1, last) if keys[at] in table.strong and not _is_saint(keys, at, last)]
    if not found:
        found = [at for at in range(road + 1, last) if is_numbered_road(keys, at, road)]
        if found:
            return found[-1]
        return road if keys[road] in table.strong and last - road > 1 else None
    named = keys[last - 1] in table.premises and last - 1 > found[0] + 1
    at = found[0] if named else found[-1]
    if not named and keys[road] in table.strong and len(found) == 0:
        return road
    return at


def _is_saint(keys: list[str], at: int, last: int) -> bool:
    """Tell St of St Charles Ave from Street: another suffix follows after a name."""
    if keys[at] not in ("ST", "DR") or at + 2 > last - 1:
        return False
    table = us_words()
    return keys[at + 1] not in table.suffixes and keys[at + 1] not in table.directionals and any(
        key in table.strong for key in keys[at + 2 : last]
    )  # fmt: skip


def _road_end(keys: list[str], road: int, closing: int, last: int) -> int:
    """Return where the road ends after its suffix: the number of a highway, a direction, an extension."""
    table, stop = us_words(), closing + 1
    if closing == road:
        return last
    if stop < last and is_numbered_road(keys, stop, road) and (keys[stop][0].isdigit() or len(keys[stop]) < 3):
        stop += 1
    name_end = stop
    while stop < last and (keys[stop] in table.directionals or keys[stop] in _ENDINGS):
        pair = keys[stop - 1] in ("N", "S") and keys[stop] in ("E", "W") and stop - 1 == name_end
        if len(keys[stop]) == 1 and stop > name_end and not pair:
            break
        stop += 1
    return stop


_ENDINGS = frozenset(("EXT", "EXTENSION", "EXTD", "BYPASS", "BYP", "BUSINESS", "BUS", "ALT", "SPUR", "OVAL"))


def _loose_unit(keys: list[str], road: int, last: int) -> bool:
    """Tell a unit without its word after a road without its type: 5668 E State B200."""
    key, before = keys[last - 1], keys[last - 2]
    if not any(char.isdigit() for char in key) or is_ordinal(key) or not is_figure(key):
        return False
    table = us_words()
    if before in table.directionals or before in HIGHWAYS or before in table.states or before[0].isdigit():
        return False
    return last - road > 1 and not is_numbered_road(keys, last - 1, road) and keys[road] not in _ROUTES


def _crossing(keys: list[str], first: int, last: int) -> _Street | None:
    """Read two streets that cross: Main St & 3rd Ave, 12th and Millard."""
    table = us_words()
    for at in range(first + 1, last - 1):
        if keys[at] not in _AND:
            continue
        ends = (keys[at - 1], keys[last - 1], keys[first], keys[at + 1])
        named = any(key in table.strong or is_ordinal(key) or key in table.directionals for key in ends)
        if named or keys[at] in ("&", "@") or keys[first] in ORDINAL_WORDS or is_numbered_road(keys, at - 1, first):
            return _Street(None, (first, last), crossing=True, weight=8)
    return None


def _bare_street(words: Words, runs: list[Span], roles: list[str]) -> int | None:
    """Return the run that is a street although nothing in it says so; None where it is rather a place."""
    if len(runs) == 1 and "box" in roles:
        return None
    for at, (first, last) in enumerate(runs):
        keys = words.keys[first:last]
        if keys[-1] in us_words().premises:
            continue
        if keys[0] in _BARE_STREETS and len(keys) == 1:
            return at
    return None
