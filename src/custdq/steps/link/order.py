"""The order records are worked on in: given by what they say, so that row order changes no result.

The trap: equal records must stand together (a run of copies is found that way), and among them the one the user's
system names first comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.schema import Schema
from custdq.steps.link.field import Field
from custdq.tables import Standardized
from custdq.text.fingerprint import Fingerprints, mixed

#: Records at a time: what is worked on stays in the processor's cache.
_ROWS = 1 << 14


def content_order(fields: Sequence[Field], records: Standardized, schema: Schema) -> npt.NDArray[np.int64]:
    """Return an order of the records that depends on their content, not on where they stand."""
    content = content_fingerprints(fields)
    order = np.argsort(content)
    ordered = content[order]
    alike = np.append(False, ordered[1:] == ordered[:-1])
    alike[:-1] |= alike[1:]
    tied = np.flatnonzero(alike)
    if len(tied):
        ties = order[tied]
        columns: list[npt.NDArray[Any]] = [ties]
        for name in ("row", "sheet", schema.record_id or "record_id", schema.source or "source"):
            if name in records.raw.column_names:
                columns.append(_ranks(records.column(name).take(pa.array(ties))))
        order[tied] = ties[np.lexsort([*columns, content[ties]])]
    return order


def content_fingerprints(fields: Sequence[Field]) -> Fingerprints:
    """Return one number a record, alike for records that agree in every key they are compared by."""
    keys = [field.keys[key].fingerprints() for field in fields for key in field.compared]
    out = np.zeros(len(fields[0].present()), np.uint64)
    for begin in range(0, len(out), _ROWS):
        part = slice(begin, begin + _ROWS)
        content = mixed(out[part])
        for key in keys:
            content = mixed(content ^ key[part])
        out[part] = content
    return out


def _ranks(column: Any) -> npt.NDArray[np.int64]:
    return np.asarray(pc.rank(column, sort_keys="ascending", tiebreaker="dense")).astype(np.int64)
