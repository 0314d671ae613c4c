"""Chinese personal names: what is name and what is title, courtesy, sorting mark or remark; family and given name.

The trap: 小王 and 王总 give only a surname, 玉萍 only a given name; none of them may ever equal a whole name.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.fields.person_titles import COMMON_SURNAMES, FACE, TITLES, familiar_surname, split_title, title_gender
from custdq.reference.words import establishments, industries, surnames
from custdq.text.script import HAN, count_han, has_han, to_simplified
from custdq.text.width import half_width

_DOT = "·"
_DOTS = re.compile(r"[·•・‧∙⋅．.]+(?=\S)")
_EDGE = re.compile(r"^[^\w(（]+|[^\w)）]+$")
_SORT_MARK = re.compile(rf"^[A-Za-z0-9]{{1,3}}[\s.、_-]*(?={HAN.pattern})")
_REMARK = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]?\s*$")
_DASHED = re.compile(r"^(.*?\S)\s*[-—_/|,，;；:：+＋]+\s*(.+)$")
_DIGITS = re.compile(r"[\d+＋][\d\s\-()+]{5,}\d|\d+")
_MASKED = re.compile(r"^([\u4e00-\u9fff]{1,2})[*×xX某]{1,3}$")
_FAMILIAR = re.compile(r"^(?:小|大|阿|老)([\u4e00-\u9fff]{1,2})$")
_COURTESY = re.compile(r"^(?:Mr|Ms|Mrs|Miss|Dr)\.?\s*|\s*(?:Mr|Ms|Mrs|Miss|Dr)\.?$")
_LONGEST = 4


class ChinesePerson(NamedTuple):
    """A Chinese personal name taken apart; `masked` where characters were hidden (王**)."""

    family: str | None = None
    given: str | None = None
    title: str | None = None
    gender: str | None = None
    nickname: str | None = None
    note: str | None = None
    masked: bool = False

    @property
    def name(self) -> str:
        """The name as it is written: family and given name without a space."""
        return (self.family or "") + (self.given or "")


def read_person(text: str) -> ChinesePerson | None:
    """Take a Chinese personal name apart; None where no name is left.

    >>> read_person("沈知远 先生")[:3], read_person("王总")[:3], read_person("小陈")[:2]
    (('沈', '知远', '先生'), ('王', None, '总'), ('陈', None))
    >>> read_person("袁 丽芬").name, read_person("歐陽修").family, read_person("A玉萍 批发").given
    ('袁丽芬', '欧阳', '玉萍')
    """
    hidden = _MASKED.match(half_width(to_simplified(text)))
    if hidden:
        return ChinesePerson(family=hidden.group(1), masked=True)
    plain = _COURTESY.sub("", FACE.sub("", half_width(to_simplified(text))).strip())
    plain, notes, nickname = _strip_remarks(plain)
    plain, title = split_title(plain)
    plain, tail = _spaced(plain)
    if tail:
        notes.append(tail)
    name = re.sub(r"\s+", "", plain)
    if not has_han(name):
        return None
    family, given = _split_name(name, alone=title is None)
    if (
        len(name) == 2
        and title is None
        and family == name[0]
        and family not in COMMON_SURNAMES
        and _is_marked(text, tail)
    ):
        family, given = None, name
    note = "；".join(notes) or None
    return ChinesePerson(family, given, title, title_gender(title), nickname, note)


def _is_marked(text: str, tail: str | None) -> bool:
    """Tell whether a name is how somebody calls a contact (A玉萍 批发, 🌻雪红): signs or a trade about a given name."""
    return bool(tail) or _SORT_MARK.match(text) is not None or _EDGE.search(text) is not None


def _strip_remarks(plain: str) -> tuple[str, list[str], str | None]:
    notes: list[str] = []
    nickname = None
    while (match := _REMARK.search(plain)) and match.start() > 0:
        inside = match.group(1).strip()
        if (
            2 <= len(inside) <= 3
            and count_han(inside) == len(inside)
            and (inside[0] in "小阿老大" and inside not in TITLES)
        ):
            nickname = inside
        elif inside:
            notes.append(inside)
        plain = plain[: match.start()]
    digits = _DIGITS.search(plain)
    if digits and digits.start() > 0:
        notes.append(plain[digits.start() :].strip())
        plain = plain[: digits.start()]
    plain = _EDGE.sub("", plain)
    plain = _SORT_MARK.sub("", plain)
    plain = _EDGE.sub("", plain)
    dashed = _DASHED.match(plain)
    if dashed and has_han(dashed.group(1)):
        plain = dashed.group(1)
        notes.append(dashed.group(2).strip())
    return _DOTS.sub(_DOT, plain).strip(), notes, nickname


def _spaced(plain: str) -> tuple[str, str | None]:
    """Join spaces that stand inside a name; what stands apart behind a whole name is a remark."""
    pieces = plain.split(" ")
    if len(pieces) == 1:
        return plain, None
    if all(len(piece) == 1 for piece in pieces):
        return "".join(pieces), None
    first, rest = pieces[0], pieces[1:]
    if rest[0] in industries() or rest[0] in establishments():
        return first, " ".join(rest)
    if first in surnames() and len(first + rest[0]) <= _LONGEST + 1:
        return first + rest[0], " ".join(rest[1:]) or None
    return first, " ".join(rest)


def _split_name(name: str, *, alone: bool) -> tuple[str | None, str | None]:
    """Split a name into family and given; `alone` where no title stood behind it."""
    known = surnames()
    if _DOT in name:
        return None, name.strip(_DOT)
    if name in known and (not alone or len(name) == 1):
        return name, None
    if alone and (familiar := familiar_surname(name)):
        return familiar, None
    if len(name) >= 3 and name[:2] in known:
        return name[:2], name[2:]
    courtesy = _FAMILIAR.match(name)
    if courtesy and courtesy.group(1)[0] not in known:
        return None, courtesy.group(1)
    if len(name) == 2 and name in known:
        return name, None
    if len(name) == 3 or (len(name) > 1 and name[0] in known):
        return name[0], name[1:]
    return None, name
