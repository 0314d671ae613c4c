"""Addresses taken apart, side by side: which says less than another, which says the same, which differs by a slip.

All parts are codes in one table, records x parts, so that any number of pairs is compared at once. The trap: the text
of an address and the division columns beside it may contradict each other; the text goes first.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.merge.cells import ADDRESS, Bools, Cells, Context, Floats, Ints, encode, fold_column
from custdq.steps.merge.slips import is_slip
from custdq.steps.merge.support import is_romanized
from custdq.tables import column_or_null

#: Columns that survive together, in output order.
ADDRESS_COLUMNS = ("province", "state", "city", "district", "adcode", "town", "address", "postcode")

_DIVISIONS = ("province", "state", "city", "district", "town")
#: The smallest divisions: of two addresses in one of them neither contradicts the other by naming other parts.
_DISTRICTS = ("district", "town")
_NOT_DETAIL = frozenset(
    "value status problem country adcode town_code postcode longitude latitude note candidates".split()
)
_COMPATIBLE = 0.6
_SLIP = 0.4
#: A Chinese character, as a pattern.
HAN = r"[㐀-鿿]"


Texts = npt.NDArray[np.object_]


class Likeness(NamedTuple):
    """For pairs of values: how far a speaks for b (0 to 1), whether they do not contradict, whether one is a slip.

    `left` and `right` are the texts that a slip makes differ.
    """

    strength: Floats
    agrees: Bools
    slip: Bools
    left: Texts
    right: Texts


def address_texts(context: Context, columns: tuple[str, ...], rows: pa.Array) -> dict[str, pa.Array]:
    """Return the texts of each part in some records, of the address first, else of the column beside it."""
    parts: dict[str, pa.Array] = {}
    for column in columns:
        kind = context.schema.columns.get(column)
        parsed = context.standardized.parsed.get(column)
        if kind is not None and kind.name == "address" and parsed is not None:
            found = (name for name in parsed.column_names if name not in _NOT_DETAIL)
            parts |= {name: column_or_null(parsed, name).take(rows) for name in found}
    for name in columns:
        if name in ADDRESS_COLUMNS and name not in (ADDRESS, "adcode"):
            beside = context.values[name][0].take(rows)
            parts[name] = pc.coalesce(parts[name], beside) if name in parts else beside
    return parts


class AddressParts:
    """The parts of the addresses in some records.

    `codes` is parts x records, -1 where a record does not name the part; `words` are what the codes of each part stand
    for, folded, `written` each record's text. Over the parts, `detail` tells which are no divisions and `district`
    which are the smallest of these.
    """

    def __init__(self, context: Context, columns: tuple[str, ...], rows: Ints) -> None:
        self.place = np.full(context.rows, -1, dtype=np.int64)
        self.place[rows] = np.arange(len(rows))
        parts = address_texts(context, columns, pa.array(rows))
        self.written = {name: array for name, array in parts.items() if array.null_count < len(array)}
        self.names = tuple(self.written)
        encoded = [encode(fold_column(array)) for array in self.written.values()]
        self.words = [words for _, words in encoded]
        self.codes = np.array([codes for codes, _ in encoded], np.int64).reshape(len(encoded), len(rows))
        self.detail = np.array([name not in _DIVISIONS for name in self.names], dtype=bool)
        self.district = np.array([name in _DISTRICTS for name in self.names], dtype=bool)

    def compare(self, left: Ints, right: Ints) -> Likeness:
        """Compare pairs of records."""
        a, b = self.codes[:, self.place[left]], self.codes[:, self.place[right]]
        both = (a >= 0) & (b >= 0)
        differ = both & (a != b)
        shared = both & ~differ
        contradicts = differ.any(axis=0)
        more, fuller = ((a >= 0) & (b < 0)).any(axis=0), ((a < 0) & (b >= 0)).any(axis=0)
        strength = np.where(~more, 1.0, np.where(fuller & (shared & self.detail[:, None]).any(axis=0), _COMPATIBLE, 0))
        agrees = ~contradicts & shared.any(axis=0)
        slip, texts = np.zeros(len(left), dtype=bool), np.full((2, len(left)), "", dtype=object)
        one = np.flatnonzero((differ.sum(axis=0) == 1) & shared.any(axis=0))
        which = differ[:, one].argmax(axis=0) if len(one) else one
        for part in np.unique(which):
            at = one[which == part]
            for side, codes in enumerate((a, b)):
                texts[side, at] = self.words[part].take(pa.array(codes[part, at])).to_pylist()
            slip[at] = is_slip(*texts[:, at].tolist(), shortest=2)
        strength = np.where(agrees, strength, np.where(slip & ~more, _SLIP, 0.0))
        return Likeness(strength, agrees & (strength > 0), slip, *texts)

    def alike(self, left: Ints, right: Ints) -> Bools:
        """Tell which pairs of records share a part of their address and differ in none."""
        a, b = self.codes[:, self.place[left]], self.codes[:, self.place[right]]
        both = (a >= 0) & (b >= 0)
        return np.asarray(both.any(axis=0) & (~both | (a == b)).all(axis=0))


def compare_addresses(cells: Cells, left: Ints, right: Ints) -> Likeness:
    """Compare pairs of cells (by their number), by their parts where they have any, else by their text."""
    one, two = cells.row[left], cells.row[right]
    parts = AddressParts(cells.context, cells.columns, np.unique(np.r_[one, two]))
    strength, agrees, slip, *texts = parts.compare(one, two)
    anchor = cells.context.values[cells.anchor][0]
    written = [anchor.take(pa.array(rows)) for rows in (one, two)]
    han = [pc.match_substring_regex(side, HAN) for side in written]
    han = [pc.coalesce(*sides, pa.scalar(value=True)).to_numpy(zero_copy_only=False) for sides in (han, han[::-1])]
    _compare_scripts((written[0], written[1]), (~han[0] & han[1], han[0] & ~han[1]), strength, agrees)
    slip[han[0] != han[1]] = False
    at = np.flatnonzero((han[0] == han[1]) & ~agrees & ~slip)
    folded = [fold_column(side.take(pa.array(at))).to_pylist() for side in written]
    slip[at] = is_slip(*folded, shortest=10)
    for side, values in zip(texts, folded, strict=True):
        side[at] = values
    bare = ~(parts.codes[:, parts.place[one[at]]] >= 0).any(axis=0)
    held = bare & np.array([_holds(part, whole) for part, whole in zip(*folded, strict=True)], dtype=bool)
    strength[at] = np.where(slip[at], _SLIP, np.where(held, 1.0, strength[at]))
    agrees[at] = held
    return Likeness(strength, agrees, slip, *texts)


def _holds(part: str | None, whole: str | None) -> bool:
    return part is not None and whole is not None and len(part) >= 4 and part != whole and part in whole


def _compare_scripts(
    written: tuple[pa.Array, pa.Array], scripts: tuple[Bools, Bools], strength: Floats, agrees: Bools
) -> None:
    """Let, in place, an address in letters speak for the one in characters it spells, and never the other way."""
    for place, pairs in enumerate(scripts):
        strength[pairs] = 0.0
        for pair in np.flatnonzero(pairs):
            latin, chinese = (written[side][pair].as_py() for side in (place, 1 - place))
            agrees[pair] = is_romanized(latin, chinese) or _is_same_street(latin, chinese)
            strength[pair] = float(agrees[pair]) if place == 0 else 0.0


def _is_same_street(one: str, other: str) -> bool:
    """Tell whether two addresses name one road and number, and neither another division or room.

    >>> _is_same_street("No.418 Tiyu East Road, Zengcheng District, Guangzhou, Guangdong, China", "体育东路418号")
    True
    """
    # it takes longer to load than a gate on a small file to be judged
    from custdq.fields.address_reader import address_keys

    a, b = address_keys(one), address_keys(other)
    apart = any(a.get(key) and b.get(key) and a[key] != b[key] for key in ("division", "room"))
    return not apart and bool(set(a.get("street") or ()) & set(b.get("street") or ()))


__all__ = ["ADDRESS_COLUMNS", "HAN", "AddressParts", "Likeness", "address_texts", "compare_addresses"]
