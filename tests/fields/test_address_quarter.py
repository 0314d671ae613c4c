"""Quarters that stand before a road."""

from __future__ import annotations

import pytest

from custdq.fields import Address
from custdq.fields.address_quarter import quarter_of


@pytest.mark.parametrize(
    ("road", "division", "quarter"),
    [
        ("五角场翔殷路", "310110", "五角场"),
        ("西丽留仙大道", "440305", "西丽"),
        ("三里屯工体北路", "110105", "三里屯"),
        ("云帆社区梧桐大道", "440306", "云帆社区"),
        ("云帆软件园南区梧桐路", "440306", "云帆软件园南区"),
        pytest.param("三里屯路", "110105", None, id="a road of its name"),
        pytest.param("建国门外大街", "110105", None, id="outside a gate"),
        pytest.param("陆家嘴东路", "310115", None, id="a direction is no name"),
        pytest.param("中山公园路", "310105", None, id="a name of many towns"),
        pytest.param("西丽留仙大道", "110105", None, id="of another county"),
        pytest.param("西丽留仙大道", "440000", None, id="in a whole province"),
    ],
)
def test_a_quarter_is_parted_from_its_road(road: str, division: str, quarter: str | None) -> None:
    assert quarter_of(road, division) == quarter


def test_a_quarter_is_a_zone_and_its_road_a_road() -> None:
    kind = Address(region="CN")
    for text in (
        "上海市杨浦区五角场翔殷路9号2单元301室",
        "上海市杨浦区CBD翔殷路9号",
        "上海市杨浦区云帆科技园南区翔殷路",
    ):
        parsed = kind.parse_cell(text)
        assert (parsed.value, parsed.parts["road"], bool(parsed.parts["zone"])) == (text, "翔殷路", True)
