"""The delivery line of an American address: number, road, unit, floor, building, box, place, notes.

The trap: every word may be several things (Front Street, Apt Front; Unit B Street; 30 5th Street 301), so boxes and
units are found by the figure that follows them, then the road in what is left.
"""

from __future__ import annotations

from typing import NamedTuple

from custdq.fields.address_us_unit import BOX_NAMES, mark_extras
from custdq.fields.address_us_words import (
    HIGHWAYS,
    ORDINAL_WORDS,
    TYPES_AHEAD,
    Span,
    Words,
    closes_street,
    is_figure,
    is_numbered_road,
    is_ordinal,
    number_end,
)
from custdq.reference.us_words import us_words

_AND = frozenset(("&", "AND", "@", "AT"))
#: Numbers of houses in words; higher ones only before a plaza or a center, for Seven Oaks Drive has no number.
_NUMBER_WORDS = frozenset(("TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN"))
#: Types of road whose name is often a figure alone.
_NUMBERED_TYPES = frozenset(("AVE", "ST", "RD"))
_PLAZAS = frozenset(("PLAZA", "PLZ", "CENTER", "CTR", "CENTRE"))
#: Words a road goes on with behind its suffix.
_ENDINGS = frozenset(("EXT", "EXTENSION", "EXTD", "BYPASS", "BYP", "BUSINESS", "BUS", "ALT", "SPUR", "OVAL"))
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
    """One run of words read as a street, with what stands before and behind it in the run."""

    number: Span | None
    road: Span | None
    unit: Span | None = None
    before: Span | None = None
    after: Span | None = None
    crossing: bool = False
    #: how surely it is a street: 0 nothing says so, 4 a number, 6 a number or a numbered road and a type, 8 both
    weight: int = 0


_NO_STREET = _Street(None, None)


def read_delivery(words: Words, end: int) -> Delivery:
    """Read the words before `end` as a delivery line.

    >>> from custdq.fields.address_us_words import split_words
    >>> words = split_words("Hill Tower, 12 1/2 N Front St Apt # 4B")
    >>> found = read_delivery(words, len(words.keys))
    >>> [words.part(span) for span in (found.number, found.road, found.units[0], found.places[0])]
    ['12 1/2', 'N Front St', 'Apt # 4B', 'Hill Tower']
    """
    roles, starts = mark_extras(words, end)
    spans = _spans(roles, starts, words.breaks)
    runs = spans.get("", [])
    streets = [_read_street(words, first, last) for first, last in runs]
    best = max(range(len(runs)), key=lambda at: (streets[at].weight, -at), default=None)
    if best is not None and streets[best].weight == 0:
        best = _bare_street(words, runs, roles)
    street = streets[best] if best is not None else _NO_STREET
    number, road, others = _assemble(words, [run for at, run in enumerate(runs) if at != best], street)
    units, others = _units(words, spans.get("unit", []), road, others)
    if street.unit:
        units = sorted([*units, street.unit])
    floors, buildings, boxes = (spans.get(role, []) for role in ("floor", "building", "box"))
    extra = [*spans.get("note", ()), *floors[1:], *buildings[1:], *boxes[1:]]
    doubled = sum(key in BOX_NAMES for first, last in boxes for key in words.keys[first:last]) > 1
    return Delivery(
        number, road, tuple(units), _first(floors), _first(buildings), _first(boxes), tuple(others), tuple(extra),
        street.crossing, doubled or _is_unsure(words, road, number, street, others),
    )  # fmt: skip


def _is_unsure(words: Words, road: Span | None, number: Span | None, street: _Street, others: list[Span]) -> bool:
    """Tell whether the road is a guess, or a figure stands where a name ought to."""
    directionals = us_words().directionals
    for first, last in others:
        keys = words.keys[first:last]
        if any(key[0].isdigit() for key in keys) or all(key in directionals for key in keys):
            return True
    if road is None:
        return False
    # a number and up to three words are an address without its type: 350 N Wells
    least = 3 if road[1] - road[0] < 4 else 5
    return street.weight < least or (number is None and street.weight < 7)


def _first(spans: list[Span]) -> Span | None:
    return spans[0] if spans else None


def _spans(roles: list[str], starts: set[int], breaks: frozenset[int]) -> dict[str, list[Span]]:
    """Return the stretches of words by their role; those with none are parted at commas."""
    spans: dict[str, list[Span]] = {}
    start = 0
    for at in range(1, len(roles) + 1):
        if at == len(roles) or roles[at] != roles[start] or at in starts or (not roles[at] and at in breaks):
            spans.setdefault(roles[start], []).append((start, at))
            start = at
    return spans


def _assemble(words: Words, others: list[Span], street: _Street) -> tuple[Span | None, Span | None, list[Span]]:
    """Return number, road and the other runs; directions and a lone number beside the road join it."""
    number, road, table = street.number, street.road, us_words()
    rest = [span for span in (street.before, street.after) if span]
    for run in others:
        keys = words.keys[run[0] : run[1]]
        if road and number is None and len(keys) == 1 and run[1] <= road[0] and number_end(words.keys, *run) > run[0]:
            number = run
        elif road and run[0] == road[1] and all(key in table.directionals for key in keys):
            road = (road[0], run[1])
        else:
            rest.append(run)
    return number, road, sorted(rest)


def _units(words: Words, units: list[Span], road: Span | None, others: list[Span]) -> tuple[list[Span], list[Span]]:
    """Return the units, and the runs left; a lone figure behind the road (12 Elm St, 3) or a unit (Apt A, B) is one."""
    bare = [
        run for run in others
        if road and run[0] >= road[1] and run[1] - run[0] == 1 and is_figure(words.keys[run[0]])
    ]  # fmt: skip
    bare = [run for run in bare if (not units and len(bare) == 1) or any(run[0] == unit[1] for unit in units)]
    return sorted([*units, *bare]), [run for run in others if run not in bare]


# --- street ----------------------------------------------------------------------------------------------------


def _read_street(words: Words, first: int, last: int) -> _Street:
    """Read one run of words as number, road and what stands around them."""
    keys = words.keys
    start, number = _house_number(keys, first, last)
    road = number[1] if number else first
    if road >= last:
        return _NO_STREET
    if number is None and not _AND.isdisjoint(keys[first + 1 : last - 1]):
        crossing = _crossing(keys, first, last)
        if crossing:
            return crossing
    closing = _closing_suffix(keys, road, last)
    stop = last if closing is None else _road_end(keys, road, closing, last)
    unit = after = None
    if stop < last:
        if last - stop <= 2 and is_figure(keys[stop]) and (last - stop == 1 or len(keys[last - 1]) == 1):
            unit = (stop, last)
        elif keys[last - 1] in us_words().premises or keys[last - 1] in us_words().suffixes:
            after = (stop, last)
        else:
            stop = last
    elif closing is None and number and last - road > 1 and _loose_unit(keys, road, last):
        unit, stop = (last - 1, last), last - 1
    if unit and number is None and keys[unit[0]].isdigit():
        # Pearl St 300: the number behind, as abroad; surely no unit where there is no number
        return _Street(unit, (road, stop), weight=3)
    before = (first, start) if start > first else None
    weight = _weight(keys, (road, last), closed=closing is not None, numbered=number is not None)
    return _Street(number, (road, stop), unit, before, after, weight=weight)


def _weight(keys: list[str], road: Span, *, closed: bool, numbered: bool) -> int:
    """Weigh how surely the words of `road` are one."""
    first, last = road
    table = us_words()
    ending, opening = keys[last - 1], keys[first]
    named = ending == "BROADWAY" and last - first < 3
    if numbered:
        weight = 8 if closed or named else 6 if ending in table.suffixes or opening in TYPES_AHEAD else 4
    elif named:
        return 7
    elif closed or any(is_numbered_road(keys, at, first) and keys[at][0].isdigit() for at in range(first + 1, last)):
        weight = 8 if last - first > 1 else 6
    else:
        typed = (ending in table.suffixes or opening in table.directionals) and last - first > 1
        return 2 if typed and ending not in table.premises else 0
    # 200 Liberty Plaza may be a building's name where another run has a street
    return weight - (ending in table.premises)


def _house_number(keys: list[str], first: int, last: int) -> tuple[int, Span | None]:
    """Return where the street begins in the run and its house number."""
    at = first
    if keys[at] in ("#", "NO", "NUM", "NUMBER") and at + 1 < last and keys[at + 1][0].isdigit():
        at += 1
    stop = number_end(keys, at, last)
    if at < stop < last and _names_road(keys, stop, last):
        # 10 Ave, 18 Mile Rd, 1 & 2: the figure is the road's
        return first, None
    if at < stop < last:
        later = None if us_words().premises.isdisjoint(keys) else _later_number(keys, stop, last)
        return (later[0], later) if later else (first, (at, stop))
    if keys[first] == "ONE" and last - first > 2:
        return first, (first, first + 1)
    if keys[first] in _NUMBER_WORDS and last - first > 2 and keys[last - 1] in _PLAZAS:
        return first, (first, first + 1)
    for at in range(first + 1, last - 1):
        stop = number_end(keys, at, last)
        if stop > at and stop < last and not is_numbered_road(keys, at, first) and _is_road(keys, stop, last):
            if keys[first] in us_words().directionals and at == first + 1:
                return first, None
            return at, (at, stop)
    return first, None


def _names_road(keys: list[str], stop: int, last: int) -> bool:
    """Tell whether the figure before word `stop` is the name of a road."""
    if keys[stop] == "MILE":
        return stop + 1 < last
    return keys[stop] in _AND or (
        us_words().strong.get(keys[stop]) in _NUMBERED_TYPES and (stop + 1 == last or keys[stop + 1] in _AND)
    )  # fmt: skip


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
    strong = table.strong
    found = [at for at in range(road + 1, last) if keys[at] in strong and not _is_saint(keys, at, last)]
    if not found:
        found = [at for at in range(road + 1, last) if is_numbered_road(keys, at, road)]
        if found:
            return found[-1]
        return road if keys[road] in table.strong and last - road > 1 else None
    named = keys[last - 1] in table.premises and last - 1 > found[0] + 1
    return found[0] if named else found[-1]


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
    if stop < last and is_numbered_road(keys, stop, road):
        stop += 1
    name_end = stop
    while stop < last and (keys[stop] in table.directionals or keys[stop] in _ENDINGS):
        pair = keys[stop - 1] in ("N", "S") and keys[stop] in ("E", "W") and stop - 1 == name_end
        if len(keys[stop]) == 1 and stop > name_end and not pair:
            break
        stop += 1
    return stop


def _loose_unit(keys: list[str], road: int, last: int) -> bool:
    """Tell a unit without its word after a road without its type: 5668 E State B200."""
    key, before = keys[last - 1], keys[last - 2]
    if not any(char.isdigit() for char in key) or is_ordinal(key) or not is_figure(key):
        return False
    table = us_words()
    if before in table.directionals or before in HIGHWAYS or before in table.states or before[0].isdigit():
        return False
    return last - road > 1 and not is_numbered_road(keys, last - 1, road)


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
