"""Entities to golden records, with the trail of every cell, the conflicts, and the cross-reference.

Columns are merged one by one, address columns together, so that no address is made of two. The trap: whatever
survives must be found again in a source, so every golden cell has one line of lineage and losers are kept in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.schema import Schema
from custdq.steps.merge.by_hand import Override
from custdq.steps.merge.cells import Context, Ints, golden_columns
from custdq.steps.merge.columns import Column
from custdq.steps.merge.dates import date_findings
from custdq.steps.merge.given import given_texts
from custdq.steps.merge.plans import make_plans, owned_fields
from custdq.steps.merge.reconcile import DIFFERENCES, RECONCILIATION, Reconciled
from custdq.tables import ENTITY_COLUMN, POSITION_COLUMNS, Standardized


@dataclass(frozen=True)
class Golden:
    """What merging gives.

    `records`: entity_id and the golden columns, one row an entity. `lineage`: entity_id, column, value, given (the
    cell as it stands), record_id, source, sheet, row, rule, candidates (JSON; null where but one cell is filled),
    agreeing (cells), confidence (0 to 1), runner_up, decision, one row a golden cell, column after column.
    `conflicts`: entity_id, column, value, distinct (readable values), candidates (JSON), one row a golden cell that
    some record contradicts. `xref`: entity_id, source, sheet, row, record_id, one row an input row, in input order.
    `findings`: dates that could not be gone by. `reconciliation`: one row a column and pair of sources, in how many
    entities they say the same, a part, something else; `differences`: one row a cell that differs from its owner's.
    """

    records: pa.Table
    lineage: pa.Table
    conflicts: pa.Table
    xref: pa.Table
    findings: pa.Table
    reconciliation: pa.Table
    differences: pa.Table


def merge_records(
    standardized: Standardized, entity_codes: Ints, entity_ids: pa.Array, schema: Schema, *, survivorship: Any = None,
    overrides: Sequence[Override] = (),
) -> Golden:  # fmt: skip
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
    overrides
        Golden values a steward set by hand, the later one of two for a cell.

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
    values, lines, conflicts = dict[str, pa.Array](), dict[str, pa.Table](), dict[str, pa.Table]()
    reconciled, owned = dict[str, Reconciled](), owned_fields(survivorship)
    for plan in make_plans(context, survivorship, overrides):
        for column in plan():
            values[column.name] = column.values
            lines[column.name] = _lines(context, column)
            conflicts[column.name] = _conflicts(context, column)
            reconciled[column.name] = column.reconciled(owned)
    records = {ENTITY_COLUMN: context.entity_ids} | {name: values[name] for name in context.columns}
    return Golden(
        pa.table(records),
        pa.concat_tables([_LINEAGE.empty_table(), *(lines[name] for name in context.columns)]),
        pa.concat_tables([_CONFLICTS.empty_table(), *(conflicts[name] for name in context.columns)]),
        context.positions.add_column(0, ENTITY_COLUMN, ids),
        date_findings(context),
        pa.concat_tables([RECONCILIATION.empty_table(), *(reconciled[name].pairs for name in context.columns)]),
        pa.concat_tables([DIFFERENCES.empty_table(), *(reconciled[name].differences for name in context.columns)]),
    )


def _by_first_appearance(codes: Ints) -> tuple[Ints, Ints]:
    """Number entities by their first row; return each row's number and each entity's first row."""
    _, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
    order = np.argsort(first, kind="stable")
    number = np.empty(len(order), dtype=np.int64)
    number[order] = np.arange(len(order))
    return number[inverse.reshape(-1)], first[order].astype(np.int64)


_LINEAGE = pa.schema(
    [(ENTITY_COLUMN, pa.string()), ("column", pa.string()), ("value", pa.string()), ("given", pa.string()),
     ("record_id", pa.string()), ("source", pa.string()), ("sheet", pa.string()), ("row", pa.int64()),
     ("rule", pa.string()), ("candidates", pa.string()), ("agreeing", pa.int64()), ("confidence", pa.float64()),
     ("runner_up", pa.string()),
     ("decision", pa.string())]
)  # fmt: skip


def _lines(context: Context, column: Column) -> pa.Table:
    """Return the lineage of one column."""
    filled = np.flatnonzero(column.values.is_valid().to_numpy(zero_copy_only=False))
    every, at = len(filled) == len(column.row), pa.array(filled)
    row = column.row[filled]
    place = pa.array(row, mask=row < 0)
    confidence = column.confidence[filled]

    def pick(array: pa.Array) -> pa.Array:
        return array if every else array.take(at)

    arrays = {
        ENTITY_COLUMN: pick(context.entity_ids),
        "column": pa.repeat(pa.scalar(column.name), len(filled)),
        "value": pick(column.values),
        "given": given_texts(context, column.name, row),
        **{name: _taken(context, context.positions.column(name).combine_chunks(), place) for name in POSITION_COLUMNS},
        "rule": pick(column.rule).cast(pa.string()),
        "candidates": pick(column.candidates),
        "agreeing": pa.array(column.agreeing[filled]),
        "confidence": pa.array(confidence, mask=np.isnan(confidence)),
        "runner_up": pick(column.runner_up),
        "decision": context.nothing(pa.string(), len(filled)),
    }
    if column.decided:
        at_hand = pa.array(np.isin(filled, list(column.decided)))
        decided = [column.decided[int(entity)] for entity in filled if int(entity) in column.decided]
        for name, texts in (("given", [one.value for one in decided]), ("decision", [one.said for one in decided])):
            arrays[name] = pc.replace_with_mask(arrays[name], at_hand, pa.array(texts, pa.string()))
    return pa.table([arrays[name] for name in _LINEAGE.names], schema=_LINEAGE)


def _taken(context: Context, array: pa.Array, place: pa.Array) -> pa.Array:
    if array.null_count == len(array):
        return context.nothing(array.type, len(place))
    return array.take(place)


_CONFLICTS = pa.schema(
    [(ENTITY_COLUMN, pa.string()), ("column", pa.string()), ("value", pa.string()), ("distinct", pa.int64()),
     ("candidates", pa.string())]
)  # fmt: skip


def _conflicts(context: Context, column: Column) -> pa.Table:
    """Return one line for each entity whose records contradict each other in a column."""
    at = pa.array(np.flatnonzero(column.conflict))
    arrays = [
        context.entity_ids.take(at), pa.repeat(pa.scalar(column.name), len(at)), column.values.take(at),
        pa.array(column.distinct[column.conflict]), column.candidates.take(at),
    ]  # fmt: skip
    return pa.table(arrays, schema=_CONFLICTS)
