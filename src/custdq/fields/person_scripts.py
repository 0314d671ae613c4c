"""Names in Hangul and kana: family and given name where the script itself tells them.

The trap: these names are written family name first and keep that order, also where a space stands between; a foreign
name in katakana keeps its own order, given name first.
"""

from __future__ import annotations

import re

_HANGUL = re.compile(r"[\uac00-\ud7a3]+(?: [\uac00-\ud7a3]+)?")
# One class of kana and what parts them: nested repeats of both, the dot being in either, would double with each dot.
_KANA = re.compile(r"(?![ ＝=])[\u3041-\u309f\u30a1-\u30ff\uff66-\uff9f ＝=]+(?<![ ＝=])")
_KATAKANA = re.compile(r"[\u30a1-\u30ff・·＝= ]+")
_PARTS = re.compile(r"[ ・·＝=]+")
# Surnames of the Korean census that cover almost everybody; those of two syllables first.
_KOREAN_LONG = frozenset("남궁 황보 제갈 사공 선우 서문 독고 동방".split())
_KOREAN = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노로하곽성차주우구민진지엄채원천방공현"
    "함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감음빈동온호"
    "범좌팽승간상갈"
)
_HONORIFIC = re.compile(
    r"^(.{2,5}?)\s?(씨|님|군|양|선생님|사장님|과장님|부장님|대표님|교수님|さん|様|さま|くん|ちゃん|先生)$"
)


def read_hangul(text: str) -> tuple[str, str | None, str | None, str | None] | None:
    """Return value, family, given and title of a name in Hangul; None where it is none.

    >>> read_hangul("김 서연"), read_hangul("남궁 현"), read_hangul("이준호 씨")
    (('김서연', '김', '서연', None), ('남궁현', '남궁', '현', None), ('이준호', '이', '준호', '씨'))
    """
    bare, title = _without_honorific(text)
    if _HANGUL.fullmatch(bare) is None:
        return None
    first, _, rest = bare.partition(" ")
    if rest and (len(first) > 2 or (first not in _KOREAN_LONG and first not in _KOREAN) or len(rest) > 3):
        return (text, None, None, None)
    name = first + rest
    size = len(first) if rest else 2 if name[:2] in _KOREAN_LONG and len(name) > 2 else 1
    if not 2 <= len(name) <= 5 or (name[:size] not in _KOREAN_LONG and name[:size] not in _KOREAN):
        return (bare, None, bare, title)
    return (name, name[:size], name[size:], title)


def read_kana(text: str) -> tuple[str, str | None, str | None, str | None] | None:
    """Return value, family, given and title of a name in kana; None where it is none.

    >>> read_kana("さとう けん"), read_kana("ジョン・スミス")[1:3], read_kana("はなこさん")[2:]
    (('さとう けん', 'さとう', 'けん', None), ('スミス', 'ジョン'), ('はなこ', 'さん'))
    """
    bare, title = _without_honorific(text)
    if _KANA.fullmatch(bare) is None:
        return None
    parts = [part for part in _PARTS.split(bare) if part]
    if len(parts) <= 1:
        return (bare, None, bare, title)
    if " " not in bare and _KATAKANA.fullmatch(bare):
        return (bare, parts[-1], "・".join(parts[:-1]), title)
    return (bare, parts[0], " ".join(parts[1:]), title)


def _without_honorific(text: str) -> tuple[str, str | None]:
    match = _HONORIFIC.match(text)
    if match is None or (match[2] in "군양" and len(match[1]) < 3):
        return text, None
    return match[1], match[2]
