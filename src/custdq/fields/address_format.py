"""An address printed on lines in the order its country uses: templates of OpenCage's address-formatting.

The trap: a template names more slots than an address fills; empty slots must leave no comma, no blank line and no name
twice. Source: OpenCage address-formatting (MIT), the method of its reference implementations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from custdq.reference.world import address_templates, fold_place, province_codes

#: slot -> names that fill it, the first that is there
_ALIASES = {
    "house_number": "number housenumber street_number",
    "road": "street footway pedestrian path residential cycleway square road_reference",
    "village": "hamlet locality croft",
    "neighbourhood": "neighborhood allotments quarter borough city_block subdivision",
    "suburb": "suburb subdivision",
    "city_district": "city_district district_of_city borough",
    "municipality": "local_administrative_area subcounty",
    "county": "county_code department",
    "state": "province",
    "house": "place building public_building isolated_dwelling farm",
}  # fmt: skip
_KNOWN = frozenset(
    "residential house house_number road village suburb city town city_district county postcode state country"
    " country_code state_district municipality neighbourhood quarter region island archipelago continent state_code"
    " county_code postal_city attention hamlet locality croft".split()
)
_SLOT = re.compile(r"\{([^}]*)\}")
_DUPLICATES = re.compile(r"^(.*)\n\1$", re.MULTILINE)


def format_address(parts: Mapping[str, str | None], country: str) -> list[str]:
    """Return an address on lines as its country writes it.

    Parameters
    ----------
    parts
        Parts as `Address().parse` gives them: place, number, road, unit, suburb, city, province, postcode, ...
    country
        ISO 3166-1 alpha-2 code of the country whose order is used.

    Returns
    -------
    list of str
        Lines from top to bottom; the country's English name last where `parts` names one.

    Examples
    --------
    >>> format_address({"number": "67", "road": "Triftstraße", "postcode": "13353", "city": "Berlin"}, "DE")
    ['Triftstraße 67', '13353 Berlin']
    >>> format_address({"number": "10", "road": "Elm Road", "city": "Leeds", "postcode": "LS1 1AA"}, "GB")
    ['10 Elm Road', 'Leeds', 'LS1 1AA']
    """
    filled = {name: text for name, text in parts.items() if text}
    inner = [filled.pop(name) for name in ("unit", "room", "floor", "building") if name in filled]
    box = filled.pop("po_box", None)
    if box and "road" not in filled:
        filled["road"] = box
    if len(filled.get("country", "")) == 2:
        filled.pop("country")
    lines = address_lines(filled, country)
    return [", ".join(inner), *lines] if inner else lines


def address_lines(components: Mapping[str, str], country: str) -> list[str]:
    """Return lines from components in OpenStreetMap's names (house_number, road, town, state, ...).

    Names that no template knows are taken as what stands at the address and open it.
    """
    code = "GB" if country.upper() == "UK" else country.upper()
    filled = {name: " ".join(str(value).split()) for name, value in components.items() if value}
    code, filled, rule = _rule(code, filled)
    for primary, aliases in _ALIASES.items():
        found = next((filled[name] for name in aliases.split() if name in filled), None)
        if found and primary not in filled:
            filled[primary] = found
    _tidy(filled, code, rule)
    others = [value for name, value in filled.items() if name not in _KNOWN and name not in _ALIAS_NAMES]
    if others and "attention" not in filled:
        filled["attention"] = ", ".join(others)
    template = rule.get("address_template") or _default()["address_template"]
    if "road" not in filled and "postcode" not in filled:
        template = rule.get("fallback_template") or _default()["fallback_template"]
    text = _SLOT.sub(lambda match: _fill(match.group(1), filled), template)
    return _clean(text, rule)


def _default() -> dict[str, Any]:
    return address_templates()["default"]


def _rule(code: str, filled: dict[str, str]) -> tuple[str, dict[str, str], dict[str, Any]]:
    """Return the rule of a country, following those that borrow another's, with what these add."""
    templates = address_templates()
    rule = templates.get(code, {})
    if "use_country" in rule:
        borrowed = str(rule["use_country"])
        added = {name: str(value) for name, value in (rule.get("add_component") or {}).items()}
        if added.get("country", "").startswith("$"):
            added.pop("country")
        return borrowed, {**filled, **added}, templates.get(borrowed, {})
    language = {"KR": "ko", "JP": "ja"}.get(code)
    if language and _IN_OWN_SCRIPT.search(filled.get("city", "") + filled.get("state", "")):
        rule = templates.get(f"{code}_{language}", rule)
    return code, filled, rule


_IN_OWN_SCRIPT = re.compile(r"[가-힣一-龥ぁ-ヺ]")
_ALIAS_NAMES = frozenset(name for names in _ALIASES.values() for name in names.split())
_SEVERAL_POSTCODES = re.compile(r"(\d+[A-Z]*);.*")
_LONGEST_POSTCODE = 20


def _tidy(filled: dict[str, str], code: str, rule: Mapping[str, Any]) -> None:
    """Apply the country's replacements, drop what is no part of an address, add codes of provinces."""
    postcode = filled.get("postcode", "")
    if len(postcode) > _LONGEST_POSTCODE or _SEVERAL_POSTCODES.fullmatch(postcode):
        filled.pop("postcode", None)
    for name, value in list(filled.items()):
        if value.startswith(("http://", "https://", "www.")):
            del filled[name]
    for pattern, replacement in rule.get("replace") or ():
        only, sign, matched = pattern.partition("=")
        for name, value in filled.items():
            if sign and re.fullmatch(r"[a-z_]+", only):
                if name == only and value == matched:
                    filled[name] = replacement
            else:
                filled[name] = _substitute(pattern, replacement, value)
    for part, short in (("state", "state_code"), ("county", "county_code")):
        if part in filled and short not in filled:
            known = province_codes().get((code, fold_place(_substitute(_OF, "", filled[part]))))
            if known:
                filled[short] = known


_OF = r"^(?:provincia|province|città metropolitana|metropolitan city) (?:di|of) "


def _substitute(pattern: str, replacement: str, text: str) -> str:
    return _compiled(pattern).sub(re.sub(r"\$(\d)", r"\\\1", replacement), text)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _fill(names: str, filled: Mapping[str, str]) -> str:
    return next((filled[name].strip(" ,") for name in names.split("/") if filled.get(name)), "")


def _clean(text: str, rule: Mapping[str, Any]) -> list[str]:
    """Drop empty lines, commas that part nothing, and repeated pieces and lines."""
    text = _squeezed(text)
    for pattern, replacement in rule.get("postformat_replace") or ():
        text = _compiled_exactly(pattern).sub(
            re.sub(r"\$(\d)", r"\\\1", replacement), f"\n{text}\n" if "\\n(" in pattern else text
        )
    lines: list[str] = []
    for line in _squeezed(text).split("\n"):
        pieces = [piece.strip() for piece in line.split(", ")]
        pieces = pieces if pieces == ["New York", "New York"] else list(dict.fromkeys(pieces))
        joined = ", ".join(piece for piece in pieces if piece)
        if joined and joined not in lines:
            lines.append(joined)
    return lines


@lru_cache(maxsize=512)
def _compiled_exactly(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_SQUEEZES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[ \t]+", " "), (r" *\n *", "\n"), (r"\n+", "\n"), (r"(?:, ?)+(?=\n|$)", ""), (r"(?<=\n)(?:[,-] ?)+", ""),
        (r"^(?:[,-] ?)+", ""), (r"(?: ?,)+", ","), (r"(?: -)+(?=\n|$)", ""), (r"\n+", "\n"),
    )
)  # fmt: skip


def _squeezed(text: str) -> str:
    for pattern, replacement in _SQUEEZES:
        text = pattern.sub(replacement, text)
    return text.strip("\n ")
