from __future__ import annotations

from dataclasses import replace

import pytest

from custdq.steps.report.data import EntitySummary, ReportData
from custdq.steps.report.drawing import text_width
from custdq.steps.report.summary import bar, card_text, standard_text, summary_text


def test_a_summary_is_fifteen_lines_at_most_and_no_line_is_wide(report_data: ReportData) -> None:
    lines = summary_text(report_data).splitlines()
    assert len(lines) <= 15
    assert max(text_width(line) for line in lines) <= 110


@pytest.mark.parametrize(
    "said",
    [
        "29,173 records are 12,140 customers", "41,135", "464 rows set aside", "17,033 records merged",
        "214 pairs uncertain", "timeliness", "64.4%", "not assessed", "look first", "report.html, golden.csv",
    ],
)  # fmt: skip
def test_a_summary_says_what_came_in_and_what_came_of_it(report_data: ReportData, said: str) -> None:
    assert said in summary_text(report_data)


def test_a_summary_holds_no_value(report_data: ReportData, secrets: tuple[str, ...]) -> None:
    text = summary_text(report_data)
    assert [secret for secret in secrets if secret in text] == []


def test_files_for_people_are_named_first_and_the_rest_counted(report_data: ReportData) -> None:
    names = ("a.parquet", "b.parquet", "golden.csv", "c.parquet", "scorecard.json", "report.html")
    text = summary_text(replace(report_data, outputs={name: f"out/{name}" for name in names}))
    assert text.splitlines()[-1].endswith("out: report.html, golden.csv, scorecard.json, a.parquet and 2 more")


def test_a_card_without_scores_is_no_error() -> None:
    assert card_text({}) == "overall score not assessed"


@pytest.mark.parametrize(("score", "filled"), [(0.0, 0), (0.5, 12), (0.999, 23), (1.0, 24)])
def test_a_bar_is_full_only_at_one(score: float, filled: int) -> None:
    assert bar(score).count("█") == filled
    assert len(bar(score)) == 24


def test_standard_text_counts_cells_by_state() -> None:
    row = {"column": "name", "rows": 2, "valid": 0, "repaired": 0, "invalid": 1, "missing": 1}
    text = standard_text([row | {"shapes_before": 2, "shapes_after": 1}])
    assert text.startswith("2 records standardized")
    assert (
        "name          0 standard already, 0 repaired, 1 cannot be read, 1 missing; ways of writing: 2, now 1" in text
    )


def test_one_record_is_one_customer() -> None:
    data = ReportData(as_of="2025-06-30", entities=EntitySummary(1, 1, 1, 0, {1: 1}))
    assert summary_text(data).startswith("1 record is 1 customer ")
