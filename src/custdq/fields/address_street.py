"""The street of an address: which words are its name, which its house number, and what stands before and behind.

The trap: one rule for all countries. A number comes first in English and French and last elsewhere; a street's type
opens the name (rue, calle, ul.), closes it (Street, Gasse) or is part of the word (Triftstraße); so the type decides.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.fields.address_lexicon import (
    AFTER,
    BEFORE,
    BUILDING,
    DIGITS,
    DIRECTION,
    FIGURE,
    FLOOR,
    GLUED,
    LETTER,
    LINK,
    NUMBER,
    ORDINAL,
    ROOM,
    SUFFIX,
    TYPE,
    UNIT,
    VENUE,
    Word,
)  # fmt: skip
from custdq.fields.address_line import Line
from custdq.fields.address_locality import is_town

_MONTHS = frozenset(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre enero febrero marzo "
    "abril mayo junio julio agosto septiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno "
    "luglio settembre ottobre dicembre janeiro fevereiro marco maio junho julho setembro outubro dezembro "
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia januar "
    "februar marz april juni juli august september oktober november dezember".split()
)
#: English types that are followed by a number of their own
_NUMBERED = frozenset("highway hwy route rte interstate motorway road rd avenue ave freeway".split())
#: types of streets that have a number for a name
_NUMERIC = frozenset("calle cl cll carrera cra kra kr cr diagonal dg transversal tv avenida av rue rua".split())
#: places that have a number and no street: Gate 4, Terminal 2
_NUMBERED_PLACES = frozenset("gate terminal stop platform pier exit dock bay stand hangar".split())
#: types that are a whole name: 178 Broadway, 3 Esplanade
STANDALONE = frozenset("broadway esplanade promenade strand embankment bowery mall terrace parade".split())
#: English words that name squares, malls and houses as often as streets
WEAK_TYPES = frozenset(
    "place mall market mkt court square plaza gardens garden lodge heights hill gate green view point beach strand"
    " grove parade park bridge wharf quay reach vale rise mews pl ct sq".split()
)
_STOREYS = frozenset("ground top lower upper raised first second third fourth fifth garden".split())
_PARTS = ((UNIT, "unit"), (BUILDING, "building"), (FLOOR, "floor"), (ROOM, "room"))
_SHORTEST_ADJECTIVE = 5
_GERMAN = frozenset({"DE", "AT", "CH"})
_WHOLE_BEFORE = frozenset({"nl", "no", "sv", "da", "fi", "is", "et", "lv", "lt"})
_ADJECTIVE = re.compile(
    r"(?:alt|neu|gross|klein|ober|unter|hoh|lang|kurz|breit|schmal|weiss|rot|schwarz|grun|hinter|vorder|mittler)(?:e|er|es|en|em)"
    r"|st|sankt|prof|dr"
)


class Street(NamedTuple):
    """Spans of words in a line: the number, the road, the words before (a place) and behind (a suburb or town)."""

    number: tuple[int, int] | None = None
    road: tuple[int, int] | None = None
    before: tuple[int, int] | None = None
    behind: tuple[int, int] | None = None


def inner_phrase(line: Line, at: int, low: int, high: int) -> tuple[int, int, str] | None:
    """Return the span and part of the unit, building, floor or room that word `at` names, if it does.

    >>> from custdq.fields.address_line import read_line
    >>> inner_phrase(read_line("Flat 2 High Street"), 0, 0, 4)
    (0, 2, 'unit')
    """
    word = line.words[at]
    part = next((name for bit, name in _PARTS if word.bits & bit), None)
    storey = at > low and line.words[at - 1].marked and line.words[at - 1].bits & FIGURE  # 3. OG
    if part is None or (len(word.key) < 3 and word.key.isascii() and not word.marked and not storey):
        return None
    after = at + 1
    if after < high and line.words[after].bits & NUMBER and not line.words[after].bits & FIGURE:
        after += 1
    if after < high and _identifies(line.words[after]):
        end = after + 1
        if end < high and line.words[end].bits & LETTER and not line.words[end].bits & (TYPE | LINK | DIRECTION):
            end += 1
        return at, end, part
    if at > low and line.words[at - 1].bits & ORDINAL:
        return at - 1, at + 1, part
    if word.bits & FLOOR and at > low and line.words[at - 1].bits & FIGURE and (at - 1 > low or at + 1 == high):
        return at - 1, at + 1, part
    if word.bits & FLOOR and at > low and line.words[at - 1].key in _STOREYS:
        start = at - 2 if at - 1 > low and line.words[at - 2].key in _STOREYS else at - 1
        # First Floor Flat: the flat has no number but its floor
        flat = at + 2 == high and line.words[at + 1].bits & UNIT
        return start, at + 2 if flat else at + 1, "unit" if flat else part
    return None


def _identifies(word: Word) -> bool:
    if word.bits & (FIGURE | ORDINAL):
        return True
    return (
        bool(word.bits & LETTER)
        or (len(word.key) <= 6 and any(c.isdigit() for c in word.key))
        or (word.text.isupper() and len(word.text) == 2 and not word.bits)
    )


def read_street(line: Line, low: int, high: int, *, towny: bool) -> Street:
    """Read words `low` to before `high`, free of units, as a street; empty where nothing shows that they are one.

    Parameters
    ----------
    line
        The address.
    low, high
        Positions of words.
    towny
        Whether a town may follow the street in these words.

    Examples
    --------
    >>> from custdq.fields.address_line import read_line
    >>> line = read_line("Calea Victoriei 54 Bucharest")
    >>> read_street(line, 0, 4, towny=True)
    Street(number=(2, 3), road=(0, 2), before=None, behind=(3, 4))
    """
    opening = opening_type(line, low, high)
    closing = closing_type(line, low, high)
    if opening is not None and not _closes_better(line, opening, closing, high):
        return _opened(line, low, opening, high)
    if closing is not None:
        return _closed(line, low, closing, high, towny=towny)
    return _untyped(line, low, high, towny=towny)


def opening_type(line: Line, low: int, high: int) -> int | None:
    """Return the position of the type that opens a street's name, None where none does."""
    for at in range(low, high - 1):
        word = line.words[at]
        if at == low and "de" in word.languages and word.bits & AFTER and line.words[at + 1].bits & LINK:
            return at  # Platz der Republik, Straße des Friedens
        if not word.bits & BEFORE:
            continue
        lead = all(
            _counts(line.words[i]) or line.words[i].bits & (NUMBER | DIRECTION) == NUMBER for i in range(low, at)
        )
        bare = at + 1 == high or line.words[at + 1].bits & FIGURE
        if bare and at > low and not lead and (word.bits & AFTER or word.key not in _NUMERIC):
            continue
        if lead:
            return None if word.bits & LINK and line.words[at + 1].bits & AFTER else at
        sure = not word.bits & (AFTER | LINK | VENUE | DIRECTION) and (word.marked or len(word.key) > 2)
        following = line.words[at + 1].bits
        named = bool(word.bits & AFTER and following & LINK and not following & DIRECTION and not word.bits & LINK)
        if sure or named or line.words[at - 1].bits & FIGURE:
            return at
    return None


def closing_type(line: Line, low: int, high: int) -> int | None:
    """Return the position of the last type that closes a street's name, None where none does."""
    for at in range(high - 1, low - 1, -1):
        bits = line.words[at].bits
        if bits & GLUED:
            return at
        if bits & LINK and at < high - 1 and line.words[at].key != "st":
            continue
        if bits & AFTER and at > low:
            before = line.words[at - 1].bits
            plain_number = before & FIGURE and at - 1 == low
            if not plain_number or at == high - 1 or _after_is_numbered(line, at, high):
                return at
    return None


def _after_is_numbered(line: Line, at: int, high: int) -> bool:
    """`25 Straße 50`: the figures before the type are its name where others follow."""
    return at + 1 < high and bool(line.words[at + 1].bits & FIGURE) and "en" not in line.words[at].languages


def _closes_better(line: Line, opening: int, closing: int | None, high: int) -> bool:
    """An English type behind the name beats an opening word that may be one too: Avenue Road, Place Street."""
    if closing is None or closing <= opening:
        return False
    english = "en" in line.words[closing].languages and not line.words[closing].bits & BEFORE
    linked = line.words[opening + 1].bits & LINK and opening + 1 != closing
    return english and not linked and closing == high - 1


def _number_end(line: Line, at: int, high: int) -> int:
    """Return the end of the house number that begins at `at`: 12 bis, 12 a, 12 1/2."""
    end = at + 1
    while end < high:
        word = line.words[end]
        joins = word.bits & SUFFIX or (word.bits & FIGURE and "/" in word.key and end == at + 1)
        letter = word.bits & LETTER and not word.bits & LINK and end == at + 1 and word.key in "abcdefgh"
        if joins or (letter and (end + 1 == high or line.words[end + 1].bits & (BEFORE | FIGURE))):
            end += 1
        else:
            break
    return end


def _counts(word: Word) -> bool:
    """Tell whether a word may be of the house number before a street: 12, bis, A."""
    return bool(word.bits & (FIGURE | SUFFIX)) or bool(word.bits & LETTER and not word.bits & (LINK | DIRECTION))


def _opened(line: Line, low: int, opening: int, high: int) -> Street:
    """Rue de la Paix, Calle Mayor 3, ul. Długa 5: the type opens the name."""
    start = opening
    while start > low and _counts(line.words[start - 1]):
        start -= 1
    place = (low, start) if start > low else None
    if start < opening and not any(line.words[at].bits & FIGURE for at in range(start, opening)):
        return Street(None, (start, high), place, None)
    if start < opening:
        if "en" not in line.words[opening].languages and all(
            line.words[at].bits & FIGURE for at in range(opening + 1, high)
        ):
            return Street((opening + 1, high), (start, opening + 1), place, None)
        return Street((start, opening), (opening, high), place, None)
    for at in range(high - 1, opening + 1, -1):
        word = line.words[at]
        signed = word.text.startswith(("#", "№"))
        if not word.bits & FIGURE or (word.bits & ORDINAL):
            continue
        if at == opening + 1 and not signed:
            break
        labelled = line.words[at - 1].bits & NUMBER and at - 1 > opening
        dated = word.bits & DIGITS and len(word.key) == 4 and line.words[at - 1].key in _MONTHS
        follows = at + 1 < high and line.words[at + 1].key in _MONTHS
        if (dated or follows) and not labelled:
            continue
        before = line.words[at - 1].bits
        if before & LINK and not before & DIRECTION and not labelled and not signed:
            continue
        end = _number_end(line, at, high)
        if signed and end < high and line.words[end].bits & LETTER:
            end += 1
        name_end = at - 1 if labelled else at
        behind = (end, high) if end < high else None
        return Street((at, end), (opening, name_end), place, behind)
    return Street(None, (opening, high), place, None)


def _closed(line: Line, low: int, closing: int, high: int, *, towny: bool) -> Street:
    """Elm Street, Triftstraße 67, Eduard-Sueß Gasse 9: the type closes the name."""
    words = line.words
    english = "en" in words[closing].languages
    after = closing + 1
    while after < high and words[after].bits & DIRECTION:
        after += 1
    number, start, place = _leading_number(line, low, closing, high, english=english)
    if number is None and closing == low and english and words[low + 1 :] and high - low == 2:
        return Street(None, (low, high))
    if number is None:
        found = _trailing_number(line, closing, high)
        start = _name_start(line, low, closing, english=english)
        place = (low, start) if start > low else None
        if (
            found is not None
            and not words[found].text.startswith("#")
            and not (english and words[closing].key in _NUMBERED and after == found)
        ):
            name_end = found - 1 if words[found - 1].bits & NUMBER and found - 1 > closing else found
            end = _number_end(line, found, high)
            return Street((found, end), (start, name_end), place, (end, high) if end < high else None)
    signed = after < high and words[after].text.startswith("#")
    if after < high and words[after].bits & FIGURE and not signed and english and words[closing].key in _NUMBERED:
        after += 1
    if after < high and words[closing].bits & LINK and number is None:
        after = high
    if after < high and not towny and not any(words[at].bits & FIGURE for at in range(after, high)):
        after = high if high - after <= 2 and not english else after
    return Street(number, (start, after), place, (after, high) if after < high else None)


def _numbers_a_road(word: Word) -> bool:
    """Tell whether figures behind a word belong to the street's name: Highway 6, rue du 8."""
    return bool(word.bits & (LINK | BEFORE)) or word.key in _NUMBERED


def _leading_number(
    line: Line, low: int, closing: int, high: int, *, english: bool
) -> tuple[tuple[int, int] | None, int, tuple[int, int] | None]:
    words = line.words
    name_is_figure = words[low].bits & FIGURE and closing - low == 1 and not words[closing].bits & GLUED
    name_is_figure = name_is_figure and words[closing].key not in STANDALONE
    if name_is_figure and (closing + 1 == high or _after_is_numbered(line, closing, high)):
        return None, low, None
    for at in range(low, closing):
        if words[at].bits & FIGURE and not (at > low and _numbers_a_road(words[at - 1])):
            if not english and _after_is_numbered(line, closing, high):
                return None, low, None
            end = _number_end(line, at, closing)
            first = at - 1 if at > low and words[at - 1].bits & (NUMBER | VENUE) == NUMBER else at
            return (at, end), end, (low, first) if first > low else None
    return None, low, None


def _trailing_number(line: Line, closing: int, high: int) -> int | None:
    """Return the last figure behind the type that may be the house number."""
    found = None
    for at in range(closing + 1, min(high, closing + 5)):
        if line.words[at].bits & FIGURE:
            found = at
            break
    return found


def _name_start(line: Line, low: int, closing: int, *, english: bool) -> int:
    """Return where the name begins: behind a place that stands before it without a comma."""
    words = line.words
    venues = [at for at in range(low, closing) if words[at].bits & VENUE and not words[at].bits & LINK]
    if words[closing].bits & GLUED:
        if venues:
            start = closing
            while start - 1 > venues[-1] and start - 1 > low and _leads_name(words[start - 1], sure=True):
                start -= 1
            return start
        if words[closing].languages & _WHOLE_BEFORE:
            return low
        if "-" in words[closing].key and closing - low <= 2:
            return low
        start = closing
        while start > low and _leads_name(words[start - 1]):
            start -= 1
        return start
    last = max((at for at in venues if at + 1 < closing), default=None)
    if last is not None:
        return last + 1 if english else closing - 1
    return low


def _leads_name(word: Word, *, sure: bool = False) -> bool:
    """Tell whether a word belongs to the street's name behind it; `sure`: a place stands before, so doubt is its."""
    if word.bits & LINK or _ADJECTIVE.fullmatch(word.key):
        return True
    # called after the town or quarter it leads to: Berliner, Wiedner
    return word.key.endswith("er") and (
        is_town(word.key[:-2], _GERMAN) if sure else len(word.key) > _SHORTEST_ADJECTIVE
    )


def _untyped(line: Line, low: int, high: int, *, towny: bool) -> Street:
    """26 Saffron, Alt-Moabit 72: only the figures tell; none, and nothing is told."""
    words = line.words
    figures = [at for at in range(low, high) if words[at].bits & FIGURE]
    if not figures or high - low < 2:
        return Street()
    first, last = figures[0], figures[-1]
    if len(figures) == high - low - 1 and first > low and words[low].key in _NUMBERED_PLACES:
        return Street(before=(low, high))
    if len(figures) == high - low - 1 and first > low and words[low].bits & AFTER:  # Street 5, Highway 61
        return Street(None, (low, high))
    if first == low and last > low + 1 and words[low + 1].bits & LINK:  # 18 de Julio 1234
        return Street((last, _number_end(line, last, high)), (low, last))
    if first == low or (words[low].bits & NUMBER and first == low + 1):
        end = _number_end(line, first, high)
        return Street((first, end), (end, high) if end < high else None)
    return _number_behind(line, low, high, figures=figures, towny=towny)


def _number_behind(line: Line, low: int, high: int, *, figures: list[int], towny: bool) -> Street:
    """Read a name and the number behind it, or a place before a number that a name follows."""
    words, first, last = line.words, figures[0], figures[-1]
    end = _number_end(line, last, high)
    name_end = last - 1 if words[last - 1].bits & (NUMBER | VENUE) == NUMBER and last - 1 > low else last
    if end == high or towny:
        if all(words[at].bits & VENUE for at in range(low, name_end)):
            return Street(None, None, (low, high))
        return Street((last, end), (low, name_end), None, (end, high) if end < high else None)
    end = _number_end(line, first, high)
    return Street((first, end), (end, high) if end < high else None, (low, first))
