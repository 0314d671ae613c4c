"""Names of months and weekdays in the languages customer lists come in, and the small words dates are written with.

Two tables: one kept by hand for the common languages (with inflected and shortened forms), and CLDR's for all languages
that are official anywhere, asked second. The trap: "mar" is March in one language and Tuesday in the next; `month_of`
and `is_weekday` may both say yes, and the caller decides from the other words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from custdq.reference.tables import read_lines

# Vietnamese counts its months in words; the longer name first
_VIETNAMESE = (
    "một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai", "giêng", "chạp",
)  # fmt: skip
# forms shorter than a language's own full names that several of them share
_SHORT = {
    "sept": 9,
    "mar": 3,
    "jan": 1,
    "jun": 6,
    "jul": 7,
    "apr": 4,
    "aug": 8,
    "lis": 11,
    "maj": 5,
    "мар": 3,
    "lip": 7,
}
_SHORT_WEEKDAYS = frozenset(("tu", "th", "we", "mo", "fr", "sa", "su", "ma", "di", "wo", "vr", "za", "zo", "do"))
#: Zero-width joiners: part of the spelling in Persian and Malayalam, and gone from cells that were cleaned.
_JOINERS = dict.fromkeys((0x200B, 0x200C, 0x200D))
#: Halves of the day: shorter than three letters, or in words CLDR has no entry for.
_HALVES = {
    "am": "am", "a.m": "am", "pm": "pm", "p.m": "pm", "ap": "am", "ip": "pm", "подне": "noon",
    "morning": "am", "afternoon": "pm", "evening": "pm", "оразу": "am", "ор": "am", "сутра": "am", "навечер": "pm",
    "утра": "am", "дня": "pm", "вечера": "pm", "ночи": "am", "matin": "am", "manana": "am", "tarde": "pm",
    "noche": "pm", "abends": "pm", "morgens": "am", "nachmittags": "pm", "mittag": "noon", "mittags": "noon",
    "mediodia": "noon", "medianoche": "midnight", "meianoite": "midnight", "mezzanotte": "midnight",
}  # fmt: skip


@cache
def _lines(section: str) -> tuple[str, ...]:
    rows = (line.partition("\t") for line in read_lines("month_names.tsv"))
    return tuple(text for name, _, text in rows if name == section)


@cache
def _cldr(section: str) -> dict[str, str]:
    """Return word -> meaning of one section of CLDR's words."""
    found = {}
    for line in read_lines("date_words.tsv.gz"):
        name, meaning, words = line.split("\t")
        if name == section:
            found.update(dict.fromkeys(words.split(), meaning))
    return found


def fold_word(word: str) -> str:
    """Return a word without case, accents and a final dot.

    >>> fold_word("Août.")
    'aout'
    """
    if word.isascii():
        return word.lower().strip(".'")
    plain = unicodedata.normalize("NFKD", word.casefold()).translate(_JOINERS)
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


@lru_cache(maxsize=16_384)
def month_of(word: str) -> int | None:
    """Return the month (1 to 12) a word names, in full or shortened to at least three letters.

    >>> month_of("Sept."), month_of("août"), month_of("jui")
    (9, 8, None)
    """
    folded = fold_word(word)
    month = _months().get(folded)
    if month is not None or folded in _weekdays():
        return month
    names = _cldr("month")
    found = names.get(folded) or (names.get(folded[1:]) if folded[:1] in ("ב", "ה") else None)
    # languages that bend the end of a word: urtarrilaren, januári, heinäkuussa
    for cut in range(1, 4 if len(folded) > 7 else 0):
        if found or len(folded) - cut < 5:
            break
        found = names.get(folded[:-cut]) or str(_months().get(folded[:-cut]) or "") or None
    return int(found) if found else None


@lru_cache(maxsize=16_384)
def is_weekday(word: str) -> bool:
    """Tell whether a word names a weekday, in full or shortened.

    >>> is_weekday("Thu"), is_weekday("Donnerstag"), is_weekday("Mai")
    (True, True, False)
    """
    folded = fold_word(word)
    return folded in _weekdays() or (folded not in _months() and folded in _cldr("weekday"))


@lru_cache(maxsize=16_384)
def weekday_of(word: str) -> int | None:
    """Return the weekday a word names, Monday 0 to Sunday 6; None where it names none, or two in two languages.

    >>> weekday_of("čt"), weekday_of("Sunday"), weekday_of("mar")
    (3, 6, None)
    """
    folded = fold_word(word)
    day = None if folded in _months() else _cldr("weekday").get(folded)
    return int(day) if day and day != "?" else None


@lru_cache(maxsize=16_384)
def is_filler(word: str) -> bool:
    """Tell whether a word says nothing in a date: "of", "de", "года".

    >>> is_filler("of"), is_filler("meeting")
    (True, False)
    """
    folded = fold_word(word)
    if folded in _fillers():
        return True
    return folded not in _months() and (folded in _cldr("small") or _cldr("unit").get(folded) == "year")


@lru_cache(maxsize=16_384)
def time_unit(word: str) -> str | None:
    """Return "hour", "minute" or "second" where a word names one.

    >>> time_unit("гадзін"), time_unit("minutes"), time_unit("May")
    ('hour', 'minute', None)
    """
    unit = _cldr("unit").get(fold_word(word))
    return unit if unit != "year" else None


@lru_cache(maxsize=16_384)
def day_half(word: str) -> str | None:
    """Return "am", "pm", "noon" or "midnight" where a word names it.

    >>> day_half("podne"), day_half("오후"), day_half("May")
    ('noon', 'pm', None)
    """
    folded = fold_word(word)
    return _HALVES.get(folded) or _cldr("half").get(folded)


@cache
def _vietnamese() -> re.Pattern[str]:
    return re.compile(rf"tháng\s+({'|'.join(sorted(_VIETNAMESE, key=len, reverse=True))})(?!\w)")


_COUNTED = re.compile(r"th(?:áng|g)\.?\s*(1[0-2]|0?[1-9])(?!\d)|(?<!\d)(1[0-2]|0?[1-9])\s*-?\s*р\s+сар(?:ын)?(?!\w)")


def counted_months(text: str) -> str:
    """Return lower-case text with months that are only counted as English ones (Vietnamese, Mongolian).

    >>> counted_months("29 tháng mười hai, 2013"), counted_months("2014 оны 1-р сарын 14")
    ('29 december, 2013', '2014 оны january 14')
    """
    english = _lines("months")[0].split()
    names = [*english, english[0], english[11]]
    text = _vietnamese().sub(lambda found: names[_VIETNAMESE.index(found[1])], text)
    return _COUNTED.sub(lambda found: english[int(found[1] or found[2]) - 1], text)
