"""Tables that are no customer list (orders) get the customer's entity id where they name a customer.

A customer is named by the record id of some system. The traps: two columns may both hold such ids; the one most of
whose cells are found wins, and a row that names nobody keeps an empty entity id. Two tables may bear one name, and
a table's own columns may bear ours: neither may cost a table or a cell.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import count

import pyarrow as pa
import pyarrow.compute as pc

from custdq.results import Links
from custdq.tables import ENTITY_COLUMN, SourceTable, column_or_null

#: A column names customers where at least this share of its filled cells is a known record id.
_MIN_SHARE = 0.5


def attached_to_entities(tables: Sequence[SourceTable], records: pa.Table, links: Links) -> dict[str, pa.Table]:
    """Return each attached table by name, with row numbers and the entity id of the customer it names."""
    entity = _entity_of_id(records, links)
    known = pa.array(list(entity), pa.string())
    out: dict[str, pa.Table] = {}
    for table in tables:
        name = table.source if not table.sheet else f"{table.source}#{table.sheet}"
        key = _key_column(table.data, known)
        cells = column_or_null(table.data, key).to_pylist() if key else [None] * table.data.num_rows
        named = pa.array([entity.get(cell or "") for cell in cells], pa.string())
        data = table.data.rename_columns(_beside_ours(table.data.column_names))
        out[_unused(name, out)] = data.add_column(0, "row", pa.array(table.rows)).add_column(0, ENTITY_COLUMN, named)
    return out


def _entity_of_id(records: pa.Table, links: Links) -> dict[str, str]:
    """Return record id -> entity id; an id that several systems gave to different customers names nobody."""
    ids = column_or_null(records, "record_id").to_pylist()
    named: dict[str, set[str]] = {}
    for key, entity in zip(ids, links.entity_ids.to_pylist(), strict=True):
        if key is not None:
            named.setdefault(key, set()).add(entity)
    return {key: entities.pop() for key, entities in named.items() if len(entities) == 1}


def _beside_ours(names: Sequence[str]) -> list[str]:
    """Return the columns' names, those that bear one of ours under another."""
    taken = [ENTITY_COLUMN, "row", *(name for name in names if name not in (ENTITY_COLUMN, "row"))]
    return [name if name in taken[2:] else _unused(f"{name}_in_file", taken) for name in names]


def _unused(name: str, taken: Container[str]) -> str:
    """Return `name`, with a number behind it where two tables or columns would share it."""
    if name not in taken:
        return name
    return next(f"{name}_{number}" for number in count(2) if f"{name}_{number}" not in taken)


def _key_column(data: pa.Table, known: pa.Array) -> str | None:
    shares = []
    for name in data.column_names:
        filled = column_or_null(data, name).drop_null()
        if len(filled) and len(known):
            shares.append((pc.sum(pc.is_in(filled, known)).as_py() / len(filled), name))
    best = max(shares, default=(0.0, ""))
    return best[1] if best[0] >= _MIN_SHARE else None
