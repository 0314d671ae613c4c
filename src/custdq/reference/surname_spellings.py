"""How Chinese surnames are spelled outside mainland China: Wade-Giles, Cantonese, Hokkien, Teochew, Hakka.

The trap: one spelling stands for several surnames (Chan, Ng, Lim) and one surname has many spellings, so a spelling
is a key for matching and never a value.
"""

from __future__ import annotations

from functools import cache

from custdq.reference.tables import read_lines


@cache
def surname_spellings() -> dict[str, tuple[str, ...]]:
    """Return the pinyin readings of the surnames a spelling stands for, by spelling in small letters.

    >>> surname_spellings()["wong"], surname_spellings()["tan"][0]
    (('wang', 'huang'), 'chen')
    """
    table: dict[str, list[str]] = {}
    for line in read_lines("surname_spellings.tsv"):
        reading, spellings = line.split("\t")
        for spelling in spellings.split():
            table.setdefault(spelling, []).append(reading)
    return {spelling: tuple(readings) for spelling, readings in table.items()}
