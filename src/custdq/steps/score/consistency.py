"""Consistency: no contradiction within a record, between records of one customer, or in how values are written.

The three parts weigh the same and are shown apart. Agreement between records is counted on pairs, so it does not
depend on which value survived: a golden record cannot flatter it. The trap: one value alone agrees with nothing.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.roles import row_findings
from custdq.steps.score.evidence import Evidence, as_bools
from custdq.steps.score.record_rules import record_rules
from custdq.steps.score.units import Bools, Floats, Ints, Unit

RULES, SOURCES, FORMAT = "rules", "sources", "format"

#: Kinds without a standard form or a single truth: remarks may differ.
_FREE = ("text", "")


def measure(evidence: Evidence) -> list[Unit]:
    """Return one unit a rule, and two a column: agreement with the entity's other records, and writing.

    Agreement of a value is the share of the entity's other values of the column that equal it; summed over the
    entity this is the share of agreeing pairs. Writing is 1 where the raw cell already is the standard form.
    """
    units = [Unit(rule.name, rule.scores, part=RULES) for rule in record_rules(evidence)]
    for column in judged_columns(evidence):
        weight = evidence.expects(column).weight
        if evidence.entity is not None:
            units.append(Unit(column, agreement(evidence.codes(column), evidence.entity), weight, SOURCES))
        units.append(Unit(column, _written_so(evidence, column), weight, FORMAT))
    return units


def judged_columns(evidence: Evidence) -> list[str]:
    """Return the columns with a standard form, but those that date the record."""
    stamps = evidence.schema.updated_at
    dates = {"created_at", *(stamps.values() if not isinstance(stamps, str) and stamps else [stamps])}
    return [column for column in evidence.columns if evidence.kind(column) not in _FREE and column not in dates]


def agreement(codes: Ints, entity: Ints) -> Floats:
    """Return for each value the share of its entity's other values that equal it; NaN where there is no other.

    >>> agreement(np.array([7, 7, 8, -1]), np.array([0, 0, 0, 0])).tolist()
    [0.5, 0.5, 0.0, nan]
    """
    scores = np.full(len(codes), np.nan)
    rows = np.flatnonzero(codes >= 0)
    if not len(rows):
        return scores
    _, group = np.unique(entity[rows], return_inverse=True)
    present = np.bincount(group)[group]
    _, pair = np.unique(group * (codes.max() + 1) + codes[rows], return_inverse=True)
    same = np.bincount(pair)[pair]
    several = present > 1
    scores[rows[several]] = (same[several] - 1) / (present[several] - 1)
    return scores


def _written_so(evidence: Evidence, column: str) -> Floats:
    value = evidence.value(column)
    status = evidence.status(column)
    held = as_bools(pc.is_valid(value)) & evidence.present(column) & as_bools(pc.is_valid(evidence.raw(column)))
    if status is not None:
        held &= as_bools(pc.is_in(status, pa.array([str(Status.VALID), str(Status.REPAIRED)])))
    return np.where(held, as_bools(pc.equal(evidence.raw(column), value)).astype(float), np.nan)


def findings(evidence: Evidence, units: list[Unit]) -> pa.Table:
    """Return one finding a broken rule and one a value that most of its entity's other values contradict.

    How values are written is left to `inspect`: nothing is wrong with them.
    """
    tables = [evidence.no_findings()]
    for rule in record_rules(evidence):
        rows = np.flatnonzero(rule.scores == 0)
        values = evidence.raw(rule.column)
        tables.append(row_findings(evidence.positions, rows, code=rule.reason, column=rule.column, values=values))
    for unit in units:
        if unit.part == SOURCES:
            tables.append(_disagreements(evidence, unit))
    return pa.concat_tables(tables)


def _disagreements(evidence: Evidence, unit: Unit) -> pa.Table:
    """Find the values in a minority, with the majority's value as suggestion; of a tie both sides, without one."""
    best, rows_of_best = _majority(evidence, unit)
    rows = np.flatnonzero((unit.scores < 1) & ~((unit.scores == best) & rows_of_best))
    value = evidence.value(unit.field)
    suggestion = value.take(pa.array(np.zeros(evidence.rows, dtype=np.int64), mask=np.ones(evidence.rows, dtype=bool)))
    if evidence.entity is not None and len(rows):
        leader = np.full(int(evidence.entity.max()) + 1, -1, dtype=np.int64)
        leading = np.flatnonzero((unit.scores == best) & rows_of_best)
        leader[evidence.entity[leading]] = leading
        place = leader[evidence.entity]
        suggestion = value.take(pa.array(place, mask=place < 0))
    return row_findings(
        evidence.positions, rows, code=Reason.SOURCES_DISAGREE, column=unit.field,
        values=evidence.raw(unit.field), suggestions=suggestion,
    )  # fmt: skip


def _majority(evidence: Evidence, unit: Unit) -> tuple[Floats, Bools]:
    """Return each row's entity's best agreement, and whether only one value has it."""
    entity, codes = evidence.entity, evidence.codes(unit.field)
    if entity is None:
        return np.full(evidence.rows, np.nan), np.zeros(evidence.rows, dtype=bool)
    best = np.full(int(entity.max(initial=-1)) + 1, -1.0)
    known = np.flatnonzero(~np.isnan(unit.scores))
    np.maximum.at(best, entity[known], unit.scores[known])
    top = known[unit.scores[known] == best[entity[known]]]
    low, high = np.full(len(best), np.iinfo(np.int64).max), np.full(len(best), -1)
    np.minimum.at(low, entity[top], codes[top])
    np.maximum.at(high, entity[top], codes[top])
    return best[entity], (low == high)[entity]
