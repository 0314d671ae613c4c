"""The files a run leaves behind. The trap: a folder or an ending that cannot be written is said before the work."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from itertools import chain, count
from pathlib import Path
from typing import Any

import pyarrow as pa

from custdq.database_address import is_address
from custdq.errors import OptionError, did_you_mean
from custdq.steps.write import ENDINGS, OutTable, target_of, write_csv, write_lines, write_parquet, write_workbook

#: Endings of a file that holds one table, as `write_table` writes it.
TABLE_ENDINGS = (".csv", ".jsonl", ".parquet", ".xlsx")
#: Endings no folder has, but that are not written: whoever gives one of them wants a file.
_OTHER_ENDINGS = (".json", ".ndjson", ".ods", ".tsv", ".txt", ".xls", ".xlsm")


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
    written = {f"{name}.parquet": write_table(table, folder / f"{name}.parquet") for name, table in tables.items()}
    for name, table in attached.items():
        file = _file_name(name, written)
        written[file] = write_table(table, folder / file)
    written["golden.csv"] = write_table(golden, folder / "golden.csv")
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
    target_of(output)
    return True


def names_a_target(output: str) -> bool:
    """Tell whether an output is a file or a database that golden records are written to; checked before the work.

    >>> names_a_target("sqlite:///crm.db?table=customers"), names_a_target("customers.json"), names_a_target("out")
    (True, True, False)
    """
    if not is_address(output) and Path(output).suffix.lower() not in ENDINGS:
        return False
    target_of(output)
    return True


def write_table(table: pa.Table, path: Path) -> str:
    """Write a table as its file's ending says (`TABLE_ENDINGS`), the folder made where it is missing."""
    ending = path.suffix.lower()
    if ending == ".csv":
        write_csv(table, path)
    elif ending == ".jsonl":
        write_lines(table, path)
    elif ending == ".xlsx":
        write_workbook([("customers", OutTable("customers", table))], path)
    else:
        write_parquet(table, path)
    return str(path)
