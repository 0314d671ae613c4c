"""m, u and the priors against planted truth: pairs drawn from known probabilities, which must be read off again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link import made

from custdq.fields.base import DIFFERS, Comparison, Equal, Level
from custdq.steps.link.belief import CONFLICT_SHARE
from custdq.steps.link.compare import NOT_ASSESSED, Levels
from custdq.steps.link.field import Field
from custdq.steps.link.model import LinkageModel
from custdq.steps.link.patterns import RuleView, count_patterns
from custdq.steps.link.weigh import fit_patterns, probability

Table = Sequence[Sequence[float]]

M: Table = ([0.8, 0.15, 0.05], [0.9, 0.1], [0.7, 0.3], [0.85, 0.1, 0.05])
U: Table = ([0.01, 0.09, 0.9], [0.05, 0.95], [0.2, 0.8], [0.02, 0.18, 0.8])


def _simulated(m: Table, u: Table, match: npt.NDArray[np.bool_], seed: int) -> Levels:
    """Draw the levels of pairs, each field by itself, from m where they match and from u where not."""
    random = np.random.default_rng(seed)
    columns = [
        np.where(match, random.choice(len(a), len(match), p=a), random.choice(len(b), len(match), p=b))
        for a, b in zip(m, u, strict=True)
    ]
    return np.column_stack(columns).astype(np.uint8)


def _fit(
    levels: Levels,
    rule: npt.NDArray[np.int64] | None = None,
    views: Sequence[RuleView] = (),
    *,
    shared: Sequence[int] = (),
    impersonal: Sequence[int] = (),
    conflicts: Mapping[int, int] | None = None,
) -> LinkageModel:
    conflicts = conflicts or {}
    counts = [len(a) for a in M][: levels.shape[1]]
    views = views or [RuleView("key", (), 0.5)]
    rule = np.zeros(len(levels), np.int64) if rule is None else rule
    fields = [_field(f"f{i}", count, shared=i in shared, conflict=conflicts.get(i)) for i, count in enumerate(counts)]
    fields = [replace(field, personal=number not in impersonal) for number, field in enumerate(fields)]
    seen = [np.flatnonzero(rule == number) for number in range(len(views))]
    patterns = count_patterns(levels, seen, views, counts)
    none = np.empty((0, len(counts)), np.uint8)
    return fit_patterns(patterns, views, fields, random_levels=none).model


def _field(name: str, levels: int, *, shared: bool, conflict: int | None) -> Field:
    labels = [Level(f"level {i}", Equal("key")) for i in range(levels - 1)]
    told = None if conflict is None else [*(level.label for level in labels), DIFFERS][conflict]
    comparison = Comparison(tuple(labels), ("key",), conflict_from=told)
    return replace(made.field(name, {"key": ["a", "b"]}, comparison=comparison), shared=shared)


@pytest.mark.parametrize("prior", [0.03, 0.3, 0.8])
def test_planted_probabilities_are_recovered(prior: float) -> None:
    match = np.random.default_rng(1).random(100_000) < prior
    model = _fit(_simulated(M, U, match, 2))
    assert model.rules[0].prior == pytest.approx(prior, abs=0.01)
    for number, field in enumerate(model.fields):
        assert field.m == pytest.approx(M[number], abs=0.04)
        assert field.u == pytest.approx(U[number], abs=0.04)
        assert field.assessed == 1.0


def test_each_rule_has_the_prior_of_its_own_pairs() -> None:
    random = np.random.default_rng(3)
    rule = (np.arange(80_000) % 2).astype(np.int64)
    match = random.random(80_000) < np.array([0.6, 0.05])[rule]
    views = [RuleView("good key", (), 0.5), RuleView("poor key", (), 0.5)]
    model = _fit(_simulated(M, U, match, 4), rule, views)
    assert [r.prior for r in model.rules] == pytest.approx([0.6, 0.05], abs=0.015)
    assert [r.pairs for r in model.rules] == [40_000, 40_000]
    assert model.fields[0].m == pytest.approx(M[0], abs=0.03)


def test_a_field_that_is_the_key_says_nothing_under_its_own_rule() -> None:
    random = np.random.default_rng(5)
    rule = (np.arange(60_000) % 2).astype(np.int64)
    match = random.random(60_000) < np.array([0.5, 0.1])[rule]
    levels = _simulated(M, U, match, 6)
    levels[rule == 0, 1] = 0
    model = _fit(levels, rule, [RuleView("f1", (1,), 0.5), RuleView("other", (), 0.5)])
    own = model.rules[0].own[0]
    assert own.name == "f1"
    assert abs(own.weights[0]) < 0.05
    assert model.fields[1].m == pytest.approx(M[1], abs=0.03)
    assert model.fields[1].u == pytest.approx(U[1], abs=0.03)


def test_households_are_told_from_one_entity() -> None:
    # of 100 000 pairs 20 % are one entity and 40 % share what is shared, and are two
    random = np.random.default_rng(7)
    draw = random.random(100_000)
    match, household = draw < 0.2, (draw >= 0.2) & (draw < 0.6)
    levels = _simulated(M, U, match, 8)
    alike = _simulated(M, M, household, 9)
    for shared in (0, 1):
        levels[household, shared] = alike[household, shared]
    model = _fit(levels, shared=(0, 1))
    assert model.rules[0].prior == pytest.approx(0.2, abs=0.02)
    assert model.rules[0].household == pytest.approx(0.4, abs=0.03)
    assert model.fields[2].m == pytest.approx(M[2], abs=0.04)
    assert model.fields[0].household == model.fields[0].m
    assert model.fields[2].household == model.fields[2].u


@pytest.mark.parametrize("shared", [(), (0, 1, 2, 3)], ids=["nothing-shared", "all-shared"])
def test_without_fields_of_both_sorts_there_are_no_households(shared: tuple[int, ...]) -> None:
    match = np.random.default_rng(21).random(20_000) < 0.3
    model = _fit(_simulated(M, U, match, 22), shared=shared)
    assert model.rules[0].household == 0


def test_days_and_amounts_do_not_tell_one_entity_from_a_household() -> None:
    match = np.random.default_rng(21).random(20_000) < 0.3
    model = _fit(_simulated(M, U, match, 22), shared=(0, 1), impersonal=(2, 3))
    assert model.rules[0].household == 0
    assert model.rules[0].prior == pytest.approx(0.3, abs=0.02)


def test_what_means_another_identity_is_seldom_one_entity() -> None:
    # half the pairs that share a key name another identity: they are no matches, however well the rest agrees
    random = np.random.default_rng(23)
    match = random.random(50_000) < 0.4
    levels = _simulated(M, U, match, 24)
    levels[random.random(50_000) < 0.5, 0] = 2
    model = _fit(levels, conflicts={0: 2}, shared=(1,))
    assert model.fields[0].m[2] <= CONFLICT_SHARE + 0.01


def test_missing_values_do_not_bend_the_rest() -> None:
    random = np.random.default_rng(10)
    match = random.random(100_000) < 0.3
    levels = _simulated(M, U, match, 11)
    levels[random.random(levels.shape) < 0.3] = NOT_ASSESSED
    model = _fit(levels)
    assert model.rules[0].prior == pytest.approx(0.3, abs=0.02)
    for number, field in enumerate(model.fields):
        assert field.m == pytest.approx(M[number], abs=0.04)
        assert field.assessed == pytest.approx(0.7, abs=0.01)


def test_weights_fall_with_the_level_even_where_the_data_say_otherwise() -> None:
    # matches stand more often on the second level of the first field than on its first
    m = ([0.2, 0.75, 0.05], *M[1:])
    u = ([0.3, 0.2, 0.5], *U[1:])
    model = _fit(_simulated(m, u, np.random.default_rng(12).random(50_000) < 0.3, 13))
    for field in model.fields:
        assert (np.diff(field.weights[:-1]) <= 1e-9).all()
    assert model.fields[0].weights[0] == pytest.approx(model.fields[0].weights[1])


LEVELS = st.lists(st.tuples(*(st.sampled_from([*range(len(m)), NOT_ASSESSED]) for m in M)), max_size=30)


@given(LEVELS)
def test_any_pairs_however_few_give_sound_probabilities(rows: list[tuple[int, ...]]) -> None:
    model = _fit(np.array(rows, np.uint8).reshape(len(rows), len(M)))
    for field in model.fields:
        for share in (field.m, field.u):
            assert sum(share) == pytest.approx(1)
            assert all(0 < p < 1 for p in share)
        assert (np.diff(field.weights[:-1]) <= 1e-9).all()
        assert field.weights[-1] == 0
    assert all(0 < rule.prior < 1 for rule in model.rules)
    assert any("candidate pairs" in note for note in model.notes)


def test_without_any_pair_the_built_in_weights_stand() -> None:
    model = _fit(np.empty((0, len(M)), np.uint8))
    assert model.rules[0].prior == pytest.approx(0.5)
    assert all(field.weights[0] > 1 and field.weights[-2] < 0 for field in model.fields)


def test_the_fit_does_not_depend_on_the_order_of_pairs() -> None:
    levels = _simulated(M, U, np.random.default_rng(14).random(5_000) < 0.2, 15)
    assert _fit(levels) == _fit(levels[::-1])


def test_a_weak_field_is_said() -> None:
    m, u = ([0.5, 0.3, 0.2], *M[1:]), ([0.5, 0.3, 0.2], *U[1:])
    model = _fit(_simulated(m, u, np.random.default_rng(16).random(50_000) < 0.3, 17))
    assert any("f0" in note for note in model.notes)


def test_odds_become_probabilities() -> None:
    assert probability(np.array([0.0, 1.0, -1.0])).tolist() == pytest.approx([1 / 2, 2 / 3, 1 / 3])
    assert probability(np.array([1e6, -1e6])).tolist() == pytest.approx([1.0, 0.0])


@pytest.mark.parametrize("expected", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("pairs", [3, 60, 50_000])
def test_where_all_pairs_look_alike_the_expected_prior_stands(expected: float, pairs: int) -> None:
    views = [RuleView("key", (0,), expected)]
    model = _fit(np.zeros((pairs, 1), np.uint8), None, views)
    assert model.rules[0].prior == pytest.approx(expected, abs=0.01)
