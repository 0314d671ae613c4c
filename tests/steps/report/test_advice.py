from __future__ import annotations

from dataclasses import replace

import pytest

from custdq.steps.report.advice import where_to_look
from custdq.steps.report.data import FindingLine, MappingLine, ReportData


def test_what_hides_data_comes_first_then_guesses_then_costs(report_data: ReportData) -> None:
    assert [action.anchor for action in where_to_look(report_data)] == [
        "sources", "mapping", "scores", "scores", "review", "conflicts",
    ]  # fmt: skip


def test_at_most_six_things_are_said(report_data: ReportData) -> None:
    many = [FindingLine(f"code_{number}", number + 1) for number in range(40)]
    assert len(where_to_look(replace(report_data, findings=many))) <= 6


def test_nothing_wrong_says_nothing() -> None:
    assert where_to_look(ReportData(as_of="2025-06-30")) == []


@pytest.mark.parametrize(
    ("confidence", "target", "said"),
    [
        pytest.param(0.5, "stage", True, id="unsure"),
        pytest.param(0.9, "stage", False, id="sure"),
        pytest.param(0.1, None, False, id="kept-under-its-own-name"),
    ],
)
def test_only_an_unsure_mapping_asks_to_be_confirmed(confidence: float, target: str | None, said: bool) -> None:
    data = ReportData(as_of="2025-06-30", mappings=[MappingLine("a.csv", "状态", target, "", confidence)])
    assert bool(where_to_look(data)) is said


def test_repaired_values_ask_for_nothing() -> None:
    data = ReportData(as_of="2025-06-30", findings=[FindingLine("excel_number", 500), FindingLine("digits_lost", 2)])
    assert [action.title[:1] for action in where_to_look(data)] == ["2"]
