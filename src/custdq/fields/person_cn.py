"""Chinese personal names: what is name and what is title, courtesy, sorting mark or remark; family and given name.

The trap: 小王 and 王总 give only a surname, 玉萍 only a given name; none of them may ever equal a whole name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from custdq.fields.person_dotted import split_dotted
from custdq.fields.person_pinyin import pinyin_names
from custdq.fields.person_remarks_cn import Remarks, is_called, strip_remarks
from custdq.fields.person_titles import COMMON_SURNAMES, TITLES, familiar_surname, split_title, title_gender
from custdq.reference.words import common_surnames, establishments, industries, japanese_surnames, surnames
from custdq.text.pinyin import pinyin_readings, surname_readings
from custdq.text.script import has_han, to_simplified
from custdq.text.width import half_width

_DOT = "·"
_MARKED = re.compile(r"^[A-Za-z0-9]{1,3}[\s.、_-]*(?=[\u4e00-\u9fff])|^[^\w(（]+|(?<![^\w)）])[^\w)）]+$")
_MASKED = re.compile(r"^([\u4e00-\u9fff]{1,2})((?:[*×xX某＊○〇●]{1,3}|某)[\u4e00-\u9fff]?)$")
_FAMILIAR = re.compile(r"^(?:小|大|阿|老)([\u4e00-\u9fff]{1,2})$")
_PEOPLE = re.compile(
    r"\s*[/、&＆;；|+，,]\s*|\s*(?<=[\u4e00-\u9fff]{2})(?:和|与|及|跟|转)(?=[\u4e00-\u9fff]{2})\s*|\s+"
)
_MIXED = re.compile(
    r"^([A-Za-z](?:[A-Za-z.'’ \-]*[A-Za-z.'’])?)[\s|/,，_\-]*([\u4e00-\u9fff·]+)$"
    r"|^([\u4e00-\u9fff·]+)[\s|/,，_\-]*([A-Za-z][A-Za-z.'’ \-]*)$"
)
_TITLE_BEFORE = re.compile(r"^(.{2,5}?)\s+([\u4e00-\u9fff]{2,4})$")
_IN_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_UNIT = re.compile(r"[\u4e00-\u9fff]{1,5}(?:部|组|班|科室|办公室|年级)")
_DEPARTMENT = re.compile(r"[\u4e00-\u9fff]{1,5}(?:部|组|班|科室|办公室|年级)(?=[\u4e00-\u9fff]{2,4}$)")
_APART = re.compile(r"[\s\-—_/|,，:：()（）@]+")
_PLAIN = re.compile(r"[\u4e00-\u9fff]{2,3}")
# Given names of two and three characters that are Japanese by their end: 太郎, 花子, 健一, 直樹.
_JAPANESE_GIVEN = re.compile(r"[\u4e00-\u9fff々]{1,2}[郎子美一二夫雄男彦介助江恵惠香奈树樹也斗之司代乃]")
_LONGEST = 4


class ChinesePerson(NamedTuple):
    """A Chinese personal name taken apart; `masked` where characters were hidden (王**), `others` further people."""

    family: str | None = None
    given: str | None = None
    title: str | None = None
    gender: str | None = None
    nickname: str | None = None
    note: str | None = None
    masked: bool = False
    others: str | None = None
    spaced: bool = False
    middle: str | None = None
    dotted: str | None = None

    @property
    def name(self) -> str:
        """The name as it is written: family and given name without a space, Japanese ones with one, dots kept."""
        return self.dotted or (" " if self.spaced else "").join(part for part in (self.family, self.given) if part)


def read_person(text: str) -> ChinesePerson | None:
    """Take a Chinese personal name apart; None where no name is left.

    >>> read_person("沈知远 先生")[:3], read_person("王总")[:3], read_person("小陈")[:2]
    (('沈', '知远', '先生'), ('王', None, '总'), ('陈', None))
    >>> read_person("袁 丽芬").name, read_person("歐陽修").family, read_person("A玉萍 批发").given
    ('袁丽芬', '欧阳', '玉萍')
    >>> read_person("沈知远、何小舟").others, read_person("Jack 王")[:2], read_person("田中 太郎").name
    ('何小舟', ('王', 'Jack'), '田中 太郎')
    """
    simple = half_width(to_simplified(text)).replace("丨", "|")
    hidden = _MASKED.match(simple)
    if hidden and (hidden.group(1) in surnames() or hidden.group(1)[0] in surnames()):
        shown = hidden.group(2).strip("*×xX某＊○〇●")
        return ChinesePerson(family=hidden.group(1), masked=True, note=hidden.group(2) if shown else None)
    people = _people(simple)
    if people is not None:
        first = read_person(people[0])
        return first and first._replace(others="; ".join(people[1:]))
    around = strip_remarks(simple)
    person = _read_name(around, marked=_MARKED.search(text) is not None)
    if person is None:
        return None
    nickname, title = around.nickname, person.title
    notes: list[str] = [note for note in (*around.notes, person.note) if note]
    if nickname is not None and is_reading(nickname, person.family, person.given):
        notes, nickname = [nickname, *notes], None
    if title is None and (found := next((note for note in notes if note in TITLES), None)):
        title = found
        notes.remove(found)
    sex = next(
        (_GENDERS[note[0]] for note in notes if note in _GENDERS or note[:2] in ("男，", "女，", "男,", "女,")), None
    )
    return person._replace(
        title=title,
        gender=around.gender or person.gender or title_gender(title) or sex,
        nickname=person.nickname or nickname,
        note="；".join(sorted(notes, key=simple.find)) or None,
    )


def is_reading(latin: str, family: str | None, given: str | None) -> bool:
    """Tell whether letters beside a name are its reading (王伟 Wang Wei) and no name of their own.

    >>> is_reading("Wang Wei", "王", "伟"), is_reading("Jack", "王", "伟")
    (True, False)
    """
    if not family or not given:
        return False
    readings = {f"{surname} {reading}" for surname in surname_readings(family) for reading in pinyin_readings(given)}
    return bool(readings & set(pinyin_names(latin) or ()))


def is_plain_name(text: str) -> bool:
    """Tell whether a text is a usual whole name that nothing can be taken off, so that it need not be looked into.

    >>> is_plain_name("沈知远"), is_plain_name("沈老师"), is_plain_name("沈氏商店"), is_plain_name("司马光")
    (True, False, False, False)
    """
    if (
        len(text) > 3
        or _PLAIN.fullmatch(text) is None
        or text[0] not in opening_surnames()
        or to_simplified(text) != text
    ):
        return False
    ends = closing_words()
    return text[-1] not in ends and text[-2:] not in ends and text[:2] not in ends and text[:2] not in surnames()


def is_colleague(text: str) -> bool:
    """Tell whether a text is a whole name with nothing but a department or a title beside it, so that it is no company.

    >>> is_colleague("财务部 沈知远 经理"), is_colleague("沈知远-采购部"), is_colleague("云帆采购部")
    (True, True, False)
    """
    if len(text) > 20 or not has_han(text):
        return False
    glued = _DEPARTMENT.match(text)
    pieces = [glued.group(), text[glued.end() :]] if glued else [piece for piece in _APART.split(text) if piece]
    if len(pieces) == 1:
        name, title = _title_before(text)
        return title is not None and name != text
    beside = [piece for piece in pieces if piece in TITLES or _UNIT.fullmatch(piece)]
    others = [piece for piece in pieces if piece not in beside]
    return bool(beside) and len(others) == 1 and _is_whole(others[0])


def behind_name(text: str) -> str | None:
    """Return what stands apart behind a whole name, brackets left out; None where no whole name stands in front.

    >>> behind_name("沈知远（测试）"), behind_name("沈知远 云帆公司"), behind_name("云帆公司")
    ('', '云帆公司', None)
    """
    first, *rest = _APART.split(_IN_BRACKETS.sub(" ", text).strip())
    return "".join(rest) if _is_whole(first) else None


@cache
def opening_surnames() -> frozenset[str]:
    """Surnames of one character that open whole names and no familiar form (阿梅)."""
    return frozenset(name for name in surnames() if len(name) == 1 and to_simplified(name) == name) - set("阿万")


@cache
def closing_words() -> frozenset[str]:
    """Last characters of titles, trades, shops and remarks: what ends with one is looked into."""
    return frozenset({*TITLES, *industries(), *establishments(), *"某收转氏记家店厂行社部铺馆站会所园院楼坊吧堂轩斋阁"})


def _read_name(around: Remarks, *, marked: bool) -> ChinesePerson | None:
    mixed = _MIXED.match(around.name)
    latin = None
    if mixed:
        latin = (mixed.group(1) or mixed.group(4)).strip()
        around = around._replace(name=(mixed.group(2) or mixed.group(3)))
    plain, title = _titles(around.name)
    if title is None and latin is not None and latin.lower() == "sir":
        title, latin = latin, None
    if title is None:
        plain, title = _title_before(plain)
    plain, tail = _spaced(plain)
    if (japanese := _japanese(plain)) is not None:
        return japanese._replace(title=title or around.courtesy, gender=title_gender(title))
    name = plain.replace(" ", "")
    if (dotted := split_dotted(name)) is not None:
        gender = title_gender(title) or _COURTESY_GENDERS.get((around.courtesy or "").lower())
        note = " ".join(part for part in (latin, tail) if part) or None
        family, first, middle = dotted
        whole = name.strip(_DOT)
        return ChinesePerson(family, first, title or around.courtesy, gender, None, note, middle=middle, dotted=whole)
    if title is not None and len(name) > 2 and name[0] not in surnames() and name[-1] in common_surnames():
        name, tail = name[-1], name[:-1]  # 上海王总: what stands before the surname tells which one it is
    if not has_han(name):
        return None
    family, given = _split_name(name, alone=title is None and around.courtesy is None)
    trade = bool(tail) or marked
    if trade and len(name) == 2 and title is None and family == name[0] and family not in COMMON_SURNAMES:
        family, given = None, name
    familiar = name[:1] in "小大阿老" and name[1:] in (family, given)
    nickname = name if familiar and not (family and given) else None
    if (latin is not None and is_reading(latin, family, given)) or (latin is not None and not is_called(latin)):
        tail = f"{latin} {tail}" if tail else latin
    elif latin is not None:
        family, given, nickname = _with_latin(family, given, latin, nickname)
    gender = title_gender(title) or _COURTESY_GENDERS.get((around.courtesy or "").lower())
    return ChinesePerson(family, given, title or around.courtesy, gender, nickname, tail)


_GENDERS = {"男": "M", "女": "F"}
_COURTESY_GENDERS = {"mr": "M", "ms": "F", "mrs": "F", "miss": "F"}


def _with_latin(
    family: str | None, given: str | None, latin: str, nickname: str | None
) -> tuple[str | None, str | None, str | None]:
    """Join an English name with a Chinese one: Jack 王 has it as given name, Jack 王伟 as nickname."""
    if family is not None and given is None:
        return family, latin, nickname
    if family is None and given is not None and given in surnames():
        return given, latin, nickname
    return family, given, nickname or latin


def _people(text: str) -> list[str] | None:
    """Return the whole names of several people in a cell; None where it does not hold several."""
    if len(text) < 5 or len(text) > 40 or _PEOPLE.search(text) is None:
        return None
    pieces = [piece for piece in _PEOPLE.split(text) if piece]
    return pieces if len(pieces) > 1 and all(_is_whole(piece) for piece in pieces) else None


def _is_whole(text: str) -> bool:
    """Tell whether a piece is a name with family and given name and no trade: 何小舟, 王伟先生."""
    bare, title = split_title(text)
    if title is not None and bare in surnames():
        return True
    if not 2 <= len(bare) <= (4 if bare[:2] in surnames() else 3) or _PLAIN.match(bare) is None:
        return False
    if bare in industries() or bare in establishments() or (title is None and bare in TITLES):
        return False
    return bare[0] in COMMON_SURNAMES or bare[:2] in surnames()


def _titles(plain: str) -> tuple[str, str | None]:
    """Split the title from the end of a name, two of them in 王老师的妈妈."""
    name, title = split_title(plain)
    if title is None or not name.endswith("的"):
        return name, title
    name, first = split_title(name.removesuffix("的"))
    return name, f"{first}的{title}" if first else title


def _title_before(plain: str) -> tuple[str, str | None]:
    """Split a title that stands before a name: 经理 王伟, 快递员 王伟, 销售经理王伟."""
    match = _TITLE_BEFORE.match(plain)
    if match and match.group(1) in TITLES and match.group(2)[0] in surnames():
        return match.group(2), match.group(1)
    for size in range(min(len(plain) - 1, 5), 1, -1):
        rest = plain[size:]
        if plain[:size] in TITLES and (_is_whole(rest) or rest in common_surnames()):
            return rest, plain[:size]
    return plain, None


def _spaced(plain: str) -> tuple[str, str | None]:
    """Join spaces that stand inside a name; what stands apart behind a whole name is a remark."""
    pieces = plain.split(" ")
    if len(pieces) == 1:
        return plain, None
    if all(len(piece) == 1 for piece in pieces):
        return "".join(pieces), None
    first, rest = pieces[0], pieces[1:]
    if len(first) > 1 and not _is_whole(first) and first not in surnames() and _is_whole(rest[-1]):
        return rest[-1], " ".join(pieces[:-1])  # 采购部 王伟
    if rest[0] in industries() or rest[0] in establishments():
        return first, " ".join(rest)
    if first in japanese_surnames() and first not in surnames() and len(rest) == 1 and len(rest[0]) <= 3:
        return plain, None
    if (first in surnames() or (first + rest[0])[:2] in surnames()) and len(first + rest[0]) <= _LONGEST + 1:
        return first + rest[0], " ".join(rest[1:]) or None
    if (
        len(first) == 2
        and first[0] in surnames()
        and len(rest) == 1
        and len(rest[0]) == 1
        and rest[0] not in "男女先收"
    ):
        return first + rest[0], None  # 王小 明
    return first, " ".join(rest)


def _japanese(plain: str) -> ChinesePerson | None:
    """Read a Japanese name whose parts a space, a dot or its given name tells: 田中 太郎, 佐藤・健, 田中太郎."""
    front, behind = plain[:2], plain[2:]
    if len(plain) in (4, 5) and _JAPANESE_GIVEN.fullmatch(behind) and front in japanese_surnames() - surnames():
        return ChinesePerson(front, behind, spaced=True)
    for mark in (" ", _DOT):
        first, found, rest = plain.partition(mark)
        if found and first in japanese_surnames() and first not in surnames() and 0 < len(rest) <= 3 and rest.isalpha():
            return ChinesePerson(first, rest, spaced=True)
    return None


def _split_name(name: str, *, alone: bool) -> tuple[str | None, str | None]:
    """Split a name into family and given; `alone` where no title stood behind it."""
    known = surnames()
    if name in known and (not alone or len(name) < 3):
        return name, None
    if alone and name[:2] not in japanese_surnames() and (familiar := familiar_surname(name)):
        return (familiar, None) if familiar in common_surnames() or len(familiar) > 1 else (None, name)
    courtesy = _FAMILIAR.match(name)
    if courtesy and courtesy.group(1)[0] not in known and name[:2] not in known:
        return None, courtesy.group(1) if len(courtesy.group(1)) > 1 else name
    size = _surname_size(name)
    return (name[:size], name[size:]) if size else (None, name)


def _surname_size(name: str) -> int:
    """Return how many first characters are the surname; 0 where none is."""
    known = surnames()
    for size in (4, 2):
        if len(name) > size and name[:size] in known:
            return size
    if len(name) > 2 and name[:2] in japanese_surnames() and name[0] not in known:
        return 2
    if len(name) == _LONGEST and name[0] in common_surnames() and name[1] in common_surnames():
        return 2  # 陈方安生: her husband's surname before her own
    if len(name) == 3 and name[0] not in "小老大":
        return 1
    return int(len(name) > 1 and name[0] in known)
