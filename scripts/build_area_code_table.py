"""Rebuild src/custdq/reference/area_codes.tsv: the telephone area codes of every Chinese city.

    python scripts/build_area_code_table.py

From the Chinese geocoding data of the full `phonenumbers` package (Apache-2.0), completed by the national numbering
plan where that data is silent: it abbreviates an area whose first digits no other area shares, and names districts
after cities that are gone. The trap: a prefecture may have two area codes, and then its counties must be told apart.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from importlib.metadata import version

from phonenumbers.geodata import GEOCODE_DATA
from table_file import REFERENCE

from custdq.reference.divisions import divisions

#: Allotted by the Ministry of Industry and Information Technology (plain facts), where the geocoding data lacks or
#: mixes them: by six-digit code, 0 at the end standing for all that lies within.
PLAN = {
    "130300": "0335", "140600": "0349", "140700": "0354", "141100": "0358", "330900": "0580", "341600": "0558",
    "360600": "0701", "410200": "0371", "419001": "0391", "429004": "0728", "429005": "0728", "429006": "0728",
    "429021": "0719", "430200": "0731", "450800": "0775", "451100": "0774", "451300": "0772", "533100": "0692",
    "533400": "0887", "620200": "0937", "620300": "0935", "632801": "0979", "632802": "0977", "632803": "0977",
    "632821": "0977", "632822": "0977", "632823": "0977", "654000": "0999", "654003": "0992", "654202": "0992",
    "654203": "0993", "659001": "0993", "659002": "0997", "659003": "0998", "659004": "0994", "659005": "0906",
    "659006": "0996", "659007": "0909", "659008": "0999", "659009": "0903", "659010": "0992", "659011": "0902",
    "659012": "0901",
}  # fmt: skip
#: All of Hainan has one.
HAINAN = "0898"
PREFIX = re.compile(r"86(10|2\d|[3-9]\d\d)")
REMARK_LEVELS = re.compile(r"(?:回族|蒙古|哈萨克|柯尔克孜)?(?:自治州|地区|州|市)$")


def main() -> None:
    table = divisions()
    provinces = {code: (name, table.short[code]) for code, name in table.by_code.items() if code.endswith("0000")}
    found: dict[str, set[str]] = {}
    for prefix, words in GEOCODE_DATA.items():
        match = PREFIX.fullmatch(prefix)
        if match is None or "zh" not in words:
            continue
        for code in codes_of(words["zh"], provinces):
            if code.endswith("00"):
                found.setdefault(code, set()).add(f"0{match[1]}")
    for code, area in PLAN.items():
        found[code] = {area}
    for code in table.by_code:
        if code.startswith("46") and not code.startswith("4690") and code.endswith("00"):
            found[code] = {HAINAN}
    found |= {code: {HAINAN} for code in table.by_code if code.startswith("4690") and not code.endswith("00")}
    lacking = [table.by_code[code] for code in table.by_code if is_city(code) and code not in found]
    if lacking:
        raise SystemExit(f"no area code for {' '.join(lacking)}")
    source = f"phonenumbers {version('phonenumbers')} geocoding data (Apache-2.0), MIIT numbering plan (plain facts)"
    lines = [f"# {source}; built {datetime.now(UTC):%Y-%m-%d} by scripts/"]
    lines += [f"{code}\t{','.join(sorted(areas))}" for code, areas in sorted(found.items())]
    (REFERENCE / "area_codes.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines) - 1, "divisions;", [code for code, areas in found.items() if len(areas) > 1], "have several")


def codes_of(text: str, provinces: dict[str, tuple[str, str]]) -> list[str]:
    """Return the divisions a description names: 湖北省仙桃市、潜江市 -> two codes."""
    table = divisions()
    for province, names in provinces.items():
        head = next((name for name in names if text.startswith(name)), None)
        if head is None:
            continue
        if text == head:
            return [province]
        return [
            code
            for name in re.split("[、/]", text[len(head) :])
            for code in codes_named(name, province)
            if code in table.by_code
        ]
    return []


def codes_named(name: str, province: str) -> list[str]:
    """Return a province's divisions of a name, however it was shortened."""
    table = divisions()
    for known in (name, REMARK_LEVELS.sub("", name)):
        names = table.by_name.get(known)
        codes = [code for code in (*names.full, *names.short) if code[:2] == province[:2]] if names else []
        cities = [code for code in codes if code.endswith("00")]
        if cities or codes:
            return cities or codes
    return []


def is_city(code: str) -> bool:
    """Tell whether a division of the mainland has area codes of its own: prefectures, counties under a province."""
    if code[:2] in ("71", "81", "82"):
        return False
    municipality = code[:2] in ("11", "12", "31", "50")
    if code.endswith("0000"):
        return municipality
    return not municipality and (code.endswith("00") or code[2:4] == "90") and code[2:] != "9000"


if __name__ == "__main__":
    main()
