"""Where pairs are many, rules are made for what they find beside others; what is found and how it is weighed stays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.link.made import field, key

from custdq.steps.link.block import BlockingRule, Candidates, capped_rule
from custdq.steps.link.cover import (
    ENOUGH_MATCHES,
    LEFT_OUT,
    WHOLE,
    Sample,
    costly_rules,
    with_worth,
    worth_their_pairs,
)
from custdq.steps.link.encode import shared_codes
from custdq.steps.link.field import Field
from custdq.steps.link.pairs import batches, make_pairs
from custdq.steps.link.predict import Scorer

PEOPLE = 3_000
#: Two records each: a mail of their own, a name, and a birthday that thirty people share.
MAIL: list[str | None] = [f"mail {i // 2}" for i in range(2 * PEOPLE)]
NAME: list[str | None] = [f"{'abcdefghij'[i // 2 % 10]} name {i // 2}" for i in range(2 * PEOPLE)]
BORN: list[str | None] = [f"day {i // 2 % (PEOPLE // 30)}" for i in range(2 * PEOPLE)]


def _fields(mail: list[str | None] = MAIL) -> list[Field]:
    return [
        field("mail", {"email": mail}, blocking=["email"]),
        field("born", {"date": BORN}, blocking=["date"]),
        field("name", {"full": NAME}),
    ]


def _candidates(fields: list[Field]) -> Candidates:
    rules = [capped_rule(f"{f.name}.{k}", (f.name,), f.keys[k].codes) for f in fields for k in f.blocking_keys]
    return Candidates(2 * PEOPLE, tuple(sorted(rules, key=lambda rule: rule.pairs)))


def _sample(candidates: Candidates, entities: int = PEOPLE) -> Sample:
    left = np.arange(0, 2 * entities, 2, dtype=np.int32)
    drawn = {}
    for number in costly_rules(candidates):
        (some,) = candidates.rules[number].batches(10**9)
        records, a, b = candidates.rules[number].make(some)
        drawn[number] = records.take(a), records.take(b)
    return Sample(left, left + 1, np.full(entities, WHOLE, np.int64), 1.0, drawn)


def test_a_rule_whose_matches_others_find_for_fewer_pairs_is_not_made() -> None:
    fields = _fields()
    candidates = _candidates(fields)
    chosen = worth_their_pairs(candidates, fields, _sample(candidates))
    assert [rule.name for _, rule in chosen.makers] == ["mail.email"]
    told = {row["rule"]: row for row in chosen.report()}
    assert told["born.date"]["used"] is False
    assert (told["born.date"]["matches"], told["born.date"]["alone"]) == (1.0, 0.0)
    assert (told["mail.email"]["matches"], told["mail.email"]["alone"]) == (1.0, 1.0)


def test_of_a_costly_rule_a_part_is_made_that_finds_the_same() -> None:
    # a quarter of the people have no mail
    fields = _fields([None if i // 2 % 4 == 0 else mail for i, mail in enumerate(MAIL)])
    candidates = _candidates(fields)
    chosen = worth_their_pairs(candidates, fields, _sample(candidates))
    assert [rule.name for _, rule in chosen.makers] == ["born.date + name.full"]
    (part,) = chosen.refined
    assert part.pairs == PEOPLE
    assert sum(rule.pairs for _, rule in chosen.makers) < candidates.rules[-1].pairs / 20
    every = with_worth(candidates, _sample(candidates))
    assert [row["used"] for row in every.report()] == [True, True]
    assert every.worth["mail.email"].matches == pytest.approx(0.75)
    assert every.worth["born.date"].alone == pytest.approx(0.25)


def test_no_more_than_agreed_is_missing() -> None:
    random = np.random.default_rng(3)
    mail = [None if random.random() < 0.3 else value for value in MAIL]
    born = [None if random.random() < 0.2 else value for value in BORN]
    name = [None if random.random() < 0.2 else value for value in NAME]
    fields = [
        field("mail", {"email": mail}, blocking=["email"]),
        field("born", {"date": born}, blocking=["date"]),
        field("name", {"full": name}, blocking=["full"]),
    ]
    candidates = _candidates(fields)
    sample = _sample(candidates)
    found = [
        np.any([rule.shares(sample.left, sample.right) for _, rule in some.makers], axis=0).sum()
        for some in (candidates, worth_their_pairs(candidates, fields, sample))
    ]
    assert found[1] >= found[0] - LEFT_OUT * PEOPLE


def test_a_sample_that_shows_few_matches_leaves_nothing_out() -> None:
    fields = _fields()
    candidates = _candidates(fields)
    chosen = worth_their_pairs(candidates, fields, _sample(candidates, int(ENOUGH_MATCHES) - 1))
    assert chosen.left_out == frozenset()
    assert chosen.refined == ()


VALUES = st.lists(st.none() | st.sampled_from("abc"), min_size=12, max_size=12)


@given(VALUES, VALUES, st.sets(st.integers(0, 3)), st.integers(1, 30))
def test_pairs_count_under_rules_that_are_not_made(
    name: list[str | None], city: list[str | None], left_out: set[int], chunk: int
) -> None:
    one, two = key(name), key(city)
    both = capped_rule("name + city", ("name", "city"), shared_codes([one.first, two.first]))
    first, second = capped_rule("name", ("name",), one.codes), capped_rule("city", ("city",), two.codes)
    again: BlockingRule = capped_rule("again", ("city", "name"), shared_codes([two.first, one.first]))
    candidates = Candidates(12, (first, second, both, again), left_out=frozenset(left_out), refined=(both,))
    fields = [field("name", {"full": name}), field("city", {"category": city})]
    scorer = Scorer(fields, Candidates(12, candidates.rules))
    made = [make_pairs(candidates, *task) for task in batches(candidates, chunk)]
    pairs = [pair for part in made for pair in zip(part.left.tolist(), part.right.tolist(), strict=True)]
    shares = [{n: rule.shares(np.array([a]), np.array([b]))[0] for n, rule in candidates.makers} for a, b in pairs]
    assert len(set(pairs)) == len(pairs)
    assert all(any(one.values()) for one in shares)
    for part in made:
        held = scorer.any_membership(part.left, part.right)
        for rule, some in held.items():
            assert np.array_equal(some, part.member.get(rule, np.zeros(len(some), bool)))


@pytest.mark.parametrize("chunk", [3_000, 10**9])
def test_the_choice_is_the_same_in_any_order(chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from custdq.steps.link.predict import Engine

    monkeypatch.setattr("custdq.steps.link.predict.FIT_PAIRS", 60_000)
    monkeypatch.setattr("custdq.steps.link.cover.ENOUGH_MATCHES", 100.0)
    fields = _fields()
    whole = Scorer(fields, _candidates(fields))
    cut = Scorer(fields, _candidates(fields), engine=Engine(chunk=chunk, threads=1))
    assert whole.candidates.left_out
    assert cut.candidates.report() == whole.candidates.report()
    again = Scorer(fields, _candidates(fields), model=whole.model)
    assert [row["used"] for row in again.candidates.report()] == [row["used"] for row in whole.candidates.report()]
