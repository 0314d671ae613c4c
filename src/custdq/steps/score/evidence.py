"""What every dimension looks at: the cells, their standard values, the entities, the day of evaluation.

The trap: each dimension deciding for itself what counts as present. Here it is decided once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.infer.labels import names_people
from custdq.roles import Days, date_days, position_columns, stamp_column
from custdq.schema import Schema
from custdq.steps.score.expectations import Expectations, FieldExpectation
from custdq.steps.score.units import Bools, Floats, Ints
from custdq.tables import ENTITY_COLUMN, FINDING_SCHEMA, POSITION_COLUMNS, Standardized, column_or_null
from custdq.text.clean import is_placeholder


@dataclass(frozen=True)
class Evidence:
    """Records and all that is known of them. `as_of` is the day of evaluation in days since 1970-01-01."""

    standardized: Standardized
    schema: Schema
    expectations: Expectations
    as_of: float
    entity: Ints | None = None
    reference: pa.Table | None = None

    @property
    def rows(self) -> int:
        """Return how many records there are."""
        return int(self.standardized.records.num_rows)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that are scored: the schema's, without those that only say where a row stands."""
        return scored_columns(self.schema, self.standardized.records)

    @cached_property
    def positions(self) -> pa.Table:
        """Return source, sheet, row and record id of every record."""
        return position_columns(self.standardized.records, self.schema)

    @cached_property
    def weights(self) -> Floats:
        """Return each record's weight."""
        rule = self.expectations.row_weight
        if rule is None:
            return np.ones(self.rows)
        text = column_or_null(self.standardized.records, rule.column).to_pylist()
        return np.array([rule.weight(value) for value in text], dtype=float)

    @cached_property
    def _present(self) -> dict[str, Bools]:
        return {}

    def raw(self, column: str) -> pa.Array:
        """Return a column's cells as they came."""
        raw = self.standardized.raw
        return column_or_null(raw if column in raw.column_names else self.standardized.records, column)

    def status(self, column: str) -> pa.Array | None:
        """Return a column's statuses, None where it was not parsed."""
        parsed = self.standardized.parsed.get(column)
        return None if parsed is None else column_or_null(parsed, "status")

    def problem(self, column: str) -> pa.Array:
        """Return the reason codes of a parsed column."""
        parsed = self.standardized.parsed.get(column)
        return pa.nulls(self.rows, pa.string()) if parsed is None else column_or_null(parsed, "problem")

    def present(self, column: str) -> Bools:
        """Tell which cells hold something: not null, not blank, no placeholder."""
        if column not in self._present:
            self._present[column] = self._find_present(column)
        return self._present[column]

    def _find_present(self, column: str) -> Bools:
        status = self.status(column)
        if status is not None:
            return as_bools(pc.not_equal(status, str(Status.MISSING)))
        coded = self.raw(column).dictionary_encode()
        name, texts = names_people(column), coded.dictionary.to_pylist()
        filled = [bool(text.strip()) and not is_placeholder(text, name=name) for text in texts]
        codes = pc.fill_null(coded.indices, len(filled)).to_numpy(zero_copy_only=False)
        return np.asarray(np.array([*filled, False])[codes], dtype=bool)

    def placeholders(self, column: str) -> Bools:
        """Tell which cells hold a stand-in for nothing."""
        if self.status(column) is None:
            return ~self.present(column) & as_bools(
                pc.greater(pc.utf8_length(pc.utf8_trim_whitespace(self.raw(column))), 0)
            )
        return ~self.present(column) & as_bools(pc.equal(self.problem(column), str(Reason.PLACEHOLDER)))

    def value(self, column: str) -> pa.Array:
        """Return a column's standard values; null where no valid value could be read."""
        parsed = self.standardized.parsed.get(column)
        if parsed is not None:
            return column_or_null(parsed, "value")
        return pc.if_else(pa.array(self.present(column)), self.raw(column), pa.scalar(None, pa.string()))

    def codes(self, column: str) -> Ints:
        """Return a column's standard values as codes, -1 for null."""
        coded = self.value(column).dictionary_encode()
        return np.asarray(pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False), dtype=np.int64)

    def kind(self, column: str) -> str:
        """Return the name of a column's kind, empty where the schema has none."""
        kind = self.schema.columns.get(column)
        return "" if kind is None else kind.name

    def expects(self, column: str) -> FieldExpectation:
        """Return what is expected of a column."""
        return self.expectations.fields.get(column, FieldExpectation())

    def confirmed(self, column: str) -> Days:
        """Return when each value was last confirmed, in days; NaN where unknown."""
        return self.dates(stamp_column(self.schema, column))

    def dates(self, column: str | None) -> Days:
        """Return the dates in a column, in days; NaN where there is none."""
        if column not in self._known_dates:
            self._known_dates[column] = date_days(self.standardized, column)
        return self._known_dates[column]

    @cached_property
    def _known_dates(self) -> dict[str | None, Days]:
        return {}

    def no_findings(self) -> pa.Table:
        """Return an empty table of findings."""
        return FINDING_SCHEMA.empty_table()


def scored_columns(schema: Schema, records: pa.Table) -> tuple[str, ...]:
    """Return the schema's columns that hold values of the customer."""
    position = {*POSITION_COLUMNS, ENTITY_COLUMN, schema.record_id, schema.source}
    return tuple(name for name in schema.columns if name not in position and name in records.column_names)


def as_bools(array: pa.Array | pa.ChunkedArray) -> Bools:
    """Return an Arrow boolean column as NumPy, null as False."""
    filled = pc.fill_null(array, fill_value=False)
    return np.asarray(
        filled.to_numpy(zero_copy_only=False) if isinstance(filled, pa.Array) else filled.to_numpy(), dtype=bool
    )
