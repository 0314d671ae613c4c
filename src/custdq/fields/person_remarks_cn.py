"""What stands around a Chinese name and is none of it: labels, sorting marks, brackets, numbers, remarks, signs.

The trap: nothing is lost. What is cut becomes the note; a familiar form (小李) or an English name the nickname.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.fields.person_titles import COMMON_SURNAMES, FACE, TITLES, split_title
from custdq.reference.words import establishments, industries, surnames
from custdq.text.personal_names import name_lean
from custdq.text.script import HAN, count_han, has_han

_DOTS = re.compile(r"\s*[·•・‧∙⋅．.･﹒]+\s*(?=\S)")
_HAN_DASH = re.compile(r"^([\u4e00-\u9fff]{4,8})\s?[-—]\s?([\u4e00-\u9fff]{2,8})$")
_EDGE = re.compile(r"^[^\w(（\[【]+|(?<![^\w)）\]】*])[^\w)）\]】*]+$")
_SORT_MARK = re.compile(rf"^[A-Za-z0-9]{{1,3}}[\s.、_-]*(?={HAN.pattern})")
_BRACKETS = re.compile(r"\s*[(（\[【<《〔「]([^()（）\[\]【】<>《》〔〕「」]*)[)）\]】>》〕」]?\s*$")
_OPENING = "(（[【<《〔「"
_BRACKETS_BEFORE = re.compile(r"^[(（\[【<《]([^()（）\[\]【】<>《》]{1,12})[)）\]】>》]\s*(?=\S)")
_DASHED = re.compile(r"^(.*?\S)\s*[-—_|,，;；:：+＋~～=@]+\s*(.+)$")
_DIGITS = re.compile(r"[A-Za-z#:：_\-]{0,20}(?:[\d+＋][\d\s\-()+]{5,}\d|\d+)")
_DIGITS_BEFORE = re.compile(r"^\+?[\d\s\-]{5,}(?=[^\d\s\-])")
_LABEL = re.compile(
    r"^(?:联系人|收件人|收货人|寄件人|发件人|订货人|下单人|经办人|负责人|法人|法定代表人|客户|顾客|会员|业主|户主|患者|学员|学生|家长|员工|用户|买家|"
    r"买方|卖家|申请人|投保人|被保险人|持卡人|姓名|名字|姓|真实姓名|客户姓名|联系人姓名|收件人姓名|昵称|微信名|备注)(?:[：:＝=]\s*|\s+)(?=\S)|^(?:收|致|转|请转|转交|代|寄|TO|To)[：:]\s*(?=\S)"
)
_GLUED_LABEL = re.compile(
    r"^(?:尊敬的|亲爱的|请转|联系人|收件人|收货人|客户|会员|业主|用户|买家|学员|患者)(?=[\u4e00-\u9fff]{2,4}$)"
)
# Words of one tail are taken as a whole and not tried apart (微信同号 is 微信 and 同号), or the time doubles with each.
_TAIL = re.compile(
    r"(?<![,，、/\s])(?>[,，、/\s]*(?>微信同号|微信同步|微信同|同微信|微信号|加微信|微信|威信|vx|wx|VX|WX|电话|手机|本人|代收|代签|亲启|亲收|签收|"
    r"老客户|新客户|大客户|老顾客|老会员|已故|已离职|离职|已退休|退休|转介绍|介绍|推荐|同号|同步|停机|空号|勿扰|备用|紧急联系人|紧急|群主|(?<=[\s士生])收)){1,12}$"
)
_FORMER = re.compile(
    r"(?<![\s,，])[\s,，]*(?:曾用名|原名|又名|别名|化名|笔名|艺名|小名|乳名)[:：]?\s?[\u4e00-\u9fff]{1,4}$"
)
_COURTESY = re.compile(
    r"^(Mr|Ms|Mrs|Miss|Dr)(?![A-Za-z])\.?\s*(?=\S)|\s*(?<![A-Za-z])(Mr|Ms|Mrs|Miss|Dr)\.?$", re.IGNORECASE
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z.'’ \-]*[A-Za-z.]|[A-Za-z]")
_NO_NICKNAMES = frozenset(
    "vip svip mba phd emba cpa ceo cfo cto hr wx vx qq app sir boss md dr ok no tel new old".split()
)
_FAMILIAR = "小阿老大"
_LONGEST_NICKNAME = 20
_MOST_BRACKETS = 16


_PLACES = "店铺厂行社部馆站所园院楼坊司区县市镇村路街城港湾桥庄"
_MAIL = re.compile(r"\s*[<(（\[]?([A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,255}\.[A-Za-z]{2,})[>)）\]]?")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}")
_HAN_SHORT = re.compile(r"[\u4e00-\u9fff]{1,2}")
_DEPARTMENT = re.compile(r"^(.{1,6}(?:部|组|班|科室|办公室|年级))(?=[\u4e00-\u9fff]{2,4}$)")
_DOTTED = re.compile(r"^([\u4e00-\u9fff]{1,2})[.．]([\u4e00-\u9fff]{1,2})$")


class Remarks(NamedTuple):
    """A Chinese name as it is left, without what stood around it."""

    name: str
    notes: tuple[str, ...] = ()
    nickname: str | None = None
    gender: str | None = None
    courtesy: str | None = None


def strip_remarks(text: str) -> Remarks:
    """Take a Chinese name out of what stands around it; the text is simplified and half-width.

    >>> strip_remarks("联系人：沈知远（微信同号）"), strip_remarks("沈知远 13900138001").notes
    (Remarks(name='沈知远', notes=('联系人', '微信同号'), nickname=None, gender=None, courtesy=None), ('13900138001',))
    >>> strip_remarks("沈知远(Jack)").nickname, strip_remarks("沈知远（女）").gender, strip_remarks("买买提•艾山").name
    ('Jack', 'F', '买买提·艾山')
    """
    notes: list[str] = []
    plain = FACE.sub("", text).strip()
    courtesy = None
    if "@" in plain and (match := _MAIL.search(plain)):
        notes.append(match.group(1))
        plain = _MAIL.sub("", plain, count=1).strip()
    if match := _COURTESY.search(plain):
        courtesy = match.group(1) or match.group(2)
        plain = _COURTESY.sub("", plain, count=1).strip()
    for pattern in (_LABEL, _DIGITS_BEFORE, _BRACKETS_BEFORE):
        if (match := pattern.match(plain)) and has_han(plain[match.end() :]):
            notes.append((match.group(1) if pattern is _BRACKETS_BEFORE else match.group()).strip(" ：:=＝"))
            plain = plain[match.end() :]
    plain, nickname, gender = _strip_brackets(plain, notes)
    plain = _strip_numbers(plain, notes)
    plain = _EDGE.sub("", plain).strip("_")
    if mark := _SORT_MARK.match(plain):
        notes.append(mark.group().strip(" .、_-"))
        plain = plain[mark.end() :]
    plain = _EDGE.sub("", plain)
    plain = _strip_tail(plain, notes)
    return Remarks(_DOTS.sub("·", plain).strip(" ·"), tuple(notes), nickname, gender, courtesy)


def _strip_brackets(plain: str, notes: list[str]) -> tuple[str, str | None, str | None]:
    nickname = gender = None
    for _ in range(_MOST_BRACKETS):
        match = _last_brackets(plain)
        if match is None:
            break
        inside = match.group(1).strip()
        if inside in ("男", "女"):
            gender = "M" if inside == "男" else "F"
            notes.append(inside)
        elif nickname is None and _is_nickname(inside):
            nickname = inside
        elif inside:
            notes.insert(0, inside) if not notes else notes.append(inside)
        plain = plain[: match.start()]
    return plain, nickname, gender


def _last_brackets(plain: str) -> re.Match[str] | None:
    """Return the brackets a text ends in, with a name before them; tried at the last one alone, for time's sake."""
    before = plain[: max(map(plain.rfind, _OPENING)) + 1][:-1].rstrip()
    return _BRACKETS.match(plain, len(before)) if before else None


def _is_nickname(inside: str) -> bool:
    """Tell whether brackets hold how somebody is called: 小李, 阿强, Jack; remarks (老客户, VIP) are none."""
    if inside in TITLES:
        return False
    if count_han(inside) == len(inside) and inside[:1] and inside[0] in _FAMILIAR:
        return len(inside) == 2 or (len(inside) == 3 and inside[1] in surnames() and inside[1:] not in TITLES)
    return _LATIN.fullmatch(inside) is not None and is_called(inside)


def is_called(latin: str) -> bool:
    """Tell whether letters beside a Chinese name are a name: Jack, MARY; but VIP, MBA, wx, PhD are none.

    >>> is_called("Jack"), is_called("jack"), is_called("VIP"), is_called("PhD")
    (True, True, False, False)
    """
    if not 1 < len(latin) <= _LONGEST_NICKNAME or latin.lower() in _NO_NICKNAMES:
        return False
    first = latin.split(maxsplit=1)[0]
    return name_lean(first) is not None or (first[0].isupper() and first[1:].islower() and len(first) > 2)


def _strip_numbers(plain: str, notes: list[str]) -> str:
    digits = _DIGITS.search(plain)
    if digits and digits.start() > 0 and has_han(plain[: digits.start()]):
        notes.append(plain[digits.start() :].strip())
        return plain[: digits.start()].rstrip(" _-:：#")
    return plain


def is_company_and_person(text: str) -> bool:
    """Tell whether a text is a company or a role, a dash and a whole name behind it.

    >>> is_company_and_person("云帆电子-何小舟"), is_company_and_person("沈知远-何小舟")
    (True, False)
    """
    match = _DASHED.match(text)
    return match is not None and _is_plain_person(match.group(2).strip()) and _is_no_person(match.group(1))


def _is_plain_person(text: str) -> bool:
    """Tell whether a text is a name of two or three characters with a common surname and no trade: 何小舟."""
    known = text in industries() or text in establishments() or text in TITLES or text[-1] in _PLACES
    return _HAN_NAME.fullmatch(text) is not None and text[0] in COMMON_SURNAMES and not known


def _is_no_person(text: str) -> bool:
    """Tell whether a text is a company or a role beside a name and no name of its own: 华为, 客户, 云帆电子."""
    if count_han(text) != len(text) or len(text) < 2 or text[0] in COMMON_SURNAMES or text[0] in _FAMILIAR:
        return False
    return text[:2] not in surnames() and text[0] != text[1]


def _strip_tail(plain: str, notes: list[str]) -> str:
    tail = _FORMER.search(plain) or _TAIL.search(plain)
    if tail and tail.start() > 0:
        notes.append(tail.group().strip(" ,，、/"))
        plain = plain[: tail.start()]
    dash = _HAN_DASH.match(plain)
    if dash and dash.group(1)[:2] not in surnames() and dash.group(2)[0] not in COMMON_SURNAMES:
        return f"{dash.group(1)}·{dash.group(2)}"
    if (dotted := _DOTTED.match(plain)) and dotted.group(1) in surnames():
        return dotted.group(1) + dotted.group(2)
    if len(plain) > 2 and plain.endswith("收") and len(plain) < 5 and plain[0] in surnames():
        notes.append("收")
        return plain[:-1]
    glued = _GLUED_LABEL.match(plain) or _DEPARTMENT.match(plain)
    if glued and (plain[glued.end()] in surnames() or plain[glued.end() : glued.end() + 2] in surnames()):
        notes.append(glued.group())
        plain = plain[glued.end() :]
    dashed = _DASHED.match(plain)
    if dashed and has_han(dashed.group(1)):
        first, rest = dashed.group(1), dashed.group(2).strip()
        if first in surnames() and _HAN_SHORT.fullmatch(rest) and 0 < count_han(rest) == len(rest) <= 2:
            return first + rest  # 李，明
        bare, title = split_title(rest)
        if title is not None and bare in surnames() and split_title(first)[1] is None and first[0] not in surnames():
            first, rest = rest, first  # 上海-王总
        elif is_company_and_person(plain):
            first, rest = rest, first  # 华为-张三
        notes.append(rest)
        plain = first
    return plain
