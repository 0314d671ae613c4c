"""Delivery cells taken apart: who, which number, which address, in whatever order they were typed.

The trap: the words of an address look like names and its numbers like telephones. So the numbers go first, then what a
label names, then what stands alone between separators; all that is left is the address.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from custdq.fields.organization_evidence import is_organization
from custdq.fields.phone import Phone
from custdq.steps.unify.arrays import is_nothing
from custdq.text.script import has_han

_FLOAT = re.compile(r"(?<=\d{9})\.0+(?!\d)")
_JOIN = r"[ .\-—–－·]?"
_PHONE = re.compile(
    rf"'?(?<!\d)(?:\(?\+?(?:00)?86\)?[\s\-]*|0|17951)?1[3-9]\d(?:{_JOIN}\d){{8}}(?!\d)"
    rf"|'?(?<!\d)\(?0\d{{2,3}}\)?{_JOIN}[2-9]\d(?:{_JOIN}\d){{5,6}}(?:\s?(?:转|-|ext\.?)\s?\d{{1,6}})?(?!\d)"
    r"|(?<!\d)[48]00(?:[ \-]?\d){7}(?!\d)"
)
_ABROAD = re.compile(r"(?:\+|\b00)[1-9]\d{0,3}(?:[\s\-.()]{0,2}\d){5,14}")
_LOCAL_AT_END = re.compile(r"(?<![\d#\-])[2-9]\d{6,7}$")
_LABEL = re.compile(
    r"(?P<who>收件人|收货人|收货姓名|收件姓名|联系人|姓名|名字|收方|receiver|recipient|name|attn)\s*[:：]"
    r"|(?P<where>(?:收货|收件|详细|邮寄|快递|送货|所在|联系)?地址|所在地区|address|addr|add)\s*[:：]"
    r"|(?P<other>手机号?码?|联系电话|电话号?码?|联系方式|座机|(?<![a-z])(?:tel|mobile|phone|mob|m|t))\s*[:：]",
    re.IGNORECASE,
)
_MARK = "\x1f"
_SEPARATORS = re.compile(r"[,，;；、。\n\t|" + _MARK + r"]+")
_IN_BRACKETS = re.compile(r"^(?P<who>[^()（）]{2,20})[（(](?P<company>.{2,60})[)）]$")
_RECEIVES = re.compile(r"^(?P<who>[^\d,，]{2,60}?)\s*(?:亲收|签收|[（(]收[)）]|收)$")
_HAN_NAME = re.compile(r"[\u3400-\u9fff·]{2,4}|[\u3400-\u9fff]{1,3}(?:先生|女士|小姐|经理|总|老师|主任)")
_LATIN_NAME = re.compile(r"[A-Z][a-zA-Z'’\-]+\.?(?: [A-Z][a-zA-Z'’\-]*\.?){1,3}")
_PERSON = 0.5
_ADDRESS_WORD = re.compile(
    r"[省市区县镇乡村路街道巷弄号栋幢座楼室]|\d|\b(?:road|street|room|district|building|avenue|st|rd)\b", re.IGNORECASE
)


class Receiver(NamedTuple):
    """Who receives, for which organization, under which numbers (joined by ";"), where."""

    person: str | None = None
    organization: str | None = None
    phones: str | None = None
    address: str | None = None


def read_receiver(cell: str) -> Receiver:
    """Take a delivery cell apart.

    Examples
    --------
    >>> read_receiver("收件人：何小舟 电话：139 1234 5671 地址：杭州滨江区云帆大厦B座1208")
    Receiver(person='何小舟', organization=None, phones='139 1234 5671', address='杭州滨江区云帆大厦B座1208')
    >>> read_receiver("青枫路9号梧桐里6栋2单元1503室，沈知远收，13912345672").person
    '沈知远'
    """
    if is_nothing(cell):
        return Receiver()
    text = _FLOAT.sub("", unicodedata.normalize("NFKC", cell)).strip()
    phones: list[str] = []
    text = _PHONE.sub(lambda found: _take(phones, found.group()), text)
    text = _ABROAD.sub(lambda found: _take_abroad(phones, found.group()), text)
    if not phones:
        text = _LOCAL_AT_END.sub(lambda found: _take(phones, found.group()), text)
    labelled, segments = _read_labels(text)
    person, organization, rest = _take_person(segments, labelled.get("who"))
    address = labelled.get("where") or ("，" if any(map(has_han, rest)) else ", ").join(rest)
    return Receiver(person, organization, ";".join(phones) or None, address or None)


def _take(phones: list[str], number: str) -> str:
    phones.append(number.strip(" '"))
    return _MARK


def _take_abroad(phones: list[str], digits: str) -> str:
    """Take as many groups of digits as make a number; what follows may be the number of a house."""
    groups = re.split(r"(?=[\s\-.(])", digits)
    for count in range(len(groups), 0, -1):
        number = "".join(groups[:count])
        if Phone(region="CN").parse_cell(number).value is not None:
            return _take(phones, number) + "".join(groups[count:])
    return digits


def _read_labels(text: str) -> tuple[dict[str, str], list[str]]:
    """Return what labels name (`who`, `where`) and the segments no label claims, in their order."""
    labelled: dict[str, str] = {}
    segments: list[str] = []
    tag, start = "other", 0
    for found in [*_LABEL.finditer(text), None]:
        part = text[start : found.start() if found else len(text)]
        if tag == "where" and "where" not in labelled:
            labelled["where"] = part.replace(_MARK, " ").strip(" ,，;；")
        else:
            pieces = [piece.strip(" :：-'/") for piece in _SEPARATORS.split(part)]
            pieces = [piece for piece in pieces if piece]
            if tag == "who" and pieces and "who" not in labelled:
                labelled["who"] = pieces.pop(0)
            segments += pieces
        if found:
            tag, start = found.lastgroup or "other", found.end()
    return labelled, segments


def _take_person(segments: list[str], who: str | None) -> tuple[str | None, str | None, list[str]]:
    """Return person, organization and what is left of the segments."""
    if who:
        return *_split_brackets(who), segments
    for at, segment in enumerate(segments):
        if found := _RECEIVES.match(segment):
            return *_split_brackets(found["who"]), segments[:at] + segments[at + 1 :]
    for at, segment in enumerate(segments):
        if _is_name(segment):
            return *_split_brackets(segment), segments[:at] + segments[at + 1 :]
    for at, segment in enumerate(segments):
        for name, rest in _ends(segment):
            if _is_name(name):
                return *_split_brackets(name), [*segments[:at], rest, *segments[at + 1 :]]
    return None, None, segments


def _ends(segment: str) -> list[tuple[str, str]]:
    """Return the ways to part a segment into a name at one end and the rest: by the last or first space."""
    tail = re.match(r"(?P<rest>.+?)\s+(?P<name>\S+(?:\s?[（(].+[)）])?)$", segment)
    head = re.match(
        r"(?P<name>\S+(?:\s?[（(][^()（）]+(?:[（(][^()（）]*[)）][^()（）]*)*[)）])?)\s+(?P<rest>.+)$", segment
    )
    latin = re.match(r"(?P<name>[A-Z][\w'.\-]+ [A-Z][\w'.\-]+) (?P<rest>.*\d.*)$", segment)
    return [(found["name"], found["rest"]) for found in (tail, head, latin) if found]


def _is_name(text: str) -> bool:
    bracketed = _IN_BRACKETS.match(text)
    if bracketed:
        return _is_name(bracketed["who"]) and not _ADDRESS_WORD.search(bracketed["who"])
    if _ADDRESS_WORD.search(text):
        return False
    if _HAN_NAME.fullmatch(text) is None and _LATIN_NAME.fullmatch(text) is None:
        return False
    score = is_organization(text)
    return score < _PERSON if score is not None else not has_han(text)


def _split_brackets(text: str) -> tuple[str | None, str | None]:
    """Part "王云民（云南金达瑞科技有限公司）" into person and organization."""
    found = _IN_BRACKETS.match(text.strip())
    return (found["who"].strip(), found["company"].strip()) if found else (text.strip() or None, None)
