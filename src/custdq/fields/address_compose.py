"""A Chinese address put together from its parts, as it would be read from one cell.

The trap: parts of several cells that were never one address (a floor that is a building elsewhere, a road that becomes
a town's name behind another division). What is put together is read again, and stands only where it gives these parts.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.fields.base import Kind

_MAINLAND = "CN"
#: Parts in the order they are written.
PARTS = (
    "province", "city", "district", "town", "zone", "village", "road", "lane", "group", "number", "place", "building",
    "unit", "floor", "room",
)  # fmt: skip
_WORDS = {"unit": "单元", "floor": "层", "room": "室"}
#: A room that is called otherwise brings its own word: 12铺, 之一.
_NAMED_ROOM = r"[铺档位台面户]$|^之"
#: Part -> one that may hold the same words (a municipality, a lane with its number, a village); they are written once.
_ONCE = {"city": "province", "lane": "number", "place": "village"}
#: A building beside a unit is called otherwise than one alone (2号楼, 2栋1单元), and a room may tell the floor.
_REWORDED = ("building", "floor")


def compose_addresses(kind: Kind, parts: Mapping[str, pa.Array]) -> pa.Table:
    """Put addresses of the mainland together from their parts.

    Parameters
    ----------
    kind
        The column's kind, that reads what was put together.
    parts
        Part name -> strings (rows), as `Address.parse` gives them; null where an address does not name the part.

    Returns
    -------
    pyarrow.Table
        As `Address.parse`, of what was put together; `value` is null where it is not read as these parts.

    Examples
    --------
    >>> from custdq.fields import Address
    >>> parts = {"city": "深圳市", "district": "福田区", "road": "天河路", "number": "464号", "building": "13栋",
    ...          "room": "1501"}
    >>> parts = {name: pa.array([text]) for name, text in parts.items()}
    >>> made = compose_addresses(Address(region="CN"), {"province": pa.array(["广东省"]), **parts})
    >>> made.column("value").to_pylist(), made.column("adcode").to_pylist()
    (['广东省深圳市福田区天河路464号13栋1501室'], ['440304'])
    """
    named = {name: parts[name] for name in PARTS if name in parts}
    pieces = [pc.fill_null(_worded(name, named), "") for name in named]
    read = kind.parse(pc.binary_join_element_wise(*pieces, ""))
    same = _same(pc.fill_null(read.column("country"), _MAINLAND).combine_chunks(), pa.scalar(_MAINLAND))
    for name in (*named, "note"):
        if name not in _REWORDED:
            same &= _same(read.column(name).combine_chunks(), named.get(name))
    value = pc.if_else(pa.array(same), read.column("value").combine_chunks(), pa.scalar(None, pa.string()))
    return read.set_column(read.column_names.index("value"), "value", value)


def _worded(name: str, named: Mapping[str, pa.Array]) -> pa.Array:
    """Return a part as it is written in an address."""
    texts = named[name]
    if _ONCE.get(name) in named:
        again = pc.fill_null(pc.equal(texts, named[_ONCE[name]]), fill_value=False)
        texts = pc.if_else(again, pa.scalar(None, pa.string()), texts)
    if name not in _WORDS:
        return texts
    worded = pc.binary_join_element_wise(texts, _WORDS[name], "")
    return pc.if_else(pc.match_substring_regex(texts, _NAMED_ROOM), texts, worded) if name == "room" else worded


def _same(one: pa.Array, other: pa.Array | pa.Scalar | None) -> npt.NDArray[np.bool_]:
    wanted = "" if other is None else pc.fill_null(other, "")
    return np.asarray(pc.equal(pc.fill_null(one, ""), wanted).to_numpy(zero_copy_only=False), dtype=bool)
