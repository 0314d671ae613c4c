"""One grammar of addresses for reading and writing."""

from __future__ import annotations

import pytest

from custdq.database_address import sqlite_file, table_in, without_table


@pytest.mark.parametrize(
    ("address", "table", "bare"),
    [
        ("sqlite:///a.db?table=t", "t", "sqlite:///a.db"),
        ("postgresql://h/d?table=a.b&sslmode=require", "a.b", "postgresql://h/d?sslmode=require"),
        ("postgresql://h/d?host=/run&table=%E5%AE%A2%E6%88%B7", "客户", "postgresql://h/d?host=/run"),
        ("postgresql://h/d?table=t&table_x=1", "t", "postgresql://h/d?table_x=1"),
        ("postgresql://h/d", None, "postgresql://h/d"),
    ],
)
def test_the_table_is_told_and_taken_off(address: str, table: str | None, bare: str) -> None:
    assert table_in(address) == table
    assert without_table(address) == bare


def test_a_file_may_be_named_in_any_script() -> None:
    assert sqlite_file("sqlite:///%E5%AE%A2.db").as_posix() == "客.db"
