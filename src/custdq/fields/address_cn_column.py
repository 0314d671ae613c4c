"""Ordinary Chinese addresses a column at a time: divisions down to a county, a road, its number, a place, a door.

Each head, road, place and door is looked at once. The trap: the short way that answers otherwise than the long one;
only what `address_ordinary` reads with no second look is settled here, and a test holds both to the same answers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields.address_chinese import building_key, place_key, road_keys, shared_keys
from custdq.fields.address_door import NO_DOOR
from custdq.fields.address_heads import Head, likely_head
from custdq.fields.address_japan import is_japanese_address
from custdq.fields.address_ordinary import (
    PLACE_CHARACTER,
    ROAD_CHARACTER,
    SHORTEST_QUARTERED,
    is_plain_place,
    is_plain_road,
    plain_door,
)
from custdq.fields.address_quarter import quarter_of
from custdq.fields.bulk import Settled, by_distinct
from custdq.text.address_cell import is_plain
from custdq.text.width import squash

_NOTHING = pa.scalar(None, pa.string())
_NO_LIST = pa.scalar(None, pa.list_(pa.string()))
_SHAPE = (
    rf"^(?P<head>[\x{{4e00}}-\x{{9fff}}]{{2,18}}[区县市旗])(?P<road>{ROAD_CHARACTER}{{1,8}}(?:路|街|大道))"
    rf"(?P<number>[1-9][0-9]{{0,4}}号)(?P<place>{PLACE_CHARACTER}{{2,14}})?"
    r"(?P<door>[0-9A-Z][0-9A-Z栋幢号楼座单元层室房-]*)?$"
)
_SOME_ROAD = "某某路1号"
_DIVISIONS = ("province", "city", "district", "adcode")
_DOOR_PARTS = ("building", "unit", "floor", "room")
#: Signs that make a text an address in Japan.
_JAPANESE = "丁目"


def settle_han_addresses(texts: pa.Array) -> Settled:
    """Settle the ordinary addresses of a column of the mainland.

    >>> settled = settle_han_addresses(pa.array(["深圳市福田区天河路464号紫荆新村13-1-1501", "天河路464号"]))
    >>> settled.rows.tolist(), settled.columns["value"].to_pylist()
    ([0], ['广东省深圳市福田区天河路464号紫荆新村13栋1单元1501室'])
    """
    head, road, number, place, door = _cut(texts)
    text, start, problem, *divisions = by_distinct(head, _head_columns, 3 + len(_DIVISIONS))
    written, *parts = by_distinct(door, _door_columns, 1 + len(_DOOR_PARTS))
    sure = _sure(road, place, door, start=start, adcode=divisions[-1], written=written)
    value = _joined(text, road, number, place, written)
    same = pc.equal(value, texts)
    columns = {
        "value": value,
        "status": pc.if_else(same, str(Status.VALID), str(Status.REPAIRED)),
        "problem": pc.if_else(same, _NOTHING, pc.coalesce(problem, str(Reason.REFORMATTED))),
        "country": pa.repeat("CN", len(texts)), "road": road, "number": number, "place": place,
        **dict(zip(_DIVISIONS, divisions, strict=True)), **dict(zip(_DOOR_PARTS, parts, strict=True)),
    }  # fmt: skip
    return _chosen(sure, columns)


def settle_han_keys(values: pa.Array) -> Settled:
    """Settle the keys of ordinary addresses in their standard form, as `chinese_keys` names them.

    >>> settled = settle_han_keys(pa.array(["广东省深圳市福田区天河路464号紫荆新村13栋1单元1501室"]))
    >>> settled.columns["home"].to_pylist(), settled.columns["premise"].to_pylist()
    ([['tianhe|464|13-1-1501']], ['tianhe|464|紫荆新村'])
    """
    head, road, number, place, door = _cut(values)
    _, start, _, *divisions = by_distinct(head, _head_columns, 3 + len(_DIVISIONS))
    division, city, text = by_distinct(head, _head_keys, 3)
    written, building, unit, _, room = by_distinct(door, _door_columns, 1 + len(_DOOR_PARTS))
    sure = _sure(road, place, door, start=start, adcode=divisions[-1], written=written)
    sure = pc.and_(sure, pc.and_(pc.is_valid(text), pc.invert(pc.match_substring(values, _JAPANESE))))
    road, road_text = _roads(road)
    (place,) = by_distinct(place, lambda name: (place_key(name),), 1)
    (building,) = by_distinct(building, lambda name: (building_key(name),), 1)
    (door_text,) = by_distinct(written, lambda name: (squash(name),), 1)
    figure = pc.utf8_slice_codeunits(number, 0, -1)
    none = pc.binary_join_element_wise(pc.coalesce(building, "None"), room, "|")
    key = pc.binary_join_element_wise(pc.coalesce(building, ""), pc.coalesce(unit, ""), room, "-")
    street = _each(road, figure)
    columns = {
        "full": _joined(road_text, number, place, door_text),
        "place": place,
        "place_home": pc.binary_join_element_wise(place, key, "|"),
        "place_room": pc.binary_join_element_wise(place, none, "|"),
        "premise": pc.binary_join_element_wise(_first(road), figure, pc.coalesce(place, ""), "|"),
        "division": division, "city_code": city, "road": road, "street": street, "door": key, "building": building,
        "unit": unit, "room": room, "room_home": _each(street, none), "home": _each(street, key),
    }  # fmt: skip
    return _chosen(sure, columns)


def _cut(texts: pa.Array) -> list[pa.Array]:
    """Return head, road, number, place and door of each text, null where it has another shape or lacks them."""
    pieces = pc.extract_regex(texts, _SHAPE).flatten()
    return [pc.if_else(pc.equal(piece, ""), _NOTHING, piece) for piece in pieces]


def _joined(*pieces: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(*[pc.coalesce(piece, "") for piece in pieces], "")


def _chosen(sure: pa.Array, columns: dict[str, pa.Array]) -> Settled:
    rows = np.flatnonzero(sure.to_numpy(zero_copy_only=False))
    return Settled(rows, {name: column.take(pa.array(rows)) for name, column in columns.items()})


def _sure(
    road: pa.Array, place: pa.Array, door: pa.Array, *, start: pa.Array, adcode: pa.Array, written: pa.Array
) -> pa.Array:
    """Tell which addresses nothing else can be read in: `written` is the door in standard words."""
    (plain_road,) = by_distinct(road, _if(is_plain_road), 1)
    (plain_place,) = by_distinct(place, _if(is_plain_place), 1)
    goes_on = pc.equal(pc.utf8_slice_codeunits(road, 0, 2), start)
    sure = pc.and_not(pc.and_(pc.is_valid(adcode), pc.is_valid(plain_road)), pc.fill_null(goes_on, fill_value=False))
    sure = pc.and_(sure, pc.equal(pc.is_valid(place), pc.is_valid(plain_place)))
    sure = pc.and_(sure, pc.equal(pc.is_valid(door), pc.is_valid(written)))
    long = pc.and_(sure, pc.greater_equal(pc.utf8_length(road), SHORTEST_QUARTERED))
    pairs = pc.binary_join_element_wise(adcode, pc.if_else(pc.fill_null(long, fill_value=False), road, _NOTHING), "")
    (quarter,) = by_distinct(pairs, _quarter, 1)
    return pc.and_not(sure, pc.is_valid(quarter))


def _if(test: Callable[[str], bool]) -> Callable[[str], tuple[str] | None]:
    return lambda text: (text,) if test(text) else None


def _quarter(pair: str) -> tuple[str | None]:
    return (quarter_of(pair[6:], pair[:6]),)


@lru_cache(maxsize=65_536)
def _whole_head(written: str) -> Head | None:
    """Return the divisions that a text is, all of it and down to a county, written in full."""
    found = likely_head(written + _SOME_ROAD) if is_plain(written) else None
    return found if found is not None and found.whole and found.end == len(written) and not found.short else None


@lru_cache(maxsize=65_536)
def _head_columns(written: str) -> tuple[str | None, ...] | None:
    found = _whole_head(written)
    if found is None:
        return None
    problem = None if found.problem is None else str(found.problem)
    return (found.text, found.start, problem, *map(found.parts.get, _DIVISIONS))


@lru_cache(maxsize=65_536)
def _head_keys(written: str) -> tuple[str | None, str | None, str] | None:
    """Return the keys of the divisions of a standard form; None where they are not those it begins with."""
    found = _whole_head(written)
    if found is None or found.code[0] == "7" or is_japanese_address(written + _SOME_ROAD):
        return None
    above = "".join(dict.fromkeys(name for name in map(found.parts.get, _DIVISIONS[:-1]) if name))
    if above != written:
        return None
    keys = shared_keys(found.code, [], None, NO_DOOR)
    division, city = keys["division"], keys["city_code"]
    return (division if isinstance(division, str) else None, city if isinstance(city, str) else None, written)


@lru_cache(maxsize=65_536)
def _door_columns(door: str) -> tuple[str | None, ...] | None:
    read = plain_door(door)
    return None if read is None else (read[0], *map(read[1].get, _DOOR_PARTS))


def _roads(road: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Return the spellings of each road in latin letters, and its name folded."""
    codes = road.dictionary_encode()
    names = codes.dictionary.to_pylist()
    spelled = pa.array([list(road_keys(name)) for name in names], pa.list_(pa.string()))
    folded = pa.array([place_key(name) for name in names], pa.string())
    return spelled.take(codes.indices), folded.take(codes.indices)


def _each(lists: pa.Array, tail: pa.Array) -> pa.Array:
    """Return the lists with a tail behind each of their strings; null where the tail is."""
    lists = pc.if_else(pc.is_valid(tail), lists, _NO_LIST)
    strings = pc.binary_join_element_wise(pc.list_flatten(lists), tail.take(pc.list_parent_indices(lists)), "|")
    sizes = np.asarray(pc.fill_null(pc.list_value_length(lists), 0))
    offsets = pa.array(np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32))
    return pa.ListArray.from_arrays(offsets, strings, mask=pc.is_null(lists))


def _first(lists: pa.Array) -> pa.Array:
    return pc.list_element(lists, 0)
