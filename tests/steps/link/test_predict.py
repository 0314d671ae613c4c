"""Pairs get the weight of the rules that make them, and a model serves only the fields it was fitted on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.steps.link.made import all_pairs, field

from custdq.errors import ConfigError
from custdq.fields.base import Comparison, Equal, Level
from custdq.steps.link.block import Candidates, capped_rule
from custdq.steps.link.choose import choose_rules
from custdq.steps.link.compare import compare_pairs
from custdq.steps.link.field import Field
from custdq.steps.link.model import LinkageModel
from custdq.steps.link.patterns import rule_views
from custdq.steps.link.predict import FIT_PAIRS, KEPT_PROBABILITY, Scorer

#: 300 entities in two records each; the first hundred of the phones are shared by two entities.
ENTITIES = 300
NAME: list[str | None] = [f"name {i // 2 % 280}" for i in range(2 * ENTITIES)]
PHONE: list[str | None] = [f"1380{max(i // 2, i // 2 % 100 if i // 2 < 200 else 0):04d}" for i in range(2 * ENTITIES)]
CITY: list[str | None] = [f"city {i // 2 % 7}" for i in range(2 * ENTITIES)]


def _fields() -> list[Field]:
    return [
        field("name", {"full": NAME}, blocking=["full"]),
        field("phone", {"numbers": PHONE}, blocking=["numbers"]),
        field("city", {"category": CITY}),
    ]


def _candidates(fields: list[Field]) -> Candidates:
    keys = [(f.name, f"{f.name}.{key}", f.keys[key]) for f in fields for key in f.blocking_keys]
    return choose_rules(keys, records=2 * ENTITIES, budget=100_000)


def _scorer(model: LinkageModel | None = None) -> Scorer:
    fields = _fields()
    return Scorer(fields, _candidates(fields), model=model)


def test_pairs_of_one_entity_are_likely_and_others_are_not() -> None:
    scored = _scorer().score()
    chance = {
        (a, b): odds for a, b, odds in zip(scored.left.tolist(), scored.right.tolist(), scored.log_odds, strict=True)
    }
    entities = [(2 * i, 2 * i + 1) for i in range(ENTITIES)]
    assert all(chance.get(pair, -1) > 0 for pair in entities)
    # pairs that share a phone but no name
    strangers = [odds for (a, b), odds in chance.items() if NAME[a] != NAME[b]]
    assert max(strangers, default=-1.0) < min(chance[pair] for pair in entities)


def test_only_pairs_worth_keeping_are_kept() -> None:
    scorer = _scorer()
    floor = np.log2(KEPT_PROBABILITY / (1 - KEPT_PROBABILITY))
    assert (scorer.score().log_odds >= floor).all()
    every = scorer.score(at_least=1e-12)
    assert len(every.left) >= len(scorer.score(at_least=0.999).left) > 0
    assert len(set(zip(every.left.tolist(), every.right.tolist(), strict=True))) == len(every.left)


def test_comparing_a_pair_anew_gives_the_same_odds() -> None:
    scorer = _scorer()
    scored = scorer.score(at_least=1e-12)
    again = scorer.compare(scored.left, scored.right)
    assert again.log_odds == pytest.approx(scored.log_odds)
    assert np.array_equal(again.levels, scored.levels)
    assert scorer.compare(scored.right, scored.left).log_odds == pytest.approx(scored.log_odds)


def test_a_pair_no_rule_makes_is_read_as_any_two_records() -> None:
    scorer = _scorer()
    left, right = np.array([0], np.int32), np.array([599], np.int32)
    levels = compare_pairs(scorer.fields, left, right)
    assert levels.tolist() == [[1, 1, 1]]
    expected = sum(field.weights[1] for field in scorer.model.fields) + scorer.model.prior_weight
    assert scorer.compare(left, right).log_odds.tolist() == pytest.approx([expected])


def test_each_rule_is_seen_with_its_own_fields() -> None:
    fields = _fields()
    rules = (capped_rule("phone.numbers", ("phone",), fields[1].keys["numbers"].codes),)
    views = rule_views(fields, Candidates(600, rules))
    assert [(view.name, view.own, view.expected) for view in views] == [("phone.numbers", (1,), fields[1].identifying)]


def test_where_a_household_is_near_a_shared_value_proves_nothing() -> None:
    named = Comparison((Level("same", Equal("full"), "full"),), ("full",), "differs")
    fields = _fields()
    told = [replace(fields[0], comparison=named), replace(fields[1], shared=True), fields[2]]
    scorer = Scorer(told, _candidates(told))
    left, right = all_pairs(2 * ENTITIES)
    pairs = scorer.compare(left, right)
    two = np.array([NAME[a] != NAME[b] and PHONE[a] == PHONE[b] for a, b in zip(left, right, strict=True)])
    assert pairs.household[two].all()
    assert (pairs.log_odds[two] < 0).all()


def test_a_sample_of_the_pairs_is_enough_to_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _scorer().model
    monkeypatch.setattr("custdq.steps.link.predict.FIT_PAIRS", 150)
    sampled = _scorer().model
    assert 0 < sampled.pairs < whole.pairs
    assert whole.pairs < FIT_PAIRS
    assert _scorer().model == sampled


def test_a_model_is_used_as_it_is() -> None:
    fitted = _scorer().model
    assert _scorer(fitted).model is fitted
    assert [part.columns for part in fitted.fields] == [("name",), ("phone",), ("city",)]


def test_a_model_of_other_fields_or_levels_is_refused() -> None:
    fitted = _scorer().model
    with pytest.raises(ConfigError, match="these records have"):
        _scorer(replace(fitted, fields=fitted.fields[:2]))
    other = replace(fitted.fields[0], labels=("nearly the same", "differs"))
    with pytest.raises(ConfigError, match="nearly the same"):
        _scorer(replace(fitted, fields=(other, *fitted.fields[1:])))


def test_progress_never_passes_the_total() -> None:
    told: list[tuple[str, int, int]] = []
    fields = _fields()
    Scorer(fields, _candidates(fields), progress=lambda *step: told.append(step)).score()
    assert [step[0] for step in told] == sorted(step[0] for step in told)
    assert all(0 < done <= total for _, done, total in told)


def test_without_rules_there_are_no_pairs() -> None:
    fields = [field("city", {"category": CITY})]
    scorer = Scorer(fields, Candidates(2 * ENTITIES, ()))
    assert len(scorer.score().left) == 0
    assert scorer.compare(*all_pairs(3)).log_odds.shape == (3,)
