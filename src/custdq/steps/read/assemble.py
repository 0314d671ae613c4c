"""Rows of cells -> one `SourceTable`: header chosen, blank and repeated lines named, ragged rows kept whole.

Every reader of loose rows (delimited text, workbook sheets) ends here. The trap: a row may be passed over only with
a finding that names it, and a row longer than the header must keep its extra cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason
from custdq.steps.read.header import Header, find_header, is_blank, same_cell
from custdq.tables import Finding, SourceTable

#: A row as a reader yields it: its physical number counted from 1, and its cells as text, "" where empty.
Row = tuple[int, list[str]]

_FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_HEAD_ROWS = 330  # rows looked at to find the header and what the columns hold
_CHUNK_ROWS = 50_000
_RUN_NAMED = 100  # blank rows in one run that get a finding each; a longer run gets one finding for the rest
_SHORT_SHARE = 0.1  # short rows are findings only where they are the exception
_SHOWN = 200  # characters of a passed-over row shown in its finding


class Place(NamedTuple):
    """Where a table stands: the source's name, its sheet ("" outside workbooks) and the encoding of text."""

    source: str
    sheet: str = ""
    encoding: str | None = None

    def finding(
        self,
        code: Reason,
        suggestion: str,
        *,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
    ) -> Finding:
        """Return a finding about this place."""
        return Finding(code, self.source, self.sheet, row, None, column, value, suggestion)


class Outcome(NamedTuple):
    """What reading came to: the tables found and what was passed over, repaired or unsure."""

    tables: list[SourceTable]
    findings: list[Finding]


def assemble(rows: Iterable[Row], place: Place) -> Outcome:
    """Build the table that stands in `rows`, or say why there is none.

    Parameters
    ----------
    rows
        Physical row number and cells of every row, blank ones included.
    place
        Where the rows stand.

    Returns
    -------
    Outcome
        At most one table; findings NOT_A_TABLE, HEADER_ONLY, HEADER_ROW, PREFACE_ROW, BLANK_ROW, REPEATED_HEADER,
        RAGGED_ROW.
    """
    stream = iter(rows)
    blank: list[int] = []  # leading blanks are taken off first: however many, the head still holds filled rows
    first = _skip_blank(stream, blank)
    if first is None:
        return Outcome([], [place.finding(Reason.NOT_A_TABLE, "There is nothing in it.")])
    head = [first, *islice(stream, _HEAD_ROWS - 1)]
    header = find_header([cells for _, cells in head])
    if header is None:
        why = "This reads as text, not as a table of rows and columns; it was passed over."
        return Outcome([], [place.finding(Reason.NOT_A_TABLE, why, value=_shown(first[1]))])
    body = _Body(header, place)
    findings = [*_blank_findings(blank, place), *_header_findings(head, header, place)]
    body.add(chain(head[header.last + 1 :], stream))
    findings += body.all_findings()
    if not body.count:
        shown = _shown(list(header.names))
        why = "There is a header and no row beneath it; it was passed over."
        return Outcome([], [*findings, place.finding(Reason.HEADER_ONLY, why, value=shown)])
    return Outcome([SourceTable(place.source, place.sheet, body.table(), body.numbers(), place.encoding)], findings)


def unique_names(names: Sequence[str]) -> list[str]:
    """Name every column: blank ones by position, repeated ones numbered.

    >>> unique_names(["Tel", "", "Tel", "Tel_2"])
    ['Tel', 'column_2', 'Tel_3', 'Tel_2']
    """
    taken = {name for name in names if name}
    seen: set[str] = set()
    result = []
    for position, given in enumerate(names, start=1):
        name = given or f"column_{position}"
        number = 2
        while name in seen or (name in taken and name != given):
            name = f"{given or f'column_{position}'}_{number}"
            number += 1
        seen.add(name)
        result.append(name)
    return result


def text_column(cells: Sequence[str]) -> pa.ChunkedArray:
    """Return cells as a string column: blank is null, Excel's formula text `="138…"` is unwrapped."""
    column = _strings(cells)
    if pc.any(pc.starts_with(column, '="')).as_py():
        column = _strings([_unwrapped(cell) for cell in cells])
    return blank_as_null(column)


def blank_as_null(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a string column in which a cell of nothing but spaces is null."""
    blank = pc.equal(pc.utf8_trim_whitespace(column), "")
    return pc.if_else(blank, pa.scalar(None, pa.string()), column) if pc.any(blank).as_py() else column


def _strings(cells: Sequence[str]) -> pa.ChunkedArray:
    column = pa.array(cells, pa.string())
    return pa.chunked_array([column]) if isinstance(column, pa.Array) else column


def _unwrapped(cell: str) -> str:
    found = _FORMULA_TEXT.fullmatch(cell)
    return found.group(1).replace('""', '"') if found else cell


class _Body:
    """The rows beneath the header, gathered in chunks so that a million rows never stand as Python lists at once."""

    def __init__(self, header: Header, place: Place) -> None:
        self.header = header
        self.place = place
        self.width = len(header.names)
        self.count = 0
        self.findings: list[Finding] = []
        self._short: list[tuple[int, int]] = []
        self._blank_run: list[int] = []
        self._chunks: list[list[pa.ChunkedArray]] = []
        self._numbers: list[int] = []

    def add(self, rows: Iterator[Row]) -> None:
        """Take rows in until there are no more."""
        buffer: list[list[str]] = []
        for number, cells in rows:
            if is_blank(cells):
                self._blank_run.append(number)
                continue
            if self._blank_run:
                self._close_run()
            if _repeats(cells, self.header.rows):
                why = "The header is repeated here; the line is no record."
                self.findings.append(self.place.finding(Reason.REPEATED_HEADER, why, row=number, value=_shown(cells)))
                continue
            if len(cells) != self.width:
                cells = self._fit(number, cells)  # noqa: PLW2901
            buffer.append(cells)
            self._numbers.append(number)
            if len(buffer) >= _CHUNK_ROWS:
                self._flush(buffer)
                buffer = []
        self._close_run()
        self._flush(buffer)
        self.count = len(self._numbers)

    def all_findings(self) -> list[Finding]:
        """Return what was found, short rows included where they are the exception."""
        if self._short and len(self._short) <= max(3, _SHORT_SHARE * self.count):
            for number, width in self._short:
                why = f"The row has {width} cells where the header has {len(self.header.names)}; the rest stays empty."
                self.findings.append(self.place.finding(Reason.RAGGED_ROW, why, row=number))
        return self.findings

    def numbers(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Return the physical row number of every record."""
        return np.array(self._numbers, np.int64)

    def table(self) -> pa.Table:
        """Return the records; a column that has neither a name nor a value is left out."""
        names = unique_names([*self.header.names, *[""] * (self.width - len(self.header.names))])
        columns: dict[str, pa.ChunkedArray] = {}
        for at, name in enumerate(names):
            pieces: list[pa.Array] = []
            for chunk in self._chunks:
                rows = len(chunk[0])
                pieces += chunk[at].chunks if at < len(chunk) else [pa.nulls(rows, pa.string())]
            column = pa.chunked_array(pieces, pa.string())
            named = at < len(self.header.names) and self.header.names[at]
            if named or column.null_count < len(column):
                columns[name] = column
        return pa.table(columns).combine_chunks()

    def _flush(self, buffer: list[list[str]]) -> None:
        if not buffer:
            return
        width = self.width
        for cells in buffer:
            if len(cells) < width:
                cells.extend([""] * (width - len(cells)))
        self._chunks.append([text_column(column) for column in zip(*buffer, strict=True)])

    def _fit(self, number: int, cells: list[str]) -> list[str]:
        named = len(self.header.names)
        if len(cells) < named:
            self._short.append((number, len(cells)))
            return list(cells)
        extra = len(cells)
        while extra > named and not cells[extra - 1].strip():
            extra -= 1
        if extra == named:
            return cells[:named]
        self.width = max(self.width, extra)
        why = (
            f"The row has {extra} cells where the header has {named}; the extra ones are kept in columns of their own."
        )
        shown = _shown(cells[named:extra])
        self.findings.append(self.place.finding(Reason.RAGGED_ROW, why, row=number, value=shown))
        return cells[:extra]

    def _close_run(self) -> None:
        self.findings += _blank_findings(self._blank_run, self.place)
        self._blank_run = []


def _skip_blank(stream: Iterator[Row], blank: list[int]) -> Row | None:
    """Return the first filled row; the numbers of the blank ones before it go to `blank`."""
    for number, cells in stream:
        if not is_blank(cells):
            return number, cells
        blank.append(number)
    return None


def _blank_findings(run: list[int], place: Place) -> list[Finding]:
    findings = [place.finding(Reason.BLANK_ROW, "The row is blank.", row=number) for number in run[:_RUN_NAMED]]
    if len(run) > _RUN_NAMED:
        why = f"Rows {run[_RUN_NAMED]} to {run[-1]} are blank."
        findings.append(place.finding(Reason.BLANK_ROW, why, row=run[_RUN_NAMED]))
    return findings


def _repeats(cells: list[str], headers: tuple[tuple[str, ...], ...]) -> bool:
    """Tell whether a row repeats a header row: its first name first, since nearly every row differs there already."""
    for header in headers:
        first = 0
        while first < len(header) and not header[first]:
            first += 1
        if first >= min(len(header), len(cells)) or header[first][0] not in cells[first]:
            continue
        filled = [at for at, cell in enumerate(cells) if cell.strip()]
        same = all(at < len(header) and same_cell(cells[at], header[at]) for at in filled)
        if same and 2 * len(filled) > sum(1 for name in header if name):
            return True
    return False


def _header_findings(head: list[Row], header: Header, place: Place) -> list[Finding]:
    findings = []
    if header.last < 0:
        why = "No header was found: the first line already is data. The columns are named column_1, column_2 and so on."
        findings.append(place.finding(Reason.HEADER_ROW, why))
    for number, cells in head[: max(header.first, 0)]:
        if is_blank(cells):
            findings.append(place.finding(Reason.BLANK_ROW, "The row is blank.", row=number))
        else:
            why = "The row stands above the header and is no record."
            findings.append(place.finding(Reason.PREFACE_ROW, why, row=number, value=_shown(cells)))
    if header.last > header.first:
        for number, cells in head[header.first : header.last + 1]:
            why = "The header takes two rows: one names groups of columns, or the columns a second time."
            findings.append(place.finding(Reason.HEADER_ROW, why, row=number, value=_shown(cells)))
    return findings


def _shown(cells: Sequence[str]) -> str:
    text = " | ".join(cell.strip() for cell in cells if cell.strip())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
