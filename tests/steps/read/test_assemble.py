"""Rows -> table: no row without a record or a finding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.errors import Reason
from custdq.steps.read.assemble import Outcome, Place, assemble, text_column, unique_names

PLACE = Place("a.csv")
HEAD = ["姓名", "电话"]
PEOPLE = [["王伟", "13800138000"], ["李娜", "13900139000"], ["张敏", "13700137000"]]


def assembled(rows: list[list[str]]) -> Outcome:
    return assemble(((at, list(cells)) for at, cells in enumerate(rows, start=1)), PLACE)


def codes(outcome: Outcome) -> list[tuple[Reason, int | None]]:
    return [(finding.code, finding.row) for finding in outcome.findings]


def test_a_plain_table() -> None:
    outcome = assembled([HEAD, *PEOPLE])
    assert outcome.findings == []
    assert outcome.tables[0].data.to_pylist()[0] == {"姓名": "王伟", "电话": "13800138000"}
    assert outcome.tables[0].rows.tolist() == [2, 3, 4]


def test_every_row_passed_over_is_named() -> None:
    outcome = assembled([["客户名单", ""], ["", ""], HEAD, PEOPLE[0], [" ", ""], HEAD, PEOPLE[1], ["", ""]])
    assert outcome.tables[0].rows.tolist() == [4, 7]
    assert codes(outcome) == [
        (Reason.PREFACE_ROW, 1),
        (Reason.BLANK_ROW, 2),
        (Reason.BLANK_ROW, 5),
        (Reason.REPEATED_HEADER, 6),
        (Reason.BLANK_ROW, 8),
    ]


def test_both_rows_of_a_double_header_are_known_again() -> None:
    upper, lower = ["基本", "", "联系", ""], ["姓名", "单位", "手机", "日期"]
    people = [["王伟", "华德", "13800138000", "2020-01-02"], ["李娜", "金银", "13900139000", "2020-01-03"]]
    outcome = assembled([upper, lower, people[0], upper, lower, people[1]])
    assert outcome.tables[0].rows.tolist() == [3, 6]
    assert codes(outcome) == [
        (Reason.HEADER_ROW, 1),
        (Reason.HEADER_ROW, 2),
        (Reason.REPEATED_HEADER, 4),
        (Reason.REPEATED_HEADER, 5),
    ]


def test_extra_cells_are_kept_in_columns_of_their_own() -> None:
    outcome = assembled([HEAD, *PEOPLE, ["陈晓", "13600136000", "", "老客户"], ["吴军", "13500135000", ""]])
    table = outcome.tables[0].data
    assert table.column_names == ["姓名", "电话", "column_4"]
    assert table.column("column_4").to_pylist() == [None, None, None, "老客户", None]
    assert codes(outcome) == [(Reason.RAGGED_ROW, 5)]
    assert outcome.findings[0].value == "老客户"


def test_a_short_row_is_filled_and_named_where_it_is_the_exception() -> None:
    outcome = assembled([HEAD, *PEOPLE, ["陈晓"]])
    assert outcome.tables[0].data.column("电话").to_pylist()[-1] is None
    assert codes(outcome) == [(Reason.RAGGED_ROW, 5)]


def test_rows_whose_writer_leaves_out_trailing_blanks_are_no_findings() -> None:
    outcome = assembled([[*HEAD, "备注"], *PEOPLE * 20])
    assert outcome.findings == []
    assert outcome.tables[0].data.column("备注").null_count == 60


def test_an_all_null_column_stays_where_it_is_named() -> None:
    outcome = assembled([[*HEAD, "", "微信"], *([*row, "", ""] for row in PEOPLE)])
    assert outcome.tables[0].data.column_names == ["姓名", "电话", "微信"]
    assert outcome.tables[0].data.column("微信").null_count == 3


def test_no_header_is_said() -> None:
    outcome = assembled(PEOPLE)
    assert outcome.tables[0].data.column_names == ["column_1", "column_2"]
    assert outcome.tables[0].rows.tolist() == [1, 2, 3]
    assert codes(outcome) == [(Reason.HEADER_ROW, None)]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        pytest.param([["", " "], [""]], Reason.NOT_A_TABLE, id="blank"),
        pytest.param([HEAD], Reason.HEADER_ONLY, id="header only"),
        pytest.param([["名单", ""], HEAD, ["", ""]], Reason.HEADER_ONLY, id="title and header only"),
        pytest.param([["请填写完整。"], ["每周五之前交给王经理。"]], Reason.NOT_A_TABLE, id="prose"),
    ],
)
def test_no_table(rows: list[list[str]], code: Reason) -> None:
    outcome = assembled(rows)
    assert outcome.tables == []
    assert code in [finding.code for finding in outcome.findings]


def test_one_row() -> None:
    outcome = assembled([HEAD, PEOPLE[0]])
    assert outcome.tables[0].data.to_pylist() == [{"姓名": "王伟", "电话": "13800138000"}]


@pytest.mark.parametrize("blank", [1, 329, 330, 331, 1000])
def test_any_number_of_leading_blank_rows(blank: int) -> None:
    outcome = assembled([*[["", ""]] * blank, HEAD, *PEOPLE])
    table = outcome.tables[0]
    assert table.data.column_names == HEAD
    assert table.rows.tolist() == [blank + 2, blank + 3, blank + 4]
    assert codes(outcome) == [(Reason.BLANK_ROW, row) for row in range(1, min(blank, 101) + 1)]


def test_prose_beneath_many_blank_rows_is_named() -> None:
    outcome = assembled([*[[""]] * 400, ["This is a letter and no table at all."]])
    assert outcome.tables == []
    assert [f.value for f in outcome.findings] == ["This is a letter and no table at all."]


def test_long_runs_of_blank_rows_are_told_once() -> None:
    outcome = assembled([HEAD, PEOPLE[0], *[["", ""]] * 5000, PEOPLE[1]])
    assert len(outcome.findings) == 101
    assert outcome.findings[-1].suggestion == "Rows 103 to 5002 are blank."


def test_more_rows_than_one_chunk() -> None:
    rows = [HEAD, *([f"客{at}", f"138{at:08}"] for at in range(60_000)), ["末", "13800138000", "备"]]
    table = assembled(rows).tables[0]
    assert table.data.num_rows == 60_001
    assert table.data.column("column_3").to_pylist()[-2:] == [None, "备"]
    assert table.rows.tolist() == list(range(2, 60_003))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(['="13800138000"', "x"], ["13800138000", "x"], id="formula text"),
        pytest.param(['="010""5"', "=1"], ['010"5', "=1"], id="quotes inside"),
        pytest.param(["", " \u3000", "a "], [None, None, "a "], id="blank is null, text stays"),
    ],
)
def test_text_column(cells: list[str], expected: list[str | None]) -> None:
    assert text_column(cells).to_pylist() == expected


@given(st.lists(st.sampled_from(["", "Tel", "Tel_2", "column_2", "column_1"])))
def test_names_are_unique(names: list[str]) -> None:
    result = unique_names(names)
    assert len(set(result)) == len(names)
    assert all(result)


CELL = st.sampled_from(["", "王伟", "李娜", "13800138000", "2020-01-02", "上海市中山路5号", "姓名", "电话", "合计"])


@given(st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=12))
def test_no_row_and_no_cell_is_lost(rows: list[list[str]]) -> None:
    outcome = assembled(rows)
    named = {finding.row for finding in outcome.findings}
    if not outcome.tables:
        assert outcome.findings
        return
    table = outcome.tables[0]
    kept = dict(zip(table.rows.tolist(), table.data.to_pylist(), strict=True))
    header = min(kept) - 1 if Reason.HEADER_ROW not in [f.code for f in outcome.findings] else 0
    for number, cells in enumerate(rows, start=1):
        if number in kept:
            assert [c for c in kept[number].values() if c] == [c for c in cells if c]
        else:
            assert number in named or number <= header
