"""Rebuild src/custdq/reference/date_words.tsv.gz from CLDR as babel carries it (PyPI package `babel`, BSD-3).

The names of months, weekdays and halves of the day, the units of time, and the small words dates are written with, in
every language that is official in some country or region. A word that means one month here and another there is left
out unless twice as many languages are on one side; the hand-kept month_names.tsv is asked first.

Run: `pip install babel==2.18.0 && python scripts/build_date_word_table.py`
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Any

from babel import Locale, localedata
from babel.core import get_global
from babel.languages import get_official_languages
from table_file import write_table

#: Zero-width joiners and marks, which cleaning removes from cells.
_JOINERS = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F))
_LITERAL = re.compile(r"'([^']+)'")
_WIDTHS = ("wide", "abbreviated")
_HALVES = {"am", "pm", "noon", "midnight"}
_UNITS = ("hour", "minute", "second", "year")


def fold(word: str) -> str:
    """A word as custdq.reference.month_names.fold_word looks it up."""
    plain = unicodedata.normalize("NFKD", word.casefold()).translate(_JOINERS)
    return "".join(c for c in plain if not unicodedata.combining(c)).strip(".’'")


def words(names: Iterable[Any], least: int = 3) -> Iterator[str]:
    """Names of one word without digits; in ASCII of at least so many letters."""
    for name in names:
        word = fold(str(name).strip())
        if len(word) >= (least if word.isascii() else min(least, 2)) and not re.search(r"[\s\d\-/,;()|\"~–—−·]", word):
            yield word


def locales() -> Iterator[Locale]:
    """One locale an official language and script: territories differ in nothing that matters here."""
    official = {"hr", "sr", "en", "zh"}
    for territory in get_global("territory_languages"):
        official |= {name.split("_")[0] for name in get_official_languages(territory, regional=True, de_facto=True)}
    for name in sorted(localedata.locale_identifiers()):
        locale = Locale.parse(name)
        if locale.territory is None and locale.language in official:
            yield locale


def names_of(locale: Locale) -> Iterator[tuple[str, str, str]]:
    """Section, word and meaning of the names of months, weekdays and halves of the day."""
    for context in ("format", "stand-alone"):
        for width in _WIDTHS:
            for month, name in locale.months[context][width].items():
                yield from (("month", word, str(month)) for word in words([name]))
            # a weekday of two words is two words beside a date
            for day, name in locale.days[context][width].items():
                yield from (("weekday", word, str(day)) for word in words(str(name).split(), 2))
    for widths in locale.day_periods.values():
        for periods in widths.values():
            for key in _HALVES & periods.keys():
                yield from (("half", word, key) for word in words([periods[key]]))


def words_around(locale: Locale) -> Iterator[tuple[str, str, str]]:
    """Section, word and meaning of units of time, and of the words that stand in a date's pattern."""
    for unit in _UNITS:
        for patterns in locale._data["unit_patterns"].get(f"duration-{unit}", {}).values():
            texts = [p.replace("{0}", " ").strip() for p in patterns.values() if isinstance(p, str)]
            yield from (("unit", word, unit) for word in words(texts))
    # patterns of weeks and quarters are left out: their words stand beside numbers that are neither day nor year
    skeletons = [p for key, p in locale.datetime_skeletons.items() if not set(key) & set("wWqQ")]
    for pattern in (*locale.date_formats.values(), *locale.datetime_formats.values(), *skeletons):
        for literal in _LITERAL.findall(str(getattr(pattern, "pattern", pattern))):
            yield from (("small", word, "") for word in words(literal.split(), 1))


def main() -> None:
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for locale in locales():
        for section, word, meaning in {*names_of(locale), *words_around(locale)}:
            found[section][word][meaning] += 1
    taken = set(found["month"]) | set(found["weekday"])
    lines = []
    for section, table in sorted(found.items()):
        groups: dict[str, list[str]] = defaultdict(list)
        for word, meanings in sorted(table.items()):
            (meaning, most), (_, second) = [*meanings.most_common(2), ("", 0)][:2]
            if section == "weekday" and most < 2 * second:
                groups["?"].append(word)
            elif most >= 2 * second and not (section in ("small", "unit", "half") and word in taken):
                groups[meaning].append(word)
        lines += [f"{section}\t{meaning}\t{' '.join(group)}" for meaning, group in sorted(groups.items())]
    source = f"CLDR words of dates by way of babel {version('babel')} (BSD-3-Clause; data under the Unicode licence)"
    write_table("date_words.tsv.gz", source, lines)


if __name__ == "__main__":
    main()
