from __future__ import annotations

import io

from custdq.progress import Progress, TerminalProgress, silent


def drawn(stream: io.StringIO) -> list[str]:
    return [line.rstrip() for line in stream.getvalue().split("\r") if line.strip()]


def test_each_step_is_drawn_at_once_and_repeats_are_spared() -> None:
    stream = io.StringIO()
    with TerminalProgress(stream) as progress:
        progress("read", 0, 6)
        for done in range(1000):
            progress("link", done, 1000)
    assert drawn(stream)[0] == "read  0%"
    assert drawn(stream)[1] == "link  0%"
    assert len(drawn(stream)) < 20


def test_the_line_is_wiped_at_the_end() -> None:
    stream = io.StringIO()
    with TerminalProgress(stream) as progress:
        progress("a long name of a step", 1, 2)
    last = stream.getvalue().split("\r")[-2]
    assert last.strip() == ""
    assert len(last) == len("a long name of a step  50%")


def test_an_unknown_total_has_no_percentage() -> None:
    stream = io.StringIO()
    with TerminalProgress(stream) as progress:
        progress("read")
    assert drawn(stream) == ["read …"]


def test_silence_is_a_progress_too() -> None:
    progress: Progress = silent
    progress("read", 1, 2)
