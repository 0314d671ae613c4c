"""A PostgreSQL database, by the Arrow driver (ADBC, Apache-2.0): columns go over as they are, in binary COPY.

Beside it psycopg is LGPL and takes rows one by one (2 s of CPU for 500,000 rows where this takes 0.4), and pg8000 (BSD)
wants text made first. The traps: names beyond 63 bytes are cut without a word; messages quote cells; a table that is
dropped takes the rights on it along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

import pyarrow as pa

from custdq.database_address import libpq_address, masked_address
from custdq.errors import LockedTargetError, TargetError
from custdq.steps.write.database import Columns, Database, quoted

#: SQLSTATE, or its class -> what it means, in words that name no cell.
_MEANINGS = {
    "42501": "the user may not do this",
    "28": "the user or the password is refused",
    "3D": "there is no such database",
    "3F": "there is no such schema",
    "2B": "other objects, such as views, depend on the table, and its columns are to change: drop them first",
    "22": "a cell does not fit the type of its column in the table that is there",
    "23": "a rule of the table that is there (unique, not null, foreign key) refuses a row",
    "53": "the server is out of room or connections",
    "55": "somebody else holds the table",
    "57": "the server ended the work",
    "40": "another writer was in the way: try again",
    "25006": "the database is read-only",
}  # fmt: skip
_NOT_ALLOWED = ("42501", "28", "25006")
_TYPES = (
    (pa.types.is_integer, "bigint"), (pa.types.is_floating, "double precision"), (pa.types.is_date, "date"),
    (pa.types.is_boolean, "boolean"),
)  # fmt: skip


class Postgres(Database):
    """A PostgreSQL database."""

    longest_name = 63
    own_columns = frozenset(("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"))
    # no log is written for it
    passing = "UNLOGGED TABLE"

    def __init__(self, address: str, schema: str | None) -> None:
        self.address = address
        self.schema = schema
        self._cursor: Any = None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Begin; keep all at the end, and nothing where an error ends it."""
        driver = import_module("adbc_driver_postgresql.dbapi")
        connection = None
        try:
            # a schema of the search path goes first where none is named
            connection = driver.connect(libpq_address(self.address))
            self._cursor = connection.cursor()
            self.schema = self.schema or self.run("SELECT current_schema()")[0][0]
            yield
            connection.commit()
        except driver.Error as error:
            raise self._said(error, connected=connection is not None) from None
        finally:
            if connection is not None:
                with suppress(driver.Error):
                    connection.rollback()
                with suppress(driver.Error):
                    self._cursor.close()
                connection.close()

    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        self._cursor.execute(statement)
        return list(self._cursor.fetchall()) if self._cursor.description else []

    def columns(self, table: str) -> Columns | None:
        """Return name and type of the columns; None where there is no table."""
        place = f"c.relname = {_literal(table)} AND n.nspname = {_literal(self.schema or '')}"
        found = self.run(
            f"SELECT c.relkind::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {place}"  # noqa: S608
        )
        if not found:
            return None
        if found[0][0] not in ("r", "p"):
            raise TargetError(f'"{table}" is no table of the database; expected a table, or a name not in use.')
        rows = self.run(
            "SELECT a.attname::text, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a JOIN pg_class c ON "  # noqa: S608
            "c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
            f"WHERE {place} AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum"
        )
        return dict(rows)

    def type_of(self, kind: pa.DataType) -> str:
        """Return the type as the server writes it."""
        return next((name for is_kind, name in _TYPES if is_kind(kind)), "text")

    def load(self, table: str, data: pa.Table) -> None:
        """Append rows."""
        self._cursor.adbc_ingest(table, data, mode="append", db_schema_name=self.schema)

    def is_unique(self, table: str, column: str) -> bool:
        """Tell whether a whole index over the column alone is unique and in force at once."""
        found = self.run(
            "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n "  # noqa: S608
            "ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] "
            f"WHERE c.relname = {_literal(table)} AND n.nspname = {_literal(self.schema or '')} "
            f"AND a.attname = {_literal(column)} AND i.indnkeyatts = 1 AND i.indisunique AND i.indimmediate "
            "AND i.indisvalid AND i.indpred IS NULL"
        )
        return bool(found[0][0])

    def lock(self, table: str) -> None:
        """Keep other writers off; readers go on reading the old rows."""
        self.run(f"LOCK TABLE {self.named(table)} IN SHARE ROW EXCLUSIVE MODE")

    def take_place(self, new: str, old: str) -> None:
        """Drop table `old` and give its name, and the rights on it, to `new`."""
        rights = self.run(
            "SELECT DISTINCT privilege_type, grantee, is_grantable FROM information_schema.role_table_grants "  # noqa: S608
            f"WHERE table_schema = {_literal(self.schema or '')} AND table_name = {_literal(old)} "
            "AND grantee <> current_user ORDER BY 1, 2"
        )
        self.run(f"DROP TABLE {self.named(old)}")
        self.run(f"ALTER TABLE {self.named(new)} RENAME TO {quoted(old)}")
        self.run(f"ALTER INDEX IF EXISTS {self.named(f'{new}_pkey')} RENAME TO {quoted(f'{old}_pkey')}")
        for right, holder, passes_on in rights:
            whom = "PUBLIC" if holder == "PUBLIC" else quoted(holder)
            more = " WITH GRANT OPTION" if passes_on == "YES" else ""
            self.run(f"GRANT {right} ON {self.named(old)} TO {whom}{more}")

    def named(self, table: str) -> str:
        """Return the quoted name with its schema."""
        return f"{quoted(self.schema or 'public')}.{quoted(table)}"

    def _said(self, error: Any, *, connected: bool) -> TargetError:
        """Return our error for one of the server's, by its code: its own text may quote a cell."""
        code = getattr(error, "sqlstate", None) or ""
        meaning = _MEANINGS.get(code) or _MEANINGS.get(code[:2])
        why = meaning or (f"the server refuses (SQLSTATE {code or 'unknown'})" if connected else _unreachable(error))
        kind = LockedTargetError if code in _NOT_ALLOWED or code[:2] in _NOT_ALLOWED else TargetError
        return kind(f"{masked_address(self.address)} cannot be written: {why}. Nothing was changed.")


def _literal(text: str) -> str:
    """Return text as a literal of standard SQL."""
    return "'" + text.replace("'", "''") + "'"


def _unreachable(error: Any) -> str:
    """Return why no connection came about: libpq's words, which name host, user and database, without any password."""
    text = masked_address(" ".join(str(error).split()))
    found = re.search(r"(?:FATAL|error|failed): *(.*)$", text)
    return (found[1] if found else "no connection came about").rstrip(". ")
