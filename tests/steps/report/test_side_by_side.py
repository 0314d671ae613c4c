from __future__ import annotations

from collections.abc import Callable

from custdq.steps.report.drawing import text_width
from custdq.steps.report.side_by_side import side_by_side

LEFT: dict[str, str | None] = {"name": "林一帆", "city": "杭州市", "mobile": "+8613900001234", "email": None}
RIGHT: dict[str, str | None] = {"name": "林二帆", "city": "杭州市", "mobile": None, "email": None}
MASKS: dict[str, Callable[[str], str]] = {"name": lambda value: value[0] + "**", "city": str}


def test_same_masks_of_different_values_are_told_apart() -> None:
    lines = side_by_side(LEFT, RIGHT, masks=MASKS).splitlines()
    assert [line.split() for line in lines] == [
        ["name", "林**", "≠", "林**"], ["city", "杭州市", "=", "杭州市"], ["mobile", "+9999999999999", "–"],
    ]  # fmt: skip


def test_columns_line_up_whatever_the_script() -> None:
    lines = side_by_side(LEFT, RIGHT, masks=MASKS, show_values=True).splitlines()[:2]
    assert len({text_width(line.partition("≠")[0].partition("=")[0]) for line in lines}) == 1


def test_values_are_shown_only_when_asked_for() -> None:
    assert "林一帆" in side_by_side(LEFT, RIGHT, masks=MASKS, show_values=True)
    assert "林一帆" not in side_by_side(LEFT, RIGHT, masks=MASKS)


def test_nothing_on_either_side_is_nothing() -> None:
    assert side_by_side({}, {}, masks={}) == ""
