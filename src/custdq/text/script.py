"""Chinese script: traditional to simplified, Unicode radicals to ideographs, and which script a text is in.

The trap: some characters are traditional for one word and standard in another (乾坤, 於 as a surname), so a *value*
converts only what is sure while a *key* folds everything.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from custdq.reference.tables import read_lines

HAN = re.compile(r"[\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


@cache
def _tables() -> tuple[dict[int, int], dict[int, int]]:
    rows = {name: (left, right) for name, left, right in (line.split("\t") for line in read_lines("script.tsv.gz"))}
    pairs = {name: {ord(a): ord(b) for a, b in zip(*sides, strict=True)} for name, sides in rows.items()}
    # Kangxi radicals have an NFKC form; they are part of the same fold so that one translate does it all.
    kangxi = {code: ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)}
    radicals = kangxi | pairs["radical"]
    # A radical may name a traditional character (⾺ -> 馬): translate to the simplified form in one step.
    sure = pairs["convert"]
    radicals = {code: sure.get(target, target) for code, target in radicals.items()}
    return {**sure, **radicals}, {**pairs["fold"], **sure, **radicals}


def to_simplified(text: str) -> str:
    """Return `text` in simplified characters where the conversion is certain; radicals become ideographs.

    >>> to_simplified("雲帆貿易有限公司"), to_simplified("臺北"), to_simplified("乾坤")
    ('云帆贸易有限公司', '台北', '乾坤')
    """
    return text if text.isascii() else text.translate(_tables()[0])


def fold_script(text: str) -> str:
    """Return `text` with every variant folded, certain or not: for keys.

    >>> fold_script("乾於")
    '干于'
    """
    return text if text.isascii() else text.translate(_tables()[1])


def has_han(text: str) -> bool:
    """Tell whether `text` holds a Chinese character.

    >>> has_han("A座"), has_han("Room 2")
    (True, False)
    """
    return not text.isascii() and HAN.search(text) is not None


def count_han(text: str) -> int:
    """Count the Chinese characters of `text`."""
    return 0 if text.isascii() else len(HAN.findall(text))


def script_of(text: str) -> str | None:
    """Name the script of `text`: `han`, `latin`, `mixed` (both), `other`, or None where it holds no letter.

    >>> script_of("王伟"), script_of("John"), script_of("John王"), script_of("Иван"), script_of("12")
    ('han', 'latin', 'mixed', 'other', None)
    """
    han, latin = has_han(text), _LATIN.search(text) is not None
    if han:
        return "mixed" if latin else "han"
    if latin:
        return "latin"
    return "other" if any(char.isalpha() for char in text) else None
