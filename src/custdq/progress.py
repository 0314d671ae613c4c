"""Progress of long work: a function the steps call, drawn only where a person watches.

The trap: progress in a log file or a pipe is noise, so it goes to the error stream and only where that is a terminal;
and it says counts, never a value.
"""

from __future__ import annotations

import time
from typing import Protocol, TextIO

#: Seconds between two drawings: a terminal need not be faster than an eye.
_PAUSE = 0.1


class Progress(Protocol):
    """What the work calls as it goes: the step's name, how much is done, and how much there is in all (0: unknown)."""

    def __call__(self, name: str, done: int = 0, total: int = 0) -> None:
        """Say how far the step `name` has come."""


def silent(name: str, done: int = 0, total: int = 0) -> None:
    """Say nothing.

    >>> silent("link", 1, 2)
    """


class TerminalProgress:
    r"""Draws one line that is written over and over, and is wiped at the end.

    Parameters
    ----------
    stream
        Where to draw, the error stream as a rule.

    Examples
    --------
    >>> import io
    >>> stream = io.StringIO()
    >>> with TerminalProgress(stream) as progress:
    ...     progress("link", 1, 4)
    >>> stream.getvalue().split("\r")[1].rstrip()
    'link  25%'
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self._drawn_at = 0.0
        self._name = ""
        self._width = 0

    def __enter__(self) -> TerminalProgress:
        return self

    def __exit__(self, *_: object) -> None:
        self._draw("")
        self.stream.write("\r")
        self.stream.flush()

    def __call__(self, name: str, done: int = 0, total: int = 0) -> None:
        """Draw how far the step has come, at most ten times a second, but each new step at once."""
        now = time.monotonic()
        if name == self._name and now - self._drawn_at < _PAUSE:
            return
        self._name, self._drawn_at = name, now
        self._draw(f"{name}  {100 * done // total}%" if total else f"{name} …")

    def _draw(self, text: str) -> None:
        self.stream.write("\r" + text.ljust(self._width))
        self.stream.flush()
        self._width = len(text)
