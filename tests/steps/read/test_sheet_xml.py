"""Error cells and reach of the sheets of an xlsx workbook, read from its XML."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from custdq.steps.read.sheet_xml import sheet_facts


def test_error_cells_are_found_by_sheet_row_and_column() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    first, second, third = (book.add_worksheet(name) for name in ("客户 & 商机", "b", "c"))
    first.write_formula("E5", "=NA()", None, "#N/A")
    first.write_formula("AB12", "=1/0", None, "#DIV/0!")
    first.write_formula("F5", "=1+1", None, 2)
    second.write("A1", "#N/A")
    third.write_formula("A1", "=REF", None, "#NAME?")
    book.close()
    assert {name: facts.errors for name, facts in sheet_facts(buffer.getvalue()).items()} == {
        "客户 & 商机": {(4, 4): "#N/A", (11, 27): "#DIV/0!"},
        "b": {},
        "c": {(0, 0): "#NAME?"},
    }


def test_the_reach_is_that_of_filled_cells() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    first, second, _ = (book.add_worksheet(name) for name in ("a", "b", "c"))
    first.write("AB7", "x")
    first.write_blank("XFD9000", None, book.add_format({"bold": True}))
    second.write("C3", 1)
    book.close()
    facts = sheet_facts(buffer.getvalue())
    assert [(found.rows, found.columns) for found in facts.values()] == [(7, 28), (3, 26), (0, 26)]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200], ids=["empty", "cut off", "xls"])
def test_other_files_have_none(data: bytes) -> None:
    assert sheet_facts(data) == {}
