"""What no longer holds, expected from linked looks, against customers whose past is known."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pytest
from tests.steps.hand_built import hand_built

from custdq import fields as f
from custdq.fields import Kind
from custdq.roles import day_text
from custdq.schema import Schema
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.expectations import Expectations
from custdq.steps.score.staleness import ENOUGH_LOOKS, expected_stale

TODAY = 20_000
#: No value of one epoch is near one of another, so that none is taken for a slip of the key.
_WORDS = np.array(["alder", "birch wood", "cedar", "dogtooth", "elm", "fir tree", "ginkgo", "hazelnut"])


class Past(NamedTuple):
    """Customers and what their records say: the customer, the value, the day and the system; which are outdated."""

    entity: Any
    value: Any
    day: Any
    system: Any
    outdated: Any


def past(seed: int, *, half_life: Any, wrong: float = 0.0, customers: int = 6_000) -> Past:
    """Make up customers whose value changes at a steady pace, looked at one to four times in the last six years."""
    rng = np.random.default_rng(seed)
    entity = np.repeat(np.arange(customers), rng.integers(1, 5, customers))
    day = TODAY - rng.integers(0, 2_190, len(entity))
    lives = np.broadcast_to(half_life(rng, customers) if callable(half_life) else half_life, customers)
    waits = rng.exponential(lives[:, None] / np.log(2), (customers, len(_WORDS)))
    changes = TODAY - 2_190 + np.cumsum(waits, axis=1)
    epoch = (changes[entity] <= day[:, None]).sum(axis=1)
    today = (changes <= TODAY).sum(axis=1)[entity]
    value = np.where(rng.random(len(entity)) < wrong, "z" + np.char.mod("%09d", rng.integers(0, 10**9, len(entity))),
                     _WORDS[np.minimum(epoch, len(_WORDS) - 1)])  # fmt: skip
    outdated = (epoch < today) & ~np.char.startswith(value, "z")
    return Past(entity, value, day, rng.integers(0, 3, len(entity)), outdated)


def evidence_of(told: Past, *, undated: Any = False, kind: Kind | None = None) -> Evidence:
    """Return it as evidence, some records without a day."""
    days = [None if gone else day_text(day) for day, gone in zip(told.day, np.broadcast_to(undated, len(told.day)),
                                                                 strict=True)]  # fmt: skip
    schema = Schema({"word": kind or f.Url()}, source="source", updated_at="seen")
    columns: Any = {"word": told.value.tolist(), "seen": days, "source": [f"s{at}" for at in told.system]}
    return Evidence(hand_built(columns), schema, Expectations(), float(TODAY), told.entity)


def _uneven(rng: Any, customers: int) -> Any:
    return np.where(rng.random(customers) < 0.3, 700.0, 20_000.0)


@pytest.mark.parametrize(
    ("half_life", "wrong"),
    [
        pytest.param(8_000.0, 0.0, id="slowly"),
        pytest.param(1_000.0, 0.0, id="fast"),
        pytest.param(8_000.0, 0.05, id="some were never right"),
        pytest.param(_uneven, 0.02, id="customers of unequal pace"),
        pytest.param(np.inf, 0.05, id="nothing changes and some were never right"),
    ],
)
def test_what_no_longer_holds_is_expected_rightly(half_life: Any, wrong: float) -> None:
    told = [past(seed, half_life=half_life, wrong=wrong, customers=3_000) for seed in range(4)]
    over = []
    for one in told:
        found = expected_stale(evidence_of(one), "word", one.system)
        assert found is not None
        over.append([float((found.share - one.outdated)[one.system == system].mean()) for system in range(3)])
    # of one past to the next it swings by a point; over several neither up nor down
    assert np.abs(over).max() < 0.05
    assert abs(np.mean(over)) < 0.015


def test_records_without_a_day_are_taken_to_be_as_old_as_the_others() -> None:
    told = past(3, half_life=4_000.0)
    found = expected_stale(evidence_of(told, undated=told.system == 2), "word", told.system)
    assert found is not None
    for system in range(3):
        own = told.system == system
        assert float(found.share[own].mean()) == pytest.approx(float(told.outdated[own].mean()), abs=0.03)


def test_what_a_later_look_contradicts_is_likelier_gone_than_what_it_confirms() -> None:
    told = past(4, half_life=4_000.0)
    found = expected_stale(evidence_of(told), "word", told.system)
    assert found is not None
    assert found.share[told.outdated].mean() > 0.5
    assert found.share[~told.outdated].mean() < 0.15


def test_the_order_of_records_changes_nothing() -> None:
    told = past(5, half_life=4_000.0, wrong=0.03, customers=400)
    order = np.random.default_rng(0).permutation(len(told.day))
    mixed = Past(*(column[order] for column in told))
    one, other = (expected_stale(evidence_of(each), "word", each.system) for each in (told, mixed))
    assert one is not None
    assert other is not None
    np.testing.assert_array_equal(one.share[order], other.share)


@pytest.mark.parametrize("customers", [pytest.param(1, id="one"), pytest.param(ENOUGH_LOOKS // 5, id="few")])
def test_from_few_looks_nothing_is_estimated(customers: int) -> None:
    told = past(6, half_life=4_000.0, customers=customers)
    assert expected_stale(evidence_of(told), "word", told.system) is None


def test_without_any_day_nothing_is_estimated() -> None:
    told = past(7, half_life=4_000.0, customers=200)
    assert expected_stale(evidence_of(told, undated=True), "word", told.system) is None


def test_what_cannot_change_is_never_outdated() -> None:
    told = past(8, half_life=4_000.0, customers=200)
    found = expected_stale(evidence_of(told, kind=f.Identifier("cn.uscc")), "word", told.system)
    assert found is not None
    assert not found.share.any()


def test_a_choice_from_a_list_that_is_wrong_was_right_before() -> None:
    rng = np.random.default_rng(9)
    entity = np.repeat(np.arange(4_000), 3)
    behind = rng.random(len(entity)) < 0.1
    told = Past(entity, np.where(behind, "lead", "customer"), TODAY - rng.integers(0, 2_000, len(entity)),
                rng.integers(0, 3, len(entity)), behind)  # fmt: skip
    found = expected_stale(evidence_of(told, kind=f.Category()), "word", told.system)
    assert found is not None
    assert float(found.share.mean()) == pytest.approx(0.1, abs=0.02)
