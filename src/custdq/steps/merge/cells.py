"""The filled cells of one column, side by side for each entity: what survivorship rules choose from.

Everything is an array over cells sorted by entity, so that a rule is one vectorised ranking. The trap: the order of
the input must not decide anything, so ties end at the smallest source, sheet, row and record id, then at the content.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import ColumnNotFoundError, Reason, Status, did_you_mean
from custdq.fields import Date
from custdq.infer.labels import names_people
from custdq.roles import Days, date_days, position_columns, stamp_column
from custdq.schema import Schema
from custdq.tables import ENTITY_COLUMN, POSITION_COLUMNS, Standardized, column_or_null
from custdq.text.clean import is_placeholder

#: When a record was first entered: the entity's is the earliest.
CREATED_AT = "created_at"

#: The column that divisions, town and postcode stand beside.
ADDRESS = "address"

_ASCII = 128

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def encode(array: pa.Array) -> tuple[Ints, pa.Array]:
    """Return codes (-1 for null) and the distinct values they stand for."""
    coded = array.dictionary_encode()
    return pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int64), coded.dictionary


def fold(text: str) -> str:
    """Return `text` as votes are counted: without width, case and spaces.

    >>> fold("ＡＣＭＥ  Ltd")
    'acmeltd'
    """
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def fold_column(texts: pa.Array) -> pa.Array:
    """Return a column of texts as `fold` gives each.

    >>> fold_column(pa.array(["ＡＣＭＥ  Ltd", None])).to_pylist()
    ['acmeltd', None]
    """
    content = texts.buffers()[2]
    if content and np.frombuffer(content, np.uint8).max() >= _ASCII:
        texts = pc.utf8_normalize(texts, form="NFKC")
    return pc.replace_substring_regex(pc.utf8_lower(texts), r"\s+", "")


def standard_values(standardized: Standardized, column: str) -> tuple[pa.Array, Bools]:
    """Return a column's values (standard form, else the text as it stands; null where empty) and which are invalid."""
    raw = column_or_null(standardized.raw if column in standardized.raw.column_names else standardized.records, column)
    parsed = standardized.parsed.get(column)
    if parsed is None:
        codes, distinct = encode(raw)
        name = names_people(column)
        empty = [not text.strip() or is_placeholder(text, name=name) for text in distinct.to_pylist()]
        kept = pc.if_else(pa.array(empty, pa.bool_()), pa.scalar(None, pa.string()), distinct)
        return _take(kept, codes), np.zeros(len(raw), dtype=bool)
    value = column_or_null(parsed, "value")
    missing = pc.equal(parsed.column("status"), str(Status.MISSING)).combine_chunks()
    text = pc.if_else(missing, pa.scalar(None, pa.string()), pc.coalesce(value, raw))
    filler = pc.fill_null(
        pc.equal(parsed.column("problem"), str(Reason.PLACEHOLDER)), fill_value=False
    ).combine_chunks()
    invalid = pc.and_(pc.or_(pc.is_null(value), filler), pc.is_valid(text))
    return text, invalid.to_numpy(zero_copy_only=False)


def _take(values: pa.Array, codes: Ints) -> pa.Array:
    return values.take(pa.array(codes, mask=codes < 0))


@dataclass(frozen=True)
class Context:
    """All records of one merge: what belongs to which entity, where it stands, how full it is.

    `entity` is each row's entity, counted from 0 by first appearance; `columns` the columns of the golden record.
    """

    standardized: Standardized
    schema: Schema
    entity: Ints
    entity_ids: pa.Array
    columns: tuple[str, ...]

    @property
    def rows(self) -> int:
        """Return how many records there are."""
        return int(self.standardized.records.num_rows)

    @cached_property
    def values(self) -> dict[str, tuple[pa.Array, Bools]]:
        """Return the values of every golden column, and which of them are invalid."""
        return {column: standard_values(self.standardized, column) for column in self.columns}

    @cached_property
    def positions(self) -> pa.Table:
        """Return source, sheet, row and record id of every record."""
        return position_columns(self.standardized.records, self.schema)

    @cached_property
    def sources(self) -> tuple[Ints, list[str]]:
        """Return each record's source as a code, and the sources' names in sorted order."""
        codes, names = encode(pc.fill_null(self.positions.column("source").combine_chunks(), ""))
        order = sorted(range(len(names)), key=lambda i: names[i].as_py())
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        return rank[codes], [names[i].as_py() for i in order]

    @cached_property
    def single(self) -> Ints:
        """Return the row of each entity that has but one record, -1 for the others: nothing is to be chosen there."""
        records = np.bincount(self.entity, minlength=len(self.entity_ids))
        row = np.full(len(self.entity_ids), -1, dtype=np.int64)
        alone = np.flatnonzero(records[self.entity] == 1)
        row[self.entity[alone]] = alone
        return row

    @cached_property
    def several(self) -> Ints:
        """Return the rows of entities with several records, by entity, then by position."""
        return self.in_order(np.flatnonzero(self.single[self.entity] < 0))

    @cached_property
    def every(self) -> Ints:
        """Return all rows by entity, then by position."""
        return self.in_order(np.arange(self.rows))

    def in_order(self, rows: Ints) -> Ints:
        """Return rows by entity, then source, sheet, row and record id (then content), whatever the input's order."""
        at = pa.array(rows)
        columns = [self.positions.column(name).combine_chunks().take(at) for name in POSITION_COLUMNS]
        keys = [_rank(column) for column in columns[:3]]
        if (self.schema.record_id or "record_id") in self.standardized.records.column_names:
            width = pc.fill_null(pc.utf8_length(columns[3]), 0).to_numpy(zero_copy_only=False)
            keys += [width.astype(np.int64), _rank(columns[3])]
        keys.insert(0, self.entity[rows])
        order = np.lexsort(keys[::-1])
        alike = np.logical_and.reduce([np.diff(key[order]) == 0 for key in keys]).any()
        if alike:
            order = np.lexsort([*(_rank(self.values[name][0].take(at)) for name in self.columns), *keys[::-1]])
        return rows[order]

    @cached_property
    def filled(self) -> Ints:
        """Return how many golden columns of each record hold a readable value."""
        count = np.zeros(self.rows, dtype=np.int64)
        for values, invalid in self.values.values():
            count += values.is_valid().to_numpy(zero_copy_only=False) & ~invalid
        return count

    def nothing(self, kind: pa.DataType, count: int) -> pa.Array:
        """Return nulls, at most one an entity; all that are asked for share their memory."""
        known = self._nulls
        if kind not in known:
            known[kind] = pa.nulls(len(self.entity_ids), kind)
        return known[kind].slice(0, count)

    @cached_property
    def _nulls(self) -> dict[pa.DataType, pa.Array]:
        return {}

    def text(self, column: str) -> pa.Array:
        """Return the standard values of any column of the records."""
        self.require(column)
        return self.values[column][0] if column in self.values else standard_values(self.standardized, column)[0]

    def days(self, column: str) -> Days:
        """Return when each record's value of `column` was last confirmed, in days; NaN where unknown.

        What nobody confirmed later was confirmed when it was entered. A date in the future counts as none.
        """
        stamp = stamp_column(self.schema, column)
        days = self._dates(stamp)
        if stamp == CREATED_AT or CREATED_AT not in self.standardized.records.column_names:
            return days
        return np.where(np.isnan(days), self._dates(CREATED_AT), days)

    def newest(self, column: str) -> float:
        """Return the newest date on which any value of `column` was confirmed, in days."""
        days = self.days(column)
        return float(np.nanmax(days)) if (~np.isnan(days)).any() else self.today

    def stamped(self, column: str | None) -> Days:
        """Return when values were confirmed, in days: of one column, of any where None."""
        names = self.columns if column is None else (column,)
        found = [self.days(name) for name in dict.fromkeys(names)]
        return np.fmax.reduce(found) if found else np.full(self.rows, np.nan)

    def dates(self, column: str) -> Days:
        """Return the dates standing in `column`, in days; NaN where there is none or it lies in the future."""
        self.require(column)
        return self._dates(column)

    def _dates(self, column: str | None) -> Days:
        if column not in self.known_dates:
            found = date_days(self.standardized, column)
            self.future[column] = np.flatnonzero(found >= self.today + 1)
            found[self.future[column]] = np.nan
            self.known_dates[column] = found
        return self.known_dates[column]

    @cached_property
    def today(self) -> float:
        """Return the day the data is judged on, in days: the schema's, else today."""
        named = [kind.as_of for kind in self.schema.columns.values() if isinstance(kind, Date) and kind.as_of]
        day = date.fromisoformat(max(named)) if named else datetime.now(UTC).date()
        return float((day - date(1970, 1, 1)).days)

    @cached_property
    def known_dates(self) -> dict[str | None, Days]:
        """Return the dates that were asked for, by column."""
        return {}

    @cached_property
    def future(self) -> dict[str | None, Ints]:
        """Return the rows whose date lies in the future, by column that was asked for."""
        return {}

    def require(self, column: str) -> None:
        """Raise `ColumnNotFoundError` where the records have no such column."""
        names = self.standardized.records.column_names
        if column not in names:
            raise ColumnNotFoundError(
                f'A survivorship rule names the column "{column}", which is not there. {did_you_mean(column, names)}'
            )


def ranks(distinct: pa.Array) -> Ints:
    """Return each value's place in sorted order, counted from 1."""
    return np.asarray(pc.rank(distinct, sort_keys="ascending", tiebreaker="dense").to_numpy(), dtype=np.int64)


def _rank(array: pa.Array) -> Ints:
    """Return each row's rank by its value; null ranks first."""
    codes, distinct = encode(array)
    return np.asarray(np.r_[ranks(distinct), 0][codes], dtype=np.int64)


def golden_columns(records: pa.Table, schema: Schema) -> tuple[str, ...]:
    """Return the columns a golden record has: the schema's, and owner, stage and date of the last confirmation."""
    stamp = schema.updated_at if isinstance(schema.updated_at, str) else None
    position = {*POSITION_COLUMNS, ENTITY_COLUMN, schema.record_id, schema.source}
    names = [*schema.columns, schema.owner, schema.stage, stamp]
    return tuple(dict.fromkeys(n for n in names if n is not None and n not in position and n in records.column_names))


def record_dates(schema: Schema) -> set[str]:
    """Return the columns that date the record, not the customer: that they differ is no conflict."""
    stamps = schema.updated_at
    named = stamps.values() if isinstance(stamps, Mapping) else [stamps] if stamps else []
    return {CREATED_AT, *named}


@dataclass(frozen=True)
class Cells:
    """The filled cells of one column (or of columns that survive together), sorted by entity, then by position.

    `key` numbers the value as votes are counted; `starts` is where each entity's cells begin.
    """

    context: Context
    columns: tuple[str, ...]
    row: Ints
    entity: Ints
    value: Ints
    distinct: pa.Array
    key: Ints
    invalid: Bools
    filled: Ints

    @classmethod
    def of(cls, context: Context, columns: Sequence[str], rows: Ints | None = None) -> Cells:
        """Gather the cells of `columns` in `rows` (sorted by entity; None: all); several columns count as one value."""
        texts = [context.values[column][0] for column in columns]
        text = texts[0] if len(texts) == 1 else _joined(texts)
        rows = context.every if rows is None else rows
        present = rows[_valid(text)[rows]]
        invalid = np.logical_and.reduce(
            [(context.values[c][1] | ~_valid(t))[present] for c, t in zip(columns, texts, strict=True)]
        )
        value, distinct = encode(text.take(pa.array(present)))
        folded, _ = encode(fold_column(distinct))
        filled = context.filled[present] if len(texts) == 1 else np.sum([_valid(t)[present] for t in texts], axis=0)
        return cls(
            context, tuple(columns), present, context.entity[present], value, distinct, folded[value], invalid,
            filled.astype(np.int64),
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.row)

    @property
    def anchor(self) -> str:
        """Return the column that stands for all: the address where it is one of them."""
        return ADDRESS if ADDRESS in self.columns else self.columns[-1]

    @cached_property
    def starts(self) -> Ints:
        """Return where each entity's cells begin."""
        return np.flatnonzero(np.r_[True, self.entity[1:] != self.entity[:-1]][: len(self)]).astype(np.int64)

    @cached_property
    def segment(self) -> Ints:
        """Return each cell's place among the entities that have cells."""
        return np.repeat(np.arange(len(self.starts)), np.diff(np.r_[self.starts, len(self)]))

    @cached_property
    def source(self) -> Ints:
        """Return each cell's source as a code."""
        return self.context.sources[0][self.row]

    @cached_property
    def days(self) -> Days:
        """Return when each cell was last confirmed, in days; NaN where unknown."""
        return self.context.days(self.anchor)[self.row]

    @cached_property
    def group(self) -> tuple[Ints, Ints, Ints]:
        """Return each cell's (entity, key) group, and each group's segment and key, sorted by both."""
        width = int(self.key.max(initial=0)) + 1
        codes, group = np.unique(self.segment * width + self.key, return_inverse=True)
        return group.astype(np.int64), codes // width, codes % width

    @cached_property
    def ranks(self) -> Ints:
        """Return the place of each distinct value in sorted order."""
        return ranks(self.distinct)

    @cached_property
    def first(self) -> Ints:
        """Return the first cell, by position, of each group."""
        group, segment, _ = self.group
        first = np.full(len(segment), len(self), dtype=np.int64)
        np.minimum.at(first, group, np.arange(len(self)))
        return first

    @cached_property
    def representatives(self) -> Ints:
        """Return one cell of each group: of the ways to write its value the one that sorts first."""
        group, segment, _ = self.group
        best = np.full(len(segment), np.iinfo(np.int64).max)
        np.minimum.at(best, group, self.ranks[self.value] * len(self) + np.arange(len(self)))
        return best % max(len(self), 1)

    def texts(self) -> list[str]:
        """Return each cell's value as text."""
        return list(_take(self.distinct, self.value).to_pylist())

    def per_entity(self, reduce: Any, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Reduce an array over cells to one over entities, spread back over the cells."""
        if not len(self):
            return values
        return np.asarray(reduce.reduceat(values, self.starts))[self.segment]


def _valid(array: pa.Array) -> Bools:
    return np.asarray(array.is_valid().to_numpy(zero_copy_only=False), dtype=bool)


def _joined(texts: Sequence[pa.Array]) -> pa.Array:
    """Join several columns' texts into one; null where all are null."""
    anything = np.logical_or.reduce([_valid(text) for text in texts])
    filled = [pc.fill_null(text, "") for text in texts]
    joined = pc.binary_join_element_wise(*filled, "\x1f")
    return pc.if_else(pa.array(anything), joined, pa.scalar(None, pa.string()))
