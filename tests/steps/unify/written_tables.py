"""Source tables written by hand: columns of cells, rows counted from 2 as below a header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from custdq.steps.unify import Unified, unify_tables
from custdq.tables import SourceTable


def source_table(columns: Mapping[str, Sequence[str | None]], name: str = "a.csv", sheet: str = "") -> SourceTable:
    data = pa.table({column: pa.array(cells, pa.string()) for column, cells in columns.items()})
    return SourceTable(name, sheet, data, np.arange(2, 2 + data.num_rows))


def unify(columns: Mapping[str, Sequence[str | None]]) -> Unified:
    return unify_tables([source_table(columns)])


def cells(unified: Unified, column: str) -> list[str | None]:
    values: list[str | None] = unified.records.column(column).to_pylist()
    return values
