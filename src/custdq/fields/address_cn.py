"""Chinese addresses taken apart: the cell, its divisions, and what stands behind them.

The trap: dropping what no rule understands. Everything between the divisions and the door stays in `place`,
everything cut off goes to `note`, and an ambiguous district stays as written without a code.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.errors import Reason
from custdq.fields.address_outside import outside_code, read_outside
from custdq.fields.address_tail import Tail, read_tail
from custdq.fields.division_search import DivisionsFound, find_divisions, shared_code
from custdq.reference.divisions import DivisionPath, division_path, within
from custdq.text.address_cell import is_bare, read_address_cell
from custdq.text.han_figures import figures
from custdq.text.script import has_han, to_simplified
from custdq.text.width import half_width

_HAN = "\u4e00-\u9fff"
_COUNTRY = re.compile(r"^(?:中国|中华人民共和国)(?=[^\w]|\w{2,}[省市区]|香港|澳门|台湾|\w{4,})[\s,，]*")
_BRACKETS = str.maketrans("【】[]〔〕「」『』《》<>", "()()()()()()()")
_QUOTES = re.compile(r"[\"“”‘’「」『』`*]+")
_ANY_BRACKET = re.compile(r"[()]")
_BRACKET = re.compile(r"\(([^()]*)\)")
_NOTE = re.compile(
    r"地址|附近|^近|地铁|旁|对面|请|勿|不要|别|放|联系|电话|收|备注|快递|门口|楼下|重复|送|打|微信|转|路口|到了|过|后面|隔壁|侧|货|空置|停用|拆迁|搬|旧址|新址"
    r"|[桥路街门口楼][东西南北]$|步行|\d米|^(?:近|仅|限|即|原)|^(?:本人|家人|代收)$|^[\u4e00-\u9fff]{0,6}[处外内]$"
)
# 【华府 到了联系20-1-1402】: a door behind a wish
_DOOR_WITHIN = re.compile(r"\d{1,4}-\d{1,4}|\d(?:栋|幢|号楼|单元|室)")
_WISH_WITHIN = re.compile(r"(?:到了|到后|来前|提前|请)*(?:联系|打?电话|电联)(?:我|本人)?|到了|请放\w+")
_NUMERAL = re.compile(r"[一二三四五六七八九十两〇零○]")
_DASHES = re.compile(r"[—–－~～─―]+")
_FULL_NAME = 3.0
# below the divisions: a tail of this shape is read the same way again
_REGULAR = re.compile(
    rf"[{_HAN}]{{2,12}}?(?:路|街|大道)\d{{1,5}}号[{_HAN}]{{0,15}}(?:\d{{1,3}}栋|\d{{1,3}}号楼|[A-Z]座)?(?:\d{{1,2}}单元)?(?:\d{{1,2}}层)?(?:\d{{1,5}}室)?$"
)


class ChineseAddress(NamedTuple):
    """A Chinese address taken apart; `district` as written, without `adcode`, where it may be one of several `codes`."""

    value: str
    codes: tuple[str, ...] = ()
    adcode: str | None = None
    province: str | None = None
    city: str | None = None
    district: str | None = None
    tail: Tail = Tail()
    postcode: str | None = None
    note: str | None = None
    problem: Reason | None = None
    #: whether nothing but the address stood in the cell, and its standard form is sure to be read the same way
    regular: bool = False
    #: what is left of the cell where the address in it is in latin letters and only the rest in characters
    latin: str | None = None


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
    simple = half_width(to_simplified(text))
    if is_bare(simple):
        found = find_divisions(simple)
        return _outside(simple, text, found, region) or _located(found, simple[found.end :])
    return _from_cell(simple, text, region)


def _from_cell(simple: str, text: str, region: str | None) -> ChineseAddress:
    """Read an address among labels, names, numbers and remarks."""
    plain = _DASHES.sub("-", simple.translate(_BRACKETS))
    found = find_divisions(plain)
    outside = _outside(plain, text, found, region)
    if outside is not None:
        return outside
    cell = read_address_cell(plain)
    if not has_han(cell.text):
        return ChineseAddress("", note="；".join(cell.notes) or None, latin=cell.text)
    notes = list(cell.notes)
    plain = _QUOTES.sub("", _COUNTRY.sub("", cell.text)).strip(" ,，;；。")
    plain = _open_brackets(plain, notes) if _ANY_BRACKET.search(plain) else plain
    address = _located(*_divisions(plain))
    if not address.value:
        return address
    note = "；".join(part for part in (*notes, address.note) if part) or None
    return address._replace(postcode=cell.postcode, note=note, regular=False)


def _located(found: DivisionsFound, rest: str) -> ChineseAddress:
    """Put divisions and what stands behind them together."""
    code = found.code
    if code is not None:
        path = division_path(code)
        province, city, district = path
        problem = _what_was_done(found, province)
    else:
        province, city, district, problem = _ambiguous(found)
    rest = figures(rest) if _NUMERAL.search(rest) else rest
    tail = read_tail(rest, division=code or "")
    value = (province or "") + ("" if city == province else city or "") + (district or "") + tail.text
    regular = code is not None and _REGULAR.match(tail.text) is not None
    return ChineseAddress(
        value, found.codes, code, province, city, district, tail, None, tail.note, problem, regular
    )  # fmt: skip


def _what_was_done(found: DivisionsFound, province: str | None) -> Reason | None:
    if found.renamed:
        return Reason.DIVISION_RENAMED
    if province and not any(province[:2] == name[:2] for name in found.written):
        return Reason.DIVISION_FILLED
    return None


def _ambiguous(found: DivisionsFound) -> tuple[str | None, str | None, str | None, Reason | None]:
    """Return what all candidates share, and the district as it was written."""
    if not found.codes:
        return None, None, None, None
    shared = shared_code(found.codes)
    above = division_path(shared) if shared else DivisionPath()
    return above.province, above.city, found.written[-1], Reason.DIVISION_AMBIGUOUS


def _outside(simple: str, text: str, found: DivisionsFound, region: str | None) -> ChineseAddress | None:
    """Read an address of Taiwan, Hong Kong or Macao; in simplified characters where the list is the mainland's."""
    first = found.codes[0] if found.codes else None
    if first is not None and first[0] not in "78":
        return None
    code = outside_code(simple, first, region)
    if code is None:
        return None
    read = read_outside(text, code, simplify=region == "CN")
    province = division_path(code).province
    return ChineseAddress(
        read.text, (code,), code, province, read.city, read.district, read.tail, read.postcode, None, None
    )  # fmt: skip


def _open_brackets(plain: str, notes: list[str]) -> str:
    """Put a place in brackets in line, a division in brackets in front, and a remark among the notes."""

    def replace(match: re.Match[str]) -> str:
        inside = match.group(1).strip()
        if not inside:
            return ""
        found = find_divisions(inside)
        if found.codes and found.end >= len(inside) and match.start() > 0:
            front.append(inside)
            return ""
        if _NOTE.search(inside) is None:
            return inside
        wish = _WISH_WITHIN.search(inside) if _DOOR_WITHIN.search(inside) else None
        if wish is None:
            notes.append(inside)
            return ""
        notes.append(wish.group())
        return inside[: wish.start()].rstrip() + inside[wish.end() :].lstrip()

    front: list[str] = []
    plain = _BRACKET.sub(replace, plain)
    return "".join(front) + plain.replace("(", "").replace(")", "")


def _divisions(plain: str) -> tuple[DivisionsFound, str]:
    """Find the divisions at the head, else in the last piece, else at the head of a later piece."""
    found = find_divisions(plain)
    if found.codes:
        return found, _without_repeat(plain[found.end :], found)
    pieces = re.split(r"[\s,，;；:：]+", plain)
    if len(pieces) == 1:
        return found, plain
    last, kept = _last_divisions(pieces)
    if last.codes:
        return last, kept
    at = 0
    for piece in pieces:
        at = plain.index(piece, at)
        inner = find_divisions(plain, start=at) if at else found
        if inner.codes and (inner.weight >= _FULL_NAME or inner.end >= at + len(piece)):
            return inner, plain[inner.end :] + " " + plain[:at]
        at += len(piece)
    return found, plain


def _without_repeat(rest: str, found: DivisionsFound) -> str:
    """Cut divisions at the end that only repeat those at the head: 二七区…2702 二七区 郑州市."""
    pieces = re.split(r"[\s,，;；]+", rest.rstrip())
    while len(pieces) > 1:
        last = find_divisions(pieces[-1])
        if last.end < len(pieces[-1]) or not any(within(a, b) or within(b, a) for a in last.codes for b in found.codes):
            break
        del pieces[-1]
        rest = rest[: rest.rindex(pieces[-1]) + len(pieces[-1])]
    return rest


def _last_divisions(pieces: list[str]) -> tuple[DivisionsFound, str]:
    """Read divisions that stand behind, in either order: …1503室, 西安 and … 延庆区 北京市."""
    count = 0
    while (
        count < len(pieces) - 1
        and (inner := find_divisions(pieces[-1 - count])).codes
        and inner.end >= len(pieces[-1 - count])
    ):
        count += 1
    for size in range(count, 0, -1):
        for ordered in (pieces[-size:], pieces[-size:][::-1]):
            text = " ".join(ordered)
            inner = find_divisions(text)
            if inner.codes and inner.end >= len(text):
                return inner, " ".join(pieces[:-size])
    return DivisionsFound(), ""
