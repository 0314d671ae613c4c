"""Keys by which a Chinese name meets its spelling in Taiwan, Hong Kong, Singapore and on passports.

The trap: Wong is 王 and 黄, so names in Chinese never meet by these keys, only a name in Chinese and one in letters.
"""

from __future__ import annotations

import re
from itertools import islice, product

from custdq.reference.surname_spellings import surname_spellings
from custdq.text.pinyin import fold_umlaut, pinyin_readings, split_syllables, surname_readings
from custdq.text.romanization import cantonese_reading, cantonese_spelling, wade_readings
from custdq.text.width import fold_marks

_MOST = 12
_SPLIT = re.compile(r"[\s,]+")
#: A word in letters longer than this is no Chinese name.
_LONGEST_WORD = 18


def romanized_han(family: str, given: str) -> list[str]:
    """Return the keys of a name in simplified characters: surname in pinyin with the given name in pinyin or Cantonese.

    >>> romanized_han("陈", "大文")
    ['chen dawen', 'chen daiwen', 'chen:taiman']
    """
    readings = surname_readings(family)
    keys = [f"{surname} {reading}" for surname in readings for reading in pinyin_readings(given)]
    cantonese = cantonese_reading(given)
    return keys + ([f"{surname}:{cantonese}" for surname in readings] if cantonese else [])


def romanized_latin(name: str, family: str) -> list[str]:
    """Return the keys a name in letters may stand for, by its family name or first word; none where it is no Chinese.

    >>> romanized_latin("Tai Man Chan", "Chan")[0], romanized_latin("Wei Ming Tan", "Tan")[0]
    ('chen:taiman', 'chen weiming')
    >>> romanized_latin("Peter Tai Man Chan", "Chan")[0], romanized_latin("John Stone", "Stone")
    ('chen:taiman', [])
    """
    words = [word for word in _SPLIT.split(fold_marks(name).lower().strip(" .,")) if word]
    if not 2 <= len(words) <= 4 or max(map(len, words)) > _LONGEST_WORD:
        return []
    keys: list[str] = []
    for surname in dict.fromkeys((fold_marks(family).lower(), words[0])):
        readings = surname_spellings().get(surname)
        if readings is not None and surname in words:
            at = words.index(surname)
            rest = words[:at] + words[at + 1 :]
            keys += _spelled(readings, " ".join(rest))
            if len(rest) > 2:
                keys += _spelled(readings, " ".join(rest[1:]))  # Peter Chan Tai Man
    return list(dict.fromkeys(keys))[:_MOST]


def _spelled(readings: tuple[str, ...], given: str) -> list[str]:
    spelled = cantonese_spelling(given)
    mandarin = [*_pinyin(given), *wade_readings(given)]
    keys = [f"{reading}:{spelled}" for reading in readings] if spelled else []
    return keys + [f"{reading} {option}" for reading, option in islice(product(readings, mandarin), _MOST)]


def _pinyin(given: str) -> list[str]:
    syllables = split_syllables(given)
    return ["".join(fold_umlaut(syllable) for syllable in syllables)] if syllables else []
