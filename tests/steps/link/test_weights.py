"""What a pair may come to before its strings are compared is never less than what it comes to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.steps.link.made import all_pairs, field

from custdq.fields.base import Comparison, Equal, Level, Similar
from custdq.steps.link.choose import choose_rules
from custdq.steps.link.compare import FieldPairs, FieldTests
from custdq.steps.link.pairs import Made
from custdq.steps.link.predict import Scorer
from custdq.steps.link.weights import Outlook

NAMED = Comparison(
    (
        Level("same", Equal("full"), "full"),
        Level("near", Similar("full", "jaro_winkler", 0.9), "full"),
        Level("far", Similar("full", "osa", 0.5)),
    ),
    ("full",),
    "differs",
)

ALIKE = Comparison((Level("alike", Similar("city", "osa", 0.9)),), ("city",))


def _scorer(seed: int, *, conflict: bool) -> Scorer:
    random = np.random.default_rng(seed)
    size = 40
    names: list[str | None] = ["".join(random.choice(list("abc"), 4)) for _ in range(size)]
    phones: list[str | None] = [None if n == 0 else f"138{n}" for n in random.integers(0, 12, size)]
    cities: list[str | None] = [f"city{n}" for n in random.integers(0, 5, size)]
    comparison = NAMED if conflict else replace(NAMED, conflict_from=None)
    fields = [
        field("name", {"full": names}, comparison=comparison, blocking=["full"]),
        replace(field("phone", {"numbers": phones}, blocking=["numbers"]), shared=True),
        field(
            "city", {"city": cities}, comparison=Comparison((Level("alike", Similar("city", "osa", 0.9)),), ("city",))
        ),
    ]
    keys = [(f.name, f"{f.name}.{k}", f.keys[k]) for f in fields for k in f.blocking_keys]
    return Scorer(fields, choose_rules(keys, records=size, budget=10_000))


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.booleans())
def test_the_outlook_is_never_too_low(seed: int, conflict: bool) -> None:
    scorer = _scorer(seed, conflict=conflict)
    left, right = all_pairs(40)
    member = scorer.any_membership(left, right)
    odds = scorer.compare(left, right).log_odds
    columns = [FieldPairs(FieldTests(f), left, right) for f in scorer.fields]
    made = Made(np.arange(40, dtype=np.int32), left.astype(np.int64), right.astype(np.int64), 0, member, len(left))
    assert (Outlook(scorer.tables.strangers, scorer.frequency).highest(columns, made) >= odds - 1e-9).all()


@settings(max_examples=20)
@given(st.integers(0, 10_000), st.booleans())
def test_a_pair_among_others_weighs_what_it_weighs_alone(seed: int, conflict: bool) -> None:
    scorer = _scorer(seed, conflict=conflict)
    left, right = all_pairs(40)
    every = scorer.compare(left, right)
    for place in range(0, len(left), 97):
        alone = scorer.compare(left[place : place + 1], right[place : place + 1])
        assert alone.log_odds[0] == every.log_odds[place]
        assert np.array_equal(alone.levels[0], every.levels[place])


def test_dropping_early_drops_no_pair_worth_keeping() -> None:
    scorer = _scorer(3, conflict=True)
    early = Scorer(scorer.fields, scorer.candidates, model=scorer.model)
    for at_least in (0.001, 0.01, 0.5, 0.99):
        kept, expected = early.score(at_least=at_least), scorer.score(at_least=at_least)
        assert np.array_equal(kept.left, expected.left)
        assert np.array_equal(kept.log_odds, expected.log_odds)
