"""Bridges are found as a plain search finds them, and an entity's doubts are told."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.link import LinkOptions, LinkOutcome, entity_quality, impact, link_records, undecided
from custdq.steps.link.cluster import connected_components
from custdq.steps.link.quality import bridges
from custdq.steps.standardize import standardize_records

EDGES = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]), max_size=16)


@given(EDGES)
def test_without_a_bridge_a_group_falls_apart(edges: set[tuple[int, int]]) -> None:
    pairs = np.array(sorted(edges), np.int32).reshape(-1, 2)
    left, right = pairs[:, 0], pairs[:, 1]
    component = connected_components(9, left, right)
    first = np.array([int(np.flatnonzero(component == one)[0]) for one in component])
    found = bridges(left, right, first)
    for edge in range(len(left)):
        rest = np.arange(len(left)) != edge
        apart = connected_components(9, left[rest], right[rest]).max() > component.max()
        assert found[edge] == apart


SCHEMA = Schema({"name": f.PersonName(), "mail": f.Email(), "tel": f.Phone(region="CN"), "born": f.Date()})


def _outcome() -> LinkOutcome:
    family, given = "王李张刘陈杨赵黄", "伟芳娜敏静丽强磊军洋"
    rows: list[tuple[str | None, ...]] = []
    for i in range(60):
        name, born = family[i % 8] + given[i % 10] + given[i // 10], f"19{50 + i % 40}-0{1 + i % 9}-1{i % 9}"
        rows += [(name, f"u{i}@x.org", f"138{i * 7919:08d}", born)] * 2
    # three records that hang together by two pairs, and one with another birthday
    rows += [("孙倩", "sq@x.org", None, None), ("孙倩", "sq@x.org", "13900000001", None)]
    rows += [("孙倩", None, "13900000001", None)]
    rows += [("周杰", "zj@x.org", "13900000002", "1980-01-01"), ("周杰", "zj@x.org", "13900000002", "1991-07-23")]
    columns = {name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(SCHEMA.columns)}
    together = np.array([[123, 124]], np.int32)
    options = LinkOptions(must_link=together)
    return link_records(standardize_records(pa.table(columns), SCHEMA), SCHEMA, options)


def test_an_entity_is_told_by_its_doubts() -> None:
    outcome = _outcome()
    found = entity_quality(outcome)
    conflict = found.label.tolist().index(123)
    assert found.conflicts[conflict].tolist() == [False, False, False, True]
    assert found.conflicts.sum() == 1
    at = found.label.tolist().index(120)
    assert (found.records[at], found.pairs[at]) == (3, 3)
    pair = found.label.tolist().index(0)
    assert (found.records[pair], found.pairs[pair], found.bridges[pair]) == (2, 1, 1)
    against = np.minimum(found.lowest_weight + outcome.model.prior_weight, 0)
    assert (np.diff(found.weakest_link + against) >= 0).all()
    assert found.weakest_link[pair] == pytest.approx(found.lowest_weight[pair] + outcome.model.prior_weight)


def test_a_decision_moves_the_records_it_would_join_or_split() -> None:
    outcome = _outcome()
    moved = impact(outcome, np.arange(len(outcome.left)))
    labels, left, right = outcome.labels, outcome.left, outcome.right
    counts = np.bincount(labels)
    apart = labels[left] != labels[right]
    assert (moved[apart] == counts[labels[left]][apart] + counts[labels[right]][apart]).all()
    whole = ~apart & (counts[labels[left]] == 2) & (outcome.probability > 0.5)
    assert (moved[whole] == 2).all()


def test_what_was_decided_is_not_asked_again() -> None:
    outcome = _outcome()
    known = undecided(outcome)
    decided = (outcome.left == 123) & (outcome.right == 124)
    assert decided.any()
    assert (known == ~decided).all()
