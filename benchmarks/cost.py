"""What a piece of work costs: seconds of CPU, seconds on the clock, peak memory; of this process or of a child.

The trap: peak memory is a high-water mark of the whole process, so each measurement runs in a process of its own.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# A new process inherits the peak of the one that started it, so a small one stands between: it has nothing loaded.
_LAUNCHER = """
import json, os, resource, subprocess, sys
with open(sys.argv[2], "w") as error:
    code = subprocess.call(sys.argv[3:], stderr=error)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as out:
    json.dump({"code": code, "cpu_s": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss}, out)
"""


@dataclass
class Cost:
    """Seconds and megabytes, filled in when the work is done."""

    cpu_s: float = 0.0
    wall_s: float = 0.0
    peak_mb: float = 0.0


@dataclass
class Child:
    """A child that has ended: its exit code, what it wrote, what it cost; `stopped` where it took too long."""

    code: int
    stdout: str
    stderr: str
    cost: Cost
    stopped: bool = False


@contextmanager
def measured() -> Iterator[Cost]:
    """Measure the body of a `with`: CPU with children, the clock, and peak memory since the process began."""
    cost = Cost()
    cpu, wall = _cpu(), time.perf_counter()
    yield cost
    cost.cpu_s, cost.wall_s, cost.peak_mb = _cpu() - cpu, time.perf_counter() - wall, _peak_mb()


def child(
    command: Sequence[str], *, folder: Path, environment: Mapping[str, str] | None = None, at_most_s: float = 1800
) -> Child:
    """Run a command in a folder and measure it from outside, its own children included (the largest one's memory).

    A child that takes longer than `at_most_s` seconds on the clock is ended, with all that it started.
    """
    # files, not pipes: a child that writes much would wait for ever for somebody to read
    with tempfile.TemporaryDirectory() as work, (Path(work) / "out").open("w+") as out:
        usage, error = Path(work) / "usage", Path(work) / "error"
        begin = time.perf_counter()
        launched = [sys.executable, "-S", "-E", "-c", _LAUNCHER, str(usage), str(error), *command]
        running = subprocess.Popen(launched, cwd=folder, env=environment, stdout=out, start_new_session=True)
        try:
            running.wait(at_most_s)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
        wall = time.perf_counter() - begin
        said = json.loads(usage.read_text()) if usage.exists() else None
        out.seek(0)
        text, errors = out.read(), error.read_text(errors="replace") if error.exists() else ""
    if said is None:
        return Child(-signal.SIGKILL, text, errors, Cost(wall_s=wall), stopped=True)
    return Child(said["code"], text, errors, Cost(said["cpu_s"], wall, _in_mb(said["peak"])))


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _peak_mb() -> float:
    return _in_mb(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _in_mb(peak: float) -> float:
    return peak / (2**20 if sys.platform == "darwin" else 2**10)  # bytes on macOS, kilobytes on Linux
