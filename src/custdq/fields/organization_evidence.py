"""Telling organizations from persons, and a company from the contact in the same cell.

The trap: 银宝 may be a shop's brand or somebody's nickname, 王建设 a man or a builder; where nothing tells, the answer
is nothing, never a guess.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from custdq.fields.division_search import find_divisions
from custdq.fields.organization_cn import STRONG_END, chinese_form, split_branch, split_end, tidy
from custdq.fields.organization_east import is_eastern, read_eastern
from custdq.fields.organization_trade import split_trade
from custdq.fields.organization_units import read_unit, split_bracketed_unit
from custdq.fields.organization_western import WesternName, read_western, western_score
from custdq.fields.person_titles import COMMON_SURNAMES, WESTERN_PREFIXES, familiar_surname, split_title
from custdq.reference.words import establishments, industries, surnames
from custdq.text.clean import clean_text
from custdq.text.pinyin import split_syllables
from custdq.text.script import count_han, has_han, to_simplified
from custdq.text.tokens import longest_ending, words
from custdq.text.width import half_width

_WEAK_ENDS = re.compile(
    r"(?:发展|建设|国际|文化|设计|工程|健康|运动|艺术|音乐|创意|海洋|能源|信息|智能|开发|服务|管理|创业|新闻|城市规划|生态|气象|环境)$"
)
_CONTACT = re.compile(
    r"^(?:(?:联系人|联络人|收货人|收件人|经办人|负责人|对接人|法定代表人|法人代表|法人)[:：\s]*)?([\u4e00-\u9fff]{1,6})"
    r"[\s:：,，()]*((?:\+?86)?[\d][\d\- ]{6,20})?\)?$"
)
_COURTESIES = frozenset({"mr", "mrs", "ms", "miss", "mister"})
#: No name is longer (characters): what stands behind is not looked at.
_LONGEST_NAME = 300


class Evidence(NamedTuple):
    """What tells an organization from a person.

    `score` is 1 for surely an organization, 0 for surely a person, None where nothing tells; `reason` names what told.
    """

    score: float | None
    reason: str


_NOTHING = Evidence(None, "nothing_tells")


def is_organization(text: str) -> float | None:
    """Return how sure it is that `text` names an organization: 1 surely, 0 surely a person, None where nothing tells.

    Parameters
    ----------
    text
        A name as it stands in a cell.

    Examples
    --------
    >>> is_organization("宁波云帆科技有限公司"), is_organization("王经理"), is_organization("恒诚")
    (1.0, 0.0, None)
    """
    return evidence_of(text).score


# the kinds of party ask about one name several times in a row
@lru_cache(maxsize=1 << 12)
def evidence_of(text: str) -> Evidence:
    """Return how sure it is that `text` names an organization, and what tells it.

    >>> evidence_of("宁波云帆科技有限公司").reason, evidence_of("小王").reason, evidence_of("Harbor Lane Bakery").reason
    ('legal_form', 'familiar_address', 'word_of_organizations')
    """
    plain = clean_text(text[:_LONGEST_NAME])
    if is_eastern(plain) and read_eastern(plain) is not None:
        return Evidence(1.0, "legal_form")
    if not has_han(plain):
        return western_evidence(plain, read_western(plain))
    tidied = tidy(plain)
    head, _ = split_end(tidied)
    if STRONG_END.search(head):
        return Evidence(1.0, "legal_form")
    front, _, last = tidied.rpartition(" ")
    if len(front) >= 2 and front not in surnames() and _titled(last):
        return Evidence(0.8, "contact_behind")
    if front and count_han(front) <= 3 and (last in industries() or last in establishments()):
        tidied = front
    bare, title = split_title(tidied)
    compact = re.sub(r"\s+", "", bare)
    if title is not None and (compact in surnames() or (2 <= len(compact) <= 4 and split_trade(compact)[1] is None)):
        return Evidence(0.0, "title")
    if familiar_surname(compact):
        return Evidence(0.0, "familiar_address")
    return _plain_evidence(compact)


def _plain_evidence(compact: str) -> Evidence:
    plain = re.sub(r"[()]", "", compact)
    brand, trade = split_trade(plain)
    if trade is None and len(plain) == 3 and plain[1:] in industries():  # 王建设 may be either
        brand, trade = plain[0], plain[1:]
    person_like = compact[:1] in COMMON_SURNAMES or compact[:2] in surnames()
    if trade is not None:
        closing = len(longest_ending(trade, establishments()) or "") > 1
        if len(compact) <= 3 and person_like and not closing:
            return _NOTHING if _WEAK_ENDS.search(compact) or brand else Evidence(0.8, "trade")
        return Evidence(0.95 if closing or brand else 0.9, "trade")
    if split_branch(compact)[1]:
        return Evidence(0.95, "branch")
    longest = 4 if compact[:2] in surnames() else 3
    if person_like and 2 <= len(compact) <= longest and count_han(compact) == len(compact):
        return Evidence(0.1, "surname")
    if len(compact) >= 5 and find_divisions(compact, short_districts=False).codes:
        return Evidence(0.8, "place")
    return Evidence(0.7, "length") if len(compact) >= 6 and count_han(compact) == len(compact) else _NOTHING


def western_evidence(text: str, found: WesternName) -> Evidence:
    """Return how sure it is that a western text, taken apart, names an organization."""
    tokens = words(text)
    if not tokens:
        return _NOTHING
    sure, reason = western_score(found, text)
    if sure == 1.0:
        return Evidence(sure, reason)
    if tokens[0] in WESTERN_PREFIXES and len(tokens) > 1 and (sure is None or tokens[0] in _COURTESIES):
        return Evidence(0.0, "title")
    if sure is not None:
        return Evidence(sure, reason)
    if any(map(str.isdigit, text)):
        return Evidence(None, "digits")
    if 2 <= len(tokens) <= 3:
        syllables = [split_syllables(token) for token in tokens]
        if all(s is not None and len(s) <= 2 for s in syllables):
            return Evidence(0.1, "pinyin")
    return _NOTHING


def split_company_contact(text: str) -> tuple[str | None, str | None]:
    """Split a cell that may hold a company and the person to ask for.

    Parameters
    ----------
    text
        A name as it stands in a cell.

    Returns
    -------
    tuple of (str or None, str or None)
        The company and the contact, as written; (None, text) where it is one person, (text, None) where it is one
        organization or nothing tells.

    Examples
    --------
    >>> split_company_contact("宁波市云帆科技有限公司 王经理"), split_company_contact("沈知远（陕西青禾科技有限公司）")
    (('宁波市云帆科技有限公司', '王经理'), ('陕西青禾科技有限公司', '沈知远'))
    >>> split_company_contact("沈知远 老师"), split_company_contact("和裕科技")
    ((None, '沈知远 老师'), ('和裕科技', None))
    """
    plain = clean_text(text)
    inside = re.fullmatch(r"([^()（）]{1,12})[(（]((?:[^()（）]|[(（][^()（）]*[)）]){3,})[)）]", plain)
    if (
        inside
        and chinese_form(inside.group(2)) is None
        and is_organization(inside.group(2)) in (1.0, 0.95, 0.9)
        and not _organization_like(inside.group(1))
        and not _is_outlet(half_width(plain))
    ):
        return inside.group(2).strip(), inside.group(1).strip()
    if has_han(plain):
        found = _split_behind(plain) or _split_spaced(plain)
        if found is not None:
            return found
    sure = is_organization(plain)
    return (None, plain) if sure is not None and sure <= 0.1 else (plain, None)


def _is_outlet(text: str) -> bool:
    """Tell whether a unit stands in brackets behind a brand: 和裕(国贸店), but 沈知远(小李便利店) is a man."""
    brand, unit = split_bracketed_unit(text)
    if unit is None or split_title(brand)[1] is not None:
        return False
    return not is_contact(brand) or len(longest_ending(unit, establishments()) or "") < 2


def _organization_like(text: str) -> bool:
    sure = is_organization(text)
    return sure is not None and sure >= 0.8


def _split_behind(plain: str) -> tuple[str, str] | None:
    """Company whose end can be told, then a person: 凤恒五金制品公司马经理, 宝安顺商贸卢女士, Acme Limited 王经理."""
    text = half_width(plain)
    ends = [match.end() for match in STRONG_END.finditer(text)]
    if ends and ends[-1] < len(text):
        contact = text[ends[-1] :].strip(" -—_,，;；:：()")
        return (plain[: ends[-1]].strip(), contact) if is_contact(contact) else None
    bare, title = split_title(text)
    if title is None:
        return None
    for size in (2, 1, 3):
        surname, company = bare[-size:], bare[:-size].strip(" -—_,，;；:：(")
        known = surname in surnames() or (size == 1 and surname[:1] in surnames())
        if known and len(company) >= 3 and _organization_like(company):
            return company, text[len(bare) - size :].strip(" ()")
    return None


def _split_spaced(plain: str) -> tuple[str, str] | None:
    """Something, a space, then a person with surname and title: 康诚恒 胡经理."""
    at = plain.rfind(" ")
    if at < 2:
        return None
    company, contact = plain[:at].strip(), plain[at + 1 :].strip()
    bare, title = split_title(contact)
    if title is not None and bare and is_contact(contact):
        return company, contact
    return (company, contact) if _organization_like(company) and is_contact(contact) else None


def split_note(note: str) -> tuple[str | None, str | None]:
    """Split what stands behind a company into the person to ask for and the rest, labels off.

    >>> split_note("联系人:王五"), split_note("王经理13800138000"), split_note("已停业")
    (('王五', None), ('王经理', '13800138000'), (None, '已停业'))
    """
    match = _CONTACT.match(note)
    if match and is_contact(match.group(1)):
        return match.group(1), match.group(2)
    return None, note


def _titled(text: str) -> bool:
    bare, title = split_title(text)
    return title is not None and bool(bare) and is_contact(text)


def is_contact(text: str) -> bool:
    """Tell whether a Chinese text is a person to ask for: a surname and a title, or a whole name."""
    bare, title = split_title(to_simplified(text))
    if not 1 <= len(bare) <= 4 or count_han(bare) != len(bare):
        return False
    if title is not None:
        return bare[:1] in surnames() or bare in surnames()
    return len(bare) >= 2 and read_unit(bare) is None and (bare[0] in COMMON_SURNAMES or bare[:2] in surnames())
