"""Plain Chinese names a column at a time."""

from __future__ import annotations

from tests.fields.columns import assert_as_alone, drawn

from custdq.fields import PersonName

_SURNAMES = "沈陈欧王万阿覃吕客新老"
_FIRST, _SECOND = "知远强明会店家乐建某總", ["", *"知远强明店乐设某伟", "老师", "A"]
_WHOLE = ["微信用户", "客户", "未知", "司马光", "陈 强", "沈知远", "Ann Lee", "沈知远（老客户）"]


def test_names_come_out_as_alone() -> None:
    assert_as_alone(PersonName(), [*drawn(_SURNAMES, _FIRST, _SECOND, count=1_000), *_WHOLE])
