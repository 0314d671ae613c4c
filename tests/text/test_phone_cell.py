"""Telephone cells: where one number ends and the next, or an extension, begins."""

from __future__ import annotations

import pytest

from custdq.errors import Reason
from custdq.text.phone_cell import cut_pieces, has_words, is_remark, read_phone_cell, remaining_text


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("010-62345678", [("010-62345678", None)], id="plain"),
        pytest.param("电话 010-62345678 转 801", [("010-62345678", "801")], id="extension"),
        pytest.param("(010)62345678转801分机", [("(010)62345678", "801")], id="word behind the extension"),
        pytest.param(
            "010-62345678转801，13900138001",
            [("010-62345678", "801"), ("13900138001", None)],
            id="extension and number",
        ),
        pytest.param("13900138001;13900138002", [("13900138001", None), ("13900138002", None)], id="two"),
        pytest.param(
            "+852 2123 4567+852 5123 4567", [("+852 2123 4567", None), ("+852 5123 4567", None)], id="two by plus"
        ),
        pytest.param("号码2：13900138001", [("13900138001", None)], id="a number in the label"),
        pytest.param("Fax:010-62345678", [("010-62345678", None)], id="the x of a word"),
        pytest.param("x801", [("801", None)], id="an extension alone is a number"),
    ],
)
def test_pieces(text: str, pieces: list[tuple[str, str | None]]) -> None:
    found = cut_pieces(read_phone_cell(text).plain)
    assert [(piece.text, piece.extension) for piece in found] == pieces


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("13900138001", None, id="plain"),
        pytest.param("13900138001 王经理", None, id="words are not judged here"),
        pytest.param("13900138001.0", Reason.EXCEL_NUMBER, id="float"),
        pytest.param("13900138001.0/13900138002", Reason.EXCEL_NUMBER, id="a float among others"),
        pytest.param("+44 20 7946.0", None, id="no float has a plus"),
        pytest.param("13,900,138,001", Reason.EXCEL_NUMBER, id="thousands"),
        pytest.param("1.39E+10", Reason.DIGITS_LOST, id="digits lost"),
        pytest.param("139****8001", Reason.MASKED, id="stars"),
        pytest.param("139xxxx8001", Reason.MASKED, id="letters"),
        pytest.param("0xx11 2345 6789", None, id="a carrier code left open"),
    ],
)
def test_reason(text: str, reason: Reason | None) -> None:
    assert read_phone_cell(text).reason == reason


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        pytest.param("139****8001", "139****8001", id="stars"),
        pytest.param("139-xxxx-8001", "139****8001", id="letters and dashes"),
        pytest.param("139••••8001", "139****8001", id="dots"),
        pytest.param("+86 139 **** 8001", "139****8001", id="calling code"),
        pytest.param("手机：1390013****（备用）", "1390013****", id="words"),
        pytest.param("****8001", "****8001", id="only the end"),
        pytest.param("13900138001", None, id="nothing hidden"),
    ],
)
def test_pattern(text: str, pattern: str | None) -> None:
    assert read_phone_cell(text).pattern == pattern


def test_text_beside_numbers() -> None:
    assert remaining_text("a 123 b", [(2, 5)]) == "a b"
    assert remaining_text("(123);", [(1, 4)]) is None
    assert remaining_text("手机:139", [(3, 6)]) == "手机"


def test_a_label_is_no_remark() -> None:
    assert not any(is_remark(text) for text in ("手机", "电话1", "Tel", "fax2", "办公"))
    assert all(is_remark(text) for text in ("王经理", "微信同号", "3楼", "802", "after six"))
    assert has_words("手机 13900138001 王")
    assert not has_words("手机 13900138001")
