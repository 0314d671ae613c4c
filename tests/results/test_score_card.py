"""A score card in every form it is sent in, none of which carries a customer's value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

import custdq
from custdq import fields as f
from custdq.errors import CustdqError, OptionError, QualityGateError
from custdq.results import ScoreCard
from custdq.schema import Schema
from custdq.steps.score import GateOutcome

SCHEMA = Schema({"name": f.PersonName(), "mail": f.Email()}, record_id="id", owner="owner")
SECRETS = ("wang@secret.org", "王伟明", "not-an-address")
PEOPLE = pd.DataFrame(
    {
        "id": ["C1", "C2", "C3", "C4"],
        "name": ["王伟明", "李娜", None, "张敏"],
        "mail": ["wang@secret.org", "not-an-address", None, None],
        "owner": ["a", "a", "b", "b"],
    }
)


@pytest.fixture
def card() -> ScoreCard:
    return custdq.score(PEOPLE, SCHEMA, as_of="2025-06-30")


def test_scores_are_shares_or_nothing(card: ScoreCard) -> None:
    assert card.overall is not None
    assert 0 <= card.overall <= 1
    scores = card.dimensions.set_index("dimension")["score"]
    assert scores["completeness"] < 1
    assert set(scores.index[scores.isna()]) == set(card.unassessed)
    assert card.worst in scores.index
    for frame in (card.fields, card.groups, card.records, card.findings):
        assert isinstance(frame, pd.DataFrame)
    assert len(card.records) == len(PEOPLE)


def test_a_gate_that_is_met_and_one_that_is_not(card: ScoreCard) -> None:
    assert card.gate({"completeness": 0.1}).passed
    failed = card.gate({"completeness": 0.99})
    assert not failed.passed
    assert "completeness" in failed.reasons[0]
    with pytest.raises(QualityGateError, match="completeness"):
        card.gate({"completeness": 0.99}, raise_on_failure=True)


def test_a_score_that_is_not_assessed_does_not_pass(card: ScoreCard) -> None:
    assert "uniqueness" in card.unassessed
    assert not card.gate({"uniqueness": 0.1}).passed


def test_a_misspelt_score_is_an_error(card: ScoreCard) -> None:
    with pytest.raises(CustdqError, match="completeness"):
        card.gate({"completness": 0.9})


@pytest.mark.parametrize("thresholds", [None, [0.9], 0.9, "completeness"])
def test_thresholds_are_named(card: ScoreCard, thresholds: Any) -> None:
    with pytest.raises(OptionError, match=type(thresholds).__name__):
        card.gate(thresholds)


def _forms(card: ScoreCard) -> dict[str, str]:
    return {
        "json": card.to_json(), "markdown": card.to_markdown(), "html": card.to_html(), "junit": card.to_junit(),
        "text": repr(card), "notebook": card._repr_html_(),
    }  # fmt: skip


def test_no_form_carries_a_value_of_a_customer(card: ScoreCard) -> None:
    card.gate({"completeness": 0.99, "mail.accuracy": 0.5})
    for form, text in _forms(card).items():
        assert text, form
        assert [secret for secret in SECRETS if secret in text] == [], form


def test_json_is_the_card_as_data(card: ScoreCard) -> None:
    assert json.loads(card.to_json()) == card.to_dict()


def test_junit_has_a_case_for_each_threshold(card: ScoreCard) -> None:
    card.gate({"completeness": 0.99, "overall": 0.01})
    suite = ElementTree.fromstring(card.to_junit())  # noqa: S314 - our own text
    assert len(list(suite.iter("testcase"))) == 2
    assert len(list(suite.iter("failure"))) == 1


@pytest.mark.parametrize("form", ["to_json", "to_markdown", "to_html", "to_junit"])
def test_what_is_returned_is_what_is_written(card: ScoreCard, form: str, tmp_path: Path) -> None:
    path = tmp_path / "card"
    write: Any = getattr(card, form)
    assert path.write_text(write(path), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == write()


def test_a_card_answers_what_to_do_next() -> None:
    card = custdq.score(PEOPLE, SCHEMA, as_of="2025-06-30", expectations={"require": ["name", "mail"]})
    assert card.review()["record_id"].tolist() == ["C1", "C2", "C3", "C4"][: len(card.review())]
    assert list(card.sample(margin=0.2).columns[:4]) == ["record_id", "source", "field", "value"]
    assert card.excess.empty
    assert {"by", "group", "field", "loss"} <= set(card.group_fields.columns)
    assert {"dimension", "numerator", "denominator"} <= set(card.states.columns)
    assert card.agreement.empty
    assert card.conflicts.empty
    with pytest.raises(OptionError, match="There is no stage"):
        card.missing_for("lead")


def test_cards_add_up() -> None:
    whole = custdq.score(PEOPLE, SCHEMA, as_of="2025-06-30")
    one, other = (custdq.score(PEOPLE.iloc[rows], SCHEMA, as_of="2025-06-30") for rows in (slice(2), slice(2, 4)))
    both = one + other
    assert both.overall == pytest.approx(whole.overall)
    assert both.dimensions["numerator"].tolist() == pytest.approx(whole.dimensions["numerator"].tolist(), nan_ok=True)
    with pytest.raises(OptionError, match="another score card"):
        one + 1  # type: ignore[operator]


def test_doubtful_links_widen_the_band_of_uniqueness() -> None:
    records = pd.DataFrame({
        "id": [str(row) for row in range(40)], "name": [f"Ann{row // 2} Lee{row // 2}" for row in range(40)],
        "mail": [f"a{row // 2}@x.org" if row % 2 or row < 20 else None for row in range(40)], "owner": ["a"] * 40,
    })  # fmt: skip
    links = custdq.dedupe(records, SCHEMA)
    low, high = custdq.score(records, SCHEMA, links=links).uniqueness_band(links)
    assert low is not None
    assert high is not None
    assert 0 < low <= high <= 1


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, "ungated"),
        ({"completeness": 0.1}, "passed"),
        ({"completeness": 0.99}, "failed"),
        ({"completeness": 0.99, "uniqueness": 0.5}, "unevaluated"),
    ],
)
def test_the_status_goes_by_the_worst_outcome(card: ScoreCard, asked: dict[str, float], status: str) -> None:
    if asked:
        card.gate(asked)
    assert card.to_dict()["status"] == status


def test_outcomes_found_elsewhere_count(card: ScoreCard) -> None:
    beside = [GateOutcome("source erp.csv", "warned", None, None, "not scored")]
    assert card.gate({"completeness": 0.1}, beside=beside).passed
    assert not card.gate({"completeness": 0.1}, beside=beside, strict=True).passed
    assert [line.name for line in card.gates] == ["source erp.csv", "completeness"]


NUMBER: Any = 3


@pytest.mark.parametrize(
    ("call", "said"),
    [
        pytest.param(lambda card: card.gate({}), "nothing judged is not passed", id="a gate that asks for nothing"),
        pytest.param(lambda card: card.review(most="ten"), "most was given as 'ten'", id="no number"),
        pytest.param(lambda card: card.to_html("gone/card.html"), 'There is no folder "gone"', id="no folder"),
        pytest.param(lambda _: custdq.score(PEOPLE, SCHEMA, by=NUMBER), "by was given as int", id="no column"),
    ],
)
def test_a_wrong_call_says_what_was_given(card: ScoreCard, call: Any, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        call(card)
