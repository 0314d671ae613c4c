"""What is written says whether its rows belong to entities, and what was written reads as one line."""

from __future__ import annotations

import pyarrow as pa

from custdq.steps.write import OutTable, Written


def test_rows_belong_to_entities_where_they_name_them() -> None:
    assert OutTable("lineage", pa.table({"entity_id": ["E1"]})).keyed
    assert not OutTable("review", pa.table({"question": ["?"]})).keyed


def test_what_was_written_is_one_line() -> None:
    assert str(Written("a.xlsx", {"customers": 1200, "review": 3})) == "a.xlsx: customers (1,200 rows), review (3 rows)"
