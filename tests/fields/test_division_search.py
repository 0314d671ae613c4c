"""The search keeps every reading until the next name decides, and picks none where several survive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.fields.division_search import find_divisions, shared_code
from custdq.reference.division_history import division_at, retired_since
from custdq.reference.divisions import division_path, divisions, is_municipality, standard_paths, within


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("河北省石家庄市长安区体育街", "130102", id="full"),
        pytest.param("河北石家庄长安区", "130102", id="short"),
        pytest.param("西安长安区", "610116", id="namesake decided by the city"),
        pytest.param("吉林朝阳区", "220104", id="namesake decided by the province"),
        pytest.param("吉林吉林市", "220200", id="city named as its province"),
        pytest.param("福建省/厦门市/湖里区", "350206", id="separators"),
        pytest.param("北京市市辖区海淀区", "110108", id="pseudo-division"),
        pytest.param("重庆市县云阳县", "500235", id="pseudo-county"),
        pytest.param("青岛市北区", "370203", id="overlapping names"),
        pytest.param("上海市辖区闵行区", "310112", id="overlapping pseudo-division"),
        pytest.param("杭州市杭州市西湖区", "330106", id="repeated"),
        pytest.param("上海卢湾区", "310101", id="merged district"),
        pytest.param("四川省成都市郫县", "510117", id="county made a district"),
        pytest.param("柳州地区融安县", "450224", id="dissolved prefecture"),
        pytest.param("湖北潜江市", "429005", id="county under the province"),
        pytest.param("贵州黔南州都匀市", "522701", id="colloquial prefecture"),
        pytest.param("内蒙古呼伦贝尔鄂伦春旗", "150723", id="colloquial banner"),
        pytest.param("浦东区张江路", "310115", id="colloquial district"),
        pytest.param("成都武侯区", "510107", id="short city"),
        pytest.param("成都武侯高攀路26号", "510107", id="short district before a road"),
        pytest.param("海淀中关村大街27号", "110108", id="short district alone"),
        pytest.param("四川省资阳市简阳市", "510185", id="county that moved"),
        pytest.param("四川省万县地区忠县", "500233", id="county whose province was cut off"),
        pytest.param("贵州毕节地区毕节市", "520502", id="city that rose to a prefecture of its name"),
        pytest.param("毕节市毕节市", "520500", id="the same name twice"),
        pytest.param("安徽省巢湖市庐江县", "340124", id="city that was a prefecture"),
        pytest.param("重庆市渝北区大湾镇", "500109", id="town that went elsewhere"),
        pytest.param("浙江省织里镇", "330502", id="town tells the district"),
        pytest.param("新疆生产建设兵团第六师五家渠市", "659004", id="corps"),
        pytest.param("河北雄安新区容城县", "130629", id="new area above counties"),
        pytest.param("江苏省路9号", "320000", id="before a road whose name broke off"),
    ],
)
def test_a_run_of_names_is_one_division(text: str, code: str) -> None:
    assert find_divisions(text).code == code


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("南京西路100号", id="road named after a city"),
        pytest.param("武汉大学", id="university"),
        pytest.param("上海花园3栋", id="estate"),
        pytest.param("中山二路", id="numbered road"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_name_inside_another_name_is_no_division(text: str) -> None:
    assert find_divisions(text).codes == ()


def test_a_namesake_alone_stays_open() -> None:
    found = find_divisions("鼓楼区中山路")
    assert found.code is None
    assert len(found.codes) > 2


def test_a_company_name_has_no_district_without_its_level() -> None:
    assert find_divisions("深圳宝安顺科技", short_districts=False).code == "440300"
    assert find_divisions("深圳宝安区顺科技", short_districts=False).code == "440306"


def test_a_shared_town_alone_is_possible_in_several() -> None:
    found = find_divisions("城关镇解放路5号")
    assert found.codes == ()
    assert len(found.possible) > 50
    assert find_divisions("粤海街道科苑路").codes == ("440305",)


def test_a_name_lately_retired_stays_possible_beside_its_namesake() -> None:
    assert set(find_divisions("江北区建新路").codes) == {"330205", "500157"}


def test_districts_of_taiwan_are_read_only_there() -> None:
    assert find_divisions("中山区人民路").code == "210202"
    assert find_divisions("台北市中山区").code == "710000.TPE104D"


def test_the_road_of_a_town_hall_is_no_level() -> None:
    assert set(find_divisions("朝阳市府大道5号").codes) == {"110105", "211300", "220104"}
    assert find_divisions("临海市府前街5号").code == "331082"


def test_renamed_is_said() -> None:
    assert find_divisions("北京宣武区").renamed
    assert not find_divisions("北京西城区").renamed


def test_the_shared_division_of_several() -> None:
    assert shared_code(()) is None
    assert shared_code(("110105", "110106")) == "110000"
    assert shared_code(("320106", "320302")) == "320000"


def test_every_county_since_1990_leads_to_what_took_its_place() -> None:
    missed = []
    for old, name, last, codes in retired_since(1990):
        path = division_at(old, last)
        assert path is not None
        above = dict.fromkeys(part for part in path.path[:2] if part)
        text = "".join(above) + name
        found = find_divisions(text)
        risen = found.code is not None and all(within(code, found.code) for code in codes)  # 江苏省泰州市
        if not found.codes or not (risen or set(found.codes) <= set(codes)):
            missed.append((text, codes, found.codes))
    assert missed == []


@given(st.sampled_from(sorted(standard_paths())))
def test_every_standard_path_is_read_whole(path: str) -> None:
    found = find_divisions(path + "文化路1号")
    assert found.code == standard_paths()[path]
    assert found.end == len(path)


@given(st.sampled_from(sorted(code for code in divisions().by_code if not code.endswith("00"))))
def test_city_and_district_are_enough(code: str) -> None:
    path = division_path(code)
    head = path.city or path.province or ""
    found = find_divisions(head + (path.district or ""))
    assert found.code == code or (is_municipality(code) and found.codes)


@given(st.text(max_size=40))
def test_no_text_breaks_the_search(text: str) -> None:
    found = find_divisions(text)
    assert 0 <= found.end <= len(text)
