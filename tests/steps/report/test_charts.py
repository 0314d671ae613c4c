from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.report.charts import (
    bars_svg,
    score_bar,
    score_tone,
    share_bar,
    stacked_bar,
    waterfall_svg,
)
from custdq.steps.report.drawing import fit, text_width

WEIGHTS = st.lists(st.tuples(st.text(max_size=30), st.floats(-40, 40)), max_size=12)


def drawn(svg: str) -> ET.Element:
    """Return the drawing as XML; what XML cannot hold is taken out, as an HTML page may hold it."""
    return ET.fromstring(re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", svg))  # noqa: S314


@given(WEIGHTS)
def test_waterfall_draws_one_bar_a_row_and_the_sum_inside_the_picture(rows: list[tuple[str, float]]) -> None:
    picture = drawn(waterfall_svg(rows))
    bars = [node for node in picture.iter() if node.tag.endswith("rect")]
    assert len(bars) == len(rows) + 1
    width = float(picture.attrib["width"])
    assert all(float(bar.attrib["x"]) >= 0 for bar in bars)
    assert all(float(bar.attrib["x"]) + float(bar.attrib["width"]) <= width for bar in bars)


def test_waterfall_steps_start_where_the_one_above_ended() -> None:
    bars = [
        n.attrib for n in drawn(waterfall_svg([("a", 8.0), ("b", -2.0), ("c", 2.0)])).iter() if n.tag.endswith("rect")
    ]
    ends = [(float(bar["x"]), float(bar["x"]) + float(bar["width"])) for bar in bars]
    assert ends[1][1] == pytest.approx(ends[0][1], abs=0.2)
    assert ends[2][0] == pytest.approx(ends[1][0], abs=0.2)


@pytest.mark.parametrize("score", [0.0, 0.5, 1.0, None])
def test_score_bar_says_its_score_to_those_who_cannot_see_it(score: float | None) -> None:
    picture = drawn(score_bar(score, "accuracy"))
    assert picture.attrib["role"] == "img"
    assert picture.attrib["aria-label"].startswith("accuracy ")


@pytest.mark.parametrize(
    ("score", "tone"),
    [(1.0, "good"), (0.95, "good"), (0.94, "fair"), (0.8, "fair"), (0.79, "poor"), (0.0, "poor"), (None, "unassessed")],
)
def test_tone_follows_the_score(score: float | None, tone: str) -> None:
    assert score_tone(score) == tone


def test_a_share_judges_nothing() -> None:
    assert 'class="bar plain"' in share_bar(0.1)


def test_stacked_bar_fills_the_whole_width() -> None:
    picture = drawn(stacked_bar([("valid", 2), ("missing", 1), ("invalid", 0)], "mobile"))
    assert sum(float(part.attrib["width"]) for part in picture) == pytest.approx(100, abs=0.01)
    assert picture.attrib["aria-label"] == "mobile: valid 2, missing 1, invalid 0"


def test_bars_are_on_one_scale() -> None:
    widths = [float(n.attrib["width"]) for n in drawn(bars_svg([("a", 10), ("b", 5)])).iter() if n.tag.endswith("rect")]
    assert widths[0] == pytest.approx(2 * widths[1])


def test_no_rows_are_no_error() -> None:
    assert "<svg" in bars_svg([])


@given(st.text(max_size=60), st.integers(2, 30))
def test_fitted_text_is_never_too_wide(text: str, width: int) -> None:
    assert text_width(fit(text, width)) <= width


def test_colours_have_a_fallback_outside_the_page() -> None:
    assert re.search(r"var\(--good, #\w{6}\)", waterfall_svg([("a", 1.0)]))
