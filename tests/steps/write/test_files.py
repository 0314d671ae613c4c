"""Files are there whole or not at all, and no cell runs in a spreadsheet."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pytest

from custdq.errors import LockedTargetError, TargetError
from custdq.steps.write import write_csv
from custdq.steps.write.files import whole_file

RECORDS = pa.table({"entity_id": ["E1"], "name": ["王伟"]})


@pytest.mark.parametrize(
    "cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|'x'!A0", "\t=1", "＝1+1", "-A1", "－A1", "+1E"]
)
def test_a_formula_is_disarmed(cell: str, tmp_path: Path) -> None:
    assert write_csv(pa.table({"x": [cell, "a"]}), tmp_path / "a.csv") == {"x": 1}
    assert f'"\'{cell}"' in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert write_csv(pa.table({"x": [cell, "a"]}), tmp_path / "a.csv", for_excel=False) == {}
    assert f'"{cell}"' in (tmp_path / "a.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("cell", ["+8613800138000", "-2.5", "+86 138-0013", "a=1", "", "-"])
def test_a_number_is_none(cell: str, tmp_path: Path) -> None:
    assert write_csv(pa.table({"x": [cell]}), tmp_path / "a.csv") == {}


def test_a_header_is_disarmed_too(tmp_path: Path) -> None:
    write_csv(pa.table({"=1+1": ["a"]}), tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").startswith('"\'=1+1"')


def test_an_error_leaves_the_old_file_and_no_scrap(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")

    def half() -> None:
        with whole_file(path) as scratch:
            scratch.write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights as POSIX has them")
def test_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    path.chmod(0o640)
    write_csv(RECORDS, path)
    assert path.stat().st_mode & 0o777 == 0o640


def test_no_permission_and_no_room_are_said(tmp_path: Path) -> None:
    with pytest.raises(LockedTargetError, match="may not be written"), whole_file(tmp_path / "a.csv"):
        raise PermissionError(13, "Permission denied")
    with pytest.raises(TargetError, match="No space left"), whole_file(tmp_path / "a.csv"):
        raise OSError(28, "No space left on device")
