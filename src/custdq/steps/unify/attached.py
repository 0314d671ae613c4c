"""Telling a list of customers from orders, products and other tables that only mention them.

The trap: an order line holds a name and a number too. Mixed in, every order would be one more "record" of its customer.
"""

from __future__ import annotations

from collections.abc import Iterable

_TRADE = ("order_id", "order_date", "product", "amount", "quantity")
_PERSONAL = (
    "name", "person_name", "company", "contact_name", "nickname", "given_name", "surname", "mobile", "phone",
    "landline", "email", "wechat", "address", "receiver", "birthday", "gender", "uscc", "resident_id", "kind",
)  # fmt: skip


def is_customer_list(meanings: Iterable[str | None]) -> bool:
    """Tell whether columns of these meanings make a list of customers.

    Parameters
    ----------
    meanings
        What each column means.

    Examples
    --------
    >>> is_customer_list(["name", "mobile", "address", "amount"])
    True
    >>> is_customer_list(["order_id", "order_date", None, "name", "phone", "product", "amount"])
    False
    """
    words = list(meanings)
    trade = {word for word in words if word in _TRADE}
    personal = {word for word in words if word in _PERSONAL}
    if not personal:
        return False
    if len(trade) < 2 or not trade & {"order_id", "product", "quantity"}:
        return True
    # An order that also carries who and where is still an order as long as more of it is trade.
    return len(personal) > max(3, len(trade))
