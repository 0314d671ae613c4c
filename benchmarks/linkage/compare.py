"""custdq and its peers on the public linkage sets: accuracy, pairs, CPU, clock and memory in one row.

    python -m benchmarks.linkage.compare --sets fake_1000 febrl3 --tools custdq splink --json out/compare.jsonl

Every tool runs in an environment and a process of its own, measured from outside (the whole process: imports, reading,
linking, writing), and one evaluator judges the entities. `blocked` is the share of true pairs that were compared; it
takes a second, unmeasured run (`--blocking`), which also counts pairs once each (custdq alone counts raw ones).
A dash says that a tool's documentation has no settings for a set, or that it cannot tell a figure. The trap: labels;
only dedupe is taught (60 answers), and its rows say so.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from benchmarks.cost import child
from benchmarks.environments import REPOSITORY, python_of
from benchmarks.linkage.accuracy import accuracy, blocking_recall
from benchmarks.rows import keep
from benchmarks.sets import LINKAGE, TRUTH_COLUMN, data_folder, is_here

#: Row name -> tool, its settings, and the sets its documentation has settings for (None: it needs none).
TOOLS: dict[str, tuple[str, str, tuple[str, ...] | None]] = {
    "custdq": ("custdq", "", None),
    "splink": ("splink", "documented", ("fake_1000", "febrl3", "febrl4", "historical_50k_A")),
    "splink at 0.5": ("splink", "half", ("fake_1000", "febrl3", "febrl4", "historical_50k_A")),
    "recordlinkage": ("recordlinkage", "guide", ("febrl3", "febrl4")),
    "recordlinkage ecm": ("recordlinkage", "ecm", ("febrl3", "febrl4")),
    "dedupe": ("dedupe", "", ("restaurants", "chicago_sites_A")),
    "goldenmatch": ("goldenmatch", "zero", None),
    "goldenmatch fs": ("goldenmatch", "fs", None),
}
#: Tools that can say which pairs they compared.
OPEN = ("custdq", "splink", "recordlinkage")
COLUMNS = {
    "set": "{:17}", "tool": "{:18}", "entities": "{:8}", "precision": "{:9.3f}", "recall": "{:6.3f}", "f1": "{:6.3f}",
    "b3_f1": "{:6.3f}", "blocked": "{:7.3f}", "pairs": "{:9}", "cpu_s": "{:7.1f}", "wall_s": "{:7.1f}",
    "peak_mb": "{:7.0f}",
}  # fmt: skip


def records_of(name: str) -> tuple[pa.Table, pa.Table]:
    """Return the records with positions for ids, and what is true of them in the same order."""
    table = pq.read_table(data_folder() / "linkage" / f"{name}.parquet")
    truth = table.select([TRUTH_COLUMN])
    place = table.column_names.index("record_id")
    ids = pa.array(np.arange(table.num_rows))
    return table.set_column(place, "record_id", ids).drop_columns([TRUTH_COLUMN]), truth


def run(row_name: str, name: str, *, blocking: bool = False, at_most_s: float = 1800) -> dict[str, Any]:
    """Run one tool on one set; return its row. A tool that breaks says so in `note`."""
    tool, settings, documented = TOOLS[row_name]
    row: dict[str, Any] = {"set": name, "tool": row_name}
    if documented is not None and name not in documented:
        return row | {"note": "no documented settings"}
    records, truth = records_of(name)
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        pq.write_table(records, folder / "records.parquet")
        pq.write_table(truth, folder / "truth.parquet")
        command = _command(tool, settings, name, folder)
        done = child(command, folder=REPOSITORY, environment=_environment(tool, folder), at_most_s=at_most_s)
        row |= vars(done.cost)
        if done.stopped or done.code:
            last = "stopped" if done.stopped else (done.stderr.strip().splitlines() or ["no word"])[-1]
            return row | {"note": f"{last[:90]} (exit {done.code})"}
        row |= json.loads(done.stdout.strip().splitlines()[-1])
        true = np.asarray(truth[TRUTH_COLUMN].to_pylist())
        row |= accuracy(entities(folder / "entities.parquet", len(true)), true)._asdict()
        candidates = folder / "candidates.parquet"
        if blocking and tool in OPEN:
            again = [*command, "--candidates", str(candidates)]
            child(again, folder=REPOSITORY, environment=_environment(tool, folder), at_most_s=at_most_s)
        if candidates.exists():
            pairs = pq.read_table(candidates)
            row["pairs"] = pairs.num_rows
            row["blocked"] = blocking_recall(pairs["left"].to_numpy(), pairs["right"].to_numpy(), true)
    return row


def _command(tool: str, settings: str, name: str, folder: Path) -> list[str]:
    command = [python_of(tool), "-m", f"benchmarks.linkage.peers.{tool}", "--name", name, "--settings", settings]
    command += ["--records", str(folder / "records.parquet"), "--entities", str(folder / "entities.parquet")]
    return [*command, "--labels", str(folder / "truth.parquet")] if tool == "dedupe" else command


def _environment(tool: str, folder: Path) -> dict[str, str]:
    paths = [str(REPOSITORY), *([str(REPOSITORY / "src")] if tool == "custdq" else [])]
    # a home of its own: goldenmatch remembers earlier runs there; hashes fixed, or dedupe asks other questions
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "HOME": str(folder), "PYTHONHASHSEED": "0"}


def entities(path: Path, size: int) -> np.ndarray[Any, Any]:
    """Return a label a record, in the order of the records; a record a tool left out is an entity of its own."""
    table = pq.read_table(path)
    labels = -1 - np.arange(size)
    codes = pc.dictionary_encode(table["entity_id"].combine_chunks()).indices
    labels[table["record_id"].to_numpy()] = codes.to_numpy()
    return labels


def line(row: dict[str, Any]) -> str:
    """Return a row as text, a dash where there is no figure."""
    cells = []
    for name, form in COLUMNS.items():
        width = form[2:-1].split(".")[0]
        cells.append(form.format(row[name]) if name in row else f"{'-':>{width}}")
    return " ".join(cells) + (f"  {row['note']}" if "note" in row else "")


def head() -> str:
    """Return the head of the table."""
    return " ".join(
        f"{name:{'<' if name in ('set', 'tool') else '>'}{form[2:-1].split('.')[0]}}" for name, form in COLUMNS.items()
    )


def main(given: Sequence[str] | None = None) -> None:
    """Print one table; keep the rows as JSON lines where asked."""
    parser = argparse.ArgumentParser(description="custdq and its peers on the public linkage sets.")
    parser.add_argument("--sets", nargs="+", choices=LINKAGE, default=list(LINKAGE))
    parser.add_argument("--tools", nargs="+", choices=list(TOOLS), default=list(TOOLS))
    parser.add_argument("--blocking", action="store_true", help="run twice, the second time to see what was compared")
    parser.add_argument("--at-most", type=float, default=1800, help="seconds on the clock a tool may take")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(given)
    print(head(), flush=True)
    for name in asked.sets:
        if not is_here(name):
            print(f"{name:17} not on this machine", flush=True)
            continue
        for tool in asked.tools:
            row = run(tool, name, blocking=asked.blocking, at_most_s=asked.at_most)
            print(line(row), flush=True)
            keep(row, asked.json)


if __name__ == "__main__":
    main()
