"""How each cell of a column stands: holding a valid value, blank, a stand-in for nothing, or not readable and why.

Decided once for all dimensions. The trap: each of them deciding for itself what counts as present, so that one empty
cell is charged twice and a placeholder never.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.infer.labels import names_people
from custdq.steps.score.units import Bools, Codes, taken
from custdq.tables import ParsedColumn, column_or_null
from custdq.text.clean import is_placeholder

VALID, BLANK, PLACEHOLDER, INVALID = 0, 1, 2, 3
_NUMBER, _SHORT = re.compile(r"[-+]?\d+(?:\.\d+)?"), 7


@dataclass(frozen=True)
class Cells:
    """A column's cells: 0 valid, 1 blank, 2 a placeholder, from 3 on invalid for the reason in `problems`."""

    codes: Codes
    problems: tuple[str, ...] = ()

    @property
    def present(self) -> Bools:
        """Tell which hold something: not null, not blank, no placeholder."""
        return np.asarray((self.codes == VALID) | (self.codes >= INVALID), dtype=bool)

    @property
    def valid(self) -> Bools:
        """Tell which hold a valid value."""
        return np.asarray(self.codes == VALID, dtype=bool)

    @property
    def placeholders(self) -> Bools:
        """Tell which hold a stand-in for nothing."""
        return np.asarray(self.codes == PLACEHOLDER, dtype=bool)


def parsed_cells(column: ParsedColumn) -> Cells:
    """Return the cells of a parsed column: valid where there is a value, else as status and problem say."""
    found = _result_cells(column.results)
    return found if column.rows is None else Cells(taken(found.codes, column.rows), found.problems)


def _result_cells(parsed: pa.Table) -> Cells:
    empty = np.flatnonzero(pc.is_null(parsed.column("value")).to_numpy())
    at = pa.array(empty)
    missing = pc.equal(text_of(parsed, "status").take(at), str(Status.MISSING))
    problem = text_of(parsed, "problem").take(at)
    stand_in = pc.fill_null(pc.equal(problem, str(Reason.PLACEHOLDER)), fill_value=False)
    gone = as_bools(missing)
    why = pc.fill_null(problem, str(Reason.NOT_PARSED)).filter(pa.array(~gone)).dictionary_encode()
    problems = tuple(sorted(why.dictionary.to_pylist()))
    codes = np.zeros(parsed.num_rows, dtype=np.uint8 if len(problems) < 250 else np.uint16)
    codes[empty[gone]] = np.where(as_bools(stand_in)[gone], PLACEHOLDER, BLANK)
    place = np.array([INVALID + problems.index(name) for name in why.dictionary.to_pylist()], dtype=codes.dtype)
    if len(place):
        codes[empty[~gone]] = place[why.indices.to_numpy()]
    return Cells(codes, problems)


def plain_codes(texts: pa.Array, column: str) -> Codes:
    """Return how texts of a column that was not parsed stand: whatever is written in it is valid."""
    name, written = names_people(column), texts.to_pylist()
    counts = _are_counts([text for text in written if text is not None])

    def stands(text: str | None) -> int:
        if text is None or not text.strip():
            return BLANK
        return PLACEHOLDER if is_placeholder(text, name=name) and not counts else VALID

    return np.array([*map(stands, written)], dtype=np.uint8)


def _are_counts(texts: list[str]) -> bool:
    """Tell whether a column holds counts or flags, in which 0 is a number; among phone numbers 0 stands for nothing."""
    filled = [text.strip() for text in texts if text.strip()]
    return all(map(_NUMBER.fullmatch, filled)) and any(len(text) < _SHORT and text.strip("0") for text in filled)


def text_of(table: pa.Table, name: str) -> pa.Array:
    """Return a column as one string array, as `column_or_null` does, without copying one that is whole already."""
    if name in table.column_names:
        column = table.column(name)
        if column.num_chunks == 1 and pa.types.is_string(column.type):
            return column.chunk(0)
    return column_or_null(table, name)


def as_text_array(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Return a column as one string array."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return whole if pa.types.is_string(whole.type) else whole.cast(pa.string())


def as_bools(array: pa.Array | pa.ChunkedArray) -> Bools:
    """Return an Arrow boolean column as NumPy, null as False."""
    filled = pc.fill_null(array, fill_value=False)
    return np.asarray(
        filled.to_numpy(zero_copy_only=False) if isinstance(filled, pa.Array) else filled.to_numpy(), dtype=bool
    )
