"""Which row a record id means: by the system's own id, or (source, id) where ids repeat across sources.

The trap: a record id may stand in several sources, so a lookup by id must refuse to guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.cells import as_text
from custdq.errors import OptionError, RecordNotFoundError, did_you_mean
from custdq.tables import column_or_null

#: A record id, or (source, record id).
RecordKey = str | int | float | tuple[str | None, str | int]

Rows = npt.NDArray[np.int32] | npt.NDArray[np.int64]

#: (source or None, record id), as they stand in the records.
NamedRecord = tuple[str | None, str]


def named_record(record: RecordKey) -> NamedRecord:
    """Return the source, where one is given, and the id as it stands in the records: 7.0 is 7.

    >>> named_record(7.0), named_record(("crm", "C1"))
    ((None, '7'), ('crm', 'C1'))
    """
    source, key = record if isinstance(record, tuple) and len(record) == 2 else (None, record)
    text = None if isinstance(key, tuple | list) else as_text(key)
    if text is None:
        raise OptionError(f"A record was given as {record!r}; expected its id, or (source, id).")
    return as_text(source), text


def record_positions(identity: pa.Table, records: Sequence[RecordKey]) -> list[int]:
    """Return the row position of each record.

    Parameters
    ----------
    identity
        record_id and source of the rows.
    records
        Record ids, or (source, record id) where an id occurs in several sources.

    Raises
    ------
    RecordNotFoundError
        When an id or a source is not there, or several records share the id.
    """
    named = [named_record(record) for record in records]
    ids, sources = (column_or_null(identity, name) for name in ("record_id", "source"))
    wanted = pa.array(sorted({key for _, key in named}), pa.string())
    at = np.flatnonzero(np.asarray(pc.is_in(ids, value_set=wanted)))
    rows = pa.array(at)
    held: dict[NamedRecord, list[int]] = {}
    for row, key, source in zip(at.tolist(), ids.take(rows).to_pylist(), sources.take(rows).to_pylist(), strict=True):
        held.setdefault((None, key), []).append(row)
        if source is not None:
            held.setdefault((source, key), []).append(row)
    return [found[0] if len(found := held.get(one, [])) == 1 else _refuse(one, ids, sources, found) for one in named]


def _refuse(record: NamedRecord, ids: pa.Array, sources: pa.Array, found: Sequence[int]) -> NoReturn:
    source, key = record
    known = sources.unique().drop_null().to_pylist()
    if source is not None and source not in known:
        raise RecordNotFoundError(f'No record is of the source "{source}". {did_you_mean(source, known)}')
    if not found:
        where = "" if source is None else f' in the source "{source}"'
        raise RecordNotFoundError(f'No record has the id "{key}"{where}. {_nearest(key, ids)}')
    held = sorted(sources.take(pa.array(found)).unique().drop_null().to_pylist())
    of = f" (sources: {', '.join(held)})" if held else ""
    advice = "Give (source, id)." if len(held) == len(found) else "Give every record an id of its own first."
    raise RecordNotFoundError(f'The id "{key}" belongs to {len(found)} records{of}. {advice}')


def named_pairs(identity: pa.Table, left: Rows, right: Rows) -> pa.Table:
    """Return the record ids of pairs of rows as left and right, and what else it takes to tell the records apart.

    left_source and right_source where ids repeat among sources; left_row and right_row, the places in the input counted
    from 0, where they repeat in one source or are missing.
    """
    ids, sources = (column_or_null(identity, name) for name in ("record_id", "source"))
    sides = {"left": pa.array(left), "right": pa.array(right)}
    columns = {name: ids.take(rows) for name, rows in sides.items()}
    if ids.null_count or len(ids.unique()) < len(ids):
        if sources.null_count < len(sources):
            columns |= {f"{name}_source": sources.take(rows) for name, rows in sides.items()}
        keys = pc.binary_join_element_wise(pc.fill_null(sources, ""), ids, "\x1e")
        if ids.null_count or len(keys.unique()) < len(keys):
            columns |= {f"{name}_row": rows.cast(pa.int64()) for name, rows in sides.items()}
    return pa.table(columns)


def _nearest(key: str, ids: pa.Array) -> str:
    # the nearest id only: all the others would be no help
    near = did_you_mean(key, ids.drop_null().slice(0, 2000).to_pylist()).split("Known:")[0]
    return f"{near}The ids stand in the column record_id of links.entities."
