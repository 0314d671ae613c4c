"""What every SVG drawing is made of: captions, lines, and the frame that says in words what is drawn.

The traps: an SVG in a notebook has no style sheet, so each colour carries its own fallback; and a Han character is
twice as wide as a Latin one, so captions are cut by width, not by length.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from custdq.steps.report.markup import Markup, element, join, language

GOOD, FAIR, POOR, INK = (
    "var(--good, #1f6f8b)", "var(--fair, #c08400)", "var(--poor, #9a2a14)", "var(--accent, #35568a)",
)  # fmt: skip
SOFT = "var(--line, #9aa0aa55)"
_FONT = "ui-sans-serif, system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_LOOKS: dict[str, dict[str, Any]] = {
    "end": {"text_anchor": "end"}, "middle": {"text_anchor": "middle"}, "strong": {"font_weight": 600},
    "soft": {"fill_opacity": 0.7}, "small": {"font_size": 11.5}, "inverse": {"fill": "var(--card, #ffffff)"},
}  # fmt: skip


def text_width(text: str) -> int:
    """Return the width of `text` in Latin characters; wide characters count two.

    >>> text_width("abc"), text_width("王伟")
    (3, 4)
    """
    return sum(2 if unicodedata.east_asian_width(character) in "FW" else 1 for character in text)


def fit(text: str, width: int) -> str:
    """Return `text` cut with an ellipsis so that it is at most `width` wide.

    >>> fit("王小明先生", 7), fit("short", 7)
    ('王小明…', 'short')
    """
    if text_width(text) <= width:
        return text
    kept = ""
    for character in text:
        if text_width(kept + character) > width - 1:
            break
        kept += character
    return kept + "…"


def caption(x: float, y: float, text: str, look: str = "", **attributes: Any) -> Markup:
    """Return text at a point; `look` names how it looks: end, middle, strong, soft, small, inverse.

    >>> caption(1, 2, "98%", "end strong")
    '<text x="1" y="2" text-anchor="end" font-size="13" font-weight="600" fill="currentColor">98%</text>'
    """
    found: dict[str, Any] = {"text_anchor": "start", "font_size": 13, "font_weight": None, "fill": "currentColor"}
    for word in look.split():
        found |= _LOOKS[word]
    whole = element("title", attributes.pop("title")) if attributes.get("title") else None
    return element("text", text, whole, x=round(x, 1), y=round(y, 1), **found, lang=language(text), **attributes)


def rule(start: tuple[float, float], end: tuple[float, float], **attributes: Any) -> Markup:
    """Return a thin line between two points; `title` is what it says."""
    whole = element("title", attributes.pop("title")) if attributes.get("title") else None
    (x1, y1), (x2, y2) = start, end
    looks: dict[str, Any] = {"stroke": "currentColor", "stroke_opacity": 0.35, "stroke_width": 1} | attributes
    return element("line", whole, x1=round(x1, 1), y1=round(y1, 1), x2=round(x2, 1), y2=round(y2, 1), **looks)


def drawing(parts: Sequence[Markup], size: tuple[float, float], said: str, class_: str = "chart") -> Markup:
    """Return an SVG of a size (width, height); `said` is what a reader hears who does not see it."""
    width, height = (round(side) for side in size)
    return element(
        "svg",
        join(parts),
        class_=class_,
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_label=said,
        font_family=_FONT,
        xmlns="http://www.w3.org/2000/svg",
    )
