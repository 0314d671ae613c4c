"""What a piece of work costs: seconds of CPU, seconds on the clock, peak memory; of this process or of a child.

The trap: peak memory is a high-water mark of the whole process, so each measurement runs in a process of its own.
"""

from __future__ import annotations

import contextlib
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
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as error:
        begin = time.perf_counter()
        running = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=out, stderr=error, text=True, start_new_session=True
        )
        state, usage, stopped = _ended(running.pid, begin + at_most_s)
        running.returncode = os.waitstatus_to_exitcode(state)
        cost = Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - begin, _in_mb(usage.ru_maxrss))
        out.seek(0)
        error.seek(0)
        return Child(running.returncode, out.read(), error.read(), cost, stopped)


def _ended(process: int, deadline: float) -> tuple[int, resource.struct_rusage, bool]:
    stopped = False
    while True:
        done, state, usage = os.wait4(process, os.WNOHANG)
        if done:
            return state, usage, stopped
        if time.perf_counter() > deadline and not stopped:
            stopped = True
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
        time.sleep(0.02)


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _peak_mb() -> float:
    return _in_mb(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _in_mb(peak: float) -> float:
    return peak / (2**20 if sys.platform == "darwin" else 2**10)  # bytes on macOS, kilobytes on Linux
