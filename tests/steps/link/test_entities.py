"""Silence outvotes no evidence, a clean source is not torn by its look-alikes, and the user's word is final."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.steps.link.made import field

from custdq.fields.base import Comparison, Equal, Level
from custdq.steps.link.choose import choose_rules
from custdq.steps.link.entities import Grouping, find_entities
from custdq.steps.link.identifiers import IdentifierCodes
from custdq.steps.link.model import FieldModel, LinkageModel, RulePrior
from custdq.steps.link.predict import ScoredPairs, Scorer

#: ann twice, once with the mail missing, and two more of her who give their mail alone
NAMES = ["ann lee", "ann lee", None, None, "bob ray"]
MAILS = ["a@x.org", None, "a@x.org", "a@x.org", "b@x.org"]


def _scorer(names: list[str | None], mails: list[str | None]) -> Scorer:
    same = Comparison((Level("same", Equal("name"), None),), ("name",))
    fields = [
        field("name", {"name": names}, comparison=same, blocking=["name"]),
        field("mail", {"mail": mails}, comparison=Comparison((Level("same", Equal("mail"), None),), ("mail",))),
    ]
    keys = [(f.name, f.name, next(iter(f.keys.values()))) for f in fields]
    candidates = choose_rules(keys, records=len(names), budget=1000)
    u = (0.002, 0.998)
    weights = [FieldModel(f.name, f.labels, (0.9, 0.1), u, u, 1.0) for f in fields]
    own = ((1.0, 0.0001),) * 3
    rules = tuple(
        RulePrior(rule.name, 0.8, 0.0, 10, tuple(FieldModel(n, ("same", "differs"), *own, 1.0) for n in rule.fields))
        for rule in candidates.rules
    )
    return Scorer(fields, candidates, model=LinkageModel(tuple(weights), rules, 1e-4, 0.0, 10))


def _entities(scorer: Scorer, grouping: Grouping | None = None) -> list[int]:
    labels = find_entities(scorer, scorer.score(at_least=0.01), grouping or Grouping())
    return [int(label) for label in labels]


def test_a_pair_that_says_nothing_does_not_outvote_those_that_agree() -> None:
    # the second ann shares no field with the two of the mail: two silent pairs against one that agrees
    assert _entities(_scorer(NAMES, MAILS)) == [0, 0, 0, 0, 4]


def test_must_link_and_cannot_link_are_the_last_word() -> None:
    scorer = _scorer(NAMES, MAILS)
    joined = Grouping(must_link=np.array([[4, 0]], np.int32))
    labels = _entities(scorer, joined)
    assert labels[4] == labels[0]
    parted = Grouping(cannot_link=np.array([[0, 1]], np.int32))
    labels = _entities(scorer, parted)
    assert labels[0] != labels[1]


@pytest.mark.parametrize("swap", [False, True])
def test_a_decision_may_name_its_records_in_any_order(swap: bool) -> None:
    pair = np.array([[1, 0] if swap else [0, 1]], np.int32)
    labels = _entities(_scorer(NAMES, MAILS), Grouping(cannot_link=pair))
    assert labels[0] != labels[1]


def test_of_a_clean_source_an_entity_holds_one_record() -> None:
    names = [f"name {i}" for i in range(60)]
    # the last record of source 1 looks like another of its own, and like that one's partner
    scorer = _scorer([*names, *names, names[0]], [*names, *names, names[0]])
    source = np.array([0] * 60 + [1] * 61, np.int32)
    across = replace(scorer.candidates, across=source)
    scorer.candidates = across
    labels = _entities(scorer, Grouping(across=source))
    held = list(zip(labels, source.tolist(), strict=True))
    assert len(set(held)) == len(held)
    assert len(set(labels)) == 61


def test_no_pairs_leave_everybody_alone() -> None:
    scorer = _scorer(["a", "b"], [None, None])
    nothing = np.array([], np.int32)
    scored = ScoredPairs(nothing, nothing, np.array([]), np.empty((0, 2), np.uint8), np.array([], bool))
    assert find_entities(scorer, scored, Grouping()).tolist() == [0, 1]


def test_a_grouping_follows_its_records_into_another_order() -> None:
    before = np.array([2, 0, 1])
    codes = np.array([5, 6, 7], np.int32)
    found = Grouping(
        across=codes, sources=codes, identifiers=(IdentifierCodes(0, codes),), must_link=np.array([[0, 2]], np.int32)
    ).of(before)
    assert found.across is not None
    assert found.sources is not None
    assert found.across.tolist() == found.sources.tolist() == found.identifiers[0].codes.tolist() == [7, 5, 6]
    assert found.must_link.tolist() == [[1, 0]], "record 0 is now the second, record 2 the first"
