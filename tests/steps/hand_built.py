"""Standardized records written by hand, so that a step is tested on what it is given and not on how cells are parsed.

A cell is None (empty), "text" (valid as it stands), ("raw", "standard") (repaired), ("raw", None) or
("raw", None, "reason") (invalid), or ("n/a", None, "placeholder") (stands for nothing).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from custdq.tables import ParsedColumns, Standardized

Cell = str | tuple[str, str | None] | tuple[str, str | None, str] | None


def hand_built(
    columns: Mapping[str, Sequence[Cell]],
    *,
    unparsed: Sequence[str] = ("source", "record_id", "row", "owner", "stage", "kind"),
    parts: Mapping[str, Mapping[str, Sequence[str | None]]] | None = None,
) -> Standardized:
    """Return the records; `parts` gives further columns of a column's parse result."""
    raw, parsed = {}, {}
    for name, cells in columns.items():
        lines = [_read(cell) for cell in cells]
        raw[name] = pa.array([line[0] for line in lines], pa.string())
        if name in unparsed:
            continue
        table = {
            "value": pa.array([line[1] for line in lines], pa.string()),
            "status": pa.array([line[2] for line in lines], pa.string()),
            "problem": pa.array([line[3] for line in lines], pa.string()),
        }
        extra = (parts or {}).get(name, {})
        parsed[name] = pa.table(table | {part: pa.array(values, pa.string()) for part, values in extra.items()})
    return Standardized(pa.table(raw), ParsedColumns(parsed))


def _read(cell: Cell) -> tuple[str | None, str | None, str, str | None]:
    """Return raw, value, status and problem."""
    if cell is None:
        return None, None, "missing", None
    if isinstance(cell, str):
        return cell, cell, "valid", None
    raw, value, *reason = cell
    problem = reason[0] if reason else None
    if value is not None:
        return raw, value, "repaired", problem
    return raw, None, "missing" if problem == "placeholder" else "invalid", problem
