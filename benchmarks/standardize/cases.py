"""Cases with known answers, and how one tool does on them: the seam between the kinds' measurements and the table.

Each `benchmarks/standardize/<kind>.py` has `tallies()`: one row for custdq and one for each peer on the same cells in
the same process. The trap: an answer judged more kindly for one tool than for another; `right` sees only the answer.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from benchmarks.sets import data_folder


@dataclass(frozen=True)
class Case:
    """One line of a file of cases; see the README beside the files."""

    input: Any
    country: str | None
    expected: Any
    kind: str
    source: str
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Tally:
    """What one tool made of one set: cases, right answers, CPU seconds, and the cases it got wrong."""

    set: str
    tool: str
    cases: int
    right: int
    cpu_s: float
    wrong: tuple[tuple[Case, Any], ...] = ()

    @property
    def share(self) -> float:
        """Share of right answers, 0 to 1."""
        return self.right / self.cases if self.cases else 0.0

    @property
    def per_second(self) -> float:
        """Values a second of CPU."""
        return self.cases / self.cpu_s if self.cpu_s else 0.0


def read_cases(name: str) -> list[Case]:
    """Read `standardize/<name>.jsonl` of the shared data."""
    with (data_folder() / "standardize" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    known = {field.name for field in fields(Case)} - {"more"}
    return [
        Case(**{n: row.get(n) for n in known}, more={n: v for n, v in row.items() if n not in known}) for row in rows
    ]


def tally(
    name: str,
    tool: str,
    cases: Sequence[Case],
    *,
    answers: Callable[[Sequence[Case]], Sequence[Any]],
    right: Callable[[Case, Any], bool],
) -> Tally:
    """Let one tool answer all cases (this alone is timed), and judge each answer."""
    start = time.process_time()
    given = answers(cases)
    cpu = time.process_time() - start
    wrong = tuple((case, got) for case, got in zip(cases, given, strict=True) if not right(case, got))
    return Tally(name, tool, len(cases), len(cases) - len(wrong), cpu, wrong)


def show(tallies: Iterable[Tally], arguments: Sequence[str] = tuple(sys.argv[1:])) -> None:
    """Print one row a tally; `--wrong` adds the cases custdq got wrong, `--json` prints rows for a program."""
    if "--json" in arguments:
        for row in tallies:
            figures = {"set": row.set, "tool": row.tool, "cases": row.cases, "right": row.right}
            print(json.dumps(figures | {"share": row.share, "per_second": row.per_second}))
        return
    print(f"{'set':28} {'tool':14} {'cases':>7} {'right':>7} {'share':>7} {'per CPU s':>10}")
    for row in tallies:
        print(
            f"{row.set:28} {row.tool:14} {row.cases:7d} {row.right:7d} {row.share:7.3f} {row.per_second:10,.0f}",
            flush=True,
        )
        if "--wrong" in arguments and row.tool == "custdq":
            for case, got in row.wrong:
                print("   ", json.dumps({"in": case.input, "want": case.expected, "got": got}, ensure_ascii=False))
