"""Delivery cells taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.unify.receiver import Receiver, read_receiver

ADDRESS = "深圳福田区软件园B座2926"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param(
            f"收件人：王桂艳 电话：136 6106 0210 地址：{ADDRESS}",
            Receiver("王桂艳", None, "136 6106 0210", ADDRESS),
            id="labels",
        ),
        pytest.param(
            f"{ADDRESS}，杨耀安收，13580072468", Receiver("杨耀安", None, "13580072468", ADDRESS), id="received by"
        ),
        pytest.param(
            f"手机：18296271896 李萍，{ADDRESS}", Receiver("李萍", None, "18296271896", ADDRESS), id="number first"
        ),
        pytest.param(f"李萍，18296271896，{ADDRESS}", Receiver("李萍", None, "18296271896", ADDRESS), id="name first"),
        pytest.param(
            f"{ADDRESS} 李萍 +86 182 9627 1896", Receiver("李萍", None, "+86 182 9627 1896", ADDRESS), id="spaces"
        ),
        pytest.param(
            f"李萍 8618296271896 {ADDRESS}", Receiver("李萍", None, "8618296271896", ADDRESS), id="country code"
        ),
        pytest.param(
            f"李萍（恒达贸易有限公司），18296271896，{ADDRESS}",
            Receiver("李萍", "恒达贸易有限公司", "18296271896", ADDRESS),
            id="company in brackets",
        ),
        pytest.param(
            f"李萍 18296271896/0571-87654321 {ADDRESS}",
            Receiver("李萍", None, "18296271896;0571-87654321", ADDRESS),
            id="two numbers",
        ),
        pytest.param(
            "Emma Walker +44 77022 53856 28 High Street, Reading, UK",
            Receiver("Emma Walker", None, "+44 77022 53856", "28 High Street, Reading, UK"),
            id="a house number after the number",
        ),
        pytest.param(ADDRESS, Receiver(None, None, None, ADDRESS), id="an address alone"),
        pytest.param("李经理 13912345678", Receiver("李经理", None, "13912345678", None), id="a card"),
        pytest.param("暂无", Receiver(), id="placeholder"),
        pytest.param(
            f"李萍，86-18296271896，{ADDRESS}", Receiver("李萍", None, "86-18296271896", ADDRESS), id="code and dash"
        ),
        pytest.param(
            f"182—9627—1896 李萍，{ADDRESS}", Receiver("李萍", None, "182-9627-1896", ADDRESS), id="long dashes"
        ),
        pytest.param(
            f"18296271896 白天打 李萍，{ADDRESS}",
            Receiver("李萍", None, "18296271896", f"{ADDRESS} 白天打"),
            id="a wish is kept behind the address",
        ),
        pytest.param(f"{ADDRESS} 李萍 1829627189", Receiver("李萍", None, "1829627189", ADDRESS), id="a digit short"),
        pytest.param(
            f"李萍（恒达（深圳）贸易有限公司），18296271896，{ADDRESS}",
            Receiver("李萍", "恒达(深圳)贸易有限公司", "18296271896", ADDRESS),
            id="brackets in brackets",
        ),
        pytest.param(f"李萍  {ADDRESS}", Receiver("李萍", None, None, ADDRESS), id="no number"),
        pytest.param(
            f"{ADDRESS} 518038 李萍 18296271896",
            Receiver("李萍", None, "18296271896", f"{ADDRESS} 518038"),
            id="the postcode stays",
        ),
        pytest.param(
            "289 Valley Blvd, Alhambra, CA 91801, USA，Julia Thompson收，+1 415 555 5111",
            Receiver("Julia Thompson", None, "+1 415 555 5111", "289 Valley Blvd, Alhambra, CA 91801, USA"),
            id="letters and one character",
        ),
        pytest.param(
            "Receiver: Julia Thompson, Tel: +1 415 555 5111, Address: 289 Valley Blvd, Alhambra",
            Receiver("Julia Thompson", None, "+1 415 555 5111", "289 Valley Blvd, Alhambra"),
            id="english labels",
        ),
    ],
)
def test_read_receiver(cell: str, expected: Receiver) -> None:
    assert read_receiver(cell) == expected


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(read_receiver(text), Receiver)
