"""An address while it is being read: the line, the parts found so far, and what a stretch of words may be.

The trap: words that two rules both take would stand in two parts; `put` takes them off the line.
"""

from __future__ import annotations

import re

from custdq.fields.address_lexicon import (
    AFTER,
    BEFORE,
    DIRECTION,
    FIGURE,
    GLUED,
    LETTER,
    LINK,
    NUMBER,
    ORDINAL,
    SUBURB,
    TYPE,
    VENUE,
)  # fmt: skip
from custdq.fields.address_line import Line
from custdq.fields.address_locality import is_town
from custdq.fields.address_street import STANDALONE, inner_phrase

#: first half of a British postcode behind its town: London SW1
OUTWARD = re.compile(r"[A-Z]{1,2}\d{1,2}|[A-Z]{1,2}\d[A-Z]")


class Reading:
    """One address being read: its line, its parts, and the countries it may lie in (None: anywhere)."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.parts: dict[str, str] = {}
        self.hint: frozenset[str] | None = None

    def put(self, part: str, low: int, high: int) -> None:
        """Take words for a part; more words for a part that is there are joined with a comma."""
        text = self.line.take(low, high)
        if text:
            self.parts[part] = f"{self.parts[part]}, {text}" if part in self.parts else text

    def note(self, text: str) -> None:
        """Add text that no rule understood, or that says where the house lies."""
        text = text.strip(" ,;")
        if text:
            self.parts["note"] = f"{self.parts['note']}, {text}" if "note" in self.parts else text

    def has_figure(self, low: int, high: int) -> bool:
        """Tell whether a word has the shape of a house number."""
        return any(self.line.words[at].bits & FIGURE for at in range(low, high))

    def may_lie_in(self, country: str) -> bool:
        """Tell whether nothing speaks against a country."""
        return self.hint is None or country in self.hint

    def is_numbered_town(self, low: int, high: int) -> bool:
        """Dublin 1, Praha 1, Paris 12e, London SE1: a town and the number of a district of it."""
        last = self.line.words[high - 1]
        if high - low < 2 or not any(char.isdigit() for char in last.key) or len(last.key) > 4:
            return False
        if inner_phrase(self.line, low, low, high):
            return False
        return is_town(self.line.key(low, high - 1), self.hint)

    def is_street(self, low: int, high: int) -> bool:
        """Tell whether a piece is a street or a unit rather than a town."""
        words = self.line.words
        first, last = words[low], words[high - 1]
        if is_town(self.line.key(low, high), self.hint) and not self.has_figure(low, high):
            return False
        if self.is_numbered_town(low, high):
            return False
        if self.has_figure(low, high) or any(inner_phrase(self.line, at, low, high) for at in range(low, high)):
            return True
        opens = first.bits & BEFORE and not first.bits & LINK and high - low > 1
        closes = last.bits & (AFTER | GLUED) and (high - low > 1 or last.bits & GLUED)
        return bool(opens or closes or last.bits & ORDINAL)

    def leaves_street(self, low: int, high: int) -> bool:
        """Tell whether the words before a town at the end are still a street (or a place of more than one word)."""
        words = self.line.words[low:high]
        if not words or words[-1].bits & LINK:
            return False
        opening = next((i for i, w in enumerate(words) if w.bits & BEFORE and not w.bits & LINK), None)
        if opening is not None:
            name = words[opening + 1 :]
            if any(not word.bits & (LINK | TYPE | SUBURB) for word in name):
                return True
        closing = next((i for i in range(len(words) - 1, -1, -1) if words[i].bits & (AFTER | GLUED)), None)
        if closing is not None and (closing > 0 or words[0].bits & GLUED):
            named = any(not word.bits & (FIGURE | AFTER) for word in words[: closing + 1])
            return named or bool(words[0].bits & (GLUED | ORDINAL)) or words[closing].key in STANDALONE
        if any(word.bits & VENUE for word in words):
            return len(words) > 1
        # a number and bare words: 14 Cheapside London, but 1315 Blue Island; only a column of one country tells
        plain = any(not word.bits & (FIGURE | LINK | NUMBER | TYPE | DIRECTION | LETTER) for word in words)
        sure = self.hint is not None and len(self.hint) == 1
        return plain and sure and any(word.bits & FIGURE for word in words)
