"""Chinese administrative divisions: names of today, names no longer in use, and what took their place.

Codes are GB/T 2260 (six digits: province, city, county). Divisions of Taiwan, Hong Kong and Macau have no such code:
theirs is the province's, a point and letters (710000.TPE), and `official_code` gives the part a standard knows. The
trap: 48 county names occur more than once, so a name has *all* its codes and nothing here picks one.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from custdq.reference.tables import read_lines

_TABLE = "divisions.tsv.gz"
_OUTSIDE = "divisions_outside.tsv.gz"

#: Forms people write that no rule gives.
_COLLOQUIAL = {
    "内蒙": "150000", "内蒙古省": "150000", "广西省": "450000", "新疆省": "650000", "宁夏省": "640000",
    "西藏省": "540000", "广西自治区": "450000", "新疆自治区": "650000", "宁夏自治区": "640000",
    "浦东区": "310115", "香港特区": "810000", "澳门特区": "820000", "香港市": "810000", "神农架区": "429021",
    "滨海区": "120116", "雄安新区": "130600", "雄安": "130600", "旅顺": "210212", "杨凌": "610403",
    "杨凌区": "610403", "巴州": "652800", "锡盟": "152500", "阿盟": "152900", "呼盟": "150700",
    "克州": "653000", "博州": "652700", "鄂温克旗": "150724", "土左旗": "150121", "土右旗": "150221",
    "达茂旗": "150223", "科左中旗": "150521", "科左后旗": "150522", "科右前旗": "152221", "科右中旗": "152222",
    "察右前旗": "150926", "察右中旗": "150927", "察右后旗": "150928", "阿左旗": "152921", "阿右旗": "152922",
    "东乌旗": "152525", "西乌旗": "152526",
}  # fmt: skip
_LEVEL_ENDS = "省市区州盟旗县"
_LEVEL_WORDS = (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"))
# A short form of what has not been called so for long is more often part of another name (东方红, 立新, 公园).
_SHORT_SINCE = 2000
_POINT = "."
_OFFICIAL = 6
_TAIWAN_COUNTY = len("710000.TPE")
_REGION = len("810000.K")


class Names(NamedTuple):
    """Codes a name may stand for: as a full or a short form, of today or retired."""

    full: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    old_full: tuple[str, ...] = ()
    old_short: tuple[str, ...] = ()


class Divisions(NamedTuple):
    """The table: code to name and to short name, name to codes, and first two characters to lengths of names.

    `risen` has the districts that county-level cities became which rose to a prefecture of their name (毕节市);
    `former` has the cities and provinces a division lay in before; `years` the first and last year of a retired name;
    `areas` the codes of places of Hong Kong and Macau that are no divisions (中环), `area_english` their English names;
    `english` the codes of all English names outside the mainland.
    """

    by_code: dict[str, str]
    short: dict[str, str]
    by_name: dict[str, Names]
    lengths: dict[str, tuple[int, ...]]
    former: dict[str, tuple[str, ...]]
    years: dict[str, tuple[int, int]]
    areas: dict[str, str]
    english: dict[str, tuple[str, ...]]
    risen: dict[str, tuple[str, ...]]
    area_english: frozenset[str]


class DivisionPath(NamedTuple):
    """Names from the province down; a level that is not there is None."""

    province: str | None = None
    city: str | None = None
    district: str | None = None


class _Reader:
    """Collects the names of both tables; a name has codes in up to four slots, those of `Names`."""

    def __init__(self) -> None:
        self.by_code: dict[str, str] = {}
        self.short: dict[str, str] = {}
        self.slots: tuple[dict[str, tuple[str, ...]], ...] = ({}, {}, {}, {})
        self.former: dict[str, tuple[str, ...]] = {}
        self.years: dict[str, tuple[int, int]] = {}
        self.areas: dict[str, str] = {}
        self.english: dict[str, tuple[str, ...]] = {}
        self.risen: dict[str, tuple[str, ...]] = {}
        self.area_english: set[str] = set()

    def add(self, name: str, slot: int, codes: tuple[str, ...]) -> None:
        names = self.slots[slot]
        before = names.get(name)
        names[name] = codes if before is None else (*before, *(code for code in codes if code not in before))

    def current(self, code: str, name: str, short: str) -> None:
        codes = (code,)
        self.by_code[code] = name
        self.short[code] = short or name
        self.add(name, 0, codes)
        if short:
            if name[-3:-1] == "自治":
                for long, level in _LEVEL_WORDS:
                    if name.endswith(long):
                        self.add(short + level, 0, codes)
            self.add(short, 1, codes)

    def read(self) -> None:
        for line in read_lines(_TABLE):
            if line[0] == "C":
                _, code, name, short, former = line.split("\t")
                self.current(code, name, short)
                if former:
                    self.former[code] = tuple(former.split(","))
            elif line[0] == "R":
                _, name, joined = line.split("\t")
                self.risen[name] = tuple(joined.split(","))
            else:
                _, name, short, first, last, joined = line.split("\t")
                codes = tuple(joined.split(","))
                self.years[name] = int(first), int(last)
                self.add(name, 2, codes)
                if short and int(last) >= _SHORT_SINCE:
                    self.add(short, 3, codes)

    def read_outside(self) -> None:
        for line in read_lines(_OUTSIDE):
            code, name, short, english, old = line.split("\t")
            if name.startswith("+"):
                self.areas[name[1:]] = code
                self.english.update(dict.fromkeys(english.split("|"), (code,)))
                self.area_english.update(english.split("|"))
                continue
            self.current(code, name, short)
            for spelling in english.split("|"):
                self.english[spelling] = (*self.english.get(spelling, ()), code)
            for before in old.split(",") if old else ():
                self.add(before, 2, (code,))

    def names(self) -> dict[str, Names]:
        full, short, old_full, old_short = self.slots
        none: tuple[str, ...] = ()
        every = full | short | old_full | old_short
        return {
            name: Names(
                full.get(name, none), short.get(name, none), old_full.get(name, none), old_short.get(name, none)
            )
            for name in every
        }


@cache
def divisions() -> Divisions:
    """Return the division table, loaded once.

    >>> divisions().by_code["440300"], divisions().by_name["崇文区"].old_full, divisions().years["崇文区"]
    ('深圳市', ('110101',), (1980, 2009))
    """
    reader = _Reader()
    reader.read()
    reader.read_outside()
    for name, code in _COLLOQUIAL.items():
        reader.add(name, 0 if name[-1] in _LEVEL_ENDS else 1, (code,))
    by_name = reader.names()
    return Divisions(
        reader.by_code, reader.short, by_name, _lengths(by_name), reader.former, reader.years, reader.areas,
        reader.english, reader.risen, frozenset(reader.area_english),
    )  # fmt: skip


def _lengths(by_name: dict[str, Names]) -> dict[str, tuple[int, ...]]:
    sizes: dict[str, tuple[int, ...]] = {}
    for name in by_name:
        head, size = name[:2], len(name)
        before = sizes.get(head)
        if before is None:
            sizes[head] = (size,)
        elif size not in before:
            sizes[head] = tuple(sorted((*before, size), reverse=True))
    return sizes


def division_path(code: str) -> DivisionPath:
    """Return province, city and district of a code; a municipality is its own city, a county under a province has none.

    >>> division_path("310115")
    DivisionPath(province='上海市', city='上海市', district='浦东新区')
    >>> division_path("429004")
    DivisionPath(province='湖北省', city=None, district='仙桃市')
    >>> division_path("710000.TPE106D"), division_path("810000.KYT").district
    (DivisionPath(province='台湾省', city='台北市', district='大安区'), '油尖旺区')
    """
    table = divisions().by_code
    province = table.get(code[:2] + "0000")
    if len(code) > _OFFICIAL:
        return _outside_path(code, province, table)
    if code[2:] == "0000":
        return DivisionPath(province, province if is_municipality(code) else None)
    city = province if is_municipality(code) else table.get(code[:4] + "00")
    return DivisionPath(province, city, None if code.endswith("00") else table.get(code))


def _outside_path(code: str, province: str | None, table: dict[str, str]) -> DivisionPath:
    """A county of Taiwan stands as a city; the three regions of Hong Kong are no level."""
    if code.startswith("71"):
        district = table.get(code) if len(code) > _TAIWAN_COUNTY else None
        return DivisionPath(province, table.get(code[:_TAIWAN_COUNTY]), district)
    return DivisionPath(province, None, table.get(code) if len(code) > _REGION else None)


def official_code(code: str) -> str:
    """Return the six digits that a standard gives: those of the province for Taiwan, Hong Kong and Macau.

    >>> official_code("440305"), official_code("810000.KYT")
    ('440305', '810000')
    """
    return code[:_OFFICIAL]


@cache
def standard_paths() -> dict[str, str]:
    """Return the code of every division by its whole standard path, a municipality named once.

    >>> standard_paths()["广东省深圳市福田区"], standard_paths()["上海市浦东新区"]
    ('440304', '310115')
    """
    paths = {}
    for code in divisions().by_code:
        if _POINT in code and code[:2] != "71" and len(code) <= _REGION:
            continue
        province, city, district = division_path(code)
        paths[(province or "") + (city or "" if city != province else "") + (district or "")] = code
    return paths


def is_municipality(code: str) -> bool:
    """Tell whether a code lies in Beijing, Tianjin, Shanghai or Chongqing."""
    return code[:2] in ("11", "12", "31", "50")


def is_outside(code: str) -> bool:
    """Tell whether a code lies in Taiwan, Hong Kong or Macau, whose addresses have a grammar of their own."""
    return code[:2] in ("71", "81", "82")


def division_stem(code: str) -> str:
    """Return the digits that all codes inside a division begin with.

    >>> division_stem("440000"), division_stem("441900"), division_stem("440304"), division_stem("")
    ('44', '4419', '440304', '')
    """
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def within(code: str, other: str) -> bool:
    """Tell whether the division `code` is `other` or lies in it.

    >>> within("440305", "440000"), within("440000", "440305")
    (True, False)
    """
    return code.startswith(division_stem(other))


def once_within(code: str, other: str) -> bool:
    """Tell whether the division `code` lay in the city or province `other` before it came to its present one.

    >>> once_within("500101", "510000"), once_within("340722", "340800"), once_within("340722", "340000")
    (True, True, False)
    """
    return other in divisions().former.get(code, ())


def is_capital(code: str) -> bool:
    """Tell whether a code is a province, a municipality or a provincial seat (always numbered 01), or a city as large.

    >>> is_capital("360100"), is_capital("440300"), is_capital("610900")
    (True, True, False)
    """
    return code.endswith("0000") or code[2:] == "0100" or code in ("210200", "330200", "350200", "370200", "440300")
