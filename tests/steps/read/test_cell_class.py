"""Labels told from data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.read.cell_class import CellClass, cell_class, is_heading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(" ", CellClass.BLANK, id="blank"),
        pytest.param("联系电话", CellClass.LABEL, id="heading"),
        pytest.param("Address 1", CellClass.LABEL, id="numbered heading"),
        pytest.param("张三", CellClass.LABEL, id="a name looks like a heading"),
        pytest.param("长江路12号3栋", CellClass.WORDY, id="address"),
        pytest.param(
            "请在此处填写客户的全部联系方式包括电话手机微信邮箱" * 2,
            CellClass.WORDY,
            id="long",
        ),
        pytest.param("138 0013 8000", CellClass.DATA, id="phone"),
        pytest.param("132****0044", CellClass.DATA, id="masked phone"),
        pytest.param('="13800138000"', CellClass.DATA, id="formula text"),
        pytest.param("0510-56762759转801", CellClass.DATA, id="extension"),
        pytest.param("2020/1/2", CellClass.DATA, id="date"),
        pytest.param("2020年1月2日", CellClass.DATA, id="chinese date"),
        pytest.param("2023-03-18 09:12:33", CellClass.DATA, id="time stamp"),
        pytest.param("¥1,234.50", CellClass.DATA, id="amount"),
        pytest.param("a@b.cn", CellClass.DATA, id="email"),
        pytest.param("K010001", CellClass.DATA, id="code"),
        pytest.param("无", CellClass.DATA, id="placeholder is never a heading"),
    ],
)
def test_cell_class(text: str, expected: CellClass) -> None:
    assert cell_class(text) == expected


@pytest.mark.parametrize(
    "text",
    ["姓名", "姓名/单位", "客户全称", "手机号（必填）", "*联系人", "省市区", "统一社会信用代码", "聯絡電話", "Name",
     "E-mail", "created_at", "customerId", "Date of Birth", "PHONE_NO"],
)  # fmt: skip
def test_headings(text: str) -> None:
    assert is_heading(text)


@pytest.mark.parametrize(
    "text", ["", "上海市", "浦东新区", "王伟", "Boston", "John", "13800138000", "无", "the quick brown fox"]
)
def test_no_headings(text: str) -> None:
    assert not is_heading(text)


@given(st.text(max_size=300))
def test_any_text_has_a_class(text: str) -> None:
    assert cell_class(text) in CellClass
    assert is_heading(text) in (True, False)
