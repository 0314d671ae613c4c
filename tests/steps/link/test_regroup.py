"""Decisions hold, entities are joined as they stand, and the evidence decides about everybody else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

import custdq
from custdq import fields as f
from custdq.steps.link import LinkOutcome, own_decisions, regroup
from custdq.steps.link.cluster import connected_components

SCHEMA = custdq.Schema({"mail": f.Email(), "city": f.Category()})
PAIRS = st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)).filter(lambda pair: pair[0] != pair[1]), max_size=4)


def _outcome(rows: int = 30) -> LinkOutcome:
    """Return the linking of ten people, three records each."""
    said = {"mail": [f"p{n // 3}@x.org" for n in range(rows)], "city": [f"c{n // 3}" for n in range(rows)]}
    return custdq.dedupe(pd.DataFrame(said), SCHEMA).outcome


def _pairs(pairs: Any) -> Any:
    return np.array(pairs, np.int32).reshape(-1, 2)


OUTCOME = _outcome()


def test_entities_are_joined_as_they_stand() -> None:
    labels = regroup(OUTCOME, _pairs([(0, 4)]), _pairs([])).labels
    assert labels.tolist() == [0] * 6 + OUTCOME.labels[6:].tolist()


def test_a_record_that_is_parted_leaves_the_others_where_they_are() -> None:
    labels = regroup(OUTCOME, _pairs([]), _pairs([(0, 1), (0, 2)])).labels
    assert labels.tolist() == [0, 1, 1, *OUTCOME.labels[3:].tolist()]


def test_a_record_moves() -> None:
    labels = regroup(OUTCOME, _pairs([(2, 3)]), _pairs([(2, 0), (2, 1)])).labels
    assert labels.tolist() == [0, 0, 2, 2, 2, 2, *OUTCOME.labels[6:].tolist()]


def test_what_cannot_be_joined_as_it_stands_is_joined_by_its_records() -> None:
    labels = regroup(OUTCOME, _pairs([(0, 3)]), _pairs([(1, 4)])).labels
    assert labels[0] == labels[3]
    assert labels[1] != labels[4]
    assert labels[6:].tolist() == OUTCOME.labels[6:].tolist()


def test_decisions_hold_where_there_is_nothing_to_compare() -> None:
    empty = pd.DataFrame({"mail": [None, None, None], "city": [None, None, None]})
    outcome = custdq.dedupe(empty, SCHEMA).outcome
    assert regroup(outcome, _pairs([(2, 0)]), _pairs([])).labels.tolist() == [0, 1, 0]


def test_decisions_add_up() -> None:
    once = regroup(OUTCOME, _pairs([(0, 4)]), _pairs([(6, 7)]))
    twice = regroup(once, _pairs([(9, 12)]), _pairs([]))
    must, cannot = own_decisions(twice)
    assert (np.sort(must).tolist(), np.sort(cannot).tolist()) == ([[0, 4], [9, 12]], [[6, 7]])
    assert twice.labels.tolist() == [*once.labels[:9].tolist(), *[9] * 6, *OUTCOME.labels[15:].tolist()]


@given(PAIRS, PAIRS)
def test_consistent_decisions_hold_and_no_other_entity_changes(must: Any, cannot: Any) -> None:
    must, cannot = _pairs(must), _pairs(cannot)
    said = connected_components(30, must[:, 0], must[:, 1])
    cannot = cannot[said[cannot[:, 0]] != said[cannot[:, 1]]]
    labels = regroup(OUTCOME, must, cannot).labels
    assert (labels[must[:, 0]] == labels[must[:, 1]]).all()
    assert (labels[cannot[:, 0]] != labels[cannot[:, 1]]).all()
    touched = OUTCOME.labels[np.concatenate([must, cannot]).ravel()]
    others = ~np.isin(OUTCOME.labels, touched)
    assert (labels[others] == OUTCOME.labels[others]).all()
    assert (labels <= np.arange(30)).all()
    assert (labels[labels] == labels).all()
