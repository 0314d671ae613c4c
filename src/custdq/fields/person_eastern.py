"""Names of East Asia in latin letters that begin with the family name: Kim Min-jun, Nguyen Van An, Chan Tai Man.

The trap: Lee, Long, Young, Park and Sung are English words and names as well, so the syllables behind them decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from custdq.fields.person_honorifics import fold
from custdq.reference.surname_spellings import surname_spellings
from custdq.text.personal_names import SURELY_FAMILY, SURELY_GIVEN, name_lean
from custdq.text.pinyin import split_syllables

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
_COMMON_KOREAN = frozenset("kim lee park choi choe".split())
_KOREAN_SYLLABLES = frozenset(
    "min jun joon seo ji jee hyun hyeon woo joo ju young yeong hee hui soo su jin ho sung seong jae jung "
    "jeong kyung kyeong kyoung eun sun seon hye hae mi na ah chul cheol sang dong ki gi hoon hun won il "
    "in yong kwang gwang myung myeong tae do yoon chan bin gyu kyu seok suk ok sook ran rim ryeon hwa ja "
    "ra bo byung cheon dae geun hak han heon hong hyo hyuk jong kook kuk man nam rae sik soon tak uk wan "
    "yeon yun weon gun geon kun hwan wook un sub seob sup seop yul beom bum kwan gwan gyeong ryong shin sin si ye "
    "gil kil tak pil bok chang deok duk kap gap hak ik il joong jung kang mo pyo rok ryul sam so sol soong "
    "tai taek ui uk wol yeol".split()
)
#: Surnames of Chinese abroad that are no syllables of given names.
_SURE_CHINESE = frozenset(
    "lee chan wong tan lim ng ong goh koh teo chua lau cheung leung chow kwok yeung tsang quek yap seah soh tay chia "
    "loh neoh khoo".split()
)
# Particles and short words of the west that look like syllables.
_NO_SYLLABLES = frozenset("lee wong de van la le da di du del al el von ben".split())
#: The commonest surnames of Japan as passports spell them; those that are English or Chinese words too (Ono, Han) as
#: well, for the given name behind them has to be Japanese.
_JAPANESE = frozenset(
    "sato suzuki takahashi tanaka ito watanabe yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi "
    "matsumoto inoue kimura hayashi saito shimizu yamazaki yamasaki mori abe ikeda hashimoto yamashita ishikawa "
    "nakajima nakashima maeda fujita ogawa goto okada hasegawa murakami kondo ishii sakamoto endo aoki fujii "
    "nishimura fukuda ota miura fujiwara okamoto matsuda nakagawa nakano harada ono tamura takeuchi kaneko wada "
    "nakayama ishida ueda morita hara shibata sakai kudo yokoyama miyazaki miyamoto uchida takagi ando taniguchi "
    "ohno maruyama imai takada fujimoto takeda murata ueno sugiyama masuda sugawara hirano otsuka kojima chiba kubo "
    "matsui iwasaki sakurai kinoshita noguchi matsuo nomura kikuchi sano onishi sugimoto arai hamada ichikawa "
    "furukawa mizuno komatsu shimada koyama nishida hirata tsuchiya yano honda kawaguchi adachi oshima tsuji "
    "kawamura kawasaki iida yoshikawa oishi higuchi nagai kawai kuroda hoshino matsuura sekiguchi oda nishikawa "
    "uehara iwata nagata shibuya okubo asano kitamura nakata hattori toyoda akiyama kurosawa miyake fujioka tamaki "
    "oe mishima kawabata kishida koizumi aso hosokawa hatoyama mikami iwamoto kawakami matsushita nagano otani "
    "shirai".split()
)
_ROMAJI = re.compile(
    r"(?:(?:[kgsztdnhbpmyrwjf]|ky|gy|sh|j|ch|ny|hy|by|py|my|ry|ts|tch|kk|ss|tt|pp|ssh)?[aeiou]|n(?![aeiou]))+"
)
#: Shortest given name of two syllables in one word.
_SHORTEST_JOINED = 4
#: How many times further down the list of surnames one is that is no rival of another.
_FAR_COMMONER = 5
_SYLLABLE = re.compile(
    r"(?:[bcdfghjklmnpqrstwxyz]|ch|sh|zh|ts|kw|hs|ng)?'?[aeiouy]{1,4}(?:n|ng|k|l|m|p|t|h|i|r|w)?", re.I
)

#: given, middle, family
Names = tuple[str | None, str | None, str | None]


def order_eastern(words: Sequence[str]) -> Names | None:
    """Return given, middle and family name of a name of East Asia that puts the family name first, else None.

    >>> order_eastern(["Kim", "Min-jun"]), order_eastern(["Nguyen", "Van", "An"])
    (('Min-jun', None, 'Kim'), ('An', 'Van', 'Nguyen'))
    >>> order_eastern(["Tony", "Chan", "Tai-man"])
    ('Tony', 'Tai-man', 'Chan')
    >>> order_eastern(["Chan", "Tai", "Man"]), order_eastern(["Min", "Ho", "Lee"]), order_eastern(["Lee", "Stone"])
    (('Tai Man', None, 'Chan'), None, None)
    """
    count = len(words)
    if not 2 <= count <= 4:
        return None
    first = fold(words[0])
    if count == 2:
        behind = _is_hyphened(words) if "-" in words[1] else _is_korean(words) or _is_japanese(words)
        return (words[1], None, words[0]) if behind else None
    if first in _VIETNAMESE and fold(words[1]) in _VIETNAMESE_MIDDLE and not _is_family(words[-1]):
        return words[-1], " ".join(words[1:-1]), words[0]
    if count == 3 and _begins_korean(words) and all(fold(word) in _KOREAN_SYLLABLES for word in words[1:]):
        return " ".join(words[1:]), None, words[0]
    if count == 3 and _begins_family(words) and _are_syllables(words[1:]):
        return " ".join(words[1:]), None, words[0]
    if count == 3 and _is_given(words[0]) and "-" in words[2] and _is_hyphened(words[1:]):
        # Tony Leung Chiu-wai: a name of the west before the whole Chinese one
        known = fold(words[1]) in surname_spellings() or fold(words[1]) in _KOREAN
        return (words[0], words[2], words[1]) if known else None
    if count == 4 and _is_given(words[0]) and _begins_family(words[1:]) and _are_syllables(words[2:]):
        return words[0], " ".join(words[2:]), words[1]
    return None


def _begins_family(words: Sequence[str]) -> bool:
    """Tell whether the first word is surely the surname, by how common both ends are: Chan Siu Ming, not Siu Ming Chan.

    Two ends that are as common are left to the order of the west: Chong Yew Tan.
    """
    if fold(words[0]) in _SURE_CHINESE:
        return fold(words[-1]) not in _SURE_CHINESE
    ranks = _ranks()
    first, last = ranks.get(fold(words[0])), ranks.get(fold(words[-1]))
    if first is None or _is_given(words[0]):
        return False
    if last is None:
        return True
    given = (name_lean(words[-1]) or 0) > 0
    return first < last and (given or first * _FAR_COMMONER < last)


@cache
def _ranks() -> dict[str, int]:
    """Return the rank of each spelling of a surname, the commonest first."""
    return {spelling: rank for rank, spelling in enumerate(surname_spellings(), 1)}


def _begins_korean(words: Sequence[str]) -> bool:
    """Tell whether the first word is a surname of Korea and the last none or a rarer one: Kim Yoo Min."""
    first, last = fold(words[0]), fold(words[-1])
    return first in _KOREAN and (last not in _KOREAN or (first in _COMMON_KOREAN and last not in _COMMON_KOREAN))


def _is_korean(words: Sequence[str]) -> bool:
    """Tell whether two words are a surname of Korea and a given name of two syllables in one word: Kim Minjun."""
    given = fold(words[1])
    if fold(words[0]) not in _KOREAN or len(given) < _SHORTEST_JOINED or (name_lean(words[1]) or 0) < 0:
        return False
    cuts = range(2, len(given) - 1)
    return any(given[:cut] in _KOREAN_SYLLABLES and given[cut:] in _KOREAN_SYLLABLES for cut in cuts)


def _is_japanese(words: Sequence[str]) -> bool:
    """Tell whether two words are a surname of Japan and a given name in its syllables: Mori Kenta."""
    first, given = fold(words[0]), fold(words[1])
    if first not in _JAPANESE or given in _JAPANESE or len(given) < _SHORTEST_JOINED - 1:
        return False
    return _ROMAJI.fullmatch(given) is not None and (name_lean(words[1]) or 0) >= 0


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
        and SURELY_FAMILY <= (name_lean(word) or 0) <= SURELY_GIVEN + (split_syllables(word) is not None)
        and fold(word) not in _NO_SYLLABLES
        for word in words
    )


def _is_hyphened(words: Sequence[str]) -> bool:
    """Tell whether two words are a family name and a given name of two syllables: Kim Min-jun, Lee Teng-hui."""
    halves = words[1].split("-")
    lean = name_lean(words[0])
    return (
        len(halves) == 2
        and all(_SYLLABLE.fullmatch(half) for half in halves)
        and (
            fold(words[0]) in _KOREAN
            or (_SYLLABLE.fullmatch(words[0]) is not None and (fold(words[0]) in surname_spellings() or lean is None))
        )
    )
