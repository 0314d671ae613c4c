"""A record is found by what the user calls it, and never guessed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from custdq.errors import OptionError, RecordNotFoundError
from custdq.results.record_keys import RecordKey, named_pairs, named_record, record_positions

ROWS = pa.table({"record_id": ["1", "2", "1", None], "source": ["crm", "crm", "erp", None]})


def test_many_are_found_at_once() -> None:
    assert record_positions(ROWS, [2, ("erp", 1), ("crm", "1")]) == [1, 2, 0]
    assert record_positions(ROWS, []) == []


@pytest.mark.parametrize(("record", "said"), [(1, "2 records"), (3, "No record"), (("shop", 1), "shop")])
def test_what_is_not_one_record_is_refused(record: RecordKey, said: str) -> None:
    with pytest.raises(RecordNotFoundError, match=said):
        record_positions(ROWS, [record])


def test_one_unnamed_source() -> None:
    rows = pa.table({"record_id": ["1", "2"], "source": pa.nulls(2, pa.string())})
    assert record_positions(rows, [2.0]) == [1]
    with pytest.raises(OptionError, match="expected its id"):
        named_record([])  # type: ignore[arg-type]


def _columns(ids: list[str | None], sources: list[str | None]) -> dict[str, list[Any]]:
    identity = pa.table({"record_id": pa.array(ids, pa.string()), "source": pa.array(sources, pa.string())})
    pairs: dict[str, list[Any]] = named_pairs(identity, np.array([0], np.int32), np.array([2], np.int32)).to_pydict()
    return pairs


def test_pairs_are_named_by_no_more_than_it_takes() -> None:
    by_id = {"left": ["a"], "right": ["c"]}
    assert _columns(["a", "b", "c"], ["x", "x", "y"]) == by_id
    by_source = {"left": ["a"], "right": ["a"], "left_source": ["x"], "right_source": ["y"]}
    assert _columns(["a", "b", "a"], ["x", "x", "y"]) == by_source
    by_row = {"left": ["a"], "right": ["a"], "left_row": [0], "right_row": [2]}
    assert _columns(["a", "b", "a"], [None] * 3) == by_row
    assert _columns(["a", None, "c"], [None] * 3) == by_id | {"left_row": [0], "right_row": [2]}
    assert _columns(["a", "a", "a"], ["x", "x", "y"]) == by_source | {"left_row": [0], "right_row": [2]}
