"""Tokens: words of a western text, character pairs of a Chinese one.

The trap: splitting on every apostrophe or full stop makes `O'Brien` two words and `U.S.A.` three letters.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from custdq.text.width import fold_marks, fold_width

_WORD = re.compile(r"[^\W_]+")
_INNER = re.compile(r"(?<=\w)['’`´](?=\w)")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?")


def words(text: str) -> list[str]:
    """Return the words of a western text, folded in case, width and accents; `&` is `and`, `U.S.A.` is one word.

    >>> words("O'Brien & Sons, U.S.A. – Café")
    ['obrien', 'and', 'sons', 'usa', 'cafe']
    """
    folded = fold_marks(fold_width(text)).replace("&", " and ").replace("+", " and ")
    folded = _INNER.sub("", folded)
    folded = _INITIALS.sub(lambda match: match.group().replace(".", ""), folded)
    return _WORD.findall(folded)


def bigrams(text: str) -> list[str]:
    """Return the pairs of neighbouring characters of `text`; one character is itself.

    >>> bigrams("和裕科技"), bigrams("昌")
    (['和裕', '裕科', '科技'], ['昌'])
    """
    return [text] if len(text) == 1 else [text[i : i + 2] for i in range(len(text) - 1)]


def longest_ending(text: str, known: Collection[str], *, longest: int = 10) -> str | None:
    """Return the longest ending of `text` found in `known` (a set), or None.

    >>> longest_ending("云帆电子有限公司", {"公司", "有限公司"})
    '有限公司'
    """
    for size in range(min(longest, len(text)), 0, -1):
        if text[-size:] in known:
            return text[-size:]
    return None
