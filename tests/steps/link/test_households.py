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
from custdq.steps.link.households import (
    as_strangers_do,
    learnt_sharing,
    rules_asking_less,
    shared_among,
    show_households,
    with_households,
)
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


def test_rules_ask_less_but_for_what_no_household_shares() -> None:
    fields = fields_of(True, False, None, True)
    family, given_name, text, town = range(4)
    own = [(family,), (family, given_name), (text,), (text, given_name), (family, town), (given_name,)]
    less = {rule: others.tolist() for rule, others in rules_asking_less(own, fields, [1.0, 0.0, 0.0, 1.0])}
    assert less == {1: [0]}, "of a text nothing is known, and a town is shared as a family name is"


def test_households_agree_by_chance_on_what_they_do_not_share() -> None:
    priors = np.array([[0.1, 0.4, 0.2], [0.3, 0.5, 0.1]])
    out = as_strangers_do(priors, np.array([100.0, 50.0, 10.0]), [(1, np.array([0]))])
    assert out[0].tolist() == priors[0].tolist()
    assert out[1] == pytest.approx([0.3, 0.6 * 0.3 / 0.9, 0.1])


def test_a_key_that_tells_families_apart_leaves_no_room_for_them() -> None:
    # a town without families, where half the records know name and town alone
    fields = fields_of(False, True, True, False)
    rng = np.random.default_rng(5)
    one_entity = draw(4_000, (0.95, 0.95, 0.97, 0.95), seed=6)
    strangers = draw(60_000, (0.03, 0.03, 0.03, 0.001), seed=7)
    levels = np.concatenate([one_entity, strangers])
    levels[rng.random(len(levels)) < 0.7, 3] = 255
    match = np.arange(len(levels)) < len(one_entity)
    family, both = levels[:, 1] == 0, (levels[:, 0] == 0) & (levels[:, 1] == 0)
    views = [RuleView("family name", (1,), 0.2), RuleView("both names", (0, 1), 0.4)]
    seen = [np.flatnonzero(family & (rng.random(len(levels)) < 0.5)), np.flatnonzero(both)]
    model = fit_patterns(
        count_patterns(levels, seen, views, [2] * 4), views, fields, random_levels=draw(5_000, (0.03,) * 4, seed=8)
    ).model
    for rule, pairs in zip(model.rules, seen, strict=True):
        assert rule.prior == pytest.approx(match[pairs].mean(), abs=0.03)
    assert model.rules[1].household < 0.02


def test_mail_made_of_a_family_name_is_no_mailbox_they_share() -> None:
    mail = Field("mail", ("mail",), f.Email().comparison(), EncodedKeys({}), (), 0.9, False)
    like = mail.alike_level
    assert like == mail.labels.index("a letter differs")
    m, u = np.array([0.7, 0.1, 0.1, 0.04, 0.03, 0.03]), np.array([0.001, 0.001, 0.002, 0.002, 0.01, 0.984])
    seen = np.array([0.01, 0.01, 0.1, 0.02, 0.5, 0.36])
    household = with_households([m], [u], [mail], [seen], sharing=[0.0]).household[0]
    assert household.sum() == pytest.approx(1)
    assert household[:like] == pytest.approx(u[:like]), "one mailbox is one customer's"
    assert household[like:] == pytest.approx(seen[like:] / seen[like:].sum() * (1 - u[:like].sum()))
