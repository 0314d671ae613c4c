"""The report's chapter on scores, and the score card as it shows itself in a notebook.

The trap: one number invites trust it has not earned; the worst dimension and what was not assessed stand beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from custdq.steps.report.charts import score_bar, share_bar
from custdq.steps.report.gate import GateLine, verdict
from custdq.steps.report.markup import Markup, Part, chapter, element, spoken, table
from custdq.steps.report.scores import (
    BoardLine,
    DimensionScore,
    FieldScore,
    PartScore,
    Scores,
    board,
    costliest,
    ends,
    scores_of,
    unassessed,
    worst,
)
from custdq.steps.report.style import CARD_STYLE
from custdq.steps.report.words import basis_words, dimension_words, number, part_words, percent, plain, plural, points

_MOST_GROUPS = 30


def score_panel(scores: Scores, gate: Sequence[GateLine] = ()) -> Markup:
    """Return the overall score, the worst dimension, and a bar for each dimension with its change and its bound."""
    low = worst(scores)
    beside = [f"weakest: {low.dimension}"] if low else []
    beside += [f"not assessed: {', '.join(unassessed(scores))}"] if unassessed(scores) else []
    overall = element("p", element("b", percent(scores.overall)), element("span", " · ".join(beside)), class_="overall")
    bounds = {line.name: line.minimum for line in gate if line.minimum is not None}
    lines = [
        _dimension(line, scores.change.get(line.dimension), bounds.get(line.dimension)) for line in scores.dimensions
    ]
    full = f"{percent(scores.complete_rate)} of the records have all that is required of them."
    rest = element("p", full, class_="says") if scores.complete_rate is not None else None
    return element("div", overall if scores.overall is not None else None, *lines, rest)


def _dimension(line: DimensionScore, change: float | None, bound: float | None) -> Markup:
    says = dimension_words(line.dimension)
    basis = basis_words(line.basis)
    moved = element("span", f" {points(change)}", class_="moved") if change is not None else None
    return element(
        "div",
        element("span", line.dimension),
        score_bar(line.score, line.dimension, mark=bound, marked="asked for"),
        element("span", percent(line.score), moved, class_="value none" if line.score is None else "value"),
        element("span", f"{says} ({basis})" if basis else says, class_="says"),
        class_="score",
    )


def scores_section(card: Mapping[str, Any]) -> Markup:
    """Return the scores: each dimension counted out, what costs most, and the board of groups."""
    scores = scores_of(card)
    parts = [_dimension_table(scores)]
    if scores.complete_rate is not None:
        parts.append(element("p", f"{percent(scores.complete_rate)} of the records have all that is required of them."))
    dear = costliest(scores)
    if dear:
        about = "Points a field takes from its dimension; within a dimension they add up to what is short of 100."
        parts += [element("h3", "What costs most"), element("p", about, class_="soft small"), _loss_table(dear)]
    for by in dict.fromkeys(line.by for line in board(scores)):
        about = "Ranked by the lower bound of the score (at least), so that few records cannot win by luck."
        parts += [element("h3", f"By {plain(by) or 'group'}"), element("p", about, class_="soft small")]
        parts.append(_board_table([line for line in board(scores) if line.by == by], scores))
    about = "Each score runs from 0 to 100; what could not be assessed has no score and is not counted as good."
    return chapter("scores", "How good the data is", about, *parts)


def gate_section(lines: Sequence[GateLine]) -> Markup:
    """Return what a quality gate decided, a line a gate; what did not pass comes first."""
    ranked = sorted(lines, key=lambda line: (line.outcome == "passed", line.name))
    rows = [
        (
            element("span", line.outcome, class_="tag ok" if line.outcome == "passed" else "tag act"),
            spoken(line.name),
            percent(line.score),
            spoken(None) if line.minimum is None else percent(line.minimum),
            spoken(line.reason, "soft"),
        )
        for line in ranked
    ]
    shown = table(("", "gate", "score", "at least", "why"), rows, numeric=(2, 3), told=True)
    return chapter("gate", "The gate", "A gate on a score that could not be assessed does not pass.", shown)


def _counted(part: float | None, whole: float | None) -> str | Markup:
    return spoken(None) if part is None or whole is None else f"{number(part)} of {number(whole)}"


def _dimension_table(scores: Scores) -> Markup:
    rows = []
    for line in scores.dimensions:
        rows.append(_dimension_row(line))
        rows += [_part_row(part) for part in scores.parts if part.dimension == line.dimension]
    head = ("dimension", "asks whether", "", "score", "counted", "assessed on", "basis")
    return element("div", table(head, rows, numeric=(3, 4, 5)), class_="dims")


def _dimension_row(line: DimensionScore) -> Sequence[str]:
    interval = f"{percent(line.lower)} to {percent(line.upper)}" if line.lower is not None else ""
    return (
        element("b", line.dimension),
        dimension_words(line.dimension),
        score_bar(line.score, line.dimension),
        percent(line.score),
        _counted(line.numerator, line.denominator),
        _coverage(line.coverage),
        spoken(" · ".join(said for said in (basis_words(line.basis), interval) if said), "soft"),
    )


def _part_row(part: PartScore) -> Sequence[str]:
    name = element("span", part.part, class_="soft")
    return (
        element("span", "↳ ", name, class_="none"),
        element("span", part_words(part.part), class_="soft"),
        score_bar(part.score, part.part),
        percent(part.score),
        spoken(None),
        _coverage(part.coverage),
        spoken(None),
    )


def _coverage(coverage: float | None) -> str | Markup:
    return spoken(None) if coverage is None else percent(coverage)


def _loss_table(lines: Sequence[FieldScore]) -> Markup:
    most = max(line.loss or 0 for line in lines)
    rows = [
        (
            spoken(line.field),
            line.dimension + (f" · {line.part}" if line.part else ""),
            share_bar((line.loss or 0) / most),
            f"{100 * (line.loss or 0):.1f}",
            percent(line.score),
            spoken(None) if line.coverage is None else percent(line.coverage),
        )
        for line in lines
    ]
    return table(("field", "dimension", "", "points lost", "its own score", "assessed on"), rows, numeric=(3, 4, 5))


def _board_table(lines: Sequence[BoardLine], scores: Scores) -> Markup:
    names = [line.dimension for line in scores.dimensions if line.score is not None]
    shown = [name for name in names if any(name in line.scores for line in lines)]
    with_overall = any("overall" in line.scores for line in lines)
    head = ("group", *(["", "overall", "at least"] if with_overall else []), *shown, "records")
    best, left_out, weakest = ends(lines, _MOST_GROUPS)
    rows: list[Sequence[Part]] = []
    for line in (*best, *weakest):
        if left_out and weakest and line is weakest[0]:
            rows.append(
                [element("span", f"… {plural(left_out, 'group')} between", class_="none"), *[""] * (len(head) - 1)]
            )
        overall = line.scores.get("overall")
        bar = score_bar(overall, line.group, mark=line.lower, marked="at least")
        ranked = [bar, percent(overall), percent(line.lower)] if with_overall else []
        cells = [percent(line.scores[name]) if name in line.scores else spoken(None) for name in shown]
        rows.append([spoken(line.group), *ranked, *cells, number(line.rows)])
    return table(head, rows, numeric=range(2 if with_overall else 1, len(head)))


def card_html(card: Mapping[str, Any]) -> str:
    """Return a score card as a piece of HTML that shows itself in a notebook.

    Parameters
    ----------
    card
        The content of `scorecard.json`.

    Examples
    --------
    >>> "not assessed" in card_html({"overall": None, "dimensions": [{"dimension": "accuracy", "score": None}]})
    True
    """
    scores = scores_of(card)
    dear = costliest(scores, most=5)
    rows = [(spoken(line.field), line.dimension, f"−{100 * (line.loss or 0):.1f}") for line in dear]
    losses = table(("what costs most", "dimension", "points"), rows, numeric=(2,)) if rows else None
    style = element("style", Markup(CARD_STYLE))
    gates = [GateLine(**{name: line.get(name) for name in GateLine._fields}) for line in card.get("gates") or ()]
    said = element("p", verdict(gates), class_="verdict") if gates else None
    alarms = [element("li", alarm["reason"]) for alarm in (card.get("history") or {}).get("alarms") or ()]
    listed = element("ul", *alarms, class_="alarms") if alarms else None
    return element("div", style, said, score_panel(scores, gates), listed, losses, class_="custdq-card")
