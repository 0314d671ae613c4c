"""custdq and Splink 5 on many made-up customers, with the same blocking rules and levels, in the same run.

    python -m benchmarks.linkage.speed --count 1000000 --json out/speed.jsonl

Four jobs: `train` (load, train, predict, cluster, with Splink's recommended ten million random pairs for u and with
one million), `saved` (load, predict, cluster with the trained model), `wide` (two rules more, about seven million pairs
at a million customers), `zero` (custdq alone, no settings). Each runs in a process of its own; CPU and clock are the
sums of its stages, measured inside (imports and reading the file left out), memory the peak at the end of its last
stage. Splink is clustered at several probabilities and its best F1 is shown; custdq at its own. A single pair of
records never seen is scored behind `saved`, another one each time. The trap: the clock depends on who else uses the
machine; CPU seconds count.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from benchmarks.cost import child
from benchmarks.environments import REPOSITORY, python_of
from benchmarks.linkage.accuracy import accuracy
from benchmarks.linkage.compare import entities
from benchmarks.linkage.customers import KINDS, write
from benchmarks.rows import keep

#: Job -> rows of the table: tool, job of its runner, its settings.
JOBS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "train": (("splink", "train", "1e7"), ("splink", "train", "1e6"), ("custdq", "train", "")),
    "saved": (("splink", "saved", ""), ("custdq", "saved", "")),
    "wide": (("splink", "wide", "1e6"), ("custdq", "wide", "")),
    "zero": (("custdq", "zero", ""),),
}


def prepare(count: int, kind: str, folder: Path) -> tuple[Path, Path]:
    """Return the records and their truth as files, made up first where they are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    records, truth = folder / f"{kind}_{count}.parquet", folder / f"{kind}_{count}_truth.parquet"
    if not truth.exists():
        whole = folder / "whole.parquet"
        write(whole, count, kind)
        names = pq.read_schema(whole).names
        pq.write_table(pq.read_table(whole, columns=[n for n in names if n != "entity_id"]), records)
        pq.write_table(pq.read_table(whole, columns=["entity_id"]), truth)
        whole.unlink()
    return records, truth


def run(job: tuple[str, str, str], records: Path, truth: Path, *, at_most_s: float) -> dict[str, Any]:
    """Run one row; return its figures."""
    tool, name, settings = job
    found = records.with_name(f"{tool}_{name}.entities")
    model = records.with_name(f"{records.stem}_{tool}.json")
    command = [python_of(tool), "-m", f"benchmarks.linkage.peers.{tool}_speed", "--name", name, "--settings", settings]
    command += ["--records", str(records), "--entities", str(found)]
    command += ["--model", str(model)] if name in ("train", "saved") else []
    paths = [str(REPOSITORY), *([str(REPOSITORY / "src")] if tool == "custdq" else [])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    done = child(command, folder=REPOSITORY, environment=environment, at_most_s=at_most_s)
    row: dict[str, Any] = {"job": name, "tool": tool, "settings": settings}
    row |= {"process_cpu_s": round(done.cost.cpu_s, 1), "process_peak_mb": round(done.cost.peak_mb)}
    if done.stopped or done.code:
        last = "stopped" if done.stopped else (done.stderr.strip().splitlines() or ["no word"])[-1]
        return row | {"note": f"{last[:90]} (exit {done.code})"}
    row |= json.loads(done.stdout.strip().splitlines()[-1])
    row["cpu_s"] = round(sum(stage["cpu_s"] for stage in row["stages"].values()), 2)
    row["peak_mb"] = max(stage["peak_mb"] for stage in row["stages"].values())
    row["wall_s"] = round(sum(stage["wall_s"] for stage in row["stages"].values()), 1)
    return row | best(found, truth)


def best(found: Path, truth: Path) -> dict[str, Any]:
    """Return F1 where it is best over the thresholds a tool was clustered at; files of entities are removed."""
    true = pq.read_table(truth)["entity_id"].to_numpy()
    files = sorted(found.parent.glob(f"{found.stem}.*"))
    figures = {file: accuracy(entities(file, len(true)), true) for file in files}
    for file in files:
        file.unlink()
    chosen = max(figures, key=lambda file: figures[file].f1)
    best_of = {name: round(float(value), 4) for name, value in figures[chosen]._asdict().items()}
    return best_of if chosen == found else best_of | {"threshold": float(chosen.name.removeprefix(f"{found.stem}."))}


def line(row: dict[str, Any]) -> str:
    """Return a row as text."""
    text = f"{row['job']:6} {row['tool']:7} {row['settings']:5}"
    if "note" in row:
        return f"{text} {row['process_cpu_s']:8.1f} CPU s {row['process_peak_mb']:6d} MB  {row['note']}"
    stages = ", ".join(f"{name} {stage['cpu_s']:.1f}" for name, stage in row["stages"].items())
    rate = row["pairs"] / max(row["stages"].get("predict", {}).get("cpu_s", 0), 1e-9)
    text += f" {row['cpu_s']:8.1f} {row['wall_s']:8.1f} {row['peak_mb']:8d} {row['pairs']:10d}"
    text += f" {rate / 1e6 if 'predict' in row['stages'] else np.nan:10.3f}"
    text += f" {row['precision']:9.3f} {row['recall']:6.3f} {row['f1']:6.3f}  {stages}"
    return text + (f"; one pair {row['one_pair_ms']} ms" if "one_pair_ms" in row else "")


def main(given: Sequence[str] | None = None) -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description="custdq and Splink 5 on many made-up customers.")
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--kind", choices=sorted(KINDS), default="western")
    parser.add_argument("--jobs", nargs="+", choices=list(JOBS), default=list(JOBS))
    parser.add_argument("--tools", nargs="+", choices=["custdq", "splink"], default=["custdq", "splink"])
    parser.add_argument("--folder", type=Path, default=REPOSITORY / "out" / "customers")
    parser.add_argument("--at-most", type=float, default=3600, help="seconds on the clock a row may take")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(given)
    records, truth = prepare(asked.count, asked.kind, asked.folder)
    print(f"{asked.count} {asked.kind} customers; Mpairs/s = million pairs a CPU second of predict")
    print(
        "job    tool    u         cpu_s   wall_s  peak_mb      pairs   Mpairs/s precision recall     f1  CPU s by stage"
    )
    for name in asked.jobs:
        for job in JOBS[name]:
            if job[0] not in asked.tools or (asked.kind != "western" and name != "zero"):
                continue  # the rules and levels of the others are for western columns
            row = run(job, records, truth, at_most_s=asked.at_most) | {"count": asked.count, "kind": asked.kind}
            print(line(row), flush=True)
            keep(row, asked.json)


if __name__ == "__main__":
    main()
