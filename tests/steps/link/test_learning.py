"""Labels lead the fit where they must, and the model without them stays where they prove nothing."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from tests.steps.link.made import field

from custdq.steps.link.choose import choose_rules
from custdq.steps.link.labelled import LABEL_ERROR, LabelledPairs, Lesson, lesson
from custdq.steps.link.learning import FEW_LABELS, Learnt, learn, log_loss, relearnt
from custdq.steps.link.predict import Scorer

ENTITIES = 400


def _scorer() -> Scorer:
    """Return records in pairs, now and then with a slip, and twenty to a city."""
    random = np.random.default_rng(5)
    size = 2 * ENTITIES
    names: list[str | None] = [f"name {i // 2}" if random.random() < 0.9 else f"slip {i}" for i in range(size)]
    phones: list[str | None] = [f"{i // 2}" if random.random() < 0.8 else None for i in range(size)]
    cities: list[str | None] = [f"city {i // 2 % 40}" for i in range(size)]
    fields = [
        field("name", {"full": names}, blocking=["full"]),
        field("phone", {"numbers": phones}, blocking=["numbers"]),
        field("city", {"category": cities}, blocking=["category"], identifying=0.05),
    ]
    keys = [(f.name, f"{f.name}.{key}", f.keys[key]) for f in fields for key in f.blocking_keys]
    return Scorer(fields, choose_rules(keys, records=size, budget=100_000))


def _lesson(
    scorer: Scorer, pairs: npt.NDArray[np.int32], match: npt.NDArray[np.bool_], *, joined: float = 0.5
) -> Lesson:
    entity = np.arange(2 * ENTITIES, dtype=np.int64) // 2
    labelled = LabelledPairs(pairs[:, 0], pairs[:, 1], match)
    assert scorer.fitted is not None
    return lesson(scorer, scorer.fitted, labelled, entity, np.full(10, joined))


def _twins(count: int) -> npt.NDArray[np.int32]:
    first = np.arange(0, 2 * count, 2, dtype=np.int32)
    return np.column_stack([first, first + 1])


def test_losses_count_that_an_answer_may_be_a_slip() -> None:
    yes, no = np.array([True]), np.array([False])
    assert log_loss(np.array([0.0]), yes)[0] == pytest.approx(np.log(2))
    assert log_loss(np.array([500.0]), yes)[0] == pytest.approx(-np.log(1 - LABEL_ERROR))
    assert log_loss(np.array([500.0]), no)[0] == pytest.approx(-np.log(LABEL_ERROR))


def test_labels_the_model_agrees_with_change_nothing_to_speak_of() -> None:
    scorer = _scorer()
    taken = _lesson(scorer, _twins(60), np.ones(60, bool))
    before = taken.fitted.model
    after = relearnt(taken.fitted, taken.patterns(np.ones(60, bool), weight=10, slope=0.0)).model
    for one, other in zip(before.fields, after.fields, strict=True):
        assert np.array(one.m) == pytest.approx(np.array(other.m), abs=0.02)


def test_labels_that_all_say_otherwise_lead_the_fit() -> None:
    # whoever labels says that sharing everything is not enough
    scorer = _scorer()
    taken = _lesson(scorer, _twins(120), np.zeros(120, bool))
    some = np.ones(120, bool)
    before = taken.fitted.model.rules
    after = relearnt(taken.fitted, taken.patterns(some, weight=100, slope=0.0)).model.rules
    assert all(b.prior < a.prior for a, b in zip(before, after, strict=True))


def test_few_labels_or_many_of_one_record_prove_nothing() -> None:
    scorer = _scorer()
    few = learn(scorer, _lesson(scorer, _twins(FEW_LABELS - 1), np.ones(FEW_LABELS - 1, bool)))
    star = np.column_stack([np.zeros(30, np.int32), np.arange(1, 31, dtype=np.int32)])
    one = learn(scorer, _lesson(scorer, star, np.arange(30) == 0))
    assert isinstance(few, str)
    assert isinstance(one, str)


#: Of the twins whoever labels takes one in four for one, by their number, which no field tells.
QUARTER = np.arange(200) % 4 == 0


def test_what_is_learnt_is_better_on_labels_left_out() -> None:
    scorer = _scorer()
    learnt = learn(scorer, _lesson(scorer, _twins(200), QUARTER, joined=1.0))
    assert isinstance(learnt, Learnt)
    assert learnt.loss < learnt.loss_without
    assert 0 < learnt.model.prior < scorer.model.prior


def test_what_may_be_the_way_the_pairs_were_chosen_is_not_learnt() -> None:
    # all of them were joined, and half of the pairs as likely are not: that may be why they are no matches
    scorer = _scorer()
    learnt = learn(scorer, _lesson(scorer, _twins(100), np.arange(100) % 2 == 0, joined=0.5))
    assert isinstance(learnt, str)
