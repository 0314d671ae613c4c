"""In which order entities are named: by the smallest record id each holds.

The trap: a name given by row order would call the same customer something else after every sort.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.tables import column_or_null

#: Bytes of an id that make one number.
_BYTES = 8


def number_entities(identity: pa.Table, labels: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Number the entity of each record from 0, by its smallest (source, record id), whatever the row order."""
    rank = _ranks_of_ids(identity)
    named = np.zeros(int(labels.max(initial=-1)) + 1, bool)
    named[labels] = True
    entity = (np.cumsum(named) - 1).take(labels)
    # where an entity begins with its smallest id, as it does in a table in the order of its ids, nothing is sorted
    first = rank.take(np.flatnonzero(named))
    np.minimum.at(first, entity, rank)
    if (first[1:] > first[:-1]).all():
        return entity
    number = np.empty(len(first), np.int64)
    number[np.argsort(first)] = np.arange(len(first))
    return number.take(entity)


def _ranks_of_ids(identity: pa.Table) -> npt.NDArray[np.uint64] | npt.NDArray[np.int64]:
    """Return a number a row that ranks them by source, record id, sheet and row; shorter ids first: C9 before C10."""
    ids = column_or_null(identity, "record_id")
    source = column_or_null(identity, "source")
    numbers = _as_numbers(ids) if source.null_count == len(source) else None
    if numbers is not None and _all_differ(numbers):
        return numbers
    keys = [identity.column(name) for name in ("row", "sheet") if name in identity.column_names]
    keys += [ids, pc.utf8_length(ids), source]
    ranks = [np.asarray(pc.rank(key, sort_keys="ascending", tiebreaker="dense")).astype(np.int64) for key in keys]
    rank = np.empty(len(ids), np.int64)
    rank[np.lexsort(ranks)] = np.arange(len(ids))
    return rank


def _all_differ(numbers: npt.NDArray[np.uint64]) -> bool:
    ascending = bool((numbers[1:] > numbers[:-1]).all())
    ordered = numbers if ascending else np.sort(numbers)
    return ascending or not bool((ordered[1:] == ordered[:-1]).any())


def _as_numbers(ids: pa.Array) -> npt.NDArray[np.uint64] | None:
    """Return short ids as numbers in their order: their bytes, the last one counting least; None where one is long.

    >>> np.argsort(_as_numbers(pa.array(["10", "9", "C9"]))).tolist()
    [1, 0, 2]
    """
    if ids.null_count or not len(ids) or not pc.all(pc.string_is_ascii(ids)).as_py():
        return None
    _, held, data = ids.buffers()
    offsets = np.frombuffer(held, np.int32)[ids.offset : ids.offset + len(ids) + 1].astype(np.int64)
    length = np.diff(offsets)
    if length.max() > _BYTES or data is None:
        return None
    padded = np.concatenate([np.zeros(_BYTES, np.uint8), np.frombuffer(data, np.uint8)[: offsets[-1]]])
    # the eight bytes that end where the id does
    words = np.ndarray((len(padded) - _BYTES + 1,), np.dtype(">u8"), padded, strides=(1,))
    kept = np.array([(1 << 8 * size) - 1 for size in range(_BYTES + 1)], np.uint64)
    return np.asarray(words[offsets[1:]].astype(np.uint64) & kept[length])
