"""Countries: their ISO 3166-1 codes by name, in Chinese and English by hand and in every official language from CLDR.

The trap: a name looked up without folding misses `P.R.China`, `THE NETHERLANDS` and `中國`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from custdq.reference.tables import read_lines

_NOT_LETTERS = re.compile(r"[\W_]+")
# the traditional characters that country names are made of; a fuller conversion belongs to names, not here
_SIMPLE = str.maketrans(
    "國亞蘭爾維達聯灣門馬挪韓臺緬盧羅義烏納內麗賽奧紐鮮寧島嶼群圖龍薩塗莫爾強發貝聖華過開關東倫來賓約陽脫愛蘇剛幾撲",
    "国亚兰尔维达联湾门马挪韩台缅卢罗义乌纳内丽赛奥纽鲜宁岛屿群图龙萨涂莫尔强发贝圣华过开关东伦来宾约阳脱爱苏刚几扑",
)


def fold_country(text: str) -> str:
    """Return a country name for lookup: no width, case, accent, article, punctuation, traditional script.

    >>> fold_country("P.R. China"), fold_country("中國"), fold_country("Côte d'Ivoire")
    ('prchina', '中国', 'cotedivoire')
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return _NOT_LETTERS.sub("", plain.removeprefix("the ").replace("&", "and")).translate(_SIMPLE)


@cache
def _rows() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("\t")) for line in read_lines("countries.tsv"))


@cache
def country_codes() -> frozenset[str]:
    """Return the officially assigned ISO 3166-1 alpha-2 codes."""
    return frozenset(row[0] for row in _rows())


@cache
def country_names() -> dict[str, tuple[str, str, str]]:
    """Return alpha-2 code -> (alpha-3 code, English name, Chinese name)."""
    return {row[0]: (row[1], row[2], row[3]) for row in _rows()}


@cache
def countries_by_name() -> dict[str, str]:
    """Return folded name or code -> alpha-2 code."""
    found: dict[str, str] = {}
    for code, alpha3, english, chinese, others in _rows():
        for name in (english, chinese, alpha3, code, *filter(None, others.split(";"))):
            found.setdefault(fold_country(name), code)
    return found


@cache
def _names_elsewhere() -> dict[str, str]:
    """Return folded name in any official language, or numeric code -> alpha-2 code."""
    rows = (line.split("\t") for line in read_lines("countries_in_languages.tsv.gz"))
    return {name: code for code, names in rows for name in names.split(";")}


def country_of(text: str) -> str | None:
    """Return the alpha-2 code of a country by any of its names or codes, or by its flag.

    >>> country_of("P.R. China"), country_of("Deutschland"), country_of("Казахстан"), country_of("156")
    ('CN', 'DE', 'KZ', 'CN')
    >>> country_of("🇯🇵"), country_of("Atlantis")
    ('JP', None)
    """
    if len(text) == 2 and all("\U0001f1e6" <= char <= "\U0001f1ff" for char in text):
        code = "".join([chr(ord(char) - 0x1F1E6 + 65) for char in text])
        return code if code in country_codes() else None
    name = fold_country(text)
    return countries_by_name().get(name) or _names_elsewhere().get(name)
