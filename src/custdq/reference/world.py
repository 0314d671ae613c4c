"""Places of the world: countries as addresses name them, provinces, towns, postcode forms, address templates.

The trap: a town's name alone proves nothing (there is a Paris in Texas and a Victor in New York), so every lookup gives
all the countries that have one, and the caller decides with what else the address says.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, NamedTuple

from custdq.reference.countries import country_of
from custdq.reference.tables import read_lines

_NOT_WORD = re.compile(r"[\W_]+")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th", "ß": "ss"})
_LONGEST_CODE = 3
_SHORT_NAMES = frozenset({"usa", "uk", "uae", "drc"})
#: names of use in addresses that the table of countries lacks
_ALSO_NAMED = {
    "fyrom": "MK", "f y r o m": "MK", "channel islands": "GG", "zaire": "CD", "kosovo": "XK", "kosove": "XK",
}  # fmt: skip
#: read by the Chinese side of the address kind
_CHINA = frozenset({"CN", "HK", "MO", "TW"})


def fold_place(name: str) -> str:
    """Return a name for lookup: no case, accents, signs; words apart by one space.

    >>> fold_place("Méry-sur-Oise"), fold_place("KØBENHAVN K.")
    ('mery sur oise', 'kobenhavn k')
    """
    if name.isascii():
        return _NOT_WORD.sub(" ", name.lower()).strip()
    # letters without a decomposition first; the text layer's own folding lies above this one
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name).casefold().translate(_LETTERS))
    plain = unicodedata.normalize("NFC", "".join(char for char in plain if not unicodedata.combining(char)))
    return _NOT_WORD.sub(" ", plain).strip()


@lru_cache(maxsize=65536)
def country_named(name: str) -> str | None:
    """Return the alpha-2 code of a country as addresses write it: any language, saint or st., with or without articles.

    >>> country_named("deutschland"), country_named("saint vincent and the grenadines"), country_named("elm street")
    ('DE', 'VC', None)
    """
    if len(name) <= _LONGEST_CODE and name not in _SHORT_NAMES:
        return None
    found = country_of(name) or _ALSO_NAMED.get(name)
    if found is None and "saint " in name:
        found = country_of(name.replace("saint ", "st "))
        found = found or country_of(name.replace("saint ", "st ").replace(" the ", " "))
    return None if found in _CHINA else found


class PostcodeForm(NamedTuple):
    """How a country writes postcodes (None: it has none) and which fields its addresses must have."""

    pattern: re.Pattern[str] | None
    required: str


@cache
def towns() -> dict[str, str]:
    """Return folded town name -> the alpha-2 codes of the countries that have one, run together.

    >>> towns()["gouda"], "NO" in towns()["bergen"]
    ('NL', True)
    """
    names, codes = read_lines("places_world.tsv.gz")
    return dict(zip(names.split("\t"), codes.split("\t"), strict=True))


@cache
def provinces() -> dict[str, frozenset[str]]:
    """Return folded name or written code of a province -> the countries that have it.

    >>> provinces()["nsw"], sorted(provinces()["limburg"])
    (frozenset({'AU'}), ['BE', 'NL'])
    """
    found: dict[str, set[str]] = {}
    for line in read_lines("provinces_world.tsv.gz"):
        country, _, *names = line.split("\t")
        for name in names:
            found.setdefault(name, set()).add(country)
    return {name: frozenset(countries) for name, countries in found.items()}


@cache
def province_codes() -> dict[tuple[str, str], str]:
    """Return (country, folded name) -> the code people write for that province.

    >>> province_codes()[("IT", "torino")]
    'TO'
    """
    rows = (line.split("\t") for line in read_lines("provinces_world.tsv.gz"))
    return {(country, name): code for country, code, *names in rows if code for name in names}


@cache
def postcode_forms() -> dict[str, PostcodeForm]:
    """Return alpha-2 code -> how its postcodes look.

    >>> bool(postcode_forms()["NL"].pattern.fullmatch("1012 AB"))
    True
    """
    found = {}
    for line in read_lines("postcode_forms.tsv.gz"):
        country, pattern, required, _ = line.split("\t")
        found[country] = PostcodeForm(re.compile(pattern) if pattern else None, required)
    return found


@cache
def address_templates() -> dict[str, dict[str, Any]]:
    r"""Return alpha-2 code (or `default`) -> its formatting rule: template lines with slots of alternatives.

    >>> address_templates()["FI"]["address_template"].split("\n")[2]
    '{road} {house_number}'
    """
    rows = (line.split("\t", 1) for line in read_lines("address_templates.tsv.gz"))
    return {code: json.loads(rule) for code, rule in rows}
