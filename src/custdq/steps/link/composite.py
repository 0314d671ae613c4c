"""Columns that only repeat others: a full name beside first name and surname is no evidence of its own.

Fellegi-Sunter adds up fields as if they were independent, so a column that is put together from two or more others
would count their agreement twice. It is found by its values, not by its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.tables import ParsedColumns, column_or_null
from custdq.text.fingerprint import Fingerprints, mixed, string_fingerprints

#: A column is part of another where its value stands in the other's in at least this share of the rows with both.
_MIN_SHARE = 0.8

#: ... and where it is filled in at least this share of the rows the other is: a sparse column explains nothing.
_MIN_COVERAGE = 0.5

#: A column also repeats another where it says the same in half the rows with both, and chance would have it seldom: who
#: pays and who receives are mostly one, and an address told twice would count twice, for two records and against them.
_MOSTLY, _SELDOM = 0.5, 0.05

#: Distinct rows looked at; of more, those whose content has the smallest checksums, whatever the row order.
_ROWS = 5_000
_MIN_ROWS = 5

#: They are chosen from this many times as many, the rows whose short columns have the smallest checksums: a column is
#: short that has at most this share of distinct cells.
_CHOSEN_FROM, _SHORT = 20, 0.1

#: Rows worked on at a time.
_AT_A_TIME = 1 << 14

Value = TypeVar("Value")


def without_composites(
    columns: Mapping[str, Value], records: pa.Table, parsed: ParsedColumns | None = None
) -> dict[str, Value]:
    """Return `columns` without copies of an earlier one and without those put together from two or more others.

    `parsed` are the same columns parsed, where they are; their distinct cells are known then.

    >>> import pyarrow as pa
    >>> names = {"full": ["ann lee"] * 9, "first": ["ann"] * 9, "last": ["lee"] * 9}
    >>> list(without_composites(dict.fromkeys(names, 0), pa.table(names)))
    ['first', 'last']
    """
    some = records.select([name for name in columns if name in records.column_names])
    rows = _looked_at(some, parsed or ParsedColumns({}))
    some = some if rows is None else some.take(rows)
    folded = {name: _folded(column_or_null(some, name)) for name in columns}
    # a road and its abbreviation are one street
    standard = {
        name: _folded(_values(parsed, name, rows)) if parsed and name in parsed else folded[name] for name in folded
    }
    kept = dict(columns)
    for number, name in enumerate(folded):
        if any(_copies(standard[other], standard[name]) for other in list(folded)[:number] if other in kept):
            del kept[name]
    # the longest first: what it is made of may itself be a composite
    for name in sorted(kept, key=lambda n: (-_mean_length(folded[n]), n)):
        parts = [other for other in kept if other != name and _holds(folded[name], folded[other])]
        if len(parts) > 1:
            del kept[name]
    return kept


def _values(parsed: ParsedColumns, name: str, rows: pa.Array | None) -> pa.Array:
    """Return the standard form of a column in some rows (None: in all)."""
    held = parsed.column(name)
    values = column_or_null(held.results, "value")
    if held.rows is not None:
        at = held.rows if rows is None else held.rows.take(np.asarray(rows))
        return values.take(pa.array(at))
    return values if rows is None else values.take(rows)


def _looked_at(records: pa.Table, parsed: ParsedColumns) -> pa.Array | None:
    """Return the rows to look at, None for all."""
    if records.num_rows <= _ROWS:
        return None
    rows = _smallest(_content(records, _short_columns(records, parsed), parsed, None), _CHOSEN_FROM * _ROWS)
    content = _content(records, records.column_names, parsed, rows)
    # of twice as many as are wanted only those that differ
    few = np.argpartition(content, min(2 * _ROWS, len(content) - 1))[: 2 * _ROWS]
    _, first = np.unique(content[few], return_index=True)
    return pa.array(rows[few[first[:_ROWS]]])


def _short_columns(records: pa.Table, parsed: ParsedColumns) -> list[str]:
    """Return the columns whose few distinct cells are known."""
    held = {name: parsed.column(name).cells for name in records.column_names if name in parsed}
    return [name for name, cells in held.items() if cells is not None and len(cells) <= _SHORT * records.num_rows]


def _smallest(content: Fingerprints, wanted: int) -> npt.NDArray[np.int64]:
    """Return the rows with the smallest numbers, those that are alike with the last of them included."""
    if len(content) <= wanted:
        return np.arange(len(content))
    return np.flatnonzero(content <= np.partition(content, wanted)[wanted])


def _content(
    records: pa.Table, names: Sequence[str], parsed: ParsedColumns, rows: npt.NDArray[np.int64] | None
) -> Fingerprints:
    """Return a number for what the named columns hold in some rows (None: in all)."""
    out = np.zeros(records.num_rows if rows is None else len(rows), np.uint64)
    held = [_cell_fingerprints(records, name, parsed, rows) for name in names]
    # some at a time: what is worked on stays in the processor's cache
    for begin in range(0, len(out), _AT_A_TIME):
        part = slice(begin, begin + _AT_A_TIME)
        for column in held:
            out[part] = mixed(out[part] ^ column[part])
    return out


def _cell_fingerprints(
    records: pa.Table, name: str, parsed: ParsedColumns, rows: npt.NDArray[np.int64] | None
) -> Fingerprints:
    """Return a number for the cell of one column in each row."""
    column = parsed.column(name) if name in parsed else None
    if column is not None and column.cells is not None and column.rows is not None:
        prints = column.fingerprints
        if prints is None and (rows is None or len(column.cells) <= len(rows)):
            prints = string_fingerprints(column.cells)
        if prints is not None:
            # missing cells stand behind all others
            of_cell = np.append(prints, string_fingerprints(pa.array([""])))
            return of_cell.take(column.rows if rows is None else column.rows.take(rows), mode="clip")
    cells = column_or_null(records, name)
    return string_fingerprints(cells if rows is None else cells.take(pa.array(rows)))


class _Folded(NamedTuple):
    """Cells without blanks and case, and their lengths."""

    cells: list[str | None]
    lengths: npt.NDArray[np.int64]


def _folded(column: pa.Array) -> _Folded:
    distinct = column.dictionary_encode()
    words = [None if text is None else "".join(text.casefold().split()) for text in distinct.dictionary.to_pylist()]
    cells = [None if code is None else words[code] for code in distinct.indices.to_pylist()]
    return _Folded(cells, np.array([len(cell or "") for cell in cells], np.int64))


def _mean_length(folded: _Folded) -> float:
    lengths = folded.lengths
    return float(lengths[lengths > 0].mean()) if lengths.any() else 0.0


def _copies(first: _Folded, second: _Folded) -> bool:
    filled = second.lengths > 0
    both = np.flatnonzero(filled & (first.lengths > 0)).tolist()
    # copies differ from one another; two columns of one word repeated are no copies
    if len(both) < max(_MIN_ROWS, _MIN_COVERAGE * filled.sum()) or len({second.cells[i] for i in both}) < _MIN_ROWS:
        return False
    same = sum(first.cells[i] == second.cells[i] for i in both) / len(both)
    return same >= _MIN_SHARE or (same >= _MOSTLY and _by_chance(first, second, both) <= _SELDOM)


def _by_chance(first: _Folded, second: _Folded, rows: Sequence[int]) -> float:
    """Return how often a cell of one column and a cell of the other, each of any row, are the same (0 to 1)."""
    one, other = (Counter(side.cells[i] for i in rows) for side in (first, second))
    return sum(count * other[cell] for cell, count in one.items()) / len(rows) ** 2


def _holds(whole: _Folded, part: _Folded) -> bool:
    long, short = whole.lengths, part.lengths
    both = np.flatnonzero((long > 0) & (short > 0))
    if len(both) < max(_MIN_ROWS, _MIN_COVERAGE * (long > 0).sum()):
        return False
    shorter = both[short[both] < long[both]].tolist()
    if len(shorter) < _MIN_SHARE * len(both):
        return False
    return sum(part.cells[i] in whole.cells[i] for i in both.tolist()) >= _MIN_SHARE * len(both)  # type: ignore[operator]
