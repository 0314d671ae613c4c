"""What every dimension looks at: the cells, their standard values, the entities, the day of evaluation.

The trap: each dimension reading the table for itself. Here it is read once, and only in columns that something asks
about.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.roles import Days, epoch_days, position_columns, stamp_column
from custdq.schema import Schema
from custdq.steps.score.cells import VALID, Cells, as_bools, as_text_array, parsed_cells, plain_codes, text_of
from custdq.steps.score.demands import breaks
from custdq.steps.score.expectations import Expectations, FieldExpectation
from custdq.steps.score.units import Answer, Bools, Codes, Floats, Ints, dense, taken
from custdq.tables import ENTITY_COLUMN, FINDING_SCHEMA, POSITION_COLUMNS, Standardized
from custdq.text.distinct import distinct_strings

_ISO = r"^(\d{4}(-\d\d(-\d\d([T ].*)?)?)?|--\d\d-\d\d)$"


class Dates(NamedTuple):
    """A column of dates: each row's place in `days`, whose last entry is NaN, for rows without one."""

    codes: Codes
    days: Days

    @property
    def of_row(self) -> Days:
        """Return each row's day since 1970-01-01, NaN where there is none."""
        return taken(self.days, self.codes)


class Held(NamedTuple):
    """The standard values of a column, and which of them each row has; None: they stand row by row."""

    values: pa.Array
    rows: Codes | None = None

    def of_rows(self, answers: npt.NDArray[Answer]) -> npt.NDArray[Answer]:
        """Return what was found of the values for each row."""
        return answers if self.rows is None else taken(answers, self.rows)

    def numbers(self, unchanged: Bools | None) -> Codes:
        """Number the distinct values; return each row's number, -1 for none.

        `unchanged` tells which values are as their cells, no two of which are the same; None: that is not known.
        """
        if unchanged is None:
            return self.of_rows(distinct_strings(self.values).codes)
        held = self.values.is_valid().to_numpy(zero_copy_only=False)
        found = np.where(held, np.arange(len(held), dtype=np.int32), np.int32(-1))
        changed = np.flatnonzero(held & ~unchanged)
        if len(changed):  # these may be as others are
            coded = pc.index_in(self.values, value_set=self.values.take(pa.array(changed)).unique())
            at = np.flatnonzero(coded.is_valid().to_numpy(zero_copy_only=False))
            found[at] = len(held) + coded.take(pa.array(at)).to_numpy()
        return self.of_rows(found)

    def once(self) -> Held:
        """Return the values held once each (or nearly so: two cells may have one standard form)."""
        if self.rows is not None:
            return self
        return held_once(self.values)


def held_once(texts: pa.Array | pa.DictionaryArray) -> Held:
    """Return texts held once each, a null behind them."""
    coded = texts.dictionary_encode()
    none = len(coded.dictionary)
    values = pa.concat_arrays([coded.dictionary, pa.nulls(1, pa.string())])
    return Held(values, coded.indices.fill_null(none).to_numpy(zero_copy_only=False))


@dataclass(frozen=True)
class Evidence:
    """Records and all that is known of them. `as_of` is the day of evaluation in days since 1970-01-01.

    `entity` numbers each row's entity from 0, without gaps; None: nothing is linked. `reference` holds true values or a
    steward's answers.
    """

    standardized: Standardized
    schema: Schema
    expectations: Expectations
    as_of: float
    entity: Ints | None = None
    reference: pa.Table | None = None

    @property
    def rows(self) -> int:
        """Return how many records there are."""
        return int(self.standardized.raw.num_rows)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that are scored: the schema's, without those that only say where a row stands."""
        return scored_columns(self.schema, self.standardized.names)

    @cached_property
    def positions(self) -> pa.Table:
        """Return source, sheet, row and record id of every record."""
        places = (*POSITION_COLUMNS, self.schema.source, self.schema.record_id)
        return position_columns(self.standardized.select(name for name in places if name), self.schema)

    @cached_property
    def weights(self) -> Floats:
        """Return each record's weight."""
        rule = self.expectations.row_weight
        if rule is None:
            return np.ones(self.rows)
        written = self.written(rule.column)
        return written.of_rows(np.array([*map(rule.weight, written.values.to_pylist())], dtype=float))

    @cached_property
    def _cells(self) -> dict[str, Cells]:
        return {}

    def cells(self, column: str) -> Cells:
        """Return how each cell of a column stands."""
        if column not in self._cells:
            parsed = self.standardized.parsed
            if column in parsed:
                self._cells[column] = parsed_cells(parsed.column(column))
            else:
                written = self.written(column)
                self._cells[column] = Cells(written.of_rows(plain_codes(written.values, column)))
        return self._cells[column]

    def broken(self, column: str) -> Bools:
        """Tell which cells break what is demanded of them."""
        found: Bools | None = self.memory.get(("broken", column))
        if found is None:
            held, expects = self.held(column), self.expects(column)
            found = held.of_rows(breaks(held.values, column, expects))
            unread = np.flatnonzero(held.of_rows(held.values.is_null().to_numpy(zero_copy_only=False)))
            found[unread] = breaks(self.raw(column).take(pa.array(unread)), column, expects)
            self.memory["broken", column] = found
        return found

    def good(self, column: str) -> Bools:
        """Tell which cells hold a valid value that breaks nothing demanded of it: accuracy has charged the rest."""
        cells = self.cells(column)
        return cells.valid & ~self.broken(column) if self.expects(column).demands else cells.valid

    def raw(self, column: str) -> pa.Array:
        """Return a column's cells as they came."""
        raw = self.standardized.raw
        return text_of(raw, column) if column in raw.column_names else self.text(column)

    def text(self, column: str) -> pa.Array:
        """Return a column of the records: standard values, and what could not be read as it came."""
        if column not in self.standardized.parsed:
            return text_of(self.standardized.raw, column)
        return as_text_array(self.standardized.column(column))

    def coded(self, column: str) -> pa.DictionaryArray:
        """Return what `text` does, each text held once."""
        found: pa.DictionaryArray | None = self.memory.get(("coded", column))
        if found is None:
            found = self.memory["coded", column] = self.text(column).dictionary_encode()
        return found

    def written(self, column: str) -> Held:
        """Return the same, a null behind the texts."""
        return held_once(self.coded(column))

    def problem(self, column: str) -> pa.Array:
        """Return the reason codes of a parsed column."""
        return self.part(column, "problem")

    def part(self, column: str, part: str) -> pa.Array:
        """Return one column of what a column was parsed into, null throughout where it has none."""
        parsed = self.standardized.parsed
        return as_text_array(parsed.column(column).part(part)) if column in parsed else pa.nulls(self.rows, pa.string())

    def present(self, column: str) -> Bools:
        """Tell which cells hold something: not null, not blank, no placeholder."""
        return self.cells(column).present

    def value(self, column: str) -> pa.Array:
        """Return a column's standard values; null where no valid value could be read."""
        if ("value", column) not in self.memory:
            held = self.held(column)
            self.memory["value", column] = held.values if held.rows is None else held.values.take(pa.array(held.rows))
        found: pa.Array = self.memory["value", column]
        return found

    def value_at(self, column: str, rows: Ints) -> pa.Array:
        """Return the standard values of some rows."""
        held = self.held(column)
        return held.values.take(pa.array(rows if held.rows is None else held.rows[rows]))

    def held(self, column: str) -> Held:
        """Return a column's standard values as they are held: once, or row by row."""
        found: Held | None = self.memory.get(("held", column))
        if found is None:
            found = self._held(column)
            words = self.expects(column).words
            found = Held(_in_words(found.values, words), found.rows) if words else found
            self.memory["held", column] = found
        return found

    def _held(self, column: str) -> Held:
        if column in self.standardized.parsed:
            parsed = self.standardized.parsed.column(column)
            return Held(_without_repaired(text_of(parsed.results, "value"), parsed.rows), parsed.rows)
        written = self.written(column)
        present = pa.array(plain_codes(written.values, column) == VALID)
        return Held(pc.if_else(present, written.values, pa.scalar(None, pa.string())), written.rows)

    def as_written(self, column: str) -> Bools:
        """Tell which cells are their standard form already."""
        held, same = self.held(column), self._unchanged(column)
        if same is None:
            return as_bools(pc.equal(self.raw(column), self.value(column)))
        out = held.of_rows(same)
        if held.rows is not None and len(same) > (count := len(self.standardized.parsed.column(column).cells or ())):
            later = np.flatnonzero(held.rows >= count)
            out[later] = as_bools(pc.equal(self.raw(column).take(pa.array(later)), self.value_at(column, later)))
        return out

    def numbers(self, column: str) -> Codes:
        """Number a column's distinct standard values; return each row's number, -1 where there is none."""
        if ("numbers", column) not in self.memory:
            self.memory["numbers", column] = self.held(column).numbers(self._unchanged(column))
        found: Codes = self.memory["numbers", column]
        return found

    def _unchanged(self, column: str) -> Bools | None:
        """Tell which of the held values are as their cells; None where it is not known which cells these are of."""
        if column not in self.standardized.parsed or (cells := self.standardized.parsed.column(column).cells) is None:
            return None
        if ("unchanged", column) not in self.memory:
            values = self.held(column).values
            same = np.zeros(len(values), dtype=bool)
            same[: len(cells)] = as_bools(pc.equal(cells, values.slice(0, len(cells))))
            self.memory["unchanged", column] = same
        found: Bools = self.memory["unchanged", column]
        return found

    def word(self, column: str) -> pa.Array:
        """Return a column of the records, words that mean the same as one: a stage, a type, an owner."""
        text = self.text(column)
        words = self.expects(column).words
        return _in_words(text, words) if words else text

    def kind(self, column: str) -> str:
        """Return the name of a column's kind, empty where the schema has none."""
        kind = self.schema.columns.get(column)
        return "" if kind is None else kind.name

    def expects(self, column: str) -> FieldExpectation:
        """Return what is expected of a column."""
        return self.expectations.fields.get(column, FieldExpectation())

    def confirmed(self, column: str) -> Dates:
        """Return when each value was last confirmed: the field's own date, else the record's."""
        return self.dates(stamp_column(self.schema, column))

    def dates(self, column: str | None) -> Dates:
        """Return the dates in a column."""
        if column not in self._dates:
            self._dates[column] = self._read_dates(column)
        return self._dates[column]

    def _read_dates(self, column: str | None) -> Dates:
        if column is None or column not in self.standardized.names:
            return Dates(np.zeros(self.rows, dtype=np.uint8), np.array([np.nan]))
        held = self.held(column).once()
        if not _are_dates(held.values):  # a column read as text or category is parsed as dates
            from custdq.fields import Date

            parsed = Date().parse_column(self.text(column))
            held = Held(text_of(parsed.results, "value"), parsed.rows).once()
        # days once only, so that rows of one day are one pattern
        distinct, place = np.unique(np.append(epoch_days(held.values), np.nan), return_inverse=True)
        return Dates(held.of_rows(place[:-1].astype(np.int32)), distinct)

    @cached_property
    def _dates(self) -> dict[str | None, Dates]:
        return {}

    @cached_property
    def linked(self) -> tuple[Ints, Ints]:
        """Return the rows whose entity has several, and the entity of each, numbered from 0."""
        if self.entity is None:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
        rows = np.flatnonzero(taken(np.bincount(self.entity, minlength=1) > 1, self.entity))
        return rows, dense(self.entity[rows])[0]

    @cached_property
    def systems(self) -> tuple[Ints, list[str | None]]:
        """Return each record's system as a number, and the names of the systems in order, the last one None."""
        written = self.written(self.schema.source or "source")
        told = written.values.to_pylist()
        names = sorted(name for name in told if name is not None)
        place = np.array([len(names) if name is None else names.index(name) for name in told], dtype=np.int64)
        return written.of_rows(place), [*names, None]

    @cached_property
    def memory(self) -> dict[Any, Any]:
        """Return what several questions are answered from and is worked out once."""
        return {}

    def no_findings(self) -> pa.Table:
        """Return an empty table of findings."""
        return FINDING_SCHEMA.empty_table()


def _in_words(values: pa.Array, words: Mapping[str, str]) -> pa.Array:
    """Return values with each word brought to the one that stands for it."""
    coded = values.dictionary_encode()
    known = pa.array([words.get(text, text) for text in coded.dictionary.to_pylist()], pa.string())
    return known.take(coded.indices)


def _without_repaired(values: pa.Array, rows: Codes | None) -> pa.Array:
    """Return values with nothing in the place of those no row has any more: a repair has put another there.

    >>> _without_repaired(pa.array(["9", "abc", "5"]), np.array([0, 2])).to_pylist()
    ['9', None, '5']
    """
    if rows is None:
        return values
    gone = values.is_valid().to_numpy(zero_copy_only=False)
    gone[rows] = False
    return pc.if_else(pa.array(gone), pa.scalar(None, values.type), values) if gone.any() else values


def _are_dates(values: pa.Array) -> bool:
    return values.null_count < len(values) and bool(pc.all(pc.match_substring_regex(values, _ISO)).as_py())


def scored_columns(schema: Schema, names: Collection[str]) -> tuple[str, ...]:
    """Return the schema's columns that hold values of the customer."""
    position = {*POSITION_COLUMNS, ENTITY_COLUMN, schema.record_id, schema.source}
    return tuple(name for name in schema.columns if name not in position and name in names)
