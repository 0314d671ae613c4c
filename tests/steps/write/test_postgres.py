"""What PostgreSQL has of its own: schemas, rights, views in the way, messages that quote cells."""

from __future__ import annotations

import pyarrow as pa
import pytest
from tests.steps.write.places import PEOPLE, Place, records

from custdq.errors import LockedTargetError, TargetError


def test_rights_go_over_to_a_table_of_other_columns(postgres: str) -> None:
    place = Place(postgres)
    place.write(records())
    place.ask("DO $$ BEGIN CREATE ROLE reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    place.ask("GRANT SELECT ON people TO reader")
    place.ask("GRANT UPDATE ON people TO PUBLIC")
    place.write(records(PEOPLE.select(["entity_id", "born"])))
    rights = "SELECT grantee::text, privilege_type::text FROM information_schema.role_table_grants"
    assert {("reader", "SELECT"), ("PUBLIC", "UPDATE")} <= set(place.ask(f"{rights} WHERE table_name = 'people'"))


def test_a_view_in_the_way_is_said_and_nothing_is_lost(postgres: str) -> None:
    place = Place(postgres)
    place.write(records())
    place.ask("CREATE VIEW v AS SELECT born FROM people")
    with pytest.raises(TargetError, match="views, depend on the table"):
        place.write(records(PEOPLE.select(["entity_id", "orders"])))
    assert place.ask("SELECT count(*) FROM people") == [(2,)]


def test_a_row_that_has_not_changed_is_not_written_again(postgres: str) -> None:
    place = Place(postgres)
    place.write(records())
    before = place.ask("SELECT entity_id, ctid::text FROM people ORDER BY 1")
    changed = PEOPLE.set_column(1, "姓名", pa.array(["王伟", "李娜"]))
    place.write(records(changed), mode="upsert")
    after = place.ask("SELECT entity_id, ctid::text FROM people ORDER BY 1")
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False]


def test_a_schema_of_its_own(postgres: str) -> None:
    place = Place(postgres)
    with pytest.raises(TargetError, match="there is no such schema"):
        place.write(records(), table="sales.people")
    place.ask("CREATE SCHEMA sales")
    try:
        assert place.write(records(), table="sales.people").rows == {"people": 2}
        assert place.ask("SELECT count(*) FROM sales.people") == [(2,)]
    finally:
        place.ask("DROP SCHEMA sales CASCADE")


def test_messages_hold_neither_password_nor_cell(postgres: str) -> None:
    place = Place(postgres)
    place.ask("CREATE TABLE people (entity_id text, born date)")
    with pytest.raises(TargetError) as fell:
        place.write(records(pa.table({"entity_id": ["E1"], "born": ["geheim"]})), mode="upsert")
    assert "does not fit the type" in str(fell.value)
    assert "geheim" not in str(fell.value)
    wrong = postgres.replace("owner@", "nobody-here:secret-word@")
    with pytest.raises(TargetError) as refused:
        Place(wrong).write(records())
    assert "secret-word" not in str(refused.value)
    assert refused.value.__suppress_context__
    with pytest.raises(TargetError) as away:
        Place("postgresql://ann:secret-word@/crm?host=/nowhere").write(records())
    assert "secret-word" not in str(away.value)


def test_who_may_not_write_is_told_so(postgres: str) -> None:
    place = Place(postgres)
    place.write(records())
    place.ask("DO $$ BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    with pytest.raises(LockedTargetError, match="may not do this"):
        Place(postgres.replace("owner@", "guest@")).write(records())
