"""An address as pieces between commas and words with their place in the text, so that parts come out as written.

The trap: joining words again would lose what stood between them (`C. de Ruiz`, `12/3`); a part is a slice of the text.
"""

from __future__ import annotations

import re

from custdq.fields.address_lexicon import CITY, FIGURE, INNER, NUMBER, SUBURB, TYPE, Word, word

#: what parts pieces (commas and brackets; a dash or slash with spaces around, but not between two figures: 12 - 14),
#: or a word
_TOKENS = re.compile(r"[,;|()\[\]，；、\n]+|(?<!\d)\s[-–—/](?=\s)|\s[-–—/](?=\s(?!\d))|([^\s,;|()\[\]，；、]+)")
#: a short word, its mark, and what is written onto it; initials (O.Z., C.P.) stay together
_GLUED = re.compile(r"([^\W\d]{1,8}[./:])(\d.*|[^\W\d_][^.].*)")
_SIGNED = re.compile(r"([^\W_]+)([#№].+)")
_UNIT_GLUED = re.compile(r"(?i)(apt|flat|unit|rm|room|suite|ste|no|nr|n°|nº)\.?(\d[\w/-]*)")
_SPLITS = TYPE | INNER | NUMBER | SUBURB | CITY
#: most words of one address that are looked at; what follows is a note
MOST_WORDS = 60


_COMMAS = re.compile(r"\s*,(?:\s*,)*\s*")
_TIGHT = re.compile(r"(?<=\d),(?=\d)")


def one_line(text: str) -> str:
    """Return an address in canonical spacing and commas, its words as written.

    >>> one_line(" 12 Elm St ,Dover,, Kent ;")
    '12 Elm St, Dover, Kent'
    """
    if "," in text:
        text = _COMMAS.sub(lambda match: "," if _TIGHT.search(text, match.start() - 1, match.end() + 1) else ", ", text)
    return " ".join(text.split()).strip(" ,;")


class Line:
    """The words of an address; `pieces` are spans of word positions, `free` tells which words no part has taken."""

    __slots__ = ("bits", "ends", "free", "pieces", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Word] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.pieces: list[tuple[int, int]] = []
        self.free: list[bool] = []
        self.bits = 0  # of all words together: what need not be looked for

    def span(self, low: int, high: int) -> str:
        """Return the text from word `low` to before word `high`, as written, without the commas around it."""
        if low >= high:
            return ""
        text = self.text[self.starts[low] : self.ends[high - 1]].rstrip(" ,;:-–—").lstrip(" ,;:")
        return text.rstrip(".") if self.words[high - 1].bits & FIGURE else text

    def key(self, low: int, high: int) -> str:
        """Return the folded words from `low` to before `high`, for lookup of a place."""
        return " ".join([w.name for w in self.words[low:high]])

    def take(self, low: int, high: int) -> str:
        """Return `span` and mark its words as taken."""
        self.free[low:high] = [False] * (high - low)
        return self.span(low, high)

    def segments(self) -> list[tuple[int, int]]:
        """Return the spans of free words, none reaching over a piece's edge."""
        free = self.free
        found: list[tuple[int, int]] = []
        for low, high in self.pieces:
            if all(free[low:high]):
                found.append((low, high))
                continue
            start = -1
            for at in range(low, high):
                if free[at]:
                    if start < 0:
                        start = at
                elif start >= 0:
                    found.append((start, at))
                    start = -1
            if start >= 0:
                found.append((start, high))
        return found

    def add(self, text: str, start: int) -> None:
        """Add a word, parted where a type, a label or a sign is written onto it: C/Mayor, д.5, 18#63-64."""
        for pattern in (_GLUED, _SIGNED, _UNIT_GLUED):
            match = pattern.fullmatch(text)
            if match and (pattern is _SIGNED or word(match.group(1)).bits & _SPLITS):
                self.add(match.group(1), start)
                self.add(match.group(2), start + match.start(2))
                return
        self.words.append(word(text))
        self.starts.append(start)
        self.ends.append(start + len(text))


def read_line(text: str) -> Line:
    """Part an address into pieces and words.

    >>> line = read_line("C/Mayor 3, 28013 Madrid")
    >>> line.pieces, line.span(0, 2), line.words[2].text
    ([(0, 3), (3, 5)], 'C/Mayor', '3')
    """
    line = Line(text)
    words, starts, ends = line.words, line.starts, line.ends
    first = 0
    for match in _TOKENS.finditer(text):
        token = match.group(1)
        if token is None:
            if len(words) > first:
                line.pieces.append((first, len(words)))
                first = len(words)
        elif len(words) > MOST_WORDS:
            break
        elif token.isalpha() or token.isdigit():
            words.append(word(token))
            starts.append(match.start())
            ends.append(match.end())
        else:
            line.add(token, match.start())
    if len(words) > first:
        line.pieces.append((first, len(words)))
    line.free = [True] * len(words)
    for one in words:
        line.bits |= one.bits
    return line
