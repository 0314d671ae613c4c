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
from custdq.steps.score.units import Bools, Codes, Ints, Unit
from custdq.tables import CONTEXT_COLUMNS, POSITION_COLUMNS

RECORD, KEY = "record", "key"
_DUPLICATE = str(Reason.DUPLICATE_RECORD)

#: Kinds that cannot tell two customers apart.
_NO_EVIDENCE = ("category", "number", "date", "country", "text", "")


def measure(evidence: Evidence) -> list[Unit]:
    """Return the unit of records, and one for each column declared unique."""
    units = []
    if evidence.entity is not None:
        units.append(_one_of(RECORD, np.where(linkable(evidence), evidence.entity, -1), part=RECORD))
    for column in evidence.columns:
        if evidence.expects(column).unique:
            units.append(_one_of(column, evidence.numbers(column), part=KEY, weight=evidence.expects(column).weight))
    return units


def share_unique(evidence: Evidence, entity: Ints) -> float | None:
    """Return the uniqueness of the records if `entity` (a number a row) were their customers; None without records."""
    unit = _one_of(RECORD, np.where(linkable(evidence), np.unique(entity, return_inverse=True)[1], -1), part=RECORD)
    known = ~np.isnan(unit.scores)
    weight = evidence.weights[known]
    return float((unit.scores[known] * weight).sum() / weight.sum()) if len(weight) else None


def _one_of(field: str, groups: Codes, *, part: str, weight: float = 1.0) -> Unit:
    """Return a unit in which a row of a group of k scores 1 / k; group -1 is not assessed."""
    place = groups + groups.dtype.type(1)
    sizes = np.bincount(place, minlength=1)
    sizes[0] = 0
    held = np.bincount(sizes) > 0
    held[0] = True  # not assessed
    distinct = np.flatnonzero(held)
    code = np.cumsum(held) - 1
    codes = code.astype(np.uint8 if len(distinct) < 2**8 else np.int32)[sizes][place]
    values = np.where(distinct > 0, 1.0 / np.maximum(distinct, 1), np.nan)
    reasons = tuple(_DUPLICATE if size > 1 else None for size in distinct.tolist())
    column = None if part == RECORD else field
    return Unit(field, codes, values, weight, part, column, reasons)


def linkable(evidence: Evidence) -> Bools:
    """Tell which records hold anything to link by."""
    columns = [c for c in evidence.columns if evidence.kind(c) not in _NO_EVIDENCE and c not in CONTEXT_COLUMNS]
    columns = columns or list(evidence.columns)
    found = np.zeros(evidence.rows, dtype=bool)
    for column in columns:
        found |= evidence.present(column)
    return found


def findings(evidence: Evidence, units: list[Unit]) -> list[pa.Table]:
    """Return one finding for each record beyond its entity's first by position, the first one's id as suggestion."""
    return [_surplus(evidence, unit) for unit in units]


def _surplus(evidence: Evidence, unit: Unit) -> pa.Table:
    rows = unit.rows_of(_DUPLICATE)
    record = unit.part == RECORD and evidence.entity is not None
    groups = evidence.entity if record and evidence.entity is not None else evidence.numbers(unit.field)
    ranked = rows[_by_position(evidence.positions.take(pa.array(rows)))]
    _, first, inverse = np.unique(groups[ranked], return_index=True, return_inverse=True)
    leader = np.arange(evidence.rows)
    leader[ranked] = ranked[first][inverse.reshape(-1)]
    surplus = rows[leader[rows] != rows]
    ids = evidence.positions.column("record_id").combine_chunks()
    places = pc.cast(evidence.positions.column("row").combine_chunks(), pa.string())
    suggestion = pc.coalesce(ids, places).take(pa.array(leader))
    return row_findings(
        evidence.positions, surplus, code=Reason.DUPLICATE_RECORD, column=unit.column, suggestions=suggestion
    )


def _by_position(positions: pa.Table) -> Ints:
    """Return rows in the order of their position, so that the order of the input decides nothing."""
    width = pc.utf8_length(positions.column("record_id"))  # 9 goes before 10
    keys = [(name, "ascending") for name in (*POSITION_COLUMNS[:-1], "width", POSITION_COLUMNS[-1])]
    order = pc.sort_indices(positions.append_column("width", width), sort_keys=keys)
    return np.asarray(order.to_numpy(), dtype=np.int64)
