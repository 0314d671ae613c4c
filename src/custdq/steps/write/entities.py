"""Golden records as JSON: one object an entity, with the trail of its cells where it is asked for.

The trap: a million entities do not fit into memory as objects; they are made and written some thousands at a time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.write.files import json_text, whole_file
from custdq.steps.write.tables import OutTable
from custdq.tables import ENTITY_COLUMN

_BATCH = 5_000


def write_entities(tables: Sequence[OutTable], path: Path, *, lines: bool) -> None:
    """Write one object an entity.

    Parameters
    ----------
    tables
        The first has one row an entity, whose columns are the object's; every other becomes a list of the object under
        its name (`lineage`, `xref`, ...), its candidates as data and not as text.
    path
        Where to.
    lines
        One object a line (JSON lines), else one list.
    """
    with whole_file(path) as scratch, scratch.open("w", encoding="utf-8", newline="\n") as file:
        before = "" if lines else "[\n"
        for each in _objects(tables):
            file.write(before + json_text(each))
            before = "\n" if lines else ",\n"
        file.write("\n" if before == "\n" else "" if lines else "\n]\n" if before == ",\n" else "[]\n")


def _objects(tables: Sequence[OutTable]) -> Iterator[dict[str, Any]]:
    first, others = tables[0].data, [_Grouped(table, tables[0].data) for table in tables[1:]]
    for begin in range(0, first.num_rows, _BATCH):
        batch = first.slice(begin, _BATCH).to_pylist()
        lists = [(other.name, other.of(begin, begin + len(batch))) for other in others]
        for at, row in enumerate(batch):
            yield row | {name: found[at] for name, found in lists}


class _Grouped:
    """The rows of a table, sorted by the entity they belong to."""

    def __init__(self, table: OutTable, entities: pa.Table) -> None:
        self.name = table.name
        known = entities.column(ENTITY_COLUMN)
        at: npt.NDArray[np.int64] = np.asarray(
            pc.fill_null(pc.index_in(table.data.column(ENTITY_COLUMN), value_set=known.combine_chunks()), -1)
        ).astype(np.int64)
        order = np.argsort(at, kind="stable")
        self.rows = table.data.drop_columns([ENTITY_COLUMN]).take(pa.array(order))
        self.begins = np.searchsorted(at[order], np.arange(entities.num_rows + 1))

    def of(self, begin: int, end: int) -> list[list[dict[str, Any]]]:
        """Return the rows of each entity from `begin` to before `end`."""
        bounds = self.begins[begin : end + 1]
        rows = self.rows.slice(bounds[0], bounds[-1] - bounds[0]).to_pylist()
        for row in rows:
            if row.get("candidates"):
                row["candidates"] = json.loads(row["candidates"])
        return [rows[a - bounds[0] : b - bounds[0]] for a, b in pairwise(bounds)]
