"""One door for every target."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

import custdq
from custdq.steps.write import OutTable, target_of, write_tables

RECORDS = OutTable("records", pa.table({"entity_id": ["E1", "E2"], "name": ["王伟", None]}), unique=True)
LINEAGE = OutTable(
    "lineage", pa.table({"entity_id": ["E2", "E1", "E1"], "column": ["a", "a", "b"], "candidates": ['[{"n": 1}]'] * 3})
)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_further_tables_stand_in_files_beside(ending: str, tmp_path: Path) -> None:
    written = write_tables(target_of(tmp_path / f"new/people.{ending}"), [RECORDS, LINEAGE])
    assert written.rows == {f"people.{ending}": 2, f"people_lineage.{ending}": 3}
    assert len(custdq.read(tmp_path / "new" / f"people_lineage.{ending}")) == 3
