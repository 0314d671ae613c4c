"""Divisions in latin letters."""

from __future__ import annotations

import pytest

from custdq.fields.division_latin import latin_division


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Guangdong Province", "440000", id="province"),
        pytest.param("Xi'an", "610100", id="apostrophe"),
        pytest.param("Shaanxi", "610000", id="spelling of its own"),
        pytest.param("Chongqing", "500000", id="place reading"),
        pytest.param("Xiamen City", "350200", id="level word"),
        pytest.param("Pudongxin District", "310115", id="new area"),
        pytest.param("Jiangyinshi", "320281", id="level in pinyin"),
        pytest.param("Inner Mongolia", "150000", id="english name"),
        pytest.param("Lüliang", "141100", id="umlaut"),
        pytest.param("Panyu Qu", "440113", id="reading in place names"),
        pytest.param("Lu'an", "341500", id="reading of the name"),
        pytest.param("Zhao County", "130133", id="county of one character"),
        pytest.param("Yanbian Korean Autonomous Prefecture", "222400", id="people in the name"),
        pytest.param("Xuanwu District", "320102", id="district"),
        pytest.param("Chongwen", "110101", id="no longer in use"),
        pytest.param("Mong Kok", "810000.KYT", id="area of hong kong"),
        pytest.param("New Taipei City", "710000.NWT", id="county of taiwan"),
    ],
)
def test_one_division(text: str, code: str) -> None:
    assert code in latin_division(text)


def test_shanxi_is_two_provinces() -> None:
    assert set(latin_division("Shanxi")) >= {"140000", "610000"}


@pytest.mark.parametrize("text", ["London", "Main Street", "", "!!"])
def test_no_division(text: str) -> None:
    assert latin_division(text) == ()
