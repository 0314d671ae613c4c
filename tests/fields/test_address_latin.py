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
        pytest.param("Chaoyang District, Beijing", "110105", id="no country"),
        pytest.param("Beijing, Haidian District, Xueyuan Road 38", "110108", id="chinese order"),
        pytest.param("Zhejiang Sheng Hangzhou Shi Xihu Qu Wensan Lu 90 Hao", "330106", id="pinyin"),
        pytest.param("Zhejiang Hangzhou Yuhang Liangmu Road 1399", "330110", id="pinyin without levels"),
        pytest.param("8 Xueyuan Road Haidian Beijing", "110108", id="no commas"),
        pytest.param("Xi'an, Shaanxi", "610100", id="names alone"),
        pytest.param("Urumqi, Xinjiang Uygur Autonomous Region, China", "650100", id="autonomous region"),
        pytest.param("Dali City, Dali Bai Autonomous Prefecture, Yunnan", "532901", id="autonomous prefecture"),
        pytest.param("Flat 3A, 7/F, 10 Canton Road, Tsim Sha Tsui, Kowloon, HK", "810000.KYT", id="hong kong"),
        pytest.param("HK", "810000", id="hong kong alone"),
        pytest.param(
            "No. 1, Sec. 3, Nanjing E. Rd., Zhongshan Dist., Taipei City 104, Taiwan", "710000.TPE104D", id="taipei"
        ),
        pytest.param("Rua do Campo 162, Macau", "820000", id="macau"),
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
    ("text", "codes"),
    [
        pytest.param("Suzhou, China", {"320500", "341300"}, id="two cities"),
        pytest.param("Shanxi, China", {"140000", "610000"}, id="two provinces"),
        pytest.param("5 Xinhu Road, Gulou District, China", {"320106", "320302", "350102", "410204"}, id="namesakes"),
    ],
)
def test_a_spelling_of_several_stays_open(text: str, codes: set[str]) -> None:
    found = read_latin_address(text)
    assert found is not None
    assert found.adcode is None
    assert set(found.codes) == codes


def test_town_lane_and_postcode() -> None:
    found = read_latin_address("No. 5, Lane 300, Xinjing Rd, Beixinjing Subdistrict, Changning, Shanghai 200335, China")
    assert found is not None
    assert (found.town, found.lane, found.number, found.postcode) == ("Beixinjing Subdistrict", "300", "5", "200335")
    taiwan = read_latin_address("5F., No. 12, Ln. 3, Heping W. Rd., Wanhua Dist., Taipei City 10842, Taiwan (R.O.C.)")
    assert taiwan is not None
    assert (taiwan.postcode, taiwan.lane, taiwan.door.floor) == ("10842", "3", "5")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("12 Baker Street, London NW1, UK", id="london"),
        pytest.param("500 Main St, Springfield, IL 62701", id="springfield"),
        pytest.param("5052 Foxfield Lane, SE", id="direction that is a parish of macau"),
        pytest.param("Hauptstr. 5, 10115 Berlin", id="berlin"),
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
        pytest.param("中关村大街", "Zhongguancun Da Jie", id="type in two words"),
        pytest.param("仁爱路4段", "Ren'ai Rd. Sec. 4", id="section"),
    ],
)
def test_a_road_meets_its_latin_spelling(han: str, latin: str) -> None:
    assert latin_road(latin) in han_road(han)
