"""The short way says what the long way says, and refuses what could be read in two ways."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custdq.fields.address_chinese import _parsed
from custdq.fields.address_cn import read_chinese_address
from custdq.fields.address_ordinary import read_ordinary

HEADS = st.sampled_from(
    [
        "广东省深圳市福田区",
        "深圳市福田区",
        "深圳福田区",
        "深圳福田",
        "上海市浦东新区",
        "广东省东莞市",
        "内蒙古自治区通辽市科尔沁左翼后旗",
        "江苏省，南京市，鼓楼区，",
    ]
)
TOWNS = st.sampled_from(["", "虎门镇", "香蜜湖街道", "青枫镇"])
ROADS = st.sampled_from(
    [
        "青枫路9号",
        "青枫南路四段27号",
        "市府路5号",
        "红旗大街１８号",
        "云帆工业园青枫路2号",
        "青枫路99弄12号",
        "青枫路99弄12-301",
        "李岗村3组25号",
        "",
    ]
)
PLACES = st.sampled_from(
    ["", "梧桐里", "云帆大厦", "银座", "（科技园）", "云帆大厦对面", "云帆广场二期", "高新区孵化器", "三单元"]
)
DOORS = st.sampled_from(
    [
        "",
        "6栋2单元1503室",
        "6-2-1503",
        "6幢1503房",
        "2号楼",
        "2号楼3单元501",
        "B座12楼1208",
        "1208",
        "8",
        "7层",
        "6#502",
        "A1202",
    ]
)


@settings(max_examples=400)
@given(HEADS, TOWNS, ROADS, PLACES, DOORS)
def test_both_ways_agree(head: str, town: str, road: str, place: str, door: str) -> None:
    text = head + town + road + place + door
    short = read_ordinary(text)
    if short is not None:
        long = _parsed(text, read_chinese_address(text, "CN"))
        known = {name: part for name, part in long.parts.items() if part is not None}
        assert {name: part for name, part in short.parts.items() if part is not None} == known
        assert short[:3] == long[:3]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("深圳市福田区青枫路9号请放门卫", id="wish"),
        pytest.param("深圳市福田区青枫路9号云帆大厦对面", id="where to look"),
        pytest.param("深圳市福田区青枫路与梧桐路口9号", id="crossing"),
        pytest.param("鼓楼区青枫路9号", id="several districts"),
        pytest.param("北京市大兴大道9号", id="a road that may be named as its district is"),
        pytest.param("青枫路9号云帆大厦, 金华", id="city behind"),
        pytest.param("深圳市福田区青枫路9号8", id="open figure"),
        pytest.param("臺北市大安區青楓路9號", id="other script"),
        pytest.param("青枫路9号" * 50, id="long"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_open_goes_the_long_way(text: str) -> None:
    assert read_ordinary(text) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("广东省深圳市福田区青枫路9号梧桐里6栋2单元1503室", id="home"),
        pytest.param("广东省东莞市虎门镇青枫路9号", id="city without counties"),
        pytest.param("上海市静安区青枫路99弄12号301室", id="compound"),
        pytest.param("安徽省六安市霍邱县马店镇李岗村3组25号", id="village"),
        pytest.param("广东省深圳市福田区云帆大厦B座1208室", id="no road"),
    ],
)
def test_its_standard_form_is_valid(text: str) -> None:
    found = read_ordinary(text)
    assert found is not None
    assert (found.value, found.status, found.problem) == (text, "valid", None)
