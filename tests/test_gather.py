"""What the report says is counted once and adds up, and its examples are chosen the same way every time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import custdq
from custdq.gather import UNSURE, report_data
from custdq.steps.report import ReportData


@pytest.fixture(scope="module")
def result(customers: Path) -> Any:
    """Return a run over some of the example customers."""
    files = [p for p in sorted(customers.iterdir()) if p.name[:2] in ("01", "02", "04") or p.stem == "orders"]
    return custdq.run(files, as_of="2025-06-30")


@pytest.fixture(scope="module")
def data(result: Any) -> ReportData:
    return report_data(result.outcome)


def test_every_row_of_a_source_is_counted_once(data: ReportData, result: Any) -> None:
    assert sum(line.records for line in data.sources) == data.entities.records == len(result.xref)
    for line in data.sources:
        beside = line.rows - line.records - line.skipped
        assert beside == (line.rows if "attached" in line.note else 0)


def test_cells_of_a_column_add_up(data: ReportData, result: Any) -> None:
    assert {line.column for line in data.columns} == set(result.outcome.schema.columns)
    assert all(line.valid + line.repaired + line.invalid + line.missing == len(result.xref) for line in data.columns)


def test_repairs_are_the_repaired_cells(data: ReportData, result: Any) -> None:
    repaired = {line.column: line.repaired for line in data.columns}
    for column, cells in repaired.items():
        assert sum(line.cells for line in data.repairs if line.column == column) == cells
    assert [line.cells for line in data.repairs] == sorted((line.cells for line in data.repairs), reverse=True)
    assert all(raw != standard for line in data.repairs for raw, standard in line.examples)


def test_findings_add_up(data: ReportData, result: Any) -> None:
    assert sum(line.times for line in data.findings) == len(result.findings)
    counts = result.findings["code"].value_counts().to_dict()
    assert {line.code: line.times for line in data.findings} == counts


def test_entities_add_up(data: ReportData, result: Any) -> None:
    summary = data.entities
    assert sum(size * count for size, count in summary.sizes.items()) == summary.records
    assert sum(summary.sizes.values()) == summary.entities == len(result.golden.records)
    assert summary.largest == max(summary.sizes)
    per_entity = result.xref.groupby("entity_id")["source"].nunique()
    assert summary.in_several_sources == int((per_entity > 1).sum())
    assert summary.merged == summary.records - summary.entities


def test_examples_are_whole_entities_with_their_evidence(data: ReportData, result: Any) -> None:
    assert data.examples
    members = result.xref.groupby("entity_id").size()
    for example in data.examples:
        assert len(example.members) == members[example.entity_id] >= 2
        assert {line.field for line in example.evidence} == {field.name for field in result.links.outcome.fields}
        assert all(member.row for member in example.members)


def test_pairs_for_review_are_the_uncertain_ones(data: ReportData, result: Any) -> None:
    assert data.review_total == len(result.links.review(*UNSURE))
    distance = [abs(pair.probability - 0.5) for pair in data.review]
    assert distance == sorted(distance)
    assert len(data.review) <= data.review_total
    assert data.conflicts_total == len(result.golden.conflicts)
    assert len(data.conflicts) <= data.conflicts_total


def test_the_same_run_is_told_the_same_way(data: ReportData, result: Any) -> None:
    again = report_data(result.outcome)
    assert (again.examples, again.review, again.repairs, again.sources) == (
        data.examples, data.review, data.repairs, data.sources,
    )  # fmt: skip


def test_every_column_of_the_schema_can_be_hidden(data: ReportData, result: Any) -> None:
    assert set(data.masks) == set(result.outcome.schema.columns)
