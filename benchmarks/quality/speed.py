"""A million customers: custdq's full score card beside the twelve checks alone of other tools, in the same run.

    python -m benchmarks.quality.speed --count 1000000 --json out/quality_speed.jsonl

custdq: from a raw frame of each kind to a card (standard form, five dimensions, every record's scores, 200 owners,
losses), and with every finding. The others check and do not score; polars by hand is the least a check could cost. Each
runs in a process of its own; CPU seconds and megabytes beyond what was there before are measured inside. The trap: the
clock depends on who else uses the machine; CPU seconds count, and ratios within one run.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from benchmarks.cost import child
from benchmarks.environments import REPOSITORY, python_of
from benchmarks.quality.customers import customers
from benchmarks.rows import keep

#: Tool -> the module that measures it.
TOOLS = {
    "custdq": "custdq_score", "custdq_pandas": "custdq_score", "custdq_polars": "custdq_score",
    "polars": "polars_checks", "pointblank": "pointblank_checks", "pandera": "pandera_checks",
    "great_expectations": "great_expectations_checks",
}  # fmt: skip


def run(tool: str, records: Path, *, at_most_s: float) -> dict[str, Any]:
    """Run one tool; return its figures."""
    name, _, kind = tool.partition("_") if tool.startswith("custdq") else (tool, "", "")
    command = [python_of(name), "-m", f"benchmarks.quality.peers.{TOOLS[tool]}", str(records), *filter(None, [kind])]
    paths = [str(REPOSITORY), *([str(REPOSITORY / "src")] if name == "custdq" else [])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    done = child(command, folder=REPOSITORY, environment=environment, at_most_s=at_most_s)
    row: dict[str, Any] = {
        "tool": tool, "process_cpu_s": round(done.cost.cpu_s, 1), "process_peak_mb": round(done.cost.peak_mb),
    }  # fmt: skip
    if done.stopped or done.code:
        last = "stopped" if done.stopped else (done.stderr.strip().splitlines() or ["no word"])[-1]
        return row | {"note": f"{last[:90]} (exit {done.code})"}
    said: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return row | said


def line(row: dict[str, Any]) -> str:
    """Return a row as text."""
    text = f"{row['tool']:20}"
    if "note" in row:
        return f"{text} {row['note']}"
    if "score_cpu_s" in row:
        text += f" {row['score_cpu_s']:7.2f} ({row['with_findings_cpu_s']:.2f} with {row['findings']} findings)"
        text += f"  of the system {row['of_the_system_s']:.2f}"
    else:
        text += f" {row['checks_cpu_s']:7.2f} checks alone"
    return (
        f"{text}  {row['beyond_mb']} MB beyond  whole process {row['process_cpu_s']} CPU s {row['process_peak_mb']} MB"
    )


def main(given: Sequence[str] | None = None) -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description="A full score card beside the checks of other tools.")
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--tools", nargs="+", choices=list(TOOLS), default=list(TOOLS))
    parser.add_argument("--folder", type=Path, default=REPOSITORY / "out")
    parser.add_argument("--at-most", type=float, default=900, help="seconds on the clock a tool may take")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(given)
    asked.folder.mkdir(parents=True, exist_ok=True)
    records = asked.folder / f"quality_{asked.count}.parquet"
    if not records.exists():
        pq.write_table(customers(asked.count), records)
    print(f"{asked.count} customers, ten columns, twelve checks; CPU s")
    for tool in asked.tools:
        row = run(tool, records, at_most_s=asked.at_most) | {"count": asked.count}
        print(line(row), flush=True)
        keep(row, asked.json)


if __name__ == "__main__":
    main()
