"""Names of months and weekdays in the languages customer lists come in, and the small words dates are written with.

Plain facts of each language, written for custdq. The trap: "mar" is March in one language and Tuesday in the next;
`month_of` and `is_weekday` may both say yes, and the caller decides from the other words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from custdq.reference.tables import read_lines

# Vietnamese counts its months in words; the longer name first
_VIETNAMESE = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
# forms shorter than a language's own full names that several of them share
_SHORT = {"sept": 9, "mar": 3, "jan": 1, "jun": 6, "jul": 7, "apr": 4, "aug": 8, "lis": 11, "maj": 5, "мар": 3}
_SHORT_WEEKDAYS = frozenset(("tu", "th", "we", "mo", "fr", "sa", "su", "ma", "di", "wo", "vr", "za", "zo", "do"))


@cache
def _lines(section: str) -> tuple[str, ...]:
    rows = (line.partition("\t") for line in read_lines("month_names.tsv"))
    return tuple(text for name, _, text in rows if name == section)


def fold_word(word: str) -> str:
    """Return a word without case, accents and a final dot.

    >>> fold_word("Août.")
    'aout'
    """
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).strip(".’'")


@cache
def _months() -> dict[str, int]:
    """Every full name, and every beginning of at least three letters that belongs to one month only."""
    exact: dict[str, int] = {}
    prefixes: dict[str, set[int]] = {}
    for line in _lines("months"):
        for month, forms in enumerate(line.split(), start=1):
            for form in map(fold_word, forms.split("/")):
                exact.setdefault(form, month)
                for size in range(3, len(form)):
                    prefixes.setdefault(form[:size], set()).add(month)
    single = {prefix: months.pop() for prefix, months in prefixes.items() if len(months) == 1}
    return single | exact | _SHORT


@cache
def _weekdays() -> frozenset[str]:
    names = [fold_word(name) for line in _lines("weekdays") for name in line.split()]
    beginnings = {name[:size] for name in names for size in range(min(3, len(name)), len(name) + 1)}
    return _SHORT_WEEKDAYS | beginnings


@cache
def _fillers() -> frozenset[str]:
    return frozenset(fold_word(word) for line in _lines("fillers") for word in line.split())


def month_of(word: str) -> int | None:
    """Return the month (1 to 12) a word names, in full or shortened to at least three letters.

    >>> month_of("Sept."), month_of("août"), month_of("jui")
    (9, 8, None)
    """
    return _months().get(fold_word(word))


def is_weekday(word: str) -> bool:
    """Tell whether a word names a weekday, in full or shortened.

    >>> is_weekday("Thu"), is_weekday("Donnerstag"), is_weekday("Mai")
    (True, True, False)
    """
    return fold_word(word) in _weekdays()


def is_filler(word: str) -> bool:
    """Tell whether a word says nothing in a date: "of", "de", "года".

    >>> is_filler("of"), is_filler("meeting")
    (True, False)
    """
    return fold_word(word) in _fillers()


@cache
def _vietnamese() -> re.Pattern[str]:
    return re.compile(rf"tháng\s+({'|'.join(sorted(_VIETNAMESE, key=len, reverse=True))})(?!\w)")


def vietnamese_months(text: str) -> str:
    """Return lower-case text with Vietnamese months as English ones (tháng mười hai is December).

    >>> vietnamese_months("29 tháng mười hai, 2013")
    '29 december, 2013'
    """
    english = _lines("months")[0].split()
    return _vietnamese().sub(lambda found: english[_VIETNAMESE.index(found[1])], text)
