"""What one written word of an address may be, before its neighbours are asked: street type, number, unit, link, ...

The trap: looking a word up in a dozen tables for every address costs more than reading it; each distinct spelling is
looked up once and remembered as one set of bits.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from custdq.reference.street_words import street_words
from custdq.text.width import fold_marks, fold_width

BEFORE = 1  #: type of street that stands before the name: rue, calle, via
AFTER = 2  #: type of street that stands behind the name: street, road, utca
GLUED = 4  #: the type is the end of the word: Triftstraße
UNIT = 8
BUILDING = 16
FLOOR = 32
ROOM = 64
NUMBER = 128  #: says that a house number follows: no, nr, nº, дом
LINK = 256  #: joins words of one name: de la, van der
VENUE = 512
CORNER = 1024
SUFFIX = 2048  #: part of a house number: bis, ter
DIRECTION = 4096
FIGURE = 8192  #: has the shape of a house number
ORDINAL = 16384
SUBURB = 32768  #: says that a suburb follows or precedes: Col., mah.
CITY = 65536
PROVINCE = 131072
POSTCODE = 262144
BOX = 524288
LETTER = 1048576
DIGITS = 2097152  #: figures only
INNER = UNIT | BUILDING | FLOOR | ROOM
TYPE = BEFORE | AFTER | GLUED

_BITS = {
    "before": BEFORE, "after": AFTER, "unit": UNIT, "building": BUILDING, "floor": FLOOR, "room": ROOM,
    "number": NUMBER, "link": LINK, "venue": VENUE, "corner": CORNER, "suffix": SUFFIX, "direction": DIRECTION,
    "label_suburb": SUBURB, "label_city": CITY, "label_province": PROVINCE, "label_postcode": POSTCODE, "box": BOX,
}  # fmt: skip
_FIGURE = re.compile(r"[#№-]?\d{1,5}(?:[a-z]{0,2}|bis|ter|quater)(?:[-/–+.]\d{0,5}[a-z]{0,2}){0,3}")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th|[eèº°ªo]|er|ere|eme|da|do|ta|to|ra|ro|ma)\.?|\d{1,3}\.?[ºª°]")
#: words that end like a street by chance
_NOT_GLUED = frozenset({"brigade", "renegade", "decade", "norweg"})
#: spellings too short to mean anything unless a dot, a slash or a colon follows them
_NEEDS_MARK = 2
_LONGEST_FIGURE = 5
_LONGEST_UNGLUED = 4


class Word(NamedTuple):
    """One written word: as it stands, folded, its possible parts in bits, languages its street type belongs to."""

    text: str
    key: str
    name: str  #: the key as towns are looked up: hyphens and apostrophes are spaces
    bits: int
    languages: frozenset[str]
    marked: bool  #: a dot, slash or colon closes it


@lru_cache(maxsize=1)
def _glued() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    table = street_words()["glued"]
    endings = sorted(table, key=len, reverse=True)
    pattern = re.compile(r"(?=[^\W\d]{2})[\w'-]{2,}?(" + "|".join(endings) + ")")
    return pattern, {ending: frozenset(table[ending]) for ending in endings}


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[int, frozenset[str]]]:
    """Return spelling -> what it may be in bits, and the languages in which it is a type of street."""
    bits: dict[str, int] = {}
    languages: dict[str, set[str]] = {}
    for group, bit in _BITS.items():
        for spelling, found in street_words()[group].items():
            bits[spelling] = bits.get(spelling, 0) | bit
            if bit & TYPE:
                languages.setdefault(spelling, set()).update(found)
    return {spelling: (found, frozenset(languages.get(spelling, ()))) for spelling, found in bits.items()}


@lru_cache(maxsize=32768)
def word(text: str) -> Word:
    """Look one written word up.

    >>> word("Triftstr.").bits & GLUED > 0, word("12A").bits & FIGURE > 0, word("Rue").languages
    (True, True, frozenset({'fr'}))
    """
    if text.isdecimal() and text.isascii():
        return Word(text, text, text, FIGURE | DIGITS if len(text) <= _LONGEST_FIGURE else 0, frozenset(), marked=False)
    folded = text.lower() if text.isascii() else fold_marks(fold_width(text)).casefold()
    key = folded.strip(".,;:()[]'\"’*")
    marked = folded.endswith((".", "/", ":")) and len(folded) > 1
    bare = key.rstrip("/").replace(".", "")
    bits, languages = _index().get(bare, (0, frozenset()))
    if len(bare) < _NEEDS_MARK and not marked and bare.isalnum() and bare.isascii():
        bits &= DIRECTION | LINK | CORNER
        languages = frozenset()
    if any(char.isdigit() for char in key):
        if _ORDINAL.fullmatch(key):
            bits |= ORDINAL
        elif _FIGURE.fullmatch(key):
            bits |= FIGURE
    elif len(bare) == 1:
        bits |= LETTER
    elif not bits & (AFTER | BEFORE) and len(bare) > _LONGEST_UNGLUED and bare not in _NOT_GLUED:
        pattern, endings = _glued()
        match = pattern.fullmatch(bare)
        if match:
            bits |= GLUED
            languages = endings[match.group(1)]
    key = bare or key
    name = " ".join(key.replace("-", " ").replace("'", " ").replace("’", " ").split())
    return Word(text, key, name, bits, languages, marked)
