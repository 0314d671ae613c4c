"""The cell a value was read from, as it stands in the file.

Most values stand in a cell of their own. A division is read from the address, a birthday from the resident number,
a number out of a cell that held more; then that cell is what was given. The trap: `as_written` keeps only cells whose
text stands nowhere else in the record, so a leftover of another column must not be taken for the value's own cell.
"""

from __future__ import annotations

import json

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from custdq.infer.columns import AS_WRITTEN
from custdq.steps.merge.addresses import ADDRESS_COLUMNS
from custdq.steps.merge.cells import ADDRESS, Context, Ints, fold
from custdq.tables import NAME_COLUMN, column_or_null

#: Column -> columns that its value is read from where it has no cell of its own.
READ_FROM = {
    **dict.fromkeys((*ADDRESS_COLUMNS, "country"), (ADDRESS,)),
    **dict.fromkeys(("birthday", "gender"), ("resident_id",)),
    "extension": ("landline", "mobile"), "area_code": ("landline",),
}  # fmt: skip

#: `unify` tells from the name what a customer is; these are its words and no cell's.
_KINDS = ("person", "organization")

#: From here on (0 to 100) a value is taken to have been read out of a text.
_HELD = 70.0

Texts = npt.NDArray[np.object_]


def given_texts(context: Context, column: str, rows: Ints) -> pa.Array:
    """Return the text each value of `column` was read from, in the records of `rows`; null where a row is -1."""
    own = _raw(context, column, rows)
    if column == "kind":
        name = _raw(context, NAME_COLUMN, rows)
        own = pc.if_else(pc.is_in(own, value_set=pa.array(_KINDS)), pc.coalesce(name, own), own)
    for other in READ_FROM.get(column, ()):
        if not own.null_count:
            break
        own = pc.coalesce(own, _raw(context, other, rows))
    leftover = column_or_null(context.standardized.raw, AS_WRITTEN)
    if leftover.null_count == len(leftover):
        return own
    return _out_of_leftovers(own, leftover, rows)


def _raw(context: Context, column: str, rows: Ints) -> pa.Array:
    raw = context.standardized.raw
    table = raw if column in raw.column_names else context.standardized.records
    return column_or_null(table, column).take(pa.array(rows, mask=rows < 0))


def _out_of_leftovers(own: pa.Array, leftover: pa.Array, rows: Ints) -> pa.Array:
    """Put in the place of a text the cell it was taken out of, where the record has such a one."""
    written = leftover.take(pa.array(rows, mask=rows < 0))
    at = np.flatnonzero(np.asarray(pc.and_(written.is_valid(), own.is_valid())))
    cells = [list(json.loads(text).values()) for text in written.take(pa.array(at)).to_pylist()]
    counts = np.fromiter(map(len, cells), np.int64, len(cells))
    place = np.repeat(np.arange(len(at)), counts)
    if not len(place):
        return own
    texts: Texts = np.array([str(text) for held in cells for text in held], dtype=object)
    values = own.take(pa.array(at)).to_pylist()
    likeness = cpdist([fold(values[one]) for one in place], [fold(text) for text in texts], scorer=fuzz.partial_ratio)
    order = np.lexsort((-likeness, place))
    best = order[np.flatnonzero(np.r_[True, np.diff(place[order]) != 0])]
    best = best[likeness[best] >= _HELD]
    mask = np.zeros(len(own), dtype=bool)
    mask[at[place[best]]] = True
    return pc.replace_with_mask(own, pa.array(mask), pa.array(texts[best].tolist(), pa.string()))
