"""Where Arrow takes its memory from while custdq works on whole columns.

The trap: on Linux Arrow's own allocator (mimalloc) asks for huge pages, and where memory is in pieces the system spends
more time on putting those together than the work takes: on a million records a quarter of all CPU time, and a tenth
more memory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa


@contextmanager
def plain_memory() -> Iterator[None]:
    """Let Arrow use the system's allocator inside; what was made there stays good outside.

    >>> with plain_memory():
    ...     inside = pa.default_memory_pool().backend_name
    >>> inside == "system" or sys.platform != "linux"
    True
    """
    before = pa.default_memory_pool()
    if sys.platform != "linux" or before.backend_name != "mimalloc":
        yield
        return
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)
