"""In which order entities are named: by the smallest record id each holds.

The trap: a name given by row order would call the same customer something else after every sort.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.tables import column_or_null


def number_entities(identity: pa.Table, labels: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Number the entity of each record from 0, by its smallest (source, record id), whatever the row order."""
    ids = column_or_null(identity, "record_id")
    # shorter ids first: 9 before 10, C9 before C10
    keys = [identity.column(name) for name in ("row", "sheet") if name in identity.column_names]
    keys += [ids, pc.utf8_length(ids), column_or_null(identity, "source")]
    ranks = [np.asarray(pc.rank(key, sort_keys="ascending", tiebreaker="dense")).astype(np.int64) for key in keys]
    order = np.lexsort(ranks)
    rank = np.empty(len(labels), np.int64)
    rank[order] = np.arange(len(labels))
    _, entity = np.unique(labels, return_inverse=True)
    first = np.full(int(entity.max(initial=-1)) + 1, len(labels), np.int64)
    np.minimum.at(first, entity, rank)
    number = np.empty(len(first), np.int64)
    number[np.argsort(first)] = np.arange(len(first))
    return number[entity]
