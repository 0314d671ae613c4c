"""Width and case folding for keys: full-width and half-width forms of one text become the same.

The trap: folding is lossy (①, ﬁ, ½ change), so it belongs to matching keys and never to a value.
"""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[\W_]+")
_FULL_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# what most full-width text has of it; one replacement of a character costs a twentieth of a whole translation
_COMMON = (("，", ","), ("：", ":"), ("（", "("), ("）", ")"))
_UNMARKED = re.compile("[\x00-\x7f\u4e00-\u9fff]*")
_OTHERS = re.compile("[\uff01-\uff5e\u3000]")


def fold_width(text: str) -> str:
    """Return `text` in NFKC and case-folded.

    >>> fold_width("ＡＢＣ１２３ Ｃｏ．")
    'abc123 co.'
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold()


def half_width(text: str) -> str:
    """Return `text` with full-width ASCII forms and the wide space as plain ASCII, and nothing else changed.

    >>> half_width("４９８弄（３号）①")
    '498弄(3号)①'
    """
    if text.isascii():
        return text
    for wide, narrow in _COMMON:
        text = text.replace(wide, narrow)
    return text.translate(_FULL_ASCII) if _OTHERS.search(text) else text


def fold_marks(text: str) -> str:
    """Return `text` without accents: `é` as `e`, `ø` as `o`, `ß` as `ss`.

    >>> fold_marks("Café Straße Ørsted")
    'Cafe Strasse Orsted'
    """
    if _UNMARKED.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFD", text.translate(_LETTERS))
    return unicodedata.normalize("NFC", "".join(char for char in plain if not unicodedata.combining(char)))


def squash(text: str) -> str:
    """Return `text` folded in width and case, with everything but letters and digits gone.

    >>> squash("杭州（上城） A-1 座")
    '杭州上城a1座'
    """
    return _NOT_WORD.sub("", fold_width(text))


_LETTERS = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L"}
    | {"đ": "d", "Đ": "D", "ı": "i", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th"}
)
