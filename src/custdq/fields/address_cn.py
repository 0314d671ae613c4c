"""Chinese addresses taken apart: the cell, its divisions, and what stands behind them.

The trap: dropping what no rule understands. Everything between the divisions and the door stays in `place`,
everything cut off goes to `note`, and an ambiguous district stays as written without a code.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.fields.address_divisions import (
    Placed,
    divisions_of_piece,
    placed,
    split_divisions,
    without_district_behind_town,
)
from custdq.fields.address_outside import find_outside, read_outside
from custdq.fields.address_tail import Tail, read_tail
from custdq.fields.division_evidence import settle_by
from custdq.fields.division_search import DivisionsFound
from custdq.fields.town_search import find_town
from custdq.reference.divisions import division_path, official_code
from custdq.text.address_cell import AddressCell, is_bare, is_note, read_address_cell, stays
from custdq.text.han_figures import figures
from custdq.text.script import to_simplified
from custdq.text.width import half_width

_HAN = "\u4e00-\u9fff"
_COUNTRY = re.compile(r"^(?:中国|中华人民共和国)(?=[^\w]|\w{2,}[省市区]|香港|澳门|台湾|\w{4,})[\s,，]*")
_BRACKETS = str.maketrans("【】[]〔〕「」『』《》<>", "()()()()()()()")
_QUOTES = re.compile(r"(?<=[0-9])(?P<between>[\"“”‘’「」『』`'*]+)(?=[0-9])|[\"“”‘’「」『』`*]+")
_ANY_BRACKET = re.compile(r"[()]")
_BRACKET = re.compile(r"\(([^()]*)\)")
# where a bracket was opened: a blank between two figures, C2(3楼) being no 23rd floor, and nothing anywhere else
_OPENED = "\x00"
_BETWEEN_FIGURES = re.compile(r"(?<=[0-9A-Za-z])\x00+(?=[0-9A-Za-z])")
# …9号18楼(云帆中心): the place stands behind the door
_DOOR_BEFORE = re.compile(r"(?<=号)((?:\d{1,4}|[A-Z])(?:号楼|栋|幢|座|单元|楼|层|室)[0-9A-Za-z单元楼层室座-]*)$")
# 【华府 到了联系20-1-1402】: a door behind a wish
_DOOR_WITHIN = re.compile(r"\d{1,4}-\d{1,4}|\d(?:栋|幢|号楼|单元|室)")
_WISH_WITHIN = re.compile(r"(?:到了|到后|来前|提前|请)*(?:联系|打?电话|电联)(?:我|本人)?|到了|请放\w+")
_LABELS_ONLY = re.compile(
    r"(?:[\W_]|(?:收货|收件|寄件|联系|详细|家庭|公司)?(?:地址|住址|电话|人)|手机号?码?|姓名|邮政?编?码?|备注)*+"
)
_MAY_GO_ON = re.compile(rf"[{_HAN}]{{0,2}}(?:街道|镇|乡)")
_AREA_CODE = re.compile(r"\(?(0\d{2,3})\)?[\s-]?[2-9]\d{6,7}")
_NUMERAL = re.compile(r"[一二三四五六七八九十两〇零○]")
_DASHES = re.compile(r"[—–－~～─―]+")
_UNUSUAL = re.compile(r"[—–－~～─―【】\[\]〔〕「」『』《》<>]")


class ChineseAddress(NamedTuple):
    """A Chinese address taken apart; `where` lists the candidates where its district may be one of several."""

    value: str
    where: Placed = Placed()
    tail: Tail = Tail()
    postcode: str | None = None
    note: str | None = None

    @property
    def adcode(self) -> str | None:
        """The six digits of the division, where it is known."""
        return official_code(self.where.code) if self.where.code else None


class OpenedCell(NamedTuple):
    """A cell in half-width: as written, and the address in simplified characters without what stood about it."""

    written: str
    address: str
    postcode: str | None = None
    notes: tuple[str, ...] = ()
    #: whether the cell is the address, in half-width and simplified characters as it stands
    untouched: bool = False


def open_cell(text: str) -> OpenedCell:
    """Take the address out of labels, names, numbers, remarks and brackets.

    >>> open_cell("收货地址：青枫路9号（云帆大厦）6楼（近地铁站）")[1:4]
    ('青枫路9号云帆大厦6楼', None, ('近地铁站',))
    """
    plain = simple = text
    if not stays(text):
        plain = half_width(text)
        simple = plain if stays(plain) else to_simplified(plain)
    if is_bare(simple):
        return OpenedCell(plain, simple, untouched=simple is text)
    cell, notes = _opened(simple)
    return OpenedCell(plain, cell.text, cell.postcode, tuple(notes))


def is_all_taken(cell: OpenedCell) -> bool:
    """Tell, at little cost, whether all of a cell stands in its address, its notes and its postcode, but for labels.

    >>> is_all_taken(open_cell("收货人：沈知远 电话：13912345672 地址：杭州滨江区青枫路9号"))
    True
    """
    left = cell.written
    for piece in (cell.address, *cell.notes, cell.postcode or ""):
        if piece not in left:
            return False
        left = left.replace(piece, "", 1)
    return _LABELS_ONLY.fullmatch(left) is not None


def read_chinese_address(text: str, region: str | None = None) -> ChineseAddress:
    """Take a Chinese address apart.

    Parameters
    ----------
    text
        A cleaned cell.
    region
        ISO 3166-1 alpha-2 code assumed where the address names no division: CN, TW, HK, MO.

    Examples
    --------
    >>> read_chinese_address("深圳福田区天河路四六四号紫荆新村十三栋一单元1501").value
    '广东省深圳市福田区天河路464号紫荆新村13栋1单元1501室'
    >>> read_chinese_address("光明街816号孵化器1号楼2121室（西安长安区）").value
    '陕西省西安市长安区光明街816号孵化器1号楼2121室'
    """
    return read_opened(open_cell(text), region)


def read_opened(cell: OpenedCell, region: str | None = None) -> ChineseAddress:
    """Take the address of a cell apart; the parameters are those of `read_chinese_address`."""
    return read_located(cell, *locate(cell), region=region)


def locate(cell: OpenedCell) -> tuple[DivisionsFound, str]:
    """Return the divisions of a cell's address, and the rest of it.

    >>> found, rest = locate(open_cell("青枫路9号, 杭州滨江"))
    >>> found.code, rest
    ('330108', '青枫路9号')
    """
    found, rest = split_divisions(cell.address)
    if len(found.codes) > 1 and (cell.postcode or cell.notes):
        found = found._replace(codes=_settled(found.codes, cell))
    return found, _with_town(found, rest)


def read_located(cell: OpenedCell, found: DivisionsFound, rest: str, *, region: str | None = None) -> ChineseAddress:
    """Take the address of a cell apart whose divisions are found."""
    outside = find_outside(cell.address, found, region)
    if outside is None:
        address = _located(found, rest)
    elif found.codes and cell.address[found.end :] != rest:
        head = "".join(found.written)  # the divisions stand behind: put them in front
        address = _outside(cell._replace(address=head + rest), outside[0], len(head), simplify=region == "CN")
    else:
        address = _outside(cell, *outside, simplify=region == "CN")
    notes = cell.notes if address.note is None else (*cell.notes, address.note)
    return address._replace(postcode=cell.postcode or address.postcode, note="；".join(notes) or None)


def _with_town(found: DivisionsFound, rest: str) -> str:
    """Give a town back its first characters, where they were taken for the county's short name: 富裕县|富裕镇."""
    if found.code is None or not found.written or not _MAY_GO_ON.match(rest):
        return rest
    whole = found.written[-1] + rest
    town = find_town(whole, division=found.code, bare=False)
    return whole if town is not None and town.end > len(found.written[-1]) else rest


def _settled(codes: tuple[str, ...], cell: OpenedCell) -> tuple[str, ...]:
    """Let the postcode and the telephone numbers of the cell tell which division is meant."""
    area = next((match.group(1) for note in cell.notes if (match := _AREA_CODE.match(note))), None)
    return settle_by(codes, postcode=cell.postcode, area_code=area)


def _opened(simple: str) -> tuple[AddressCell, list[str]]:
    if _UNUSUAL.search(simple):
        simple = _DASHES.sub("-", simple.translate(_BRACKETS))
    cell = read_address_cell(simple)
    notes = list(cell.notes)
    text = _QUOTES.sub(lambda found: " " if found["between"] else "", _COUNTRY.sub("", cell.text)).strip(" ,，;；。")
    text = _open_brackets(text, notes) if _ANY_BRACKET.search(text) else text
    return (cell if text is cell.text else cell._replace(text=text)), notes


def _located(found: DivisionsFound, rest: str) -> ChineseAddress:
    """Put divisions and what stands behind them together."""
    where = placed(found)
    rest = without_district_behind_town(found, rest)
    tail = read_tail(in_figures(rest), division=where.code or "")
    return ChineseAddress(where.text + tail.text, where, tail, None, tail.note)


def in_figures(rest: str) -> str:
    """Return what stands behind the divisions with counted numbers as digits."""
    return figures(rest) if has_numeral(rest) else rest


def has_numeral(rest: str) -> bool:
    """Tell whether a text has a character in it that may be a counted number."""
    return _NUMERAL.search(rest) is not None


def _outside(cell: OpenedCell, code: str, end: int, *, simplify: bool) -> ChineseAddress:
    """Read an address of Taiwan, Hong Kong or Macao; in its own script unless the list is the mainland's."""
    shown = cell.address
    if not simplify:
        at = to_simplified(cell.written).find(shown)
        shown = cell.written[at : at + len(shown)] if at >= 0 else shown
    read = read_outside(shown, code, end, simplify=simplify)
    where = Placed((read.code,), read.code, division_path(code).province, read.city, read.district)
    return ChineseAddress(read.text, where, read.tail, read.postcode)


def _open_brackets(plain: str, notes: list[str]) -> str:
    """Put a place in brackets in line, a division in brackets in front, and a remark among the notes."""

    def replace(match: re.Match[str]) -> str:
        inside = match.group(1).strip()
        if not inside:
            return _OPENED
        found = divisions_of_piece(inside)
        if found.codes and found.end >= len(inside) and match.start() > 0:
            front.append(inside)
            return _OPENED
        if not is_note(inside):
            door = _DOOR_BEFORE.search(plain, 0, match.start()) if match.end() == len(plain) else None
            if door is None:
                return f"{_OPENED}{inside}{_OPENED}"
            places.append((door.start(1), inside))
            return ""
        wish = _WISH_WITHIN.search(inside) if _DOOR_WITHIN.search(inside) else None
        if wish is None:
            notes.append(inside)
            return _OPENED
        notes.append(wish.group())
        kept = inside[: wish.start()].rstrip() + inside[wish.end() :].lstrip()
        return f"{_OPENED}{kept}{_OPENED}"

    front: list[str] = []
    places: list[tuple[int, str]] = []
    plain = _BRACKET.sub(replace, plain)
    for at, place in places:
        plain = plain[:at] + place + plain[at:]
    plain = _BETWEEN_FIGURES.sub(" ", _ANY_BRACKET.sub(_OPENED, plain))
    return "".join(front) + plain.replace(_OPENED, "")
