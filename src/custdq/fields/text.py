"""Free text: remarks, titles, descriptions, compared by their words.

The trap: text is kept as written; only its keys are folded, or a remark would come back in lower case.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from custdq.errors import Status
from custdq.fields.base import Comparison, Equal, Kind, Level, Parsed, Similar, key_column

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Text(Kind):
    """Free text.

    Examples
    --------
    >>> Text().parse([" 下周  回访 ", "-"]).column("value").to_pylist()
    ['下周 回访', None]
    """

    name: ClassVar[str] = "text"
    blocking_keys: ClassVar[tuple[str, ...]] = ("text",)

    def parse_value(self, text: str) -> Parsed:
        """Keep the text as written."""
        return Parsed(text, Status.VALID)

    def keys(self, parsed: pa.Table) -> dict[str, pa.Array]:
        """Return `text`: its words, folded for width and case, joined by spaces."""
        return {"text": key_column(parsed, _folded_words)}

    def comparison(self) -> Comparison:
        """Return: same words in the same order; nearly all words; most words."""
        levels = (
            Level("same text", Equal("text"), "text"),
            Level("nearly the same text", Similar("text", "jaro_winkler", 0.92)),
            Level("most words in common", Similar("text", "token_set", 0.7)),
        )
        return Comparison(levels, ("text",))

    def mask(self, value: str) -> str:
        """Return the first character and the length class of the text."""
        return f"{value[:1]}***"


def _folded_words(text: str) -> str | None:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold())) or None
