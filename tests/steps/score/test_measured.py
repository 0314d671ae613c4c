"""Which scores there are to gate, and that what is no number is no score."""

from __future__ import annotations

import math

import pytest

from custdq.steps.score.measured import Measured, measures

CARD = {
    "overall": 0.8,
    "complete_rate": 0.5,
    "run": {"rows": 10, "rules": "abc"},
    "dimensions": [
        {"dimension": "completeness", "score": 0.9, "assessed": 10},
        {"dimension": "accuracy", "score": 0.7},
    ],
    "parts": [{"dimension": "consistency", "part": "sources", "score": 0.6}],
    "fields": [
        {"field": "a.b", "dimension": "accuracy", "part": None, "score": 0.7, "weight": 1.0, "denominator": 10,
         "lower": 0.6, "upper": 0.8, "validity": 0.9, "in_sla": 0.4},
        {"field": "mobile", "dimension": "accuracy", "part": None, "score": 0.5, "weight": 3.0, "denominator": 10},
    ],
    "groups": [{"by": "team", "group": "x", "dimension": "completeness", "score": 0.9, "rows": 4}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "score"),
    [
        ("overall", 0.8), ("complete_rate", 0.5), ("completeness", 0.9), ("worst", 0.7), ("consistency.sources", 0.6),
        ("a.b.accuracy", 0.7), ("a.b.validity", 0.9), ("a.b.in_sla", 0.4), ("mobile.validity", 0.5),
        ("validity", (0.9 * 10 + 0.5 * 30) / 40), ("timeliness", None),
    ],
)  # fmt: skip
def test_scores_by_name(name: str, score: float | None) -> None:
    assert measures(CARD).scores[name].score == (None if score is None else pytest.approx(score))


def test_what_a_sample_leaves_open() -> None:
    assert measures(CARD).scores["a.b.accuracy"].sampled
    assert not Measured(0.5, 0.5, 0.5).sampled


@pytest.mark.parametrize("number", [None, math.nan, math.inf, "0.9", True])
def test_what_is_no_number_is_no_score(number: object) -> None:
    assert measures({"overall": number}).scores["overall"].score is None


def test_names_are_found_either_way_round() -> None:
    found = measures(CARD)
    assert found.name_of("accuracy.a.b") == "a.b.accuracy"
    assert found.name_of("mobile.timeliness") == "mobile.timeliness"
    assert found.name_of("wechat.accuracy") is None
    assert found.name_of("wechat.accuracy", ["wechat"]) == "wechat.accuracy"
    assert found.name_of("by.team.overall") == "by.team.overall"


def test_groups_by_name() -> None:
    assert measures(CARD).groups["by.team.completeness"] == {"x": Measured(0.9, assessed=4)}


def test_what_a_score_would_be_with_the_rows_passed_over() -> None:
    run = {"rows": 10, "passed_over": 10, "weights": {"completeness": 3}}
    lines = [{"field": "mobile", "dimension": "completeness", "score": 1.0, "assessed": 5, "weight": 1.0}]
    found = measures(CARD | {"run": run, "fields": lines}).scores
    floors = {name: one.floor for name, one in found.items() if one.floor is not None}
    assert floors == pytest.approx({
        "completeness": 0.9 * 10 / 20, "complete_rate": 0.25, "mobile.completeness": 1 / 3,
        "overall": 0.8 - 0.75 * 0.45, "worst": 0.45,
    })  # fmt: skip
    assert all(one.floor is None for one in measures(CARD).scores.values())
