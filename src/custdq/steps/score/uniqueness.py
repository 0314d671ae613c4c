"""Uniqueness: how many records stand for one customer.

A record's score is 1 / k, k the number of records linked with it; the mean over a table is entities / rows. The trap:
a record with nothing to link by is alone because nobody could look, so it is not assessed.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason
from custdq.roles import row_findings
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.units import Bools, Floats, Ints, Unit
from custdq.tables import CONTEXT_COLUMNS, POSITION_COLUMNS

RECORD, KEY = "record", "key"

#: Kinds that cannot tell two customers apart.
_NO_EVIDENCE = ("category", "number", "date", "country", "text", "")


def measure(evidence: Evidence) -> list[Unit]:
    """Return the unit of records, and one for each column declared unique."""
    units = []
    if evidence.entity is not None:
        size = np.bincount(_codes(evidence.entity))[_codes(evidence.entity)]
        units.append(Unit(RECORD, np.where(linkable(evidence), 1.0 / np.maximum(size, 1), np.nan), part=RECORD))
    for column in evidence.columns:
        if evidence.expects(column).unique:
            units.append(Unit(column, _one_of(evidence.codes(column)), evidence.expects(column).weight, KEY))
    return units


def _codes(entity: Ints) -> Ints:
    return np.unique(entity, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _one_of(codes: Ints) -> Floats:
    scores = np.full(len(codes), np.nan)
    held = codes >= 0
    scores[held] = 1.0 / np.bincount(codes[held])[codes[held]]
    return scores


def linkable(evidence: Evidence) -> Bools:
    """Tell which records hold anything to link by."""
    columns = [c for c in evidence.columns if evidence.kind(c) not in _NO_EVIDENCE and c not in CONTEXT_COLUMNS]
    columns = columns or list(evidence.columns)
    found = np.zeros(evidence.rows, dtype=bool)
    for column in columns:
        found |= evidence.present(column)
    return found


def findings(evidence: Evidence, units: list[Unit]) -> pa.Table:
    """Return one finding for each record beyond its entity's first by position, the first one's id as suggestion."""
    tables = [evidence.no_findings()]
    # the first by position, so that the order of the input decides nothing
    width = pc.utf8_length(evidence.positions.column("record_id"))  # 9 goes before 10
    keys = [(name, "ascending") for name in (*POSITION_COLUMNS[:-1], "width", POSITION_COLUMNS[-1])]
    order = pc.sort_indices(evidence.positions.append_column("width", width), sort_keys=keys).to_numpy()
    order = order.astype(np.int64)
    for unit in units:
        groups = (
            _codes(evidence.entity)
            if unit.part == RECORD and evidence.entity is not None
            else evidence.codes(unit.field)
        )
        rows = np.flatnonzero(unit.scores < 1)
        ranked = order[unit.scores[order] < 1]
        _, first, inverse = np.unique(groups[ranked], return_index=True, return_inverse=True)
        leader = np.zeros(evidence.rows, dtype=np.int64)
        leader[ranked] = ranked[first][inverse.reshape(-1)]
        surplus = rows[leader[rows] != rows]
        ids = evidence.positions.column("record_id").combine_chunks()
        rows_text = pc.cast(evidence.positions.column("row").combine_chunks(), pa.string())
        suggestion = pc.coalesce(ids, rows_text).take(pa.array(leader))
        column = None if unit.part == RECORD else unit.field
        tables.append(
            row_findings(
                evidence.positions, surplus, code=Reason.DUPLICATE_RECORD, column=column, suggestions=suggestion
            )
        )
    return pa.concat_tables(tables)
