"""Numbers in characters become digits where they are counted, and stay where they are names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.text.han_figures import figures


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("青枫路二十八号三栋二单元", "青枫路28号3栋2单元", id="counted"),
        pytest.param("青枫路四六四号", "青枫路464号", id="read off"),
        pytest.param("青枫路一百零八号", "青枫路108号", id="with hundreds"),
        pytest.param("大街西一号", "大街西1号", id="behind a direction"),
        pytest.param("中山二路", "中山二路", id="a road's name"),
        pytest.param("五一路", "五一路", id="a date"),
        pytest.param("云帆一号公馆", "云帆一号公馆", id="a building's name"),
        pytest.param("青枫路一号公馆", "青枫路1号公馆", id="behind a road it is the number"),
        pytest.param("地铁二号线", "地铁二号线", id="a line"),
        pytest.param("人民南路四段", "人民南路四段", id="a section of the mainland"),
        pytest.param("第一楼", "第一楼", id="the first"),
        pytest.param("十团八连", "10团8连", id="regiment and company"),
        pytest.param("青枫路8号C2三楼", "青枫路8号C2三楼", id="behind a figure it is another number"),
        pytest.param("青枫路1〇三号", "青枫路103号", id="zero written as a character"),
        pytest.param("柳湾村第十二组", "柳湾村第十二组", id="an ordinal stays whole"),
        pytest.param("一二三四五六七八九楼", "一二三四五六七八九楼", id="longer than any number"),
    ],
)
def test_of_the_mainland(text: str, wanted: str) -> None:
    assert figures(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("青楓路三段七號八樓之二", "青楓路3段7號8樓之2", id="section, number, floor"),
        pytest.param("十二路五號", "12路5號", id="road called by its number"),
        pytest.param("七賢路", "七賢路", id="name"),
        pytest.param("青楓一路", "青楓一路", id="numbered name"),
    ],
)
def test_of_taiwan(text: str, wanted: str) -> None:
    assert figures(text, sections=True) == wanted


@given(st.text("零一二三四五六七八九十百两号弄栋室层楼组座巷段队连团之路街山东1a ", max_size=30), st.booleans())
def test_twice_is_once(text: str, sections: bool) -> None:
    once = figures(text, sections=sections)
    assert figures(once, sections=sections) == once
