"""Ids stay, new ones were never used, and no record is forgotten."""

from __future__ import annotations

import pyarrow as pa
from tests.steps.identify.made import Row, identified, ids

from custdq.steps.identify import EVENT_SCHEMA, IDENTITY_SCHEMA, NO_IDENTITIES, new_ids

ROWS: list[Row] = [("crm", str(n), f"person {n}") for n in range(4)]


def test_the_tables_have_their_shape() -> None:
    tables = identified("aabb", ROWS)
    assert (tables.records.schema, tables.events.schema) == (IDENTITY_SCHEMA, EVENT_SCHEMA)
    nobody = identified("", [])
    assert (nobody.records.schema, nobody.events.schema, nobody.run) == (IDENTITY_SCHEMA, EVENT_SCHEMA, 1)
    assert nobody.records.num_rows == nobody.events.num_rows == 0
    assert NO_IDENTITIES.run == 0


def test_records_of_earlier_runs_keep_their_place() -> None:
    first = identified("aabb", ROWS, day="2025-01-01")
    second = identified("a", ROWS[:1], first, day="2025-02-01")
    assert second.current.num_rows == 1
    assert second.records.column("record_id").to_pylist() == ["0", "1", "2", "3"]
    assert second.records.column("day").to_pylist() == ["2025-02-01"] + ["2025-01-01"] * 3
    assert ids(identified("aabb", ROWS, second)) == ids(first)


def test_a_record_that_is_away_moves_house_with_its_entity() -> None:
    first = identified("aabb", ROWS)
    joined = identified("aaa", [ROWS[0], ROWS[1], ROWS[2]], first)
    assert joined.records.column("entity_id").to_pylist() == ["E000001"] * 4


def test_ids_of_another_make_are_kept_and_new_ones_follow() -> None:
    first = identified("aabb", ROWS)
    names = pa.array(["K-7", "K-7", "E000041", "E000041"])
    theirs = first.records.set_column(0, "entity_id", names)
    events = first.events.set_column(4, "new_id", pa.array(["K-7", "E000041"]))
    before = type(first)(theirs, events, 1)
    assert ids(identified("aabbc", [*ROWS, ("crm", "9", "Zoe")], before)) == [*names.to_pylist(), "E000042"]


def test_more_entities_than_digits() -> None:
    assert new_ids(2, after=999_998).to_pylist() == ["E0999999", "E1000000"]
    assert new_ids(0).to_pylist() == []
