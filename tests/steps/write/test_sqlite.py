"""What SQLite has of its own: one file, one writer."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pyarrow as pa
import pytest
from tests.steps.write.places import PEOPLE, Place, records

from custdq.errors import LockedTargetError, TargetError


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "crm.db").write_text("no database at all, but long enough to be looked at" * 40)
    with pytest.raises(TargetError, match="cannot be written: file is not a database"):
        Place(f"sqlite:///{tmp_path}/crm.db").write(records())


def test_a_database_somebody_else_is_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("custdq.steps.write.sqlite._PATIENCE", 0.1)
    place = Place(f"sqlite:///{tmp_path}/crm.db")
    place.write(records())
    other = sqlite3.connect(tmp_path / "crm.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LockedTargetError, match="locked"):
        place.write(records())
    other.close()


def test_a_new_file_is_taken_away_where_the_write_fails(tmp_path: Path) -> None:
    with pytest.raises(TargetError):
        Place(f"sqlite:///{tmp_path}/crm.db").write(records(pa.concat_tables([PEOPLE, PEOPLE])))
    assert not list(tmp_path.iterdir())
