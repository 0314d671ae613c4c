"""Parts of an earlier pass are told from columns of the user's own."""

from __future__ import annotations

import pandas as pd
import pytest

import custdq
from custdq import fields as f
from custdq.infer.parts import earlier_parts


def _family(column: str, kind: str) -> list[str]:
    return [column, *(f"{column}.{part}" for part in f.KINDS[kind].part_names)]


@pytest.mark.parametrize("kind", [name for name, kind in f.KINDS.items() if len(kind.part_names) > 2])
def test_a_whole_set_of_parts_is_of_an_earlier_pass(kind: str) -> None:
    column, *parts = _family("x", kind)
    found = earlier_parts([column, *parts, "x.own"])
    assert set(found) == set(parts)
    assert set(found.values()) == {column}


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["address", "address.city"], id="one"),
        pytest.param(_family("mail", "email")[:-1], id="one-is-missing"),
        pytest.param(_family("mail", "email")[1:], id="the-column-itself-is-missing"),
        pytest.param(["stage", "stage.code"], id="few"),
    ],
)
def test_less_is_the_users_own(names: list[str]) -> None:
    assert earlier_parts(names) == {}


def test_few_parts_are_told_where_the_kind_is_known() -> None:
    assert earlier_parts(["stage", "stage.code"], {"stage": f.Category()}) == {"stage.code": "stage"}


def test_without_a_schema_a_second_pass_adds_no_column() -> None:
    people = pd.DataFrame(
        {
            "姓名": ["王伟", "李娜", "张敏", "刘洋"],
            "地址": ["浙江省杭州市滨江区青枫路9号", "深圳市南山区云帆路3号", "上海市徐汇区漕溪路1号", "北京建国路88号"],
            "手机": ["13800138001", "0571-87654321转801", "13900139002", "13700137003"],
            "状态": ["新", "老", "新", "老"],
        }
    )  # fmt: skip
    once = custdq.standardize(people, parts=True)
    pd.testing.assert_frame_equal(custdq.standardize(once, parts=True), once)
    again = custdq.Schema.infer(once)
    assert (set(again.columns), again.roles()) == (set(people.columns), custdq.Schema.infer(people).roles())
