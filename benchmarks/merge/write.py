"""What writing golden records back costs, and what others need for the same rows.

    python -m benchmarks.merge.write [rows] [postgresql://owner@host/database]

One line of JSON a target: seconds of CPU of this process and on the clock (a server works beside it).
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from custdq.steps.write import OutTable, target_of, write_tables


def records(rows: int) -> OutTable:
    """Return golden records of twenty columns, a day and two numbers among them."""
    random = np.random.default_rng(0)
    columns: dict[str, Any] = {"entity_id": [f"E{number:07d}" for number in range(rows)]}
    columns |= {f"column_{at}": [f"值 {x}" for x in random.integers(0, 10**9, rows)] for at in range(16)}
    columns["born"] = pa.array(random.integers(0, 20_000, rows).astype(np.int32)).cast(pa.date32())
    columns |= {"orders": random.integers(0, 50, rows), "spent": random.gamma(2, 100, rows).round(2)}
    return OutTable("records", pa.table(columns), unique=True)


def timed(task: str, rows: int, work: Callable[[], Any]) -> None:
    """Do the work and print what it cost."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    cost = {"cpu_s": round(time.process_time() - cpu, 2), "wall_s": round(time.perf_counter() - wall, 2)}
    print(json.dumps({"task": task, "rows": rows, **cost}))


def main(rows: int = 1_000_000, server: str | None = None) -> None:
    """Print a line a target."""
    table = records(rows)
    frame = table.data.to_pandas()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for ending in ("csv", "parquet", "jsonl"):
            timed(ending, rows, partial(_write, str(place / f"golden.{ending}"), table, "replace"))
        for address in (f"sqlite:///{place}/golden.db", *([server] if server else [])):
            for mode in ("replace", "replace", "upsert"):
                timed(f"{address.partition(':')[0]}: {mode}", rows, partial(_write, address, table, mode))
        small = OutTable("records", table.data.slice(0, rows // 10), unique=True)
        timed("xlsx", rows // 10, partial(_write, str(place / "golden.xlsx"), small, "replace"))
        timed("pandas: csv", rows, lambda: frame.to_csv(place / "pandas.csv", index=False))
        timed("pandas: sqlite", rows, lambda: _to_sql(frame, sqlite3.connect(place / "pandas.db")))
        if server:
            timed("psycopg: row by row into COPY", rows, lambda: _by_psycopg(table.data, server))


def _write(target: str, table: OutTable, mode: str) -> None:
    write_tables(target_of(target), [table], mode=mode)


def _to_sql(frame: pd.DataFrame, connection: sqlite3.Connection) -> None:
    with connection:
        frame.to_sql("customers", connection, index=False)
    connection.close()


def _by_psycopg(data: pa.Table, server: str) -> None:
    names = ", ".join(f"{name} text" for name in data.column_names)
    with import_module("psycopg").connect(server) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE peer ({names})")
        with cursor.copy("COPY peer FROM STDIN") as copy:
            for row in zip(*(column.to_pylist() for column in data.columns), strict=True):
                copy.write_row(row)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000_000, sys.argv[2] if sys.argv[2:] else None)
