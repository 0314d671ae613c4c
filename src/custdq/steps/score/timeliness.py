"""Timeliness: the probability that a value still holds, by its age.

q = 2^(-age / half-life): exp(-decline x age) of Heinrich, Kaiser and Klier (2007) with decline = ln 2 / half-life.
The trap: a record without a date is not fresh and not stale; it is not assessed, and the coverage says so.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from custdq.errors import Reason
from custdq.roles import half_life, row_findings
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.units import Floats, Unit


def measure(evidence: Evidence) -> list[Unit]:
    """Return one unit a column that ages: the currency of each present and dated value.

    The half-life is the expectations', else the column's or kind's default; with only a deadline (`sla`) declared a
    value is 1 within it and 0 after. What cannot change (identifiers, birthdays) is 1. A future date counts as age 0.
    """
    units = []
    for column in evidence.columns:
        expects = evidence.expects(column)
        life = expects.half_life or (None if expects.sla else half_life(column, evidence.schema))
        if life is None and expects.sla is None:
            continue
        age = ages(evidence, column)
        fresh = None if expects.sla is None else np.where(np.isnan(age), np.nan, (age <= expects.sla).astype(float))
        scores = np.exp2(-age / life) if life is not None else fresh
        if scores is not None:
            units.append(Unit(column, scores, expects.weight, in_sla=_mean(fresh)))
    return units


def ages(evidence: Evidence, column: str) -> Floats:
    """Return the age of each present value in days; NaN where it is missing or not dated."""
    age = np.maximum(evidence.as_of - evidence.confirmed(column), 0.0)
    return np.where(evidence.present(column), age, np.nan)


def _mean(scores: Floats | None) -> float | None:
    if scores is None or np.isnan(scores).all():
        return None
    return float(np.nanmean(scores))


def findings(evidence: Evidence, units: list[Unit]) -> pa.Table:
    """Return one finding a value older than its deadline, or than its half-life where none is declared."""
    tables = [evidence.no_findings()]
    for unit in units:
        limit = evidence.expects(unit.field).sla
        age = ages(evidence, unit.field)
        late = age > limit if limit is not None else unit.scores < 0.5
        rows = np.flatnonzero(late)
        values = evidence.raw(unit.field)
        tables.append(row_findings(evidence.positions, rows, code=Reason.STALE, column=unit.field, values=values))
    return pa.concat_tables(tables)
