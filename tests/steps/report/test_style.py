from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import numpy.typing as npt
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


#: How protanopes, deuteranopes and tritanopes see linear RGB (Machado, Oliveira and Fernandes 2009, severity 1).
EYES = {
    "all": np.eye(3),
    "protan": np.array([[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]),
    "deutan": np.array([[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]),
    "tritan": np.array([[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]),
}
Colour = npt.NDArray[np.float64]


def _linear(colour: str) -> Colour:
    parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.asarray(np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4))


def _lab(linear: Colour) -> Colour:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(np.maximum(to_xyz @ np.clip(linear, 0, 1) / np.array([0.9505, 1, 1.089]), 0.008856))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def _contrast(one: str, other: str) -> float:
    low, high = sorted(float(np.array([0.2126, 0.7152, 0.0722]) @ _linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _palettes() -> list[dict[str, str]]:
    return [dict(re.findall(r"--([\w-]+):(#\w{6})", block)) for block in re.findall(r":root\{([^}]*)\}", STYLE)][:2]


@pytest.mark.parametrize("colours", _palettes(), ids=["light", "dark"])
def test_good_fair_and_poor_look_different_to_every_eye(colours: dict[str, str]) -> None:
    for one, other in combinations(("good", "fair", "poor"), 2):
        for eye, seen in EYES.items():
            apart = np.linalg.norm(_lab(seen @ _linear(colours[one])) - _lab(seen @ _linear(colours[other])))
            assert apart > 20, (one, other, eye)


@pytest.mark.parametrize("colours", _palettes(), ids=["light", "dark"])
def test_text_and_bars_stand_out(colours: dict[str, str]) -> None:
    """Text by WCAG 2.1 at 4.5, bars at 3."""
    for name in ("ink", "soft", "accent", "good", "poor"):
        assert _contrast(colours[name], colours["card"]) >= 4.5, name
    assert _contrast(colours["fair"], colours["card"]) >= 3
