"""The card as one page: every chapter it has, none it has not."""

from __future__ import annotations

from tests.steps.report.test_html import read

from custdq.steps.report.card_page import card_page
from custdq.steps.report.data import ReportData
from custdq.steps.report.gate import GateLine

GATE = [GateLine("completeness", "failed", 0.87, 0.9, "short"), GateLine("accuracy", "passed", 0.96, 0.9)]


def test_every_chapter_is_there_and_every_link_leads_somewhere(report_data: ReportData) -> None:
    reader = read(card_page(report_data.card, gate=GATE))
    assert set(reader.ids) == {"gate", "history", "scores", "missing", "failing", "personal", "run"}
    assert {link.removeprefix("#") for link in reader.links} == set(reader.ids)


def test_a_bare_card_has_only_its_scores() -> None:
    assert read(card_page({"overall": 0.9, "dimensions": [{"dimension": "accuracy", "score": 0.9}]})).ids == ["scores"]


def test_the_verdict_is_the_heading(report_data: ReportData) -> None:
    page = card_page(report_data.card, gate=GATE)
    assert "<h1>The gate fell short: 1 of 2 thresholds.</h1>" in page
    assert "<h1>Customer data quality</h1>" in card_page(report_data.card)


def test_bounds_and_changes_stand_on_the_bars(report_data: ReportData) -> None:
    page = card_page(report_data.card, gate=GATE)
    assert 'aria-label="completeness 87.3%, asked for 90.0%"' in page
    assert "+1.2" in page


def test_the_page_says_whether_values_are_masked(report_data: ReportData) -> None:
    assert "values masked" in card_page(report_data.card)
    assert "holds personal data" in card_page({**report_data.card, "redacted": False})


def test_the_page_asks_for_nothing(report_data: ReportData) -> None:
    assert not read(card_page(report_data.card, gate=GATE)).tags & {"script", "link", "img", "iframe", "form"}
