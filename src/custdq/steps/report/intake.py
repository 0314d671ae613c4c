"""The report's first chapters: what came in, how its columns were read, what was repaired, what was found.

The trap: a guess that looks like a fact. What was read on a guess stands first and says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from custdq.steps.report.charts import share_bar, stacked_bar
from custdq.steps.report.data import ColumnLine, FindingLine, MappingLine, RepairLine, ReportData
from custdq.steps.report.markup import Markup, chapter, element, folded, join, spoken, table
from custdq.steps.report.masking import Masker
from custdq.steps.report.words import number, percent, plain, plural, words_of

_MOST_REPAIRS = 12
_STATES = ("valid", "repaired", "invalid", "missing")
_SAID = {"valid": "was standard already", "repaired": "repaired", "invalid": "cannot be read", "missing": "missing"}
_SHAPES = "Text as it came shows its shape alone: 9 for a digit, a for a letter, 〇 for a character. Values are masked."


def sources_section(data: ReportData) -> Markup:
    """Return the table of what came in: rows, records and rows set aside, a line a table."""
    rows: list[Sequence[str]] = [
        (
            spoken(line.source),
            spoken(line.sheet),
            number(line.rows),
            number(line.records),
            number(line.skipped) if line.skipped else spoken(None),
            spoken(line.encoding),
            spoken(line.note),
        )
        for line in data.sources
    ]
    about = "Rows set aside are nobody: titles, totals, notes, tests, repeated headers. Each is named in the findings."
    head = ("source", "sheet", "rows", "records", "set aside", "encoding", "remark")
    return chapter("sources", "What came in", about, table(head, rows, numeric=(2, 3, 4)))


def mapping_section(data: ReportData) -> Markup:
    """Return how columns were read: the guesses to confirm in the open, the rest folded, a table a source."""
    unsure = [line for line in data.mappings if line.unsure]
    sources = list(dict.fromkeys(line.source for line in data.mappings))
    parts = []
    if unsure:
        parts += [element("h3", "Read on a guess: please confirm"), _mapping_table(unsure, with_source=True)]
    for source in sources:
        lines = [line for line in data.mappings if line.source == source]
        parts.append(folded(join([spoken(source), f" · {plural(len(lines), 'column')}"]), _mapping_table(lines)))
    about = "From the column's name and its values together. Correct a line in custdq.toml and run again."
    return chapter("mapping", "How columns were read", about, *parts)


def _mapping_table(lines: Sequence[MappingLine], *, with_source: bool = False) -> Markup:
    ranked = sorted(lines, key=lambda line: (line.read_as is None, line.confidence if with_source else 0))
    head = (*(["source"] if with_source else []), "column", "read as", "evidence", "", "confidence")
    rows = [[*([spoken(line.source)] if with_source else []), *_mapping_row(line)] for line in ranked]
    return table(head, rows, numeric=(len(head) - 1,))


def _mapping_row(line: MappingLine) -> Sequence[str]:
    kept = element("span", "kept as it is", class_="none")
    return (
        spoken(line.column),
        element("b", line.read_as) if line.read_as else kept,
        spoken(line.evidence, "soft"),
        share_bar(line.confidence, "confidence"),
        percent(line.confidence),
    )


def repairs_section(data: ReportData, masker: Masker) -> Markup:
    """Return how the cells of each column stand, and what was repaired with examples."""
    parts = []
    if data.columns:
        legend = join(element("span", element("i", class_=f"i-{state}"), _SAID[state]) for state in _STATES)
        head = ("column", "kind", "", "standard", "repaired", "cannot be read", "missing")
        rows = [_column_row(line) for line in data.columns]
        parts += [element("p", legend, class_="legend"), table(head, rows, numeric=(3, 4, 5, 6))]
    if data.repairs:
        ranked = sorted(data.repairs, key=lambda line: (-line.cells, line.column, line.reason))
        parts += [element("h3", "Repairs by reason"), _repair_table(ranked[:_MOST_REPAIRS], masker)]
        rest = ranked[_MOST_REPAIRS:]
        if rest:
            parts.append(folded(f"{plural(len(rest), 'smaller repair')}", _repair_table(rest, masker)))
        if not masker.show_values:
            parts.append(element("p", _SHAPES, class_="small soft"))
    about = "A value that cannot be read stays as it stood; nothing is thrown away."
    return chapter("repairs", "What was repaired", about, *parts)


def _column_row(line: ColumnLine) -> Sequence[str]:
    counts = [line.valid, line.repaired, line.invalid, line.missing]
    drawn = stacked_bar(list(zip(_STATES, counts, strict=True)), line.column)
    kind = element("span", plain(line.kind), class_="soft")
    return (spoken(line.column), kind, drawn, *(number(count) for count in counts))


def _repair_table(lines: Sequence[RepairLine], masker: Masker) -> Markup:
    rows = [_repair_row(line, masker) for line in lines]
    return table(("column", "what", "cells", "for example"), rows, numeric=(2,))


def _repair_row(line: RepairLine, masker: Masker) -> Sequence[str]:
    arrow = element("span", "→", class_="to")
    examples = [
        element("div", spoken(masker.raw(raw)), arrow, spoken(masker.standard(line.column, standard)))
        for raw, standard in line.examples[:2]
    ]
    shown = element("div", *examples, class_="examples")
    return spoken(line.column), words_of(line.reason).meaning, number(line.cells), shown


def findings_section(data: ReportData) -> Markup:
    """Return how often each thing was found, what it means, and where."""
    asking = sorted(data.findings, key=lambda line: (not words_of(line.code).act, -line.times, line.code))
    about = "What asks for somebody's decision comes first. Each finding names its cell in the findings table."
    head = ("", "what", "how often", "where", "code")
    rows = [_finding_row(line) for line in asking]
    return chapter("findings", "All findings", about, table(head, rows, numeric=(2,)))


def _finding_row(line: FindingLine) -> Sequence[str]:
    words = words_of(line.code)
    tag = element("span", "look" if words.act else "done", class_="tag act" if words.act else "tag ok")
    return tag, words.meaning, number(line.times), spoken(line.where, "soft"), element("code", line.code)
