"""The weighted vote: sources that err count less, old values count less, repeats are no news."""

from __future__ import annotations

import math

import numpy as np
import pyarrow as pa
import pytest
from tests.steps.hand_built import Cell, hand_built

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.merge.cells import Cells, Context
from custdq.steps.merge.vote import ALTERNATIVES, Vote, weighted_vote

FULL = math.log(ALTERNATIVES * 0.8 / 0.2)


def _vote(columns: dict[str, list[Cell]], entity: list[int] | None = None) -> Vote:
    records = hand_built(columns)
    rows = records.records.num_rows
    codes = np.array(entity or [0] * rows, dtype=np.int64)
    ids = pa.array([f"e{code}" for code in range(int(codes.max()) + 1)])
    name = "mobile" if "mobile" in columns else "code"
    kind = f.Phone(region="CN") if name == "mobile" else f.Identifier()
    schema = Schema({name: kind}, source="source", updated_at="seen" if "seen" in columns else None)
    return weighted_vote(Cells.of(Context(records, schema, codes, ids, (name,)), (name,)))


def test_a_single_value_is_as_sure_as_its_source() -> None:
    vote = _vote({"source": ["a"], "code": ["x1"]})
    assert vote.votes.tolist() == pytest.approx([FULL], abs=1e-6)
    assert vote.share.tolist() == pytest.approx([0.8], abs=1e-6)


def test_two_sources_that_differ_are_equally_likely() -> None:
    vote = _vote({"source": ["a", "b"], "code": ["x1", "x2"]})
    assert vote.share[0] == vote.share[1]


def test_what_a_source_repeats_counts_half_then_a_third() -> None:
    vote = _vote({"source": ["a", "a", "a"], "code": ["x1", "x1", "x1"]})
    assert vote.votes[0] == pytest.approx(FULL * (1 + 1 / 2 + 1 / 3), abs=1e-5)


def test_two_sources_outvote_one_that_repeats_itself() -> None:
    vote = _vote({"source": ["a", "a", "a", "b", "c"], "code": ["x1", "x1", "x1", "x2", "x2"]})
    assert vote.votes[3] > vote.votes[0]


def test_of_two_that_differ_the_older_fades_four_times_as_fast_as_values_at_large() -> None:
    vote = _vote(
        {"source": ["a", "b"], "mobile": ["+8613900138001", "+8615822217342"], "seen": ["2022-01-01", "2024-12-31"]}
    )
    assert vote.votes[0] == pytest.approx(vote.votes[1] / 16, abs=1e-6)


def test_a_slip_of_the_finger_does_not_fade() -> None:
    vote = _vote(
        {
            "source": ["a", "b", "c"],
            "mobile": ["+8613900138001", "+8613900138001", "+8613900183001"],
            "seen": ["2022-01-01", "2022-01-01", "2024-12-31"],
        }
    )
    assert vote.votes[0] > vote.votes[2]


def test_an_undated_cell_is_of_its_sources_time() -> None:
    seen: list[Cell] = ["2020-01-01", "2024-01-01", None, "2022-01-01"]
    source: list[Cell] = ["old", "new", "old", "new"]
    mobile: list[Cell] = ["+8613900138001", "+8615822217342", "+8613900138001", "+8615822217342"]
    vote = _vote({"source": source, "mobile": mobile, "seen": seen}, [0, 0, 1, 1])
    assert vote.votes[3] == pytest.approx(vote.votes[2] / 2 ** (731 * 4 / 1095), abs=1e-4)


def test_a_number_typed_for_many_customers_counts_less() -> None:
    clerk = "+8613900138001"
    mobile: list[Cell] = ["+8615822217342", clerk, clerk, clerk, clerk]
    vote = _vote({"source": ["a"] * 5, "mobile": mobile}, [0, 0, 1, 2, 3])
    assert vote.votes[0] == pytest.approx(FULL - math.log(4), abs=1e-6)


def test_what_cannot_change_does_not_age() -> None:
    vote = _vote({"source": ["a", "b"], "code": ["x1", "x2"], "seen": ["2002-01-01", "2024-12-31"]})
    assert vote.votes[0] == vote.votes[1]


def test_a_source_that_often_stands_alone_counts_less() -> None:
    entity = [number for number in range(30) for _ in range(3)]
    source: list[Cell] = ["good", "fair", "bad"] * 30
    code: list[Cell] = []
    for number in range(30):
        code += [f"x{number}", f"x{number}", f"wrong{number}" if number % 2 else f"x{number}"]
    entity += [30, 30]
    vote = _vote({"source": [*source, "good", "bad"], "code": [*code, "left", "right"]}, entity)
    bad, good = vote.votes[-2:]
    assert good > bad


def test_an_unreadable_value_hardly_counts() -> None:
    vote = _vote({"source": ["a", "b"], "mobile": ["+8613900138001", ("12", None)]})
    assert vote.votes[1] == pytest.approx(vote.votes[0] / 10, abs=1e-5)


def test_no_cells() -> None:
    assert _vote({"source": ["a"], "code": [None]}).votes.tolist() == []
