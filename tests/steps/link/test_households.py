"""Households in a table of plain text: the data must show that there are any, and then tell what they share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq import fields as f
from custdq.steps.link.compare import Levels
from custdq.steps.link.encode import EncodedKeys
from custdq.steps.link.field import Field
from custdq.steps.link.households import learnt_sharing, shared_among, show_households
from custdq.steps.link.patterns import RuleView, count_patterns
from custdq.steps.link.weigh import fit_patterns


def fields_of(*shared: bool | None) -> list[Field]:
    comparison = f.Category().comparison()
    return [
        Field(str(number), (str(number),), comparison, EncodedKeys({}), (), 0.2, one)
        for number, one in enumerate(shared)
    ]


def draw(pairs: int, agreeing: tuple[float, ...], seed: int) -> Levels:
    """Return levels of pairs that agree on each field as often as said, independently."""
    return (np.random.default_rng(seed).random((pairs, len(agreeing))) > np.array(agreeing)).astype(np.uint8)


def test_planted_households_are_found_with_what_they_share() -> None:
    # two fields known to be each one's own, then a name, a family name, a phone and a city as plain text
    fields = fields_of(False, False, None, None, None, None)
    one_entity = draw(8_000, (0.86, 0.8, 0.9, 0.95, 0.8, 0.75), seed=1)
    households = draw(2_000, (0.01, 0.01, 0.01, 0.8, 0.8, 0.75), seed=2)
    strangers = draw(90_000, (0.01, 0.01, 0.01, 0.02, 0.001, 0.05), seed=3)
    levels = np.concatenate([one_entity, households, strangers])
    view = RuleView("all", (), 0.2)
    patterns = count_patterns(levels, [np.arange(len(levels))], [view], [2] * 6)
    model = fit_patterns(patterns, [view], fields, random_levels=draw(5_000, (0.01,) * 6, seed=4)).model
    assert model.rules[0].prior == pytest.approx(0.08, rel=0.05)
    assert model.rules[0].household == pytest.approx(0.02, rel=0.15)
    agree = [one.household[0] for one in model.fields]
    assert agree == pytest.approx([0.01, 0.01, 0.01, 0.8, 0.8, 0.75], abs=0.06)
    assert [one.m[0] for one in model.fields] == pytest.approx([0.86, 0.8, 0.9, 0.95, 0.8, 0.75], abs=0.02)


def show(together: int, alone: int) -> bool:
    """Ask of 1,000 pairs taken for one entity, `together` of which differ on both fields, `alone` on one each."""
    levels = np.zeros((1000, 3), np.uint8)
    levels[:together, :2] = 1
    levels[together : together + alone, 0] = 1
    levels[together + alone : together + 2 * alone, 1] = 1
    view = [RuleView("third", (2,), 0.2)]
    patterns = count_patterns(levels, [np.arange(1000)], view, [2, 2, 2])
    return show_households(patterns, fields_of(False, False, None), patterns.counts)


@pytest.mark.parametrize(
    ("together", "alone", "shown"), [(0, 0, False), (100, 20, True), (10, 90, False), (5, 0, False)]
)
def test_households_show_where_two_fields_differ_together(together: int, alone: int, shown: bool) -> None:
    assert show(together, alone) is shown


def test_what_every_kind_tells_is_not_asked_of_the_data() -> None:
    levels = np.array([[1, 1]] * 50 + [[0, 0]] * 50, np.uint8)
    patterns = count_patterns(levels, [np.arange(100)], [RuleView("r", (), 0.2)], [2, 2])
    assert not show_households(patterns, fields_of(False, False), patterns.counts)


@given(st.floats(0, 1), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_what_is_shared_is_part_of_what_is_seen(sharing: float, m: float, u: float) -> None:
    among = np.array([30.0, 70.0])
    tables = np.array([m, 1 - m]), np.array([u, 1 - u])
    shared = shared_among(among, (*tables, sharing))
    assert ((shared >= 0) & (shared <= among + 1e-9)).all()
    assert 0 <= learnt_sharing(sharing, among, shared) <= 1
