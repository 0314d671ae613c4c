"""The last line of an American address, read from its end: country, ZIP code, state, county, town.

The trap: Ct is Court or Connecticut, Ne northeast or Nebraska, New York a town or a state; the town before it, the ZIP
code behind it and where a comma stands decide.
"""

from __future__ import annotations

from typing import NamedTuple

from custdq.fields.address_us_town import LONGEST_PLACE, find_town, is_town, town_before, typed_town
from custdq.fields.address_us_words import Span, Words, closes_street, is_zip, names_number
from custdq.reference.us_words import us_places, us_words, zip_in_state, zip_states

#: The country's names.
COUNTRIES = frozenset(
    ("USA", "US", "U S A", "U S", "UNITED STATES", "UNITED STATES OF AMERICA", "EEUU", "ESTADOS UNIDOS", "U S OF A")
)
#: Last words of the country's names.
COUNTRY_ENDS = frozenset(name.split()[-1] for name in COUNTRIES)
#: Codes of states that are everyday words in small letters.
_ENGLISH = frozenset("IN OR ME HI OK OH DE LA MA PA AL CO ID AS MI MO FM MS".split())


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
    #: the town of another reading that is as good
    other: Span | None = None


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
        if postcode is None and code and _is_code_of(keys, end, code):
            # Oakland 94610 CA
            end, postcode = end - 1, (end - 1, end)
    ahead = postcode is None and end > 1 and len(keys[0]) == 5 and is_zip(keys[0])
    if ahead and is_town(keys, 1, end, _states(code, keys[0])):
        # 97301 Salem, OR
        return LastLine(0, (1, end), None, state, code, (0, 1), country, known=True)
    end, county = _county(words, end)
    town = find_town(words, end, _states(code, keys[postcode[0]] if postcode else None), sure=bool(state or postcode))
    rest = None
    if not town.known and not state and end > 1:
        typed = typed_town(keys, end)
        if typed:
            town, rest = typed
    return LastLine(town.start, town.span, county, state, code, postcode, country, rest, *town[2:])


def _country(keys: list[str], end: int, breaks: frozenset[int]) -> tuple[int, Span | None]:
    start = end
    if end == 0 or keys[-1] not in COUNTRY_ENDS:
        return end, None
    for _ in range(2):
        for size in (4, 3, 2, 1):
            name = " ".join(keys[max(0, start - size) : start])
            if start >= size and name in COUNTRIES:
                before = start - size
                if (
                    name in ("US", "U S")
                    and before
                    and not (
                        before in breaks
                        or keys[before - 1][0].isdigit()
                        or keys[before - 1] in us_words().states
                        or keys[before - 1] == "STATES"
                    )
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
    if not is_zip(last) or (at and names_number(keys, at)):
        return end, None
    return at, (at, end)


def _is_code_of(keys: list[str], end: int, code: str) -> bool:
    """Tell whether the word before `end` is a ZIP code of the state that follows."""
    if end < 1 or not (is_zip(keys[end - 1]) and zip_in_state(keys[end - 1], code)):
        return False
    return end == 1 or not names_number(keys, end - 1)


# --- state -----------------------------------------------------------------------------------------------------


def _state(words: Words, end: int, postcode: Span | None, *, abroad: bool) -> tuple[Span | None, str | None]:
    table, keys = us_words(), words.keys
    if end == 0 or keys[end - 1] not in table.state_ends:
        return None, None
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
    """Tell whether the name of a state at word `start` stands for the state, `figure` being the ZIP code behind it."""
    if start == 0:
        return name != "NEW YORK" or figure is not None
    if town_before(words.keys, start, code):
        return True
    in_state = figure is not None and (len(figure) < 5 or zip_in_state(figure, code))
    if name == "NEW YORK":
        return (in_state or figure is None) and _follows_a_town(words, start, figure)
    if name in us_places() and figure is not None and not in_state:
        return False
    table = us_words()
    if name in table.suffixes or name in table.directionals or name in table.numbered:
        return _is_ambiguous_state(words, start, name, figure, in_state=in_state)
    if start in words.breaks or in_state or abroad:
        return True
    if len(name) == 2:
        # in capitals, or a code that is no English word
        return words.text[words.spans[start][0] : words.spans[start][1]].isupper() or name not in _ENGLISH
    return closes_street(words.keys, start, 0) or figure is not None


def _follows_a_town(words: Words, start: int, figure: str | None) -> bool:
    """Tell whether a town nobody knows stands before word `start`, so that New York there is the state."""
    keys, first, table = words.keys, words.segment(start), us_words()
    piece = keys[first:start]
    if first and not any(key[0].isdigit() for key in piece):
        inside = piece[0] in table.standing or piece[0] in table.numbered or piece[-1] in table.premises
        return not inside and not all(key in table.directionals for key in piece)
    # the city's own codes begin with 100 to 102; elsewhere in the state something must stand behind the street
    return figure is not None and figure[:3] not in _CITY_CODES and start not in words.breaks and not (
        closes_street(keys, start, first)
    )  # fmt: skip


_CITY_CODES = frozenset(("100", "101", "102"))


def _is_ambiguous_state(words: Words, start: int, name: str, figure: str | None, *, in_state: bool) -> bool:
    """Tell Connecticut from Court, Nebraska from northeast, Florida from floor."""
    if start in words.breaks:
        closed = name in us_words().directionals and closes_street(words.keys, start, words.segment(start))
        return figure is not None or not closed
    if not in_state or len(name) > 2:
        return False
    # a town stands behind a comma, or between the end of the street and the state
    closed = any(closes_street(words.keys, at, 0) for at in range(max(2, start - LONGEST_PLACE), start))
    return words.segment(start) > 0 or closed


def _states(code: str | None, postcode: str | None) -> tuple[str, ...]:
    if code is not None:
        return (code,)
    return zip_states().get(postcode[:3], ()) if postcode else ()


def _county(words: Words, end: int) -> tuple[int, Span | None]:
    start = words.segment(end)
    if end - start > 1 and words.keys[end - 1] in ("COUNTY", "PARISH") and not words.keys[start][0].isdigit():
        return start, (start, end)
    return end, None
