"""Rebuild src/custdq/reference/postcodes_cn.tsv.gz: which cities a postcode of mainland China may lie in.

Run: `python scripts/build_postcode_table.py FOLDER`, FOLDER holding the unpacked PyPI wheel `china-region` 0.0.11
(MIT: a postcode for every county). Divisions in it are of its day; our own table says what they are now.

Lines: `first digits (4, 3 or 2)  code,code`. The trap: a slip in one county must not open a zone to a far city, so a
city counts for a zone only with a fair share of its counties.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from table_file import pack_table

from custdq.fields.division_search import find_divisions

_FAIR_SHARE = 0.15
_SEVERAL = 5
_UNUSED = ("89", "99")
_ZONE, _AREA, _PROVINCE = 4, 3, 2


def city_of(name: str) -> str | None:
    """Return the city of today of a written division, a municipality or a county under a province as itself."""
    code = find_divisions(name).code
    if code is None or code[2:4] == "90":
        return code
    return code[:2] + "0000" if code[:2] in ("11", "12", "31", "50") else code[:4] + "00"


def postcode_lines(folder: Path) -> Iterator[str]:
    (table,) = folder.rglob("region.csv")
    zones: dict[str, Counter[str]] = defaultdict(Counter)
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            postcode, county = row["zipCode"].strip().zfill(6), row["county"]
            place = row["province"] + (row["city"] if row["city"] != row["province"] else "")
            city = city_of(place + (county if county != row["city"] else ""))
            if city is not None and not (city.endswith("0000") and city[:2] not in ("11", "12", "31", "50")):
                for digits in (_ZONE, _AREA, _PROVINCE):
                    zones[postcode[:digits]][city] += 1
    provinces = {zone: _provinces(found) for zone, found in zones.items() if len(zone) == _PROVINCE}
    for zone, found in sorted(zones.items()):
        near = {city: count for city, count in found.items() if city[:2] in provinces[zone[:_PROVINCE]]}
        cities = [city for city, count in near.items() if count / sum(near.values()) >= _FAIR_SHARE]
        codes = [f"{stem}0000" for stem in provinces[zone]] if zone in provinces else cities
        if codes and zone[:_PROVINCE] not in _UNUSED:
            yield f"{zone}\t{','.join(sorted(codes))}"


def _provinces(found: Counter[str]) -> list[str]:
    """The province most of a zone's counties lie in, and one that has several there (Hinggan beside Jilin)."""
    counts: Counter[str] = Counter()
    for city, count in found.items():
        counts[city[:2]] += count
    first = counts.most_common(1)[0][1]
    return sorted(stem for stem, count in counts.items() if count == first or count >= _SEVERAL)


def main() -> None:
    folder = Path(sys.argv[1])
    header = "# china-region 0.0.11 (MIT); 2026-11. First digits of a postcode, cities"
    pack_table("postcodes_cn.tsv.gz", [header, *postcode_lines(folder)])


if __name__ == "__main__":
    main()
