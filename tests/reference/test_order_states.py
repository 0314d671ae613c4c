"""Words of states are folded, and none of them says both."""

from __future__ import annotations

from custdq.reference.order_states import CANCELLED, REFUNDED


def test_no_word_says_both_and_all_are_folded() -> None:
    assert not CANCELLED & REFUNDED
    assert all(word == word.casefold() and " " not in word for word in CANCELLED | REFUNDED)
    assert {"cancelled", "已取消"} <= CANCELLED
    assert {"refunded", "已退款"} <= REFUNDED
