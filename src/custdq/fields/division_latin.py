"""Chinese divisions in latin letters: Guangdong, Xi'an, Pudong Xinqu, Jiande City, Yau Tsim Mong District.

The trap: 山西 and 陕西 are both `shanxi` without tones, so a spelling has all its codes (Shaanxi has one); and a level
word tells namesakes apart only where one of them has that level.
"""

from __future__ import annotations

import re
from functools import cache

from custdq.reference.divisions import divisions, is_outside
from custdq.text.pinyin import char_readings, fold_umlaut, pinyin_readings
from custdq.text.width import fold_marks

_SPECIAL = {
    "shaanxi": ("610000",), "innermongolia": ("150000",), "tibet": ("540000",), "xizang": ("540000",),
    "hongkong": ("810000",), "hk": ("810000",), "kln": ("810000.K",),
    "nt": ("810000.N",), "macau": ("820000",), "macao": ("820000",), "taiwan": ("710000",),
    "harbin": ("230100",), "urumqi": ("650100",), "hohhot": ("150100",), "huhehot": ("150100",), "lhasa": ("540100",),
    "kashgar": ("653100",), "kashi": ("653100",), "canton": ("440100",), "peking": ("110000",), "ordos": ("150600",),
    "qiqihar": ("230200",), "hulunbuir": ("150700",), "karamay": ("650200",), "korla": ("652801",),
    "turpan": ("650400",), "hami": ("650500",), "yining": ("654002",), "shigatse": ("540200",), "nyingchi": ("540400",),
    "qamdo": ("540300",), "chamdo": ("540300",), "nagqu": ("540600",), "jiamusi": ("230800",), "bayannur": ("150800",),
    "ulanqab": ("150900",), "xilingol": ("152500",), "alxa": ("152900",), "tsingtao": ("370200",),
    "amoy": ("350200",), "tientsin": ("120000",), "nanking": ("320100",), "chungking": ("500000",),
    "pudong": ("310115",), "taipei": ("710000.TPE",), "newtaipei": ("710000.NWT",),
}  # fmt: skip
# Level word -> the last characters a division of that level has.
_LEVELS = {
    "province": "省区", "sheng": "省", "autonomous region": "区", "zizhiqu": "区", "a.r.": "区",
    "sar": "区",
    "municipality": "市", "city": "市", "shi": "市", "prefecture": "州区盟",
    "autonomous prefecture": "州", "zhou": "州",
    "zizhizhou": "州", "diqu": "区", "league": "盟", "district": "区", "dist": "区", "qu": "区", "new area": "区",
    "new district": "区", "xinqu": "区", "county": "县", "xian": "县", "autonomous county": "县", "zizhixian": "县",
    "banner": "旗", "qi": "旗", "xin district": "区", "xin area": "区", "township": "镇乡", "town": "镇",
}  # fmt: skip
_WORDS = "|".join(sorted((re.escape(word) for word in _LEVELS), key=len, reverse=True))
_SPACED_LEVEL = re.compile(rf"\s+({_WORDS})\.?$")
_GLUED_LEVEL = re.compile(r"(?<=\w{3})(shi|xinqu|qu|xian|sheng)$")
_PEOPLES = re.compile(
    r"\s+(?:zhuang|uy?gh?ur|hui|korean|mongol(?:ian)?|tibetan|kazak[hs]?|kirgh?iz|yi|tujia|miao|dong|bu?o?u?yi|dai|bai"
    r"|hani|lisu|jingpo|qiang|yao|li|manchu|she|naxi|lahu|wa|shui|dongxiang|tu|salar|tajik|daur|ewenki|mulao|maonan)"
    r"(?:(?:,|\s+and|\s*&)?\s+\w+){0,4}?(?=\s+autonomous)"
)
# Readings in place names, by character and by name, where the commonest one is another.
_PLACE_READINGS = {
    "厦": "xia", "长": "chang", "重": "chong", "都": "du", "朝": "chao", "乐": "le", "番": "pan", "蚌": "beng",
    "亳": "bo", "坻": "di", "睢": "sui", "句": "ju", "枞": "zong", "曾": "zeng", "藏": "zang", "圩": "xu", "勒": "le",
    "佛": "fo", "珲": "hun", "陂": "pi", "泌": "bi", "渑": "mian", "莘": "shen", "宕": "tan", "洪": "hong", "浚": "xun",
    "筠": "jun", "犍": "qian", "铅": "yan", "荥": "xing", "涡": "guo", "埔": "pu", "牟": "mu", "柞": "zha",
}  # fmt: skip
_NAME_READINGS = {
    "六安": "luan", "六合": "luhe", "长子": "zhangzi", "闵行": "minhang", "乐清": "yueqing", "乐亭": "laoting",
    "乐陵": "laoling", "吐鲁番": "tulufan", "蔚县": "yuxian", "大城": "daicheng", "洪洞": "hongtong", "繁峙": "fanshi",
    "单县": "shanxian", "荥经": "yingjing", "尉犁": "yuli", "召陵": "shaoling", "大埔": "dabu", "吴堡": "wubu",
    "称多": "chenduo", "莎车": "shache", "泊头": "botou", "井陉": "jingxing", "阳曲": "yangqu", "东阿": "donge",
    "牟定": "mouding", "费县": "feixian", "丽水": "lishui", "台州": "taizhou", "百色": "baise", "那曲": "naqu",
    "涪陵": "fuling", "黄埔": "huangpu", "什邡": "shifang", "吴起": "wuqi", "盱眙": "xuyi", "东莞": "dongguan",
}  # fmt: skip
_SHORTEST = 3


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Return the codes of each spelling: by the reading in place names, the English names outside the mainland."""
    table: dict[str, list[str]] = {}
    places = divisions()
    for code, short in places.short.items():
        table.setdefault(_usual_reading(short), []).append(code)
        name = places.by_code[code]
        if name != short and len(short) == 2 and short.endswith(("市", "州", "县")):
            table.setdefault(_usual_reading(name), []).append(code)
    for english, codes in places.english.items():
        table.setdefault(_folded(english), []).extend(codes)
    for english, codes in places.english.items():
        bare = _folded(_SPACED_LEVEL.sub("", english.casefold()))
        if bare != "kowloon":  # the region, not Kowloon City
            table.setdefault(bare, []).extend(codes)
    for name, names in places.by_name.items():
        if names.old_short and not names.short:
            table.setdefault(_usual_reading(name), []).extend(names.old_short)
    found = {name: tuple(dict.fromkeys(codes)) for name, codes in table.items() if len(name) >= _SHORTEST}
    return found | _SPECIAL


@cache
def _other_spellings() -> dict[str, tuple[str, ...]]:
    """Return the codes by all readings of the characters, for what the usual one does not know."""
    table: dict[str, list[str]] = {}
    for code, short in divisions().short.items():
        for reading in pinyin_readings(short):
            table.setdefault(reading, []).append(code)
    return {name: tuple(codes) for name, codes in table.items()}


def _usual_reading(short: str) -> str:
    whole = _NAME_READINGS.get(short)
    return whole or fold_umlaut("".join(_PLACE_READINGS.get(char) or char_readings(char)[0] for char in short))


def _folded(text: str) -> str:
    return fold_umlaut(re.sub(r"[\s\-'’`.]+", "", fold_marks(text.replace("ü", "v")).casefold()))


@cache
def latin_division(text: str) -> tuple[str, ...]:
    """Return the codes of divisions spelt so; with or without the level word.

    >>> latin_division("Guangdong"), latin_division("Xiamen City"), "610100" in latin_division("Xi'an")
    (('440000',), ('350200',), True)
    >>> latin_division("Chaoyang District"), latin_division("Yau Tsim Mong District"), latin_division("Da'an Dist.")
    (('110105', '220104', '440513'), ('810000.KYT',), ('510304', '710000.TPE106D', '710000.TXG439D'))
    """
    text = re.sub(r"\s+", " ", text.casefold().replace("’", "'")).strip(" .,;()")
    text = _PEOPLES.sub("", text)
    if not text or any(char.isdigit() for char in text):
        return ()
    spaced = _SPACED_LEVEL.search(text)
    if spaced:
        codes = _spelt(text[: spaced.start()]) or _spelt(text)
        return _of_level(codes, spaced.group(1))
    codes = _spelt(text)
    if codes:
        return codes
    glued = _GLUED_LEVEL.search(text)
    return _of_level(_spelt(text[: glued.start()]), glued.group(1)) if glued else ()


def has_level(text: str) -> bool:
    """Tell whether a spelling ends with the word of a level: Nanshan District, Nanshan Qu, Nanshanqu.

    >>> has_level("Nanshan Qu"), has_level("Nanshan")
    (True, False)
    """
    folded = text.casefold().strip(" .")
    return bool(_SPACED_LEVEL.search(folded) or _GLUED_LEVEL.search(folded))


def _spelt(text: str) -> tuple[str, ...]:
    folded = _folded(text)
    codes = _spellings().get(folded)
    if codes is None and len(folded) >= _SHORTEST:
        codes = _other_spellings().get(folded)
    if not codes and folded.endswith("xin"):  # Pudong Xin District: the 新 of 新区
        codes = _spellings().get(folded[:-3])
    return codes or _single(text, folded)


def _single(text: str, folded: str) -> tuple[str, ...]:
    """A county of two characters is known by its whole name: Zhao (County) is 赵县."""
    if " " in text.strip() or len(folded) < _SHORTEST - 1:
        return ()
    whole = _spellings().get(folded + "xian", ())
    return tuple(code for code in whole if len(divisions().by_code.get(code, "")) == 2)


def _of_level(codes: tuple[str, ...], word: str) -> tuple[str, ...]:
    """Keep the codes whose name has the level, where any has; 县 may be written of what is 县级市 or 区 by now."""
    ends = _LEVELS[word]
    names = divisions().by_code
    kept = tuple(code for code in codes if names[code][-1] in ends)
    provinces = tuple(code for code in kept if code.endswith("0000"))
    if word in ("province", "sheng", "autonomous region", "zizhiqu", "a.r.", "sar") and provinces:
        return provinces
    if word in ("district", "dist", "qu") and kept:
        kept = tuple(code for code in kept if not code.endswith("00")) or kept
    inland = tuple(code for code in kept if not is_outside(code) or not code.endswith("0000"))
    return inland or codes
