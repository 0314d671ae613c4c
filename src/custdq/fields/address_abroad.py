"""Addresses outside China and the United States as the address kind gives them: value, status, parts, keys.

The trap: the same text read one way as a value and another way as keys; both go through the same choice of reader here.
"""

from __future__ import annotations

from collections.abc import Mapping

from custdq.errors import Reason, Status
from custdq.fields.address_japan import japanese_address_keys, read_japanese_address
from custdq.fields.address_korea import is_korean_address, read_korean_address
from custdq.fields.address_line import one_line
from custdq.fields.address_postal import is_unsure, postal_parts
from custdq.fields.address_us import parse_us_address
from custdq.fields.address_world import WorldAddress, read_world_address
from custdq.fields.address_world_keys import world_address_keys
from custdq.fields.base import Parsed, status_of
from custdq.text.width import half_width


def parse_japanese(text: str) -> Parsed:
    """Parse an address in Japanese; its standard form is canonical, its number in figures.

    >>> parse_japanese("東京都江東区大島７丁目３９－２７").value
    '東京都江東区大島七丁目39-27'
    """
    found = read_japanese_address(text)
    if not found.value:
        return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
    parts = {
        "country": "JP", "province": found.prefecture, "city": found.city, "town": found.town, "number": found.number,
        "building": found.building, "floor": found.floor, "room": found.room, "postcode": found.postcode,
    }  # fmt: skip
    problem = Reason.DIVISION_AMBIGUOUS if found.ambiguous else None if found.value == text else Reason.REFORMATTED
    return Parsed(found.value, status_of(text, found.value), problem, parts)


def parse_western(text: str, region: str | None) -> Parsed:
    """Parse an address in letters as an American one where it is one, else as one of elsewhere.

    In an American list what no American reading is sure of may be of elsewhere: there, what names a postcode and town
    behind or before its road is read so, and stays unsure.

    >>> parse_western("Triftstr. 67, 13353 Berlin", "US").parts["city"]
    'Berlin'
    """
    american = None if is_korean_address(text) else parse_us_address(text, region)
    if american is None:
        return parse_abroad(text, None if region == "US" else region)
    if american.problem is not Reason.AMBIGUOUS or any(american.parts.get(name) for name in ("province", "postcode")):
        return american
    abroad = parse_abroad(text, None)
    whole = all(abroad.parts.get(name) for name in ("number", "road", "postcode", "city"))
    return abroad._replace(problem=Reason.AMBIGUOUS) if whole else american


def parse_abroad(text: str, region: str | None) -> Parsed:
    """Parse an address in letters; its standard form keeps the words as written and evens spaces and commas.

    >>> parsed = parse_abroad("Triftstr. 67 ,13353 Berlin", None)
    >>> parsed.value, parsed.parts["city"]
    ('Triftstr. 67, 13353 Berlin', 'Berlin')
    """
    value = one_line(half_width(text))
    if not value:
        return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
    parts = _read(value, region)
    if is_unsure(parts, value):
        parts = postal_parts(value, region) or parts
    problem = None if value == text else Reason.REFORMATTED
    return Parsed(value, Status.VALID if problem is None else Status.REPAIRED, problem, parts)


def _read(value: str, region: str | None) -> Mapping[str, str | None]:
    return read_korean_address(value) if is_korean_address(value) else read_world_address(value, region)._asdict()


def keys_abroad(value: str) -> dict[str, str | list[str] | None]:
    """Return the keys of a standard form that `parse_abroad` gave.

    >>> keys_abroad("Triftstr. 67, 13353 Berlin")["house"]
    '67|trift'
    """
    return world_address_keys(WorldAddress(**_read(value, None)), value)


def keys_in_japan(value: str) -> dict[str, str | list[str] | None]:
    """Return the keys of a standard form that `parse_japanese` gave."""
    return japanese_address_keys(read_japanese_address(value))
