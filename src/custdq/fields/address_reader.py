"""What reads an address and makes its keys: each cell goes to the reader of its script and country.

The trap: what an address is turned into may be another reader's, so the way back and forth is settled in one place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import pyarrow as pa

from custdq.errors import Reason, Status
from custdq.fields.address_abroad import keys_abroad, keys_in_japan, parse_japanese, parse_western
from custdq.fields.address_chinese import (
    MAINLAND,
    ReadOnce,
    chinese_keys,
    parse_chinese,
    parse_plain,
    shared_keys,
)
from custdq.fields.address_cn_column import settle_han_addresses, settle_han_keys
from custdq.fields.address_japan import is_japanese_address
from custdq.fields.address_kept import at_rest, nothing_lost
from custdq.fields.address_latin import LatinAddress, latin_parts, latin_road, read_latin_address
from custdq.fields.address_us import read_us_address
from custdq.fields.address_us_column import settle_street_keys, settle_streets, street_keys
from custdq.fields.address_us_keys import us_address_keys
from custdq.fields.base import Parsed
from custdq.fields.bulk import Reader, keys_in_bulk
from custdq.fields.settled import settled
from custdq.reference.divisions import official_code
from custdq.text.script import has_han
from custdq.text.width import half_width, squash

_IN_CHINA = re.compile(r"\b(?:China|P\.?R\.?C\.?|Hong ?Kong|Macau|Macao|Taiwan)[\s,.]*\d{0,6}$", re.IGNORECASE)


def column_readers(region: str | None) -> tuple[Reader, ...]:
    """Return the reader of ordinary streets of America, or of ordinary addresses of China."""
    return (settle_streets,) if region == "US" else (settle_han_addresses,) if region in MAINLAND else ()


def read_plain(text: str, region: str | None) -> Parsed | None:
    """Parse a cell that needs no cleaning, as most Chinese addresses; None where it does."""
    return parse_plain(text, region) if region in MAINLAND else None


def read_address(text: str, region: str | None) -> Parsed:
    """Parse one cleaned address."""

    def once(again: str) -> Parsed:
        """Parse a value as a cell that holds it is."""
        return read_plain(again, region) or _read(again, region).parsed

    first = _read(text, region)
    if first.stands:
        return first.parsed if first.kept else nothing_lost(text, first.parsed)
    return nothing_lost(text, settled(text, once, first.parsed))


def _read(text: str, region: str | None) -> ReadOnce:
    """Parse once with the reader of the script."""

    def letters(words: str) -> Parsed:
        return _read_letters(words, region)

    if not has_han(text):
        return ReadOnce(letters(text))
    if is_japanese_address(text, region):
        return ReadOnce(at_rest(text, parse_japanese(text)))
    parsed, stands, kept = parse_chinese(text, region, letters, tried=True)
    # two addresses in a cell, put in order, may make one that another reader takes: …八広６，丁目３４
    stands = stands and not is_japanese_address(parsed.value or "", region)
    return ReadOnce(at_rest(text, parsed), stands, kept)


def _read_letters(text: str, region: str | None) -> Parsed:
    if not any(char.isalpha() for char in text):
        return Parsed(None, Status.INVALID, Reason.NOT_PARSED)
    plain = half_width(text)
    latin = read_latin_address(plain) if region in MAINLAND or _IN_CHINA.search(plain) else None
    if latin is not None:
        return _parse_latin(text, latin)
    # letters in a Chinese list that are no Chinese address: nothing says which country they are of
    return at_rest(text, parse_western(text, None if region == "CN" else region))


def _parse_latin(text: str, found: LatinAddress) -> Parsed:
    parts = latin_parts(found)
    problem = Reason.DIVISION_AMBIGUOUS if found.adcode is None else None
    return Parsed(text, Status.VALID, problem, parts)


# --- keys -----------------------------------------------------------------------------------------------------

#: `street` road and number; `home` street and door; `room_home` street, building and room; `place_home`, `place_room`
#: the same with the place; `house` western number and road stem.
KEY_NAMES = (
    "full", "home", "room_home", "place_home", "place_room", "street", "road", "place", "premise", "door", "building",
    "unit", "room", "division", "city_code", "house", "house_number", "road_western", "western",
)  # fmt: skip
_LIST_KEYS = frozenset({"home", "room_home", "street", "road"})
_KEY_SCHEMA = pa.schema([(key, pa.list_(pa.string()) if key in _LIST_KEYS else pa.string()) for key in KEY_NAMES])


def keys_of(values: pa.Array | pa.ChunkedArray) -> dict[str, pa.Array]:
    """Return the keys of `KEY_NAMES` of a column of standard addresses, computed once a distinct one."""
    return keys_in_bulk(values, (settle_han_keys, settle_street_keys), _keys_one_by_one, schema=_KEY_SCHEMA)


def _keys_one_by_one(values: Sequence[str]) -> pa.Table:
    rows = [address_keys(value) for value in values]
    return pa.table(
        [
            pa.array([row.get(key) for row in rows], kind)
            for key, kind in zip(KEY_NAMES, _KEY_SCHEMA.types, strict=True)
        ],
        schema=_KEY_SCHEMA,
    )


@lru_cache(maxsize=4096)
def address_keys(value: str) -> dict[str, str | list[str] | None]:
    """Return the matching keys of one standard address.

    >>> han = address_keys("广东省深圳市福田区天河路464号紫荆新村13栋1单元1501室")
    >>> han["home"], han["city_code"], han["door"]
    (['tianhe|464|13-1-1501'], '4403', '13-1-1501')
    """
    if has_han(value):
        if is_japanese_address(value):
            return keys_in_japan(value)
        return chinese_keys(value, (read_plain(value, None) or read_address(value, None)).parts)
    if (street := street_keys(value)) is not None:
        return street
    latin = read_latin_address(half_width(value))
    if latin is None and (american := read_us_address(value)) is not None:
        return us_address_keys(american)
    return _latin_keys(latin, value) if latin is not None else keys_abroad(value)


def _latin_keys(found: LatinAddress, value: str) -> dict[str, str | list[str] | None]:
    roads = [latin_road(found.road)] if found.road else []
    code = official_code(found.adcode) if found.adcode else None
    return {**shared_keys(code, roads, found.number, found.door), "full": squash(value)}
