"""Answers are read as people write them; an empty cell is no answer."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from custdq.errors import ColumnNotFoundError, OptionError
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
