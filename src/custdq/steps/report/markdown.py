"""The score card as Markdown, for pull requests and job summaries.

The trap: a pipe or a line break in a field's name tears a Markdown table apart, and `<` opens HTML; both are escaped.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from custdq.steps.report.scores import BoardLine, Scores, board, costliest, ends, scores_of, unassessed, worst
from custdq.steps.report.summary import bar
from custdq.steps.report.words import basis_words, number, percent, plain, points, words_of

_MOST_GROUPS = 15
_MOST_ROWS = 10


def cell(text: object) -> str:
    r"""Return text that may stand in a Markdown table cell.

    >>> cell("a|b<c>")
    'a\\|b&lt;c>'
    """
    return (
        " ".join(str(text).split()).replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("`", "\\`")
    )


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[object]], *, right: Container[int] = ()) -> str:
    """Return a Markdown table; columns in `right` are set right.

    >>> print(markdown_table(["a", "n"], [["x", 1]], right=[1]))
    | a | n |
    | --- | ---: |
    | x | 1 |
    """
    lines = [head, ["---:" if at in right else "---" for at in range(len(head))]]
    written = ["| " + " | ".join(line) + " |" for line in lines]
    written += ["| " + " | ".join(cell(value) for value in row) + " |" for row in rows]
    return "\n".join(written)


def card_markdown(card: Mapping[str, Any], *, title: str = "Customer data quality") -> str:
    """Return a score card as Markdown.

    Parameters
    ----------
    card
        The content of `scorecard.json`.
    title
        The heading.

    Examples
    --------
    >>> text = card_markdown({"overall": 0.9, "dimensions": [{"dimension": "accuracy", "score": 0.9}]})
    >>> text.splitlines()[0]
    '## Customer data quality: 90.0%'
    """
    scores = scores_of(card)
    heading = f"## {cell(title)}" + (f": {percent(scores.overall)}" if scores.overall is not None else "")
    parts = [heading]
    low = worst(scores)
    said = [f"Weakest: {low.dimension}."] if low else []
    said += [f"Not assessed: {', '.join(unassessed(scores))}."] if unassessed(scores) else []
    if said:
        parts.append(" ".join(said))
    parts.append(_dimensions(scores))
    parts += _alarms(card)
    dear = costliest(scores)
    if dear:
        losses = [(f.field, f.dimension, f"{100 * (f.loss or 0):.1f}", percent(f.score)) for f in dear]
        table = markdown_table(("field", "dimension", "points lost", "its own score"), losses, right=(2, 3))
        parts += ["### What costs most", table]
    for by in dict.fromkeys(line.by for line in board(scores)):
        parts += [f"### By {cell(plain(by)) or 'group'}", *_groups([line for line in board(scores) if line.by == by])]
    return "\n\n".join([*parts, *_failing(card), *_personal(card)]) + "\n"


def _groups(lines: Sequence[BoardLine]) -> list[str]:
    best, left_out, weakest = ends(lines, _MOST_GROUPS)
    shown = list(dict.fromkeys(name for line in lines for name in line.scores))
    ranked = [
        (line.group, *(percent(line.scores.get(name)) for name in shown), percent(line.lower), number(line.rows))
        for line in (*best, *weakest)
    ]
    table = markdown_table(("group", *shown, "at least", "records"), ranked, right=range(1, len(shown) + 3))
    about = [f"The {len(best)} best and the {len(weakest)} weakest of {len(lines)}."] if left_out else []
    return [*about, table]


def _dimensions(scores: Scores) -> str:
    """Return the table of dimensions; with a column of changes where there was a run before."""
    rows = []
    for line in scores.dimensions:
        moved = [points(scores.change[line.dimension]) if line.dimension in scores.change else ""]
        counted = _counted(line.numerator, line.denominator)
        score = [line.dimension, bar(line.score), percent(line.score), *(moved if scores.change else [])]
        rows.append([*score, counted, basis_words(line.basis)])
    head = ("dimension", "", "score", *(["change"] if scores.change else []), "counted", "basis")
    return markdown_table(head, rows, right=range(2, len(head) - 1))


def _alarms(card: Mapping[str, Any]) -> list[str]:
    found = (card.get("history") or {}).get("alarms") or []
    return ["### Alarms", "\n".join(f"- {cell(alarm['reason'])}" for alarm in found)] if found else []


def _failing(card: Mapping[str, Any]) -> list[str]:
    found = card.get("failing") or {}
    rows = [(row_place(row), row.get("column") or "", words_of(row["code"]).meaning) for row in found.get("rows", ())]
    if not rows:
        return []
    about = f"{number(min(len(rows), _MOST_ROWS))} of {number(found['of'])}."
    return ["### Records that fail", about, markdown_table(("where", "column", "what is wrong"), rows[:_MOST_ROWS])]


def row_place(row: Mapping[str, Any]) -> str:
    """Return where a record stands: source, sheet and row, or its id.

    >>> row_place({"source": "crm.csv", "sheet": None, "row": 7})
    'crm.csv row 7'
    """
    at = f"row {row['row']}" if row.get("row") is not None else f"id {row.get('record_id')}"
    return " ".join(str(part) for part in (row.get("source"), row.get("sheet"), at) if part)


def _personal(card: Mapping[str, Any]) -> list[str]:
    levels: dict[str, list[str]] = {}
    for line in card.get("personal_data") or ():
        levels.setdefault(line["level"], []).append(f"{line['column']} ({line['what']})")
    said = [f"{level}: {cell(', '.join(held))}" for level, held in levels.items()]
    return ["### Personal data", *said] if said else []


def _counted(part: float | None, whole: float | None) -> str:
    return "–" if part is None or whole is None else f"{number(part)} of {number(whole)}"
