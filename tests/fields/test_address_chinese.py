"""Chinese addresses as parsed cells: parts, status, what stood about them, keys."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from custdq.fields import Address
from custdq.fields.address_chinese import chinese_keys


def row(text: str) -> dict[str, Any]:
    found = Address(region="CN").parse([text]).to_pylist()[0]
    return {name: part for name, part in found.items() if part is not None}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("收货人：沈知远 电话：13912345672 地址：杭州市滨江区青枫路9号", id="ordinary address"),
        pytest.param("沈知远 13912345672 杭州滨江青枫路9号（近地铁站）", id="any other address"),
    ],
)
def test_a_pasted_cell(text: str) -> None:
    found = row(text)
    assert found["value"] == "浙江省杭州市滨江区青枫路9号"
    assert "沈知远" in found["note"]
    assert "13912345672" in found["note"]
    assert found["status"] == "repaired"


@pytest.mark.parametrize(
    "between", ["", " ", ",", ", ", " , ", "，", "; ", " - ", "\n", "(", " (", "()", "（电梯口）", "、 "]
)
@pytest.mark.parametrize("head", ["杭州市滨江区青枫路8号", "臺北市大安區青楓路四段8號"])
def test_two_figures_never_become_one(head: str, between: str) -> None:
    for behind in ("三楼", "301室") if between else ("三楼",):
        value = row(f"{head}云帆C2{between}{behind}")["value"]
        assert "C2三楼" in value if not between else "C23" not in value
        assert row(value)["value"] == value


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("村镇山东 省青r枫\n市南", id="a province made by cutting a blank"),
        pytest.param("云帆园B座市南区青岛市，市南，电话No.5", id="a city behind the door, laid bare"),
        pytest.param("路Apt，台北市番地，浦东新区", id="a road that has no name but the district's"),
        pytest.param("湖州市云帆城旁五楼吴兴区", id="a district behind a floor in characters"),
        pytest.param("青岛北京B座b楼Road五楼", id="a floor in characters behind letters"),
        pytest.param("浦东13912345672路北京5楼Apt园区Beijing9号", id="a road behind a number"),
    ],
)
def test_what_cutting_lays_bare_is_read_at_once(text: str) -> None:
    value = row(text)["value"]
    assert row(value)["value"] == value


@pytest.mark.parametrize("written", ["C2, 3楼", "C2 三楼", "C2（3楼）", "(C2)3楼"])
def test_a_floor_behind_a_block_is_told_from_it(written: str) -> None:
    found = row(f"杭州市滨江区青枫路8号云帆{written}")
    assert (found["place"], found["floor"], found["value"][-9:]) == ("云帆C2", "3", "8号云帆C2 3层")
    assert "note" not in found


def test_an_address_in_latin_letters_beside_a_name_in_characters() -> None:
    text = "Room 1805, Building 2, No.27 Xueyuan Road, Haidian District, Beijing, China"
    found = row(f"沈知远 13912345672 {text}")
    assert found["value"] == text
    assert (found["adcode"], found["room"], found["note"]) == ("110108", "1805", "13912345672；沈知远")


def test_an_ambiguous_district_has_candidates_and_no_code() -> None:
    found = row("鼓楼区青枫路9号")
    assert found["value"] == "鼓楼区青枫路9号"
    assert "adcode" not in found
    assert {"320106", "350102"} <= set(found["candidates"].split(";"))
    assert found["problem"] == "division_ambiguous"


@pytest.mark.parametrize(
    ("text", "adcode"),
    [
        pytest.param("鼓楼区青枫路9号 210009", "320106", id="postcode"),
        pytest.param("沈知远 0591-87654321 鼓楼区青枫路9号", "350102", id="area code"),
    ],
)
def test_what_stands_about_it_decides(text: str, adcode: str) -> None:
    assert row(text)["adcode"] == adcode


def test_towns_have_nine_digits() -> None:
    assert row("广东省东莞市虎门镇青枫路9号")["town_code"] == "441900121"


def test_keys_tell_lanes_and_buildings_apart() -> None:
    def keys(text: str) -> dict[str, Any]:
        found = row(text)
        return chinese_keys(found["value"], found)

    assert keys("人民路3巷5号")["street"] == ["renmin|3-5"]
    assert keys("人民路5号")["street"] == ["renmin|5"]
    assert keys("青枫路9号2号楼502室")["home"] == keys("青枫路9号2栋502")["home"]
    assert keys("人民路99弄12号301室")["home"] == ["renmin|99|12--301"]
    assert keys("高雄市左营区青枫路5号")["city_code"] != keys("台北市大安区青枫路5号")["city_code"]


_PIECES = (
    "杭州市 滨江区 鼓楼区 浙江 青枫路 9号 9弄 梧桐里 云帆大厦 6栋 2单元 1503室 7-2-802 B座 12楼 附近 对面"
    " （ ） ， 沈知远 收"
    " 虎门镇 李岗村 3组 之一 甲 请放门卫 310051 电话： 地址： 香港 台北市 十二号 # - Room 13912345672"
)
PIECES = st.lists(st.sampled_from(_PIECES.split()), max_size=8)


@settings(max_examples=300)
@given(PIECES)
def test_whatever_is_put_together_stands_and_loses_no_figure(pieces: list[str]) -> None:
    text = "".join(pieces)
    kind = Address(region="CN")
    found = kind.parse_cell(text)
    if found.value is None:
        return
    again = kind.parse_cell(found.value)
    assert (again.value, again.status) == (found.value, "valid")
    kept = found.value + "".join(part or "" for part in found.parts.values())
    for figure in ("13912345672", "1503", "802", "310051"):
        assert figure not in text or figure in kept
