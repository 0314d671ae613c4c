"""Chinese names in latin letters: which word is the surname, and which readings a name may stand for.

The trap: Zhang Wei and Wei Zhang are both two surnames and both two given names; the commoner surname decides which is
written first, and the keys hold both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from custdq.reference.surname_spellings import surname_spellings
from custdq.reference.words import common_surnames, surnames
from custdq.text.personal_names import SURELY_GIVEN, name_lean
from custdq.text.pinyin import fold_umlaut, split_syllables, surname_reading, surname_readings
from custdq.text.width import fold_marks

_TWO_SYLLABLES = 2
_MOST_SYLLABLES = 4
_SPLIT = re.compile(r"[\s,]+")


@cache
def _surname_readings() -> frozenset[str]:
    return frozenset(reading for name in surnames() for reading in surname_readings(name))


@cache
def _usual_readings() -> frozenset[str]:
    return frozenset(surname_reading(name) for name in surnames())


def joined_given(rest: Sequence[str]) -> str:
    """Join the syllables of a given name: they are one word (GB/T 28039, ISO 7098).

    >>> joined_given(["Jian", "Guo"]), joined_given(["JIANGUO"])
    ('Jianguo', 'JIANGUO')
    """
    return rest[0] if len(rest) == 1 else "".join(rest).capitalize()


def is_pinyin_given(word: str) -> bool:
    """Tell whether a word is two syllables of pinyin and no surname.

    >>> is_pinyin_given("Xiaoming"), is_pinyin_given("Ouyang"), is_pinyin_given("Weiss")
    (True, False, False)
    """
    syllables = split_syllables(word) if word.isalpha() else None
    if syllables is None or len(syllables) != _TWO_SYLLABLES:
        return False
    return fold_umlaut("".join(syllables)) not in _usual_readings() and word.lower() not in surname_spellings()


# Syllables that are usual given names of one character: 伟 敏 静 强 磊 军 勇 艳 杰 ... (name reports).
_GIVEN_SYLLABLES = frozenset(
    "wei min jing li qiang lei jun yong yan jie juan tao ming chao xia ping gang hui hong bo bin fei fang "
    "na ting xin hao peng kai rui yu xue mei ling lin hua jian feng jia lu dan yun ying qian xiang long "
    "liang dong bing kun cheng zhen chen shuai meng yi yue nan tian sheng zhi hai rong wen shan yang ning "
    "xu di xiang qi qin shu yao ze jin chun xiu lan".split()
)
_RARE_SURNAME = 0.0005
_RARE_GIVEN = 0.03
_LONG_SURNAME_AS_GIVEN = 0.001
#: The family name stands first where that is this many times as likely as the order of the west.
_SURE = 50.0
_LIKELY = 0.2


@cache
def _surname_weights() -> dict[str, float]:
    """Share of each surname reading among people, roughly (Zipf's law over the ranks of the name reports)."""
    weights: dict[str, float] = {}
    for rank, surname in enumerate(common_surnames()):
        reading = surname_reading(surname)
        weights[reading] = weights.get(reading, 0.0) + 0.5 / (rank + 5)
    return weights


def pinyin_family(words: Sequence[str]) -> int | None:
    """Return the index (0 or -1) of the family name of a name in pinyin; None where it is no pinyin name.

    >>> pinyin_family(["Zhiyuan", "Shen"]), pinyin_family(["SHEN", "Zhiyuan"]), pinyin_family(["John", "Smith"])
    (-1, 0, None)
    >>> pinyin_family(["Zhang", "Wei"]), pinyin_family(["Wei", "Zhang"]), pinyin_family(["Ouyang", "Na"])
    (0, -1, 0)
    """
    if not 2 <= len(words) <= 4:
        return None
    if (name_lean(words[0]) or 0) > 2 * SURELY_GIVEN - 1:
        return None  # a given name of the west first: Mary Lin
    syllables = _syllables(words)
    if syllables is None:
        return None
    joined = [fold_umlaut("".join(parts)) for parts in syllables]
    first, last = joined[0] in _usual_readings(), joined[-1] in _usual_readings()
    if first and not last and (name_lean(words[-1]) or 0) < 0:
        return None  # Yin Le: a surname of another country stands last
    if (
        last
        and not first
        and len(words) > 2
        and words[0].lower() in surname_spellings()
        and joined[-1] not in _surname_weights()
    ):
        return None  # Chan Tai Man: a surname of Hong Kong stands first
    if not first or not last:
        return 0 if first else -1 if last else None
    if words[0].isupper() != words[-1].isupper():
        return 0 if words[0].isupper() else -1
    weights = _surname_weights()
    forth = weights.get(joined[0], _RARE_SURNAME) * _as_given(joined[1:], syllables[1:])
    back = weights.get(joined[-1], _RARE_SURNAME) * _as_given(joined[:-1], syllables[:-1])
    # syllables written apart are the Chinese way of writing, whose order is Chinese as well
    return 0 if forth >= (_SURE if len(words) == 2 else _LIKELY) * back else -1


def _syllables(words: Sequence[str]) -> list[list[str]] | None:
    """Return the syllables of each word; None where one is no pinyin or they are too many for a name."""
    syllables = []
    for word in words:
        found = split_syllables(word) if len(word) > 1 else None
        if found is None or (len(found) > 1 and fold_marks(word).lower() in _foreign_spellings()):
            return None
        syllables.append(found)
    return syllables if sum(map(len, syllables)) <= _MOST_SYLLABLES else None


@cache
def _foreign_spellings() -> frozenset[str]:
    """Return spellings of surnames outside the mainland that fall into two syllables by chance: Lee, Teo."""
    return frozenset(surname_spellings()) - _surname_readings()


def _as_given(joined: Sequence[str], syllables: Sequence[Sequence[str]]) -> float:
    """Return how likely words are a given name, roughly, 0 to 1."""
    if len(joined) > 1:
        return 1.0
    if len(syllables[0]) > 1:
        return _LONG_SURNAME_AS_GIVEN if joined[0] in _usual_readings() else 1.0
    return 1.0 if joined[0] in _GIVEN_SYLLABLES else _RARE_GIVEN


def pinyin_names(name: str) -> list[str] | None:
    """Return the "family given" readings a latin name may stand for, whatever its order; None where it is no pinyin.

    >>> pinyin_names("Zhiyuan Shen"), pinyin_names("Shen Zhiyuan"), pinyin_names("shentianlang"), pinyin_names("Smith")
    (['shen zhiyuan'], ['shen zhiyuan'], ['shen tianlang'], None)
    """
    words = _SPLIT.split(fold_marks(name.replace("ü", "v").replace("Ü", "V")).casefold().strip(" ,."))
    flat: list[str] = []
    groups = []
    for word in words:
        found = split_syllables(word)
        if found is None:
            return None
        folded = [fold_umlaut(s) for s in found]
        flat += folded
        groups.append("".join(folded))
    if not 2 <= len(flat) <= _MOST_SYLLABLES:
        return None
    known = _surname_readings()
    if len(groups) == 1:
        splits = [(flat[:1], flat[1:])] + ([(flat[:2], flat[2:])] if len(flat) > 2 else [])
        names = [f"{''.join(a)} {''.join(b)}" for a, b in splits if "".join(a) in known]
    else:
        orders = ((groups[0], groups[1:]), (groups[-1], groups[:-1]))
        names = [f"{family} {''.join(given)}" for family, given in orders if family in known]
    return list(dict.fromkeys(names)) or None
