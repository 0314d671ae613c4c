"""The region of a Chinese organization name, wherever it stands, and brands that are places."""

from __future__ import annotations

import pytest

from custdq.fields.organization_region import find_region, is_region


@pytest.mark.parametrize(
    ("stem", "registered", "region", "rest"),
    [
        pytest.param("苏州市云帆电子", True, "苏州市", "云帆电子", id="city with its level"),
        pytest.param("苏州云帆电子", True, "苏州", "云帆电子", id="city"),
        pytest.param("江苏省苏州市云帆电子", True, "江苏省苏州市", "云帆电子", id="path"),
        pytest.param("湘阴云帆服饰", False, "湘阴", "云帆服饰", id="county without its level"),
        pytest.param("昆山开发区云帆电子", True, "昆山", "云帆电子", id="zone"),
        pytest.param("宁波梅山保税港区云帆股权投资", True, "宁波", "云帆股权投资", id="bonded port"),
        pytest.param("郑州经开综合保税区云帆电子", True, "郑州", "云帆电子", id="bonded zone"),
        pytest.param("漳州台商投资区云帆食品", True, "漳州", "云帆食品", id="zone of investors"),
        pytest.param("永安市和平街云帆百货商行", False, "永安市", "云帆百货商行", id="street"),
        pytest.param("深圳南山策划", False, "深圳南山", "策划", id="district without its level"),
        pytest.param("云帆苏州电子", True, "苏州", "云帆电子", id="inside"),
        pytest.param("中国云帆电子", True, "中国", "云帆电子", id="country"),
        pytest.param("安康达电子", True, None, "安康达电子", id="brand that begins like a city"),
        pytest.param("金昌物流", True, "金昌", "物流", id="a city and nothing but trades"),
        pytest.param("昆山物流", True, "昆山", "物流", id="a county and nothing but trades"),
        pytest.param("永丰物流", True, None, "永丰物流", id="brand that is a county"),
        pytest.param("中国上海云帆电子", True, "中国上海", "云帆电子", id="country and city"),
        pytest.param("金昌物流", False, "金昌", "物流", id="an unregistered name may lack a brand"),
        pytest.param("成都电动工具", True, "成都", "电动工具", id="a large city is no brand"),
        pytest.param("太平洋建设", True, None, "太平洋建设", id="brand that begins like a county"),
        pytest.param("岳西县菖蒲镇云帆油坊", False, "岳西县", "云帆油坊", id="town"),
        pytest.param("岳西县老乡云快餐店", False, "岳西县", "老乡云快餐店", id="a word like a town"),
        pytest.param("云东中华造船", True, None, "云东中华造船", id="no country inside"),
        pytest.param("云帆", False, None, "云帆", id="none"),
        pytest.param("", True, None, "", id="nothing"),
    ],
)
def test_region(stem: str, registered: bool, region: str | None, rest: str) -> None:
    place = find_region(stem, registered=registered)
    assert (place.region, place.stem) == (region, rest)


@pytest.mark.parametrize("text", ["上海", "中国", "江苏省苏州市", "香港"])
def test_places(text: str) -> None:
    assert is_region(text)


@pytest.mark.parametrize("text", ["云帆", "上海云帆", "集团", ""])
def test_no_places(text: str) -> None:
    assert not is_region(text)
