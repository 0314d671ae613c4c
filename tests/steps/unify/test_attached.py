"""Lists of customers and tables that only mention them."""

from __future__ import annotations

import pytest

from custdq.steps.unify.attached import is_customer_list


@pytest.mark.parametrize(
    "meanings",
    [
        pytest.param(["name", "mobile"], id="a list"),
        pytest.param(["name", "mobile", "amount", "order_date"], id="a list with what they spent"),
        pytest.param(["record_id", "company", "person_name", "phone", "address", None], id="service tickets"),
        pytest.param(["given_name", "surname", "birthday"], id="persons"),
    ],
)
def test_lists(meanings: list[str | None]) -> None:
    assert is_customer_list(meanings)


@pytest.mark.parametrize(
    "meanings",
    [
        pytest.param(["order_id", "order_date", "record_id", "name", "phone", "product", "amount"], id="orders"),
        pytest.param(["product", "amount", "quantity"], id="products"),
        pytest.param([None, "date", "number"], id="nothing personal"),
    ],
)
def test_no_lists(meanings: list[str | None]) -> None:
    assert not is_customer_list(meanings)
