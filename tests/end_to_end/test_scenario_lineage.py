"""Every golden cell of the whole company is accounted for: one line, and what it names stands in the file at that row.

The files are read here by the plainest means, so that the library's own reading is not its own witness.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from python_calamine import CalamineWorkbook

from custdq.cells import as_text

Row = tuple[str, str, int]


@pytest.fixture(scope="module")
def file_rows(shared_data: Path) -> dict[Row, list[str]]:
    """Return the cells of each row of each file as text: source, sheet and row number (counted from 1)."""
    rows: dict[Row, list[str]] = {}
    for path in (shared_data / "scenario").iterdir():
        if path.suffix == ".xlsx":
            book = CalamineWorkbook.from_path(path)
            for sheet in book.sheet_names:
                table = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
                rows |= {(path.name, sheet, at): _texts(row) for at, row in enumerate(table, 1)}
        elif path.suffix == ".jsonl":
            lines = path.read_text(encoding="utf-8").splitlines()
            rows |= {(path.name, "", at): _texts(json.loads(line).values()) for at, line in enumerate(lines, 1) if line}
        elif path.suffix == ".csv":
            reader = csv.reader(_decoded(path.read_bytes()).splitlines(keepends=True))
            for row in reader:
                rows[path.name, "", reader.line_num] = row
    return rows


def _texts(cells: Any) -> list[str]:
    return [as_text(cell) or "" for cell in cells]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _stands(given: str, cells: list[str]) -> bool:
    """Tell whether a text is a cell, or stands in one, or in two side by side that one column was put together from.

    A WeChat id given as "same as the mobile" is the mobile's figures.
    """
    if given in cells or any(given in cell for cell in cells):
        return True
    row = _bare("".join(cells))
    return _bare(given) in row or (given.isdigit() and any(given == _digits(cell)[-len(given) :] for cell in cells))


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def test_every_golden_cell_has_one_line(company: Any) -> None:
    golden = company.golden.tables
    lines = golden.lineage
    for column in golden.records.column_names[1:]:
        cells = golden.records.select(["entity_id", column]).filter(pc.is_valid(golden.records.column(column)))
        own = lines.filter(pc.equal(lines.column("column"), column))
        assert own.column("entity_id").to_pylist() == cells.column("entity_id").to_pylist(), column
        assert own.column("value").to_pylist() == cells.column(column).to_pylist(), column
    filled = sum(len(column) - column.null_count for column in golden.records.drop_columns(["entity_id"]).columns)
    assert lines.num_rows == filled


def test_what_was_given_stands_in_the_file_at_the_row(company: Any, file_rows: dict[Row, list[str]]) -> None:
    lines = company.golden.tables.lineage.select(["source", "sheet", "row", "column", "given"])
    missing = []
    for source, sheet, row, column, given in zip(*(c.to_pylist() for c in lines.columns), strict=True):
        if given is None or not _stands(given, file_rows.get((source, sheet or "", row), [])):
            missing.append((source, row, column))
    assert missing == []


def test_each_line_names_a_record_of_its_entity(company: Any) -> None:
    golden = company.golden.tables
    keys = ["entity_id", "source", "sheet", "row"]
    named = {tuple(row.values()) for row in golden.xref.select(keys).to_pylist()}
    lines = golden.lineage.select(keys).group_by(keys, use_threads=False).aggregate([])
    assert {tuple(row.values()) for row in pa.table(lines).to_pylist()} <= named
