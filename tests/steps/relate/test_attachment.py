"""Roles are found by name where the cells bear them out; a cancelled order is no purchase, a refund lowers the sum."""

from __future__ import annotations

from typing import Any

import pytest
from tests.steps.relate.orders import attached

from custdq.errors import ColumnNotFoundError, OptionError
from custdq.steps.relate import Roles


def test_roles_are_found_by_name_and_cells() -> None:
    table = attached(
        {
            "order_no": ["1", "2"], "created_at": ["x", "y"], "order_date": ["20250101", "2025-02-03"],
            "客户编号": ["C0", "C1"], "金额": ["9元", "8"], "price": ["cheap", "dear"], "状态": ["完成", "已取消"],
        }
    )  # fmt: skip
    assert table.roles == Roles("客户编号", None, "order_date", ("金额",), "状态", "order_no")
    assert table.cancelled.tolist() == [False, True]


def test_what_the_user_says_stands() -> None:
    columns = {
        "who": ["C0"],
        "order_date": ["2025-01-01"],
        "paid": ["2025-01-02"],
        "a": [1.0],
        "b": [2.0],
        "s": ["done"],
    }
    table = attached(columns, key="who", date="paid", amounts=("b", "a"), status="s")
    assert table.roles == Roles("who", None, "paid", ("b", "a"), "s")


@pytest.mark.parametrize(
    ("roles", "error", "message"),
    [
        ({"key": "customr"}, ColumnNotFoundError, 'no column "customr". Did you mean "customer"'),
        ({"date": "day"}, ColumnNotFoundError, 'no column "day"'),
        ({"amounts": ("amuont",)}, ColumnNotFoundError, 'Did you mean "amount"'),
        ({"source": "cmr"}, OptionError, 'of the source "cmr". Did you mean "crm"'),
    ],
)
def test_a_wrong_role_is_said(roles: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        attached({"customer": ["C0"], "amount": [1.0]}, **roles)


def test_a_table_that_names_nobody_is_said() -> None:
    with pytest.raises(OptionError, match=r'No column of "orders" holds ids.*key="customer_code"'):
        attached({"customer": ["X", "Y"]})
    assert attached({"customer": []}).entity.tolist() == []


def test_states_that_undo_an_order() -> None:
    states = ["done", "Cancelled", "已取消", "refunded", "refunded", "交易关闭", None, "open"]
    table = attached({"customer": ["C0"] * 8, "amount": [1.0, 1, 1, 1, -1, 1, 1, 1], "status": states})
    assert table.cancelled.tolist() == [False, True, True, True, False, True, False, False]
