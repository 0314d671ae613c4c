"""Paths, patterns, folders: what is read, in which order, under which name; and the positions of the shared data."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import xlsxwriter

from custdq.errors import OptionError, Reason, SourceNotFoundError
from custdq.steps.read import read_sources

TEXT = "name,phone\nAnn,5550100\nBob,5550101\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.csv", "a.csv", "客户[1].csv", "readme.html", ".hidden.csv", "~$a.xlsx"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.csv").write_text("")
    return tmp_path


def names(sources: list[str | Path]) -> list[str]:
    return [table.source for table in read_sources(sources)[0]]


def test_order_is_as_given_and_sorted_within_a_pattern(folder: Path) -> None:
    assert names([folder / "b.csv", f"{folder}/?.csv"]) == ["b.csv", "a.csv"]
    assert names([str(folder / "*.csv")]) == ["a.csv", "b.csv", "客户[1].csv"]


def test_a_name_with_brackets_is_a_name_first(folder: Path) -> None:
    assert names([folder / "客户[1].csv"]) == ["客户[1].csv"]


def test_a_folder_is_its_data_files(folder: Path) -> None:
    tables, findings = read_sources([folder])
    assert [table.source for table in tables] == ["a.csv", "b.csv", "客户[1].csv"]
    assert [(f.source, f.code) for f in findings] == [
        ("readme.html", Reason.NOT_A_TABLE),
        ("empty.csv", Reason.EMPTY_FILE),
    ]


def test_files_of_one_name_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "a.csv").write_text(TEXT)
    assert names([f"{tmp_path}/*/a.csv"]) == ["2023/a.csv", "2024/a.csv"]


def test_one_path_need_not_be_a_list(folder: Path) -> None:
    tables, _ = read_sources(str(folder / "a.csv"))
    assert [table.source for table in tables] == ["a.csv"]


def test_a_database_among_files(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "crm.db")) as connection:
        connection.execute("create table t as select 'Ann' as name")
        connection.commit()
    assert names([f"sqlite:///{folder}/crm.db?table=t", folder / "a.csv"]) == ["crm.db", "a.csv"]


def test_broken_files_stop_nothing(folder: Path) -> None:
    (folder / "c.xlsx").write_bytes(b"PK\x03\x04 cut off")
    tables, findings = read_sources([folder / "c.xlsx", folder / "empty.csv", folder / "a.csv"])
    assert [table.source for table in tables] == ["a.csv"]
    assert [f.code for f in findings] == [Reason.UNREADABLE_FILE, Reason.EMPTY_FILE]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param("aa.csv", 'Did you mean "a.csv"', id="misspelt"),
        pytest.param("*.parquet", "No file matches", id="pattern"),
        pytest.param("nowhere/a.csv", "does not exist", id="folder"),
    ],
)
def test_what_is_not_there(folder: Path, source: str, words: str) -> None:
    with pytest.raises(SourceNotFoundError, match=words):
        read_sources([folder / source])


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFoundError, match="holds no data file"):
        read_sources([tmp_path])


def test_no_source() -> None:
    with pytest.raises(OptionError, match="No source was given"):
        read_sources([])


def test_a_sheet_that_some_workbooks_lack(tmp_path: Path) -> None:
    for name, sheet in (("a.xlsx", "客户"), ("b.xlsx", "供应商")):
        book = xlsxwriter.Workbook(tmp_path / name)
        made = book.add_worksheet(sheet)
        for at, line in enumerate(TEXT.splitlines()):
            made.write_row(at, 0, line.split(","))
        book.close()
    tables, findings = read_sources([tmp_path], sheet="客户")
    assert [table.source for table in tables] == ["a.xlsx"]
    assert [(f.source, f.code) for f in findings] == [("b.xlsx", Reason.NOT_A_TABLE)]
    with pytest.raises(SourceNotFoundError, match="has no sheet"):
        read_sources([tmp_path], sheet="客戶们")


def test_every_row_of_the_scenario_is_at_its_place_or_named(shared_data: Path) -> None:
    folder = shared_data / "scenario"
    tables, findings = read_sources([folder])
    rows = pq.read_table(folder / "truth" / "truth_links.parquet").to_pylist()
    truth = {(row["source"], row["sheet"], row["row"]) for row in rows}
    somebody = {(row["source"], row["sheet"], row["row"]) for row in rows if row["entity_id"]}
    read = {(table.source, table.sheet, row) for table in tables for row in table.rows.tolist()}
    named = {(f.source, f.sheet, f.row) for f in findings}
    assert truth <= read | named
    assert somebody <= read
    assert read <= truth
    assert not read & named
    assert {f.source for f in findings if f.code == Reason.NOT_A_TABLE} == {"README.md"}
