"""What a runner is given and gives back, whatever tool it runs; imports pyarrow and nothing else, for all have it.

A runner reads the records, links them and writes one row a record: `record_id`, `entity_id`. On its last line it prints
what it knows of itself as JSON. The trap: a runner never sees the truth; only `dedupe`, which cannot work without
answers, is given some.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq


@dataclass
class Job:
    """What is asked of a runner.

    name, settings
        The set, and which of the tool's settings.
    records
        `record_id` (0 to rows - 1), `source` where the set is a link, then the columns.
    entities, candidates
        Where to write the entities, and the compared pairs (`left`, `right`) where they are asked for.
    labels
        The truth, for tools that must be taught.
    model
        Where a trained model is saved, or read again.
    """

    name: str
    settings: str
    records: pa.Table
    entities: Path
    candidates: Path | None
    labels: list[Any] | None
    model: Path | None = None
    figures: dict[str, Any] = field(default_factory=dict)


def job() -> Job:
    """Read the command line of a runner."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--name", required=True)
    parser.add_argument("--settings", default="")
    parser.add_argument("--records", required=True, type=Path)
    parser.add_argument("--entities", required=True, type=Path)
    parser.add_argument("--candidates", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--model", type=Path)
    given = parser.parse_args()
    labels = pq.read_table(given.labels)["entity_id"].to_pylist() if given.labels else None
    records = pq.read_table(given.records)
    return Job(given.name, given.settings, records, given.entities, given.candidates, labels, given.model)


def finish(asked: Job, record: Any, entity: Any) -> None:
    """Write the entities and print the figures."""
    pq.write_table(pa.table({"record_id": pa.array(record, pa.int64()), "entity_id": entity}), asked.entities)
    print(json.dumps(asked.figures))


def write_candidates(asked: Job, left: Any, right: Any) -> None:
    """Write the pairs that were compared, where they are asked for."""
    if asked.candidates is not None:
        table = pa.table({"left": pa.array(left, pa.int64()), "right": pa.array(right, pa.int64())})
        pq.write_table(table, asked.candidates)


def components(size: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return a label a record: what is linked directly or through others has the same."""
    above = list(range(size))

    def root(record: int) -> int:
        while above[record] != record:
            above[record] = above[above[record]]
            record = above[record]
        return record

    for left, right in pairs:
        a, b = root(left), root(right)
        above[max(a, b)] = min(a, b)
    return [root(record) for record in range(size)]


@contextmanager
def stage(figures: dict[str, Any], name: str) -> Iterator[None]:
    """Put what the body of a `with` costs under a name: seconds of CPU and of the clock, and the peak so far.

    Children count once they have ended.
    """
    cpu, wall = _cpu(), time.perf_counter()
    yield
    seconds = {"cpu_s": round(_cpu() - cpu, 3), "wall_s": round(time.perf_counter() - wall, 3)}
    figures.setdefault("stages", {})[name] = seconds | {"peak_mb": round(_peak_mb())}


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _peak_mb() -> float:
    # the resource module also counts the process that started this one
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(row.split()[1]) / 2**10 for row in status.read_text().splitlines() if row.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


def milliseconds(work: Callable[[int], Any], *, times: int = 20) -> float:
    """Return the median CPU milliseconds of one call; each is told its number, so that it need do nothing again."""
    work(times)
    spent = []
    for number in range(times):
        begin = time.process_time()
        work(number)
        spent.append((time.process_time() - begin) * 1000)
    return sorted(spent)[times // 2]
