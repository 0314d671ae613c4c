"""Timeliness: the probability that a value still holds, by its age.

q = 2^(-age / half-life): exp(-decline x age) of Heinrich, Kaiser and Klier (2007) with decline = ln 2 / half-life.
The trap: a record without a date is not fresh and not stale; it is not assessed, and the coverage says so.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from custdq.errors import Reason
from custdq.roles import half_life, row_findings
from custdq.steps.score.decline import Decline, history
from custdq.steps.score.evidence import Dates, Evidence
from custdq.steps.score.units import Bools, Codes, Floats, Unit

_STALE = str(Reason.STALE)


def measure(evidence: Evidence) -> list[Unit]:
    """Return one unit a column that ages: the currency of each present and dated value.

    The half-life is the expectations', else the column's or kind's default; with only a deadline (`sla`) declared a
    value is 1 within it and 0 after. What cannot change (identifiers, birthdays) is 1. A future date counts as age 0.
    A value older than its deadline, or than its half-life where none is declared, is stale.
    """
    units = []
    for column in evidence.columns:
        life, sla, _ = lifetime(evidence, column)
        if life is None and sla is None:
            continue
        dates = evidence.confirmed(column)
        age = np.maximum(evidence.as_of - dates.days, 0.0)
        fresh = None if sla is None else np.where(np.isnan(age), np.nan, (age <= sla).astype(float))
        scores = currency(age, life) if life is not None else np.asarray(fresh, dtype=float)
        stale = (scores < 0.5) if fresh is None else (fresh == 0)  # NaN is neither
        reasons = tuple(_STALE if late else None for late in stale)
        codes = _where_present(evidence, column, dates)
        units.append(
            Unit(column, codes, scores, evidence.expects(column).weight, column=column, reasons=reasons, within=fresh)
        )
    return units


class Lifetime(NamedTuple):
    """A column's half-life and deadline in days, each None where there is none; the estimate, where one was asked."""

    half_life: float | None
    sla: float | None
    estimate: Decline | None = None


def lifetime(evidence: Evidence, column: str) -> Lifetime:
    """Return how long a column's values hold: as estimated where asked and there is enough, else as declared."""
    known: dict[str, Lifetime] = evidence.memory.setdefault("lifetimes", {})
    if column not in known:
        expects = evidence.expects(column)
        life = expects.half_life or (None if expects.sla else half_life(column, evidence.schema))
        found = history(evidence, column) if expects.estimate and evidence.entity is not None else None
        if expects.estimate:
            life = found.half_life if found is not None and found.enough else half_life(column, evidence.schema)
        known[column] = Lifetime(life, expects.sla, found)
    return known[column]


def currency(age: Floats, life: float) -> Floats:
    """Return the probability that values of some ages still hold; 1 for what cannot change.

    >>> currency(np.array([0.0, 365.0, np.nan]), 365.0).tolist()
    [1.0, 0.5, nan]
    """
    return np.asarray(np.exp2(-age / life), dtype=float)


def _where_present(evidence: Evidence, column: str, dates: Dates) -> Codes:
    """Return the codes of dates, that of "no date" where there is no value."""
    none = len(dates.days) - 1
    return np.where(evidence.present(column), dates.codes, dates.codes.dtype.type(none))


def ages(evidence: Evidence, column: str) -> Floats:
    """Return the age of each present value in days; NaN where it is missing or not dated."""
    dates = evidence.confirmed(column)
    age = np.maximum(evidence.as_of - dates.days, 0.0)
    return np.asarray(age[_where_present(evidence, column, dates)], dtype=float)


def never_confirmed(evidence: Evidence, column: str) -> Bools:
    """Tell which present values nothing says the date of."""
    dates = evidence.confirmed(column)
    return np.asarray(evidence.present(column) & np.isnan(dates.days)[dates.codes], dtype=bool)


def findings(evidence: Evidence, units: list[Unit]) -> list[pa.Table]:
    """Return one finding a value that is stale."""
    return [
        row_findings(
            evidence.positions, unit.rows_of(_STALE), code=Reason.STALE, column=unit.field,
            values=evidence.raw(unit.field),
        )
        for unit in units
    ]  # fmt: skip
