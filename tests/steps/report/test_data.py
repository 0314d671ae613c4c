from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from custdq.steps.report.data import EntitySummary, MappingLine, ReportData, SourceLine


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


@pytest.mark.parametrize(
    ("column", "target", "read_as"),
    [
        pytest.param("手机", "mobile", "mobile", id="renamed"),
        pytest.param("mobile", "mobile", "mobile", id="bears-the-unified-name-already"),
        pytest.param("备注", "备注", None, id="keeps-its-own-name"),
        pytest.param("备注", None, None, id="read-as-nothing"),
    ],
)
def test_a_column_is_read_as_a_unified_one_or_keeps_its_name(
    column: str, target: str | None, read_as: str | None
) -> None:
    line = MappingLine("a.csv", column, target, "", 0.5)
    assert line.read_as == read_as
    assert line.unsure is (read_as is not None)
