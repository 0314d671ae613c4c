"""The grid of missing cells and the course of the scores, read back as XML."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.report.card_charts import missing_svg, trend_figures

GRID = {
    "by": "source", "places": ["crm.csv", "01_张丽_客户名单_2025年第二季度_最终版.xlsx"], "rows": [3, 1],
    "columns": ["name", "email"], "shares": [[0.0, 0.0], [1 / 3, 1.0]],
}  # fmt: skip


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg.replace('xmlns="http://www.w3.org/2000/svg"', ""))  # noqa: S314 - our own text


def inside(svg: ET.Element) -> bool:
    """Tell whether every box, line and point lies inside the picture."""
    _, _, width, height = (float(number) for number in svg.attrib["viewBox"].split())
    spots = [(float(box.attrib["x"]) + float(box.attrib["width"]), float(box.attrib["y"])) for box in svg.iter("rect")]
    spots += [(float(point.attrib["cx"]), float(point.attrib["cy"])) for point in svg.iter("circle")]
    spots += [(float(line.attrib["x2"]), float(line.attrib["y2"])) for line in svg.iter("line")]
    return all(0 <= x <= width and 0 <= y <= height for x, y in spots)


def test_the_grid_has_a_cell_for_each_source_and_says_each_share() -> None:
    svg = drawn(missing_svg(GRID))
    assert len(list(svg.iter("rect"))) == 4
    assert inside(svg)
    said = [title.text for title in svg.iter("title")]
    assert "email, crm.csv: 33.3% missing" in said
    assert svg.attrib["aria-label"] == "Share of missing cells: email 50.0%; name 0.0%"
    texts = ["".join(text.itertext()) for text in svg.iter("text")]
    assert {"50%", "33%", "100%", "·"} <= {text[:4] for text in texts}


def test_the_emptiest_column_comes_first() -> None:
    svg = drawn(missing_svg(GRID))
    names = [text.text for text in svg.iter("text") if text.text in ("name", "email")]
    assert names == ["email", "name"]


def test_one_source_is_told_along_its_rows() -> None:
    bands = {"by": "rows", "places": [1, 51], "rows": [50, 50], "columns": ["email"], "shares": [[0.0, 0.9]]}
    svg = drawn(missing_svg(bands))
    assert "email, from row 51: 90.0% missing" in [title.text for title in svg.iter("title")]
    assert "rows 1 to 100" in {text.text for text in svg.iter("text")}  # too few bands for two headings
    many = {
        "by": "rows",
        "places": [*range(1, 600, 50)],
        "rows": [50] * 12,
        "columns": ["email"],
        "shares": [[0.1] * 12],
    }
    assert {"row 1", "row 600"} <= {text.text for text in drawn(missing_svg(many)).iter("text")}
    assert inside(svg)


def run(day: int, score: float | None, rules: str = "r") -> dict[str, Any]:
    return {"as_of": f"2025-01-{day:02}", "rules": rules, "accuracy": score, "timeliness": None}


def test_a_run_that_was_not_assessed_breaks_the_line() -> None:
    figures = trend_figures(
        [run(1, 0.9), run(2, 0.8), run(3, None), run(4, 0.85), run(5, 0.9)], ["accuracy", "timeliness"]
    )
    assert figures.count("<figure") == 1
    svg = drawn(re.search("<svg.*</svg>", figures)[0])  # type: ignore[index]
    assert [len(line.attrib["points"].split()) for line in svg.iter("polyline")] == [2, 2]
    assert len(list(svg.iter("circle"))) == 4
    assert inside(svg)
    assert "2025-01-03 not assessed" in svg.attrib["aria-label"]


def test_a_change_of_the_rules_breaks_the_line_and_is_marked() -> None:
    figures = trend_figures([run(1, 0.9, "old"), run(2, 0.8)], ["accuracy"])
    assert "the rules changed here" in figures
    assert figures.count("<polyline") == 2


@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=1, max_size=20), st.booleans())
def test_every_course_stays_inside_its_picture(scores: list[float | None], one_day: bool) -> None:
    runs = [run(1 if one_day else at + 1, score) for at, score in enumerate(scores)]
    figures = trend_figures(runs, ["accuracy"])
    for svg in re.findall("<svg.*?</svg>", figures):
        assert inside(drawn(svg))


@pytest.mark.parametrize("count", [1, 2])
def test_the_last_run_is_told_with_its_change(count: int) -> None:
    figures = trend_figures([run(1, 0.9), run(2, 0.8)][:count], ["accuracy"])
    assert ("−10.0" in figures) is (count == 2)
