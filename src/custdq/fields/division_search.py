"""Finding the divisions a Chinese address or company name begins with, by a search over all readings.

The trap: taking the first of several namesakes (朝阳区 is in Beijing *and* Changchun) or a road for a place (南京东路).
Every reading of every name stays possible until the next name rules it out; where several survive, none is chosen.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.reference.divisions import division_path, divisions, is_municipality, standard_paths, within

_SEPARATOR = re.compile(r"[\s,，、/\\·.。;；:：|_\-—>]*")
_FILLER = re.compile(r"(?:省直辖县级行政区划|自治区直辖县级行政区划|省直辖县|直辖县|市辖区|市辖县)")
_AT_END = re.compile(r"[\s,，、/\\·.;；:：|_\-—>)）】\]]|$")
# What follows a short name when the name is part of a road, a building or a school and no division.
_PART_OF_NAME = re.compile(
    r"[东南西北中上下大小新老前后内外]{0,2}[一二三四五六七八九十\d]{0,2}"
    r"(?:路|大道|道(?!\w{1,6}[路街])|弄|胡同|公路|大街|里(?=\d|$)|花园|小区|大厦|公寓|广场|酒店|宾馆|饭店|苑|新村|家园|山庄"
    r"|(?:街|巷|桥|村|庄|镇|乡|城|湾|居|站(?![前后]))(?![\u4e00-\u9fff]{0,3}(?:镇|乡|街道|区|县|市))"
    r"|大学(?!城)|学院(?![路街东西南北])|医院|车站|机场|商场|银行|集团)"
)
_PUBLIC_PLACE = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:医院|大学(?!城)|学院(?![路街东西南北])|中学|小学|公园|火车站|机场|银行|酒店|宾馆|体育[馆场中])"
)
# 青岛|市北区 and 上海|市辖区, where 青岛市 and 上海市 are readings too
_OVERLAP = re.compile(r"市(?:[中南北]|辖区)")

# full name of today, short name of today, full and short name no longer in use
_WEIGHTS = (3.0, 2.0, 2.6, 1.6)
_REPEAT = 0.1
_LEVEL_END = re.compile(r"[省市区县州盟旗]")
_LONGEST_PATH = 40
_DEEPEST = 8

Codes = tuple[str, ...]


class DivisionsFound(NamedTuple):
    """What a search found: surviving `codes` (several when ambiguous), where the names end, how they were written."""

    codes: Codes = ()
    end: int = 0
    written: tuple[str, ...] = ()
    renamed: bool = False
    weight: float = 0.0

    @property
    def code(self) -> str | None:
        """The one surviving code, or None."""
        return self.codes[0] if len(self.codes) == 1 else None


def find_divisions(text: str, *, start: int = 0, short_districts: bool = True) -> DivisionsFound:
    """Find the run of division names `text` has at `start`.

    Parameters
    ----------
    text
        Simplified characters, half-width.
    start
        Character to begin at.
    short_districts
        Whether a district may stand without 区 or 县 after its city (深圳福田); never so in a company's name.

    Returns
    -------
    DivisionsFound
        `codes` of the deepest division read; `end` the first character after the run.

    Examples
    --------
    >>> find_divisions("广东深圳福田区深南大道").codes, find_divisions("朝阳区文化路").code
    (('440304',), None)
    """
    standard = _standard(text) if not start else None
    if standard is not None:
        return standard
    found = _Search(text, short_districts).walk(start, (), 0)
    return found._replace(codes=_settle(found.codes), end=found.end or start)


def _standard(text: str) -> DivisionsFound | None:
    """Read a head that is a whole standard path with no further division behind it: the common case."""
    paths = standard_paths()
    best = 0
    for match in _LEVEL_END.finditer(text, 0, _LONGEST_PATH):
        if text[: match.end()] in paths:
            best = match.end()
    behind = text[best : best + 2]
    if not best or behind in divisions().lengths or not (behind == "" or "\u4e00" <= behind[0] <= "\u9fff"):
        return None
    if behind[:1] in ("市", "县") or _OVERLAP.match(text, best - 1):
        return None
    code = paths[text[:best]]
    written = tuple(dict.fromkeys(name for name in division_path(code) if name))
    return DivisionsFound((code,), best, written, weight=_WEIGHTS[0])


class _Search:
    def __init__(self, text: str, short_districts: bool) -> None:  # noqa: FBT001
        self.text = text
        self.short_districts = short_districts
        self.table = divisions()

    def walk(self, position: int, codes: Codes, depth: int) -> DivisionsFound:
        at = self.skip(position) if codes else position
        filler = _FILLER.search(self.text, position, at) if at > position else None
        best = DivisionsFound(codes, filler.end() if filler else position)
        if depth >= _DEEPEST:
            return best
        for size in self.table.lengths.get(self.text[at : at + 2], ()):
            name = self.text[at : at + size]
            names = self.table.by_name.get(name)
            if names is None or len(name) < size:
                continue
            for slot in range(4):
                if names[slot]:
                    candidates = self.candidates(names[slot], name, codes, (slot, at + size))
                    reading = self.read((slot, name, at + size), codes, candidates, depth)
                    if reading is not None and reading.weight > best.weight:
                        best = reading
            if best.weight >= _WEIGHTS[0] and names[0] and not _OVERLAP.match(self.text, at + size - 1):
                break  # 广东省 was read: 广东 followed by 省 can be no better
        return best

    def skip(self, position: int) -> int:
        if "\u4e00" <= self.text[position : position + 1] <= "\u9fff" and self.text[position] not in "省自市直县":
            return position
        match = _SEPARATOR.match(self.text, position)
        at = match.end() if match else position
        filler = _FILLER.match(self.text, at)
        if filler:
            return self.skip(filler.end())
        # 重庆市县城口县: the pseudo-division 县 of a municipality before a county name
        if self.text.startswith("县", at) and self.text[at + 1 : at + 3] in self.table.lengths:
            return at + 1
        return at

    def read(self, token: tuple[int, str, int], codes: Codes, candidates: Codes, depth: int) -> DivisionsFound | None:
        slot, name, end = token
        narrowed = _narrow(codes, candidates)
        if not narrowed:
            return None
        rest = self.walk(end, narrowed, depth + 1)
        news = narrowed != codes
        if (
            slot in (1, 3)
            and not news
            and not rest.weight
            and not _AT_END.match(self.text, end)
            and not self.is_repeat(name, codes)
        ):
            return None
        weight = (_WEIGHTS[slot] if news else _REPEAT) + rest.weight
        return DivisionsFound(rest.codes, rest.end, (name, *rest.written), slot >= 2 or rest.renamed, weight)

    def candidates(self, candidates: Codes, name: str, codes: Codes, token: tuple[int, int]) -> Codes:
        slot, end = token
        higher = tuple(code for code in candidates if code.endswith("00"))
        if slot in (0, 2):
            return candidates if codes or len(name) > 2 else self.alone(name, candidates, end)
        if _PART_OF_NAME.match(self.text, end) and not self.follows(end, codes or candidates):
            return ()
        if not self.short_districts or _narrow(codes, higher):
            return higher
        if not codes:
            return candidates if len(candidates) == 1 and _AT_END.match(self.text, end) else ()
        return () if _PUBLIC_PLACE.match(self.text, end) else candidates

    def alone(self, name: str, candidates: Codes, end: int) -> Codes:
        """A county of two characters at the head: 赵县 may begin an address, 郊区 only where it is the whole text."""
        if len(candidates) == 1 and (name[1] == "县" or (end == len(self.text) and not end - len(name))):
            return candidates
        return ()

    def follows(self, at: int, codes: Codes) -> bool:
        """Tell whether a division inside `codes` is named at `at`: 北京|东城区, 江苏|镇江."""
        for size in self.table.lengths.get(self.text[at : at + 2], ()):
            names = self.table.by_name.get(self.text[at : at + size])
            if names and any(
                within(c, code) and c != code for c in names.full + names.short + names.old_full for code in codes
            ):
                return True
        return False

    def is_repeat(self, name: str, codes: Codes) -> bool:
        """Tell whether a short name only repeats the division just read: 上海市上海."""
        return len(codes) == 1 and self.table.short.get(codes[0]) == name


def _narrow(codes: Codes, candidates: Codes) -> Codes:
    """Return the pairs of a reading so far and a candidate that lie in one another, each as the deeper of the two."""
    if not codes:
        return candidates
    deeper = [c for c in candidates if any(within(c, code) and c != code for code in codes)]
    if deeper:
        return tuple(dict.fromkeys(deeper))
    return tuple(code for code in codes if any(within(code, c) for c in candidates))


def _settle(codes: Codes) -> Codes:
    """Prefer a province among the readings of a short name (吉林, 海南), and a division to one inside it."""
    provinces = tuple(code for code in codes if code.endswith("0000"))
    if len(provinces) == 1:
        return provinces
    return tuple(c for c in codes if not any(c != other and within(c, other) for other in codes))


def shared_code(codes: Codes) -> str | None:
    """Return the smallest division that holds all of `codes`, or None.

    >>> shared_code(("440304", "440305")), shared_code(("110105", "220104"))
    ('440300', None)
    """
    if not codes:
        return None
    cities = {code[:4] for code in codes}
    if len(cities) == 1 and not is_municipality(codes[0]) and codes[0][:4] + "00" in divisions().by_code:
        return codes[0][:4] + "00"
    provinces = {code[:2] for code in codes}
    return codes[0][:2] + "0000" if len(provinces) == 1 else None
