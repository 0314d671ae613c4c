"""The files a run leaves behind. The trap: Excel reads a CSV as UTF-8 only where it begins with a byte-order mark."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from itertools import chain, count
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from custdq.errors import OptionError


def write_outputs(
    folder: Path, *, tables: Mapping[str, pa.Table], attached: Mapping[str, pa.Table], golden: pa.Table,
    scorecard: Mapping[str, Any],
) -> dict[str, str]:  # fmt: skip
    """Write a run's tables into `folder` (made where it is missing).

    Parameters
    ----------
    folder
        Where to write.
    tables
        Name -> table, each written as `<name>.parquet`.
    attached
        Name -> table that is no customer list, written below `attached/`.
    golden
        The golden records, written as golden.csv.
    scorecard
        The score card as plain data, written as scorecard.json.

    Returns
    -------
    dict
        File name -> path.

    Raises
    ------
    OptionError
        When `folder` is a file.
    """
    check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    written = {f"{name}.parquet": _write_parquet(table, folder / f"{name}.parquet") for name, table in tables.items()}
    for name, table in attached.items():
        file = _file_name(name, written)
        written[file] = _write_parquet(table, folder / file)
    written["golden.csv"] = write_csv(golden, folder / "golden.csv")
    path = folder / "scorecard.json"
    path.write_text(json.dumps(scorecard, ensure_ascii=False, indent=1), encoding="utf-8")
    return written | {"scorecard.json": str(path)}


def check_folder(folder: Path) -> None:
    """Raise `OptionError` where `folder` is a file or lies in one: said before the work, not after it."""
    for path in (folder, *folder.parents):
        if path.exists() and not path.is_dir():
            raise OptionError(f'The output "{path}" is a file; expected a folder, which is made where it is missing.')


def _file_name(name: str, taken: Container[str]) -> str:
    """Return a file name of letters and digits for an attached table, another one for each."""
    # 60 characters of any script stay below the 255 bytes a file name may have
    safe = "".join(c if c.isalnum() or c in "-_." else "_" for c in name)[:60]
    candidates = chain([""], (f"_{number}" for number in count(2)))
    return next(f for end in candidates if (f := f"attached/{safe}{end}.parquet") not in taken)


def _write_parquet(table: pa.Table, path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path)
    return str(path)


def write_csv(table: pa.Table, path: Path) -> str:
    """Write a table as CSV that Excel, too, reads as UTF-8."""
    with path.open("wb") as file:
        file.write(b"\xef\xbb\xbf")
        pa_csv.write_csv(table, file)
    return str(path)
