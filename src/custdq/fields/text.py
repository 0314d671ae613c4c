"""Free text: remarks, titles, descriptions, compared by their words.

The trap: text is kept as written; only its keys are folded, or a remark would come back in lower case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.cells import one_array
from custdq.errors import Status
from custdq.fields.base import Comparison, Equal, Every, Key, Kind, Level, Parsed, Similar
from custdq.fields.bulk import Keys, Reader, Settled
from custdq.fields.text_pieces import lone_words, pieces, pieces_of, rarest
from custdq.text.clean import PLACEHOLDERS

_WORD = re.compile(r"[^\W_]+")


#: What the telling words of two texts have in common, level by level.
_MORE_IN_COMMON = (("nearly all in common", 0.92), ("most in common", 0.84), ("much in common", 0.75))
_LESS_IN_COMMON = (("more than half in common", 0.65), ("half in common", 0.5))

#: Neither has a number the other lacks, or one of them has no more than the other.
_NUMBERS = Similar("pieces", "figures", 1.0)


def _in_common(label: str, least: float) -> Level:
    return Level(label, Every((Similar("pieces", "rare_words", least), _NUMBERS)))


@dataclass(frozen=True)
class Text(Kind):
    """Free text.

    Examples
    --------
    >>> Text().parse([" 下周  回访 ", "-"]).column("value").to_pylist()
    ['下周 回访', None]
    """

    name: ClassVar[str] = "text"
    blocking_keys: ClassVar[tuple[str, ...]] = ("text", "words")
    list_keys: ClassVar[tuple[str, ...]] = ("words",)
    shared: ClassVar[bool | None] = None

    def parse_value(self, text: str) -> Parsed:
        """Keep the text as written."""
        return Parsed(text, Status.VALID)

    def column_readers(self) -> tuple[Reader, ...]:
        """Return the reader of texts in ASCII that cleaning leaves as they are."""
        return (settle_plain,)

    def value_keys(self, parsed: Parsed) -> dict[str, Key]:
        """Return `text`, its words folded for width and case, `pieces`, what they are made of, and `words`, these."""
        text = None if parsed.value is None else _words(parsed.value)
        parts = None if text is None else pieces_of(text)
        return {"text": text, "pieces": parts, "words": None if parts is None else lone_words(parts)}

    def keys(self, parsed: pa.Table) -> Mapping[str, pa.Array]:
        """Return the keys of a column; its `words` are the rarest pieces of each text that others have too."""
        texts = folded_words(one_array(parsed.column("value")))
        parts = cache(lambda: pieces(texts))
        return Keys({"text": lambda: texts, "pieces": parts, "words": lambda: rarest(parts())})

    def comparison(self) -> Comparison:
        """Return: the same words in the same order; nearly so; how much of what its rarer words tell, numbers alike."""
        levels = (
            Level("same text", Equal("text"), "text"),
            Level("nearly the same text", Every((Similar("text", "osa", 0.9), _NUMBERS))),
            *(_in_common(label, least) for label, least in _MORE_IN_COMMON),
            Level("similar spelling", Every((Similar("text", "jaro_winkler", 0.92), _NUMBERS))),
            *(_in_common(label, least) for label, least in _LESS_IN_COMMON),
            Level("more than half in common, other numbers", Similar("pieces", "rare_words", 0.55)),
        )
        return Comparison(levels, ("text",))

    def mask(self, value: str) -> str:
        """Return the first character and the length class of the text."""
        return f"{value[:1]}***"


#: ASCII that begins and ends with a letter or figure, single blanks inside: nothing to clean.
_PLAIN = r"^[A-Za-z0-9](?:(?: ?[!-~])* ?[A-Za-z0-9])?$"
#: Longer texts are read one by one.
_LONGEST = 200
_NOTHING = pa.array(sorted(PLACEHOLDERS))


def settle_plain(texts: pa.Array) -> Settled:
    """Settle texts in ASCII that are kept as they stand and do not stand for nothing.

    >>> settle_plain(pa.array(["Ann Lee", " Ann", "n/a", "7"])).rows.tolist()
    [0, 3]
    """
    length = pc.binary_length(texts)
    if all_figures(texts):
        # whatever stands for nothing is a word, or one figure
        plain = pc.and_(pc.greater(length, 1), pc.less_equal(length, _LONGEST))
    else:
        nothing = pc.is_in(pc.ascii_lower(texts), value_set=_NOTHING)
        inside = pc.and_not(pc.less_equal(length, _LONGEST), nothing)
        # numbers of customers are letters and figures throughout, which is told of all of them at once
        whole = _of_letters_and_figures(texts) and pc.min(length).as_py() > 0
        plain = inside if whole else pc.and_(pc.match_substring_regex(texts, _PLAIN), inside)
    rows = np.flatnonzero(plain.to_numpy(zero_copy_only=False))
    some = texts if len(rows) == len(texts) else texts.take(pa.array(rows))
    return Settled(rows, {"value": some, "status": pa.repeat(str(Status.VALID), len(rows))})


def all_figures(texts: pa.Array) -> bool:
    """Tell whether strings are of nothing but the figures 0 to 9, as telephones and numbers of customers often are.

    >>> all_figures(pa.array(["13", "", None])), all_figures(pa.array(["13", "1a"]))
    (True, False)
    """
    return _throughout(texts, bytes.isdigit)


def _of_letters_and_figures(texts: pa.Array) -> bool:
    """Tell whether strings are of nothing but the letters and figures of ASCII."""
    return _throughout(texts, bytes.isalnum)


def _throughout(texts: pa.Array, test: Callable[[bytes], bool]) -> bool:
    """Tell whether the bytes of strings all are of a class."""
    _, held, data = texts.buffers()
    if not len(texts) or data is None:
        return False
    offsets = np.frombuffer(held, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    # most that are not show it at the beginning
    start, end = int(offsets[0]), int(offsets[-1])
    beginning, whole = data[start : min(end, start + 64)], data[start:end]
    return test(beginning.to_pybytes()) and test(whole.to_pybytes())


_BLANK, _LAST_ASCII = 32, 127

#: Every ASCII byte as its small letter, its digit, or a blank for what parts words.
_FOLDED = bytes(ord(chr(b).lower()) if b <= _LAST_ASCII and chr(b).isalnum() else _BLANK for b in range(256))


def folded_words(texts: pa.Array) -> pa.Array:
    """Return the words of each text, folded for width and case, joined by blanks; null where there are none.

    >>> folded_words(pa.array(["Ann-Marie  LEE", "ＬＥＥ", "!", None])).to_pylist()
    ['ann marie lee', 'lee', None, None]
    """
    texts = texts.cast(pa.string())
    size = len(texts)
    validity, held, data = texts.buffers()
    if not size or data is None:
        return pa.nulls(size, pa.string())
    if all_figures(texts) and not pc.any(pc.equal(pc.binary_length(texts), 0)).as_py():
        return texts
    offsets = np.frombuffer(held, np.int32)[texts.offset : texts.offset + size + 1]
    raw = data.to_pybytes()[: offsets[-1]]
    folded = raw.translate(_FOLDED)
    plain = pa.StringArray.from_buffers(size, held, pa.py_buffer(folded), validity, texts.null_count, texts.offset)
    slow = _not_by_bytes(np.frombuffer(raw, np.uint8), np.frombuffer(folded, np.uint8), offsets)
    if slow.any():
        chosen = pa.array(slow)
        some = texts.filter(chosen).dictionary_encode()
        words = pa.array([_words(text) for text in some.dictionary.to_pylist()], pa.string())
        plain = pc.replace_with_mask(plain, chosen, words.take(some.indices))
    return plain


def _not_by_bytes(
    raw: npt.NDArray[np.uint8], folded: npt.NDArray[np.uint8], offsets: npt.NDArray[np.int32]
) -> npt.NDArray[np.bool_]:
    """Tell which texts no translation byte by byte can fold: empty, of other scripts, with blanks to be closed up."""
    out: npt.NDArray[np.bool_] = np.diff(offsets) == 0
    filled = np.flatnonzero(~out)
    first, last = offsets[:-1][filled], offsets[1:][filled] - 1
    out[filled] = (folded[first] == _BLANK) | (folded[last] == _BLANK)
    blank = folded == _BLANK
    for found in (raw > _LAST_ASCII, blank[1:] & blank[:-1]):
        at = np.flatnonzero(found)
        at = at[at >= offsets[0]]
        out[np.searchsorted(offsets, at, side="right") - 1] = True
    return out


def _words(text: str) -> str | None:
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold())) or None
