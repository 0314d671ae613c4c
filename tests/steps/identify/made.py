"""Small tables of records for the tests of identities."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from custdq.schema import Schema
from custdq.steps.identify import NO_IDENTITIES, IdentityTables, NamedRecords, identify_entities, name_records

Row = tuple[str | None, str | None, str]
"""Source, own id (None: none), what the record says."""


def named(rows: Sequence[Row]) -> NamedRecords:
    """Return records with what tells them again."""
    source, ids, says = ([row[n] for row in rows] for n in range(3))
    columns = {"source": source, "sheet": [""] * len(rows), "row": list(map(str, range(2, len(rows) + 2)))}
    table = pa.table({**columns, "record_id": pa.array(ids, pa.string()), "name": pa.array(says, pa.string())})
    return name_records(table, Schema({}))


def identified(
    entities: Sequence[str], rows: Sequence[Row], before: IdentityTables = NO_IDENTITIES, day: str | None = None
) -> IdentityTables:
    """Return the identities of records whose entities are named by any words, given out in the order of these."""
    number = np.unique(np.array(list(entities), dtype=str), return_inverse=True)[1].astype(np.int64)
    return identify_entities(named(rows), number, before=before, day=day)


def ids(tables: IdentityTables) -> list[str]:
    """Return the entity id of each record of today."""
    return [str(one) for one in tables.current.column("entity_id").to_pylist()]


def happened(tables: IdentityTables) -> list[tuple[str, str | None, str | None, int]]:
    """Return the events of the last run."""
    rows = [row for row in tables.events.to_pylist() if row["run"] == tables.run]
    return [(row["event"], row["old_id"], row["new_id"], row["records"]) for row in rows]
