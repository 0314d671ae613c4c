from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from custdq.steps.report.data import EntitySummary, ReportData, SourceLine


def test_merged_counts_records_beyond_the_first_of_each_entity() -> None:
    assert EntitySummary(records=10, entities=7).merged == 3


def test_rows_and_skipped_add_up_over_sources() -> None:
    data = ReportData(
        as_of="2025-06-30", sources=[SourceLine("a", rows=5, skipped=1), SourceLine("b", rows=7, skipped=2)]
    )
    assert (data.rows, data.skipped) == (12, 3)


def test_a_report_is_not_changed_once_made() -> None:
    data = ReportData(as_of="2025-06-30")
    with pytest.raises(FrozenInstanceError):
        data.title = "other"  # type: ignore[misc]
