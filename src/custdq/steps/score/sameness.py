"""Whether two values of a kind contradict each other, or one only says less than the other.

A surname beside a full name, a month beside a day, an address without its room: none of these is a contradiction. Two
values contradict where both say something of the same part and say it differently. The trap: comparing whole strings
makes every short form a conflict, and a data set looks worse the more ways of writing it unites.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.fields import Kind
from custdq.steps.score.cells import as_bools
from custdq.steps.score.units import Bools
from custdq.tables import column_or_null

#: The parts of a kind in which two values may contradict each other; a kind without an entry is compared as a whole.
PARTS: Mapping[str, tuple[str, ...]] = {
    "address": ("country", "province", "city", "district", "town", "village", "road", "lane", "number", "group",
                "building", "unit", "room", "po_box"),
    "date": ("year", "month", "day"),
    "person_name": ("family", "given"),
    "organization_name": ("region", "brand", "industry", "branch", "group"),
}  # fmt: skip
#: Keys by which values of a kind are one, however they are written: the numbers of a cell, the mailbox of an address.
KEYS: Mapping[str, tuple[str, ...]] = {"phone": ("numbers",), "email": ("canonical",), "category": ("category",)}
#: Kinds whose values may be written in two scripts; the key joins them where one side is in latin letters.
_SOUNDS: Mapping[str, tuple[str, str]] = {"person_name": ("pinyin", "han")}


def contradict(kind: Kind, left: pa.Table, right: pa.Table) -> Bools:
    """Tell for each pair of parsed values whether they contradict.

    Parameters
    ----------
    kind
        Their kind.
    left, right
        Parse results of the kind, one row a pair, with a value in every row.

    Examples
    --------
    >>> from custdq.fields import Date
    >>> contradict(Date(), Date().parse(["1990-05", "1990-05"]), Date().parse(["1990-05-07", "1990-06-01"])).tolist()
    [False, True]
    """
    aspects = [name for name in kind.aspects(left.slice(0, 0)) if name != "party"]
    if aspects != [""]:
        return _by_aspect(kind, left, right)
    differ = ~as_bools(pc.equal(_value(left), _value(right)))
    at = pa.array(np.flatnonzero(differ))
    left, right = left.take(at), right.take(at)
    if kind.name in KEYS:
        found = ~_share_a_key(kind, left, right)
    elif kind.name in PARTS:
        found = _parts_contradict(kind, left, right) & ~_sound_the_same(kind, left, right)
    else:
        found = np.ones(len(at), dtype=bool)
    differ[at.to_numpy()] = found
    return differ


def _value(parsed: pa.Table) -> pa.Array:
    return column_or_null(parsed, "value")


def _by_aspect(kind: Kind, left: pa.Table, right: pa.Table) -> Bools:
    """Compare persons as persons and organizations as organizations; two sorts of party contradict."""
    ours, theirs = kind.aspects(left), kind.aspects(right)
    out = np.ones(left.num_rows, dtype=bool)
    for name, (aspect, mine) in ours.items():
        other = theirs[name][1]
        both = as_bools(pc.and_(pc.is_valid(_value(mine)), pc.is_valid(_value(other))))
        rows = np.flatnonzero(both)
        if name != "party" and len(rows):
            at = pa.array(rows)
            out[rows] = contradict(aspect, mine.take(at), other.take(at))
    if "party" in ours:
        parties = [column_or_null(table, "party") for table in (left, right)]
        unsure = as_bools(pc.or_(pc.is_null(parties[0]), pc.is_null(parties[1])))
        apart = as_bools(pc.and_(pc.is_valid(parties[0]), pc.is_null(parties[1])))
        apart |= as_bools(pc.and_(pc.is_null(parties[0]), pc.is_valid(parties[1])))
        out[unsure & apart] &= ~_contained(_value(left), _value(right))[unsure & apart]
    return out


def _parts_contradict(kind: Kind, left: pa.Table, right: pa.Table) -> Bools:
    """Tell where a part differs that both have; without a part in common, where neither is in the other."""
    shared, broken = np.zeros(left.num_rows, dtype=bool), np.zeros(left.num_rows, dtype=bool)
    for part in PARTS[kind.name]:
        mine, other = column_or_null(left, part), column_or_null(right, part)
        both = as_bools(pc.and_(pc.is_valid(mine), pc.is_valid(other)))
        shared |= both
        broken |= both & ~_alike(mine, other)
    return np.asarray(np.where(shared, broken, ~_contained(_value(left), _value(right))), dtype=bool)


def _alike(left: pa.Array, right: pa.Array) -> Bools:
    """Tell where two parts are the same, or one is the beginning of the other (浦东 and 浦东新区, W. and Wei)."""
    pairs = zip(_folded(left), _folded(right), strict=True)
    return np.array([bool(a and b and (a == b or _begins(a, b) or _begins(b, a))) for a, b in pairs], dtype=bool)


def _folded(part: pa.Array) -> list[str | None]:
    folded: list[str | None] = pc.utf8_rtrim(pc.utf8_lower(part), characters=".").to_pylist()
    return folded


def _begins(short: str, long: str) -> bool:
    """Tell whether a text begins with another; a number is no beginning of a number (5 and 50)."""
    return long.startswith(short) and not short[-1].isdigit()


def _contained(left: pa.Array, right: pa.Array) -> Bools:
    pairs = zip(left.to_pylist(), right.to_pylist(), strict=True)
    return np.array([bool(a and b and (a in b or b in a)) for a, b in pairs], dtype=bool)


def _share_a_key(kind: Kind, left: pa.Table, right: pa.Table) -> Bools:
    out = np.zeros(left.num_rows, dtype=bool)
    mine, other = kind.keys(left), kind.keys(right)
    for key in KEYS[kind.name]:
        out |= _meet(mine[key], other[key])
    return out


def _sound_the_same(kind: Kind, left: pa.Table, right: pa.Table) -> Bools:
    if kind.name not in _SOUNDS or not left.num_rows:
        return np.zeros(left.num_rows, dtype=bool)
    sound, script = _SOUNDS[kind.name]
    mine, other = kind.keys(left), kind.keys(right)
    one_only = as_bools(pc.xor(pc.is_valid(mine[script]), pc.is_valid(other[script])))
    return _meet(mine[sound], other[sound]) & one_only


def _meet(left: pa.Array, right: pa.Array) -> Bools:
    """Tell where two keys are the same, or two lists of keys have one in common."""
    if not pa.types.is_list(left.type) or not pa.types.is_list(right.type):
        return as_bools(pc.equal(left, right))
    pairs = zip(left.to_pylist(), right.to_pylist(), strict=True)
    return np.array([bool(a and b and not set(a).isdisjoint(b)) for a, b in pairs], dtype=bool)
