"""A table of a database -> table: `sqlite:///customers.db?table=customers`, `postgresql://…?table=customers`.

The traps: an address holds a password, which may stand in no message; SQLite makes a new empty file where the name is
misspelt, so it is opened read-only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pyarrow as pa

from custdq.database_address import libpq_address, masked_address, sqlite_file, table_in
from custdq.errors import MissingExtraError, OptionError, Reason, SourceError, SourceNotFoundError, did_you_mean
from custdq.steps.read.assemble import Outcome, Place, text_column, unique_names
from custdq.steps.read.cell_text import cell_text
from custdq.tables import SourceTable


def read_database(address: str) -> Outcome:
    """Read one table of a database.

    Parameters
    ----------
    address
        Scheme, place and `?table=name`. SQLite needs nothing more; PostgreSQL the Arrow driver (ADBC) or SQLAlchemy;
        other databases need SQLAlchemy.

    Returns
    -------
    Outcome
        One table whose source is the database's name and whose sheet is the table's name.

    Raises
    ------
    SourceNotFoundError
        When the database or the table is not there.
    OptionError
        When the address names no table and the database holds several.
    MissingExtraError
        When SQLAlchemy is needed and absent.
    SourceError
        When the server cannot be reached or refuses.
    """
    wanted = table_in(address)
    scheme = urlsplit(address).scheme
    if scheme == "sqlite":
        return _read_sqlite(address, wanted)
    if scheme in ("postgres", "postgresql"):
        with suppress(ImportError):  # the other way then
            return _read_postgres(address, wanted, driver=import_module("adbc_driver_postgresql.dbapi"))
    return _read_server(address, wanted)


def _read_sqlite(address: str, wanted: str | None) -> Outcome:
    path = sqlite_file(address)
    if not path.is_file():
        near = [other.name for other in path.parent.glob("*") if other.is_file()] if path.parent.is_dir() else []
        raise SourceNotFoundError(f'There is no database file "{path}". {did_you_mean(path.name, near)}')
    place = Place(path.name)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            query = "select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%'"
            table = _choose(wanted, [name for (name,) in connection.execute(query)], address)
            quoted = '"' + table.replace('"', '""') + '"'
            cursor = connection.execute(f"select * from {quoted}")  # noqa: S608
            names = [column[0] for column in cursor.description]
            return _table(names, cursor, Place(path.name, table))
    except sqlite3.Error as error:
        why = f"The database cannot be read ({error})."
        return Outcome([], [place.finding(Reason.UNREADABLE_FILE, why)])


def _read_postgres(address: str, wanted: str | None, *, driver: Any) -> Outcome:
    """Read by the Arrow driver, the one that writes."""
    schema, _, bare = (wanted or "").rpartition(".")
    place = "current_schema()" if not schema else "'" + schema.replace("'", "''") + "'"
    try:
        with driver.connect(libpq_address(address)) as connection, connection.cursor() as cursor:
            cursor.execute(
                f"SELECT table_name::text, table_schema::text, current_database()::text FROM information_schema.tables "  # noqa: S608
                f"WHERE table_schema = {place}"
            )
            known = {name: (own, base) for name, own, base in cursor.fetchall()}
            table = _choose(bare or None, list(known), address)
            full = ".".join('"' + part.replace('"', '""') + '"' for part in (known[table][0], table))
            cursor.execute(f"SELECT * FROM {full}")  # noqa: S608 - quoted
            names = [column[0] for column in cursor.description]
            return _table(names, cursor.fetchall(), Place(known[table][1], wanted or table))
    except driver.Error as error:
        why = masked_address(" ".join(str(error).split()))
        raise SourceError(f"{masked_address(address)} cannot be read: {why}") from None


def _read_server(address: str, wanted: str | None) -> Outcome:
    try:
        sqlalchemy = import_module("sqlalchemy")
    except ImportError as error:
        raise MissingExtraError(_missing(address, "SQLAlchemy")) from error
    try:
        engine = sqlalchemy.create_engine(sqlalchemy.make_url(address).difference_update_query(["table"]))
        with engine.connect() as connection:
            inspector = sqlalchemy.inspect(connection)
            schema, _, bare = (wanted or "").rpartition(".")
            known = [*inspector.get_table_names(schema or None), *inspector.get_view_names(schema or None)]
            table = _choose(bare or None, known, address)
            chosen = sqlalchemy.table(table, schema=schema or None)
            result = connection.execute(sqlalchemy.select(sqlalchemy.text("*")).select_from(chosen))
            name = engine.url.database or engine.url.host or engine.url.drivername
            return _table(list(result.keys()), result, Place(Path(name).name, wanted or table))
    except ImportError as error:
        raise MissingExtraError(_missing(address, error.name or "the database's driver")) from error
    except sqlalchemy.exc.SQLAlchemyError as error:
        why = masked_address(str(error).splitlines()[0])
        raise SourceError(f"{masked_address(address)} cannot be read: {why}") from None


def _missing(address: str, library: str) -> str:
    return (
        f"Reading {masked_address(address)} needs {library}, which is not installed. "
        "Install it with: pip install 'custdq[database]', and the database's own driver. "
        "For PostgreSQL 'custdq[postgres]' alone will do."
    )


def _choose(wanted: str | None, known: list[str], address: str) -> str:
    if wanted is None and len(known) == 1:
        return known[0]
    if wanted is None:
        names = ", ".join(sorted(known)) or "(none)"
        raise OptionError(f"{masked_address(address)} does not say which table. Add ?table=NAME. Known: {names}.")
    if wanted not in known:
        raise SourceNotFoundError(f'{masked_address(address)} has no table "{wanted}". {did_you_mean(wanted, known)}')
    return wanted


def _table(names: list[str], rows: Iterable[Sequence[Any]], place: Place) -> Outcome:
    cells = [[cell_text(value) for value in row] for row in rows]
    if not cells:
        why = "The table has columns and no row; it was passed over."
        return Outcome([], [place.finding(Reason.HEADER_ONLY, why, value=" | ".join(names))])
    columns = [text_column(column) for column in zip(*cells, strict=True)]
    data = pa.table(columns, unique_names(names)).combine_chunks()
    rows_counted = np.arange(1, data.num_rows + 1, dtype=np.int64)
    return Outcome([SourceTable(place.source, place.sheet, data, rows_counted)], [])
