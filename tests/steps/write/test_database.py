"""One transaction, whatever the database: all of the new or all of the old, types, rights and foreign columns kept."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest
from tests.steps.write.places import PEOPLE, Place, records

from custdq.errors import TargetError, TargetExistsError
from custdq.steps.write import OutTable

LINEAGE = pa.table({"entity_id": ["E1", "E1", "E2"], "column": ["a", "b", "a"], "value": ["1", "2", "3"]})
XREF = pa.table({"entity_id": ["E1", "E1", "E2"], "source": ["crm", "erp", None], "row": [1, 2, 3]})


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "sqlite":
        return Place(f"sqlite:///{tmp_path}/new/crm.db")
    return Place(request.getfixturevalue("postgres"))


def test_types_names_and_cells_are_kept(place: Place) -> None:
    written = place.write(records())
    assert written.rows == {"people": 2}
    assert not written.renamed
    day = "1990-05-01" if place.address.startswith("sqlite") else date(1990, 5, 1)
    rows = place.ask('SELECT entity_id, "姓名", "odd""; drop table x; --", born, orders, spent FROM people ORDER BY 1')
    assert rows == [("E1", "王伟", "a'b", day, 3, 2.5), ("E2", None, "\\", None, None, None)]


def test_an_entity_stands_once(place: Place) -> None:
    doubled = pa.concat_tables([PEOPLE, PEOPLE])
    with pytest.raises(TargetError):
        place.write(records(doubled))
    assert place.write(records()).rows == {"people": 2}
    with pytest.raises(TargetError, match="one entity_id"):
        place.write(records(doubled), mode="upsert")


@pytest.mark.parametrize("data", [PEOPLE.slice(0, 1), PEOPLE.slice(0, 1).select(["entity_id", "born"])])
def test_replace_leaves_the_new_rows_alone(place: Place, data: pa.Table) -> None:
    place.write(records(), OutTable("lineage", LINEAGE))
    written = place.write(records(data), OutTable("lineage", LINEAGE.slice(0, 1)))
    assert written.rows == {"people": 1, "people_lineage": 1}
    assert place.ask("SELECT count(*) FROM people") == [(1,)]
    assert place.ask("SELECT * FROM people_lineage") == [("E1", "a", "1")]
    assert place.write(records(), OutTable("lineage", LINEAGE)).rows == {"people": 2, "people_lineage": 3}


def test_what_hangs_on_the_table_stays(place: Place) -> None:
    place.write(records())
    place.ask("CREATE VIEW names AS SELECT entity_id, \"姓名\" FROM people WHERE entity_id = 'E1'")
    place.ask("CREATE INDEX by_day ON people (born)")
    place.write(records(PEOPLE.slice(0, 1)))
    assert place.ask("SELECT entity_id FROM names") == [("E1",)]


def test_fail_means_nothing_was_there(place: Place) -> None:
    place.write(records(), mode="fail")
    with pytest.raises(TargetExistsError, match=r'already\. Give mode="replace" or "upsert"'):
        place.write(records(PEOPLE.slice(0, 1)), mode="fail")
    assert place.ask("SELECT count(*) FROM people") == [(2,)]


def test_upsert_renews_adds_and_keeps(place: Place) -> None:
    place.write(records(), OutTable("lineage", LINEAGE))
    place.ask("ALTER TABLE people ADD COLUMN note TEXT")
    place.ask("UPDATE people SET note = 'ours'")
    new = pa.table({"entity_id": ["E2", "E3"], "姓名": ["李娜", "陈"], "born": pa.array([None, date(2000, 1, 2)])})
    lines = pa.table({"entity_id": ["E3"], "column": ["a"], "value": ["9"]})
    place.write(records(new), OutTable("lineage", lines), mode="upsert")
    rows = place.ask('SELECT entity_id, "姓名", orders, note FROM people ORDER BY 1')
    assert rows == [("E1", "王伟", 3, "ours"), ("E2", "李娜", None, "ours"), ("E3", "陈", None, None)]
    # E2 was written and has no line any more
    lines_there = [("E1", "a", "1"), ("E1", "b", "2"), ("E3", "a", "9")]
    assert place.ask("SELECT * FROM people_lineage ORDER BY 1, 2") == lines_there
    assert not [name for (name,) in place.ask(_TABLES[place.address[:6]]) if "custdq" in name]


_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master",
    "postgr": "SELECT table_name::text FROM information_schema.tables",
}  # fmt: skip


@pytest.mark.parametrize("key", ["PRIMARY KEY", ""])
def test_upsert_with_and_without_a_key(place: Place, key: str) -> None:
    place.write(OutTable("other", LINEAGE), table="other")
    place.ask(f"CREATE TABLE people (entity_id TEXT {key}, value TEXT, note TEXT)")
    place.ask("INSERT INTO people VALUES ('E1', 'old', 'mine'), ('E9', 'stays', NULL)")
    new = pa.table({"entity_id": ["E1", "E2"], "value": ["new", None]})
    place.write(records(new), mode="upsert")
    place.write(records(new), mode="upsert")
    rows = place.ask("SELECT entity_id, value, note FROM people ORDER BY 1")
    assert rows == [("E1", "new", "mine"), ("E2", None, None), ("E9", "stays", None)]


def test_a_record_that_moved_stands_under_one_entity(place: Place) -> None:
    same = ("source", "row")
    place.write(OutTable("xref", XREF, same_row=same))
    moved = pa.table({"entity_id": ["E9", "E9"], "source": ["erp", None], "row": pa.array([2, 3], pa.int64())})
    place.write(OutTable("xref", moved, same_row=same), mode="upsert")
    assert place.ask("SELECT row, entity_id FROM people ORDER BY 1") == [(1, "E1"), (2, "E9"), (3, "E9")]


def test_upsert_into_nothing_makes_the_table(place: Place) -> None:
    assert place.write(records(), mode="upsert").rows == {"people": 2}
    assert place.ask("SELECT count(*) FROM people") == [(2,)]


def test_upsert_names_the_column_that_lacks(place: Place) -> None:
    place.write(records(PEOPLE.select(["entity_id", "born"])))
    with pytest.raises(TargetError, match=r'has no column "borne"\. Did you mean "born"'):
        place.write(records(pa.table({"entity_id": ["E1"], "borne": ["x"]})), mode="upsert")


def test_fractions_are_not_rounded_without_a_word(place: Place) -> None:
    place.write(records(pa.table({"entity_id": ["E1"], "n": [1]})))
    with pytest.raises(TargetError, match=r'Column "n" .* whole numbers'):
        place.write(records(pa.table({"entity_id": ["E1"], "n": [1.5]})), mode="upsert")
    place.write(records(pa.table({"entity_id": ["E1"], "n": [2.0]})), mode="upsert")
    assert place.ask("SELECT n FROM people") == [(2,)]


def test_an_error_late_in_the_write_undoes_all_of_it(place: Place) -> None:
    place.write(records(), OutTable("lineage", LINEAGE))
    doubled = OutTable("lineage", LINEAGE.append_column("more", LINEAGE["value"]), unique=True)
    with pytest.raises(TargetError):
        place.write(records(PEOPLE.slice(0, 1)), doubled)
    assert place.ask("SELECT count(*) FROM people") == [(2,)]
    assert place.ask("SELECT count(*) FROM people_lineage") == [(3,)]


def test_a_view_is_not_written_over(place: Place) -> None:
    place.write(records())
    place.ask("CREATE VIEW v AS SELECT * FROM people")
    with pytest.raises(TargetError, match="expected a table"):
        place.write(records(), table="v")


def test_names_and_cells_the_database_cannot_hold_are_changed_and_said(place: Place) -> None:
    long = "客户" * 40
    cells = {"entity_id": "E1", "Name": "a\0b", "name": "c", long: "d", long + "2": "e", "xmin": "f"}
    written = place.write(records(pa.table({name: [cell] for name, cell in cells.items()})))
    assert written.changed == {"Name": 1}
    sqlite = place.address.startswith("sqlite")
    assert set(written.renamed) == ({"name"} if sqlite else {long, long + "2", "xmin"})
    assert len(set(written.renamed.values())) == len(written.renamed)
    assert place.ask('SELECT "Name" FROM people') == [("ab",)]


def test_an_empty_table_has_its_columns(place: Place) -> None:
    assert place.write(records(PEOPLE.slice(0, 0))).rows == {"people": 0}
    assert place.ask("SELECT born FROM people") == []


WRITER = """
import sys, pyarrow as pa
from custdq.steps.write import OutTable, target_of, write_tables

address, shape, die_at = sys.argv[1:]
ids = [f"N{n}" for n in range(20_000)]
data = pa.table({"entity_id": ids, "x": ids} if shape == "same" else {"entity_id": ids, "y": ids})

from custdq.steps.write.postgres import Postgres
from custdq.steps.write.sqlite import Sqlite
for kind in (Postgres, Sqlite):
    load, place = kind.load, kind.take_place
    def slow_load(self, table, data, load=load):
        load(self, table, data)
        if die_at == "loaded":
            print("here", flush=True); sys.stdin.read()
    def slow_place(self, new, old, place=place):
        place(self, new, old)
        print("here", flush=True); sys.stdin.read()
    kind.load, kind.take_place = slow_load, slow_place
write_tables(target_of(address, "people"), [OutTable("records", data, unique=True)])
"""


@pytest.mark.parametrize(("shape", "die_at"), [("same", "loaded"), ("other", "loaded"), ("other", "renamed")])
def test_killed_in_the_middle_the_old_table_is_whole(place: Place, shape: str, die_at: str) -> None:
    old = pa.table({"entity_id": ["E1", "E2"], "x": ["a", "b"]})
    place.write(records(old))
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, place.address, shape, die_at], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with writer:
        assert writer.stdout is not None
        reached = writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
    assert reached == b"here\n"
    deadline = time.monotonic() + 20  # the server notices that its client is gone
    while time.monotonic() < deadline:
        try:
            written = place.write(records(old.slice(0, 1)), table="other")
            break
        except TargetError:
            time.sleep(0.1)
    assert written.rows == {"other": 1}
    assert place.ask("SELECT entity_id, x FROM people ORDER BY 1") == [("E1", "a"), ("E2", "b")]
    assert place.write(records(old.slice(0, 1))).rows == {"people": 1}
