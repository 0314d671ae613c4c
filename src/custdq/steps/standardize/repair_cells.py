"""Cells of a parsed column replaced by repaired ones, and how such cells are made.

The trap: a repaired cell is parsed by its own kind like any other, so that its parts and keys are those of its value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields import Kind
from custdq.schema import Schema
from custdq.tables import ParsedColumns

Rows = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Fields(NamedTuple):
    """What a repair may look at: the records as they came, every column parsed, and the kinds."""

    raw: pa.Table
    parsed: ParsedColumns
    schema: Schema

    def columns(self, kind: type[Kind], **options: object) -> list[str]:
        """Return the columns of a kind whose options have these values, in the schema's order."""
        return [
            name
            for name, found in self.schema.columns.items()
            if isinstance(found, kind) and all(getattr(found, option) == value for option, value in options.items())
        ]

    def part(self, column: str, part: str) -> pa.Array:
        """Return one column of a parse result: value, status, problem or a part; null where the kind has none."""
        return self.parsed.column(column).part(part)


class Repair(NamedTuple):
    """Cells of one column that another field repairs: their rows, and the new parse result of each."""

    column: str
    rows: Rows
    cells: pa.Table


def inferred(column: str, rows: Rows, kind: Kind, *, values: pa.Array, reason: Reason) -> Repair:
    """Return a repair that gives `rows` these values, parsed by the column's kind."""
    cells = kind.parse(values)
    known = cells.column("value").is_valid()
    kept = cells.filter(known)
    for name, word in (("status", Status.REPAIRED), ("problem", reason)):
        at = kept.schema.get_field_index(name)
        kept = kept.set_column(at, name, pa.array([str(word)] * kept.num_rows, pa.string()))
    return Repair(column, rows[known.to_numpy()], kept)


def gathered(repairs: Sequence[Repair]) -> Iterator[Repair]:
    """Yield the repairs of one column, no row in two of them, as a single one: putting each in place copies the column.

    The cells of a kind have the same columns, whatever its options.
    """
    repairs = [repair for repair in repairs if len(repair.rows)]
    if repairs:
        rows = np.concatenate([repair.rows for repair in repairs])
        yield Repair(repairs[0].column, rows, pa.concat_tables([repair.cells for repair in repairs]).combine_chunks())


def rows_by_value(values: pa.Array) -> dict[str, Rows]:
    """Return the rows of each value, values in order, empty ones and nulls left out.

    >>> {value: rows.tolist() for value, rows in rows_by_value(pa.array(["b", "a", None, "b", ""])).items()}
    {'a': [1], 'b': [0, 3]}
    """
    codes = values.dictionary_encode()
    words = codes.dictionary.to_pylist()
    code = np.asarray(pc.fill_null(codes.indices, len(words)))
    order = np.argsort(code, kind="stable")
    begins = np.searchsorted(code[order], np.arange(len(words) + 1))
    rows = {word: order[begins[at] : begins[at + 1]] for at, word in enumerate(words) if word}
    return {word: rows[word] for word in sorted(rows)}


def is_missing(parsed: pa.Table) -> Bools:
    """Tell which cells of a parsed column are empty or stand for nothing."""
    return as_bools(pc.equal(parsed.column("status"), str(Status.MISSING)))


def as_bools(mask: pa.ChunkedArray | pa.Array) -> Bools:
    """Return an Arrow mask as NumPy, null as false."""
    return np.asarray(pc.fill_null(mask, False)).astype(bool)  # noqa: FBT003 - Arrow's own signature
