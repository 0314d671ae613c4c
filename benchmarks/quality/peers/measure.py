"""What a peer's checks cost, measured inside its own process: imports and reading the file are left out."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable, Mapping


def peak() -> float:
    """Return the high-water mark of this process in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(checks: Callable[[], Mapping[str, int]]) -> None:
    """Run the checks once and print one line of JSON: CPU seconds, megabytes beyond the frame, failures by check."""
    before, begin = peak(), time.process_time()
    counts = checks()
    spent = time.process_time() - begin
    print(json.dumps({"checks_cpu_s": round(spent, 2), "beyond_mb": round(peak() - before), "counts": dict(counts)}))
