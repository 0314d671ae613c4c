"""Delivery cells taken apart: who, which number, which address, in whatever order they were typed.

What stands about an address is told by `text.address_cell`, as it is for every address; here it is only said what it
is. The traps: a number of another country, and a cell that is a name and a number without an address; nothing that is
neither name nor number may be lost, so wishes go back behind the address, whose kind knows them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from custdq.fields.organization_evidence import is_organization
from custdq.fields.phone import Phone
from custdq.steps.unify.arrays import is_nothing
from custdq.text.address_cell import read_address_cell
from custdq.text.phone_cell import cut_pieces
from custdq.text.script import count_han, has_han

_FLOAT = re.compile(r"(?<=\d{9})\.0+(?!\d)")
_DASH = re.compile(r"(?<=\d)[—–－](?=\d)")
#: Chinese characters from which a cell is read as one with a Chinese address.
_FEWEST_HAN = 2
# what `address_cell` knows for a number stays in the text: it tells that there is a person
_ABROAD = re.compile(r"(?<!\d)(?:\+|00)(?!86|85[23]|886)[1-9]\d{0,3}(?:[\s\-.()]{0,2}\d){5,14}")
_NEXT_LABEL = (
    r"(?:手机|电话|联系|座机|地址|收货|收件|详细|所在|tel|mobile|phone|mob|address|addr?)[^\s:：,，]{0,6}\s*[:：]"
)
_ANYWHERE = re.compile(r"(?<!\d)(?:\+|00)[1-9]\d{0,3}(?:[\s\-.()]{0,2}\d){5,14}")
_LOCAL_AT_END = re.compile(r"(?<![\d#\-])[2-9]\d{6,7}$")
_WHO = re.compile(
    r"(?:收件人|收货人|收货姓名|收件姓名|联系人|姓名|名字|收方|receiver|recipient|name|attn)\s*[:：]\s*"
    rf"(?P<who>[^,，;；、。\n]+?)\s*(?=$|[,，;；、。\n]|\s{_NEXT_LABEL})",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\b(?:address|addr?|tel|mobile|phone|mob)\s*[:：]\s*", re.IGNORECASE)
_LABEL_ALONE = re.compile(r"(?:手机|电话|联系|座机)[^\s:]{0,3}\s*[:：]?")
_HEAD = re.compile(r"(?P<who>[^\s,，()]{2,4}(?:\s?\([^()]*\))?)[\s,，]+(?P<rest>.+)")
_TAIL = re.compile(r"(?P<rest>.+)[\s,，]+(?P<who>[^\s,，()]{2,4})")
_COMMAS = re.compile(r"([,，;；])(?:\s*[,，;；])+\s*")
_TAKEN = "\x1f"
_NUMBER = re.compile(r"'?[+\d(][\d\s()+*.\-]*(?:(?:转|分机|ext\.?)\s?\d{1,8})?", re.IGNORECASE)
_FEWEST_DIGITS = 7
_IN_BRACKETS = re.compile(r"^(?P<who>[^()]{2,30})\((?P<company>.{2,60})\)$")
_RECEIVED = re.compile(r"\s*(?:亲收|签收|\(收\)|收)$")
_HAN_NAME = re.compile(r"[\u3400-\u9fff·]{2,4}|[\u3400-\u9fff]{1,3}(?:先生|女士|小姐|经理|总|老师|主任)")
_LATIN_NAME = re.compile(r"[A-Z][a-zA-Z'’\-]+\.?(?: [A-Z][a-zA-Z'’\-]*\.?){1,3}")
_PERSON = 0.5
_ADDRESS_WORD = re.compile(
    r"[省市区县镇乡村路街道巷弄号栋幢座楼室]|\d|\b(?:road|street|room|district|building|avenue|st|rd)\b", re.IGNORECASE
)
_WISH = re.compile(r"[请勿放打送]|不要|快递|本人|微信|上午|下午|晚上|白天|周末|工作日")
_EDGE = " \t,，;；、。:：-/|" + _TAKEN


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
    text = _DASH.sub("-", _FLOAT.sub("", unicodedata.normalize("NFKC", cell))).strip()
    phones: list[str] = []
    chinese = count_han(text) >= _FEWEST_HAN
    text = (_ABROAD if chinese else _ANYWHERE).sub(lambda found: _take_abroad(phones, found.group()), text)
    labelled = _WHO.search(text)
    if labelled:
        text = f"{text[: labelled.start()]}{_TAKEN}{text[labelled.end() :]}"
    said = [labelled["who"]] if labelled else []
    if chinese:
        found = read_address_cell(text)
        notes, address = list(found.notes), " ".join(filter(None, (found.text.strip(_EDGE), found.postcode)))
    else:
        notes, address = _take_apart(text)
    if not notes and _is_card(address):
        notes, address = _take_apart(address)
    phones += [number for note in notes if (number := _as_number(note))]
    said += [note for note in notes if not _as_number(note) and not _LABEL_ALONE.fullmatch(note)]
    for end in (_HEAD, _TAIL) if phones else (_HEAD,):
        if not said and (found_name := end.fullmatch(address)) and _is_name(found_name["who"]):
            said, address = [found_name["who"]], found_name["rest"]
    person, organization, others = _parties(said, labelled=labelled is not None)
    address = _COMMAS.sub(r"\1 ", " ".join(filter(None, (address.replace(_TAKEN, " "), *others)))).strip(_EDGE)
    return Receiver(person, organization, ";".join(phones) or None, address or None)


def _take_abroad(phones: list[str], digits: str) -> str:
    """Take as many groups of digits as make a number; what follows may be the number of a house."""
    groups = re.split(r"(?=[\s\-.(])", digits)
    for count in range(len(groups), 0, -1):
        number = "".join(groups[:count])
        if Phone(region="CN").parse_cell(number).value is not None:
            phones.append(number.strip())
            return _TAKEN + "".join(groups[count:])
    return digits


def _take_apart(text: str) -> tuple[list[str], str]:
    """Return the numbers and the name of a cell without an address in characters, and what is left of it."""
    notes: list[str] = []
    if local := _LOCAL_AT_END.search(text):
        notes.append(local.group())
        text = text[: local.start()]
    for piece in cut_pieces(text):
        if _as_number(piece.text) and Phone(region="CN").parse_cell(piece.text).value is not None:
            notes.append(piece.text)
            text = text.replace(piece.text, _TAKEN, 1)
    pieces = [piece.strip(_EDGE) for piece in re.split(rf"[{_TAKEN},，;；\n|]+", _LABEL.sub(_TAKEN, text))]
    pieces = [_RECEIVED.sub("", piece) for piece in pieces if piece]
    name = next((piece for piece in pieces if _is_name(piece)), None)
    if name is not None:
        pieces.remove(name)
        notes.append(name)
    return notes, ", ".join(pieces)


def _is_card(text: str) -> bool:
    """Tell whether a text is a name and a number alone."""
    notes, rest = _take_apart(text)
    return len(notes) > 1 and not rest


def _as_number(note: str) -> str | None:
    """Return a note that is a telephone number, without the sign that kept it text."""
    enough = sum(map(str.isdigit, note)) >= _FEWEST_DIGITS
    return note.strip(" '") if enough and _NUMBER.fullmatch(note.strip()) else None


def _parties(notes: Sequence[str], *, labelled: bool) -> tuple[str | None, str | None, list[str]]:
    """Return person, organization and the notes that are neither; what a label names, the first, is the person."""
    person: str | None = None
    organization: str | None = None
    others = []
    for at, note in enumerate(notes):
        bare = _RECEIVED.sub("", note).strip()
        bracketed = _IN_BRACKETS.match(bare)
        who, company = (bracketed["who"].strip(), bracketed["company"].strip()) if bracketed else (bare, None)
        if not bare:
            continue
        told = (labelled and at == 0) or bare != note or _is_name(who)
        if person is None and told and not _WISH.search(who):
            person, organization = who, company or organization
        elif organization is None and (is_organization(bare) or 0.0) > _PERSON:
            organization = bare
        else:
            others.append(note)
    return person, organization, others


def _is_name(text: str) -> bool:
    bracketed = _IN_BRACKETS.match(text)
    if bracketed:
        return _is_name(bracketed["who"])
    if _ADDRESS_WORD.search(text) or (_HAN_NAME.fullmatch(text) is None and _LATIN_NAME.fullmatch(text) is None):
        return False
    score = is_organization(text)
    return score < _PERSON if score is not None else not has_han(text)
