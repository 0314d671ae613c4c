"""Groups and their rank."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from custdq.steps.score.groups import group_table
from custdq.steps.score.intervals import wilson


def test_three_perfect_records_do_not_win() -> None:
    owner = pa.array(["new"] * 3 + ["old"] * 500)
    scores = np.array([1.0] * 3 + [1.0] * 485 + [0.0] * 15)
    lines = group_table({"owner": owner}, {"completeness": scores}, np.ones(503)).to_pylist()
    assert [line["group"] for line in lines] == ["old", "new"]
    assert [line["lower"] for line in lines] == pytest.approx([0.9511, 0.4385], abs=5e-5)


def test_records_without_a_group_are_one() -> None:
    lines = group_table({"owner": pa.array(["a", None])}, {"x": np.array([0.5, 1.0])}, np.ones(2)).to_pylist()
    assert {line["group"] for line in lines} == {"a", None}


def test_an_unassessed_group_has_no_rank() -> None:
    (line,) = group_table({"owner": pa.array(["a"])}, {"x": np.array([np.nan])}, np.ones(1)).to_pylist()
    assert (line["score"], line["lower"], line["rank"], line["rows"]) == (None, None, None, 1)


def test_unequal_weights_make_the_sample_smaller() -> None:
    weights = np.array([1.0, 1.0, 8.0])
    (line,) = group_table({"o": pa.array(["a"] * 3)}, {"x": np.ones(3)}, weights).to_pylist()
    assert line["lower"] == pytest.approx(wilson(1.0, 100 / 66)[0])


def test_no_grouping_no_groups() -> None:
    assert group_table({}, {"x": np.ones(2)}, np.ones(2)).num_rows == 0
