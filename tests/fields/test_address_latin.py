"""Chinese addresses in English or pinyin."""

from __future__ import annotations

import pytest

from custdq.fields.address_latin import han_road, latin_road, read_latin_address


def test_a_whole_address() -> None:
    found = read_latin_address(
        "Room 502, Unit 2, Building 8, Jinxiuyuan, No.66 Zhongshan North Road, Gulou District, Nanjing, Jiangsu, China"
    )
    assert found is not None
    assert found.adcode == "320106"
    assert (found.road, found.number, found.place) == ("Zhongshan North Road", "66", "Jinxiuyuan")
    assert found.door.key() == "8-2-502"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("No.5 Tianhe Road, Tianhe District, Guangzhou, P.R. China", "440106", id="no province"),
        pytest.param("5 Renmin Lu, Kunshan, Suzhou, Jiangsu, China", "320583", id="county-level city"),
        pytest.param(
            "8 Gaoxin Road, Xian, Shanxi, China", "610100", id="spelling of two provinces decided by the city"
        ),
    ],
)
def test_divisions_from_the_end(text: str, code: str) -> None:
    found = read_latin_address(text)
    assert found is not None
    assert found.adcode == code


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("12 Baker Street, London NW1, UK", id="london"),
        pytest.param("500 Main St, Springfield, IL 62701", id="springfield"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_addresses_are_left_alone(text: str) -> None:
    assert read_latin_address(text) is None


@pytest.mark.parametrize(
    ("han", "latin"),
    [
        pytest.param("中山北路", "Zhongshan North Road", id="direction"),
        pytest.param("中山北路", "Zhongshan Beilu", id="direction in pinyin"),
        pytest.param("学府二路", "Xuefu 2nd Road", id="ordinal"),
        pytest.param("学府二路", "Xuefu Er Lu", id="ordinal in pinyin"),
        pytest.param("天府大道", "Tianfu Avenue", id="avenue"),
    ],
)
def test_a_road_meets_its_latin_spelling(han: str, latin: str) -> None:
    assert latin_road(latin) in han_road(han)
