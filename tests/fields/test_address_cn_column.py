"""Ordinary Chinese addresses a column at a time."""

from __future__ import annotations

import pytest
from tests.fields.columns import assert_as_alone, drawn

from custdq.fields import Address

_NUMBERS = [str(number) for number in range(1, 400)]
_HEADS = (
    "广东省深圳市福田区 深圳福田区 江苏省南京市鼓楼区 浙江省杭州市余杭区 北京市朝阳区 朝阳区 "
    "云南省大理白族自治州漾濞彝族自治县"
).split()
_ROADS = "天河路 青枫东路 望京西路 蛇口南海大道 软件园路 朝阳北路 红旗街 长江大道 福田路".split()
_PLACES = ["", "", "紫荆新村", "云帆花园", "请放门卫", "福田", "SOHO现代城", "甲子公寓", "翡翠写字楼"]
_DOORS = ["", "13栋1单元1501室", "3-2-501", "C座1203", "2号楼6层", "1501", "7幢", "B1座", "12-", "5F", "3单元2"]


@pytest.mark.parametrize("region", ["CN", None])
def test_addresses_come_out_as_alone(region: str | None) -> None:
    addresses = drawn(_HEADS, _ROADS, _NUMBERS, ["号", "号", "弄3号", "号院"], _PLACES, _DOORS, count=1_200)
    assert_as_alone(Address(region=region), addresses)
