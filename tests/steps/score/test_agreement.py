"""Values of one customer held against each other."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.score.agreement import compare
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.expectations import Expectations

NAN = math.nan


def _evidence(columns: dict[str, list[Cell]], entity: list[int], *, owners: dict[str, str] | None = None) -> Evidence:
    schema = Schema({"word": f.Category(), "name": f.PersonName(), "born": f.Date()}, source="source")
    expects = Expectations(owners=owners or {})
    return Evidence(hand_built(columns), schema, expects, 0.0, np.array(entity, dtype=np.int64))


def _scores(evidence: Evidence, column: str) -> list[float]:
    found = compare(evidence, column)
    out = np.full(evidence.rows, NAN)
    out[found.rows] = found.score
    return [float(score) for score in out]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 2)), max_size=30))
def test_agreement_is_the_share_of_agreeing_pairs(rows: list[tuple[int, int]]) -> None:
    words = [None if code < 0 else "abc"[code] for _, code in rows]
    scores = np.array(_scores(_evidence({"word": [*words]}, [at for at, _ in rows]), "word"))
    for number in range(4):
        values = [code for at, code in rows if at == number and code >= 0]
        own = np.array([score for score, (at, code) in zip(scores, rows, strict=True) if at == number and code >= 0])
        m = len(values)
        if m < 2:
            assert np.isnan(own).all()
            continue
        counts = [values.count(code) for code in set(values)]
        assert own.mean() == pytest.approx(sum(n * (n - 1) for n in counts) / (m * (m - 1)))


def test_a_part_is_no_contradiction() -> None:
    evidence = _evidence({"born": ["1990-05", "1990-05-07", "1990-06-01"]}, [0, 0, 0])
    assert _scores(evidence, "born") == [0.5, 0.5, 0.0]


def test_where_a_system_owns_a_column_the_others_are_held_to_it() -> None:
    columns: dict[str, list[Cell]] = {"word": ["a", "b", "b"], "source": ["erp", "crm", "web"]}
    assert _scores(_evidence(columns, [0, 0, 0]), "word") == [0, 0.5, 0.5]
    owned = _evidence(columns, [0, 0, 0], owners={"word": "erp"})
    np.testing.assert_equal(_scores(owned, "word"), [NAN, 0, 0])
