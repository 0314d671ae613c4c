"""Speed, memory and accuracy in one row a set: `make bench`, or `python benchmarks/run.py febrl3 scenario`.

Each set runs in a process of its own, so that peak memory is its own. A timing never fails; a set that is not on this
machine is named; a set that breaks is named and makes the exit code 1. The rows are kept as JSON lines in
`out/bench.jsonl`, to compare with the next run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from benchmarks.sets import LINKAGE, PIPELINE, data_folder, is_here  # noqa: E402 - needs the path above

FIGURES = {
    "set": "{:18}",
    "rows": "{:7d}",
    "pairs": "{:8d}",
    "entities": "{:8d}",
    "precision": "{:9.3f}",
    "recall": "{:7.3f}",
    "f1": "{:7.3f}",
    "b3_f1": "{:7.3f}",
    "cpu_s": "{:7.1f}",
    "wall_s": "{:7.1f}",
    "peak_mb": "{:8.0f}",
}
CASES = {
    "set": "{:28}",
    "tool": "{:14}",
    "cases": "{:7d}",
    "right": "{:7d}",
    "share": "{:7.3f}",
    "per_second": "{:10.0f}",
}


def kinds() -> list[str]:
    """Return the kinds whose answers are judged: the modules of `standardize/` that have tallies."""
    folder = REPOSITORY / "benchmarks" / "standardize"
    return sorted(path.stem for path in folder.glob("*.py") if "def tallies(" in path.read_text(encoding="utf-8"))


def measure(module: str, name: str) -> list[dict[str, Any]] | None:
    """Run one measurement in a process of its own and return its rows; None where it broke."""
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", module, name]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{module} {name}: broke\n{done.stderr.strip()}", file=sys.stderr)
        return None
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def row(figures: dict[str, Any], columns: dict[str, str]) -> str:
    """Return one row of a table."""
    return " ".join(form.format(figures[name]) for name, form in columns.items())


def head(columns: dict[str, str]) -> str:
    """Return the head of a table, each name as wide as its column."""
    return " ".join(f"{name:{'<' if name in ('set', 'tool') else '>'}{width(form)}}" for name, form in columns.items())


def width(form: str) -> int:
    """Return how many characters a format takes."""
    return int(form[2:-1].split(".", maxsplit=1)[0].rstrip("d"))


def table(title: str, jobs: list[tuple[str, str]], columns: dict[str, str]) -> tuple[list[dict[str, Any]], int]:
    """Measure and print one table; return its rows and how many jobs broke."""
    print(f"\n{title}\n{head(columns)}", flush=True)
    rows, broken = [], 0
    for module, name in jobs:
        if name in (*LINKAGE, *PIPELINE) and not is_here(name):
            print(f"{name:18} not on this machine: no such set in {data_folder().name}/")
            continue
        figures = measure(module, name)
        if figures is None:
            broken += 1
            continue
        rows += figures
        for figure in figures:
            print(row(figure, columns), flush=True)
    return rows, broken


def main(chosen: list[str]) -> int:
    """Print the tables; return 1 where a set broke."""
    if not data_folder().is_dir():
        print(
            "The sets are not on this machine: set CUSTDQ_SHARED_DATA to the folder that holds linkage/ and scenario/."
        )
        return 0
    known = {*LINKAGE, *PIPELINE, *kinds()}
    unknown = sorted(set(chosen) - known)
    if unknown:
        print(f"There is no set {unknown[0]}. Known: {', '.join(sorted(known))}.", file=sys.stderr)
        return 2
    linkage = [("benchmarks.linkage.one_set", name) for name in LINKAGE if not chosen or name in chosen]
    linkage += [("benchmarks.pipeline.one_company", name) for name in PIPELINE if not chosen or name in chosen]
    cases = [(f"benchmarks.standardize.{name}", "--json") for name in kinds() if not chosen or name in chosen]
    kept: list[dict[str, Any]] = []
    broken = 0
    for title, jobs, columns in (("records to entities", linkage, FIGURES), ("cells to standard form", cases, CASES)):
        if jobs:
            rows, failed = table(title, jobs, columns)
            kept, broken = kept + rows, broken + failed
    out = REPOSITORY / "out" / "bench.jsonl"
    out.parent.mkdir(exist_ok=True)
    out.write_text("".join(json.dumps(figures) + "\n" for figures in kept), encoding="utf-8")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
