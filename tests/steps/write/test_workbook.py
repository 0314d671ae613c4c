"""A workbook has a sheet a table, text stays text, and a steward has room for answers."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from python_calamine import CalamineWorkbook

from custdq.errors import OptionError
from custdq.steps.write import OutTable, target_of, write_tables

RECORDS = OutTable("records", pa.table({"entity_id": ["E1"]}))


def test_a_workbook_has_a_sheet_a_table_and_room_for_answers(tmp_path: Path) -> None:
    days = pa.table({"entity_id": ["E1"], "born": pa.array([7000], pa.int32()).cast(pa.date32()), "code": ["007"]})
    asked = pa.table({"question": ["one customer?", "which value?"], "answer": pa.nulls(2, pa.string())})
    path = tmp_path / "people.xlsx"
    written = write_tables(target_of(path, "people"), [OutTable("records", days), OutTable("review", asked)])
    assert written.rows == {"people": 1, "review": 2}
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["people", "review"]
    first = book.get_sheet_by_name("people").to_python()[1]
    assert (str(first[1]), first[2]) == ("1989-03-02", "007")


def test_a_cell_beyond_what_a_sheet_holds_is_cut_and_said(tmp_path: Path) -> None:
    table = OutTable("records", pa.table({"note": ["x" * 40_000]}))
    assert write_tables(target_of(tmp_path / "a.xlsx"), [table]).changed == {"note": 1}


@pytest.mark.parametrize("name", ["a/b", "x" * 32, "[a]", ""])
def test_a_sheet_of_an_impossible_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be named"):
        write_tables(target_of(tmp_path / "a.xlsx", name), [RECORDS])
