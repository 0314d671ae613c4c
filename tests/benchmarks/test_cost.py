"""What a child cost, measured from outside; no test asserts a time."""

import sys
from pathlib import Path

from benchmarks.cost import child


def test_a_child_says_what_it_wrote_and_how_it_ended(tmp_path: Path) -> None:
    done = child([sys.executable, "-c", "import sys; print('out'); sys.exit('bad')"], folder=tmp_path)
    assert (done.code, done.stdout, done.stderr, done.stopped) == (1, "out\n", "bad\n", False)
    assert done.cost.cpu_s > 0


def test_the_memory_of_a_child_is_its_own_and_not_its_parents(tmp_path: Path) -> None:
    held = bytearray(200 * 2**20)
    small = child([sys.executable, "-S", "-c", "1"], folder=tmp_path).cost.peak_mb
    large = child([sys.executable, "-S", "-c", "bytearray(100 * 2**20)"], folder=tmp_path).cost.peak_mb
    assert len(held) > small * 2**20
    assert 95 < large - small < 120


def test_a_child_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    done = child([sys.executable, "-c", "import time; time.sleep(60)"], folder=tmp_path, at_most_s=0.5)
    assert done.stopped
    assert done.code != 0
