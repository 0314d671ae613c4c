"""When one text is only a part of another: a brand of the registered name, a number without its area code.

Such a value is no contradiction: it votes for the fuller one. The trap: the longer value is not always the fuller
one. 某某有限公司绍兴分公司 is a branch, not the full name of 某某有限公司, and 王伟明 is not the full name of 王伟.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from custdq.reference.tables import read_lines
from custdq.reference.words import legal_forms
from custdq.steps.merge.cells import fold
from custdq.text.pinyin import fold_umlaut, pinyin_readings

_LEGAL_FORM = re.compile(
    r"(公司|集团|集團|厂|廠|商行|事务所|事務所|合作社|株式会社"
    r"|(?<![^\W_㐀-鿿])(inc|ltd|limited|llc|corp|corporation|company|co|gmbh|ag|plc|pte|bv|sa|srl|pty)\.?)$"
)
_LONGEST_FORM = 4
_HAN = re.compile(r"[㐀-鿿]")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_PERSON = 4
_LONG_WORD = 6
_MORE_WORDS = 0.5
_DIVISION_WORD = re.compile(r"(?<=..)(特别行政区|自治[区州县]|地区|[省市县区盟州])$")
_HIDDEN = re.compile(r"[*＊xX]{2,}")


def name_support(part: str, whole: str, *, organization: bool = True) -> float:
    """Tell how far the name `part` speaks for the name `whole`, 0 to 1.

    A surname speaks for the person, a brand for the registered name, pinyin for the characters; a firm does not speak
    for its branch.

    >>> name_support("王", "王伟"), name_support("王伟", "王伟明"), name_support("云帆", "云帆物流有限公司")
    (1.0, 0.0, 1.0)
    >>> name_support("云帆物流有限公司", "云帆物流有限公司绍兴分公司"), name_support("J. Smith", "John Smith")
    (0.0, 0.5)
    >>> name_support("WANG Wei", "王伟"), name_support("王伟", "Wang Wei")
    (1.0, 0.0)
    """
    a, b = fold(part), fold(whole)
    if _HAN.search(b) and not _HAN.search(a):
        return float(is_romanized(part, b))
    if not organization and _is_familiar(part, whole):
        return 1.0
    if a == b or len(a) >= len(b):
        return 0.0
    if organization and b.startswith(a) and _has_legal_form(part):
        return 0.0
    if not _HAN.search(b):
        return _word_support(part, whole)
    if len(b) <= _LONGEST_PERSON:
        return float(len(a) == 1 and b.startswith(a))
    return float(len(a) >= 2 and a in b)


def _has_legal_form(name: str) -> bool:
    """Tell whether a name ends with a legal form, as a word of its own where it is written in letters.

    >>> _has_legal_form("Acme S.A."), _has_legal_form("Tesco")
    (True, False)
    """
    text = unicodedata.normalize("NFKC", name).casefold().strip()
    words = text.split()
    ends = (" ".join(words[-n:]) for n in range(1, min(_LONGEST_FORM, len(words) - 1) + 1))
    return bool(_LEGAL_FORM.search(text)) or any(end in legal_forms() for end in ends)


def is_romanized(latin: str, chinese: str) -> bool:
    """Tell whether a name in letters is a Chinese one in pinyin: all of it in any order, or a long word of it."""
    words = [fold_umlaut(fold(word)) for word in _WORD.findall(latin)]
    readings = pinyin_readings("".join(_HAN.findall(chinese)))
    orders = {"".join(order) for order in permutations(words)} if len(words) <= _LONGEST_PERSON else set()
    long = [word for word in words if len(word) >= _LONG_WORD]
    return any(reading in orders or any(word in reading for word in long) for reading in readings)


def _word_support(part: str, whole: str) -> float:
    """Tell whether every word of `part` is a word of `whole`, or the initial of one, each used once."""
    left = [fold(word) for word in _WORD.findall(whole)]
    for word in (fold(word) for word in _WORD.findall(part)):
        match = next((w for w in left if w == word), None) or next(
            (w for w in left if len(word) == 1 and w[0] == word), None
        )
        if match is None:
            return 0.0
        left.remove(match)
    return _MORE_WORDS


def phone_support(part: str, whole: str) -> float:
    """Tell whether `part` is `whole` without its area code or its extension.

    >>> phone_support("55512674", "+862155512674"), phone_support("+862155512674", "+862155512674;ext=8")
    (1.0, 1.0)
    """
    digits = re.sub(r"\D", "", part)
    local = len(digits) >= 7 and not part.startswith("+") and whole.split(";", maxsplit=1)[0].endswith(digits)
    return float(part != whole and (local or whole.startswith((f"{part};", f"{part} "))))


def _is_familiar(part: str, whole: str) -> bool:
    """Tell whether `part` is the familiar form of the given name in `whole`.

    >>> _is_familiar("Jim", "James"), _is_familiar("Jim Hill", "James Hill"), _is_familiar("James", "Jim")
    (True, True, False)
    """
    short, long = part.casefold().split(), whole.casefold().split()
    return bool(short) and short[1:] == long[1:] and short[0] in _familiar().get(long[0], ())


@lru_cache(maxsize=1)
def _familiar() -> dict[str, frozenset[str]]:
    lines = (line.split("\t") for line in read_lines("nicknames.tsv"))
    return {name: frozenset(forms.split()) for name, forms in lines}


class Organization(NamedTuple):
    """The parts of an organization's name, as parsed."""

    text: str
    party: str | None
    region: str | None
    brand: str | None
    industry: str | None
    legal_form: str | None
    group: str | None
    branch: str | None


def organization_support(part: Organization, whole: Organization) -> float:
    """Tell how far one organization's name speaks for another, part by part; 1 both ways where they say the same.

    >>> full = Organization("成都永顺化工有限公司", None, "成都", "永顺", "化工", "有限公司", None, None)
    >>> brief = full._replace(text="永顺化工公司", region=None, legal_form="公司")
    >>> organization_support(brief, full), organization_support(full, brief)
    (1.0, 0.0)
    >>> organization_support(full, full._replace(text="永顺化工（成都市）有限公司", region="成都市"))
    1.0
    """
    if bool(_HAN.search(part.text)) != bool(_HAN.search(whole.text)) or not (part.brand and whole.brand):
        return name_support(part.text, whole.text)
    if fold(part.brand) != fold(whole.brand) or fold(part.branch or "") != fold(whole.branch or ""):
        return 0.0
    pairs = (
        (bare_division(part.region), bare_division(whole.region)),
        (fold(part.industry or ""), fold(whole.industry or "")),
        (_legal_form(part.legal_form), _legal_form(whole.legal_form)),
        (fold(part.group or ""), fold(whole.group or "")),
    )
    more = any(a and not b for a, b in pairs)
    fuller = any(b and not a for a, b in pairs)
    for a, b in pairs:
        if a and b and a != b:
            if not (a.endswith(b) or b.endswith(a)):
                return 0.0
            more, fuller = more or a.endswith(b), fuller or b.endswith(a)
    return 0.0 if more and not fuller else _MORE_WORDS if more else 1.0


def bare_division(region: str | None) -> str:
    """Return a division without the word that says its level, folded.

    >>> bare_division("杭州市"), bare_division("浙江"), bare_division(None)
    ('杭州', '浙江', '')
    """
    return _DIVISION_WORD.sub("", fold(region or ""))


def _legal_form(form: str | None) -> str:
    # either word may stand in the name (Company Law of the People's Republic of China, 2023, article 7)
    return fold(form or "").replace("有限责任公司", "有限公司").replace("股份公司", "股份有限公司")


def mask_support(part: str, whole: str) -> float:
    """Tell whether `part` is `whole` with more of its characters hidden.

    >>> mask_support("3301**********7941", "330111********7941"), mask_support("3302****7941", "3301****7941")
    (1.0, 0.0)
    """
    if len(part) != len(whole) or not _HIDDEN.search(part) or part.count("*") <= whole.count("*"):
        return 0.0
    return float(all(a in ("*", b) for a, b in zip(part, whole, strict=True)))


def date_support(part: str, whole: str) -> float:
    """Tell whether `part` is `whole` without its day, month or year.

    >>> date_support("1990-05", "1990-05-12"), date_support("--05-12", "1990-05-12"), date_support("1990-05-12", "1990")
    (1.0, 1.0, 0.0)
    """
    without_year = part.startswith("--") and whole[:1].isdigit() and whole[4:].startswith(part[1:])
    return float(part != whole and (whole.startswith(part) or without_year))
