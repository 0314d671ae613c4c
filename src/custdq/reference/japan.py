"""Municipalities of Japan by prefecture, for reading addresses in Japanese.

The trap: one name in two spellings (鎌ケ谷 and 鎌ヶ谷, 澤 and 沢) and one name in two prefectures (府中市); look
names up folded, and take what is in several prefectures for none of them.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from custdq.reference.tables import read_lines

_VARIANTS = str.maketrans("ヶヵガがのノ之澤邊邉濱廣齋條國櫻龍嶋塚﨑淵", "ケカケケノノノ沢辺辺浜広斎条国桜竜島塚崎渕")


def fold_japanese(text: str) -> str:
    """Return text for lookup, as long as it was: one form of ケ and ノ, of width, of old and new characters.

    >>> fold_japanese("鎌ヶ谷市"), fold_japanese("龍ケ崎市")
    ('鎌ケ谷市', '竜ケ崎市')
    """
    return "".join(unicodedata.normalize("NFKC", c) if "！" <= c <= "～" else c for c in text).translate(_VARIANTS)


@cache
def municipalities() -> dict[str, dict[str, str]]:
    """Return prefecture -> folded municipality -> its name; a town of a district also without the district.

    >>> municipalities()["千葉県"]["鎌ケ谷市"], municipalities()["千葉県"]["酒々井町"]
    ('鎌ケ谷市', '印旛郡酒々井町')
    """
    found = {}
    for line in read_lines("municipalities_jp.tsv.gz"):
        prefecture, *cities = line.split("\t")
        names = {fold_japanese(city): city for city in cities}
        for city in cities:
            district, sign, town = city.partition("郡")
            if sign and town and district:
                names.setdefault(fold_japanese(town), city)
        # a city of wards stands alone where somebody leaves the ward out
        for city in cities:
            head, sign, ward = city.partition("市")
            if sign and ward.endswith("区"):
                names.setdefault(fold_japanese(head + sign), head + sign)
        found[prefecture] = names
    return found


@cache
def prefectures_of() -> dict[str, tuple[str, ...]]:
    """Return folded municipality -> the prefectures that have one of that name."""
    found: dict[str, list[str]] = {}
    for prefecture, names in municipalities().items():
        for name in names:
            found.setdefault(name, []).append(prefecture)
    return {name: tuple(prefectures) for name, prefectures in found.items()}
