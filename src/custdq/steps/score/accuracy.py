"""Accuracy: the share of present values that can be true (validity), or were found to be true (verified).

A value is true or false of the world, and no rule can know that: without a reference accuracy is only bounded from
above, and says so. The trap: counting an empty cell as wrong charges the same gap twice.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.roles import row_findings
from custdq.steps.score.evidence import Evidence, as_bools
from custdq.steps.score.expectations import FieldExpectation
from custdq.steps.score.grades import ADDRESS_LEVELS, GRADES
from custdq.steps.score.intervals import wilson
from custdq.steps.score.reference import confirmations
from custdq.steps.score.units import Bools, Floats, Unit

VALIDITY = "validity"
VERIFIED = "verified"

#: Kinds in which anything that is written is well-formed: validity would be 1 by definition, so it is not assessed.
_FREE = ("text", "")

#: Reasons of an invalid phone whose digits are right as far as they go.
_POSSIBLE = (Reason.AREA_CODE_MISSING,)


def measure(evidence: Evidence) -> list[Unit]:
    """Return one unit a column: the grade of each present value, verified where a reference tells.

    With a reference, a value checked counts as found; one not checked counts its grade times the share found true in
    the sample, so that the column comes to validity x that share, with Wilson's interval (finite population).
    """
    units = []
    for column in evidence.columns:
        grades = validity(evidence, column)
        if grades is None:
            continue
        confirmed = confirmations(evidence, column)
        weight = evidence.expects(column).weight
        if confirmed is None:
            units.append(Unit(column, grades, weight, basis=VALIDITY))
        else:
            units.append(_verified(column, weight, grades, confirmed))
    return units


def _verified(column: str, weight: float, grades: Floats, confirmed: Floats) -> Unit:
    """Return a unit that rests on a sample. `confirmed` is 1 true, 0 false, NaN not checked."""
    good = np.nan_to_num(grades) > 0
    checked = good & ~np.isnan(confirmed)
    bound = float(np.nanmean(grades)) if (~np.isnan(grades)).any() else None
    if not checked.any() or bound is None:
        return Unit(column, grades, weight, basis=VALIDITY)
    share = float(confirmed[checked].mean())
    low, high = wilson(share, int(checked.sum()), population=int(good.sum()))
    scores = grades * np.where(checked, confirmed, share)
    return Unit(column, scores, weight, basis=VERIFIED, lower=bound * low, upper=bound * high, validity=bound)


def validity(evidence: Evidence, column: str) -> Floats | None:
    """Return each present value's grade, 0 to 1, the least of its rules; None where the column has no rule.

    A masked value cannot be judged: it is not assessed.
    """
    expects = evidence.expects(column)
    kind = evidence.kind(column)
    free = kind in _FREE or (kind == "category" and getattr(evidence.schema.columns[column], "scheme", None) is None)
    ruled = _breaks_a_rule(evidence, column, expects)
    if ruled is None and (free or column not in evidence.standardized.parsed):
        return None
    grades = np.ones(evidence.rows) if free else _kind_grades(evidence, column, kind)
    if ruled is not None:
        grades = np.where(ruled, 0.0, grades)
    judged = evidence.present(column) & ~as_bools(pc.equal(evidence.problem(column), str(Reason.MASKED)))
    return np.where(judged, grades, np.nan)


def _kind_grades(evidence: Evidence, column: str, kind: str) -> Floats:
    status = evidence.status(column)
    if status is None:
        return np.ones(evidence.rows)
    valid = as_bools(pc.is_in(status, pa.array([str(Status.VALID), str(Status.REPAIRED)])))
    grades = valid.astype(float)
    if kind == "phone":
        possible = as_bools(pc.is_in(evidence.problem(column), pa.array([str(reason) for reason in _POSSIBLE])))
        grades[possible & ~valid] = _grade(evidence, "phone_possible")
    if kind == "address":
        grades = np.where(valid, _address_grades(evidence, column), 0.0)
    return grades


def _grade(evidence: Evidence, name: str) -> float:
    return evidence.expectations.grades.get(name, GRADES[name])


def _address_grades(evidence: Evidence, column: str) -> Floats:
    """Grade addresses by the finest part they resolve to; 1 throughout where the kind tells no parts."""
    parsed = evidence.standardized.parsed[column]
    known = [(name, [part for part in parts if part in parsed.column_names]) for name, parts in ADDRESS_LEVELS]
    if not any(parts for _, parts in known):
        return np.ones(evidence.rows)
    grades = np.full(evidence.rows, _grade(evidence, "address_none"))
    for name, parts in reversed(known):
        for part in parts:
            grades[as_bools(pc.is_valid(parsed.column(part)))] = _grade(evidence, name)
    return grades


def _breaks_a_rule(evidence: Evidence, column: str, expects: FieldExpectation) -> Bools | None:
    """Tell which values break what the expectations ask of them; None where they ask nothing."""
    if all(asked is None for asked in (expects.allowed, expects.pattern, expects.minimum, expects.maximum)):
        return None
    text = pc.coalesce(evidence.value(column), evidence.raw(column))
    coded = text.dictionary_encode()
    broken = np.array([not _keeps(value, expects) for value in coded.dictionary.to_pylist()] + [False])
    return np.asarray(broken[pc.fill_null(coded.indices, len(broken) - 1).to_numpy(zero_copy_only=False)], dtype=bool)


def _keeps(value: str, expects: FieldExpectation) -> bool:
    if expects.allowed is not None and value not in expects.allowed:
        return False
    if expects.pattern is not None and re.match(expects.pattern, value) is None:
        return False
    low = expects.minimum is None or _order(value, expects.minimum) >= 0
    return low and (expects.maximum is None or _order(value, expects.maximum) <= 0)


def _order(value: str, bound: str) -> int:
    """Compare as numbers where both are, else as text (ISO dates sort right)."""
    try:
        left: Any = float(value)
        right: Any = float(bound)
    except ValueError:
        left, right = value, bound
    return int(left > right) - int(left < right)


def findings(evidence: Evidence, units: list[Unit]) -> pa.Table:
    """Return one finding a present value that is invalid, breaks a rule, or was not confirmed by the reference."""
    tables = [evidence.no_findings()]
    for unit in units:
        column = unit.field
        grades = validity(evidence, column)
        if grades is None:
            continue
        confirmed = confirmations(evidence, column)
        refuted = np.zeros(evidence.rows, dtype=bool) if confirmed is None else (confirmed == 0) & (grades > 0)
        bad = np.flatnonzero((grades < 1) | refuted)
        default = np.where(refuted, str(Reason.NOT_CONFIRMED), str(Reason.NOT_PARSED)).astype(object)
        ruled = _breaks_a_rule(evidence, column, evidence.expects(column))
        if ruled is not None:
            default[ruled] = str(Reason.NOT_ALLOWED)
        status = evidence.status(column)
        invalid = (
            np.zeros(evidence.rows, dtype=bool) if status is None else as_bools(pc.equal(status, str(Status.INVALID)))
        )
        problem = pc.if_else(pa.array(invalid), evidence.problem(column), pa.scalar(None, pa.string()))
        codes = pc.coalesce(problem, pa.array(default, pa.string()))
        tables.append(row_findings(evidence.positions, bad, code=codes, column=column, values=evidence.raw(column)))
    return pa.concat_tables(tables)
