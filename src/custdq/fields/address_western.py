"""Western street addresses as canonical tokens: street types, directions, ordinals and units brought to one spelling.

The trap: `St` is Street or Saint and `Dr` Drive or Doctor; position decides. A missing unit is no conflict; another is.
Spellings follow USPS Publication 28 and Royal Mail and Canada Post usage (public facts).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from custdq.reference.tables import read_lines
from custdq.text.width import fold_marks, fold_width

_NUMBER = re.compile(r"^(\d+[a-z]?(?:-\d+[a-z]?)?)$")
_UNIT_FIGURE = re.compile(r"^#?[a-z]?\d+[a-z]?$|^[a-z]$|^[a-z]?\d*-?[a-z]?\d+$")
_BOX = re.compile(r"\b(?:p\.?\s*o\.?\s*|post\s+office\s+)?box\s*#?\s*(\d+)\b")
_NOTE = re.compile(
    r"[\s,(]*\b(?:between|btwn?|bet|near|nr|next to|across from|opp(?:osite)?|behind|corner of|off(?= of)|in the|"
    r"inside)"
    r"\b\.?\s.*$|"
    r"\s+(?:at|@)\s+(?=.*(?:\b(?:st|sts|street|ave|avenue|rd|road|blvd|dr|hwy|pl|way|lane|ln|ct)\b\.?|\d+(?:st|nd|rd|th)\b)).*$"
)
_POSTCODE = re.compile(
    r"\b(\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|\d{6}|\d{4}\s?[A-Z]{2})\s*$"
)
_COUNTRY = re.compile(
    r"(?i)[,\s]+(u\.?s\.?a\.?|united states(?: of america)?|u\.?k\.?|united kingdom|great britain|england|scotland|"
    r"wales|canada|australia|new zealand|singapore|germany|deutschland|france|italy|spain|netherlands|"
    r"ireland|japan|india|hong kong|hksar)\.?$"
)
_COUNTRY_CODES = {
    "usa": "US", "us": "US", "unitedstates": "US", "unitedstatesofamerica": "US", "uk": "GB", "unitedkingdom": "GB",
    "greatbritain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "canada": "CA", "australia": "AU",
    "newzealand": "NZ",
    "singapore": "SG", "germany": "DE", "deutschland": "DE", "france": "FR", "italy": "IT", "spain": "ES",
    "netherlands": "NL",
    "ireland": "IE", "japan": "JP", "india": "IN", "hongkong": "HK", "hksar": "HK",
}  # fmt: skip
_STATE = re.compile(
    r"(?:^|[,\s])(A[LKZR]|C[AOT]|DE|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|DC|NSW|VIC|QLD|TAS|ACT|"
    r"ON|QC|BC|AB|MB|SK|NS|NB)\.?$"
)


class WesternAddress(NamedTuple):
    """A western address taken apart; `tokens` is the whole of its canonical words."""

    number: str | None = None
    road: str | None = None
    unit: str | None = None
    city: str | None = None
    state: str | None = None
    postcode: str | None = None
    country: str | None = None
    note: str | None = None
    tokens: str = ""
    road_key: str | None = None


@cache
def _table() -> dict[str, dict[str, str]]:
    groups: dict[str, dict[str, str]] = {}
    for line in read_lines("street_words.tsv"):
        group, canonical, *forms = line.split("\t")
        table = groups.setdefault(group, {})
        table[canonical] = canonical
        for form in " ".join(forms).split():
            table[form] = canonical
    return groups


def read_western_address(text: str) -> WesternAddress:
    """Take a western address apart.

    >>> a = read_western_address("840 N. Main St. #2F, Springfield, IL 62701, USA")
    >>> a.number, a.road, a.unit, a.city, a.state, a.postcode, a.country
    ('840', 'north main street', '2f', 'Springfield', 'IL', '62701', 'US')
    >>> read_western_address("2nd Ave. between Elm and Oak Sts.").road
    'second avenue'
    """
    body, country = _take_country(text.strip())
    postcode = _POSTCODE.search(body)
    if postcode and postcode.start() > 0:
        body = body[: postcode.start()].rstrip(" ,")
    state = _STATE.search(body) if postcode or "," in body else None
    if state and state.start() > 0:
        body = body[: state.start(1)].rstrip(" ,")
    street, city = _street_and_city(body, found=bool(postcode or state))
    folded = fold_marks(fold_width(street))
    note = _NOTE.search(folded)
    if note and note.start() > 0:
        folded = folded[: note.start()]
    words = canonical_words(folded)
    number, road, unit = _street(words)
    rest = canonical_words(fold_marks(fold_width(city))) if city else []
    return WesternAddress(
        number, " ".join(road) or None, unit, city, state.group(1) if state else None,
        re.sub(r"\s+", " ", postcode.group(1)) if postcode and postcode.start() > 0 else None, country,
        note.group().strip(" ,(") if note and note.start() > 0 else None, " ".join([*words, *rest]), road_stem(road),
    )  # fmt: skip


def _take_country(text: str) -> tuple[str, str | None]:
    match = _COUNTRY.search(text)
    if match is None:
        return text, None
    return text[: match.start()].rstrip(" ,"), _COUNTRY_CODES.get(re.sub(r"[^a-z]", "", match.group(1).casefold()))


def _street_and_city(body: str, *, found: bool) -> tuple[str, str | None]:
    pieces = [piece.strip() for piece in body.split(",") if piece.strip()]
    if len(pieces) < 2:
        return body, None
    last = pieces[-1]
    if any(char.isdigit() for char in last) or (
        not found and canonical_words(last)[-1:] and _kind(canonical_words(last)[-1])
    ):
        return body.replace(",", " "), None
    street = " ".join(pieces[:-1])
    return (street, last) if any(char.isdigit() for char in street) or len(pieces) > 1 else (body, None)


def _kind(word: str) -> str | None:
    return next((group for group, table in _table().items() if word in table.values()), None)


def canonical_words(text: str) -> list[str]:
    """Return the words of an address, each in its canonical spelling.

    >>> canonical_words("418 E 73rd St"), canonical_words("S Cedar Blvd, Ste 4")
    (['418', 'east', '73rd', 'street'], ['south', 'cedar', 'boulevard', 'suite', '4'])
    """
    raw = text.casefold().replace("#", " # ").replace("'", "").replace("’", "")
    raw = re.sub(r"(?<=\d)(?=(?:st|nd|rd|th)\b)", "", raw)
    raw = _BOX.sub(r" pobox \1 ", raw)
    words = re.findall(r"#|[\w]+(?:[-/][\w]+)*", re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", raw))
    tables = _table()
    out: list[str] = []
    for at, word in enumerate(words):
        if word in tables["direction"] and not (
            at + 1 == len(words) and len(word) == 1 and out and out[-1] in tables["unit"].values()
        ):
            out.append(tables["direction"][word])
        elif word in tables["type"] and not _is_saint(words, at):
            out.append(tables["type"][word])
        elif word in tables["unit"]:
            out.append(tables["unit"][word])
        elif word in tables["ordinal"]:
            out.append(tables["ordinal"][word])
        elif word in tables["saint"]:
            out.append(tables["saint"][word])
        else:
            out.append(word.lstrip("0") or word if word.isdigit() else word)
    return out


def _is_saint(words: list[str], at: int) -> bool:
    """`St` before a name and with no name before it is Saint: 12 St Johns Road."""
    if words[at] not in ("st", "dr") or at + 1 >= len(words):
        return False
    before = words[at - 1] if at else ""
    after = words[at + 1]
    tables = _table()
    named = bool(before) and not before[0].isdigit() and before not in tables["direction"]
    return (
        not named
        and after not in tables["direction"]
        and after not in tables["unit"]
        and after != "#"
        and after.isalpha()
    )


def _street(words: list[str]) -> tuple[str | None, list[str], str | None]:
    units = set(_table()["unit"].values())
    unit: str | None = None
    rest = list(words)
    for at in range(1, len(rest)):
        if rest[at] in units or rest[at] == "#":
            figure = next((w for w in rest[at + 1 : at + 3] if w != "#" and _UNIT_FIGURE.match(w)), None)
            if figure is not None or rest[at] == "#":
                unit = figure
                end = rest.index(figure, at) + 1 if figure else at + 1
                rest = rest[:at] + rest[end:]
                break
    if "pobox" in rest:
        at = rest.index("pobox")
        return f"pobox {rest[at + 1]}" if at + 1 < len(rest) else None, [], unit
    number = rest[0] if rest and _NUMBER.match(rest[0]) and (len(rest) > 1 or unit) else None
    if number:
        rest = rest[1:]
    elif len(rest) > 1 and _NUMBER.match(rest[-1]) and rest[-1].isdigit() and _kind(rest[0]) != "unit":
        number, rest = rest[-1], rest[:-1]
    return number, rest, unit


def road_stem(road: list[str]) -> str | None:
    """Return a road without type and direction: what is left when people write it short."""
    tables = _table()
    types, directions = set(tables["type"].values()), set(tables["direction"].values())
    bare = [word for word in road if word not in types and word not in directions]
    return " ".join(bare or road) or None
