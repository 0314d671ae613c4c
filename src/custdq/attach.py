"""Tables that are no customer list (orders) get the customer's entity id where they name a customer.

A customer is named by the record id of some system. The trap: two columns may both hold such ids; the one most of
whose cells are found wins, and a row that names nobody keeps an empty entity id.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from custdq.results import Links
from custdq.tables import ENTITY_COLUMN, SourceTable, column_or_null

#: A column names customers where at least this share of its filled cells is a known record id.
_MIN_SHARE = 0.5


def attached_to_entities(tables: Sequence[SourceTable], records: pa.Table, links: Links) -> dict[str, pa.Table]:
    """Return each attached table by name, with row numbers and the entity id of the customer it names."""
    ids = column_or_null(records, "record_id")
    counts = {row["values"]: row["counts"] for row in pc.value_counts(ids.drop_null()).to_pylist()}
    entity = {
        key: entity
        for key, entity in zip(ids.to_pylist(), links.entity_ids.to_pylist(), strict=True)
        if key is not None and counts[key] == 1
    }
    known = pa.array(list(entity), pa.string())
    out = {}
    for table in tables:
        name = table.source if not table.sheet else f"{table.source}#{table.sheet}"
        key = _key_column(table.data, known)
        cells = column_or_null(table.data, key).to_pylist() if key else [None] * table.data.num_rows
        named = pa.array([entity.get(cell) for cell in cells], pa.string())
        # a column of theirs that bears one of our names keeps its cells under another
        own = [f"{c}_in_file" if c in (ENTITY_COLUMN, "row") else c for c in table.data.column_names]
        data = table.data.rename_columns(own)
        out[name] = data.add_column(0, "row", pa.array(table.rows)).add_column(0, ENTITY_COLUMN, named)
    return out


def _key_column(data: pa.Table, known: pa.Array) -> str | None:
    shares = []
    for name in data.column_names:
        filled = column_or_null(data, name).drop_null()
        if len(filled) and len(known):
            shares.append((pc.sum(pc.is_in(filled, known)).as_py() / len(filled), name))
    best = max(shares, default=(0.0, ""))
    return best[1] if best[0] >= _MIN_SHARE else None
