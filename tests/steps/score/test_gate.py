"""The gate bites: it never passes what it could not evaluate."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.hand_built import hand_built

from custdq import fields as f
from custdq.errors import OptionError
from custdq.schema import Schema
from custdq.steps.score.card import ScoreCard
from custdq.steps.score.gate import gate, gate_columns
from custdq.steps.score.intervals import size_to_settle, wilson
from custdq.steps.score.plain import card_to_dict
from custdq.steps.score.scoring import score_records

Score = Callable[..., ScoreCard]


@pytest.mark.parametrize(
    ("name", "score"),
    [
        pytest.param("completeness", (1 + 1 + 1 + 0.5 + 0.5 + 0) / 6, id="dimension"),
        pytest.param("mobile.accuracy", 0.75, id="field"),
        pytest.param("accuracy.mobile", 0.75, id="field, dimension first"),
        pytest.param("validity.mobile", 0.75, id="validity of a field"),
        pytest.param("consistency.sources", 0.75, id="part"),
        pytest.param("email.consistency.sources", 0.0, id="part of a field"),
        pytest.param("complete_rate", 0.5, id="complete rate"),
        pytest.param("by.owner.completeness", 0.0, id="worst group"),
        pytest.param("mobile.in_sla", 2 / 3, id="within the deadline"),
    ],
)
def test_every_score_can_be_gated(scored: Score, name: str, score: float) -> None:
    card = scored(expectations={"field": {"mobile": {"sla": 400}}})
    (outcome,) = gate(card, {name: 0.0}).outcomes
    assert outcome.score == pytest.approx(score)
    assert outcome.outcome == "passed"


def test_overall_and_worst(scored: Score) -> None:
    card = scored()
    result = gate(card, {"overall": 1.0, "worst": 1.0, "validity": 0.0})
    assert [outcome.outcome for outcome in result.outcomes] == ["failed", "failed", "passed"]
    assert card.worst is not None
    assert card.worst in result.reasons[1]


def test_it_fails_with_a_reason(scored: Score) -> None:
    result = gate(scored(), {"mobile.accuracy": 0.98})
    assert not result.passed
    assert result.reasons == ["mobile.accuracy is 0.7500, expected at least 0.98."]


def test_what_could_not_be_assessed_does_not_pass(scored: Score) -> None:
    result = gate(scored(entity_codes=None), {"uniqueness": 0.0})
    assert not result.passed
    assert result.unevaluated
    assert result.outcomes[0].outcome == "unevaluated"


@pytest.mark.parametrize(
    ("thresholds", "message"),
    [
        pytest.param({"completness": 0.9}, 'Did you mean "completeness"', id="misspelt"),
        pytest.param({"moblie.accuracy": 0.9}, 'Did you mean "mobile.accuracy"', id="misspelt field"),
        pytest.param({"accuracy": 95}, "from 0 to 1", id="percent"),
        pytest.param({"accuracy": True}, "from 0 to 1", id="boolean"),
        pytest.param({"accuracy": "0.9"}, "from 0 to 1", id="text"),
        pytest.param({"accuracy": float("nan")}, "from 0 to 1", id="nan"),
        pytest.param({"accuracy": {"mn": 0.9}}, 'Did you mean "min"', id="misspelt key"),
    ],
)
def test_a_wrong_call_is_an_error(scored: Score, thresholds: Any, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        gate(scored(), thresholds)


def test_warnings_pass_unless_strict(scored: Score) -> None:
    asked: Any = {"mobile.accuracy": {"min": 0.5, "warn": 0.9}}
    assert gate(scored(), asked).outcomes[0].outcome == "warned"
    assert gate(scored(), asked).passed
    assert not gate(scored(), asked, strict=True).passed


def test_a_drop_is_measured_against_the_baseline(scored: Score) -> None:
    card = scored()
    asked: Any = {"completeness": {"max_drop": 0.02}}
    assert gate(card, asked, baseline=card_to_dict(card)).passed
    better = {"dimensions": [{"dimension": "completeness", "score": 0.9}]}
    assert gate(card, asked, baseline=better).outcomes[0].outcome == "failed"
    assert gate(card, asked).outcomes[0].outcome == "unevaluated"


def test_small_groups_may_be_left_out(scored: Score) -> None:
    asked: Any = {"by.owner.completeness": {"min": 0.4, "min_rows": 2}}
    result = gate(scored(), asked)
    assert result.passed
    asked = {"by.owner.completeness": {"min": 0.4, "min_rows": 100}}
    assert gate(scored(), asked).outcomes[0].outcome == "unevaluated"


@pytest.mark.parametrize(
    ("threshold", "outcome"),
    [
        pytest.param(0.05, "passed", id="below"),
        pytest.param(0.5, "inconclusive", id="inside"),
        pytest.param(0.9, "failed", id="above"),
    ],
)
def test_a_sample_is_judged_by_its_interval(scored: Score, threshold: float, outcome: str) -> None:
    reference = pa.table({"record_id": ["1", "2"], "mobile": ["13900138001", "13900138009"]})
    (found,) = gate(scored(reference=reference), {"mobile.accuracy": threshold}).outcomes
    assert found.outcome == outcome
    assert ("would" in found.reason) is (outcome == "inconclusive")
    assert gate(scored(reference=reference), {"mobile.accuracy": threshold}).passed is (outcome == "passed")


@pytest.mark.parametrize("given", [{}, {"min_rows": 5}])
def test_a_gate_that_asks_for_nothing_is_refused(scored: Score, given: dict[str, float]) -> None:
    with pytest.raises(OptionError, match="asks for nothing"):
        gate(scored(), {"accuracy": given})


def test_a_sample_too_small_says_how_many_values_would_settle_it() -> None:
    ids, mails = [str(row) for row in range(500)], [f"a{row}@x.org" for row in range(500)]
    checked = {"record_id": ids[:10], "mail": [*mails[:9], "b@x.org"]}
    records = hand_built({"record_id": [*ids], "mail": [*mails]})
    schema = Schema({"mail": f.Email()}, record_id="record_id")
    card = score_records(records, schema, reference=pa.table(checked), as_of="2025-01-01")
    (outcome,) = gate(card, {"mail.accuracy": 0.8}).outcomes
    assert outcome.outcome == "inconclusive"
    many = size_to_settle(0.9, 0.8, population=500)
    assert outcome.reason.endswith(f"about {many} would.")
    low, _ = wilson(0.9, many, population=500)
    assert low >= 0.8
    assert not gate(card, {"mail.accuracy": 0.8}, strict=True).passed


@pytest.mark.parametrize(
    "given",
    [
        {"min": 0.9, "warn": 0.8},
        {"min": 0.9, "min_rows": 0},
        {"min": 0.9, "min_rows": 1.5},
        {"min": 0.9, "min_rows": float("inf")},
        {"min": 10**400},
    ],
    ids=["warns below what fails", "no record", "half a record", "endless records", "beyond any number"],
)
def test_bounds_that_contradict_themselves_are_refused(scored: Score, given: dict[str, float]) -> None:
    with pytest.raises(OptionError, match="completeness"):
        gate(scored(), {"completeness": given})


def test_tables_may_nest(scored: Score) -> None:
    asked: Any = {"mobile": {"accuracy": 0.98, "validity": {"min": 0.1}}, "by": {"owner": {"completeness": 0.1}}}
    result = gate(scored(), asked)
    assert [o.name for o in result.outcomes] == ["mobile.accuracy", "mobile.validity", "by.owner.completeness"]
    assert [o.outcome for o in result.outcomes] == ["failed", "passed", "failed"]


def test_a_column_that_should_be_there_and_is_not_is_not_evaluated(scored: Score) -> None:
    for name in ("wechat.accuracy", "tax_number.completeness"):
        (found,) = gate(scored(), {name: 0.0}, declared=["tax_number"]).outcomes
        assert found.outcome == "unevaluated", name
    with pytest.raises(OptionError, match="tax_nmber"):
        gate(scored(), {"tax_nmber.completeness": 0.0}, declared=["tax_number"])


def test_a_group_nobody_could_assess_holds_the_gate_up(scored: Score) -> None:
    (found,) = gate(scored(), {"by.owner.timeliness": 0.0}).outcomes
    assert found.outcome == "unevaluated"
    assert "(none)" in found.reason


def test_a_grouping_nobody_made_is_said(scored: Score) -> None:
    with pytest.raises(OptionError, match='grouped by "team"'):
        gate(scored(), {"by.team.completeness": 0.9})
    assert gate_columns({"by.team.completeness": 0.9, "completeness": 0.9}) == ["team"]


def test_too_few_records_to_judge(scored: Score) -> None:
    (found,) = gate(scored(), {"completeness": {"min": 0.1, "min_rows": 50}}).outcomes
    assert (found.outcome, "6 records" in found.reason) == ("unevaluated", True)


def test_a_group_that_fell_is_named(scored: Score) -> None:
    card = scored()
    before = card_to_dict(card)
    for line in before["groups"]:
        if line["group"] == "Wu" and line["dimension"] == "completeness":
            line["score"] = 1.0
    (found,) = gate(card, {"by.owner.completeness": {"max_drop": 0.01}}, baseline=before).outcomes
    assert (found.outcome, found.earlier) == ("failed", 1.0)
    assert "for Wu" in found.reason


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param({"run": {"rules": "others"}}, "other rules", id="other rules"),
        pytest.param({"dimensions": []}, "not assessed in the baseline", id="not in it"),
        pytest.param({"dimensions": [{"dimension": "completeness", "score": float("nan")}]}, "not assessed", id="nan"),
    ],
)
def test_a_baseline_that_does_not_compare_is_not_passed(scored: Score, change: Any, why: str) -> None:
    card = scored()
    (found,) = gate(card, {"completeness": {"max_drop": 0.5}}, baseline=card_to_dict(card) | change).outcomes
    assert found.outcome == "unevaluated"
    assert why in found.reason


def test_a_result_is_as_true_as_it_passed(scored: Score) -> None:
    assert gate(scored(), {"completeness": 0.1})
    assert not gate(scored(), {"completeness": 0.99})
    assert not gate(scored(entity_codes=None), {"uniqueness": 0.0})


@pytest.mark.parametrize("number", [np.float32(0.5), np.float64(0.5), np.int64(0), Decimal("0.5"), Fraction(1, 2)])
def test_a_bound_is_any_number(scored: Score, number: Any) -> None:
    assert gate(scored(), {"completeness": number}).passed


@pytest.mark.parametrize("number", [np.float32("nan"), Decimal("nan"), Decimal("1.5"), np.bool_(True), -0.1])
def test_what_is_no_share_is_no_bound(scored: Score, number: Any) -> None:
    with pytest.raises(OptionError, match="from 0 to 1"):
        gate(scored(), {"completeness": number})


def test_a_name_that_is_no_text_is_told(scored: Score) -> None:
    asked: Any = {1: 0.5}
    with pytest.raises(OptionError, match='There is no score "1"'):
        gate(scored(), asked)


@pytest.mark.parametrize("score", [-0.5, 1.5, "0.9", True])
def test_a_baseline_without_a_score_of_0_to_1_lets_no_drop_pass(scored: Score, score: Any) -> None:
    before = {"dimensions": [{"dimension": "completeness", "score": score}]}
    (found,) = gate(scored(), {"completeness": {"max_drop": 1.0}}, baseline=before).outcomes
    assert found.outcome == "unevaluated"


@pytest.mark.parametrize("name", ["overall", "worst"])
def test_what_is_pooled_compares_only_over_the_same_dimensions(scored: Score, name: str) -> None:
    """A run that lost its dates has no timeliness, and an overall that is higher for it."""
    whole, less = scored(), scored(entity_codes=None)
    assert gate(whole, {name: {"max_drop": 0.0}}, baseline=card_to_dict(whole)).passed
    (found,) = gate(less, {name: {"max_drop": 1.0}}, baseline=card_to_dict(whole)).outcomes
    assert found.outcome == "unevaluated"
    assert "only one of the two runs could assess uniqueness" in found.reason


def test_a_pooled_score_that_passes_says_what_it_leaves_out(scored: Score) -> None:
    (found,) = gate(scored(entity_codes=None), {"overall": 0.1}).outcomes
    assert (found.outcome, found.reason) == ("passed", "It leaves out uniqueness, which could not be assessed.")
    assert gate(scored(), {"overall": 0.1}).outcomes[0].reason == ""
