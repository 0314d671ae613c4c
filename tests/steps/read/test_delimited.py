"""Delimited text: delimiters, quotation marks, line numbers."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import Reason
from custdq.steps.read.assemble import Place
from custdq.steps.read.delimited import Layout, find_layout, read_delimited, records

PLACE = Place("a.csv", "", "utf-8")
ROWS = [["姓名", "电话", "地址"], ["王伟", "13800138000", "Main Street 5, Boston"], ["李娜", "13900139000", "a; b"]]


def written(rows: list[list[str]], delimiter: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~", "\x01", "\x1f", "，", "¦"])
def test_delimiters(delimiter: str) -> None:
    table = read_delimited(written(ROWS, delimiter), PLACE).tables[0]
    assert [list(row.values()) for row in table.data.to_pylist()] == ROWS[1:]
    assert table.data.column_names == ROWS[0]
    assert table.encoding == "utf-8"


def test_excel_hint_names_the_delimiter() -> None:
    outcome = read_delimited("sep=;\n姓名;电话\n王伟;138,1\n李娜;139,2\n", PLACE)
    assert outcome.tables[0].data.column_names == ["姓名", "电话"]
    assert [f.code for f in outcome.findings] == [Reason.PREFACE_ROW]


def test_backslashes_before_quotation_marks() -> None:
    text = 'name,note,phone\n"Ann \\"Annie\\" Lee","x, y",5550100\n"Bob","z",5550101\n'
    assert read_delimited(text, PLACE).tables[0].data.to_pylist()[0]["name"] == 'Ann "Annie" Lee'


def test_rows_are_lines_where_cells_hold_line_ends() -> None:
    text = '客户名单\n\n姓名,地址,电话\n王伟,"上海市\n浦东新区\n世纪大道",13800138000\n\n李娜,广州,13900139000\n'
    outcome = read_delimited(text, PLACE)
    table = outcome.tables[0]
    assert table.rows.tolist() == [4, 8]
    assert table.data.column("地址").to_pylist()[0] == "上海市\n浦东新区\n世纪大道"
    assert [(f.code, f.row) for f in outcome.findings] == [
        (Reason.PREFACE_ROW, 1),
        (Reason.BLANK_ROW, 2),
        (Reason.BLANK_ROW, 7),
    ]


def test_a_mark_that_is_never_closed_swallows_no_line() -> None:
    people = [f"客{at},1380013{at:04},城{at}" for at in range(50)]
    people[10] = '客10,"13800130010,城10'
    people[30] = '"客30,13800130030,城30'
    outcome = read_delimited("姓名,电话,城市\n" + "\n".join(people) + "\n", PLACE)
    table = outcome.tables[0]
    assert table.rows.tolist() == list(range(2, 52))
    assert table.data.column("城市").to_pylist() == [f"城{at}" for at in range(50)]
    assert [(f.code, f.row) for f in outcome.findings] == [(Reason.RAGGED_ROW, 12), (Reason.RAGGED_ROW, 32)]


@pytest.mark.parametrize(
    ("broken", "shown"),
    [
        pytest.param({10: '客10,1380010,"城10'}, {10: '"城10'}, id="open to the end"),
        pytest.param({10: '"客10","1380010","城10'}, {10: '"城10'}, id="others quoted"),
        pytest.param({10: '"客,10",1380010,"城10'}, {10: '"城10'}, id="delimiter quoted"),
        pytest.param({49: '客49,1380049,"城49'}, {49: '"城49'}, id="last line"),
        pytest.param({10: '客10,1380010,"城10', 20: '客20,1380020,"城20"'}, {10: '"城10'}, id="closed by a later cell"),
        pytest.param({10: '客10,1380010,"城10', 20: '客20,1380020,"城20'}, {10: '"城10', 20: '"城20'}, id="two"),
    ],
)
@pytest.mark.parametrize("end", ["\n", ""])
def test_an_open_mark_in_the_last_column_swallows_no_line(
    broken: dict[int, str], shown: dict[int, str], end: str
) -> None:
    people = [broken.get(at, f"客{at},13800{at:02},城{at}") for at in range(50)]
    outcome = read_delimited("姓名,电话,城市\n" + "\n".join(people) + end, PLACE)
    table = outcome.tables[0]
    assert table.rows.tolist() == list(range(2, 52))
    assert table.data.column("城市").to_pylist() == [shown.get(at, f"城{at}") for at in range(50)]
    assert [(f.code, f.row) for f in outcome.findings] == [(Reason.RAGGED_ROW, at + 2) for at in shown]


def test_a_well_formed_cell_may_hold_lines_that_look_like_records() -> None:
    text = 'name,note,phone\nAnn,"x\na,b,c\nd,e,f\ny",5550100\nBob,"a,b,c\nd,e,f",5550101\n'
    outcome = read_delimited(text, PLACE)
    assert outcome.tables[0].data.column("note").to_pylist() == ["x\na,b,c\nd,e,f\ny", "a,b,c\nd,e,f"]
    assert outcome.findings == []


def test_a_cell_of_ten_megabytes_survives() -> None:
    limit = csv.field_size_limit()
    text = "姓名,备注,电话\n王伟," + "长" * 10_000_000 + ",13800138000\n李娜,,13900139000\n"
    table = read_delimited(text, PLACE).tables[0]
    assert len(table.data.column("备注")[0].as_py()) == 10_000_000
    assert table.data.num_rows == 2
    assert csv.field_size_limit() == limit


def test_one_column() -> None:
    table = read_delimited("手机\n13800138000\n13900139000\n", PLACE).tables[0]
    assert table.data.to_pylist() == [{"手机": "13800138000"}, {"手机": "13900139000"}]


def test_a_stray_unit_separator_cuts_no_cell() -> None:
    text = "手机\n13800138000\n139\x1f00139000\n" + "13700137000\n" * 20
    outcome = read_delimited(text, PLACE)
    assert outcome.tables[0].data.column_names == ["手机"]
    assert outcome.tables[0].data.column("手机")[1].as_py() == "139\x1f00139000"
    assert outcome.findings == []


def test_a_comma_in_every_line_does_not_beat_the_tab() -> None:
    text = "Name\tPhone\tCity\nAnn\t5550100\tBoston, MA\nBob\t5550101\tReno, NV\n"
    assert find_layout(text) == Layout("\t", None, 3)


CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n,;"'), max_size=8)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3).filter(any), min_size=1, max_size=8))
def test_records_are_what_csv_wrote(rows: list[list[str]]) -> None:
    text = written(rows, ",")
    unclosed: list[int] = []
    found = list(records(text, Layout(",", None, 3), unclosed=unclosed))
    assert [cells for _, cells in found] == rows
    assert unclosed == []
    lines = [1 + sum(cell.count("\n") for row in rows[:at] for cell in row) + at for at in range(len(rows))]
    assert [number for number, _ in found] == lines
