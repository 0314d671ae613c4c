"""More copies of one record than a block holds are found, and joined with all they belong to."""

from __future__ import annotations

import numpy as np
import pytest
from tests.steps.link.made import Values, field

from custdq.steps.link.block import BLOCK_CAP
from custdq.steps.link.copies import joined_runs, runs_of_copies


@pytest.mark.parametrize(
    ("name", "city", "expected"),
    [
        pytest.param(["a", "a", "a", "b"], ["x", "x", "x", "x"], [[0, 3]], id="run"),
        pytest.param(["a", "a", "b", "b"], ["x", "x", "x", "x"], [], id="short-runs"),
        pytest.param(["a", "a", "a", "a"], ["x", "x", "y", "y"], [], id="another-key-differs"),
        pytest.param(["a"] * 3 + ["b"] * 3, ["x"] * 6, [[0, 3], [3, 6]], id="two-runs"),
        pytest.param([None] * 3, [None] * 3, [[0, 3]], id="records-that-say-nothing"),
        pytest.param(["a"], ["x"], [], id="one-record"),
    ],
)
def test_runs(name: Values, city: Values, expected: list[list[int]]) -> None:
    fields = [field("name", {"full": name}), field("city", {"category": city})]
    assert runs_of_copies(fields, longer_than=2).tolist() == expected


def test_lists_are_compared_whole() -> None:
    fields = [field("phone", {"numbers": [["1", "2"], ["1", "2"], ["1"]]})]
    assert runs_of_copies(fields, longer_than=1).tolist() == [[0, 2]]


def test_what_a_block_holds_is_left_to_blocking() -> None:
    assert len(runs_of_copies([field("name", {"full": ["a"] * BLOCK_CAP})])) == 0
    assert len(runs_of_copies([field("name", {"full": ["a"] * (BLOCK_CAP + 1)})])) == 1


def test_a_run_takes_along_what_its_records_belong_to() -> None:
    labels = np.array([0, 1, 2, 1, 4, 4], np.int64)
    assert joined_runs(labels, np.array([[0, 3]], np.int32)).tolist() == [0, 0, 0, 0, 4, 4]
    assert labels.tolist() == [0, 1, 2, 1, 4, 4]
    assert joined_runs(labels, np.empty((0, 2), np.int32)).tolist() == labels.tolist()
