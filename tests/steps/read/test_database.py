"""Tables of a database."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pytest

from custdq.database_address import is_address, masked_address
from custdq.errors import MissingExtraError, OptionError, Reason, SourceError, SourceNotFoundError
from custdq.steps.read.database import read_database
from custdq.steps.write import OutTable, target_of, write_tables


@pytest.fixture
def crm(tmp_path: Path) -> Path:
    path = tmp_path / "客户.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute('create table customers (name text, tel real, "tel 2" blob, "" integer)')
        connection.executemany(
            "insert into customers values (?, ?, ?, ?)",
            [("王伟", 13800138000.0, b"\xe7\x8e\x8b\xff", 1), ("李娜", None, " ", 2)],
        )
        connection.execute("create table empty (a text)")
        connection.execute("create view 名单 as select name from customers")
        connection.commit()
    return path


def test_a_table(crm: Path) -> None:
    table = read_database(f"sqlite:///{crm}?table=customers").tables[0]
    assert (table.source, table.sheet, table.rows.tolist()) == ("客户.db", "customers", [1, 2])
    assert table.data.to_pylist() == [
        {"name": "王伟", "tel": "13800138000", "tel 2": "王\ufffd", "column_4": "1"},
        {"name": "李娜", "tel": None, "tel 2": None, "column_4": "2"},
    ]


def test_a_view(crm: Path) -> None:
    assert read_database(f"sqlite:///{crm}?table=名单").tables[0].data.column_names == ["name"]


def test_the_only_table_needs_no_name(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.execute("create table t as select 1 as a")
        connection.commit()
    assert read_database(f"sqlite:///{tmp_path}/a.db").tables[0].sheet == "t"


def test_several_tables_need_one(crm: Path) -> None:
    with pytest.raises(OptionError, match=r"Add \?table=NAME. Known: customers, empty, 名单"):
        read_database(f"sqlite:///{crm}")


def test_a_misspelt_table_names_the_nearest(crm: Path) -> None:
    with pytest.raises(SourceNotFoundError, match='Did you mean "customers"'):
        read_database(f"sqlite:///{crm}?table=custmers")


def test_a_misspelt_file_makes_no_new_one(crm: Path) -> None:
    with pytest.raises(SourceNotFoundError, match=r"客户\.db"):
        read_database(f"sqlite:///{crm.parent}/客.db?table=customers")
    assert [path.name for path in crm.parent.iterdir()] == ["客户.db"]


def test_a_table_without_rows(crm: Path) -> None:
    assert [f.code for f in read_database(f"sqlite:///{crm}?table=empty").findings] == [Reason.HEADER_ONLY]


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("name,tel\n" * 100)
    outcome = read_database(f"sqlite:///{tmp_path}/a.db?table=t")
    assert [f.code for f in outcome.findings] == [Reason.UNREADABLE_FILE]


def test_a_missing_driver_names_the_extra_and_hides_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "adbc_driver_postgresql.dbapi", None)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(MissingExtraError, match=r"custdq\[database\]") as caught:
        read_database("postgresql://ann:s3cret@host/crm?table=customers")
    assert "s3cret" not in str(caught.value)
    with pytest.raises(MissingExtraError) as caught:
        read_database("postgresql://host/crm?user=ann&password=s3cret&table=customers")
    assert "s3cret" not in str(caught.value)


def test_other_databases_go_through_sqlalchemy(crm: Path) -> None:
    pytest.importorskip("sqlalchemy", reason="the extra custdq[database] is not installed")
    table = read_database(f"sqlite+pysqlite:///{crm}?table=customers").tables[0]
    assert (table.source, table.sheet) == ("客户.db", "customers")
    assert table.data.column("tel").to_pylist() == ["13800138000", None]
    with pytest.raises(SourceNotFoundError, match='Did you mean "customers"'):
        read_database(f"sqlite+pysqlite:///{crm}?table=custmers")
    with pytest.raises(SourceError, match="cannot be read"):
        read_database("nobody://ann:s3cret@host/crm?table=customers")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://ann:p@ss/word@host/crm", "postgresql://ann:***@host/crm"),
        ("postgresql://host/crm", "postgresql://host/crm"),
        ("mysql+pymysql://a:b@h:3306/d", "mysql+pymysql://a:***@h:3306/d"),
        ("postgresql://h/d?password=s3cret&table=t", "postgresql://h/d?password=***&table=t"),
        ("mssql+pyodbc://h/d?table=t&PWD=a b;c", "mssql+pyodbc://h/d?table=t&PWD=***"),
        ("trino://h/d?access_token=s3cret&table=t", "trino://h/d?access_token=***&table=t"),
        ("mssql://?odbc_connect=UID%3Da%3BPWD%3Ds3cret%3BX%3D1", "mssql://?odbc_connect=UID%3Da%3BPWD%3D***%3BX%3D1"),
        ("postgresql://a:b@h/d?sslpassword=s3cret", "postgresql://a:***@h/d?sslpassword=***"),
        ("sqlite:///a.db?table=passengers", "sqlite:///a.db?table=passengers"),
    ],
)
def test_passwords_are_masked(address: str, shown: str) -> None:
    assert masked_address(address) == shown


@pytest.mark.parametrize(("source", "expected"), [("sqlite:///a.db", True), ("C:/a.csv", False), ("a.csv", False)])
def test_is_address(source: str, expected: bool) -> None:
    assert is_address(source) is expected


def test_what_was_written_to_postgresql_is_read_again(postgres: str) -> None:
    data = pa.table({"entity_id": ["E1", "E2"], "姓名": ["王伟", None], "orders": [3, 4]})
    address = f"{postgres}&table=people"
    write_tables(target_of(address), [OutTable("records", data, unique=True)])
    outcome = read_database(address)
    table = outcome.tables[0]
    assert (table.source, table.sheet) == ("postgres", "people")
    assert table.data.to_pydict() == {"entity_id": ["E1", "E2"], "姓名": ["王伟", None], "orders": ["3", "4"]}
    with pytest.raises(SourceNotFoundError, match=r'no table "peple"\. Did you mean "people"'):
        read_database(f"{postgres}&table=peple")
    with pytest.raises(SourceError) as refused:
        read_database(postgres.replace("owner@", "nobody-here:geheim@"))
    assert "geheim" not in str(refused.value)
