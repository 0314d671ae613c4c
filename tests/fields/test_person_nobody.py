"""Words that stand where a name should and name nobody."""

import pytest

from custdq.errors import Reason, Status
from custdq.fields import PersonName


@pytest.mark.parametrize(
    "text", ["女士", "买家", "淘宝用户", "匿名用户", "會員", "客户 12", "访客_a7", "收件人", "Guest 12", "anonymous"]
)
def test_a_word_that_names_nobody_is_missing(text: str) -> None:
    parsed = PersonName().parse_value(text)
    assert (parsed.value, parsed.status, parsed.problem) == (None, Status.MISSING, Reason.PLACEHOLDER)


@pytest.mark.parametrize("text", ["顾客心", "会员：何小舟", "游可", "新晓", "Guest Maria", "Client Eastwood"])
def test_a_name_beside_such_a_word_or_like_it_stays(text: str) -> None:
    assert PersonName().parse_value(text).value is not None
