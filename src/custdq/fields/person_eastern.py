"""Names of East Asia in latin letters that begin with the family name: Kim Min-jun, Nguyen Van An, Chan Tai Man.

The trap: Lee, Long, Young, Park and Sung are English words and names as well, so the syllables behind them decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from custdq.fields.person_honorifics import fold
from custdq.reference.surname_spellings import surname_spellings
from custdq.text.personal_names import SURELY_FAMILY, SURELY_GIVEN, name_lean

_VIETNAMESE = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh truong trinh lam mai cao "
    "luong dao".split()
)
_VIETNAMESE_MIDDLE = frozenset(
    "van thi huu duc thanh minh quoc xuan ngoc dinh cong quang hong thu kim tuan anh gia".split()
)
_KOREAN = frozenset(
    "kim lee park choi choe jung jeong chung kang cho yoon jang lim oh seo shin kwon hwang ahn song yoo "
    "hong ko moon son yang bae baek huh heo nam noh ha kwak sung cha joo woo koo min ryu bang".split()
)
_KOREAN_SYLLABLES = frozenset(
    "min jun joon seo ji jee hyun hyeon woo joo ju young yeong hee hui soo su jin ho sung seong jae jung "
    "jeong kyung kyeong kyoung eun sun seon hye hae mi na ah chul cheol sang dong ki gi hoon hun won il "
    "in yong kwang gwang myung myeong tae do yoon chan bin gyu kyu seok suk ok sook ran rim ryeon hwa ja "
    "ra bo byung cheon dae geun hak han heon hong hyo hyuk jong kook kuk man nam rae sik soon tak uk wan "
    "yeon yun weon gun geon kun hwan wook".split()
)
_SYLLABLE = re.compile(
    r"(?:[bcdfghjklmnpqrstwxyz]|ch|sh|zh|ts|kw|hs|ng)?'?[aeiouy]{1,4}(?:n|ng|k|l|m|p|t|h|i|r)?", re.I
)

#: given, middle, family
Names = tuple[str | None, str | None, str | None]


def order_eastern(words: Sequence[str]) -> Names | None:
    """Return given, middle and family name of a name of East Asia that puts the family name first, else None.

    >>> order_eastern(["Kim", "Min-jun"]), order_eastern(["Nguyen", "Van", "An"])
    (('Min-jun', None, 'Kim'), ('An', 'Van', 'Nguyen'))
    >>> order_eastern(["Chan", "Tai", "Man"]), order_eastern(["Min", "Ho", "Lee"]), order_eastern(["Lee", "Stone"])
    (('Tai Man', None, 'Chan'), None, None)
    """
    count = len(words)
    if not 2 <= count <= 4:
        return None
    first = fold(words[0])
    if count == 2:
        return (words[1], None, words[0]) if "-" in words[1] and _is_hyphened(words) else None
    if first in _VIETNAMESE and fold(words[1]) in _VIETNAMESE_MIDDLE and not _is_family(words[-1]):
        return words[-1], " ".join(words[1:-1]), words[0]
    if count == 3 and first in _KOREAN and all(fold(word) in _KOREAN_SYLLABLES for word in words[1:]):
        return " ".join(words[1:]), None, words[0]
    if count == 3 and first in surname_spellings() and _are_syllables(words[1:]) and not _is_given(words[0]):
        return " ".join(words[1:]), None, words[0]
    english = count == 4 and _is_given(words[0]) and fold(words[1]) in surname_spellings()
    if english and _are_syllables(words[2:]):
        return words[0], " ".join(words[2:]), words[1]
    return None


def _is_family(word: str) -> bool:
    return (name_lean(word) or 0) <= 2 * SURELY_FAMILY or fold(word) in ("nguyen", "tran", "pham")


def _is_given(word: str) -> bool:
    return (name_lean(word) or 0) >= SURELY_GIVEN


def _are_syllables(words: Sequence[str]) -> bool:
    """Tell whether words are syllables of a Chinese given name, none of them a surname or a name of the west."""
    return all(
        len(word) > 1
        and word[0].isupper()
        and _SYLLABLE.fullmatch(word)
        and -2 < (name_lean(word) or 0) < SURELY_GIVEN + 1
        and fold(word) not in ("lee", "wong")
        for word in words
    )


def _is_hyphened(words: Sequence[str]) -> bool:
    """Tell whether two words are a family name and a given name of two syllables: Kim Min-jun, Lee Teng-hui."""
    halves = words[1].split("-")
    lean = name_lean(words[0])
    return (
        len(halves) == 2
        and all(_SYLLABLE.fullmatch(half) for half in halves)
        and _SYLLABLE.fullmatch(words[0]) is not None
        and (fold(words[0]) in _KOREAN or fold(words[0]) in surname_spellings() or lean is None)
    )
