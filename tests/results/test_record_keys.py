"""A record is found by what the user calls it, and never guessed."""

from __future__ import annotations

import pyarrow as pa
import pytest

from custdq.errors import OptionError, RecordNotFoundError
from custdq.results.record_keys import RecordKey, named_record, record_positions

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
