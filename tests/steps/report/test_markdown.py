from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.report.data import ReportData
from custdq.steps.report.markdown import card_markdown, cell, markdown_table


def test_card_names_score_weakest_and_what_was_not_assessed(report_data: ReportData) -> None:
    text = card_markdown(report_data.card)
    assert text.startswith("## Customer data quality: 84.8%\n\nWeakest: timeliness. Not assessed: uniqueness.")
    assert "| uniqueness | ························ | not assessed |  | – |  |" in text
    assert "| completeness | ████████████████████░░░░ | 87.3% | +1.2 |" in text
    assert "- email.accuracy fell." in text
    assert "| 01_客户名单.xlsx Sheet1 row 233 | mobile | too few or too many characters |" in text


def test_card_lists_what_costs_most_dearest_first(report_data: ReportData) -> None:
    text = card_markdown(report_data.card).partition("### What costs most")[2]
    assert text.index("updated_at") < text.index("email") < text.index("uscc")


def test_groups_are_ranked_by_their_lower_bound(report_data: ReportData) -> None:
    board = card_markdown(report_data.card).partition("### By owner")[2]
    assert [line.split(" | ")[0] for line in board.splitlines() if "%" in line] == [
        "| 张丽", "| 李强", "| 王敏", "| 陈伟",
    ]  # fmt: skip


@given(st.lists(st.text(), min_size=2, max_size=2))
def test_no_text_tears_the_table(row: list[str]) -> None:
    lines = markdown_table(["a", "b"], [row]).splitlines()
    assert len(lines) == 3
    assert lines[2].replace("\\|", "").count("|") == 3


def test_html_is_not_opened() -> None:
    assert "<" not in cell("<img src=x>")
