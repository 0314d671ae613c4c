"""Which row is the header: prefaces, groups of columns, no header, prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.read.header import find_header, same_cell

HEAD = ["客户名称", "联系电话", "地址", "登记日期"]
BODY = [
    ["王伟", "13800138000", "上海市浦东新区世纪大道1号", "2020-01-02"],
    ["李娜", "139-0013-9000", "广州市天河区体育西路22号", "2020/3/4"],
    ["张敏", "", "杭州市西湖区文三路3号", "2021-05-06"],
]


def padded(text: str) -> list[str]:
    return [text, *[""] * (len(HEAD) - 1)]


def test_the_first_row() -> None:
    found = find_header([HEAD, *BODY])
    assert found is not None
    assert (found.names, found.first, found.last) == (tuple(HEAD), 0, 0)


def test_preface_and_blank_lines_stand_above() -> None:
    found = find_header([padded("客户名单"), padded("更新日期：2024-11-02"), padded(""), HEAD, *BODY])
    assert found is not None
    assert (found.names, found.first) == (tuple(HEAD), 3)


def test_a_preface_of_keys_and_values() -> None:
    found = find_header([["部门", "销售部", "", ""], ["日期", "2024-01-01", "制表", "王伟"], HEAD, *BODY])
    assert found is not None
    assert found.first == 2


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(BODY, id="phones and dates"),
        pytest.param(
            [["John", "Boston"], ["Mary", "Boston"], ["Ann", "Denver"], ["Bob", "Denver"], ["John", "Reno"]],
            id="words that recur",
        ),
        pytest.param([["王伟", "无", "上海", "无"], *BODY, *BODY], id="placeholders in the first row"),
        pytest.param([["王伟", "13800138000"]], id="a single row"),
        pytest.param([["13800138000"], ["13900139000"], ["13700137000"]], id="a bare list of phones"),
    ],
)
def test_no_header(rows: list[list[str]]) -> None:
    found = find_header(rows)
    assert found is not None
    assert (found.first, found.last) == (-1, -1)
    assert set(found.names) == {""}


def test_a_header_deep_in_data_is_not_taken() -> None:
    rows = [*BODY, *BODY, HEAD, *BODY]
    found = find_header(rows)
    assert found is not None
    assert found.last == -1


def test_unknown_words_head_columns_of_data() -> None:
    found = find_header(
        [["Kunde", "Fernruf", "Ort"], ["Meier", "030 1234567", "Berlin"], ["Huber", "089 7654321", "Wien"]]
    )
    assert found is not None
    assert found.names == ("Kunde", "Fernruf", "Ort")


def test_unknown_words_head_columns_of_words() -> None:
    found = find_header([["Kunde", "Ort"], ["Meier", "Berlin"], ["Huber", "Wien"], ["Meier", "Wien"]])
    assert found is not None
    assert found.names == ("Kunde", "Ort")


@pytest.mark.parametrize(
    ("upper", "lower", "names"),
    [
        pytest.param(
            ["基本信息", "", "联系方式", ""], ["姓名", "单位", "手机", "跟进日期"],
            ("姓名", "单位", "手机", "跟进日期"), id="lower names",
        ),
        pytest.param(
            ["序号", "客户", "", "备注"], ["", "名称", "登记日期", ""],
            ("序号", "名称", "登记日期", "备注"), id="lower blank",
        ),
        pytest.param(
            ["第一联系人", "", "第二联系人", ""], ["姓名", "电话", "姓名", "电话"],
            ("第一联系人 姓名", "第一联系人 电话", "第二联系人 姓名", "第二联系人 电话"), id="lower repeated",
        ),
        pytest.param(
            ["基本信息", "基本信息", "联系方式", "联系方式"], ["姓名", "单位", "手机", "跟进日期"],
            ("姓名", "单位", "手机", "跟进日期"), id="group written in every cell",
        ),
    ],
)  # fmt: skip
def test_two_header_rows(upper: list[str], lower: list[str], names: tuple[str, ...]) -> None:
    body = [["1", "华德食品", "13800138000", "2020-01-02"], ["2", "金银科技", "13900139000", "2020-01-03"]]
    found = find_header([padded("客户名单"), upper, lower, *body])
    assert found is not None
    assert (found.names, found.first, found.last) == (names, 1, 2)


def test_a_header_in_two_languages() -> None:
    found = find_header([HEAD, ["Name", "Phone", "Address", "Date"], *BODY])
    assert found is not None
    assert (found.names, found.last) == (tuple(HEAD), 1)


def test_a_header_repeated_at_once_is_one_header() -> None:
    found = find_header([HEAD, HEAD, *BODY])
    assert found is not None
    assert found.last == 0


def test_a_first_customer_without_numbers_is_no_second_header() -> None:
    found = find_header([HEAD, ["陈晓", "", "杭州", ""], *BODY])
    assert found is not None
    assert found.last == 0


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [["本系统用于管理客户。"], ["请每周五之前填写完整，谢谢配合。"], ["如有问题请联系管理员。"]],
            id="chinese sentences",
        ),
        pytest.param(
            [
                ["This list", " kindly sent by sales", " is not final."],
                ["Please do not forward it."],
                ["It was last changed", " we think", " in May", " or so."],
                ["Ask for more."],
            ],
            id="english sentences with commas",
        ),
        pytest.param([["# Title"], ["Some words about the data."], ["More words."], ["- a point"]], id="markdown"),
        pytest.param([["\u200b"], ["\ufeff"]], id="nothing visible"),
    ],
)
def test_prose_is_no_table(rows: list[list[str]]) -> None:
    assert find_header(rows) is None


def test_one_column_of_short_texts_under_a_heading_is_a_table() -> None:
    found = find_header([["公司名称"], ["华德食品"], ["金银科技"], ["通康商贸"]])
    assert found is not None
    assert found.names == ("公司名称",)


def test_same_cell_overlooks_spaces() -> None:
    assert same_cell(" 联系\n电话 ", "联系 电话")
    assert not same_cell("联系人", "联系 电话")


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5), min_size=1, max_size=12))
def test_any_rows_are_judged(rows: list[list[str]]) -> None:
    if not any(cell.strip() for cells in rows for cell in cells):
        return
    found = find_header(rows)
    assert found is None or -1 <= found.first <= found.last < len(rows)
