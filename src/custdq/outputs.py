"""The files a run leaves behind. The trap: Excel reads a CSV as UTF-8 only where it begins with a byte-order mark."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq


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
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = {f"{name}.parquet": _write_parquet(table, folder / f"{name}.parquet") for name, table in tables.items()}
    for name, table in attached.items():
        safe = "".join(c if c.isalnum() or c in "-_." else "_" for c in name)
        written[f"attached/{safe}.parquet"] = _write_parquet(table, folder / "attached" / f"{safe}.parquet")
    written["golden.csv"] = write_csv(golden, folder / "golden.csv")
    path = folder / "scorecard.json"
    path.write_text(json.dumps(scorecard, ensure_ascii=False, indent=1), encoding="utf-8")
    return written | {"scorecard.json": str(path)}


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
