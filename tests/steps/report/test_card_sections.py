"""The chapters of a card: alarms in words, where cells are missing, which rows fail, what is personal."""

from __future__ import annotations

from typing import Any

from custdq.steps.report.card_sections import (
    failing_section,
    has_missing,
    history_section,
    missing_section,
    personal_section,
    run_section,
)
from custdq.steps.report.data import ReportData


def test_alarms_and_the_run_before_are_told(report_data: ReportData) -> None:
    shown = history_section(report_data.card["history"])
    assert "email.accuracy fell." in shown
    assert "Compared with the run of 2025-05-30; 4 runs in all." in shown
    assert shown.count("<figure") == 3


def test_the_first_run_has_nothing_to_compare_with() -> None:
    shown = history_section({"runs": 1, "previous": None, "alarms": [], "trend": []})
    assert "first run" in shown
    assert "<figure" not in shown


def test_no_alarm_is_said(report_data: ReportData) -> None:
    quiet: dict[str, Any] = {**report_data.card["history"], "alarms": []}
    assert "No score dropped" in history_section(quiet)


def test_columns_are_counted(report_data: ReportData) -> None:
    assert has_missing(report_data.card)
    assert not has_missing({})
    assert ">phone<" in missing_section(report_data.card)


def test_a_failing_row_has_its_place_and_its_reason(report_data: ReportData) -> None:
    shown = failing_section(report_data.card["failing"], masked=True)
    assert "row 233" in shown
    assert "too few or too many characters" in shown
    assert "1 of 12 are shown" in shown
    assert "masked" not in failing_section(report_data.card["failing"], masked=False)
    assert "No record fails." in failing_section({"of": 0, "rows": []}, masked=True)


def test_personal_data_is_listed_with_its_law(report_data: ReportData) -> None:
    assert "PIPL art. 4" in personal_section(report_data.card)
    assert "No column" in personal_section({})


def test_what_scores_rest_on(report_data: ReportData) -> None:
    assert "7cbbdba2ce8963ea" in run_section(report_data.card)
    assert "my_check" in run_section({"run": {"opaque": ["my_check"]}})
