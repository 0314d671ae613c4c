"""A SQLite database: the standard library's own driver, one transaction, nothing to install.

The traps: Python's driver begins and ends transactions by itself unless told not to; SQLite casts text that is no
number to 0; column names differ by more than their case, or are one name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa

from custdq.errors import CustdqError, LockedTargetError, TargetError
from custdq.steps.write.database import Columns, Database, quoted

_BATCH = 20_000
#: Seconds to wait for another writer.
_PATIENCE = 10.0
_LOCKED = ("locked", "readonly", "unable to open", "busy")


class Sqlite(Database):
    """A SQLite database file, made where it is missing."""

    longest_name = 10_000
    differs = "IS NOT"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection: Any = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Begin; keep all at the end, and nothing where an error ends it."""
        there = self.path.exists()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
            self.run("PRAGMA legacy_alter_table = ON")  # views keep naming the table, whichever bears the name
            self.run("BEGIN IMMEDIATE")
            yield
            self.run("COMMIT")
        except BaseException as error:
            self._undo(there=there)
            if isinstance(error, CustdqError) or not isinstance(error, sqlite3.Error | OSError):
                raise
            raise _said(error, self.path) from None
        finally:
            if self._connection is not None:
                self._connection.close()

    def _undo(self, *, there: bool) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self.run("ROLLBACK")
            self._connection.close()
        if not there and self.path.is_file() and not self.path.stat().st_size:
            self.path.unlink()

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        return list(self._connection.execute(statement).fetchall())

    def columns(self, table: str) -> Columns | None:
        """Return name and type of the columns; None where there is no table."""
        named = self._connection.execute("SELECT type FROM sqlite_master WHERE name = ? COLLATE NOCASE", (table,))
        found = named.fetchone()
        if found is None:
            return None
        if found[0] != "table":
            raise TargetError(f'"{table}" is a {found[0]} of the database; expected a table, or a name not in use.')
        return {name: kind for _, name, kind, *_ in self.run(f"PRAGMA table_info({quoted(table)})")}

    def type_of(self, kind: pa.DataType) -> str:
        """Return the declared type; days are ISO 8601 text, which SQLite's own date functions read."""
        if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
            return "INTEGER"
        if pa.types.is_floating(kind):
            return "REAL"
        return "DATE" if pa.types.is_date(kind) else "TEXT"

    def load(self, table: str, data: pa.Table) -> None:
        """Append rows."""
        days = [pa.types.is_date(field.type) for field in data.schema]
        for at, is_day in enumerate(days):
            if is_day:
                data = data.set_column(at, data.column_names[at], data.column(at).cast(pa.string()))
        places = ", ".join("?" * data.num_columns)
        statement = f"INSERT INTO {quoted(table)} VALUES ({places})"  # noqa: S608 - quoted
        for batch in data.to_batches(max_chunksize=_BATCH):
            self._connection.executemany(statement, zip(*(column.to_pylist() for column in batch.columns), strict=True))

    def is_unique(self, table: str, column: str) -> bool:
        """Tell whether an index over the column alone is unique."""
        listed = self.run(f"PRAGMA index_list({quoted(table)})")
        whole = [name for _, name, unique, _, partial in listed if unique and not partial]
        return any(
            [named for _, _, named in self.run(f"PRAGMA index_info({quoted(name)})")] == [column] for name in whole
        )

    def lock(self, table: str) -> None:
        """Do nothing: a writer has the whole file to itself."""

    def take_place(self, new: str, old: str) -> None:
        """Drop table `old` and give its name to `new`."""
        self.run(f"DROP TABLE {quoted(old)}")
        self.run(f"ALTER TABLE {quoted(new)} RENAME TO {quoted(old)}")

    def cast(self, expression: str, kind: str) -> str:
        """Return the expression as it is: a column turns what it can into its type, and keeps the rest."""
        return expression

    def folded(self, name: str) -> str:
        """Return a name in small letters: SQLite knows no case."""
        return name.lower()


def _said(error: Exception, path: Path) -> TargetError:
    """Return our error for one of SQLite's; its text names tables and columns, never cells."""
    text = str(error)
    if isinstance(error, PermissionError) or any(word in text for word in _LOCKED):
        return LockedTargetError(f'The database "{path}" cannot be written: {text}. Is it open elsewhere, or yours?')
    return TargetError(f'The database "{path}" cannot be written: {text}.')
