"""What cannot be written is said before the work, with the nearest that can."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from custdq.errors import MissingExtraError, OptionError, TargetError, TargetExistsError
from custdq.steps.write import target_of


@pytest.mark.parametrize(
    ("target", "message"),
    [
        pytest.param("a.xls", r'"\.xls", which is not written\. Did you mean "\.xlsx"', id="ending"),
        pytest.param("folder", r"not written", id="no-ending"),
        pytest.param("a.db", r"sqlite:///a\.db\?table=customers", id="database-file"),
        pytest.param("mysql://ann:geheim@host/crm", r"mysql://ann:\*\*\*@host/crm: a database of", id="scheme"),
        pytest.param("sqlite://?table=t", r"names no file", id="sqlite-no-file"),
        pytest.param("sqlite:///a.db?table=sqlite_master", r"keeps names", id="sqlite-own"),
        pytest.param("sqlite:///a.db?table=" + "k" * 41, r"1 to 40 bytes", id="long"),
        pytest.param(7, r"given as int", id="type"),
    ],
)
def test_a_target_that_is_not_written(target: Any, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        target_of(target)


@pytest.mark.parametrize(
    ("target", "options", "message"),
    [
        ("a.csv", {"mode": "append"}, "upsert"),
        ("a.csv", {"mode": "upsert"}, "is for databases"),
        ("a.csv", {"table": "t"}, "has no tables"),
        ("sqlite:///a.db?table=x", {"table": "t"}, "Give one of them"),
        ("sqlite:///a.db", {"table": ""}, "1 to 40 bytes"),
    ],
)
def test_an_option_that_does_not_go_with_it(target: str, options: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        target_of(target, **options)


def test_where_a_table_stands() -> None:
    assert target_of("postgresql+psycopg://host/crm?table=sales.people").table == "people"
    assert target_of("postgresql://host/crm", "sales.people").schema == "sales"
    assert target_of("sqlite:///a.db?table=a.b").table == "a.b"
    assert target_of("sqlite:///a.db").table == "customers"
    assert str(target_of("postgresql://ann:geheim@host/crm")) == "postgresql://ann:***@host/crm"


def test_what_is_there_already(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("")
    with pytest.raises(TargetExistsError, match="there already"):
        target_of(tmp_path / "a.csv", mode="fail")
    with pytest.raises(TargetError, match="is a file"):
        target_of(tmp_path / "a.csv" / "b.csv")
    (tmp_path / "c.csv").mkdir()
    with pytest.raises(TargetError, match="is a folder"):
        target_of(tmp_path / "c.csv")


@pytest.mark.parametrize(
    ("module", "target", "extra"),
    [("xlsxwriter", "a.xlsx", "excel"), ("adbc_driver_postgresql", "postgresql://host/db", "postgres")],
)
def test_a_library_that_is_missing(module: str, target: str, extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'custdq\[{extra}\]'"):
        target_of(target)
