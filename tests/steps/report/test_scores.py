from __future__ import annotations

from custdq.steps.report.data import ReportData
from custdq.steps.report.scores import costliest, scores_of, unassessed, worst


def test_null_stays_null(report_data: ReportData) -> None:
    scores = scores_of(report_data.card)
    assert [line.dimension for line in scores.dimensions if line.score is None] == ["uniqueness"]
    assert unassessed(scores) == ["uniqueness"]


def test_the_worst_is_among_those_assessed(report_data: ReportData) -> None:
    low = worst(scores_of(report_data.card))
    assert low is not None
    assert low.dimension == "timeliness"


def test_nothing_assessed_has_no_worst() -> None:
    assert worst(scores_of({"dimensions": [{"dimension": "accuracy", "score": None}]})) is None


def test_costliest_is_ordered_and_bounded(report_data: ReportData) -> None:
    losses = [line.loss or 0 for line in costliest(scores_of(report_data.card), most=3)]
    assert losses == sorted(losses, reverse=True)
    assert len(losses) == 3


def test_an_empty_card_has_nothing() -> None:
    scores = scores_of({})
    assert (scores.overall, scores.dimensions, scores.fields, scores.groups) == (None, [], [], [])
