"""Decisions come in the forms people have them, and those that contradict each other are refused by name."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from custdq.errors import ColumnNotFoundError, OptionError, RecordNotFoundError
from custdq.results.decided_pairs import decided_positions, named_decisions, refuse_contradictions

ROWS = pa.table({"record_id": ["a", "b", "a"], "source": ["crm", "crm", "erp"]})


def test_pairs_and_frames_say_the_same() -> None:
    named = ((("crm", "a"), (None, "b")),)
    assert named_decisions("must_link", [(("crm", "a"), "b")]) == named
    frame = pd.DataFrame({"left": ["a"], "right": ["b"], "left_source": ["crm"], "right_source": [None]})
    assert named_decisions("must_link", frame) == named
    assert named_decisions("must_link", None) == named_decisions("must_link", []) == ()


@pytest.mark.parametrize("pairs", ["ab", ["a"], [("a", "b", "c")], [("a", None)], {"a": "b"}, 5])
def test_what_is_no_pair_is_refused(pairs: Any) -> None:
    with pytest.raises(OptionError, match=r"must_link|expected its id"):
        named_decisions("must_link", pairs)


def test_a_frame_without_its_columns_is_refused() -> None:
    with pytest.raises(ColumnNotFoundError, match="left"):
        named_decisions("must_link", pd.DataFrame({"lefft": ["a"], "right": ["b"]}))


def test_decisions_become_rows() -> None:
    pairs = named_decisions("must_link", [(("erp", "a"), "b"), ("b", "b")])
    assert decided_positions(ROWS, pairs).tolist() == [[2, 1]]
    assert decided_positions(ROWS, ()).shape == (0, 2)
    with pytest.raises(RecordNotFoundError, match="2 records"):
        decided_positions(ROWS, named_decisions("must_link", [("a", "b")]))


def test_a_contradiction_through_others_is_named() -> None:
    must = named_decisions("must_link", [(1, 2), (2, 3), (7, 8)])
    refuse_contradictions(must, named_decisions("cannot_link", [(1, 7), (3, 9)]))
    with pytest.raises(OptionError, match='"1" = "2", "2" = "3"'):
        refuse_contradictions(must, named_decisions("cannot_link", [(1, 3)]))
    with pytest.raises(OptionError, match="itself"):
        refuse_contradictions([], [(4, 4)])
