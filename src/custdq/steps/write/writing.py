"""Tables to a target, whatever it is: the one door of this step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from custdq.database_address import sqlite_file
from custdq.steps.write.database import Database, write_database
from custdq.steps.write.entities import write_entities
from custdq.steps.write.files import write_csv, write_parquet
from custdq.steps.write.postgres import Postgres
from custdq.steps.write.sqlite import Sqlite
from custdq.steps.write.tables import OutTable, Written
from custdq.steps.write.target import Target
from custdq.steps.write.workbook import write_workbook


def write_tables(
    target: Target, tables: Sequence[OutTable], *, mode: str = "replace", for_excel: bool = True
) -> Written:
    """Write tables to a target.

    Parameters
    ----------
    target
        As `target_of` gives it.
    tables
        What to write. A workbook has a sheet a table; JSON has all of an entity in one object; other files hold the
        first table, and the others stand in files beside it (`customers_lineage.csv`); a database has a table each.
    mode
        replace, upsert (databases) or fail.
    for_excel
        Whether a CSV is for a spreadsheet: byte-order mark, formulas disarmed.

    Returns
    -------
    Written
        What stands where now.

    Raises
    ------
    TargetError
        When it cannot be written; what was there before is there as it was.
    """
    if target.path is None:
        report = write_database(_database(target), tables, name=target.table, mode=mode)
        return Written(str(target), report.rows, report.renamed, report.changed)
    path, changed = target.path, {}
    if target.ending == ".xlsx":
        sheets = [(target.table if not at else table.name, table) for at, table in enumerate(tables)]
        changed = write_workbook(sheets, path)
        return Written(str(target), {sheet: table.data.num_rows for sheet, table in sheets}, changed=changed)
    if target.ending in (".json", ".jsonl"):
        write_entities(tables, path, lines=target.ending == ".jsonl")
        return Written(str(target), {path.name: tables[0].data.num_rows})
    rows = {}
    for at, table in enumerate(tables):
        place = path if not at else path.with_name(f"{path.stem}_{table.name}{path.suffix}")
        changed |= _write_file(table, place, target.ending, for_excel=for_excel)
        rows[place.name] = table.data.num_rows
    return Written(str(target), rows, changed=changed)


def _write_file(table: OutTable, path: Path, ending: str, *, for_excel: bool) -> Mapping[str, int]:
    if ending == ".csv":
        return write_csv(table.data, path, for_excel=for_excel)
    write_parquet(table.data, path)
    return {}


def _database(target: Target) -> Database:
    if target.ending == "sqlite":
        return Sqlite(sqlite_file(target.address))
    return Postgres(target.address, target.schema)
