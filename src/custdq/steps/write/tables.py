"""The shapes of this step: a table to be written, and what became of it.

The trap: `lineage` and its like hold many rows of one entity; an upsert must take the old ones away, or a value that
lost would stand there for good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from custdq.tables import ENTITY_COLUMN


@dataclass(frozen=True)
class OutTable:
    """One table to be written.

    Attributes
    ----------
    name
        What it is: records, lineage, xref, conflicts, review.
    data
        Its rows; its columns' types are kept.
    unique
        Whether an entity has at most one row; entity_id is the primary key then.
    same_row
        Columns by which an old row is known to be the same as a new one although its entity is another (xref).
    """

    name: str
    data: pa.Table
    unique: bool = False
    same_row: tuple[str, ...] = ()

    @property
    def keyed(self) -> bool:
        """Whether its rows belong to entities."""
        return ENTITY_COLUMN in self.data.column_names


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes
    ----------
    target
        Where to, passwords masked.
    rows
        File, sheet or table -> rows written.
    renamed
        Column -> the name it was given where the database could not hold its own.
    changed
        Column -> cells that had to be changed because the target cannot hold them: NUL characters taken out, an
        apostrophe set before what a spreadsheet would run as a formula.
    """

    target: str
    rows: Mapping[str, int]
    renamed: Mapping[str, str] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.target}: {', '.join(f'{name} ({rows:,} rows)' for name, rows in self.rows.items())}"
