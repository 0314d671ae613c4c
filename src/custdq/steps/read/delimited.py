"""Delimited text -> table: delimiter found out, cells of many lines kept, every record at its physical line.

The traps: a stray quotation mark opens a cell that swallows the rest of the file; a cell of 10 MB exceeds the limit of
`csv`; the number of a record is not the number of its line once a cell holds a line end.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from custdq.errors import Reason
from custdq.steps.read.assemble import Outcome, Place, Row, assemble

_USUAL = ",;\t|"
_RARE = "^~¦\x01\x1e\x1f，；、"
_NONE = "\ufdd0"  # stands for "one column": a noncharacter, so a stray separator (\x1f, say) cuts no cell
_SAMPLE_LINES = 200
_SAMPLE_CHARACTERS = 400_000
_CELL_LIMIT = 2**31 - 1
_HINT = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


class Layout(NamedTuple):
    """How cells are told apart: the delimiter, what escapes a quotation mark, and how many cells a record has."""

    delimiter: str
    escape: str | None
    width: int


def read_delimited(text: str, place: Place) -> Outcome:
    r"""Read a table from delimited text.

    Parameters
    ----------
    text
        Lines ended by `\n`.
    place
        Where it stands.

    Returns
    -------
    Outcome
        At most one table, and what was passed over or repaired.
    """
    unclosed: list[int] = []
    with _large_cells():
        outcome = assemble(records(text, find_layout(text), unclosed=unclosed), place)
    if not outcome.tables:
        return outcome
    why = "A quotation mark is opened and never closed in this line; it was read as a plain character."
    marks = [place.finding(Reason.RAGGED_ROW, why, row=line) for line in unclosed]
    return Outcome(outcome.tables, [*outcome.findings, *marks])


def find_layout(text: str) -> Layout:
    r"""Find the delimiter: the one that cuts most lines into the same number of cells.

    >>> find_layout("name;phone\nWang, Wei;138\nLi, Na;139\n")
    Layout(delimiter=';', escape=None, width=2)
    """
    sample = list(_sample_lines(text))
    hint = _HINT.fullmatch(sample[0].strip()) if sample else None
    escape = "\\" if any('\\"' in line for line in sample) else None
    choices = hint.group(1) if hint else _USUAL
    best = max((_rated(sample, mark, escape) for mark in choices), key=lambda found: found[0])
    if best[0] <= 0 or best[0] < 0.35 * math.log2(1 + best[1].width):
        rare = max((_rated(sample, mark, escape) for mark in _RARE), key=lambda found: found[0])
        best = rare if rare[0] > max(best[0], 0.6) else best
    return best[1] if best[0] > 0 else Layout(_NONE, None, 1)


def records(text: str, layout: Layout, *, unclosed: list[int]) -> Iterator[Row]:
    """Yield the line number of each record's first line, counted from 1, and its cells.

    A record that swallowed lines because a quotation mark was never closed is read again with the mark as a plain
    character; its line is added to `unclosed`.
    """
    lines = _Lines(text)
    while True:
        reader = csv.reader(lines, delimiter=layout.delimiter, escapechar=layout.escape, strict=False)
        began, line, restarted = lines.offset, lines.number, False
        for cells in reader:
            if lines.number - line > 1 or lines.offset >= len(text):
                plain = _reread(text[began : lines.offset], cells, layout, last=lines.offset >= len(text))
                if plain is not None:
                    unclosed.append(line + 1)
                    yield line + 1, plain
                    lines = _Lines(text, _line_end(text, began), line + 1)
                    restarted = True
                    break
            yield line + 1, cells
            began, line = lines.offset, lines.number
        if not restarted:
            return


class _Lines:
    """The lines of a text from an offset on, with the offset and number of lines read so far."""

    def __init__(self, text: str, offset: int = 0, number: int = 0) -> None:
        self.text = text
        self.offset = offset
        self.number = number

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        start = self.offset
        if start >= len(self.text):
            raise StopIteration
        self.offset = _line_end(self.text, start)
        self.number += 1
        return self.text[start : self.offset]


def _line_end(text: str, start: int) -> int:
    return text.find("\n", start) + 1 or len(text)


def _reread(record: str, cells: list[str], layout: Layout, *, last: bool) -> list[str] | None:
    """Return the cells of a record's first line with its open quotation mark as a plain character; None: keep `cells`.

    An open mark in the last column leaves the number of cells right, so the number alone does not tell: the mark may
    also stay open to the end of the text, or be closed by the opening mark of a later record.
    """
    if '"' not in record:
        return None
    end = _line_end(record, 0)
    plain = _plain(record[:end].rstrip("\n"), layout)
    if last and _is_open(record, layout):
        return plain
    if end == len(record):
        return None
    if len(cells) != layout.width:
        return plain if abs(len(plain) - layout.width) <= abs(len(cells) - layout.width) else None
    swallowed = (line.rstrip("\n").count(layout.delimiter) + 1 for line in _Lines(record, end))
    # a well-formed cell may hold any lines, even some that look like records
    return plain if _is_malformed(record, layout) and layout.width in swallowed else None


def _plain(line: str, layout: Layout) -> list[str]:
    """Cut a line in which a quotation mark stays open: the cells before the mark as usual, the rest at delimiters."""
    if not _is_open(line, layout):
        return line.split(layout.delimiter)
    *before, rest = next(csv.reader([line], delimiter=layout.delimiter, escapechar=layout.escape))
    return [*before, *f'"{rest}'.split(layout.delimiter)]


def _is_open(record: str, layout: Layout) -> bool:
    """Tell whether a quotation mark is still open at the end: then a line put behind makes no record of its own."""
    lines = [*_Lines(record.rstrip("\n") + "\n"), "x"]
    return sum(1 for _ in csv.reader(lines, delimiter=layout.delimiter, escapechar=layout.escape)) == 1


def _is_malformed(record: str, layout: Layout) -> bool:
    reader = csv.reader(_Lines(record), delimiter=layout.delimiter, escapechar=layout.escape, strict=True)
    try:
        return sum(1 for _ in reader) != 1
    except csv.Error:
        return True


def _sample_lines(text: str) -> Iterator[str]:
    taken = 0
    for count, line in enumerate(_Lines(text)):
        if count and (count >= _SAMPLE_LINES or taken + len(line) > _SAMPLE_CHARACTERS):
            return
        taken += len(line)
        yield line


def _rated(sample: list[str], mark: str, escape: str | None) -> tuple[float, Layout]:
    """Rate a delimiter: share of lines it cuts alike, squared, by the logarithm of the number of cells."""
    if not any(mark in line for line in sample):
        return 0.0, Layout(mark, None, 1)
    best = (0.0, Layout(mark, None, 1))
    for escaping in dict.fromkeys((escape, None)):
        rows = [cells for cells in csv.reader(sample, delimiter=mark, escapechar=escaping) if any(cells)]
        widths = Counter(len(cells) for cells in rows if len(cells) > 1)
        if not widths:
            continue
        width, alike = max(widths.items(), key=lambda item: (item[1], item[0]))
        several = sum(widths.values())
        rate = (alike / several) ** 2 * (several / len(rows)) * math.log2(1 + width)
        best = max(best, (rate, Layout(mark, escaping, width)), key=lambda found: found[0])
    return best


@contextmanager
def _large_cells() -> Iterator[None]:
    """Lift the limit `csv` sets on a cell while a file is read; the limit is global, so it is put back."""
    before = csv.field_size_limit(_CELL_LIMIT)
    try:
        yield
    finally:
        csv.field_size_limit(before)
