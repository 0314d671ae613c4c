"""Which divisions of today took the place of each that was, from yearly tables, a list of changes, and known facts.

The trap: no single source can be followed blindly. The yearly tables call their county ids unreliable, the list of
changes was made by comparing code books and mixes up counties that exchanged codes, and 郊区 is the name of sixty
districts. So the evidence is asked in order of its worth, and an answer counts only where it lies in the same
province, and where the name is shared, in the same city."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from division_facts import known_successors

#: Names of levels that stand in the yearly tables for "no division here".
PSEUDO = frozenset({"市辖区", "县", "直辖县", "直辖区", "市", ""})
_SHARED_BY_MANY = frozenset({"郊区", "城区", "市中区", "市区"})
# Provinces were cut out of others: Chongqing (1997), Hainan (1988).
_HEIRS = {"51": ("51", "50"), "44": ("44", "46")}
_LONGEST_CHAIN = 8

_PEOPLES = (
    "蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 "
    "傈僳族 佤族 畲族 高山族 拉祜族 水族 "
    "东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 "
    "塔吉克族 怒族 乌孜别克族 俄罗斯族 "
    "鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 门巴族 珞巴族 基诺族 各族 蒙古 哈萨克 "
    "柯尔克孜 塔吉克 锡伯 维吾尔"
).split()
_PEOPLE_END = re.compile(f"(?:{'|'.join(sorted(_PEOPLES, key=len, reverse=True))})$")
_LEVEL_END = re.compile(
    r"(?:特别行政区|行政委员会|自治区|自治州|自治县|自治旗|地区|(?<=神农架)林区|特区|矿区|新区|省|市|州|盟|区|县|旗)$"
)


def short_of(name: str) -> str:
    """南澳县 -> 南澳, 延边朝鲜族自治州 -> 延边, 恭城瑶族自治县 -> 恭城; a name of two characters has none."""
    stem = _LEVEL_END.sub("", name)
    if "自治" in name:
        while (cut := _PEOPLE_END.sub("", stem)) != stem and len(cut) >= 2:
            stem = cut
    return stem if len(stem) >= 2 and stem != "市中" else ""


class Span(NamedTuple):
    """A code with one name, the first and last year it had it, and its row of the last year."""

    code: str
    name: str
    first: int
    last: int
    row: dict[str, str]


def spans_of(rows: Iterable[dict[str, str]], level: str) -> list[Span]:
    """Return the spans of one level: `province`, `city` or `county`."""
    found: dict[tuple[str, str], Span] = {}
    for row in sorted(rows, key=lambda row: int(row["year"])):
        code, name, year = row[f"{level}_adcode"], row[f"{level}_name"], int(row["year"])
        if code and name and name not in PSEUDO:
            before = found.get((code, name))
            found[code, name] = Span(code, name, before.first if before else year, year, row)
    return list(found.values())


class Lineage:
    """Answers which of today's codes took the place of a county that was."""

    def __init__(self, rows: list[dict[str, str]], current: dict[str, str], events: list[dict[str, Any]]) -> None:
        self.current = current
        self.spans = spans_of(rows, "county")
        self.stems: dict[str, list[str]] = defaultdict(list)
        for code, name in current.items():
            self.stems[short_of(name) or name].append(code)
        self.shared = self._shared(rows, lambda name: short_of(name) or name)
        self.shared_names = self._shared(rows, str)
        self.changes: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for event in events:
            old, new = event["old"], event["new"]
            if old.get("code") and new.get("code") and event["type"] != "码位改派":
                self.changes[old["code"][:6], old["name"]].append((new["code"][:6], new["name"]))
        self.begun = {span.code: span.first for span in self.spans if current.get(span.code) == span.name}
        self.last_city = self._last_city_years()
        self.by_name: dict[tuple[str, str], set[str]] = {}

    def resolve(self) -> dict[tuple[str, str], list[str]]:
        """Return the successors of every (code, name) that is not of today, the most likely first."""
        answers: dict[tuple[str, str], list[str]] = {}
        old = [span for span in self.spans if self.current.get(span.code) != span.name]
        for span in old:
            answers[span.code, span.name] = self._firmly(span)
        for (code, name), codes in answers.items():
            if codes and not self._is_shared(code, name, self.shared_names):
                self.by_name.setdefault((code[:2], name), set()).add(",".join(codes))
        for span in old:
            if not answers[span.code, span.name]:
                answers[span.code, span.name] = self._at_last(span)
        return answers

    def _firmly(self, span: Span) -> list[str]:
        known = known_successors(span.code, span.name, span.last)
        return known or self._same_stem(span) or self._local(span, self._chain(span.code, span.name))

    def _at_last(self, span: Span) -> list[str]:
        elsewhere = self.by_name.get((span.code[:2], span.name), set())
        if len(elsewhere) == 1:
            return next(iter(elsewhere)).split(",")
        seat = self._seat(span)
        if seat:
            return seat
        near = self._local(span, {span.row["county_id"]})
        if near:
            return near
        changed = {code for code in self._chain(span.code, span.name) if code[:2] in self._provinces(span.code)}
        if changed:
            return sorted(changed)
        city = span.row["city_id"]
        return [city] if city in self.current and city.endswith("00") else []

    def _same_stem(self, span: Span) -> list[str]:
        """A county of the same name without its level: first in its own city, else the only one of the province."""
        provinces = self._provinces(span.code)
        alike = [
            code
            for code in self.stems.get(short_of(span.name) or span.name, ())
            if code[:2] in provinces and not code.endswith("00")
        ]
        exact = [code for code in alike if self.current[code] == span.name]
        local = self._local(span, exact) or self._local(span, alike)
        if len(local) == 1:
            return local
        for wide, shared in ((exact, self.shared_names), (exact or alike, self.shared)):
            if len(wide) == 1 and not self._is_shared(span.code, span.name, shared):
                return wide
        return []

    def _seat(self, span: Span) -> list[str]:
        """A county that rose to a city of its name: the districts that began when it ended, else the city."""
        stem = short_of(span.name) or span.name
        cities = [c for c in self.stems.get(stem, ()) if c.endswith("00") and c[:2] in self._provinces(span.code)]
        if len(cities) != 1:
            return []
        end = self.last_city.get((span.code[:2], stem), span.last)
        begun = [c for c, year in self.begun.items() if c[:4] == cities[0][:4] and year == end + 1]
        seats = [c for c in sorted(begun) if self.current[c].endswith("区")]
        return seats or cities

    def _chain(self, code: str, name: str, depth: int = 0) -> set[str]:
        if self.current.get(code) == name:
            return set() if code.endswith("00") else {code}
        if depth > _LONGEST_CHAIN:
            return set()
        following = (step for step in self.changes.get((code, name), ()) if step != (code, name))
        return {found for step in following for found in self._chain(*step, depth + 1)}

    def _local(self, span: Span, codes: Iterable[str]) -> list[str]:
        cities = {span.code[:4], span.row["city_id"][:4]}
        return sorted(code for code in codes if code in self.current and code[:4] in cities)

    def _provinces(self, code: str) -> tuple[str, ...]:
        return _HEIRS.get(code[:2], (code[:2],))

    def is_shared_name(self, code: str, name: str) -> bool:
        """Tell whether the province of a code had two counties of that very name in one year."""
        return self._is_shared(code, name, self.shared_names)

    def _is_shared(self, code: str, name: str, shared: set[tuple[str, str]]) -> bool:
        key = name if shared is self.shared_names else short_of(name) or name
        return name in _SHARED_BY_MANY or (code[:2], key) in shared

    def _shared(self, rows: list[dict[str, str]], form: Callable[[str], str]) -> set[tuple[str, str]]:
        """Return the names, in one form, of which a province had two in one year."""
        seen: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for row in rows:
            name = row["county_name"]
            if name and name not in PSEUDO:
                seen[row["year"], row["county_adcode"][:2], form(name)].add(row["county_adcode"])
        return {key[1:] for key, codes in seen.items() if len(codes) > 1}

    def _last_city_years(self) -> dict[tuple[str, str], int]:
        years: dict[tuple[str, str], int] = {}
        for span in self.spans:
            if span.name.endswith(("市", "县")):
                key = (span.code[:2], short_of(span.name) or span.name)
                years[key] = max(years.get(key, 0), span.last)
        return years
