"""Consistency: no contradiction within a record, between records of one customer, or in how values are written.

The three parts weigh the same and are shown apart. The trap: counting a short form as a contradiction, or a gap.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from custdq.errors import Reason
from custdq.roles import row_findings
from custdq.steps.score.agreement import Compared, compare
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.record_rules import record_rules
from custdq.steps.score.units import Bools, Codes, Floats, Unit, holding

RULES, SOURCES, FORMAT = "rules", "sources", "format"

#: Kinds without a standard form or a single truth: remarks may differ.
_FREE = ("text", "")


def measure(evidence: Evidence) -> list[Unit]:
    """Return one unit a rule, and two a column: agreement with the entity's other records, and writing.

    Agreement of a value is the share of the entity's other values of the column that do not contradict it; summed over
    the entity this is the share of agreeing pairs. Writing is 1 where the raw cell already is the standard form.
    """
    units = record_rules(evidence)
    for column in judged_columns(evidence):
        weight = evidence.expects(column).weight
        if evidence.entity is not None:
            units.append(_agreement(column, compare(evidence, column), evidence.rows, weight))
        units.append(_writing(evidence, column, weight))
    return units


def judged_columns(evidence: Evidence) -> list[str]:
    """Return the columns with a standard form, but those that date the record."""
    stamps = evidence.schema.updated_at
    dates = {"created_at", *(stamps.values() if not isinstance(stamps, str) and stamps else [stamps])}
    return [column for column in evidence.columns if evidence.kind(column) not in _FREE and column not in dates]


def _agreement(column: str, found: Compared, rows: int, weight: float) -> Unit:
    known = ~np.isnan(found.score)
    distinct = np.unique(found.score[known])
    codes: Codes = np.zeros(rows, dtype=np.int32)
    codes[found.rows[known]] = 1 + np.searchsorted(distinct, found.score[known])
    return Unit(column, codes, np.append(np.nan, distinct), weight, SOURCES, column)


def _writing(evidence: Evidence, column: str, weight: float) -> Unit:
    applies = evidence.good(column) & evidence.raw(column).is_valid().to_numpy(zero_copy_only=False)
    return holding(column, (evidence.as_written(column), applies), part=FORMAT, weight=weight)


def findings(evidence: Evidence, units: list[Unit]) -> list[pa.Table]:
    """Return one finding a broken rule and one a value that most of its entity's other values contradict.

    How values are written is left to `inspect`: nothing is wrong with them.
    """
    tables = []
    for unit in units:
        if unit.part == RULES:
            tables += [
                row_findings(
                    evidence.positions, unit.rows_of(reason), code=Reason(reason), column=unit.column,
                    values=None if unit.column is None else evidence.raw(unit.column),
                )
                for reason in dict.fromkeys(filter(None, unit.reasons))
            ]  # fmt: skip
        elif unit.part == SOURCES:
            tables.append(_disagreements(evidence, unit.field))
    return tables


def _disagreements(evidence: Evidence, column: str) -> pa.Table:
    """Find the values in a minority, with the majority's value as suggestion; of a tie both sides, without one.

    Where a system owns the column, the others' values that contradict it, with its value as suggestion.
    """
    found = compare(evidence, column)
    score = np.nan_to_num(found.score, nan=1.0)
    leads = _leads(found, score)
    at = np.flatnonzero((score < 1) & ~leads)
    leader = np.full(int(found.entity.max(initial=-1)) + 1, -1, dtype=np.int64)
    leader[found.entity[leads]] = found.rows[leads]
    place = np.full(evidence.rows, -1, dtype=np.int64)
    place[found.rows[at]] = leader[found.entity[at]]
    suggestion = evidence.value(column).take(pa.array(place, mask=place < 0))
    return row_findings(
        evidence.positions, np.sort(found.rows[at]), code=Reason.SOURCES_DISAGREE, column=column,
        values=evidence.raw(column), suggestions=suggestion,
    )  # fmt: skip


def _leads(found: Compared, score: Floats) -> Bools:
    """Tell which values lead their entity: of the owning system, or alone in agreeing most with the others."""
    count = int(found.entity.max(initial=-1)) + 1
    ranked = np.where(np.bincount(found.entity[found.owned], minlength=count)[found.entity] > 0, found.owned, score)
    best = np.full(count, -1.0)
    np.maximum.at(best, found.entity, ranked)
    top = np.flatnonzero(ranked == best[found.entity])
    low, high = np.full(count, np.iinfo(np.int64).max), np.full(count, -1)
    np.minimum.at(low, found.entity[top], found.value[top])
    np.maximum.at(high, found.entity[top], found.value[top])
    return np.asarray((ranked == best[found.entity]) & (low == high)[found.entity], dtype=bool)
