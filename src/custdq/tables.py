"""The shapes passed between steps: which columns, which types, what always holds.

Inside custdq a table is a `pyarrow.Table` whose value columns are strings (null where the cell is empty) and
whose rows never change order. Rows are named by position; `record_id` is what the user's system calls them and
may repeat, so nothing may be keyed on it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.cells import as_strings
from custdq.errors import Reason

#: Columns every unified record table begins with. `row` is int64, counted from 1 in the file; the rest are strings.
POSITION_COLUMNS = ("source", "sheet", "row", "record_id")

#: Unified names of customer data, in output order; `other_phones` holds the numbers beyond the first.
CUSTOMER_COLUMNS = (
    "kind", "name", "contact_name", "mobile", "landline", "extension", "hotline", "other_phones", "email", "wechat",
    "country", "province", "city", "district", "adcode", "town", "address", "postcode", "uscc", "resident_id",
    "birthday", "gender", "stage", "owner", "created_at", "updated_at",
)  # fmt: skip

#: Columns that describe the dealing with a customer, not who the customer is: kept and merged, never evidence.
CONTEXT_COLUMNS = (
    *POSITION_COLUMNS, "entity_id", "country", "adcode", "town", "extension", "hotline", "stage", "owner", "created_at",
    "updated_at",
)  # fmt: skip

#: The unified column that names the customer. Another name there is another identity, in no other column.
NAME_COLUMN = "name"

#: A column of this name in an input is a result or a label, never evidence for linking.
ENTITY_COLUMN = "entity_id"

#: Fewer rows take no memory worth saving.
_FEW_ROWS = 1_000

PARSED_COLUMNS = ("value", "status", "problem")
FINDING_COLUMNS = ("source", "sheet", "row", "record_id", "column", "code", "value", "suggestion")
FINDING_SCHEMA = pa.schema([pa.field(name, pa.int64() if name == "row" else pa.string()) for name in FINDING_COLUMNS])


class Finding(NamedTuple):
    """One thing that is wrong, was repaired, or was passed over.

    `row` is the physical row or line counted from 1; None where the finding is about a whole file or column.
    """

    code: Reason
    source: str | None = None
    sheet: str | None = None
    row: int | None = None
    record_id: str | None = None
    column: str | None = None
    value: str | None = None
    suggestion: str | None = None


def findings_table(findings: Iterable[Finding]) -> pa.Table:
    """Gather findings into one table with the columns of `FINDING_COLUMNS`."""
    rows = list(findings)
    columns = {name: [getattr(row, name) for row in rows] for name in FINDING_COLUMNS}
    return pa.table(columns, schema=FINDING_SCHEMA)


@dataclass(frozen=True)
class SourceTable:
    """One table found in a file, exactly as it stands there.

    `data` has one string column a header cell (blank headers named `column_3`, repeated ones `Tel_2`), cells as
    text (a phone Excel kept as a float is whole digits again), null where empty. `rows` holds each row's physical
    row or line number, counted from 1 with everything above the header and blank lines included.
    """

    source: str
    sheet: str
    data: pa.Table
    rows: npt.NDArray[np.int64]
    encoding: str | None = None


@dataclass(frozen=True, eq=False)
class ParsedColumn:
    """A parsed column, held once a distinct cell: a column of a million rows has a few thousand cities.

    results
        `value`, `status`, `problem` and the kind's parts, one row a result.
    rows
        int32: which of the results each row of the column has; None: they stand row by row.
    cells
        The distinct cells the first results are of, in that order; None where that is not known.
    fingerprints
        uint64, of the cells; None where nobody has made them yet.
    """

    results: pa.Table
    rows: npt.NDArray[np.int32] | None = None
    cells: pa.Array | None = None
    fingerprints: npt.NDArray[np.uint64] | None = None

    def __len__(self) -> int:
        return self.results.num_rows if self.rows is None else len(self.rows)

    def part(self, name: str) -> pa.Array:
        """Return one column of the results, row by row; null where the kind has no such part."""
        held = column_or_null(self.results, name)
        return held if self.rows is None else held.take(pa.array(self.rows))

    def present(self, name: str = "value") -> npt.NDArray[np.bool_]:
        """Tell which rows have a value, or another part."""
        held = np.asarray(self.results.column(name).is_valid())
        return held if self.rows is None else held.take(self.rows)

    def table(self) -> pa.Table:
        """Return the results row by row."""
        return self.results if self.rows is None else taken_rows(self.results, self.rows)

    def with_cells(self, rows: npt.NDArray[np.int64], other: pa.Table) -> ParsedColumn:
        """Return the column with other results in some rows."""
        same = pa.table({name: column_or_null(other, name) for name in self.results.column_names})
        taken = np.arange(len(self), dtype=np.int32) if self.rows is None else self.rows.copy()
        taken[rows] = self.results.num_rows + np.arange(len(rows), dtype=np.int32)
        results = pa.concat_tables([self.results, same]).combine_chunks()
        return replace(self, results=results, rows=taken)


def taken_rows(results: pa.Table, rows: npt.NDArray[np.integer]) -> pa.Table:
    """Return some rows of a table of strings; columns without any value, as most parts of a kind are, stay one array.

    >>> taken_rows(pa.table({"value": ["a", "b"], "problem": pa.nulls(2, pa.string())}), np.array([1])).to_pylist()
    [{'value': 'b', 'problem': None}]
    """
    if len(rows) < _FEW_ROWS:
        return results.take(pa.array(rows)).combine_chunks()
    return with_one_nothing(results, len(rows), lambda held: held.take(pa.array(rows)).combine_chunks())


def with_one_nothing(table: pa.Table, size: int, make: Callable[[pa.Table], pa.Table]) -> pa.Table:
    """Return what `make` makes of the columns that hold something, and one array of `size` nulls for all the others."""
    text = pa.string()
    held = [c.name for c in table.schema if c.type != text or table.column(c.name).null_count < table.num_rows]
    made, nothing = make(table.select(held)), pa.nulls(size, pa.string())
    return pa.table({name: made.column(name) if name in held else nothing for name in table.column_names})


class ParsedColumns(Mapping[str, pa.Table]):
    """Parsed columns by name; a table of rows is made of one only where somebody asks for it."""

    def __init__(self, columns: Mapping[str, ParsedColumn | pa.Table]) -> None:
        self._columns = {n: c if isinstance(c, ParsedColumn) else ParsedColumn(c) for n, c in columns.items()}
        self._tables: dict[str, pa.Table] = {}

    def __getitem__(self, name: str) -> pa.Table:
        if name not in self._tables:
            self._tables[name] = self._columns[name].table()
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def column(self, name: str) -> ParsedColumn:
        """Return a column as it is held."""
        return self._columns[name]

    def let_go(self) -> None:
        """Forget all columns: whoever has taken out of them what is needed says so, and their memory is free."""
        self._columns.clear()
        self._tables.clear()

    def replaced(self, name: str, column: ParsedColumn) -> ParsedColumns:
        """Return the columns with one of them replaced."""
        out = ParsedColumns({**self._columns, name: column})
        out._tables = {other: table for other, table in self._tables.items() if other != name}
        return out


@dataclass(frozen=True)
class Standardized:
    """Records in standard form: the records as they came, and what every column came to.

    `parsed[column]` is the table of the kind's `parse`, aligned with `raw`, the records as they came.
    `absorbed` names the columns whose content now stands in another one (province, city, district in address).
    """

    raw: pa.Table
    parsed: ParsedColumns
    findings: pa.Table = field(default_factory=lambda: findings_table([]))
    absorbed: tuple[str, ...] = ()

    @cached_property
    def records(self) -> pa.Table:
        """The records, their values in standard form where they parsed."""
        out = self.raw
        for name in self.parsed:
            at = out.schema.get_field_index(name)
            out = out.append_column(name, self.column(name)) if at < 0 else out.set_column(at, name, self.column(name))
        return out

    @property
    def names(self) -> list[str]:
        """Names of the columns of `records`."""
        return [*self.raw.column_names, *(name for name in self.parsed if name not in self.raw.column_names)]

    def select(self, names: Iterable[str]) -> pa.Table:
        """Return some columns of `records`, those that are there, without making the others."""
        asked = set(names)
        wanted = [name for name in self.names if name in asked]
        table = self.raw.select([name for name in wanted if name in self.raw.column_names])
        for name in (name for name in wanted if name in self.parsed):
            at = table.schema.get_field_index(name)
            column = self.column(name)
            table = table.append_column(name, column) if at < 0 else table.set_column(at, name, column)
        return table

    def column(self, name: str) -> pa.Array:
        """Return one column of `records`."""
        if name not in self.parsed:
            return column_or_null(self.raw, name)
        parsed = self.parsed.column(name)
        raw = column_or_null(self.raw, name)
        return raw if _as_it_came(parsed) else pc.coalesce(parsed.part("value"), raw)


def _as_it_came(parsed: ParsedColumn) -> bool:
    """Tell that no result has another value than its cell."""
    if parsed.cells is None:
        return False
    value = column_or_null(parsed.results, "value")
    cells = pa.concat_arrays([parsed.cells, pa.nulls(len(value) - len(parsed.cells), pa.string())])
    same = pc.or_kleene(pc.is_null(value), pc.equal(value, cells))
    return bool(pc.all(pc.fill_null(same, fill_value=False)).as_py())


def strings(values: Iterable[Any]) -> pa.Array:
    """Return a string array of `values`, null for None."""
    return pa.array(values, pa.string())


def column_or_null(table: pa.Table, name: str) -> pa.Array:
    """Return column `name` of `table` as one string array, all null where the table lacks it."""
    if name not in table.column_names:
        return pa.nulls(table.num_rows, pa.string())
    return as_strings(table.column(name))
