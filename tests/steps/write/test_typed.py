"""Days and numbers where the cells are, and no cell is lost for it."""

from __future__ import annotations

import pyarrow as pa
import pytest

from custdq.steps.write import typed


def _typed(kind: str, cells: list[str | None], **more: list[str | None]) -> pa.Table:
    columns = {"x": pa.array(cells, pa.string()), **{name: pa.array(each, pa.string()) for name, each in more.items()}}
    return typed(pa.table(columns), {"x": kind})


@pytest.mark.parametrize(
    ("kind", "cells", "made"),
    [
        ("date", ["1990-05-01", None], "date32[day]"),
        ("date", ["1990-05"], "string"),
        ("date", ["1990-02-30"], "string"),
        ("number", ["1", "-20", "123456789012345"], "int64"),
        ("number", ["1.5", "2"], "double"),
        ("number", ["0.1234567890123456789"], "string"),
        ("number", ["12345678901234567890"], "string"),
        ("number", ["007"], "string"),
        ("text", ["1"], "string"),
        ("date", [None], "string"),
    ],
)
def test_a_column_is_of_the_type_its_cells_are(kind: str, cells: list[str | None], made: str) -> None:
    table = _typed(kind, cells)
    assert str(table.schema.field("x").type) == made
    assert table.column("x").null_count == cells.count(None)
    assert table.column_names == ["x"]


@pytest.mark.parametrize(
    ("kind", "cells", "kept"),
    [
        ("date", ["1990-05-01", "1990-05", "2001-02-30", None, "2001-02-28", "2001-03-01"], ["1990-05", "2001-02-30"]),
        ("number", ["1", "2.5", "many", None, "12345678901234567890", "3"], ["many", "12345678901234567890"]),
    ],
)
def test_cells_that_are_none_stand_behind_as_text(kind: str, cells: list[str | None], kept: list[str]) -> None:
    table = _typed(kind, cells, y=["a"] * 6)
    assert table.column_names == ["x", "x_text", "y"]
    assert [cell for cell in table.column("x_text").to_pylist() if cell is not None] == kept
    both = zip(table.column("x").to_pylist(), table.column("x_text").to_pylist(), cells, strict=True)
    assert all((day is None and text == cell) or (day is not None and text is None) for day, text, cell in both)


def test_a_column_of_that_name_is_not_written_over() -> None:
    table = _typed("date", ["1990-05-01", "1990"], x_text=["a", "b"])
    assert table.column_names == ["x", "x_text_2", "x_text"]
