"""Chinese divisions in latin letters: Guangdong, Xi'an, Pudong Xinqu, Jiande City.

The trap: 山西 and 陕西 are both `shanxi` without tones, so a spelling has all its codes; Shaanxi has one.
"""

from __future__ import annotations

import re
from functools import cache

from custdq.reference.divisions import divisions
from custdq.text.pinyin import char_readings, fold_umlaut, pinyin_readings

_SPECIAL = {
    "shaanxi": ("610000",), "innermongolia": ("150000",), "tibet": ("540000",), "hongkong": ("810000",),
    "macau": ("820000",),
    "macao": ("820000",), "taiwan": ("710000",), "harbin": ("230100",), "urumqi": ("650100",), "hohhot": ("150100",),
    "lhasa": ("540100",), "kashgar": ("653100",), "canton": ("440100",), "peking": ("110000",), "ordos": ("150600",),
    "qiqihar": ("230200",), "hulunbuir": ("150700",), "karamay": ("650200",), "korla": ("652801",),
}  # fmt: skip
_LEVEL = re.compile(
    r"(?:\s*(?:province|municipality|city|prefecture|district|county|new area|sheng|autonomous region|sar)|"
    r"(?<=\w{3})(?:shi|qu|xian|sheng))$"
)
_WORD_LEVEL = re.compile(
    r"\s+(?:shi|qu|xian|sheng|province|municipality|city|prefecture|district|county|new area|autonomous region|sar)$"
)


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    shorts = divisions().short
    for code, short in shorts.items():
        for reading in {*pinyin_readings(short), fold_umlaut(_usual_reading(short))}:
            table.setdefault(reading, []).append(code)
    found = {name: tuple(codes) for name, codes in table.items()}
    return found | {name: codes for name, codes in _SPECIAL.items() if name != "shanxi"}


# Characters of place names whose commonest reading is not the one in place names.
_PLACE_READINGS = {
    "厦": "xia",
    "长": "chang",
    "重": "chong",
    "都": "du",
    "朝": "chao",
    "乐": "le",
    "番": "pan",
    "六": "lu",
    "蚌": "beng",
    "亳": "bo",
}


def _usual_reading(short: str) -> str:
    return "".join(_PLACE_READINGS.get(char) or char_readings(char)[0] for char in short)


@cache
def latin_division(text: str) -> tuple[str, ...]:
    """Return the codes of divisions spelt so; with or without the level word.

    >>> latin_division("Guangdong"), latin_division("Xiamen City"), "610100" in latin_division("Xi'an")
    (('440000',), ('350200',), True)
    """
    folded = re.sub(r"['’`.]", "", text.casefold().replace("ü", "v")).strip()
    bare = _WORD_LEVEL.sub("", folded)
    for form in (bare, _LEVEL.sub("", bare), _LEVEL.sub("", folded)):
        codes = _spellings().get(fold_umlaut(re.sub(r"[\s\-]+", "", form)), ())
        if codes:
            return codes
        if form.replace(" ", "").endswith("xin"):  # Pudong Xin District: the 新 of 新区
            codes = _spellings().get(form.replace(" ", "")[:-3], ())
            if codes:
                return codes
    return ()
