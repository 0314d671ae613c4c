"""The town of an American address: where it begins when no comma says so, and whether it is a known place of the state.

The trap: 12 Elm St N Chicago and 12 Elm North Chicago; the table of places decides first, then whether a street may
close before the town, and two readings of equal worth are said to be unsure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from custdq.fields.address_us_unit import after_units
from custdq.fields.address_us_words import (
    REMARKS,
    Span,
    Words,
    closes_street,
    is_numbered_road,
    names_number,
    number_end,
)
from custdq.reference.us_words import us_places, us_words

#: Words the longest name of a town has.
LONGEST_PLACE = 5
_MILITARY = frozenset(("APO", "FPO", "DPO"))
_CITY_MARKS = frozenset("TOWNSHIP TWP BORO BOROUGH CITY VILLAGE TOWN".split())
_SHORT_PLACE = {
    "ST": "SAINT", "STE": "SAINTE", "MT": "MOUNT", "FT": "FORT", "PT": "POINT", "SO": "SOUTH", "NO": "NORTH",
    "N": "NORTH", "S": "SOUTH", "E": "EAST", "W": "WEST", "NE": "NORTHEAST", "NW": "NORTHWEST", "SE": "SOUTHEAST",
    "SW": "SOUTHWEST",
}  # fmt: skip
_SHORT_END = {"TWP": "TOWNSHIP", "BORO": "BOROUGH", "MTN": "MOUNTAIN", "PK": "PARK", "CTY": "CITY"}
_JOINTS = frozenset(("&", "AND", "@", "IN"))
#: No town begins with these; one that nobody knows neither with the article.
_NO_BEGINNING = frozenset(("OF", "AND")) | REMARKS
_UNFINISHED = frozenset(("AND", "&", "OF", "THE", "SAINT", "NEW"))


class Town(NamedTuple):
    """Where the town begins and stands; words before `start` are the delivery line."""

    start: int
    span: Span | None = None
    #: it is a known place of the state
    known: bool = False
    #: another reading is as good
    unsure: bool = False
    #: the town of that other reading, where it has one
    other: Span | None = None


class _Line(NamedTuple):
    """Words `first` to `end` in which a town is sought, the house number among them ending at `number`."""

    keys: list[str]
    first: int
    end: int
    number: int
    states: tuple[str, ...]
    #: a state or ZIP code follows, so that there ought to be a town
    sure: bool


def town_before(keys: list[str], end: int, code: str) -> bool:
    """Tell whether a place of the state stands before word `end`, with a road left before it where there is a number.

    >>> town_before("12 MAIN HARTFORD CT".split(), 3, "CT"), town_before("12 HARTFORD CT".split(), 2, "CT")
    (True, False)
    """
    number = number_end(keys, 0, end)
    return any(
        (start == 0 or start > number) and _is_place(_spelling(keys, start, end), (code,))
        for start in range(max(0, end - LONGEST_PLACE), end)
    )


def find_town(words: Words, end: int, states: tuple[str, ...], *, sure: bool) -> Town:
    """Return the town that ends at word `end`.

    Parameters
    ----------
    words, end
        The words of the address, and where its state or ZIP code begins.
    states
        States the town may be in; empty: any.
    sure
        Whether a state or ZIP code follows, so that there ought to be a town.

    Examples
    --------
    >>> from custdq.fields.address_us_words import split_words
    >>> words = split_words("100 St Louis St St Louis")
    >>> words.part(find_town(words, 6, ("MO",), sure=True).span)
    'St Louis'
    """
    if end < 1:
        return Town(end)
    keys, start = words.keys, words.segment(end)
    if keys[end - 1] in _MILITARY:
        return Town(end - 1, (end - 1, end), known=True)
    if (start or sure or end == 1) and is_town(keys, start, end, states):
        return Town(start, (start, end), known=True)
    figures = any(key[0].isdigit() for key in keys[start:end])
    if start == 0:
        return _split(keys, 0, end, states, sure=sure) if figures else _without_figures(keys, end, states, sure=sure)
    inner = after_units(keys, start, end)
    if inner == end:
        return Town(end)
    if inner > start:
        if number_end(keys, inner, end) == inner:
            return Town(inner, (inner, end), known=is_town(keys, inner, end, states))
        return _split(keys, inner, end, states, sure=sure)
    found = None if figures else _piece(keys, start, end, states, sure=sure)
    return found or _split(keys, start, end, states, sure=sure)


def _piece(keys: list[str], start: int, end: int, states: tuple[str, ...], *, sure: bool) -> Town | None:
    """Read the words behind a comma as a town; None where they are rather a street and a town."""
    directionals = us_words().directionals
    if all(key in directionals for key in keys[start:end]) or keys[start] in REMARKS:
        return Town(end)
    if end - start > 1 and len(directionals.get(keys[start], "")) == 2 and closes_street(keys, start, 0):
        # Bolton Road, NW Atlanta
        return Town(start + 1, (start + 1, end), is_town(keys, start + 1, end, states), not sure)
    if end - start > 1 and closes_street(keys, end, start):
        return None
    return Town(start, (start, end), known=False, unsure=not sure)


def _without_figures(keys: list[str], end: int, states: tuple[str, ...], *, sure: bool) -> Town:
    """Read words with no figure among them and no comma: a town, a street, or both."""
    joined = not _JOINTS.isdisjoint(keys[1:end])
    if joined or any(closes_street(keys, at, 0) for at in range(2, end + 1)):
        return _split(keys, 0, end, states, sure=sure)
    if sure:
        found = _split(keys, 0, end, states, sure=False)
        return found if found.known and end > 2 else Town(0, (0, end), known=False, unsure=end > 3)
    return Town(0, (0, end), known=True) if is_town(keys, 0, end, states) else Town(end)


def _split(keys: list[str], first: int, end: int, states: tuple[str, ...], *, sure: bool) -> Town:
    """Find the best word for the town to begin at."""
    inner = _number_inside(keys, first, end)
    found = _best_split(_Line(keys, inner, end, number_end(keys, inner, end), states, sure))
    if found.span is None and inner > first:
        return _best_split(_Line(keys, first, end, number_end(keys, first, end), states, sure))
    return found


def _best_split(line: _Line) -> Town:
    keys, end = line.keys, line.end
    # worth of there being no town at all
    none = 3.5 if closes_street(keys, end, line.first) else 0.0 if line.sure else 1.9
    best, second, at, other, best_known = none, 0.0, end, end, False
    for start in range(max(line.first + 1, line.number + 1, end - LONGEST_PLACE), end):
        if not _may_begin(line, start):
            continue
        known = is_town(keys, start, end, line.states)
        worth = _worth(line, start, known=known)
        if worth > best:
            best, second, at, other, best_known = worth, best, start, at, known
        elif worth > second:
            second, other = worth, start
    if best <= 0.0 or at == end:
        return Town(end, unsure=line.sure and none < 3.0)
    unsure = best - second < (0.5 if best_known else 2.0)
    return Town(at, (at, end), best_known, unsure, (other, end) if unsure and other < end else None)


def _may_begin(line: _Line, at: int) -> bool:
    """Tell whether a town may begin at word `at` at all."""
    keys, directionals = line.keys, us_words().directionals
    if not keys[at][0].isalpha() or keys[at] in _NO_BEGINNING:
        return False
    return not (
        all(key in directionals for key in keys[line.number : at])
        or all(key in directionals for key in keys[at : line.end])
    )


def _worth(line: _Line, at: int, *, known: bool) -> float:
    """Weigh a town that begins at word `at`: a known place, a street that may close before it."""
    keys, end, table = line.keys, line.end, us_words()
    size, closed = end - at, keys[at - 1] == "IN" or closes_street(keys, at, line.first)
    if not known:
        return _worth_unknown(line, at, closed=closed)
    if not closed and (not line.sure or keys[at - 1] in _UNFINISHED):
        return 1.0
    if not closed and size == 1 and keys[at] in table.suffixes:
        # Springs and Union are towns, but oftener the end of a town's name
        return 2.5
    worth = 4.0 + size * 0.6 + (3.0 if closed else 0.0)
    if keys[at] in table.directionals and len(keys[at]) < 3 and keys[at - 1] in table.strong:
        # Elm St N | Chicago rather than Elm St | N Chicago, unless the street has a direction already
        worth -= 1.0 if keys[line.number] not in table.directionals else 0.0
    return worth


def _worth_unknown(line: _Line, at: int, *, closed: bool) -> float:
    keys, end, table = line.keys, line.end, us_words()
    if keys[at] == "THE" or "&" in keys[at:end] or any(key[0].isdigit() for key in keys[at:end]):
        return -9.0
    if keys[at - 1] == "ST" and is_town(keys, at - 1, end, ()):
        # half of St Louis
        return -9.0
    worth = 3.0 if closed else 0.5 if end - at == 1 and line.sure else -9.0
    saint = keys[at] in ("ST", "STE") and end - at > 1
    worth -= 4.0 * any(key in table.strong for key in keys[at + saint : end])
    if keys[at - 1] in ("ST", "STE") and closes_street(keys, at - 1, line.first):
        # Ridge Rd St | Wumpus: the saint is the town's
        worth -= 2.5
    worth -= 0.6 * (len(keys[at]) < 3 and not saint) + 0.2 * max(0, end - at - 3)
    worth -= 2.0 * (keys[at] in table.directionals and len(keys[at]) < 3)
    return worth - 2.0 * (keys[at] in table.numbered or keys[at] in table.standing or keys[end - 1] in table.premises)


def _number_inside(keys: list[str], first: int, end: int) -> int:
    """Return the word the house number begins at, where a name stands before it; else `first`."""
    if number_end(keys, first, end) > first:
        return first
    for at in range(end - 2, first, -1):
        if number_end(keys, at, end) > at and not names_number(keys, at) and not is_numbered_road(keys, at, first):
            before_direction = at == first + 1 and keys[first] in us_words().directionals
            return first if before_direction or closes_street(keys, at, first) else at
    return first


# --- the table of places ----------------------------------------------------------------------------------------


def _spelling(keys: list[str], start: int, end: int) -> str:
    """Bring the words of a town to the spelling of the table: St Louis, Mt Vernon, N Chicago, Ocean Spgs."""
    table = us_words()
    first, last = keys[start], keys[end - 1]
    if end - start == 1:
        return first
    first = _SHORT_PLACE.get(first, first)
    if last in _SHORT_END:
        last = _SHORT_END[last]
    elif last in table.suffixes:
        last = table.full[table.suffixes[last]] if last == table.suffixes[last] or len(last) < 5 else last
    inner = [_SHORT_PLACE.get(key, key) if key in ("ST", "STE") else key for key in keys[start + 1 : end - 1]]
    return " ".join([first, *inner, last]).replace("-", " ")


def _is_place(name: str, states: Iterable[str]) -> bool:
    found = us_places().get(name)
    if found is None and "-" in name:
        found = us_places().get(name.replace("-", " "))
    return found is not None and (not states or any(state in found for state in states))


def is_town(keys: list[str], start: int, end: int, states: tuple[str, ...]) -> bool:
    """Tell whether words `start` to `end` are a known place of one of `states` (any, where none is given).

    >>> is_town(["ST", "LOUIS"], 0, 2, ("MO",)), is_town(["ST", "LOUIS"], 0, 2, ("NV",))
    (True, False)
    """
    if end - start > LONGEST_PLACE or end <= start:
        return False
    if _is_place(_spelling(keys, start, end), states):
        return True
    if end - start > 1:
        if keys[end - 1] in _CITY_MARKS and _is_place(_spelling(keys, start, end - 1), states):
            return True
        return _is_place(" ".join(keys[start:end]), states)
    return False


def typed_town(keys: list[str], end: int) -> tuple[Town, Span] | None:
    """Read a town before a state not typed to its end or a spoilt ZIP code (Salem 97B01), and what is behind it.

    >>> typed_town("12 OAK ST SALEM OREGO".split(), 5)
    (Town(start=3, span=(3, 4), known=True, unsure=False, other=None), (4, 5))
    """
    last, table = keys[end - 1], us_words()
    for at in range(max(0, end - 1 - LONGEST_PLACE), end - 1):
        if at and not closes_street(keys, at, 0):
            continue
        states = us_places().get(_spelling(keys, at, end - 1))
        if states is None:
            continue
        if last[0].isdigit() and len(last) > 3 and at == 0:
            return Town(at, (at, end - 1), known=True), (end - 1, end)
        if any(name.startswith(last) and code in states for name, code in table.states.items()):
            return Town(at, (at, end - 1), known=True), (end - 1, end)
    return None
