"""Chinese administrative divisions: names of today, names no longer in use, and what took their place.

Codes are GB/T 2260 (six digits: province, city, county). The trap: 48 county names occur more than once, so a name has
*all* its codes and nothing here picks one.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from custdq.reference.tables import read_lines

_TABLE = "divisions.tsv.gz"

#: Forms people write that no rule gives.
_COLLOQUIAL = {
    "内蒙": "150000", "内蒙古省": "150000", "广西省": "450000", "新疆省": "650000", "宁夏省": "640000",
    "西藏省": "540000",
    "浦东区": "310115", "香港特区": "810000", "澳门特区": "820000",
}  # fmt: skip
_LEVEL_WORDS = (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"))


class Names(NamedTuple):
    """Codes a name may stand for: as a full or a short form, of today or retired."""

    full: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    old_full: tuple[str, ...] = ()
    old_short: tuple[str, ...] = ()


class Divisions(NamedTuple):
    """The table: code to name and to short name, name to codes, and first two characters to lengths of names."""

    by_code: dict[str, str]
    short: dict[str, str]
    by_name: dict[str, Names]
    lengths: dict[str, tuple[int, ...]]


class DivisionPath(NamedTuple):
    """Names from the province down; a level that is not there is None."""

    province: str | None = None
    city: str | None = None
    district: str | None = None


@cache
def divisions() -> Divisions:
    """Return the division table, loaded once.

    >>> divisions().by_code["440300"], divisions().by_name["崇文区"].old_full
    ('深圳市', ('110101',))
    """
    by_code: dict[str, str] = {}
    shorts: dict[str, str] = {}
    found: dict[str, list[list[str]]] = {}

    def add(name: str, slot: int, codes: list[str]) -> None:
        slots = found.get(name)
        if slots is None:
            slots = found[name] = [[], [], [], []]
        slots[slot].extend(code for code in codes if code not in slots[slot])

    for line in read_lines(_TABLE):
        kind, *rest = line.split("\t")
        if kind == "C":
            code, name, short = rest
            by_code[code] = name
            shorts[code] = short or name
            add(name, 0, [code])
            for long, level in _LEVEL_WORDS:
                if short and name.endswith(long):
                    add(short + level, 0, [code])
            if short:
                add(short, 1, [code])
        else:
            name, short, joined = rest
            add(name, 2, joined.split(","))
            if short:
                add(short, 3, joined.split(","))
    for name, code in _COLLOQUIAL.items():
        add(name, 0, [code])
    by_name = {name: Names(*(tuple(slot) for slot in slots)) for name, slots in found.items()}
    return Divisions(by_code, shorts, by_name, _lengths(by_name))


def _lengths(by_name: dict[str, Names]) -> dict[str, tuple[int, ...]]:
    sizes: dict[str, set[int]] = {}
    for name in by_name:
        sizes.setdefault(name[:2], set()).add(len(name))
    return {head: tuple(sorted(values, reverse=True)) for head, values in sizes.items()}


def division_path(code: str) -> DivisionPath:
    """Return province, city and district of a code; a municipality is its own city, a county under a province has none.

    >>> division_path("310115")
    DivisionPath(province='上海市', city='上海市', district='浦东新区')
    >>> division_path("429004")
    DivisionPath(province='湖北省', city=None, district='仙桃市')
    """
    table = divisions().by_code
    province = table.get(code[:2] + "0000")
    if code[2:] == "0000":
        return DivisionPath(province, province if is_municipality(code) else None)
    city = province if is_municipality(code) else table.get(code[:4] + "00")
    return DivisionPath(province, city, None if code.endswith("00") else table.get(code))


@cache
def standard_paths() -> dict[str, str]:
    """Return the code of every division by its whole standard path, a municipality named once.

    >>> standard_paths()["广东省深圳市福田区"], standard_paths()["上海市浦东新区"]
    ('440304', '310115')
    """
    paths = {}
    for code in divisions().by_code:
        province, city, district = division_path(code)
        paths[(province or "") + (city or "" if city != province else "") + (district or "")] = code
    return paths


def is_municipality(code: str) -> bool:
    """Tell whether a code lies in Beijing, Tianjin, Shanghai or Chongqing."""
    return code[:2] in ("11", "12", "31", "50")


def within(code: str, other: str) -> bool:
    """Tell whether the division `code` is `other` or lies in it.

    >>> within("440305", "440000"), within("440000", "440305")
    (True, False)
    """
    stem = other[:2] if other.endswith("0000") else other[:4] if other.endswith("00") else other
    return code.startswith(stem)


def is_capital(code: str) -> bool:
    """Tell whether a code is a province, a municipality or a provincial seat (always numbered 01), or a city as large.

    >>> is_capital("360100"), is_capital("440300"), is_capital("610900")
    (True, True, False)
    """
    return code.endswith("0000") or code[2:] == "0100" or code in ("210200", "330200", "350200", "370200", "440300")
