"""The last line of an American address, read from its end: country, ZIP code, state, county, town.

The trap: Ct is Court or Connecticut, New York a town or a state, and without a comma the town begins anywhere; the names
of places in the state decide, then where a street may close.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from custdq.fields.address_us_words import HIGHWAYS, REMARKS, Span, Words, GLUED_UNIT, closes_street, is_figure, is_numbered_road, is_ordinal, is_zip, number_end
from custdq.fields.address_us_street import box_end
from custdq.reference.us_words import us_places, us_words, zip_in_state, zip_states

_COUNTRIES = frozenset(
    ("USA", "US", "U S A", "U S", "UNITED STATES", "UNITED STATES OF AMERICA", "EEUU", "ESTADOS UNIDOS", "U S OF A")
)
_CITY_MARKS = frozenset("TOWNSHIP TWP BORO BOROUGH CITY VILLAGE TOWN".split())
_SHORT_PLACE = {"ST": "SAINT", "STE": "SAINTE", "MT": "MOUNT", "FT": "FORT", "PT": "POINT", "SO": "SOUTH", "NO": "NORTH"}
_SHORT_END = {"TWP": "TOWNSHIP", "BORO": "BOROUGH", "MTN": "MOUNTAIN", "PK": "PARK", "CTY": "CITY"}
#: Codes of states that are everyday words in small letters.
_ENGLISH = frozenset("IN OR ME HI OK OH DE LA MA PA AL CO ID AS MI MO FM MS".split())
_LONGEST_PLACE = 5


class LastLine(NamedTuple):
    """Where the parts of the last line stand; words before `start` are the delivery line."""

    start: int
    city: Span | None = None
    county: Span | None = None
    state: Span | None = None
    #: code of the state, read from its name
    code: str | None = None
    postcode: Span | None = None
    country: Span | None = None
    #: words after the town that are nothing known
    rest: Span | None = None
    #: the town is a known place of the state
    known: bool = False
    unsure: bool = False


def read_last_line(words: Words) -> LastLine:
    """Read the last line from the end of the address.

    >>> from custdq.fields.address_us_words import split_words
    >>> words = split_words("840 N Main St Salt Lake City Utah 84101 USA")
    >>> line = read_last_line(words)
    >>> words.part(line.city), line.code, words.part(line.postcode)
    ('Salt Lake City', 'UT', '84101')
    """
    keys = words.keys
    end, country = _country(keys, len(keys), words.breaks)
    end, postcode = _postcode(keys, end)
    state, code = _state(words, end, postcode, abroad=country is not None)
    if state:
        end = state[0]
        if postcode is None and end and is_zip(keys[end - 1]) and (end == 1 or end in words.breaks):
            end, postcode = end - 1, (end - 1, end)
    states = _states(code, keys[postcode[0]] if postcode else None)
    end, county = _county(words, end)
    start, city, known, unsure = _city(words, end, states, sure=bool(state or postcode))
    rest = None
    if not known and not state and end > 1:
        typed = _fragment(keys, end)
        if typed:
            start, city, rest = typed
    return LastLine(start, city, county, state, code, postcode, country, rest, known or bool(rest), unsure)


def _country(keys: list[str], end: int, breaks: frozenset[int]) -> tuple[int, Span | None]:
    start = end
    for _ in range(2):
        for size in (4, 3, 2, 1):
            name = " ".join(keys[max(0, start - size) : start])
            if start >= size and name in _COUNTRIES:
                before = start - size
                if name in ("US", "U S") and before and not (
                    before in breaks or keys[before - 1][0].isdigit() or keys[before - 1] in us_words().states
                    or keys[before - 1] == "STATES"
                ):
                    continue
                start = before
                break
    return start, (start, end) if start < end else None


def _postcode(keys: list[str], end: int) -> tuple[int, Span | None]:
    if end < 1:
        return end, None
    states = us_words().states
    last, at = keys[end - 1], end - 1
    if last.isdigit() and len(last) == 4 and at:
        if at > 1 and is_zip(keys[at - 1]) and len(keys[at - 1]) == 5:
            return at - 1, (at - 1, end)
        return (at, (at, end)) if at > 1 and (keys[at - 1] in states) else (end, None)
    if not is_zip(last) or (at and _numbers(keys, at)):
        return end, None
    return at, (at, end)


def _numbers(keys: list[str], at: int) -> bool:
    """Tell whether the figure at word `at` is no ZIP code: a box, a unit, a road or the only number."""
    before = keys[at - 1]
    if before in us_words().states:
        return False
    return before in HIGHWAYS or before in ("BOX", "#", "NO", "-") or before in us_words().numbered


# --- state -----------------------------------------------------------------------------------------------------


def _state(words: Words, end: int, postcode: Span | None, *, abroad: bool) -> tuple[Span | None, str | None]:
    table, keys = us_words(), words.keys
    for size in range(min(table.longest_state, end), 0, -1):
        start = end - size
        name = keys[start] if size == 1 else " ".join(keys[start:end])
        code = table.states.get(name)
        if code is None:
            continue
        figure = keys[postcode[0]] if postcode else None
        if _is_state(words, start, name, code, figure, abroad=abroad):
            return (start, end), code
    return None, None


def _is_state(words: Words, start: int, name: str, code: str, figure: str | None, *, abroad: bool) -> bool:
    keys, table = words.keys, us_words()
    if start == 0:
        return name != "NEW YORK" or figure is not None
    there = _place_before(keys, start, code)
    if there:
        return True
    in_state = figure is not None and (len(figure) < 5 or zip_in_state(figure, code))
    if name == "NEW YORK" or (name in us_places() and figure is not None and not in_state):
        return start in words.breaks and start > 1 and in_state and name != "NEW YORK"
    if name in table.suffixes or name in table.directionals or name in table.numbered:
        if start in words.breaks:
            return figure is not None or name not in table.directionals
        if in_state and len(name) == 2 and words.segment(start) > 0:
            return True
        return (in_state or figure is None) and len(name) == 2 and _follows_town(keys, start, figure)
    if start in words.breaks or in_state or abroad:
        return True
    raw = words.text[words.spans[start][0] : words.spans[start][1]]
    if len(name) == 2:
        return raw.isupper() or name not in _ENGLISH
    return closes_street(keys, start, 0) or figure is not None


def _follows_town(keys: list[str], start: int, figure: str | None) -> bool:
    """Tell whether words between a street's end and word `start` are left for a town."""
    return figure is not None and any(closes_street(keys, at, 0) for at in range(max(2, start - 3), start))


def _place_before(keys: list[str], end: int, code: str) -> bool:
    """Tell whether a place of the state stands before word `end`, with a road left before it where there is a number."""
    number = number_end(keys, 0, end)
    return any(
        (start == 0 or start > number) and _in_states(_place(keys, start, end), (code,))
        for start in range(max(0, end - _LONGEST_PLACE), end)
    )


def _states(code: str | None, postcode: str | None) -> tuple[str, ...]:
    if code is not None:
        return (code,)
    return zip_states().get(postcode[:3], ()) if postcode else ()


# --- town ------------------------------------------------------------------------------------------------------


def _place(keys: list[str], start: int, end: int) -> str:
    """Bring the words of a town to the spelling of the table: St Louis, Mt Vernon, N Chicago, Ocean Spgs."""
    table = us_words()
    first, last = keys[start], keys[end - 1]
    if end - start == 1:
        return first
    if first in _SHORT_PLACE:
        first = _SHORT_PLACE[first]
    elif first in table.directionals:
        first = _DIRECTIONS[table.directionals[first]]
    if last in _SHORT_END:
        last = _SHORT_END[last]
    elif last in table.suffixes:
        last = table.full[table.suffixes[last]] if last == table.suffixes[last] or len(last) < 5 else last
    inner = [_SHORT_PLACE.get(key, key) if key in ("ST", "STE") else key for key in keys[start + 1 : end - 1]]
    return " ".join([first, *inner, last]).replace("-", " ")


_DIRECTIONS = {
    "N": "NORTH", "S": "SOUTH", "E": "EAST", "W": "WEST", "NE": "NORTHEAST", "NW": "NORTHWEST", "SE": "SOUTHEAST",
    "SW": "SOUTHWEST",
}  # fmt: skip


def _in_states(name: str, states: Iterable[str]) -> bool:
    found = us_places().get(name)
    if found is None and "-" in name:
        found = us_places().get(name.replace("-", " "))
    return found is not None and (not states or not found.isdisjoint(states))


def is_town(keys: list[str], start: int, end: int, states: tuple[str, ...]) -> bool:
    """Tell whether words `start` to `end` are a known place of one of `states` (any, where none is given).

    >>> is_town(["ST", "LOUIS"], 0, 2, ("MO",)), is_town(["ST", "LOUIS"], 0, 2, ("NV",))
    (True, False)
    """
    if end - start > _LONGEST_PLACE or end <= start:
        return False
    if _in_states(_place(keys, start, end), states):
        return True
    if end - start > 1:
        if keys[end - 1] in _CITY_MARKS and _in_states(_place(keys, start, end - 1), states):
            return True
        return _in_states(" ".join(keys[start:end]), states)
    return False


def _county(words: Words, end: int) -> tuple[int, Span | None]:
    start = words.segment(end)
    if end - start > 1 and words.keys[end - 1] in ("COUNTY", "PARISH") and not words.keys[start][0].isdigit():
        return start, (start, end)
    return end, None


def _city(
    words: Words, end: int, states: tuple[str, ...], *, sure: bool
) -> tuple[int, Span | None, bool, bool]:
    """Return where the town begins, its span, whether it is known, and whether another reading is as good."""
    if end < 1:
        return end, None, False, False
    keys, start = words.keys, words.segment(end)
    if keys[end - 1] in ("APO", "FPO", "DPO"):
        return end - 1, (end - 1, end), True, False
    if is_town(keys, start, end, states) and not (start == 0 and not sure and end > 1):
        return start, (start, end), True, False
    if start == 0 and not any(key[0].isdigit() for key in keys[:end]):
        return _city_alone(words, end, states, sure=sure)
    inner = start if start == 0 else _after_unit(keys, start, end)
    if start and inner == start and not any(key[0].isdigit() for key in keys[start:end]):
        table = us_words()
        if all(key in table.directionals for key in keys[start:end]) or keys[start] in REMARKS:
            return end, None, False, False
        if end - start > 1 and len(table.directionals.get(keys[start], "")) == 2 and closes_street(keys, start, 0):
            # Bolton Road, NW Atlanta
            return start + 1, (start + 1, end), is_town(keys, start + 1, end, states), not sure
        if not (closes_street(keys, end, start) and end - start > 1):
            return start, (start, end), False, not sure
    if inner > start and inner < end and not number_end(keys, inner, end) > inner:
        return inner, (inner, end), is_town(keys, inner, end, states), False
    if inner == end:
        return end, None, False, False
    return _split(keys, inner if inner > start else start, end, states, sure=sure)


def _city_alone(words: Words, end: int, states: tuple[str, ...], *, sure: bool) -> tuple[int, Span | None, bool, bool]:
    """Split words with no figure among them and no comma: a town, a street, or both."""
    keys = words.keys
    if any(key in ("&", "AND", "@") for key in keys[:end]) or any(closes_street(keys, at, 0) for at in range(2, end + 1)):
        return _split(keys, 0, end, states, sure=sure)
    if sure:
        found = _split(keys, 0, end, states, sure=False)
        return found if found[1] and found[2] and end > 2 else (0, (0, end), False, end > 3)
    if is_town(keys, 0, end, states) and not closes_street(keys, end, 0):
        return 0, (0, end), True, False
    return end, None, False, False


def _after_unit(keys: list[str], start: int, end: int) -> int:
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


def _split(
    keys: list[str], first: int, end: int, states: tuple[str, ...], *, sure: bool
) -> tuple[int, Span | None, bool, bool]:
    """Find the best word for the town to begin at."""
    inner = _number_inside(keys, first, end)
    found = _best_split(keys, inner, end, states, sure=sure)
    if found[1] is None and inner > first:
        return _best_split(keys, first, end, states, sure=sure)
    return found


def _best_split(
    keys: list[str], first: int, end: int, states: tuple[str, ...], *, sure: bool
) -> tuple[int, Span | None, bool, bool]:
    table = us_words()
    number = number_end(keys, first, end)
    scores: list[tuple[float, int, bool]] = []
    none = 3.5 if closes_street(keys, end, first) else 0.0 if sure else 1.9
    scores.append((none, end, False))
    for at in range(max(first + 1, end - _LONGEST_PLACE), end):
        size, closed, known = end - at, closes_street(keys, at, first), is_town(keys, at, end, states)
        if at <= number or all(key in table.directionals for key in keys[number:at]) or not keys[at][0].isalpha():
            continue
        if keys[at] in ("OF", "THE", "AND") or keys[at] in REMARKS:
            continue
        if all(key in table.directionals for key in keys[at:end]):
            continue
        if not known and keys[at - 1] == "ST" and is_town(keys, at - 1, end, ()):
            continue
        if not known and (any(key[0].isdigit() for key in keys[at:end]) or "&" in keys[at:end]):
            continue
        score = (4.0 + size * 0.6 if known else 0.0) + (3.0 if closed else 0.0)
        if known and not closed and (not sure or keys[at - 1] in ("AND", "&", "OF", "THE", "SAINT", "NEW")):
            score = 1.0
        if not known:
            score += 0.0 if closed else 0.5 if size == 1 and sure else -9.0
            score -= 4.0 * any(key in table.strong for key in keys[at:end])
            score -= 0.6 * (len(keys[at]) == 1) + 0.2 * max(0, size - 3)
            score -= 2.0 * (keys[at] in table.numbered or keys[at] in table.standing or keys[end - 1] in table.premises)
        if keys[at] in table.directionals and len(keys[at]) < 3 and keys[at - 1] in table.strong and (
            keys[number] not in table.directionals
        ):
            # Elm St N | Chicago rather than Elm St | N Chicago
            score -= 1.0
        scores.append((score, at, known))
    best, at, known = max(scores, key=lambda found: found[0])
    if best <= 0.0 or at == end:
        return end, None, False, sure and none < 3.0
    second = max((score for score, other, _ in scores if other != at), default=0.0)
    return at, (at, end), known, best - second < (0.5 if known else 2.0)


def _number_inside(keys: list[str], first: int, end: int) -> int:
    """Return the word the house number begins at, where a name stands before it; else `first`."""
    if number_end(keys, first, end) > first:
        return first
    for at in range(end - 2, first, -1):
        if number_end(keys, at, end) > at and not _numbers(keys, at) and not is_numbered_road(keys, at, first):
            before_direction = at == first + 1 and keys[first] in us_words().directionals
            return first if before_direction or closes_street(keys, at, first) else at
    return first


def _fragment(keys: list[str], end: int) -> tuple[int, Span, Span] | None:
    """Read a town before a state not yet typed to its end or a spoilt ZIP code: Portland Ore, Niagara Falls 76B09."""
    last, table = keys[end - 1], us_words()
    for at in range(max(0, end - 1 - _LONGEST_PLACE), end - 1):
        if at and not closes_street(keys, at, 0):
            continue
        states = us_places().get(_place(keys, at, end - 1))
        if states is None:
            continue
        if last[0].isdigit() and len(last) > 3 and at == 0:
            return at, (at, end - 1), (end - 1, end)
        if any(name.startswith(last) and code in states for name, code in table.states.items()):
            return at, (at, end - 1), (end - 1, end)
    return None
