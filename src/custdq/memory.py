"""Where Arrow takes its memory from while custdq works on whole columns.

On Linux Arrow's own allocator (mimalloc) asks for huge pages, and where memory is in pieces the system spends more time
on putting those together than the work takes: on a million records a quarter of all CPU time, and a tenth more memory.
The trap: Arrow has one allocator for the whole process. Of several threads that work at once the first to come changes
it and the last to go puts it back; were each to put back what it found, one would put back what another had changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import pyarrow as pa


class _Allocator:
    """Arrow's allocator and those who want the system's in its place."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._before: pa.MemoryPool | None = None

    def enter(self) -> None:
        with self._lock:
            self._inside += 1
            current = pa.default_memory_pool()
            if self._inside == 1 and sys.platform == "linux" and current.backend_name == "mimalloc":
                self._before = current
                pa.set_memory_pool(pa.system_memory_pool())

    def leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._before is not None:
                before, self._before = self._before, None
                # whoever has chosen another one meanwhile keeps it
                if pa.default_memory_pool().backend_name == "system":
                    pa.set_memory_pool(before)


_ALLOCATOR = _Allocator()


@contextmanager
def plain_memory() -> Iterator[None]:
    """Let Arrow use the system's allocator inside; what was made there stays good outside.

    >>> with plain_memory():
    ...     inside = pa.default_memory_pool().backend_name
    >>> inside == "system" or sys.platform != "linux"
    True
    """
    _ALLOCATOR.enter()
    try:
        yield
    finally:
        _ALLOCATOR.leave()


def give_back() -> None:
    """Give memory that was freed in pieces back to the system: after parsing, a fifth of what is held is nobody's."""
    pa.system_memory_pool().release_unused()
