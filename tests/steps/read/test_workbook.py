"""Workbooks: sheets, offsets, typed cells, merged cells, locked and damaged files."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from custdq.errors import Reason, SourceNotFoundError
from custdq.steps.read.workbook import is_locked, read_workbook

FILES = Path(__file__).parent / "files"
PEOPLE = [["姓名", "电话"], ["王伟", "13800138000"], ["李娜", "13900139000"]]


def workbook(fill: Callable[[Any], None]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    fill(book)
    book.close()
    return buffer.getvalue()


def sheet(book: Any, rows: list[list[Any]], *, name: str = "客户", top: int = 0, left: int = 0) -> Any:
    made = book.add_worksheet(name)
    for at, cells in enumerate(rows):
        made.write_row(top + at, left, cells)
    return made


def test_rows_are_counted_from_the_top_of_the_sheet() -> None:
    outcome = read_workbook(workbook(lambda book: sheet(book, PEOPLE, top=4, left=2)), source="a.xlsx")
    table = outcome.tables[0]
    assert (table.source, table.sheet, table.rows.tolist()) == ("a.xlsx", "客户", [6, 7])
    assert table.data.column_names == ["姓名", "电话"]
    assert [(f.code, f.row) for f in outcome.findings] == [(Reason.BLANK_ROW, row) for row in (1, 2, 3, 4)]


def test_every_sheet_is_a_table_and_prose_is_passed_over() -> None:
    def fill(book: Any) -> None:
        sheet(book, PEOPLE, name="2023")
        sheet(book, [["使用说明：请每周五之前填写。"], ["填写完毕后请交给王经理审核。"]], name="说明")
        sheet(book, [], name="空")
        sheet(book, PEOPLE[:1], name="仅表头")
        sheet(book, PEOPLE, name="2024").hide()

    outcome = read_workbook(workbook(fill), source="a.xlsx")
    assert [table.sheet for table in outcome.tables] == ["2023", "2024"]
    assert [(f.sheet, f.code) for f in outcome.findings] == [
        ("说明", Reason.NOT_A_TABLE),
        ("空", Reason.NOT_A_TABLE),
        ("仅表头", Reason.HEADER_ONLY),
    ]


def test_one_sheet_only() -> None:
    def fill(book: Any) -> None:
        for name in ("2023", "2024"):
            sheet(book, PEOPLE, name=name)

    data = workbook(fill)
    assert [table.sheet for table in read_workbook(data, source="a.xlsx", sheet="2024").tables] == ["2024"]
    with pytest.raises(SourceNotFoundError, match='Did you mean "2024"'):
        read_workbook(data, source="a.xlsx", sheet="2025")


def test_typed_cells_become_text() -> None:
    def fill(book: Any) -> None:
        made = sheet(book, [["编号", "电话", "登记日期", "跟进时间", "启用", "查询"], ["x"]])
        made.write_number(1, 1, 13800138000)
        made.write_datetime(1, 2, dt.datetime(2019, 11, 26), book.add_format({"num_format": "yyyy-mm-dd"}))
        made.write_datetime(1, 3, dt.datetime(2019, 11, 26, 10), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
        made.write_boolean(1, 4, True)
        made.write_formula(1, 5, "=VLOOKUP(1,A:B,2)", None, "#N/A")
        made.write_row(2, 0, ["y", "", 45369, "2020/1/2", "否", "无"])
        made.write_string(2, 1, '="13900139000"')

    table = read_workbook(workbook(fill), source="a.xlsx").tables[0]
    assert [list(row.values()) for row in table.data.to_pylist()] == [
        ["x", "13800138000", "2019-11-26", "2019-11-26 10:00:00", "TRUE", "#N/A"],
        ["y", "13900139000", "45369", "2020/1/2", "否", "无"],
    ]


def test_mixed_types_in_one_column() -> None:
    cells = [13800138000, "139-0013-9000", 13700137000.0, "", True, 0.5]
    data = workbook(lambda book: sheet(book, [["姓名", "电话"], *[["王伟", cell] for cell in cells]]))
    column = read_workbook(data, source="a.xlsx").tables[0].data.column("电话")
    assert column.to_pylist() == ["13800138000", "139-0013-9000", "13700137000", None, "TRUE", "0.5"]


def test_two_header_rows_with_merged_groups() -> None:
    def fill(book: Any) -> None:
        names = ["", "姓名", "电话", "姓名", "电话"]
        people = [[number, "王伟", 13800138000 + number, "李娜", 13900139000 + number] for number in (1, 2)]
        made = sheet(book, [[], names, *people])
        made.merge_range("A1:A2", "序号")
        made.merge_range("B1:C1", "联系人一")
        made.merge_range("D1:E1", "联系人二")

    table = read_workbook(workbook(fill), source="a.xlsx").tables[0]
    assert table.data.column_names == ["序号", "联系人一 姓名", "联系人一 电话", "联系人二 姓名", "联系人二 电话"]
    assert table.rows.tolist() == [3, 4]


def test_a_cell_merged_over_rows_holds_for_each_of_them() -> None:
    def fill(book: Any) -> None:
        people = [["", "王伟", 13800138000], ["", "李娜", 13900139000], ["金银科技", "张敏", 13700137000]]
        made = sheet(book, [["公司名称", "联系人", "电话"], *people])
        made.merge_range("A2:A3", "华德食品")

    column = read_workbook(workbook(fill), source="a.xlsx").tables[0].data.column("公司名称")
    assert column.to_pylist() == ["华德食品", "华德食品", "金银科技"]


def test_a_stray_cell_at_the_far_end_takes_no_memory() -> None:
    def fill(book: Any) -> None:
        sheet(book, PEOPLE).write("XFD1048576", "x")
        sheet(book, PEOPLE, name="2024")

    outcome = read_workbook(workbook(fill), source="a.xlsx")
    assert [table.sheet for table in outcome.tables] == ["2024"]
    assert [(f.code, f.sheet) for f in outcome.findings] == [(Reason.UNREADABLE_FILE, "客户")]


def test_an_xls_of_old() -> None:
    outcome = read_workbook((FILES / "legacy.xls").read_bytes(), source="legacy.xls")
    table = outcome.tables[0]
    assert table.rows.tolist() == [4, 5]
    assert table.data.to_pylist()[0] == {
        "姓名": "王伟",
        "电话": "13800138000",
        "登记日期": "2020-01-02",
        "地址": "上海市",
    }


def ods(rows: list[list[str]], name: str) -> bytes:
    def cell(value: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    base = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{space}="{base}:{space}:1.0"' for space in ("office", "table", "text"))
    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    table = f'<table:table table:name="{name}">{lines}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{base}:manifest:1.0"/>')
        archive.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    return buffer.getvalue()


def test_an_ods() -> None:
    table = read_workbook(ods(PEOPLE, "客户"), source="a.ods").tables[0]
    assert table.sheet == "客户"
    assert [list(row.values()) for row in table.data.to_pylist()] == PEOPLE[1:]


def test_a_locked_workbook_says_so() -> None:
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook(lambda book: sheet(book, PEOPLE)))).encrypt("secret", buffer)
    outcome = read_workbook(buffer.getvalue(), source="a.xlsx")
    assert outcome.tables == []
    assert [f.code for f in outcome.findings] == [Reason.UNREADABLE_FILE]
    assert outcome.findings[0].suggestion is not None
    assert "password-protected" in outcome.findings[0].suggestion


def test_a_locked_xls_says_so() -> None:
    data = bytearray((FILES / "legacy.xls").read_bytes())
    assert not is_locked(bytes(data))
    second = data.find(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 4 + 16
    data[second] = 0x2F  # the record behind the first is now FilePass
    outcome = read_workbook(bytes(data), source="a.xls")
    assert "password-protected" in str(outcome.findings[0].suggestion)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_damaged_workbook_is_a_finding(part: float) -> None:
    data = workbook(lambda book: sheet(book, PEOPLE * 200))
    outcome = read_workbook(data[: int(len(data) * part)], source="a.xlsx")
    assert outcome.tables == []
    assert [f.code for f in outcome.findings] == [Reason.UNREADABLE_FILE]
