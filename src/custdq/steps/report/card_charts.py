"""The charts of a score card as inline SVG: where cells are missing, and how scores went from run to run.

Every figure a chart draws stands in it as text too, so that neither colour nor eyesight is needed. The trap: a gap in a
series drawn as a line through it; a run that was not assessed breaks the line, and a change of the rules is marked.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from custdq.steps.report.drawing import INK, caption, drawing, fit, rule
from custdq.steps.report.markup import Markup, element
from custdq.steps.report.words import percent, points

# --- where cells are missing ------------------------------------------------------------------------------------------

_NAME = 148
_CELL, _BAND = 52, 13
_ROW = 24
_HEAD = 92
_BAND_HEADS = 130
_START = _NAME + 58


def missing_svg(missing: Mapping[str, Any]) -> Markup:
    """Return a grid: a row for each column of the data, a cell for each source, darker where more is missing.

    Parameters
    ----------
    missing
        `by`, `places`, `rows`, `columns`, `shares` (0 to 1), as a score card's `missingness`. With one source the cells
        are bands of its rows, in their order.

    Examples
    --------
    >>> grid = {"by": "source", "places": ["crm"], "rows": [4], "columns": ["email"], "shares": [[0.25]]}
    >>> "25%" in missing_svg(grid)
    True
    """
    banded = missing["by"] == "rows"
    places, weights = list(missing["places"]), list(missing["rows"])
    size, head = (_BAND, 26) if banded else (_CELL, _HEAD)
    lines = [(name, own, _mean(own, weights)) for name, own in zip(missing["columns"], missing["shares"], strict=True)]
    lines.sort(key=lambda line: -line[2])
    drawn = _band_heads(places, weights) if banded else [_slanted(at, name) for at, name in enumerate(places)]
    drawn.append(caption(_START - 12, head - 8, "all", "end soft"))
    for at, (name, shares, whole) in enumerate(lines):
        y = head + at * _ROW
        drawn += [
            caption(_NAME - 10, y + 16, fit(name, 17), "end", title=name),
            caption(_START - 12, y + 16, _share(whole), "end strong"),
        ]
        for place, share in enumerate(shares):
            where = f"from row {places[place]}" if banded else places[place]
            said = f"{name}, {where}: {percent(share)} missing"
            drawn += _cell((_START + place * size, y), size, share, said)
    told = "; ".join(f"{name} {percent(whole)}" for name, _, whole in lines)
    width = _START + (max(len(places) * size, _BAND_HEADS) + 8 if banded else len(places) * size + 84)
    return drawing(drawn, (width, head + len(lines) * _ROW + 4), f"Share of missing cells: {told}", "chart grid")


def _mean(shares: Sequence[float], weights: Sequence[int]) -> float:
    return sum(share * weight for share, weight in zip(shares, weights, strict=True)) / (sum(weights) or 1)


def _cell(place: tuple[float, float], size: int, share: float, said: str) -> list[Markup]:
    """Return one cell of the grid; a band is too narrow for its number, which its title tells."""
    x, y = place
    narrow = size == _BAND
    width = size if narrow else size - 2
    looks = {"fill": INK, "fill_opacity": round(0.1 + 0.9 * share, 3)} if share else {"fill": "var(--wash, #8882)"}
    title = element("title", said)
    box = element("rect", title, x=x, y=y + 2, width=width, height=_ROW - 4, rx=0 if narrow else 3, **looks)
    if narrow:
        return [box]
    return [box, caption(x + width / 2, y + 16, _share(share), "middle small" + (" inverse" if share >= 0.5 else ""))]


def _share(share: float) -> str:
    """Return a share for a narrow cell: none is a dot, and what is not all never reads as all.

    >>> _share(0), _share(0.004), _share(0.25), _share(0.9999)
    ('·', '<1%', '25%', '99%')
    """
    if share <= 0:
        return "·"
    if share < 0.01:
        return "<1%"
    return "100%" if share >= 1 else f"{min(round(share * 100), 99)}%"


def _slanted(at: int, name: str) -> Markup:
    x, y = _START + at * _CELL + 18, _HEAD - 8
    return caption(x, y, fit(str(name), 17), "small", title=str(name), transform=f"rotate(-38 {x} {y})")


def _band_heads(places: Sequence[int], weights: Sequence[int]) -> list[Markup]:
    last = (places[-1] if places else 1) + (weights[-1] if weights else 1) - 1
    end = _START + len(places) * _BAND
    if end - _START < _BAND_HEADS:  # too few bands for two headings
        return [caption(_START, 18, "row 1" if last <= 1 else f"rows 1 to {last:,}", "soft")]
    return [caption(_START, 18, "row 1", "soft"), caption(end, 18, f"row {last:,}", "end soft")]


# --- from run to run --------------------------------------------------------------------------------------------------

_WIDE, _HIGH, _LEFT, _TOP, _BOTTOM = 300, 118, 38, 10, 22


def trend_figures(trend: Sequence[Mapping[str, Any]], names: Sequence[str]) -> Markup:
    """Return one small chart a score: its course over the runs, the last value and its change.

    A chart's scale runs between the tenths below and above its scores; both are written on it.

    Parameters
    ----------
    trend
        Runs by day: `as_of`, `rules`, and each name's score (0 to 1, None: not assessed).
    names
        The scores to draw; one that was never assessed is left out.

    Examples
    --------
    >>> runs = [{"as_of": f"2025-0{at}-01", "rules": "r", "accuracy": at / 10} for at in (7, 8, 9)]
    >>> trend_figures(runs, ["accuracy"]).count("<circle")
    3
    """
    known = [name for name in names if any(run.get(name) is not None for run in trend)]
    return element("div", *(_figure(name, trend) for name in known), class_="trend")


def _figure(name: str, trend: Sequence[Mapping[str, Any]]) -> Markup:
    told = [run[name] for run in trend if run.get(name) is not None]
    change = points(told[-1] - told[-2]) if len(told) > 1 else ""
    caption = element(
        "figcaption", element("b", name), element("span", percent(told[-1])), element("span", change, class_="soft"),
    )  # fmt: skip
    said = f"{name}: " + ", ".join(f"{run['as_of']} {percent(run.get(name))}" for run in trend)
    return element("figure", caption, drawing(_course(name, trend), (_WIDE, _HIGH), said, "line"))


def _course(name: str, trend: Sequence[Mapping[str, Any]]) -> list[Markup]:
    scores = [float(run[name]) for run in trend if run.get(name) is not None]
    low = max(0.0, math.floor(min(scores) * 10 - 0.5) / 10)
    high = min(1.0, math.ceil(max(scores) * 10 + 0.1) / 10)
    places = _places([run["as_of"] for run in trend])
    floor = _HIGH - _BOTTOM

    def height(score: float) -> float:
        return round(floor - (score - low) / ((high - low) or 1) * (floor - _TOP), 1)

    drawn = []
    for score in (low, high):
        y = height(score)
        drawn += [
            rule((_LEFT, y), (_WIDE - 8, y), stroke_opacity=0.18),
            caption(_LEFT - 6, y + 4, f"{score:.0%}", "end soft small"),
        ]
    for at in range(1, len(trend)):
        if trend[at]["rules"] != trend[at - 1]["rules"]:
            x = (places[at] + places[at - 1]) / 2
            drawn.append(rule((x, _TOP), (x, floor), stroke_dasharray="3 3", title="the rules changed here"))
    for stretch in _unbroken(name, trend):
        line = " ".join(f"{places[at]},{height(trend[at][name])}" for at in stretch)
        drawn.append(element("polyline", points=line, fill="none", stroke=INK, stroke_width=2))
    told = [at for at, run in enumerate(trend) if run.get(name) is not None]
    for at in told:
        title = element("title", f"{trend[at]['as_of']}: {percent(trend[at][name])}")
        size = 4 if at == told[-1] else 2.5
        drawn.append(element("circle", title, cx=places[at], cy=height(trend[at][name]), r=size, fill=INK))
    return drawn + _days(str(trend[0]["as_of"]), str(trend[-1]["as_of"]))


def _days(first: str, last: str) -> list[Markup]:
    shown = [caption(_LEFT, _HIGH - 4, first, "soft small")]
    return shown + ([caption(_WIDE - 8, _HIGH - 4, last, "end soft small")] if last != first else [])


def _places(days: Sequence[str]) -> list[float]:
    """Return where runs stand from left to right: by their day, or evenly where they all have the same."""
    numbers = [date.fromisoformat(str(day)).toordinal() for day in days]
    span = numbers[-1] - numbers[0]
    shares = [(number - numbers[0]) / span if span else at / max(len(days) - 1, 1) for at, number in enumerate(numbers)]
    return [round(_LEFT + 8 + share * (_WIDE - _LEFT - 24), 1) for share in shares]


def _unbroken(name: str, trend: Sequence[Mapping[str, Any]]) -> list[list[int]]:
    """Return the stretches of runs that are assessed and under the same rules."""
    stretches: list[list[int]] = []
    for at, run in enumerate(trend):
        if run.get(name) is None:
            continue
        last = stretches[-1][-1] if stretches else None
        if last is not None and last == at - 1 and trend[last]["rules"] == run["rules"]:
            stretches[-1].append(at)
        else:
            stretches.append([at])
    return stretches
