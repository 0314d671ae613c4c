"""Captions, lines and drawings: what is long is cut by width, what is drawn is said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.report.drawing import caption, drawing, fit, rule, text_width


@given(st.text(max_size=40), st.integers(1, 30))
def test_text_is_cut_to_its_width(text: str, width: int) -> None:
    assert text_width(fit(text, width)) <= max(width, 1)
    assert fit(text, 1000) == text


def test_a_caption_says_its_language_and_its_whole_text() -> None:
    drawn = caption(1, 2, "客户…", "end small", title="客户名称<b>")
    assert 'lang="zh"' in drawn
    assert "<title>客户名称&lt;b&gt;</title>" in drawn
    assert 'font-size="11.5"' in drawn


def test_a_drawing_says_what_it_shows() -> None:
    drawn = drawing([rule((0, 0), (10, 0), title="zero")], (100.4, 20), "one line")
    assert 'role="img"' in drawn
    assert 'aria-label="one line"' in drawn
    assert 'viewBox="0 0 100 20"' in drawn
