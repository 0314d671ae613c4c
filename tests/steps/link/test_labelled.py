"""A label says how far the model is off given why the pair was chosen, and speaks only for pairs like it."""

from __future__ import annotations

import numpy as np
import pytest
from tests.steps.link.made import field

from custdq.steps.link.choose import choose_rules
from custdq.steps.link.labelled import (
    LABEL_ERROR,
    LabelledPairs,
    PatternLabels,
    answered,
    lesson,
    logistic,
    logit,
)
from custdq.steps.link.predict import Scorer
from custdq.steps.link.weigh import responsibilities

SHARED = np.array([[0.5, 0.2], [0.3, 0.1]])
COUNTS = np.array([10.0, 4.0])


def _labels(match: bool, *, offset: float = 0.0, weight: float = 1.0, row: int = 0) -> PatternLabels:
    return PatternLabels(np.array([row]), np.array([match]), np.array([offset]), np.array([weight]))


def test_an_answer_moves_the_pairs_it_speaks_for_and_no_more() -> None:
    corrected = _labels(True, weight=2.0).corrected(SHARED, COUNTS)
    assert corrected[0].tolist() == pytest.approx([0.5 + 2 / 10 * (1 - LABEL_ERROR - 0.5), 0.2])


def test_a_no_is_a_household_or_strangers_as_the_model_sees_it() -> None:
    corrected = _labels(False, weight=10.0).corrected(SHARED, COUNTS)
    strangers = 1 - corrected.sum(axis=0)
    assert corrected[0, 0] == pytest.approx(LABEL_ERROR)
    assert corrected[1, 0] / strangers[0] == pytest.approx(0.3 / 0.2)


def test_an_answer_that_was_to_be_expected_teaches_nothing() -> None:
    # the pair was chosen because its records were kept apart: a "no" is no news
    corrected = _labels(False, offset=-30.0, weight=10.0).corrected(SHARED, COUNTS)
    assert corrected == pytest.approx(SHARED)


def test_shares_stay_shares_however_much_a_label_weighs() -> None:
    for match in (True, False):
        corrected = _labels(match, weight=1e6, row=1, offset=3.0).corrected(SHARED, COUNTS)
        assert (corrected >= 0).all()
        assert (corrected.sum(axis=0) <= 1).all()


def test_an_answer_may_be_a_slip() -> None:
    expected = np.array([0.5, 0.5, 1 - 1e-9, 0.0])
    said = answered(expected, np.array([True, False, False, True]))
    assert said.tolist() == pytest.approx([1 - LABEL_ERROR, LABEL_ERROR, 1, 0], abs=1e-6)


def test_log_odds_and_back() -> None:
    share = np.array([0.0, 1e-9, 0.3, 1.0])
    assert logistic(logit(share)) == pytest.approx(share)


def test_a_label_meets_the_pairs_that_look_alike_and_one_no_rule_makes_stands_alone() -> None:
    names: list[str | None] = [f"name {i // 2}" for i in range(40)]
    cities: list[str | None] = [f"city {i // 2 % 2}" for i in range(40)]
    fields = [field("name", {"full": names}, blocking=["full"]), field("city", {"category": cities})]
    scorer = Scorer(fields, choose_rules([("name", "name.full", fields[0].keys["full"])], records=40, budget=1_000))
    assert scorer.fitted is not None
    # 20 pairs share a name, and all of them look alike; records 0 and 5 share nothing
    pairs = LabelledPairs(np.array([0, 0, 2], np.int32), np.array([1, 5, 3], np.int32), np.array([True, False, True]))
    entity = np.arange(40, dtype=np.int64) // 2
    taken = lesson(scorer, scorer.fitted, pairs, entity, np.full(10, 0.5))
    assert taken.label.tolist() == [0, 2, 1]
    assert taken.cell.tolist() == [10.0, 10.0, 1.0], "two labels share what twenty pairs are"
    assert taken.choice.tolist() == [0.5, -0.5, 0.5]
    seen = taken.fitted.observed.patterns
    assert len(seen.counts) == len(scorer.fitted.observed.patterns.counts) + 1
    assert responsibilities(seen, taken.fitted.fit)[0][0, -1] < 0.05
    labels = taken.patterns(np.ones(3, bool), weight=4.0, slope=2.0)
    assert labels.weight.tolist() == [4.0, 4.0, 1.0]
    base = logit(responsibilities(seen, taken.fitted.fit)[0][0])
    assert (labels.offset + base[labels.rows]).tolist() == pytest.approx(
        (taken.odds + 2.0 * taken.choice)[taken.label].tolist()
    )
