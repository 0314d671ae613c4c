"""The report as one self-contained HTML page: no script, no request, nothing to install.

The trap: everything on the page came from customers' cells or file names; only `markup.element` writes a tag.
"""

from __future__ import annotations

from pathlib import PurePath

from custdq.steps.report.advice import where_to_look
from custdq.steps.report.card_sections import has_missing, missing_section, personal_section
from custdq.steps.report.charts import share_bar
from custdq.steps.report.data import Action, ReportData
from custdq.steps.report.intake import findings_section, mapping_section, repairs_section, sources_section
from custdq.steps.report.markup import Markup, chapter, element, join, spoken, table
from custdq.steps.report.masking import Masker
from custdq.steps.report.page import page
from custdq.steps.report.quality import score_panel, scores_section
from custdq.steps.report.records import conflicts_section, entities_section, review_section
from custdq.steps.report.scores import scores_of
from custdq.steps.report.words import number, plural


def report_html(data: ReportData, *, show_values: bool = False) -> str:
    """Return the whole report as one HTML page.

    Parameters
    ----------
    data
        What the run came to.
    show_values
        False: values are masked, text as it came shows its shape alone. True: values are shown as they are.

    Returns
    -------
    str
        A page that needs nothing but itself.

    Examples
    --------
    >>> report_html(ReportData(as_of="2025-06-30"))[:15]
    '<!DOCTYPE html>'
    """
    masker = Masker(data.masks, show_values=show_values)
    chapters = _chapters(data, masker)
    links = join(element("a", title, href=f"#{anchor}") for anchor, title, _ in chapters)
    body = element(
        "body",
        element("div", _masthead(data, show_values=show_values), _overview(data), element("nav", links), class_="top"),
        element("main", *(chapter for _, _, chapter in chapters)),
        element("footer", f"Written by custdq {data.version}".strip() + "."),
    )
    return page(data.title, body)


def _chapters(data: ReportData, masker: Masker) -> list[tuple[str, str, Markup]]:
    chapters = [
        (data.sources, "sources", "What came in", sources_section(data)),
        (data.mappings, "mapping", "How columns were read", mapping_section(data)),
        (data.columns or data.repairs, "repairs", "What was repaired", repairs_section(data, masker)),
        (data.entities.records, "entities", "Who is who", entities_section(data, masker)),
        (data.review, "review", "Pairs to decide", review_section(data, masker)),
        (data.conflicts, "conflicts", "Where sources disagree", conflicts_section(data, masker)),
        (data.card.get("dimensions"), "scores", "How good the data is", scores_section(data.card)),
        (has_missing(data.card), "missing", "Where cells are missing", missing_section(data.card)),
        (data.card.get("personal_data"), "personal", "Personal data", personal_section(data.card)),
        (data.findings, "findings", "All findings", findings_section(data)),
        (data.timings or data.outputs, "run", "This run", _run_section(data)),
    ]
    return [(anchor, title, chapter) for present, anchor, title, chapter in chapters if present]


def _masthead(data: ReportData, *, show_values: bool) -> Markup:
    badge = (
        element("span", "values shown: holds personal data", class_="tag act")
        if show_values
        else element("span", "values masked", class_="tag")
    )
    return element(
        "div",
        element("b", "custdq"),
        spoken(data.title, ""),
        element("span", f"as of {data.as_of}"),
        badge,
        class_="brand",
    )


def _overview(data: ReportData) -> Markup:
    summary = data.entities
    headline = plural(summary.records or data.rows, "record")
    headline += (
        f" {'is' if summary.records == 1 else 'are'} {plural(summary.entities, 'customer')}."
        if summary.entities
        else f" in {plural(len(data.sources), 'table')}."
    )
    lead = f"{plural(summary.merged, 'record')} turned out to be a customer already there" if summary.entities else ""
    lead += (
        f"; {plural(summary.in_several_sources, 'customer')} stand in more than one source."
        if summary.in_several_sources
        else "."
    )
    actions = where_to_look(data)
    scores = scores_of(data.card)
    panels = (
        [element("div", element("h2", "How good the data is"), score_panel(scores), class_="panel")]
        if scores.dimensions
        else []
    )
    if actions:
        listed = element("ol", *(_action(action) for action in actions), class_="first")
        panels.append(element("div", element("h2", "Where to look first"), listed, class_="panel"))
    return join(
        [
            element("h1", headline),
            element("p", lead, class_="lead") if summary.entities else None,
            _flow(data),
            element("div", *panels, class_="two") if panels else None,
        ]
    )


def _action(action: Action) -> Markup:
    title = element("a", spoken(action.title), href=f"#{action.anchor}") if action.anchor else spoken(action.title)
    return element("li", element("b", title), element("span", spoken(action.why)) if action.why else None)


def _flow(data: ReportData) -> Markup:
    summary = data.entities
    repaired = sum(line.repaired for line in data.columns)
    records = summary.records or sum(line.records for line in data.sources)
    attached = sum(line.rows - line.records - line.skipped for line in data.sources)
    aside = f"{plural(data.skipped, 'row')} set aside" + (
        f"; {number(attached)} in attached tables" if attached > 0 else ""
    )
    merged = f"{plural(summary.merged, 'record')} merged; {plural(data.review_total, 'pair')} uncertain"
    settled = f"{plural(repaired, 'cell')} repaired; {plural(data.conflicts_total, 'disagreement')} settled by rule"
    steps = [
        ("rows in", data.rows, f"from {plural(len({line.source for line in data.sources}), 'source')}"),
        ("records", records, aside),
        ("customers", summary.entities, merged),
        ("golden records", summary.entities, settled),
    ]
    most = max(count for _, count, _ in steps) or 1
    return element("div", *(_flow_step(what, count, note, count / most) for what, count, note in steps), class_="flow")


def _flow_step(what: str, count: int, note: str, share: float) -> Markup:
    return element(
        "div",
        element("div", what, class_="what"),
        element("div", number(count), class_="count"),
        element("div", note, class_="note"),
        share_bar(share, what),
    )


def _run_section(data: ReportData) -> Markup:
    steps = [(step, f"{seconds:.2f}") for step, seconds in data.timings.items()]
    total = ("all", f"{sum(data.timings.values()):.2f}")
    files = [(name, element("code", spoken(PurePath(path).name))) for name, path in data.outputs.items()]
    halves = [
        element("div", table(("step", "seconds"), [*steps, total], numeric=(1,))) if steps else None,
        element("div", table(("what", "file"), files)) if files else None,
    ]
    return chapter(
        "run", "This run", "Where the time went, and what was written.", element("div", *halves, class_="two")
    )
