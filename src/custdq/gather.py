"""What a run came to, counted once for the report: sources, repairs, findings, who is who, what is unsure.

The trap: examples must be chosen the same way every time and show hard cases, not the first rows of a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq import __version__
from custdq.errors import Status
from custdq.results import Golden, Links, ScoreCard
from custdq.schema import Schema
from custdq.steps.link import PairEvidence, explain_pair
from custdq.steps.report import (
    ColumnLine,
    ConflictLine,
    EntityExample,
    EntitySummary,
    Evidence,
    FindingLine,
    MappingLine,
    Member,
    RepairLine,
    ReportData,
    ReviewPair,
    SourceLine,
    kind_mask,
)  # fmt: skip
from custdq.tables import ENTITY_COLUMN, POSITION_COLUMNS, SourceTable, Standardized, column_or_null

_EXAMPLES = 4
_REVIEWED = 8
_CONFLICTS = 8
_REPAIR_EXAMPLES = 3

#: Pairs with a probability in this range are for a person to decide.
UNSURE = (0.2, 0.9)


@dataclass(frozen=True)
class Outcome:
    """Everything a run made, from which the report is gathered."""

    tables: Sequence[SourceTable]
    attached: Sequence[SourceTable]
    mappings: Sequence[Any]
    findings: pa.Table
    schema: Schema
    standardized: Standardized
    links: Links
    golden: Golden
    card: ScoreCard
    as_of: str
    timings: Mapping[str, float]
    outputs: Mapping[str, str]


def report_data(run: Outcome) -> ReportData:
    """Gather all a report says from what a run made."""
    conflicts = run.golden.tables.conflicts
    chance = run.links.outcome.probability
    return ReportData(
        as_of=run.as_of,
        version=__version__,
        sources=_sources(run),
        mappings=[MappingLine(m.source, m.column, m.target, m.evidence, m.confidence) for m in run.mappings],
        columns=[_column(name, run) for name in run.schema.columns],
        repairs=_repairs(run),
        findings=_findings(run.findings),
        entities=_summary(run),
        examples=_examples(run),
        review=_review(run),
        review_total=int(((chance >= UNSURE[0]) & (chance <= UNSURE[1])).sum()),
        conflicts=_conflicts(run),
        conflicts_total=conflicts.num_rows,
        card=run.card.to_dict(),
        timings=run.timings,
        masks={name: kind_mask(kind) for name, kind in run.schema.columns.items()},
        outputs=run.outputs,
    )


def _sources(run: Outcome) -> list[SourceLine]:
    records = Counter(
        zip(*(column_or_null(run.standardized.records, n).to_pylist() for n in ("source", "sheet")), strict=True)
    )
    attached = {(t.source, t.sheet) for t in run.attached}
    lines = []
    for table in run.tables:
        key = (table.source, table.sheet)
        kept = records.get(key, 0)
        rows = table.data.num_rows
        beside = key in attached
        note = "attached: no customer list" if beside else ""
        lines.append(SourceLine(*key, rows, kept, 0 if beside else rows - kept, table.encoding, note))
    return lines + _refused(run.findings, {line.source for line in lines})


def _refused(findings: pa.Table, known: set[str]) -> list[SourceLine]:
    """Return a line for each file that gave no table, with the reason."""
    whole = findings.filter(pc.is_null(findings.column("row")))
    out: dict[str, SourceLine] = {}
    for source, code, suggestion in zip(
        *(whole.column(n).to_pylist() for n in ("source", "code", "suggestion")), strict=True
    ):
        if source is not None and source not in known and source not in out:
            out[source] = SourceLine(source, note=suggestion or code)
    return list(out.values())


def _column(name: str, run: Outcome) -> ColumnLine:
    counts = Counter(run.standardized.parsed[name].column("status").to_pylist())
    kind = run.schema.columns[name].name
    return ColumnLine(name, kind, *(counts.get(str(s), 0) for s in Status))


def _repairs(run: Outcome) -> list[RepairLine]:
    lines = []
    for name, parsed in run.standardized.parsed.items():
        repaired = np.asarray(pc.equal(parsed.column("status"), str(Status.REPAIRED)))
        at = np.flatnonzero(repaired)
        if not len(at):
            continue
        reasons = pc.fill_null(parsed.column("problem").take(pa.array(at)), "reformatted").to_pylist()
        raw = column_or_null(run.standardized.raw, name).take(pa.array(at)).to_pylist()
        value = column_or_null(parsed, "value").take(pa.array(at)).to_pylist()
        for reason, cells in sorted(Counter(reasons).items()):
            pairs = {(r or "", v or "") for r, v, why in zip(raw, value, reasons, strict=True) if why == reason}
            lines.append(RepairLine(name, reason, cells, sorted(pairs, key=_telling)[:_REPAIR_EXAMPLES]))
    return sorted(lines, key=lambda line: -line.cells)


def _telling(pair: tuple[str, str]) -> tuple[int, tuple[str, str]]:
    """Order examples so that a value that changed much comes first."""
    return -len(set(pair[0]) ^ set(pair[1])), pair


def _findings(findings: pa.Table) -> list[FindingLine]:
    places: dict[str, Counter[str]] = {}
    for code, source, column in zip(
        *(findings.column(n).to_pylist() for n in ("code", "source", "column")), strict=True
    ):
        where = " in ".join(part for part in (column, source) if part)
        places.setdefault(code, Counter())[where or "everywhere"] += 1
    lines = []
    for code, counter in places.items():
        top = [f"{place} ({count})" for place, count in sorted(counter.items(), key=lambda i: (-i[1], i[0]))[:3]]
        more = f" and {len(counter) - 3} more places" if len(counter) > 3 else ""
        lines.append(FindingLine(code, counter.total(), ", ".join(top) + more))
    return sorted(lines, key=lambda line: (-line.times, line.code))


def _summary(run: Outcome) -> EntitySummary:
    _, entity, size = np.unique(run.links.entity_codes, return_inverse=True, return_counts=True)
    source = np.asarray(column_or_null(run.standardized.records, "source").dictionary_encode().indices.fill_null(0))
    several = np.unique(np.unique(np.column_stack([entity, source]), axis=0)[:, 0], return_counts=True)[1] > 1
    sizes = dict(sorted(Counter(size.tolist()).items()))
    return EntitySummary(len(entity), len(size), int(size.max(initial=0)), int(several.sum()), sizes)


def _examples(run: Outcome) -> list[EntityExample]:
    """Return entities of a readable size that stand in the most sources."""
    labels = run.links.entity_codes
    source = column_or_null(run.standardized.records, "source").to_pylist()
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(row)
    chosen = sorted(
        (rows for rows in groups.values() if 2 <= len(rows) <= 6),
        key=lambda rows: (-len({source[r] for r in rows}), -len(rows), str(run.links.entity_ids[rows[0]])),
    )[:_EXAMPLES]
    return [_example(run, rows) for rows in chosen]


def _example(run: Outcome, rows: Sequence[int]) -> EntityExample:
    entity_id = run.links.entity_ids[rows[0]].as_py()
    records = run.golden.tables.records
    golden = records.filter(pc.equal(records.column(ENTITY_COLUMN), entity_id)).to_pylist()[0]
    golden.pop(ENTITY_COLUMN)
    evidence = _evidence(run, explain_pair(run.links.outcome, rows[0], rows[1]), (rows[0], rows[1]))
    return EntityExample(entity_id, [_member(run, row) for row in rows], golden, evidence)


def _member(run: Outcome, row: int) -> Member:
    values = run.standardized.records.slice(row, 1).to_pylist()[0]
    source, sheet, number, record_id = (values.get(name) for name in POSITION_COLUMNS)
    shown = {n: v for n, v in values.items() if n in run.schema.columns}
    return Member(source or "", sheet or "", None if number is None else int(number), record_id, shown)


def _evidence(run: Outcome, evidence: PairEvidence, rows: tuple[int, int]) -> list[Evidence]:
    records = run.standardized.records
    lines = []
    for field, part in zip(run.links.outcome.fields, evidence.fields, strict=True):
        left, right = (_first_filled(records, field.columns, row) for row in rows)
        lines.append(Evidence(part.field, part.level, part.match_weight, left, right))
    return lines


def _first_filled(records: pa.Table, columns: Iterable[str], row: int) -> str | None:
    values = (records.column(name)[row].as_py() for name in columns)
    return next((value for value in values if value), None)


def _review(run: Outcome) -> list[ReviewPair]:
    outcome = run.links.outcome
    inside = np.flatnonzero((outcome.probability >= UNSURE[0]) & (outcome.probability <= UNSURE[1]))
    order = inside[np.argsort(np.abs(outcome.probability[inside] - 0.5), kind="stable")][:_REVIEWED]
    pairs = []
    for at in order.tolist():
        rows = int(outcome.left[at]), int(outcome.right[at])
        evidence = _evidence(run, explain_pair(outcome, *rows), rows)
        members = _member(run, rows[0]), _member(run, rows[1])
        pairs.append(ReviewPair(*members, float(outcome.weight[at]), float(outcome.probability[at]), evidence))
    return pairs


def _conflicts(run: Outcome) -> list[ConflictLine]:
    import json

    out = []
    for row in run.golden.tables.conflicts.slice(0, _CONFLICTS).to_pylist():
        candidates = [
            (str(c.get("value")), int(c.get("count", 1)), ", ".join(map(str, c.get("sources", ()))))
            for c in json.loads(row["candidates"])
        ]
        out.append(ConflictLine(row[ENTITY_COLUMN], row["column"], row["value"], candidates))
    return out
