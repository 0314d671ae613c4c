from __future__ import annotations

import re

import pytest

from custdq.steps.report.style import CARD_STYLE, STYLE


@pytest.mark.parametrize("sheet", [pytest.param(STYLE, id="page"), pytest.param(CARD_STYLE, id="notebook")])
def test_a_sheet_names_nothing_outside_itself_and_closes_its_braces(sheet: str) -> None:
    assert not re.search(r"url\(|@import|https?:|</", sheet)
    assert sheet.count("{") == sheet.count("}")


def test_dark_and_light_define_the_same_colours() -> None:
    blocks = [set(re.findall(r"(--[\w-]+):", block)) for block in re.findall(r":root\{([^}]*)\}", STYLE)]
    assert blocks[0] == blocks[1] == blocks[2]


def test_every_colour_used_is_defined() -> None:
    assert set(re.findall(r"var\((--[\w-]+)\)", STYLE)) <= set(re.findall(r"(--[\w-]+):", STYLE))


def test_notebook_styles_stay_inside_the_card() -> None:
    selectors = re.findall(r"(?:^|\})\s*([^{}]+)\{", CARD_STYLE)
    assert all(part.strip().startswith(".custdq-card") for s in selectors for part in s.split(","))


@pytest.mark.parametrize("medium", ["(prefers-color-scheme:dark)", "screen and (max-width:760px)", "print"])
def test_page_is_made_for_dark_narrow_and_paper(medium: str) -> None:
    assert f"@media {medium}{{" in STYLE
