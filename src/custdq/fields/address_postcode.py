"""The postcode of an address: by its country's form where that is known, else by shapes that only a postcode has.

The trap: a house number has the shape of a postcode; figures alone are one only where one may stand: before a town,
behind it, or alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from custdq.fields.address_lexicon import (
    AFTER,
    BEFORE,
    BOX,
    DIRECTION,
    FIGURE,
    GLUED,
    INNER,
    LETTER,
    LINK,
    NUMBER,
    ORDINAL,
    POSTCODE,
    TYPE,
    Word,
)  # fmt: skip
from custdq.fields.address_line import Line
from custdq.fields.address_locality import is_town, town_at_end
from custdq.reference.world import postcode_forms, provinces

_POSTCODE = re.compile(
    r"(?<![\w#/.'’-])(?:[A-Z]{1,3}-)?(?:"
    r"(?P<GB>[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})|(?P<CA>[A-Z]\d[A-Z]\s?-?\d[A-Z]\d)|(?P<IE>[A-Z]\d[\dW]\s?[A-Z\d]{4})|"
    r"(?P<NL>[1-9]\d{3}\s?[A-Z]{2})|(?P<dashed>\d{5}-\d{3,4}|\d{4}-\d{3}|\d{3}-\d{4}|\d{2}-\d{3})|"
    r"(?P<spaced>\d{3}\s\d{2,3})|(?P<AR>[A-Z]\d{4}[A-Z]{3})|(?P<lettered>[A-Z]{2}\d{4,5})|(?P<plain>\d{4,7}))"
    r"(?![\w/'’]|-\d)",
    re.IGNORECASE,
)
_SPACED = {2: frozenset("SE CZ SK GR".split()), 3: frozenset({"IN"})}
#: countries whose plain postcodes have this many figures
_PLAIN_LENGTH = {
    4: frozenset("AT AU BE CH DK NO NZ HU BG LU LI SI ZA CY TN PH GE BD AR VE PY NL PT LV MD MK".split()),
    5: frozenset(
        "DE FR IT ES FI MX TR ID MY TH UA KR EG SA MA PK HR RS BA EE LT ME KW JO DZ VN MC SM VA PR KE LK NP CU GT PE UY"
        " US SE CZ SK GR".split()
    ),
    6: frozenset("IN RU SG KZ KG UZ TJ TM BY RO CO EC NG MN".split()),
    7: frozenset("IL CL JP".split()),
}
#: figures of a postcode that a house number may have as well; more than this are rarely a house
_SHORT = 4
_LONGEST_PLAIN = 8
_FIGURE = re.compile(r"\d")
_SURE_SHAPES = frozenset({"GB", "CA"})
#: crown dependencies whose postcodes have the British shape
_BRITISH = {"GY": "GG", "JE": "JE", "IM": "IM"}


class Postcode(NamedTuple):
    """A postcode as written, its span of words, and the country that its shape alone proves."""

    text: str
    low: int
    high: int
    proven: str | None


def take_postcode(line: Line, hint: frozenset[str] | None, *, stated: bool = True) -> Postcode | None:
    """Find the postcode and take its words.

    Parameters
    ----------
    line
        The address.
    hint
        Countries it may lie in; None: any.
    stated
        Whether the address itself names its country; else a foreign postcode may overrule the hint.

    Examples
    --------
    >>> from custdq.fields.address_line import read_line
    >>> take_postcode(read_line("10 Elm Rd, London SW1A 1AA"), None)
    Postcode(text='SW1A 1AA', low=4, high=6, proven='GB')
    >>> take_postcode(read_line("Hauptstraße 1200"), None) is None
    True
    """
    if not _FIGURE.search(line.text):
        return None
    best: tuple[int, int, re.Match[str]] | None = None
    country = next(iter(hint)) if hint is not None and len(hint) == 1 else None
    for match in (_pattern_of(country) or _POSTCODE).finditer(line.text):
        low = bisect_left(line.ends, match.start() + 1)
        high = bisect_left(line.starts, match.end())
        if (
            low < high
            and line.free[low]
            and line.starts[low] <= match.start()
            and _may_be(line, low, high, match, hint)
        ):
            weak = match.lastgroup in ("plain", "spaced")
            if best is None or not weak or best[2].lastgroup in ("plain", "spaced"):
                best = low, high, match
    if best is None:
        return None if country is None or stated else take_postcode(line, None)
    low, high, match = best
    shape = match.lastgroup or ""
    line.free[low:high] = [False] * (high - low)
    if low > 0 and _labels(line, low - 1):
        line.free[low - 1] = False
    proven = None
    if shape in _SURE_SHAPES and country is None:
        proven = _BRITISH.get(match.group()[:2].upper(), shape) if shape == "GB" else shape
    return Postcode(match.group(), low, high, proven)


def _labels(line: Line, at: int) -> bool:
    """Tell whether the word before a postcode only announces it: C.P. 03100, PIN 560038, S(560123)."""
    word = line.words[at]
    return bool(word.bits & POSTCODE) or (word.key == "s" and line.text[line.ends[at] : line.ends[at] + 1] == "(")


def _may_be(line: Line, low: int, high: int, match: re.Match[str], hint: frozenset[str] | None) -> bool:
    """Tell whether a stretch with the shape of a postcode may be one where it stands."""
    shape, code = match.lastgroup or "", match.group()
    if high < len(line.words) and line.starts[high] < match.end():
        return False
    if low > 0 and line.words[low - 1].bits & BOX and not line.words[low - 1].bits & POSTCODE:
        return False
    if shape in _SURE_SHAPES or shape == "AR":
        return True
    apart = low > 0 or high < len(line.words)
    sure = hint is not None and len(hint) == 1
    judged: dict[str, Callable[[], bool]] = {
        "own": lambda: _figures(line, low, high, code, hint) if _plain(code) else apart,
        "IE": lambda: hint is None or "IE" in hint,
        "NL": lambda: _dutch(line.words[high - 1], code, hint),
        "dashed": lambda: apart,
        "spaced": lambda: _spaced(line, high, code, hint),
        "lettered": lambda: sure or low > 0,
    }
    return judged[shape]() if shape in judged else _figures(line, low, high, code, hint)


def _plain(code: str) -> bool:
    bare = code.rsplit("-", 1)[-1]
    return bare.isdigit() and len(bare) < _LONGEST_PLAIN


def _dutch(letters: Word, code: str, hint: frozenset[str] | None) -> bool:
    """Four figures and two letters, the letters capital and no word of a street: 1200 NW, 1126 St."""
    clear = code[-2:].isupper() and not letters.bits & (TYPE | DIRECTION)
    return clear and (hint is None or "NL" in hint)


@lru_cache(maxsize=256)
def _pattern_of(country: str | None) -> re.Pattern[str] | None:
    """Return the search pattern of a country's own postcodes, None where the country is open or lists none."""
    form = postcode_forms().get(country or "")
    if country is None or form is None or form.pattern is None:
        return None
    # forms in use beside the listed one: the first four figures in Portugal, no letters in the Netherlands
    loose = r"|\d{4}" if country in ("PT", "NL", "AR") else ""
    return re.compile(
        rf"(?<![\w#/.'’-])(?P<own>(?:{country}[- ]|[A-Z]-)?(?:{form.pattern.pattern}{loose}))(?![\w/'’]|-\d)",
        re.IGNORECASE,
    )


def _spaced(line: Line, high: int, code: str, hint: frozenset[str] | None) -> bool:
    countries = _SPACED.get(len(code.split()[1]), frozenset())
    if hint is not None and not hint & countries:
        return False
    near = hint if hint is not None and len(hint) == 1 else None
    if near:
        return True
    piece = next((p for p in line.pieces if p[0] < high <= p[1]), None)
    if piece is None:
        return False
    return any(is_town(line.key(high, end), countries) for end in range(high + 1, min(piece[1], high + 4) + 1))


def _figures(line: Line, low: int, high: int, code: str, hint: frozenset[str] | None) -> bool:
    """Tell whether 3 to 7 figures alone may be a postcode where they stand."""
    figures = len(code.rsplit("-", 1)[-1])
    own = hint is not None and len(hint) == 1
    if hint is not None and not own and not hint & _PLAIN_LENGTH.get(figures, frozenset()):
        return False
    start, end = next((p for p in line.pieces if p[0] <= low < p[1]), (0, 0))
    while end > high and not line.free[end - 1]:
        end -= 1
    before = line.words[low - 1].bits if low > start else 0
    if before & (NUMBER | INNER) and not before & POSTCODE:
        return False
    long = figures > _SHORT
    if low == start and high == end:
        return (long and len(line.pieces) > 2) if low == 0 else (long or own or _has_number(line, 0, low))
    if low == start:
        # first of its piece: a house number if a street follows, else the postcode before its town
        several = long and len(line.pieces) > 1
        town = is_town(line.key(high, end), hint) and (long or len(line.pieces) > 1)
        return not _is_street(line, high, end) and (low > 0 or own or several or town)
    if high == end:
        return (long or _ends_locality(line, start, low, hint)) and not before & NUMBER
    # between words: behind a street and before its town; the only number of a street is its house number
    return long or _has_number(line, start, low)


def _has_number(line: Line, low: int, high: int) -> bool:
    return any(line.words[at].bits & FIGURE for at in range(low, high))


def _is_street(line: Line, low: int, high: int) -> bool:
    """Tell whether the words are a street's name: a type where one stands, and no town that is called so."""
    last, first = line.words[high - 1].bits, line.words[low].bits
    return bool(last & (AFTER | GLUED) or (first & BEFORE and not first & LINK) or last & FIGURE) and not is_town(
        line.key(low, high), None
    )


def _ends_locality(line: Line, start: int, low: int, hint: frozenset[str] | None) -> bool:
    """Tell whether the words before a final figure end in a town or province rather than in a street."""
    key = line.words[low - 1].key
    if key in provinces() and low - start > 1:
        return True
    if town_at_end(line, start, low, hint):
        street = any(line.words[at].bits & TYPE for at in range(start, low))
        return not street or _has_number(line, start, low) or start > 0
    if start > 0:
        return not _is_street(line, start, low)
    # 1/135 Ferny Way Oakfield 4054: a whole street, then a town no table knows
    ends = line.words[low - 1].bits & (AFTER | GLUED | ORDINAL | LETTER)
    closed = any(line.words[at].bits & AFTER for at in range(start + 2, low - 1))
    return bool(line.words[start].bits & FIGURE) and closed and not ends
