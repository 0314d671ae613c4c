"""A score card as one self-contained page: the verdict, the scores, what changed, where to mend, what is personal.

The trap: a reader takes the first number for the whole. What the gate said and what was not assessed stand beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from custdq.steps.report.advice import cost
from custdq.steps.report.card_sections import (
    failing_section,
    has_missing,
    history_section,
    missing_section,
    personal_section,
    run_section,
)
from custdq.steps.report.gate import GateLine, verdict
from custdq.steps.report.markup import Markup, element, join, spoken
from custdq.steps.report.page import page
from custdq.steps.report.quality import gate_section, score_panel, scores_section
from custdq.steps.report.scores import costliest, scores_of
from custdq.steps.report.words import number, plural


def card_page(card: Mapping[str, Any], *, title: str = "Customer data quality", gate: Sequence[GateLine] = ()) -> str:
    """Return a score card as one self-contained HTML page.

    Parameters
    ----------
    card
        The content of `scorecard.json`.
    title
        Title of the page.
    gate
        The outcome of a quality gate, shown above the scores.

    Examples
    --------
    >>> card_page({"overall": 0.9, "dimensions": []})[:15]
    '<!DOCTYPE html>'
    """
    chapters = [(anchor, name, drawn) for held, anchor, name, drawn in _chapters(card, gate) if held]
    links = join(element("a", name, href=f"#{anchor}") for anchor, name, _ in chapters)
    panels = [
        element("div", element("h2", "The scores"), score_panel(scores_of(card), gate), class_="panel"),
        _costs(card),
    ]
    top = element(
        "div", _masthead(card), element("h1", verdict(gate) if gate else title),
        element("p", _lead(card, title if gate else ""), class_="lead"),
        element("div", *(panel for panel in panels if panel), class_="two"), element("nav", links), class_="top",
    )  # fmt: skip
    body = element(
        "body", top, element("main", *(drawn for _, _, drawn in chapters)), element("footer", "Written by custdq.")
    )
    return page(title, body)


def _chapters(card: Mapping[str, Any], gate: Sequence[GateLine]) -> list[tuple[Any, str, str, Markup]]:
    history, failing = card.get("history") or {}, card.get("failing")
    masked = bool(card.get("redacted", True))
    return [
        (gate, "gate", "The gate", gate_section(gate)),
        (history, "history", "Since the last run", history_section(history) if history else Markup("")),
        (card.get("dimensions"), "scores", "How good the data is", scores_section(card)),
        (has_missing(card), "missing", "Where cells are missing", missing_section(card)),
        (failing, "failing", "Records that fail", failing_section(failing, masked=masked) if failing else Markup("")),
        (card.get("personal_data"), "personal", "Personal data", personal_section(card)),
        (card.get("run"), "run", "What the scores rest on", run_section(card)),
    ]


def _masthead(card: Mapping[str, Any]) -> Markup:
    run = card.get("run") or {}
    shown = not card.get("redacted", True)
    badge = element(
        "span", "values shown: holds personal data" if shown else "values masked", class_="tag act" if shown else "tag"
    )
    day = element("span", f"as of {run['as_of']}") if run.get("as_of") else None
    return element("div", element("b", "custdq"), element("span", "score card"), day, badge, class_="brand")


def _lead(card: Mapping[str, Any], title: str) -> Markup:
    run = card.get("run") or {}
    alarms = (card.get("history") or {}).get("alarms") or []
    said = [
        title,
        plural(run["rows"], "record") if run.get("rows") is not None else "",
        f"{plural(len(alarms), 'alarm')} since the last run" if alarms else "",
    ]
    return spoken(" · ".join(part for part in said if part) or None)


def _costs(card: Mapping[str, Any]) -> Markup | None:
    """Return what costs most as a short list: the first things to mend."""
    dear = costliest(scores_of(card), most=6)
    if not dear:
        return None
    lines = [
        element("li", element("b", spoken(cost(line).title)), element("span", cost(line).why + _held(line.coverage)))
        for line in dear
    ]
    return element("div", element("h2", "What to mend first"), element("ol", *lines, class_="first"), class_="panel")


def _held(coverage: float | None) -> str:
    return "" if coverage is None or coverage >= 1 else f" Assessed on {number(100 * coverage)}% of the records."
