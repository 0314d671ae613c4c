"""Whatever columns are called and cells hold, what is written is what is there, or said to be changed."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from pathlib import Path

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from custdq.steps.write import OutTable, target_of, write_tables

TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
NAMES = st.lists(TEXT.filter(lambda name: name != "entity_id"), max_size=4, unique=True)
CELLS = st.lists(st.lists(st.none() | TEXT, min_size=4, max_size=4), max_size=5)


def _table(names: list[str], rows: list[list[str | None]]) -> pa.Table:
    columns = {"entity_id": pa.array([f"E{at}" for at in range(len(rows))], pa.string())}
    return pa.table(columns | {name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate(names)})


@settings(max_examples=60)
@given(NAMES, CELLS)
def test_sqlite_holds_what_was_given(names: list[str], rows: list[list[str | None]]) -> None:
    table = _table(names, rows)
    with tempfile.TemporaryDirectory() as folder:
        target = target_of(f"sqlite:///{folder}/a.db?table=t")
        for mode in ("replace", "replace", "upsert"):
            written = write_tables(target, [OutTable("records", table, unique=True)], mode=mode)
        connection = sqlite3.connect(f"{folder}/a.db")
        cursor = connection.execute("SELECT * FROM t")
        found, cells = [column[0] for column in cursor.description], cursor.fetchall()
        connection.close()
    assert found == [written.renamed.get(name, name) for name in table.column_names]
    without_nul = [tuple(None if c is None else c.replace("\0", "") for c in row.values()) for row in table.to_pylist()]
    assert sorted(cells) == sorted(without_nul)


@given(NAMES, CELLS)
def test_json_lines_hold_what_was_given(names: list[str], rows: list[list[str | None]]) -> None:
    table = _table(names, rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        write_tables(target_of(path), [OutTable("records", table, unique=True)])
        lines = path.read_text(encoding="utf-8").split("\n")
    assert [json.loads(line) for line in lines if line] == table.to_pylist()
