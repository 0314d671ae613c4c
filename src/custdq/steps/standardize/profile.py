"""How each column was written and is written now: one row a column, before and after.

The trap: counting what is valid says nothing about order. A column is in order when few shapes are left, so the shapes
of its values (letters, digits, characters) are counted on both sides.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from custdq.schema import Schema
from custdq.tables import Standardized, column_or_null
from custdq.text.shape import outline

PROFILE_SCHEMA = pa.schema(
    [
        ("column", pa.string()), ("kind", pa.string()), ("rows", pa.int64()), ("missing", pa.int64()),
        ("valid", pa.int64()), ("repaired", pa.int64()), ("invalid", pa.int64()), ("distinct_before", pa.int64()),
        ("distinct_after", pa.int64()), ("shapes_before", pa.int64()), ("shapes_after", pa.int64()),
        ("commonest_before", pa.string()), ("commonest_after", pa.string()), ("commonest_problem", pa.string()),
    ]
)  # fmt: skip


def column_profiles(standardized: Standardized, schema: Schema) -> pa.Table:
    """Return one row a declared column: its cells before and after standardizing.

    Returns
    -------
    pyarrow.Table
        `column`, `kind`; `rows`, `missing`, `valid`, `repaired`, `invalid` (cells); `distinct_before`,
        `distinct_after` (values); `shapes_before`, `shapes_after` (ways of writing: 9 stands for digits, a and A for
        letters, 〇 for Chinese characters); `commonest_before`, `commonest_after` (the shape most cells have);
        `commonest_problem` (reason code). No cell's value is in it.
    """
    rows = [_profile(name, kind.name, standardized) for name, kind in schema.columns.items()]
    return pa.Table.from_pylist(rows, schema=PROFILE_SCHEMA)


def _profile(name: str, kind: str, standardized: Standardized) -> dict[str, str | int | None]:
    parsed = standardized.parsed[name]
    states, problems = _counts(column_or_null(parsed, "status")), _counts(column_or_null(parsed, "problem"))
    before = _counts(column_or_null(standardized.raw, name))
    after = _counts(column_or_null(standardized.records, name))
    written_before, written_after = _outlines(before), _outlines(after)
    return {
        "column": name, "kind": kind, "rows": parsed.num_rows,
        **{state: states.get(state, 0) for state in ("missing", "valid", "repaired", "invalid")},
        "distinct_before": len(before), "distinct_after": len(after), "shapes_before": len(written_before),
        "shapes_after": len(written_after), "commonest_before": _commonest(written_before),
        "commonest_after": _commonest(written_after), "commonest_problem": _commonest(problems),
    }  # fmt: skip


def _counts(cells: pa.Array) -> dict[str, int]:
    """Count the cells of each distinct value."""
    found = pc.value_counts(cells.drop_null())
    return dict(zip(found.field("values").to_pylist(), found.field("counts").to_pylist(), strict=True))


def _outlines(counts: dict[str, int]) -> dict[str, int]:
    """Count the cells of each shape."""
    shapes: dict[str, int] = {}
    for text, count in counts.items():
        written = outline(text)
        shapes[written] = shapes.get(written, 0) + count
    return shapes


def _commonest(counts: dict[str, int]) -> str | None:
    """Return what most cells have; of several the first in order, so that the order of rows says nothing."""
    return min(counts, key=lambda text: (-counts[text], text)) if counts else None
