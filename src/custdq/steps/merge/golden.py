"""Entities to golden records, with the trail of every cell, the conflicts, and the cross-reference.

Columns are merged one by one, address columns together, so that no address is made of two. The trap: whatever
survives must be found again in a source, so every golden cell has one line of lineage and losers are kept in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.schema import Schema
from custdq.steps.merge.cells import Bools, Context, Ints, golden_columns
from custdq.steps.merge.columns import Column
from custdq.steps.merge.plans import make_plans
from custdq.tables import ENTITY_COLUMN, Standardized


@dataclass(frozen=True)
class Golden:
    """What merging gives.

    `records`: entity_id and the golden columns, one row an entity. `lineage`: entity_id, column, value, record_id,
    source, sheet, row, rule, candidates (JSON), agreeing (cells), confidence (0 to 1), one row a golden cell.
    `conflicts`: entity_id, column, value, distinct (readable values), candidates (JSON), one row a golden cell that
    some record contradicts. `xref`: entity_id, source, sheet, row, record_id, one row an input row, in input order.
    """

    records: pa.Table
    lineage: pa.Table
    conflicts: pa.Table
    xref: pa.Table


def merge_records(
    standardized: Standardized, entity_codes: Ints, entity_ids: pa.Array, schema: Schema, *, survivorship: Any = None
) -> Golden:
    """Merge the records of each entity into one.

    Parameters
    ----------
    standardized
        The records, their raw cells and their parsed columns.
    entity_codes
        Entity of each row, any integers.
    entity_ids
        Entity id of each row, strings.
    schema
        The kinds and roles of the columns.
    survivorship
        {column, kind or "*": rule, callable or list of them}; what is not named goes by the default rule: valid
        before invalid, the weighted vote, then the newest, the fullest record, the smallest position. Address
        columns survive together.

    Returns
    -------
    Golden
        Entities in the order of their first row. `confidence` is the share of the weighted vote, whichever rule
        decided; null for a value that was built from several.

    Raises
    ------
    ColumnNotFoundError
        When a rule names a column that is not there.
    OptionError
        When a rule is none, or names a source that is not there.
    """
    entity, first = _by_first_appearance(np.asarray(entity_codes))
    ids = entity_ids.combine_chunks() if isinstance(entity_ids, pa.ChunkedArray) else entity_ids
    ids = ids.cast(pa.string())
    context = Context(
        standardized, schema, entity, ids.take(pa.array(first)), golden_columns(standardized.records, schema)
    )
    merged = {column.name: column for plan in make_plans(context, survivorship) for column in plan()}
    columns = [merged[name] for name in context.columns]
    records = {ENTITY_COLUMN: context.entity_ids} | {column.name: column.values for column in columns}
    xref = context.positions.add_column(0, ENTITY_COLUMN, ids)
    return Golden(pa.table(records), _lineage(context, columns), _conflicts(context, columns), xref)


def _by_first_appearance(codes: Ints) -> tuple[Ints, Ints]:
    """Number entities by their first row; return each row's number and each entity's first row."""
    _, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return number[inverse.reshape(-1)], first[order].astype(np.int64)


class _Gather:
    """Golden cells picked from several columns, in the order of entity and column."""

    def __init__(self, context: Context, columns: Sequence[Column], picked: Sequence[Bools]) -> None:
        self.columns = columns
        self.found = [np.flatnonzero(mask) for mask in picked]
        none = np.zeros(0, dtype=np.int64)
        entity = np.concatenate([none, *self.found])
        place = np.concatenate([none, *(np.full(len(found), i) for i, found in enumerate(self.found))])
        self.order = pa.array(np.lexsort((place, entity)))
        names = pa.array([column.name for column in columns], pa.string())
        self.entity = context.entity_ids.take(pa.array(entity).take(self.order))
        self.name = names.take(pa.array(place).take(self.order))

    def take(self, kind: pa.DataType, pick: Callable[[Column], Any]) -> pa.Array:
        """Return what `pick` gives for each column over entities, at the golden cells."""
        arrays = [
            pa.array(pick(column), kind).take(pa.array(found))
            for column, found in zip(self.columns, self.found, strict=True)
        ]
        return pa.concat_arrays([pa.array([], kind), *arrays]).take(self.order)


def _lineage(context: Context, columns: Sequence[Column]) -> pa.Table:
    """Return one line for each golden cell."""
    cells = _Gather(context, columns, [column.values.is_valid().to_numpy(zero_copy_only=False) for column in columns])
    where = context.positions.take(cells.take(pa.int64(), lambda column: column.row))
    confidence = cells.take(pa.float64(), lambda column: column.confidence)
    return pa.table(
        {
            ENTITY_COLUMN: cells.entity,
            "column": cells.name,
            "value": cells.take(pa.string(), lambda column: column.values),
            **{name: where.column(name) for name in ("record_id", "source", "sheet", "row")},
            "rule": cells.take(pa.string(), lambda column: column.rule),
            "candidates": cells.take(pa.string(), lambda column: column.candidates),
            "agreeing": cells.take(pa.int64(), lambda column: column.agreeing),
            "confidence": pc.if_else(pc.is_nan(confidence), pa.scalar(None, pa.float64()), confidence),
        }
    )


def _conflicts(context: Context, columns: Sequence[Column]) -> pa.Table:
    """Return one line for each golden field on which records contradict each other."""
    cells = _Gather(context, columns, [column.conflict for column in columns])
    return pa.table(
        {
            ENTITY_COLUMN: cells.entity,
            "column": cells.name,
            "value": cells.take(pa.string(), lambda column: column.values),
            "distinct": cells.take(pa.int64(), lambda column: column.distinct),
            "candidates": cells.take(pa.string(), lambda column: column.candidates),
        }
    )
