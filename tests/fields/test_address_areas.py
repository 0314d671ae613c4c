"""New areas of national rank in addresses: zones with the province, or the city, they lie in."""

from __future__ import annotations

import pytest

from custdq.fields import Address
from custdq.fields.address_areas import area_at_head, divisions_of_area


@pytest.mark.parametrize(
    ("text", "value", "zone"),
    [
        ("贵安新区云帆路9号", "贵州省贵安新区云帆路9号", "贵安新区"),
        ("贵州省贵安新区云帆路9号", "贵州省贵安新区云帆路9号", "贵安新区"),
        ("兰州新区云帆路9号", "甘肃省兰州市兰州新区云帆路9号", "兰州新区"),
        ("长春新区云帆路9号", "吉林省长春市长春新区云帆路9号", "长春新区"),
        ("广州南沙新区云帆路9号", "广东省广州市南沙新区云帆路9号", "南沙新区"),
        ("南京市浦口区江北新区云帆路9号", "江苏省南京市浦口区江北新区云帆路9号", "江北新区"),
        ("福州新区长乐区云帆路9号", "福建省福州市长乐区福州新区云帆路9号", "福州新区"),
        ("雄安新区云帆路9号", "河北省保定市雄安新区云帆路9号", "雄安新区"),
    ],
)
def test_an_area_is_a_zone_in_its_province_or_city(text: str, value: str, zone: str) -> None:
    kind = Address(region="CN")
    parsed = kind.parse_cell(text)
    assert (parsed.value, parsed.parts["zone"], parsed.parts["road"]) == (value, zone, "云帆路")
    assert kind.parse_cell(value).value == value


def test_an_area_behind_another_city_is_none() -> None:
    assert divisions_of_area("杭州市兰州新区云帆路9号") is None
    assert area_at_head("云帆新区1号") is None
