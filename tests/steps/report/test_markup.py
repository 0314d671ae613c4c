from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.report.markup import Markup, chapter, element, folded, join, language, safe, spoken, table


@given(st.text())
def test_text_survives_escaping_and_opens_no_tag(text: str) -> None:
    written = element("p", text, title=text)
    assert written.count("<") == 2
    assert unescape(safe(text)) == unescape(text) or "&" in text


def test_markup_is_not_escaped_twice() -> None:
    assert element("p", element("b", "a & b")) == "<p><b>a &amp; b</b></p>"


def test_attributes_that_are_none_or_false_are_left_out() -> None:
    assert element("details", open=False, id=None) == "<details></details>"
    assert element("details", open=True) == "<details open></details>"


def test_void_elements_are_not_closed() -> None:
    assert element("meta", charset="utf-8") == '<meta charset="utf-8">'


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        pytest.param("手机", "zh", id="han"),
        pytest.param("お客様", "ja", id="kana-beside-han"),
        pytest.param("고객", "ko", id="hangul"),
        pytest.param("Mobile", None, id="latin"),
    ],
)
def test_language_follows_the_script(text: str, tag: str | None) -> None:
    assert language(text) == tag


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_a_dash(nothing: str | None) -> None:
    assert spoken(nothing) == '<span class="none">–</span>'


def test_join_escapes_what_is_plain() -> None:
    assert join([Markup("<b>"), "<i>"]) == "<b>&lt;i&gt;"


def test_numeric_columns_are_set_right_in_head_and_body() -> None:
    assert table(["a", "n"], [["x", "1"]], numeric=[1]).count('class="num"') == 2


def test_chapter_and_folded_part() -> None:
    assert chapter("a", "Title", "About", folded("more", "text")).startswith('<section id="a"><h2>Title</h2>')
