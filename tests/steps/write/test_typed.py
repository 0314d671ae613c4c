"""A column is typed as a whole, and no cell is lost for it."""

from __future__ import annotations

import pyarrow as pa
import pytest

from custdq.steps.write import typed


@pytest.mark.parametrize(
    ("kind", "cells", "made"),
    [
        ("date", ["1990-05-01", None], "date32[day]"),
        ("date", ["1990-05"], "string"),
        ("date", ["1990-02-30"], "string"),
        ("number", ["1", "-20"], "int64"),
        ("number", ["1.5", "2"], "double"),
        ("number", ["0.1234567890123456789"], "string"),
        ("number", ["12345678901234567890"], "string"),
        ("number", ["007"], "string"),
        ("text", ["1"], "string"),
        ("date", [None], "string"),
    ],
)
def test_a_column_is_typed_where_all_its_cells_are(kind: str, cells: list[str | None], made: str) -> None:
    table = typed(pa.table({"x": pa.array(cells, pa.string())}), {"x": kind})
    assert str(table.schema.field("x").type) == made
    assert table.column("x").null_count == cells.count(None)
