"""How each column is filled: cells that hold a value, that cannot be read, that are missing, and where.

Counts and shares only, so that they may go into any report. The trap: a column nobody fills in one system looks half
full over all; so what is missing is told by source, or, where there is one source, along its rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.roles import position_columns
from custdq.schema import Schema
from custdq.tables import Standardized, column_or_null

_STATES = (Status.VALID, Status.REPAIRED, Status.INVALID, Status.MISSING)
_MISSING = _STATES.index(Status.MISSING)
_BANDS = 40
_MOST_SOURCES = 16

Codes = npt.NDArray[np.int64]


def column_counts(standardized: Standardized, schema: Schema) -> list[dict[str, Any]]:
    """Return one line a column: column, kind, rows, and cells valid, repaired, invalid, missing, placeholders.

    Placeholders (N/A, 无) are among the missing.
    """
    lines = []
    for name, codes in _states(standardized, schema).items():
        counts = np.bincount(codes, minlength=len(_STATES)).tolist()
        problems = standardized.parsed.column(name).part("problem")
        placeholders = int(pc.sum(pc.equal(problems, str(Reason.PLACEHOLDER))).as_py() or 0)
        line = {"column": name, "kind": schema.columns[name].name, "rows": len(codes)}
        lines.append(line | dict(zip(map(str, _STATES), counts, strict=True)) | {"placeholders": placeholders})
    return lines


def missingness(standardized: Standardized, schema: Schema) -> dict[str, Any]:
    """Return where cells are missing.

    Returns
    -------
    dict
        `by`: "source", or "rows" where there is one source; `places`: the sources, or the first row of each band of
        rows; `rows`: how many rows each has; `columns`; `shares`: a list for each column, the share of its cells
        missing in each place (0 to 1).
    """
    by, places, where = _places(standardized, schema)
    rows = np.bincount(where, minlength=len(places))
    states = _states(standardized, schema)
    shares = [
        np.round(np.bincount(where[codes == _MISSING], minlength=len(places)) / np.maximum(rows, 1), 4).tolist()
        for codes in states.values()
    ]
    return {"by": by, "places": places, "rows": rows.tolist(), "columns": list(states), "shares": shares}


def _states(standardized: Standardized, schema: Schema) -> Mapping[str, Codes]:
    known = pa.array([str(state) for state in _STATES])
    found = {}
    for name in schema.columns:
        if name in standardized.parsed:
            codes = pc.index_in(standardized.parsed.column(name).part("status"), value_set=known)
            found[name] = pc.fill_null(codes, _MISSING).to_numpy(zero_copy_only=False).astype(np.int64)
    return found


def _places(standardized: Standardized, schema: Schema) -> tuple[str, list[Any], Codes]:
    """Return what cells are told apart by, the places, and each row's place."""
    rows = standardized.records.num_rows
    source = column_or_null(position_columns(standardized.records, schema), "source")
    coded = pc.fill_null(source, "(none)").dictionary_encode()
    names = coded.dictionary.to_pylist()
    codes = coded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    if len(names) < 2:
        bands = min(_BANDS, max(rows, 1))
        starts = [rows * band // bands for band in range(bands)]
        return "rows", [start + 1 for start in starts], np.searchsorted(starts, np.arange(rows), side="right") - 1
    # those with most rows are shown by name, the rest together
    counts = np.bincount(codes, minlength=len(names))
    order = sorted(range(len(names)), key=lambda at: (-counts[at], names[at]))
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    shown = [names[at] for at in order[:_MOST_SOURCES]]
    return "source", shown + ["others"] * (len(names) > _MOST_SOURCES), np.minimum(rank, _MOST_SOURCES)[codes]
