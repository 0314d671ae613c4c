"""Pinyin without tones: readings of Chinese characters, surnames by their own reading, syllables of latin text.

The trap: 单 曾 查 仇 read otherwise as surnames, and many given-name characters have two readings, so a name has a
short *list* of readings and two names agree when the lists meet.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product

from custdq.reference.tables import read_lines

# Whole inventory of Mandarin syllables by initial, for telling pinyin from other latin text.
_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve yu yue ue",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve yu yue ue",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())
#: No syllable ends with another letter.
_LAST = frozenset("aeiounvgr")
_LONGEST = 6
_LONGEST_WORD = 30
_UMLAUT = re.compile(r"([ln])(?:v|yu|u:|ü)(e?)")


@cache
def _surname_readings() -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in read_lines("surname_readings.tsv"))
    return {surname: tuple(readings.split()) for readings, row in rows for surname in row.split()}


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    table = {}
    for line in read_lines("pinyin.tsv.gz"):
        key, chars = line.split("\t")
        readings = tuple(key.split(","))
        for char in chars:
            table[char] = readings
    return table


def fold_umlaut(reading: str) -> str:
    """Return a syllable with `ü`, `v` and `yu` after l and n written `u`: passports and keyboards write all four.

    >>> fold_umlaut("lv"), fold_umlaut("lyu"), fold_umlaut("lüe")
    ('lu', 'lu', 'lue')
    """
    return _UMLAUT.sub(r"\1u\2", reading)


def char_readings(char: str) -> tuple[str, ...]:
    """Return the readings of one (simplified) character, commonest first; the character itself where it has none.

    >>> char_readings("桂"), char_readings("A")
    (('gui',), ('A',))
    """
    return _readings().get(char, (char,))


def pinyin_readings(text: str, *, most: int = 4) -> list[str]:
    """Return up to `most` readings of a Chinese text, joined, umlauts folded, commonest first.

    >>> pinyin_readings("知远"), pinyin_readings("乐")
    (['zhiyuan'], ['le', 'yue'])
    """
    table = _readings()
    options = [table.get(char, (char,))[:2] for char in text]
    combinations = product(*options)
    unique = dict.fromkeys(
        fold_umlaut("".join(choice)) for choice, _ in zip(combinations, range(4 * most), strict=False)
    )
    return list(unique)[:most]


def surname_readings(surname: str) -> tuple[str, ...]:
    """Return the readings of a surname, the usual one first: its own as a surname before those of its characters.

    >>> surname_readings("曾"), surname_readings("覃"), surname_readings("欧阳")
    (('zeng',), ('qin', 'tan'), ('ouyang',))
    """
    own = _surname_readings().get(surname) or ("".join(char_readings(char)[0] for char in surname),)
    return tuple(fold_umlaut(reading) for reading in own)


def surname_reading(surname: str) -> str:
    """Return the usual reading of a surname.

    >>> surname_reading("曾"), surname_reading("欧阳"), surname_reading("吕")
    ('zeng', 'ouyang', 'lu')
    """
    return surname_readings(surname)[0]


def name_in_pinyin(family: str, given: str) -> str:
    """Return a Chinese name as GB/T 28039 spells it: surname, then given name as one word, each with a capital.

    >>> name_in_pinyin("曾", "柔"), name_in_pinyin("欧阳", "建国"), name_in_pinyin("吕", "梅")
    ('Zeng Rou', 'Ouyang Jianguo', 'Lü Mei')
    """
    own = _surname_readings().get(family)
    surname = own[0] if own else _joined(family)
    return " ".join(word.replace("v", "ü").capitalize() for word in (surname, _joined(given)) if word)


@lru_cache(maxsize=1 << 15)
def _joined(text: str) -> str:
    """Join the first readings of characters, an apostrophe before a syllable that begins with a vowel."""
    table = _readings()
    syllables = [table[char][0] if char in table else char for char in text]
    return "".join(s if not at or s[0] not in "aoe" else f"'{s}" for at, s in enumerate(syllables))


def split_syllables(word: str) -> list[str] | None:
    """Split a latin word into pinyin syllables, longest first; None where it is not pinyin throughout.

    >>> split_syllables("zhiyuan"), split_syllables("xi'an"), split_syllables("smith")
    (['zhi', 'yuan'], ['xi', 'an'], None)
    """
    found: list[str] = []
    for piece in re.split(r"['’\- ]+", word.lower().replace("ü", "v")):
        parts = _split(piece)
        if parts is None:
            return None
        found.extend(parts)
    return found or None


def _split(piece: str) -> list[str] | None:
    if not piece:
        return []
    if piece[-1] not in _LAST:
        return None
    if len(piece) > _LONGEST_WORD:
        return None
    for size in range(min(_LONGEST, len(piece)), 0, -1):
        head = piece[:size]
        if head in SYLLABLES:
            rest = _split(piece[size:])
            if rest is not None:
                return [head, *rest]
    return None
