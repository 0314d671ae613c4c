"""The report's chapters on customers: who is who, what is uncertain, where sources disagree.

The trap: agreement must be judged on the values, before they are masked; two masked values may look alike and differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from custdq.steps.report.charts import bars_svg, waterfall_svg
from custdq.steps.report.data import ConflictLine, EntityExample, Evidence, Member, ReportData, ReviewPair
from custdq.steps.report.markup import Markup, chapter, element, folded, join, spoken, table
from custdq.steps.report.masking import Masker
from custdq.steps.report.words import number, percent, plural, signed

_MOST_MEMBERS = 5
#: The level of a field that one side lacks: no evidence either way.
NOT_ASSESSED = "not assessed"
_MOST_SIZES = 6
_MOST_OTHERS = 3


def entities_section(data: ReportData, masker: Masker) -> Markup:
    """Return what linking came to, and a few customers with their source records side by side."""
    summary = data.entities
    stats = [
        (number(summary.entities), "customers"),
        (number(summary.merged), "records merged into one already there"),
        (number(summary.in_several_sources), "customers known to more than one source"),
        (number(summary.largest), "records of the customer with most"),
    ]
    counted = (element("div", element("b", count), element("span", what)) for count, what in stats)
    examples = [element("h3", "For example"), *(_entity(example, masker) for example in data.examples)]
    about = (
        "Records whose evidence adds up to one customer were brought together; "
        "every record keeps its place in the cross-reference."
    )
    return chapter(
        "entities",
        "Who is who",
        about,
        element("div", *counted, class_="stats"),
        element("h3", "Customers by number of records"),
        element("div", bars_svg(_sizes(summary.sizes)), class_="scroll"),
        *(examples if data.examples else []),
    )


def _sizes(sizes: Mapping[int, int]) -> list[tuple[str, float]]:
    exact = [(plural(size, "record"), float(sizes.get(size, 0))) for size in range(1, _MOST_SIZES)]
    more = sum(count for size, count in sizes.items() if size >= _MOST_SIZES)
    shown = [line for line in exact if line[1]]
    return [*shown, (f"{_MOST_SIZES} or more", float(more))] if more else shown


def _entity(example: EntityExample, masker: Masker) -> Markup:
    shown = list(example.members[:_MOST_MEMBERS])
    columns = [c for c, v in example.golden.items() if v or any(m.values.get(c) for m in shown)]
    head = element(
        "tr",
        element("th", scope="col"),
        element("th", "golden record", class_="golden", scope="col"),
        *(element("th", place(member), scope="col") for member in shown),
    )
    body = [_field_row(column, example, shown=shown, masker=masker) for column in columns]
    rest = element("span", f"the first {len(shown)} shown", class_="none small")
    title = element(
        "header",
        element("b", "Customer ", element("code", example.entity_id)),
        element("span", plural(len(example.members), "record"), class_="soft"),
        rest if len(example.members) > len(shown) else None,
    )
    records = element("table", element("thead", head), element("tbody", *body))
    why = folded("Why these are one customer", _waterfall(example.evidence)) if example.evidence else None
    return element("article", title, element("div", records, class_="scroll"), why, class_="entity")


def _field_row(column: str, example: EntityExample, *, shown: Sequence[Member], masker: Masker) -> Markup:
    kept = example.golden.get(column)
    cells = [element("td", spoken(column)), element("td", _value(masker, column, kept), class_="golden")]
    for member in shown:
        value = member.values.get(column)
        same = value is not None and value == kept
        tone = "same" if same else None if value is None else "other"
        cells.append(element("td", "same" if same else _value(masker, column, value), class_=tone))
    return element("tr", *cells)


def _value(masker: Masker, column: str, value: str | None) -> Markup:
    return spoken(masker.standard(column, value))


def place(member: Member) -> Markup:
    """Return where a record stands: source, sheet and row; its record id where it has no row.

    >>> place(Member("crm.csv", row=12))
    'crm.csv<span class="none"> row 12</span>'
    """
    parts = [member.source, *([member.sheet] if member.sheet else [])]
    where = f"row {member.row}" if member.row is not None else f"id {member.record_id}" if member.record_id else ""
    return join([spoken(" · ".join(parts)), element("span", f" {where}", class_="none") if where else None])


def _telling(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence that was assessed, strongest for first, strongest against last."""
    return sorted((e for e in evidence if e.level != NOT_ASSESSED), key=lambda e: -e.weight)


def _waterfall(evidence: Sequence[Evidence]) -> Markup:
    rows = [(f"{e.field}: {e.level}", e.weight) for e in _telling(evidence)]
    return element("div", waterfall_svg(rows), class_="scroll")


def review_section(data: ReportData, masker: Masker) -> Markup:
    """Return the uncertain pairs, each opening to the evidence field by field."""
    shown = f"The {number(len(data.review))} most informative of {number(data.review_total)}."
    about = f"The evidence neither joins nor parts these records. {shown}"
    return chapter("review", "Pairs to decide", about, *(_pair(pair, masker) for pair in data.review))


def _pair(pair: ReviewPair, masker: Masker) -> Markup:
    title = [
        element("span", place(pair.left)),
        element("span", "and", class_="none"),
        element("span", place(pair.right)),
        element("span", f"{percent(pair.probability)} likely · weight {signed(pair.weight)}", class_="chance"),
    ]
    rows = [_evidence_row(evidence, masker) for evidence in _telling(pair.evidence)]
    shown = table(("field", "left", "right", "agreement", "weight"), rows, numeric=(4,))
    silent = ", ".join(evidence.field for evidence in pair.evidence if evidence.level == NOT_ASSESSED)
    rest = element("p", "Missing on a side: ", spoken(silent), class_="soft small") if silent else None
    return element("details", element("summary", *title), shown, rest, class_="pair")


def _evidence_row(evidence: Evidence, masker: Masker) -> Sequence[str]:
    tone = "up" if evidence.weight > 0 else "down" if evidence.weight < 0 else "none"
    return (
        spoken(evidence.field),
        _value(masker, evidence.field, evidence.left),
        _value(masker, evidence.field, evidence.right),
        spoken(evidence.level, "soft"),
        element("span", signed(evidence.weight), class_=tone),
    )


def conflicts_section(data: ReportData, masker: Masker) -> Markup:
    """Return fields on which sources disagree, the value kept and the others."""
    shown = f"{number(len(data.conflicts))} of {number(data.conflicts_total)} are shown."
    about = f"One value was kept by rule, the others stand in the lineage. {shown}"
    ruled = any(line.rule for line in data.conflicts)
    rows = [_conflict_row(line, masker)[: 5 if ruled else 4] for line in data.conflicts]
    head = ("customer", "field", "kept", "others", *(["rule"] if ruled else []))
    return chapter("conflicts", "Where sources disagree", about, table(head, rows) if rows else None)


def _conflict_row(line: ConflictLine, masker: Masker) -> Sequence[str]:
    others = [candidate for candidate in line.candidates if candidate[0] != line.chosen]
    said = [
        element("div", _value(masker, line.column, value), spoken(f" {number(count)} × {where}", "none small"))
        for value, count, where in others[:_MOST_OTHERS]
    ]
    if len(others) > _MOST_OTHERS:
        said.append(element("div", f"and {len(others) - _MOST_OTHERS} more", class_="none small"))
    return (
        element("code", line.entity_id),
        spoken(line.column),
        _value(masker, line.column, line.chosen),
        join(said),
        element("span", line.rule, class_="soft"),
    )
