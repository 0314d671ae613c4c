"""Two streets that meet: Elm St & Oak Ave, 5th and Main, Kantstraße Ecke Leibnizstraße.

The trap: firms and museums have an ampersand and lanes an `and` (Rose and Crown Lane); one side must be a street and no
house number may open it.
"""

from __future__ import annotations

import re

from custdq.fields.address_lexicon import (
    AFTER,
    CORNER,
    DIRECTION,
    FIGURE,
    LINK,
    ORDINAL,
    TYPE,
    VENUE,
)  # fmt: skip
from custdq.fields.address_line import Line

_CORNER = re.compile(
    r"(?i)\s+(?:(?P<sure>&|@|an der ecke(?: von)?|ecke|esquina(?: con)?|esq\.|angle|hoek|róg|"
    r"corner(?: of)?|cnr(?: of)?)|"
    r"(?P<word>and|at|und|y|et|e))\s+(?=\S)"
)
_OPENS_CORNER = re.compile(r"(?i)^(?:corner of|corner|cnr(?: of)?|intersection of|ecke|angle de|esquina de)\s+")
#: words of two bare names and what joins them: Main & Elm
_TWO_NAMES = 3


def is_corner(line: Line, low: int, high: int) -> bool:
    """Tell whether the words name two streets that meet.

    >>> from custdq.fields.address_line import read_line
    >>> is_corner(read_line("Elm St & 3rd Ave"), 0, 5), is_corner(read_line("12 Rose and Crown Lane"), 0, 5)
    (True, False)
    """
    if not line.bits & CORNER or not any(word.bits & CORNER for word in line.words[low:high]):
        return False
    span = line.words[low:high]
    typed = any(word.bits & (TYPE | ORDINAL) & ~LINK for word in span)
    if any(word.bits & VENUE for word in span) and not typed and high - low != _TWO_NAMES:
        return False
    text = line.span(low, high)
    opened = _OPENS_CORNER.match(text)
    match = _CORNER.search(text)
    if opened and (opened.group().split()[-1].lower() in ("of", "de") or match):
        return True
    if match is None or match.start() == 0:
        return False
    middle = low + len(text[: match.start()].split())
    left = [line.words[at] for at in range(low, min(middle, high))]
    if not left:
        return False
    typed = bool(
        left[-1].bits & (ORDINAL | DIRECTION) or any(word.bits & TYPE and not word.bits & LINK for word in left)
    )
    typed = typed or bool(left[-1].bits & AFTER)
    numbered = left[0].bits & FIGURE and len(left) > 2 and not left[1].bits & TYPE
    if numbered:
        return False
    if match["sure"]:
        return typed or not left[0].bits & FIGURE or len(left) == 1
    return typed


def corner_start(line: Line, low: int, high: int) -> int:
    """Return where the first street of a corner begins, behind words that only say that it is one: corner of.

    >>> from custdq.fields.address_line import read_line
    >>> corner_start(read_line("Corner of Elm St & Oak Ave"), 0, 7)
    2
    """
    match = _OPENS_CORNER.match(line.span(low, high))
    return low + len(match.group().split()) if match and high - low > 2 else low
