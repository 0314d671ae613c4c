"""One object an entity, with the trail of its cells as data."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest

from custdq.steps.write import OutTable, target_of, write_tables

RECORDS = OutTable("records", pa.table({"entity_id": ["E1", "E2"], "name": ["王伟", None]}), unique=True)
LINEAGE = OutTable(
    "lineage", pa.table({"entity_id": ["E2", "E1", "E1"], "column": ["a", "a", "b"], "candidates": ['[{"n": 1}]'] * 3})
)


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_an_entity_is_one_object(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"people.{ending}"
    write_tables(target_of(path), [RECORDS, LINEAGE])
    text = path.read_text(encoding="utf-8")
    found = json.loads(text) if ending == "json" else [json.loads(line) for line in text.splitlines()]
    line = {"candidates": [{"n": 1}]}
    assert found == [
        {"entity_id": "E1", "name": "王伟", "lineage": [{"column": "a"} | line, {"column": "b"} | line]},
        {"entity_id": "E2", "name": None, "lineage": [{"column": "a"} | line]},
    ]


@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_nobody_is_an_empty_file_that_can_be_read(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"people.{ending}"
    write_tables(target_of(path), [OutTable("records", RECORDS.data.slice(0, 0), unique=True)])
    assert path.read_text() == ("[]\n" if ending == "json" else "")
