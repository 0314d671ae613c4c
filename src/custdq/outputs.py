"""The files a run leaves behind. The trap: Excel reads a CSV as UTF-8 only where it begins with a byte-order mark."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from itertools import chain, count
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from custdq.errors import MissingExtraError, OptionError, did_you_mean

#: Endings of a file that holds one table, as `write_table` writes it.
TABLE_ENDINGS = (".csv", ".jsonl", ".parquet", ".xlsx")
#: Endings no folder has, but that are not written: whoever gives one of them wants a file.
_OTHER_ENDINGS = (".json", ".ndjson", ".ods", ".tsv", ".txt", ".xls", ".xlsm")
#: Rows and columns a sheet of a workbook has.
_SHEET = (1_048_576, 16_384)
_LINES = 50_000


def write_outputs(
    folder: Path, *, tables: Mapping[str, pa.Table], attached: Mapping[str, pa.Table], golden: pa.Table,
    scorecard: Mapping[str, Any],
) -> dict[str, str]:  # fmt: skip
    """Write a run's tables into `folder` (made where it is missing).

    Parameters
    ----------
    folder
        Where to write.
    tables
        Name -> table, each written as `<name>.parquet`.
    attached
        Name -> table that is no customer list, written below `attached/`.
    golden
        The golden records, written as golden.csv.
    scorecard
        The score card as plain data, written as scorecard.json.

    Returns
    -------
    dict
        File name -> path.

    Raises
    ------
    OptionError
        When `folder` is a file.
    """
    check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = {f"{name}.parquet": _write_parquet(table, folder / f"{name}.parquet") for name, table in tables.items()}
    for name, table in attached.items():
        file = _file_name(name, written)
        written[file] = _write_parquet(table, folder / file)
    written["golden.csv"] = write_csv(golden, folder / "golden.csv")
    path = folder / "scorecard.json"
    path.write_text(json.dumps(scorecard, ensure_ascii=False, indent=1), encoding="utf-8")
    return written | {"scorecard.json": str(path)}


def check_folder(folder: Path) -> None:
    """Raise `OptionError` where `folder` is a file or lies in one: said before the work, not after it."""
    for path in (folder, *folder.parents):
        if path.exists() and not path.is_dir():
            raise OptionError(f'The output "{path}" is a file; expected a folder, which is made where it is missing.')


def _file_name(name: str, taken: Container[str]) -> str:
    """Return a file name of letters and digits for an attached table, another one for each."""
    # 60 characters of any script stay below the 255 bytes a file name may have
    safe = "".join(c if c.isalnum() or c in "-_." else "_" for c in name)[:60]
    candidates = chain([""], (f"_{number}" for number in count(2)))
    return next(f for end in candidates if (f := f"attached/{safe}{end}.parquet") not in taken)


def _write_parquet(table: pa.Table, path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path)
    return str(path)


def names_a_file(output: str) -> bool:
    """Tell whether an output is a file for one table and not a folder; said before the work, not after it.

    Raises
    ------
    OptionError
        When it ends like a file that is not written, or is a folder.
    MissingExtraError
        When it is a workbook and xlsxwriter is not installed.

    >>> names_a_file("clean/customers.csv"), names_a_file("out"), names_a_file("out.2025")
    (True, False, False)
    """
    ending = Path(output).suffix.lower()
    if ending in _OTHER_ENDINGS:
        raise OptionError(f'The output "{output}" ends in "{ending}". {did_you_mean(ending, TABLE_ENDINGS)}')
    if ending not in TABLE_ENDINGS:
        return False
    if Path(output).is_dir():
        raise OptionError(f'The output "{output}" is a folder; expected a file, which is written over.')
    check_folder(Path(output).parent)
    if ending == ".xlsx":
        _workbook_writer()
    return True


def write_table(table: pa.Table, path: Path) -> str:
    """Write a table as its file's ending says (`TABLE_ENDINGS`), the folder made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ending = path.suffix.lower()
    if ending == ".csv":
        return write_csv(table, path)
    if ending == ".jsonl":
        return _write_lines(table, path)
    return _write_workbook(table, path) if ending == ".xlsx" else _write_parquet(table, path)


def _write_lines(table: pa.Table, path: Path) -> str:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for batch in table.to_batches(max_chunksize=_LINES):
            file.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in batch.to_pylist())
    return str(path)


def _write_workbook(table: pa.Table, path: Path) -> str:
    if table.num_rows >= _SHEET[0] or table.num_columns > _SHEET[1]:
        raise OptionError(f'"{path}": {table.num_rows:,} rows are more than a sheet holds. Write .csv or .parquet.')
    # text stays text: neither a formula, nor a link, nor a number without its zeros
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with _workbook_writer().Workbook(str(path), {**plain, "constant_memory": True}) as book:
        sheet = book.add_worksheet("customers")
        sheet.write_row(0, 0, table.column_names)
        at = 0
        for batch in table.to_batches(max_chunksize=_LINES):
            for row in zip(*batch.to_pydict().values(), strict=True):
                at += 1
                sheet.write_row(at, 0, row)
    return str(path)


def _workbook_writer() -> Any:
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtraError(
            "Writing .xlsx needs xlsxwriter: pip install 'custdq[excel]', or write .csv."
        ) from error
    return xlsxwriter


def write_csv(table: pa.Table, path: Path) -> str:
    """Write a table as CSV that Excel, too, reads as UTF-8."""
    with path.open("wb") as file:
        file.write(b"\xef\xbb\xbf")
        pa_csv.write_csv(table, file)
    return str(path)
