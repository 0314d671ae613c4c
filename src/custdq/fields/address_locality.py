"""Where an address lies: its country, postcode, province and town, read from the end inwards.

The trap: a street's last word is often a town's name (Rue de Paris, Victor Hugo) and a house number has the shape of a
postcode; a town must leave a street behind, and figures are a postcode only where one may stand.
"""

from __future__ import annotations

import re

from custdq.fields.address_lexicon import (
    AFTER,
    BEFORE,
    FIGURE,
    LINK,
    POSTCODE,
    TYPE,
    VENUE,
)  # fmt: skip
from custdq.fields.address_line import Line
from custdq.reference.countries import country_codes, country_names, fold_country
from custdq.reference.world import country_named, provinces, towns

_LANGUAGE_COUNTRIES = {
    "fr": "FR BE CH LU CA MC MA DZ TN SN CI CM RE GP MQ GF YT NC PF HT MG BJ TG ML BF NE GA CG CD",
    "es": "ES MX CO AR CL PE EC VE BO UY PY CR PA GT HN SV NI DO CU PR AD US PH", "ca": "ES AD", "gl": "ES", "eu": "ES",
    "de": "DE AT CH LI LU IT BE", "nl": "NL BE SR CW AW", "sv": "SE FI AX", "no": "NO SJ", "da": "DK GL FO",
    "fi": "FI", "it": "IT CH SM VA", "pt": "PT BR AO MZ CV", "ro": "RO MD", "pl": "PL", "cs": "CZ", "sk": "SK",
    "hu": "HU RO SK RS", "sl": "SI", "mt": "MT", "hi": "IN",
    "et": "EE", "lv": "LV", "lt": "LT", "is": "IS", "hr": "HR BA", "sr": "RS BA ME", "bg": "BG",
    "ru": "RU BY KZ UA KG UZ MD", "uk": "UA", "el": "GR CY", "tr": "TR CY", "id": "ID", "ms": "MY SG BN", "vi": "VN",
    "th": "TH", "ar": "SA AE EG IQ SY JO LB KW QA BH OM YE MA DZ TN LY SD", "ko": "KR",
    "en": "GB IE US CA AU NZ ZA IN SG MY PH NG KE GH JM TT HK MT PK LK BD ZW ZM UG TZ BW NA FJ BS BB GG JE IM",
}  # fmt: skip
_COUNTRIES = {language: frozenset(codes.split()) for language, codes in _LANGUAGE_COUNTRIES.items()}
#: what some write behind the country; it is left for the note
_PARTS_OF_THE_WORLD = frozenset(
    ["west indies", "wi", "caribbean", "europe", "eu", "asia", "africa", "south america", "north america", "oceania",
     "latin america", "middle east"]
)  # fmt: skip
_LAST_OF_THE_WORLD = frozenset(name.rsplit(" ", 1)[-1] for name in _PARTS_OF_THE_WORLD)
#: country whose name is a town of its own as well
_CITY_STATES = frozenset("SG LU MC PA GT MX DJ KW SM GI VA".split())
#: countries of the United Kingdom; they stand where others have a province
CONSTITUENTS = frozenset(["england", "scotland", "wales", "northern ireland"])
_MOST_NAME_WORDS = 6
_LONGEST_SHORT = 3
_LEAST_NAME = 4
_MOST_TOWN_WORDS = 5
#: what follows the name of a capital that is a district of its own: Bogotá D.C.
_CAPITAL = re.compile(r" (?:dc|df|d c|d f)$")


def hinted(line: Line, country: str | None, region: str | None) -> frozenset[str] | None:
    """Return the countries the address may lie in by its country, the column's region, or its street words."""
    if country or region:
        return frozenset({country or region or ""})
    found: frozenset[str] | None = None
    for word in line.words:
        if word.bits & TYPE and word.languages:
            countries = frozenset().union(*(_COUNTRIES[name] for name in word.languages if name in _COUNTRIES))
            found = countries if found is None else (found & countries) or (found | countries)
    return found


def is_town(name: str, hint: frozenset[str] | None) -> bool:
    """Tell whether a folded name is a town of one of the hinted countries (of any, where nothing hints)."""
    codes = towns().get(name) or towns().get(_CAPITAL.sub("", name))
    if codes is None and name.startswith("st "):
        codes = towns().get(f"saint {name[3:]}")
    if codes is None:
        return False
    return hint is None or any(codes[at : at + 2] in hint for at in range(0, len(codes), 2))


def town_at_end(line: Line, low: int, high: int, hint: frozenset[str] | None) -> int:
    """Return how many of the last words name a town, 0 where none; the longest name wins."""
    for size in range(min(_MOST_TOWN_WORDS, high - low), 0, -1):
        if size == 1 and line.words[high - 1].bits & (FIGURE | LINK | AFTER | BEFORE | VENUE):
            return 0
        if is_town(line.key(high - size, high), hint):
            return size
    return 0


def take_country(line: Line, region: str | None) -> str | None:
    """Find the country at the end (or alone at the start), take its words, return its code."""
    if not line.pieces:
        return None
    last = len(line.pieces) - 1
    while last and not line.free[line.pieces[last][0]]:
        last -= 1
    low, high = line.pieces[last]
    while high - low > 1 and not line.free[high - 1]:
        high -= 1
    if last and all(word.bits & (FIGURE | POSTCODE) or word.key.isdigit() for word in line.words[low:high]):
        low, high = line.pieces[last - 1]
        last -= 1
    code = _country_at_end(line, low, high, region)
    if code is None and last:
        return _country_at_start(line)
    # a territory before the state it belongs to: Falkland Islands, United Kingdom
    if code and last and not line.free[low]:
        low, high = line.pieces[last - 1]
        inner = country_named(line.key(low, high))
        if inner and inner not in _CITY_STATES and inner != code and low > 0 and not is_town(line.key(low, high), None):
            line.take(low, high)
            return inner
    return code


def world_region(line: Line) -> int:
    """Return how many of the last words name a part of the world, which says less than the country before it.

    >>> from custdq.fields.address_line import read_line
    >>> world_region(read_line("Kingston 6, Jamaica, West Indies"))
    2
    """
    low, high = line.pieces[-1] if line.pieces else (0, 0)
    if low > 0 and line.words[high - 1].key in _LAST_OF_THE_WORLD:
        if line.key(low, high) in _PARTS_OF_THE_WORLD:
            return high - low
        if high - low > 1 and line.words[high - 1].key in _PARTS_OF_THE_WORLD and line.words[high - 1].marked:
            return 1
    return 0


def _country_at_start(line: Line) -> str | None:
    """Take a first piece that is a country and no town: Россия, 190000, г. Санкт-Петербург."""
    low, high = line.pieces[0]
    code = country_named(line.key(low, high))
    if code is None or len(line.key(low, high)) < _LEAST_NAME or is_town(line.key(low, high), None):
        return None
    line.take(low, high)
    return code


def _country_at_end(line: Line, low: int, high: int, region: str | None) -> str | None:
    """Find the country in the last words of a piece, take its words, return its code."""
    for size in range(min(_MOST_NAME_WORDS, high - low), 0, -1):
        start = high - size
        key = line.key(start, high)
        if size == 1 and len(key) <= _LONGEST_SHORT and country_named(key) is None:
            code = _country_code(line, start, region) if len(key) > 1 and key.isalpha() else None
            if code:
                line.take(start, high)
            return code
        code = _country_named(line, low, start, key)
        if code == "GB" and key in CONSTITUENTS:
            return code if start == low or _ends_a_place(line, low, start, code) else None
        if code in _CITY_STATES and _names_the_town(line, start, high):
            return code
        if code and (start == low or _ends_a_place(line, low, start, code)):
            line.take(start, high)
            return code
    return None


def _country_named(line: Line, low: int, start: int, key: str) -> str | None:
    """Return the country of a name; None where the name is rather a town where the street lies: Granada, Armenia."""
    code = country_named(key)
    if code is None or code in _CITY_STATES:
        return code
    hint = hinted(line, None, None)
    english = hint is None or "GB" in hint
    if english and fold_country(country_names().get(code, ("", ""))[1]) == fold_country(key):
        return code
    if not is_town(key, None if hint is None else hint - {code}) or is_town(key, frozenset({code})):
        return code
    before = next(((one, end) for one, end in reversed(line.pieces) if end <= start), (low, start))
    # only a town of that country tells, or its province: Lima 15001, Perú
    end = before[1]
    while end > before[0] and any(char.isdigit() for char in line.words[end - 1].key):
        end -= 1
    here = frozenset({code})
    return code if town_at_end(line, before[0], end, here) or take_province(line, before[0], end, here) else None


def _country_code(line: Line, at: int, region: str | None) -> str | None:
    """Return the alpha-2 code that word `at` is, where nothing says it is a province."""
    code = line.words[at].key.upper()
    if code not in country_codes() or code in ("CN", "HK", "MO", "TW"):
        return None
    if code == region:
        return code
    low, high = next((p for p in line.pieces if p[0] <= at < p[1]), (0, 0))
    if at == low:
        if at == 0:
            return None
        low, high = line.pieces[line.pieces.index((low, high)) - 1]
    else:
        high = at
    here = frozenset({code})
    if town_at_end(line, low, high, here):
        size = town_at_end(line, low, high, here)
        rivals = provinces().get(code.lower(), frozenset()) - here
        # a province of that code is meant where its country has the larger town of that name
        largest = towns().get(line.key(high - size, high), code)[:2]
        return code if largest not in rivals else None
    alone = at == line.pieces[-1][0]
    return code if alone and code.lower() not in provinces() else None


def _names_the_town(line: Line, start: int, high: int) -> bool:
    """`1234 Luxembourg`, `Singapore` before its postcode: the name is the town too and stays for it."""
    before = line.words[start - 1].key if start > 0 else ""
    return any(char.isdigit() for char in before) and (start, high) not in line.pieces


def _ends_a_place(line: Line, low: int, start: int, code: str) -> bool:
    """Tell whether what stands before a country without a comma is a town, a province or a postcode."""
    before = line.words[start - 1]
    if any(char.isdigit() for char in before.key) or town_at_end(line, low, start, frozenset({code})):
        return True
    if code == "GB" and any(line.key(start - n, start) in CONSTITUENTS for n in (1, 2) if start - n >= low):
        return True
    return any(code in provinces().get(line.key(start - size, start), ()) for size in (1, 2, 3) if start - size >= low)


def take_province(line: Line, low: int, high: int, hint: frozenset[str] | None) -> int:
    """Return how many of the last words from `low` to before `high` name a province, 0 where none."""
    for size in range(min(4, high - low), 0, -1):
        key = line.key(high - size, high)
        countries = provinces().get(key)
        if countries is None or (hint is not None and not hint & countries):
            continue
        if len(key) <= 3 and not _is_written_as_code(line, low, high - size, hint):
            continue
        return size
    return 0


def _is_written_as_code(line: Line, low: int, at: int, hint: frozenset[str] | None) -> bool:
    """Tell whether a word of two or three letters stands as a province's code: in capitals, or where all is small."""
    if line.words[at].text.strip(".,()").isupper() or (hint is not None and len(hint) == 1):
        return True
    return line.text.islower() and town_at_end(line, low, at, hint) > 0


def take_late_country(line: Line, region: str | None, proven: str | None) -> str | None:
    """Find the country in front of a postcode that has been taken: Canada L8P 1J8, Singapore 079903.

    `proven` is the country that the postcode's shape proves: another in front of it is a county (Norfolk NR1 3NX).
    """
    segments = line.segments()
    if not segments:
        return None
    low, high = segments[-1]
    code = country_named(line.key(low, high))
    if code in _CITY_STATES or (proven and code != proven):
        return code if code in _CITY_STATES else None
    return _country_at_end(line, low, high, region) if len(segments) > 1 or code is None else None
