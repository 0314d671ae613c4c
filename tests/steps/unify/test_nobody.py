"""Rows that are nobody, and rows that only look it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.unify.written_tables import unify

from custdq.errors import Reason
from custdq.steps.unify.nobody import is_noise, is_number, is_test

SOMEBODY = {"姓名": "王伟", "手机": "13912345671", "地址": "上海市徐汇区漕溪路1号", "备注": "老客户"}


def reason(**cells: str | None) -> Reason | None:
    """Return why a row is nobody, in a table with a few real people."""
    row = {"姓名": None, "手机": None, "地址": None, "备注": None} | cells
    people = [SOMEBODY, SOMEBODY | {"姓名": "李娜", "手机": "13812345672"}, SOMEBODY | {"姓名": "张敏"}]
    unified = unify({name: [person[name] for person in people] + [row[name]] for name in SOMEBODY})
    found = [finding.code for finding in unified.findings if finding.row == 5]
    assert unified.records.num_rows == 4 - len(found)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param({"姓名": "合计", "备注": "516"}, Reason.TOTAL_ROW, id="total"),
        pytest.param({"姓名": "小计："}, Reason.TOTAL_ROW, id="subtotal"),
        pytest.param({"姓名": "Grand Total", "备注": "9"}, Reason.TOTAL_ROW, id="english total"),
        pytest.param({"姓名": "注：电话已核对"}, Reason.NOTE_ROW, id="note"),
        pytest.param({"姓名": "------"}, Reason.NOTE_ROW, id="dashes"),
        pytest.param({"姓名": "=== 分割线 ==="}, Reason.NOTE_ROW, id="ruler"),
        pytest.param({"姓名": "以下为往年的老客户"}, Reason.NOTE_ROW, id="heading"),
        pytest.param({"姓名": "请各位同事核对后再填写。"}, Reason.NOTE_ROW, id="a sentence alone"),
        pytest.param({"姓名": "测试", "手机": "123"}, Reason.TEST_ROW, id="test"),
        pytest.param({"姓名": "XXX公司", "手机": "11111111111"}, Reason.TEST_ROW, id="x company"),
        pytest.param({"姓名": "aaa", "地址": "aaa"}, Reason.TEST_ROW, id="aaa"),
        pytest.param({"姓名": "张三", "手机": "12345678901"}, Reason.TEST_ROW, id="the man in the form"),
        pytest.param(
            {"姓名": "测试客户", "手机": "13800138000"}, Reason.TEST_ROW, id="test with the operator's number"
        ),
        pytest.param({"姓名": "jk;l", "手机": "无"}, Reason.NOISE_ROW, id="keyboard"),
        pytest.param({"姓名": "h22"}, Reason.NOISE_ROW, id="letters and digits"),
        pytest.param({"手机": "无"}, Reason.NOISE_ROW, id="nothing at all"),
        pytest.param(
            {"姓名": "姓名", "手机": "手机", "地址": "地址", "备注": "备注"}, Reason.REPEATED_HEADER, id="header"
        ),
    ],
)
def test_nobody(cells: dict[str, str], expected: Reason) -> None:
    assert reason(**cells) == expected


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({"姓名": "测试", "手机": "13612345679"}, id="a test that can be rung"),
        pytest.param({"姓名": "张三", "地址": "杭州市西湖区文三路8号"}, id="a real 张三"),
        pytest.param({"姓名": "张三", "手机": "138 0013 8000"}, id="张三 under the number of the operator"),
        pytest.param({"姓名": "王五", "地址": "上海"}, id="王五 in a place of two characters"),
        pytest.param({"姓名": "王芳"}, id="a name alone"),
        pytest.param({"姓名": "恒诚"}, id="a brand alone"),
        pytest.param({"姓名": "丹丹"}, id="a doubled nickname"),
        pytest.param({"姓名": "Sunny"}, id="a nickname"),
        pytest.param({"手机": "13612345679"}, id="a number alone"),
        pytest.param({"手机": "138****8000"}, id="a masked number"),
        pytest.param({"姓名": "合计", "手机": "13612345679"}, id="a total that can be rung"),
        pytest.param({"姓名": "上海测试技术有限公司"}, id="a company that tests"),
    ],
)
def test_somebody(cells: dict[str, str]) -> None:
    assert reason(**cells) is None


def test_tables_without_people_are_left_alone() -> None:
    unified = unify({"title": ["Total recall", "test", "asdf"], "year": ["1990", "1", "22"]})
    assert unified.records.num_rows == 3


@given(st.text(max_size=40))
def test_any_text_is_judged(text: str) -> None:
    assert {is_test(text), is_noise(text), is_number(text)} <= {True, False}
