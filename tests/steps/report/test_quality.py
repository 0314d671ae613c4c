from __future__ import annotations

from custdq.steps.report.data import ReportData
from custdq.steps.report.gate import GateLine
from custdq.steps.report.markdown import card_markdown
from custdq.steps.report.quality import card_html, gate_section, score_panel, scores_section
from custdq.steps.report.scores import scores_of


def test_panel_names_the_weakest_and_what_was_not_assessed(report_data: ReportData) -> None:
    panel = score_panel(scores_of(report_data.card))
    assert "weakest: timeliness" in panel
    assert "not assessed: uniqueness" in panel


def test_an_unassessed_dimension_has_no_number(report_data: ReportData) -> None:
    page = scores_section(report_data.card)
    row = page.partition("<b>uniqueness</b>")[2].partition("</tr>")[0]
    assert '<td class="num">not assessed</td>' in row


def test_losses_are_in_points_dearest_first(report_data: ReportData) -> None:
    page = scores_section(report_data.card).partition("What costs most")[2]
    assert page.index("35.6") < page.index("7.1") < page.index("1.1")


def test_three_perfect_records_do_not_win_the_board(report_data: ReportData) -> None:
    board = scores_section(report_data.card).partition("By owner")[2]
    assert board.index("张丽") < board.index("陈伟")


def test_gates_that_did_not_pass_come_first() -> None:
    page = gate_section([GateLine("a", "passed", 1.0, 0.9), GateLine("b", "unevaluated", None, 0.9)])
    assert page.index(">b<") < page.index(">a<")


def test_card_shows_itself_without_the_page_around_it(report_data: ReportData) -> None:
    piece = card_html(report_data.card)
    assert piece.startswith('<div class="custdq-card"><style>')
    assert "<script" not in piece


def test_an_empty_card_is_no_error() -> None:
    assert card_html({}).endswith("</div>")


def test_a_notebook_shows_the_gate_and_the_alarms(report_data: ReportData) -> None:
    line = {"name": "completeness", "outcome": "failed", "score": 0.873, "minimum": 0.9, "reason": "short"}
    shown = card_html({**report_data.card, "gates": [line]})
    assert "The gate fell short: 1 of 1 threshold." in shown
    assert "asked for 90.0%" in shown
    assert "email.accuracy fell." in shown


def test_of_many_groups_the_best_and_the_weakest_are_shown() -> None:
    groups = [
        {"by": "owner", "group": f"owner {at:03}", "dimension": "overall", "score": 1 - at / 1000, "rows": 9,
         "lower": 1 - at / 1000} for at in range(200)
    ]  # fmt: skip
    card = {"overall": 0.9, "dimensions": [{"dimension": "accuracy", "score": 0.9}], "groups": groups}
    shown = scores_section(card)
    assert "owner 000" in shown
    assert "owner 199" in shown
    assert "owner 100" not in shown
    assert "170 groups between" in shown
    assert "The 10 best and the 5 weakest of 200." in card_markdown(card)
