"""Cut the example customers out of the full scenario: few customers, every file with its quirks.

    python scripts/cut_example.py FOLDER_OF_THE_SCENARIO

Writes `examples/customers/` and `tests/data/customers_truth.csv`. The same input gives the same files, byte for byte.
The trap: a cut that picks rows one by one leaves a customer in one file only and proves nothing about matching, so
whole customers are picked (with their near misses), and all their rows kept. Encodings, lines above the header, two-row
headers, sheets, blank lines, garbage rows and the types of Excel cells stay as they are.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq
import xlsxwriter
from python_calamine import CalamineWorkbook

REPOSITORY = Path(__file__).resolve().parent.parent
EXAMPLE = REPOSITORY / "examples" / "customers"
TRUTH = REPOSITORY / "tests" / "data" / "customers_truth.csv"

CUSTOMERS = 400
SEED = "customers"
ORDERS = 120
GARBAGE_SHARE = 8  # one garbage row in so many is kept
BLANK_LINES = 2  # kept in each sheet

# first data line of each file, counted from 1: everything above is kept as it stands
DATA_BEGINS = {"01": 5, "06": 5, "07": 3, "service_tickets": 1}
GB18030 = ("02", "06")


class Row(NamedTuple):
    """Where a row stands and who it is; `entity_id` is None for garbage."""

    source: str
    sheet: str
    row: int
    entity_id: str | None
    kind: str


def order_of(*parts: object) -> int:
    """Return a number that looks random and is the same in every run."""
    return int.from_bytes(hashlib.sha256("|".join(map(str, (SEED, *parts))).encode()).digest()[:8], "big")


def choose_customers(folder: Path, rows: Sequence[Row]) -> set[str]:
    """Pick whole groups of related customers, mostly such as stand in three files or more."""
    sources: dict[str, set[str]] = {}
    for row in rows:
        if row.kind == "customer" and row.entity_id:
            sources.setdefault(row.entity_id, set()).add(row.source)
    golden = pq.read_table(folder / "truth" / "truth_golden.parquet", columns=["entity_id", "relation"])
    groups: dict[str, list[str]] = {}
    for entity, relation in zip(*(golden.column(i).to_pylist() for i in range(2)), strict=True):
        groups.setdefault(relation or entity, []).append(entity)
    chosen: set[str] = set()
    for name in sorted(groups, key=order_of):
        widest = max(len(sources.get(entity, ())) for entity in groups[name])
        if widest >= 3 or order_of(name, "narrow") % 4 == 0:
            chosen.update(groups[name])
        if len(chosen) >= CUSTOMERS:
            break
    return chosen


def choose_rows(rows: Iterable[Row], customers: set[str]) -> dict[tuple[str, str], dict[int, Row]]:
    """Return the rows to keep by (source, sheet) and row number."""
    kept: dict[tuple[str, str], dict[int, Row]] = {}
    orders = 0
    for row in sorted(rows, key=lambda r: (r.source, r.sheet, r.row)):
        if row.entity_id is None:
            keep = order_of(row.source, row.row) % GARBAGE_SHARE == 0
        elif row.kind == "order":
            keep = row.entity_id in customers and orders < ORDERS
            orders += keep
        else:
            keep = row.entity_id in customers
        if keep:
            kept.setdefault((row.source, row.sheet), {})[row.row] = row
    return kept


def first_data_row(name: str) -> int:
    """Return the number of the first line that is neither preface nor header."""
    return next((line for prefix, line in DATA_BEGINS.items() if name.startswith(prefix)), 2)


def keep_lines(blank: Iterator[bool], head: int, kept: dict[int, Row]) -> list[int]:
    """Return the line numbers (from 1) to write: all above `head`, the kept ones, and a few blank ones between."""
    numbers, spare = [], BLANK_LINES
    for number, is_blank in enumerate(blank, 1):
        if number < head or number in kept:
            numbers.append(number)
        elif is_blank and spare:
            numbers.append(number)
            spare -= 1
    return numbers


def cut_text(path: Path, kept: dict[int, Row]) -> list[Row]:
    """Write the kept lines of a csv or JSON-lines file, bytes unchanged; return the truth with its new line numbers."""
    encoding = "gb18030" if path.name.startswith(GB18030) else "utf-8"
    lines = path.read_bytes().decode(encoding).splitlines(keepends=True)
    if path.suffix == ".csv" and len(list(csv.reader(io.StringIO("".join(lines))))) != len(lines):
        raise SystemExit(f"{path.name} has line breaks inside cells: cut it by records, not by lines")
    numbers = keep_lines((not line.strip(" ,\r\n") for line in lines), first_data_row(path.name), kept)
    text = "".join(lines[number - 1] for number in numbers)
    (EXAMPLE / path.name).write_bytes(text.encode(encoding))
    return renumbered(numbers, kept)


def cut_workbook(path: Path, kept: dict[str, dict[int, Row]]) -> list[Row]:
    """Write the kept rows of every sheet with the same cell types and merged headers; return the renumbered truth."""
    truth: list[Row] = []
    book = CalamineWorkbook.from_path(str(path))
    with xlsxwriter.Workbook(EXAMPLE / path.name) as out:
        out.set_properties({"created": datetime(2025, 6, 30)})
        day = out.add_format({"num_format": "yyyy-mm-dd"})
        for name in book.sheet_names:
            source = book.get_sheet_by_name(name)
            rows = source.to_python(skip_empty_area=False)
            head = first_data_row(path.name)
            numbers = keep_lines((all(cell == "" for cell in row) for row in rows), head, kept.get(name, {}))
            sheet = out.add_worksheet(name)
            for at, number in enumerate(numbers):
                for column, cell in enumerate(rows[number - 1]):
                    write_cell(sheet, (at, column), cell, day)
            for (top, left), (bottom, right) in source.merged_cell_ranges or ():
                if bottom < head:
                    sheet.merge_range(top, left, bottom, right, rows[top][left])
            truth += renumbered(numbers, kept.get(name, {}))
    return truth


def write_cell(sheet: Any, at: tuple[int, int], cell: object, day: Any) -> None:
    """Write one cell with the type it had."""
    if cell == "":
        return
    if isinstance(cell, date):
        sheet.write_datetime(*at, cell, day)
    elif isinstance(cell, int | float):
        sheet.write_number(*at, cell)
    else:
        sheet.write_string(*at, str(cell))


def renumbered(numbers: Sequence[int], kept: dict[int, Row]) -> list[Row]:
    """Return the kept rows under their new numbers."""
    return [kept[old]._replace(row=new) for new, old in enumerate(numbers, 1) if old in kept]


def main(folder: Path) -> None:
    """Cut every file of the scenario."""
    table = pq.read_table(folder / "truth" / "truth_links.parquet").to_pylist()
    rows = [Row(r["source"], r["sheet"], r["row"], r["entity_id"], r["kind"]) for r in table]
    kept = choose_rows(rows, choose_customers(folder, rows))
    EXAMPLE.mkdir(parents=True, exist_ok=True)
    TRUTH.parent.mkdir(parents=True, exist_ok=True)
    truth: list[Row] = []
    for path in sorted(folder.iterdir()):
        if path.suffix in (".csv", ".jsonl"):
            truth += cut_text(path, kept.get((path.name, ""), {}))
        elif path.suffix == ".xlsx":
            truth += cut_workbook(
                path, {sheet: found for (source, sheet), found in kept.items() if source == path.name}
            )
    with TRUTH.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(Row._fields)
        writer.writerows(row for row in truth if row.kind != "order")
    counts: dict[str, int] = {}
    for row in truth:
        counts[row.source] = counts.get(row.source, 0) + 1
    print(json.dumps(counts, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    if len(sys.argv) != 2 or not re.search(r"\S", sys.argv[1]):
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
