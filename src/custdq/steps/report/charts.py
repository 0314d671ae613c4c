"""Inline SVG charts without scripts: score bars, stacked bars, horizontal bars, the waterfall of a match weight.

The trap: a bar says more than its number is worth. Where a score rests on few records or is held to a bound, a mark
on the bar says where the bound lies.
"""

from __future__ import annotations

from collections.abc import Sequence

from custdq.steps.report.drawing import GOOD, INK, POOR, SOFT, caption, drawing, fit, rule
from custdq.steps.report.markup import Markup, element
from custdq.steps.report.words import number, percent, signed

_ROW = 26
_LABEL = 250
_CHART = 330
_WIDTH = _LABEL + _CHART + 80


def score_tone(score: float | None) -> str:
    """Return the class a score is coloured by: good, fair, poor or unassessed.

    >>> score_tone(0.97), score_tone(0.85), score_tone(0.5), score_tone(None)
    ('good', 'fair', 'poor', 'unassessed')
    """
    if score is None:
        return "unassessed"
    return "good" if score >= 0.95 else "fair" if score >= 0.8 else "poor"


def score_bar(score: float | None, label: str = "", *, mark: float | None = None, marked: str = "") -> Markup:
    """Return a bar filled to a score of 0 to 1 and coloured by it; dashed where nothing could be assessed.

    `mark` is a bound drawn on it (0 to 1), and `marked` what it is called.
    """
    said = f"{label} {percent(score)}".strip() + (f", {marked} {percent(mark)}" if mark is not None else "")
    return _bar(score or 0.0, score_tone(score), said, mark)


def share_bar(share: float, label: str = "") -> Markup:
    """Return a bar filled to a share of 0 to 1 that judges nothing."""
    return _bar(share, "plain", f"{label} {percent(share)}".strip())


def _bar(share: float, tone: str, said: str, mark: float | None = None) -> Markup:
    width = round(100 * min(max(share, 0.0), 1.0), 2)
    at = None if mark is None else round(99 * min(max(mark, 0.0), 1.0), 2)
    return element(
        "svg",
        element("rect", width=100, height=8, class_="track", fill=SOFT),
        element("rect", width=width, height=8, class_="fill"),
        None if at is None else element("rect", x=at, width=1, height=8, class_="mark"),
        class_=f"bar {tone}",
        viewBox="0 0 100 8",
        preserveAspectRatio="none",
        role="img",
        aria_label=said,
    )


def stacked_bar(parts: Sequence[tuple[str, int]], label: str = "") -> Markup:
    """Return one bar split by count; each part is (class name, count)."""
    total = sum(count for _, count in parts) or 1
    drawn, start = [], 0.0
    for name, count in parts:
        width = 100 * count / total
        drawn.append(element("rect", x=round(start, 3), width=round(width, 3), height=8, class_=f"part-{name}"))
        start += width
    said = ", ".join(f"{name} {number(count)}" for name, count in parts)
    return element(
        "svg",
        *drawn,
        class_="bar",
        viewBox="0 0 100 8",
        preserveAspectRatio="none",
        role="img",
        aria_label=f"{label}: {said}".strip(": "),
    )


def bars_svg(rows: Sequence[tuple[str, float]]) -> Markup:
    """Return horizontal bars, one a row: label, bar, number.

    Parameters
    ----------
    rows
        (label, count), drawn in the order given, all on one scale from 0.

    Examples
    --------
    >>> bars_svg([("1 record", 900), ("2 records", 80)]).count("<rect")
    2
    """
    most = max((value for _, value in rows), default=0) or 1
    label_width, chart = 120, 330
    drawn: list[Markup] = []
    for at, (label, value) in enumerate(rows):
        y = at * _ROW
        width = max(chart * value / most, 1.5 if value else 0)
        drawn += [
            caption(label_width - 10, y + 17, fit(label, 18), "end"),
            element("rect", x=label_width, y=y + 6, width=round(width, 1), height=14, rx=2, fill=INK),
            caption(label_width + width + 8, y + 17, number(value), "strong"),
        ]
    said = ", ".join(f"{label}: {number(value)}" for label, value in rows)
    return drawing(drawn, (label_width + chart + 80, len(rows) * _ROW), said)


def waterfall_svg(rows: Sequence[tuple[str, float]]) -> Markup:
    """Return the waterfall of a match weight: each field's evidence starts where the one above it ended.

    Parameters
    ----------
    rows
        (label, weight in log2 Bayes factor), in reading order; the last line drawn, "together", is their sum.

    Examples
    --------
    >>> drawing = waterfall_svg([("email: same", 12.0), ("name: differs", -3.0)])
    >>> ">+12.0<" in drawing, ">+9.0<" in drawing
    (True, True)
    """
    low, high = _extent([weight for _, weight in rows])
    scale = _CHART / ((high - low) or 1)
    zero = _LABEL + (0 - low) * scale
    drawn, sum_so_far = [rule((zero, 0), (zero, (len(rows) + 1) * _ROW))], 0.0
    for at, (label, weight) in enumerate(rows):
        drawn += _step(at, label, weight, (_LABEL + (sum_so_far - low) * scale, scale))
        sum_so_far += weight
    drawn += _step(len(rows), "together", sum_so_far, (zero, scale), total=True)
    said = ", ".join(f"{label} {signed(weight)}" for label, weight in [*rows, ("together", sum_so_far)])
    return drawing(drawn, (_WIDTH, (len(rows) + 1) * _ROW), said)


def _extent(weights: Sequence[float]) -> tuple[float, float]:
    low = high = total = 0.0
    for weight in weights:
        total += weight
        low, high = min(low, total), max(high, total)
    return low, high


def _step(at: int, label: str, weight: float, place: tuple[float, float], *, total: bool = False) -> list[Markup]:
    start, scale = place
    end = start + weight * scale
    left, width = min(start, end), max(abs(end - start), 1.5)
    y = at * _ROW
    colour = INK if total else GOOD if weight >= 0 else POOR
    shown = [
        caption(_LABEL - 12, y + 17, fit(label, 36), "end strong" if total else "end"),
        element("rect", x=round(left, 1), y=y + 5, width=round(width, 1), height=16, rx=2, fill=colour),
        caption(left + width + 6, y + 17, signed(weight), "strong" if total else ""),
    ]
    if not total:
        shown.append(rule((end, y + 21), (end, y + _ROW + 5)))
    return shown


def levels_svg(rows: Sequence[tuple[str, str, float, float]]) -> Markup:
    """Return two bars a level: how often it is found among matches (m) and among others (u).

    Parameters
    ----------
    rows
        (field, level, m, u), the levels of a field together; m and u are 0 to 1.

    Examples
    --------
    >>> levels_svg([("email", "same", 0.9, 0.001), ("email", "differs", 0.1, 0.999)]).count("<rect")
    4
    """
    drawn: list[Markup] = []
    y, before = 0, ""
    for field, level, m, u in rows:
        if field != before:
            drawn.append(caption(0, y + 17, fit(field, 60), "strong"))
            y, before = y + _ROW, field
        drawn.append(caption(_LABEL - 12, y + 17, fit(level, 36), "end"))
        for share, top, colour in ((m, 5, GOOD), (u, 13, POOR)):
            width = round(max(_CHART * min(share, 1.0), 1.0), 1)
            drawn.append(element("rect", x=_LABEL, y=y + top, width=width, height=7, rx=1, fill=colour))
        drawn.append(caption(_LABEL + _CHART * min(max(m, u), 1.0) + 6, y + 17, f"m {m:.3g}, u {u:.3g}"))
        y += _ROW
    said = "; ".join(f"{field}, {level}: m {m:.3g}, u {u:.3g}" for field, level, m, u in rows)
    return drawing(drawn, (_WIDTH + 100, y), said)
