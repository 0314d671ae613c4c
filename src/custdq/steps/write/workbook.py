"""Tables as one workbook, a sheet each; the sheet `review` asks a steward and has room for the answers.

The traps: text must stay text, neither a formula, nor a link, nor a number without its zeros; a sheet holds no more
than 1,048,576 rows, and a cell no more than 32,767 characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import OptionError
from custdq.steps.write.files import whole_file
from custdq.steps.write.tables import OutTable

_ROWS, _COLUMNS, _CELL = 1_048_576, 16_384, 32_767
_BATCH = 50_000
_PLAIN = {
    "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": True,
    "default_date_format": "yyyy-mm-dd",
}  # fmt: skip
#: The column of the review sheet a steward fills, and the question that is answered with yes or no.
ANSWER, YES_OR_NO = "answer", "one customer?"


def write_workbook(tables: Sequence[tuple[str, OutTable]], path: Path) -> dict[str, int]:
    """Write tables as the sheets of one workbook.

    Parameters
    ----------
    tables
        (name of the sheet, table); a column `answer` of a table is given a list to choose from.
    path
        Where to.

    Returns
    -------
    dict
        Column -> cells that were cut to what a cell holds.

    Raises
    ------
    OptionError
        When a table does not fit into a sheet, or a name is none of a sheet.
    """
    for sheet, table in tables:
        _check(sheet, table.data, path)
    import xlsxwriter

    changed: dict[str, int] = {}
    with whole_file(path) as scratch, xlsxwriter.Workbook(str(scratch), {**_PLAIN, "constant_memory": True}) as book:
        head, room = book.add_format({"bold": True}), book.add_format({"bg_color": "#FFF7D6"})
        for sheet, table in tables:
            data, cut = _fitting(table.data)
            changed |= cut
            _draw(book.add_worksheet(sheet), data, head, room)
    return changed


def _check(sheet: str, table: pa.Table, path: Path) -> None:
    if not 0 < len(sheet) <= 31 or re.search(r"[][:*?/\\]|^'|'$", sheet):
        raise OptionError(f'A sheet cannot be named "{sheet}"; expected 1 to 31 characters, none of []:*?/\\.')
    if table.num_rows >= _ROWS or table.num_columns > _COLUMNS:
        rows = f"{table.num_rows:,} rows and {table.num_columns:,} columns"
        raise OptionError(f'"{path}": {sheet} has {rows}, more than a sheet holds. Write .csv or .parquet.')


def _fitting(table: pa.Table) -> tuple[pa.Table, dict[str, int]]:
    """Return the table with every cell short enough, and how many cells of which column were cut."""
    cut = {}
    for at, name in enumerate(table.column_names):
        column = table.column(name)
        if pa.types.is_string(column.type) and (pc.max(pc.utf8_length(column)).as_py() or 0) > _CELL:
            cut[name] = pc.sum(pc.greater(pc.utf8_length(column), _CELL)).as_py()
            table = table.set_column(at, name, pc.utf8_slice_codeunits(column, 0, _CELL))
    return table, cut


def _draw(sheet: Any, table: pa.Table, head: Any, room: Any) -> None:
    """Fill a sheet: a header that stays in sight, columns as wide as most cells, a filter, room for answers."""
    names = table.column_names
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, _width(names[at], column), room if names[at] == ANSWER else None)
    sheet.freeze_panes(1, 1)
    sheet.write_row(0, 0, names, head)
    at = 0
    for batch in table.to_batches(max_chunksize=_BATCH):
        for row in zip(*batch.to_pydict().values(), strict=True):
            at += 1
            sheet.write_row(at, 0, row)
    if names:
        sheet.autofilter(0, 0, max(at, 1), len(names) - 1)
    if ANSWER in names and at:
        _ask(sheet, table)


def _width(name: str, column: pa.ChunkedArray) -> float:
    """Return a width in characters that shows most cells whole."""
    if not pa.types.is_string(column.type):
        return max(12.0, len(name) + 3)
    longest = pc.quantile(pc.binary_length(column), q=0.9)[0].as_py() or 0
    return float(min(max(len(name) + 3, longest * 0.9 + 2), 60))


def _ask(sheet: Any, table: pa.Table) -> None:
    """Let the steward choose yes or no where the question is whether two are one."""
    answer = table.column_names.index(ANSWER)
    asked = table.column("question").to_pylist() if "question" in table.column_names else []
    rows = [row for row, question in enumerate(asked, start=1) if question == YES_OR_NO]
    if rows:  # they stand together
        sheet.data_validation(rows[0], answer, rows[-1], answer, {"validate": "list", "source": ["yes", "no"]})
