"""Answers are read as people write them; an empty cell is no answer."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from custdq.errors import ColumnNotFoundError, OptionError, RecordNotFoundError
from custdq.results.answers import labelled_pairs

ROWS = pa.table({"record_id": ["a", "b", "c"], "source": pa.nulls(3, pa.string())})


@pytest.mark.parametrize(
    ("yes", "no"), [("yes", "No"), (True, False), (1, 0), ("是", "否"), ("TRUE", "false"), (1.0, 0.0)]
)
def test_yes_and_no_in_many_ways(yes: Any, no: Any) -> None:
    answers = pd.DataFrame({"left": ["b", "a", "c"], "right": ["a", "c", "b"], "match": [yes, None, no]}, dtype=object)
    pairs, match = labelled_pairs(answers, ROWS)
    assert pairs.tolist() == [[0, 1], [1, 2]]
    assert match.tolist() == [True, False]


def test_what_is_no_answer_is_said() -> None:
    frame = pd.DataFrame({"left": ["a"], "right": ["b"], "match": ["perhaps"]})
    with pytest.raises(OptionError, match="perhaps"):
        labelled_pairs(frame, ROWS)
    with pytest.raises(OptionError, match="No pair has an answer"):
        labelled_pairs(frame.assign(match=None), ROWS)
    with pytest.raises(ColumnNotFoundError, match='"match"'):
        labelled_pairs(frame.rename(columns={"match": "macth"}), ROWS)


def test_answers_as_triples() -> None:
    pairs, match = labelled_pairs([("c", "a", "no"), ("a", "b", True), ("b", "c", None)], ROWS)
    assert pairs.tolist() == [[0, 1], [0, 2]]
    assert match.tolist() == [True, False]
    with pytest.raises(OptionError, match=r"expected \(left, right, match\)"):
        labelled_pairs([("a", "b")], ROWS)


def test_a_pair_stands_once_and_cannot_be_both() -> None:
    pairs, _ = labelled_pairs([("a", "b", 1), ("b", "a", "yes")], ROWS)
    assert pairs.tolist() == [[0, 1]]
    with pytest.raises(OptionError, match="both yes and no of 'b' and 'a'"):
        labelled_pairs([("a", "b", 1), ("b", "a", 0)], ROWS)
    with pytest.raises(OptionError, match="'a' with itself"):
        labelled_pairs([("a", "a", 1)], ROWS)
    with pytest.raises(RecordNotFoundError, match='"z"'):
        labelled_pairs([("a", "z", 1)], ROWS)
