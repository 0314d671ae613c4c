"""Link tables whose blocks hold nearly everybody, and print what that costs, one line of JSON a table.

    python -m benchmarks.linkage.equal_values --count 200000

A block of so many records has twenty thousand million pairs: peak memory shows whether any part of the engine tries
to hold what it should have refined. Each table is linked in a process of its own, for peak memory is a high-water mark.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
from benchmarks.cost import child, measured

import custdq
from custdq import fields as f

#: Name of a table, and the blocking rules it is linked by; None: those the engine chooses.
TABLES: dict[str, list[list[str]] | None] = {
    "chosen": None, "one column": [["last"]], "two columns": [["last", "city"]], "copies": None,
}  # fmt: skip


def table(name: str, count: int) -> pa.Table:
    """Return `count` rows in which every name but one is alike, or which are all copies of a hundred records."""
    number = np.arange(count)
    if name == "copies":
        return pa.table({"last": np.char.add("smith ", (number % 10).astype(str)), "tel": _digits(number % 100 // 10)})
    return pa.table(
        {
            "last": np.where(number == 0, "other", "smith"),
            "city": np.where(number == 1, "bonn", "rome"),
            "tel": _digits(number // 2 * 2 + (number < count // 2) * (number % 2)),
        }
    )


def _digits(number: np.ndarray[tuple[int], np.dtype[np.int64]]) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    return np.char.zfill(number.astype(str), 9)


def run(name: str, count: int) -> dict[str, object]:
    """Link one table; return entities, pairs made, seconds and peak memory."""
    records = table(name, count)
    schema = custdq.Schema({column: f.Text() for column in records.column_names})
    with measured() as cost:
        links = custdq.Linker(schema, blocking=TABLES[name]).fit(records).predict(records)
    made = sum(int(row["pairs"]) for row in links.outcome.blocking if row["used"])
    return {
        "table": name,
        "rows": count,
        "entities": len(set(links.entity_codes.tolist())),
        "pairs": made,
        **vars(cost),
    }


def main() -> None:
    """Link each table in a process of its own, or the one that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200_000, help="rows of a table")
    parser.add_argument("--table", choices=TABLES, help="link this one here")
    asked = parser.parse_args()
    if asked.table:
        print(json.dumps(run(asked.table, asked.count)))
        return
    for name in TABLES:
        command = [
            sys.executable,
            "-m",
            "benchmarks.linkage.equal_values",
            "--count",
            str(asked.count),
            "--table",
            name,
        ]
        done = child(command, folder=Path.cwd())
        print(done.stdout.strip() or done.stderr.strip())


if __name__ == "__main__":
    main()
