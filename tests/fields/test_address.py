"""The address kind: parts, keys that meet across spellings and scripts, levels."""

from __future__ import annotations

from typing import Any

import pytest

from custdq.fields.address import Address
from custdq.fields.address_reader import address_keys


def row(text: str, region: str | None = "CN") -> dict[str, Any]:
    return dict(Address(region=region).parse([text]).to_pylist()[0])


def test_parts_of_a_chinese_address() -> None:
    parts = row("成都武侯区人民南路四段27号商鼎国际2号楼1单元18楼1805")
    assert parts["value"] == "四川省成都市武侯区人民南路四段27号商鼎国际2栋1单元1805室"
    assert (parts["country"], parts["adcode"], parts["district"]) == ("CN", "510107", "武侯区")
    assert (parts["road"], parts["number"], parts["place"]) == ("人民南路四段", "27号", "商鼎国际")
    assert (parts["building"], parts["unit"], parts["floor"], parts["room"]) == ("2栋", "1", "18", "1805")


def test_an_address_in_latin_letters_keeps_its_value() -> None:
    text = "Room 1805, Building 2, No.27 Xueyuan Road, Haidian District, Beijing, China"
    parts = row(text)
    assert parts["value"] == text
    assert (parts["adcode"], parts["district"], parts["room"]) == ("110108", "海淀区", "1805")


def test_hong_kong_stays_as_written() -> None:
    parts = row("香港九龍彌敦道100號8樓")
    assert parts["value"] == "香港九龙弥敦道100号8楼"
    assert parts["country"] == "HK"


@pytest.mark.parametrize(
    "text",
    [pytest.param("12345", id="figures"), pytest.param("!!!", id="signs")],
)
def test_no_letters_no_address(text: str) -> None:
    assert row(text)["status"] == "invalid"


def meet(key: str, one: str, other: str) -> bool:
    left, right = (address_keys(row(text)["value"])[key] for text in (one, other))
    if left is None or right is None:
        return False
    return bool(set(left) & set(right)) if isinstance(left, list) else left == right


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        pytest.param(
            "home", "海淀区学院路27号3-1-502", "北京海淀学院路二七号3栋1单元502室", id="door in figures and words"
        ),
        pytest.param(
            "home",
            "北京市海淀区学院路27号3栋502室",
            "Room 502, Building 3, No.27 Xueyuan Road, Haidian District, Beijing, China",
            id="two scripts",
        ),
        pytest.param("street", "北京学院路27号", "北京雪院路27号", id="typed by sound"),
        pytest.param("place_home", "海淀区静淑苑3栋1单元502", "海淀区学院路27号静淑苑3#1单元502", id="road missing"),
        pytest.param("room_home", "学院路27号静淑苑3栋502", "学院路27号静淑苑3栋1单元502", id="unit missing"),
        pytest.param("division", "宣武区枣林前街1号", "北京西城区枣林前街2号", id="renamed district"),
        pytest.param("house", "12 N. Elm St. Apt 3", "12 Elm Street", id="western"),
    ],
)
def test_keys_meet(key: str, one: str, other: str) -> None:
    assert meet(key, one, other)


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        pytest.param("home", "学院路27号3-1-502", "学院路27号3-1-503", id="other room"),
        pytest.param("home", "学院路27号3-1-502", "学院路27号", id="no door"),
        pytest.param("street", "学院路27号", "学院路29号", id="other number"),
        pytest.param("city_code", "南京市鼓楼区", "徐州市鼓楼区", id="namesakes"),
    ],
)
def test_keys_do_not_meet(key: str, one: str, other: str) -> None:
    assert not meet(key, one, other)


def test_the_mask_keeps_the_division_only() -> None:
    assert Address().mask("北京市海淀区学院路27号") == "北京市海淀区****"
    assert "Elm" not in Address().mask("12 Elm St, Dover")
