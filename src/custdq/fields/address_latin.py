"""Chinese addresses in English or pinyin: Room 1001, Building 37, No.379 Changjiang Avenue, Jiande, Hangzhou, China.

The trap: characters cannot be recovered from pinyin, so the value stays as written; divisions get their code, and road
and number a spelling that the Chinese form can be brought to as well.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.fields.address_door import Door
from custdq.fields.division_latin import has_level, latin_division
from custdq.fields.latin_door import has_pinyin_road, is_road_type, read_before
from custdq.reference.divisions import is_capital, is_municipality, is_outside, within
from custdq.text.pinyin import fold_umlaut, pinyin_readings, split_syllables
from custdq.text.width import fold_marks

_COUNTRY = re.compile(
    r"(?i)[,\s(]*\b(?:p\.?\s?r\.?\s?(?:of\s)?china|people'?s republic of china|mainland china|china|prc|p\.?r\.?c\.?"
    r"|r\.?o\.?c\.?|republic of china|chn|cn|zhongguo)[.\s)]*$"
)
_COUNTRY_FIRST = re.compile(r"(?i)^(?:p\.?\s?r\.?\s?china|people'?s republic of china|china|zhongguo)[,\s]+(?=\S)")
_POSTCODE = re.compile(r"(?<![\d-])(\d{6})(?![\d-])")
_TAIWAN_POSTCODE = re.compile(
    r"(?<![\d-])(\d{3}(?:\d{2,3})?)(?![\d-])\s*$|^\s*(\d{3}(?:\d{2,3})?)(?![\d-])(?=\s+[A-Za-z])"
)
_TOWN = re.compile(r"(?i)\b(?:town|township|subdistrict|sub-district|zhen|xiang|jiedao|street office)\.?$")
_TYPES = {
    "avenue": "", "ave": "", "road": "", "rd": "", "street": "", "st": "", "lane": "", "boulevard": "", "blvd": "",
    "highway": "",
    "lu": "", "jie": "", "dadao": "", "dajie": "", "xiang": "", "alley": "", "hutong": "", "nong": "", "way": "",
    "drive": "",
}  # fmt: skip
_DIRECTIONS = {
    "east": "e", "west": "w", "south": "s", "north": "n", "middle": "m", "central": "m", "dong": "e", "xi": "w",
    "nan": "s",
    "bei": "n", "zhong": "m", "e": "e", "w": "w", "s": "s", "n": "n", "mid": "m",
}  # fmt: skip
_ORDINALS = {
    "1st": "1", "first": "1", "yi": "1", "2nd": "2", "second": "2", "er": "2", "3rd": "3", "third": "3", "san": "3",
    "4th": "4",
    "fourth": "4", "si": "4", "5th": "5", "fifth": "5", "wu": "5", "6th": "6", "sixth": "6", "liu": "6", "7th": "7",
    "8th": "8",
    "9th": "9", "10th": "10",
}  # fmt: skip
_HAN_ROAD = re.compile(r"(?:大道|大街|公路|胡同|路|街|巷|道|弄)(?:[东西南北中]段)?$")
_HAN_DIRECTIONS = dict(zip("东西南北中", "ewsnm", strict=True))
_HAN_ORDINALS = dict(zip("一二三四五六七八九十", ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"), strict=True))
_SECTION = re.compile(r"(?i)[\s,]*\bsec(?:tion)?\.?\s*(\d{1,2})\b")
_HAN_SECTION = re.compile(r"(?<=[路街道])([一二三四五六七八九十]|\d{1,2})段$")
_GLUED = re.compile(r"^(.{3,}?)(dong|xi|nan|bei|zhong)?(lu|jie|dadao|dajie)$")
_DIRECTED = re.compile(r"^(dong|xi|nan|bei|zhong)(?:lu|jie|dadao|dajie)$")
_LONGEST_NAME = 5
_IN_BRACKETS = re.compile(r"(?i)\s*\(\s*(e|w|s|n|m|east|west|south|north|middle)\.?\s*\)")
_OUTSIDE = re.compile(r"(?i)\b(?:hong\s?kong|h\.?k\.?|hksar|kowloon|new territories|n\.?t\.?|macau|macao|taiwan)\b")


class LatinAddress(NamedTuple):
    """A Chinese address in latin letters taken apart; `codes` are the candidates where the divisions stay open."""

    adcode: str | None = None
    codes: tuple[str, ...] = ()
    road: str | None = None
    number: str | None = None
    place: str | None = None
    door: Door = Door()
    postcode: str | None = None
    lane: str | None = None
    town: str | None = None


def read_latin_address(text: str) -> LatinAddress | None:
    """Take apart a Chinese address in latin letters; None where nothing shows that it is one.

    >>> read_latin_address("Room 705, Building 12, 318 Yunfan Lu, Pudongxin District, Shanghai, China")[:4]
    ('310115', ('310115',), 'Yunfan Lu', '318')
    >>> read_latin_address("Guangdong Sheng Shenzhen Shi Nanshan Qu Keji Nan Lu 8 Hao 3 Dong 501")[:4]
    ('440305', ('440305',), 'Keji Nan Lu', '8')
    >>> read_latin_address("17 Alder St, San Francisco, CA 94101, USA") is None
    True
    """
    body = _COUNTRY_FIRST.sub("", _IN_BRACKETS.sub(r" \1", text.strip()))
    named = bool(_COUNTRY_FIRST.match(text.strip()))
    postcode = _POSTCODE.search(body)
    if postcode:
        body = f"{body[: postcode.start()]}, {body[postcode.end() :]}".strip(" ,")
    country = _COUNTRY.search(body)
    named = named or country is not None
    body = body[: country.start()] if country else body
    pieces = [piece.strip(" .;()-") for piece in re.split(r"[,;\n，、]", body)]
    run = _Run([piece for piece in pieces if piece])
    run.read()
    codes = _deepest(run.codes)
    if not codes or not (named or run.shows_china()):
        return None
    found = read_before(run.pieces)
    code = codes[0] if len(codes) == 1 else None
    return LatinAddress(
        code, codes, found.road, found.number, found.place, found.door, postcode.group() if postcode else run.postcode,
        found.lane, run.town,
    )  # fmt: skip


class _Run:
    """The divisions at the end of an address, or at its head in Chinese order, each inside those already read."""

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self.codes: tuple[str, ...] = ()
        self.names = 0
        self.levels = 0
        self.town: str | None = None
        self.postcode: str | None = None

    def read(self) -> None:
        while self.pieces and self._take_piece(-1):
            pass
        if self.pieces and (not self.codes or self.codes[0].endswith("00")):
            self._from_front()

    def _from_front(self) -> None:
        codes = self.codes
        while self.pieces and self._take_piece(0):
            pass
        if self.codes != codes or not self.pieces:
            return
        words = self.pieces[0].split()
        names = self.names
        taken = self._take_words(words, front=True, need_level=True)
        if not taken:  # Zhejiang Hangzhou Yuhang …: no level, but each inside the one before
            taken = self._take_words(words, front=True, need_level=False)
            inside = codes and all(code.endswith("0000") for code in codes) and self.codes != codes
            if self.names - names <= 1 and not inside:
                self.codes, self.names, taken = codes, names, 0
        if taken:
            self.pieces[0] = " ".join(words[taken:])

    def _take_piece(self, index: int) -> bool:
        """Take a whole piece as a division, else, at the end, the last words of it."""
        piece = self._without_postcode(self.pieces[index])
        if not piece:
            self.pieces.pop(index)
            return True
        if self._take_name(piece):
            self.pieces.pop(index)
            return True
        if self.codes and self.town is None and _TOWN.search(piece) and not any(char.isdigit() for char in piece):
            self.town = piece
            self.pieces.pop(index)
            return True
        if index == 0:
            return False
        words = piece.split()
        taken = self._take_words(words, front=False, need_level=False)
        if taken:
            self.pieces[index] = " ".join(words[:-taken])
        return False

    def _without_postcode(self, piece: str) -> str:
        """A postcode of Taiwan beside its city: Taipei City 110."""
        match = _TAIWAN_POSTCODE.search(piece)
        if match is None or self.postcode or not (self._in_taiwan() or latin_division(piece[: match.start()].strip())):
            return piece
        rest = f"{piece[: match.start()]} {piece[match.end() :]}".strip()
        if rest and not latin_division(rest):
            return piece
        self.postcode = match.group(1) or match.group(2)
        return rest

    def _in_taiwan(self) -> bool:
        return bool(self.codes) and all(code.startswith("71") for code in self.codes)

    def _take_words(self, words: list[str], *, front: bool, need_level: bool) -> int:
        """Take names from one end of a piece, the longest first; return how many words."""
        taken = 0
        while taken < len(words) - 1:
            rest = words[taken:] if front else words[: len(words) - taken]
            for size in range(min(_LONGEST_NAME, len(rest) - 1), 0, -1):
                name = " ".join(rest[:size] if front else rest[-size:])
                behind = rest[size] if front else ""
                if (has_level(name) or not need_level) and not is_road_type(behind) and self._take_name(name):
                    taken += size
                    break
            else:
                break
        return taken

    def _take_name(self, name: str) -> bool:
        candidates = latin_division(name)
        if not candidates:
            return False
        narrowed = _inside(self.codes, candidates)
        if not narrowed:
            return False
        self.codes = narrowed
        self.names += 1
        self.levels += has_level(name) or bool(_OUTSIDE.search(name))
        return True

    def shows_china(self) -> bool:
        """Tell whether the names alone show that the address is Chinese: two of them, a city, or a level in words."""
        if len(self.codes) > 1:
            return self.levels > 0 or not self.pieces or any(has_pinyin_road(piece) for piece in self.pieces)
        return self.names > 1 or self.levels > 0 or self.codes[0].endswith("00") or is_outside(self.codes[0])


def _inside(codes: tuple[str, ...], candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a name leaves of the codes read so far; at first cities go before districts of their name."""
    if not codes:
        inland = tuple(c for c in candidates if not is_outside(c) or c.endswith("0000")) or candidates
        cities = tuple(code for code in inland if code.endswith("00"))
        # Chaoyang is a city of Liaoning, and to most who write it a district of Beijing
        open_name = any(is_municipality(code) for code in inland) and not any(is_capital(code) for code in cities)
        return inland if open_name else cities or inland
    deeper = tuple(c for c in candidates if any(within(c, code) and c != code for code in codes))
    return deeper or tuple(code for code in codes if any(within(code, c) for c in candidates))


def _deepest(codes: tuple[str, ...]) -> tuple[str, ...]:
    """A city and a county of its name inside it are one place."""
    outer = tuple(c for c in codes if not any(c != other and within(c, other) for other in codes))
    return outer or codes


def latin_road(road: str) -> str:
    """Return a road in latin letters as stem, direction and number, without its type.

    >>> latin_road("Yunfan East Road"), latin_road("Daxuecheng 1st Rd"), latin_road("Yunfan Donglu")
    ('yunfan e', 'daxuecheng 1', 'yunfan e')
    """
    stem: list[str] = []
    section = _SECTION.search(road)
    marks = [f"sec{section.group(1)}"] if section else []
    road = _SECTION.sub(" ", road)
    plain = re.sub(r"\bda\s+(?=(?:jie|dao)\b)", "da", fold_marks(road.replace("ü", "v")).casefold().replace("'", ""))
    for token in re.split(r"[\s.\-]+", plain):
        glued = _GLUED.match(token)
        if token in _TYPES or not token:
            continue
        if token in _DIRECTIONS:
            marks.append(_DIRECTIONS[token])
        elif token in _ORDINALS:
            marks.append(_ORDINALS[token])
        elif _DIRECTED.match(token):
            marks.append(_DIRECTIONS[_DIRECTED.sub(r"\1", token)])
        elif glued and split_syllables(token):
            stem.append(glued.group(1))
            marks += [_DIRECTIONS[glued.group(2)]] if glued.group(2) else []
        else:
            stem.append(token)
    return " ".join([fold_umlaut("".join(stem)), *sorted(marks)]).strip()


def han_road(road: str) -> list[str]:
    """Return the latin spellings of a road in characters, in the form of `latin_road`.

    >>> han_road("人民东路"), han_road("学府一路"), han_road("长江大道")
    (['renmin e'], ['xuefu 1'], ['changjiang', 'zhangjiang'])
    """
    section = _HAN_SECTION.search(road)
    marks = [f"sec{_HAN_ORDINALS.get(section.group(1), section.group(1))}"] if section else []
    road = _HAN_SECTION.sub("", road)
    stem = _HAN_ROAD.sub("", road) or road
    while len(stem) > 2 and (mark := _HAN_DIRECTIONS.get(stem[-1]) or _HAN_ORDINALS.get(stem[-1])):
        marks.append(mark)
        stem = stem[:-1]
    return sorted(" ".join([reading, *sorted(marks)]) for reading in pinyin_readings(stem))
