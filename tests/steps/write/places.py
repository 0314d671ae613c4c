"""A database of either sort that tests write to and ask directly, and some people to write."""

from __future__ import annotations

import sqlite3
from datetime import date
from importlib import import_module
from typing import Any

import pyarrow as pa

from custdq.steps.write import OutTable, target_of, write_tables

PEOPLE = pa.table(
    {
        "entity_id": ["E1", "E2"],
        "姓名": ["王伟", None],
        'odd"; drop table x; --': ["a'b", "\\"],
        "born": pa.array([date(1990, 5, 1), None]),
        "orders": pa.array([3, None], pa.int64()),
        "spent": pa.array([2.5, None]),
    }
)


class Place:
    """A database of either sort, asked directly."""

    def __init__(self, address: str) -> None:
        self.address = address

    def write(self, *tables: OutTable, mode: str = "replace", table: str = "people") -> Any:
        return write_tables(target_of(self.address, table, mode=mode), tables, mode=mode)

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        if self.address.startswith("sqlite"):
            connection = sqlite3.connect(self.address.removeprefix("sqlite:///"))
            try:
                rows = connection.execute(statement).fetchall()
                connection.commit()
                return rows
            finally:
                connection.close()
        driver = import_module("adbc_driver_postgresql.dbapi")
        with driver.connect(self.address) as connection, connection.cursor() as cursor:
            cursor.execute(statement)
            rows = [tuple(row) for row in cursor.fetchall()] if cursor.description else []
            connection.commit()
            return rows


def records(data: pa.Table = PEOPLE) -> OutTable:
    return OutTable("records", data, unique=True)
