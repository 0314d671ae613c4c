"""What merging many customers costs, with the full lineage, the conflicts and the cross-reference.

    python -m benchmarks.merge.speed --count 1000000 --kind western

A million records of 800 thousand customers (`benchmarks.linkage.customers`), merged by their true entities. Reading and
standardizing are done beforehand by another process and not counted. CPU is of the merge, peak memory of the process
that did nothing else, its input included. The trap: a lineage that is only made when somebody looks at it would cost
nothing here; every table is asked for, and its bytes are counted.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from benchmarks.cost import child, measured
from benchmarks.environments import REPOSITORY
from benchmarks.linkage.customers import KINDS, write

from custdq.prepared import prepare
from custdq.schema import Schema
from custdq.steps.merge import merge_records


def made(count: int, kind: str, folder: Path) -> Path:
    """Make up the customers and standardize them; return the file that holds them ready to merge."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"merge_{kind}_{count}.pickle"
    if not path.exists():
        whole = folder / "whole.parquet"
        write(whole, count, kind)
        table = pq.read_table(whole)
        records, truth = table.drop_columns(["entity_id"]), table.column("entity_id").combine_chunks()
        ready = prepare(records, Schema.infer(records.slice(0, 20_000)))
        with path.open("wb") as file:
            pickle.dump((ready.standardized, ready.schema, truth), file, protocol=5)
        whole.unlink()
    return path


def merge(path: Path) -> dict[str, Any]:
    """Merge and return what it cost."""
    with path.open("rb") as file:
        standardized, schema, truth = pickle.load(file)
    ids = pa.array([f"E{one:07d}" for one in truth.to_pylist()])
    codes = truth.to_numpy(zero_copy_only=False).astype(np.int64)
    with measured() as cost:
        golden = merge_records(standardized, codes, ids, schema)
    tables = {name: table for name, table in vars(golden).items() if isinstance(table, pa.Table)}
    rows = {f"{name}_rows": table.num_rows for name, table in tables.items()}
    size = sum(table.nbytes for table in tables.values())
    return {**{name: round(value, 2) for name, value in vars(cost).items()}, **rows, "golden_mb": round(size / 2**20)}


def main() -> None:
    """Print one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--kind", choices=sorted(KINDS), default="western")
    parser.add_argument("--folder", type=Path, default=REPOSITORY / "out" / "customers")
    parser.add_argument("--step", choices=["make", "merge"], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step == "make":
        print(made(given.count, given.kind, given.folder))
        return
    if given.step == "merge":
        print(json.dumps(merge(made(given.count, given.kind, given.folder))))
        return
    command = [sys.executable, "-m", "benchmarks.merge.speed", "--count", str(given.count), "--kind", given.kind]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)])}
    for step in ("make", "merge"):
        asked = [*command, "--folder", str(given.folder), "--step", step]
        done = child(asked, folder=REPOSITORY, environment=environment)
        print(done.stdout.strip() or done.stderr.strip(), flush=True)


if __name__ == "__main__":
    main()
