"""Chinese addresses in English or pinyin: Room 1001, Building 37, No.379 Changjiang Avenue, Jiande, Hangzhou, China.

The trap: characters cannot be recovered from pinyin, so the value stays as written; divisions get their code, and road
and number a spelling that the Chinese form can be brought to as well.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from custdq.fields.address_door import Door
from custdq.fields.division_latin import latin_division
from custdq.reference.divisions import within
from custdq.text.pinyin import fold_umlaut, pinyin_readings, split_syllables
from custdq.text.width import fold_marks

_COUNTRY = re.compile(
    r"(?i)[,\s]*\b(?:p\.?\s?r\.?\s?(?:of\s)?china|people'?s republic of china|china|prc|p\.?r\.?c\.?)[.\s]*$"
)
_POSTCODE = re.compile(r"(?<!\d)(\d{6})(?!\d)")
_ROOM = re.compile(r"(?i)^(?:room|rm\.?|flat|apt\.?|suite|unit)\s*(?:no\.?\s*)?([A-Z]?\d[\w-]*)$")
_BUILDING = re.compile(
    r"(?i)^(?:building|bldg\.?|block|tower)\s*(?:no\.?\s*)?([A-Z]?\d{0,4}[A-Z]?)$|^(\d{1,4})(?:st|nd|rd|th)?\s+building$|^#(\d{1,4})$"
)
_UNIT = re.compile(r"(?i)^(?:unit|entrance)\s*(?:no\.?\s*)?(\d{1,2})$")
_FLOOR = re.compile(r"(?i)^(?:(\d{1,3})(?:st|nd|rd|th)?\s*(?:f|fl|floor|/f)|floor\s*(\d{1,3}))$")
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
_GLUED = re.compile(r"^(.{3,}?)(dong|xi|nan|bei|zhong)?(lu|jie|dadao|dajie)$")
_DIRECTED = re.compile(r"^(dong|xi|nan|bei|zhong)(?:lu|jie|dadao|dajie)$")
_NUMBERED = re.compile(
    r"(?i)^(?:no\.?\s*|number\s*|#\s*)?(\d{1,5})(?:\s*(?:hao|nong))?[\s,]+(.+)$|^(.+?)[\s,]+(?:no\.?\s*|#\s*)?(\d{1,5})(?:\s*hao)?$"
)


class LatinAddress(NamedTuple):
    """A Chinese address in latin letters taken apart."""

    adcode: str | None = None
    codes: tuple[str, ...] = ()
    road: str | None = None
    number: str | None = None
    place: str | None = None
    door: Door = Door()
    postcode: str | None = None


def read_latin_address(text: str) -> LatinAddress | None:
    """Take apart a Chinese address in latin letters; None where nothing shows that it is one.

    >>> read_latin_address("Room 705, Building 12, 318 Yunfan Lu, Pudongxin District, Shanghai, China")[:4]
    ('310115', ('310115',), 'Yunfan Lu', '318')
    >>> read_latin_address("17 Alder St, San Francisco, CA 94101, USA") is None
    True
    """
    country = _COUNTRY.search(text)
    body = text[: country.start()] if country else text
    postcode = _POSTCODE.search(body)
    if postcode:
        body = body.replace(postcode.group(), " ")
    pieces = [piece.strip(" .;") for piece in re.split(r"[,;]", body) if piece.strip(" .;")]
    codes, pieces = _latin_divisions(pieces)
    if not codes or (country is None and len(codes) != 1):
        return None
    if country is None and codes[0].endswith("0000") and not pieces:
        return None
    found = _pieces(pieces)
    return LatinAddress(
        codes[0] if len(codes) == 1 else None, codes, *found, postcode=postcode.group() if postcode else None
    )  # fmt: skip


def _latin_divisions(pieces: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Read divisions from the last piece inwards, each inside those outside it."""
    codes: tuple[str, ...] = ()
    while pieces:
        candidates = latin_division(pieces[-1])
        if not codes:
            candidates = tuple(code for code in candidates if code.endswith("00")) or candidates
        else:
            candidates = tuple(c for c in candidates if any(within(c, code) or within(code, c) for code in codes))
            candidates = tuple(c for c in candidates if any(within(c, code) for code in codes)) or (
                codes if candidates else ()
            )
        if not candidates:
            break
        codes, pieces = candidates, pieces[:-1]
    if len(codes) > 1 and len({code[:4] for code in codes}) == 1:
        outer = [code for code in codes if code.endswith("00")]
        codes = tuple(outer) or codes
    return codes, pieces


def _pieces(pieces: list[str]) -> tuple[str | None, str | None, str | None, Door]:
    door: dict[str, str] = {}
    road = number = None
    rest: list[str] = []
    for piece in pieces:
        for name, pattern in (("unit", _UNIT), ("room", _ROOM), ("building", _BUILDING), ("floor", _FLOOR)):
            match = pattern.match(piece)
            if match and name not in door and not (name == "unit" and len(match.group(1)) > 2):
                door[name] = next((group for group in match.groups() if group), "").upper()
                break
        else:
            numbered = _NUMBERED.match(piece)
            if road is None and numbered and _is_road(numbered.group(2) or numbered.group(3)):
                number = numbered.group(1) or numbered.group(4)
                road = numbered.group(2) or numbered.group(3)
            elif road is None and _is_road(piece):
                road = piece
            else:
                rest.append(piece)
    return road, number, ", ".join(rest) or None, Door(**door)


def _is_road(text: str) -> bool:
    last = text.casefold().rstrip(".").split()[-1:]
    return bool(last) and (last[0] in _TYPES or bool(_GLUED.match(last[0])))


def latin_road(road: str) -> str:
    """Return a road in latin letters as stem, direction and number, without its type.

    >>> latin_road("Yunfan East Road"), latin_road("Daxuecheng 1st Rd"), latin_road("Yunfan Donglu")
    ('yunfan e', 'daxuecheng 1', 'yunfan e')
    """
    stem: list[str] = []
    marks: list[str] = []
    for token in re.split(r"[\s.\-]+", fold_marks(road.replace("ü", "v")).casefold().replace("'", "")):
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
    stem = _HAN_ROAD.sub("", road) or road
    marks: list[str] = []
    while len(stem) > 2 and (mark := _HAN_DIRECTIONS.get(stem[-1]) or _HAN_ORDINALS.get(stem[-1])):
        marks.append(mark)
        stem = stem[:-1]
    return sorted(" ".join([reading, *sorted(marks)]) for reading in pinyin_readings(stem))
