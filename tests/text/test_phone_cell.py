"""Telephone cells: where one number ends and the next, or an extension, begins."""

from __future__ import annotations

import pytest

from custdq.errors import Reason
from custdq.text.phone_cell import read_phone_cell


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("010-62345678", [("010-62345678", None)], id="plain"),
        pytest.param("电话 010-62345678 转 801", [("010-62345678", "801")], id="extension"),
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
        pytest.param("x801", [("801", None)], id="an extension alone is a number"),
    ],
)
def test_pieces(text: str, pieces: list[tuple[str, str | None]]) -> None:
    assert [tuple(piece) for piece in read_phone_cell(text).pieces] == pieces


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("13900138001", None, id="plain"),
        pytest.param("手机：13900138001", None, id="a label is no extra text"),
        pytest.param("13900138001 王经理", Reason.EXTRA_TEXT, id="a name is"),
        pytest.param("13900138001.0", Reason.EXCEL_NUMBER, id="float"),
        pytest.param("1.39E+10", Reason.DIGITS_LOST, id="digits lost"),
        pytest.param("139****8001", Reason.MASKED, id="stars"),
        pytest.param("139xxxx8001", Reason.MASKED, id="letters"),
    ],
)
def test_reason(text: str, reason: Reason | None) -> None:
    assert read_phone_cell(text).reason == reason
