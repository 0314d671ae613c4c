"""Name cells taken apart: a company and its contact, a person and a title, a nickname and its decoration.

The trap: "金康利" may be a person or a shop. What a cell says is kept apart from what it might say, and only the other
columns of the row decide.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.fields.organization_evidence import is_organization, split_company_contact
from custdq.fields.person_titles import split_title
from custdq.reference.words import surnames
from custdq.steps.unify.arrays import is_nothing
from custdq.text.clean import clean_text
from custdq.text.script import has_han

_NO_COMPANY = re.compile(
    r"个人|個人|个体|個體|个体户|个体工商户|自由职业|自由职业者|私人|自然人|散户|无单位|无业|退休|personal|individual|self|private",
    re.IGNORECASE,
)
_DECORATION = re.compile(
    "[\u2190-\u2bff\ufe0f\u200d\u3000\U0001f000-\U0001faff]|\\([\\^><TvoO_\\-;*~]{2,}\\)|[\\^><][oO_\\-.]?[\\^><]|^[·.•~～\\-_*]+|[·.•~～\\-_*]+$"
)
_SORTED_TO_TOP = re.compile(r"^[Aa0]{1,4}[\s.\-_、]*(?=[\u3400-\u9fff]|[A-Z][a-z])")
_TRADE_AT_END = re.compile(r"\s+[\u3400-\u9fff]{2,4}$")
_LATIN_TITLE = re.compile(
    r"^(?:mr|mrs|ms|miss|dr)\b\.?\s*(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\s*(?:mr|mrs|ms|miss|dr)\b\.?$",
    re.IGNORECASE,
)
_REGISTERED = re.compile(r"[\u3400-\u9fff（）()]{4,}公司")
_SURE = 0.5
#: Surnames so common, and so rare as the last character of a given name, that before a title they begin a new name.
_OPENING = frozenset(
    "王李张刘陈赵黄周吴徐孙朱胡郭何罗郑谢韩冯邓曹彭曾肖蔡潘袁董余叶杜魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆贾韦夏邱侯邹熊孟秦薛尹段雷史龚苏宋唐许马于梁田"
)
_COMMON = _OPENING | frozenset("杨林高江石方白毛易常武乔赖文阎万段曲樊柳涂")
#: Characters brands are made of and given names seldom end in.
_AUSPICIOUS = frozenset("利达泰隆鑫源丰裕顺发通银诚恒盛信昌记")
_LATIN_PERSON = re.compile(r"(?:[A-Za-z][A-Za-z'’\-]*\.?,? ){1,2}[A-Za-z][A-Za-z'’\-]*\.?")
_HAN_PERSON = re.compile(r"[\u3400-\u9fff]{2,3}")


class NameCell(NamedTuple):
    """What a name cell holds: an organization, a person, or a text that may be either."""

    organization: str | None = None
    person: str | None = None
    unsure: str | None = None


def read_name(cell: str) -> NameCell:
    """Take a name cell apart.

    Examples
    --------
    >>> read_name("宁波市云帆科技有限公司 王经理")
    NameCell(organization='宁波市云帆科技有限公司', person='王经理', unsure=None)
    >>> read_name("何小舟 先生")
    NameCell(organization=None, person='何小舟', unsure=None)
    """
    if is_nothing(cell, name=True):
        return NameCell()
    text = clean_text(cell)
    if _REGISTERED.fullmatch(text):
        return NameCell(organization=text)
    # Four characters hold no company and a contact, unless the last are a title; years and numbers are no contact.
    short = (not has_han(text) and any(map(str.isdigit, text))) or (
        len(text) <= 4 and " " not in text and text.isalpha() and split_title(text)[1] is None
    )
    company, contact = (None, None) if short else split_company_contact(text)
    if not short and not (company and contact):
        company, contact = _split_before_title(text)
    if company and contact:
        return NameCell(organization=company, person=contact)
    score = is_organization(text)
    if score is None:
        return NameCell(unsure=text)
    return NameCell(organization=text) if score >= _SURE else NameCell(person=without_title(text))


def _split_before_title(text: str) -> tuple[str | None, str | None]:
    """Part a brand from the surname and title behind it: 云帆何女士, 云帆科技采购部沈经理."""
    bare, title = split_title(text)
    if title is None or len(bare) < 3 or bare[-1] not in (_COMMON if len(bare) > 4 else _OPENING):
        return None, None
    if len(bare) == 3 and (bare[0] in _COMMON or bare[:2] in surnames()):
        return None, None
    brand = bare[:-1].strip(" -—_,，/")
    return (brand, text[len(bare) - 1 :].strip()) if len(brand) > 1 else (None, None)


def without_title(person: str) -> str:
    """Return a person's name without the title after it, where a whole name is left.

    >>> without_title("沈宁老师"), without_title("王总"), without_title("何小舟 先生")
    ('沈宁', '王总', '何小舟')
    """
    bare, title = split_title(person)
    return bare if title is not None and len(bare) > 1 and bare not in surnames() else person


def may_be_person(text: str) -> bool:
    """Tell whether a name that might be either is more likely a person's, for rows where nothing else tells.

    >>> may_be_person("金超"), may_be_person("Susan Brown"), may_be_person("金利达"), may_be_person("往事随风")
    (True, True, False, False)
    """
    if _HAN_PERSON.fullmatch(text):
        return text[0] in surnames() and text[-1] not in _AUSPICIOUS
    return _LATIN_PERSON.fullmatch(text) is not None and is_organization(text) is None


def no_company(cell: str) -> bool:
    """Tell whether a company cell says that there is none.

    >>> no_company("个体"), no_company("无"), no_company("云帆科技")
    (True, True, False)
    """
    return is_nothing(cell) or _NO_COMPANY.fullmatch(clean_text(cell)) is not None


def read_nickname(cell: str) -> NameCell:
    """Take a nickname apart: signs, the A that sorts it to the top of the list, and a trade at its end come off.

    Examples
    --------
    >>> read_nickname("A青禾湾商贸有限公司 装修").organization, read_nickname("🌻何小舟✨").person
    ('青禾湾商贸有限公司', '何小舟')
    """
    if is_nothing(cell, name=True):
        return NameCell()
    text = clean_text(_DECORATION.sub("", cell))
    text = clean_text(_DECORATION.sub("", _LATIN_TITLE.sub("", text)))
    sorted_first = _SORTED_TO_TOP.sub("", text)
    if sorted_first != text:
        text = _TRADE_AT_END.sub("", sorted_first)
    return read_name(text) if text else NameCell(unsure=clean_text(cell))
