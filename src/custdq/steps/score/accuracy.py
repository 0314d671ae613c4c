"""Accuracy: the share of present values that can be true (validity), or were found to be true (verified).

A value is true or false of the world, and no rule can know that: without a reference accuracy is only bounded from
above, and says so. The trap: counting an empty cell as wrong charges the same gap twice.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from custdq.errors import Reason
from custdq.roles import row_findings
from custdq.steps.score.cells import BLANK, PLACEHOLDER
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.grades import ADDRESS_LEVELS, GRADES
from custdq.steps.score.units import Codes, Ints, Unit
from custdq.steps.score.verification import (
    CONFIRMED,
    OPEN,
    REFUTED,
    SAMPLE_SCHEMA,
    Verdicts,
    sample_lines,
    verdicts,
)

VALIDITY = "validity"
VERIFIED = "verified"

#: Kinds in which anything that is written is well-formed: validity would be 1 by definition, so it is not assessed.
_FREE = ("text", "")

#: Reasons of an invalid phone whose digits are right as far as they go.
_POSSIBLE = (str(Reason.AREA_CODE_MISSING),)
_NOT_JUDGED = str(Reason.MASKED)


def measure(evidence: Evidence) -> list[Unit]:
    """Return one unit a column: the grade of each present value, verified where a reference tells.

    With a reference, a value checked counts as found; of one not checked `open` says that it counts its grade times the
    share found true in the sample, so that the column comes to validity x that share.
    """
    return [unit for unit, _ in _measured(evidence)]


def samples(evidence: Evidence) -> pa.Table:
    """Return how many values of each column were checked, and what came of it, by stratum (`SAMPLE_SCHEMA`)."""
    tables = []
    for unit, found in _measured(evidence):
        if found is not None:
            good = (unit.values if unit.valid is None else unit.valid)[unit.codes] > 0
            tables.append(sample_lines(unit.field, found, good))
    return pa.concat_tables(tables) if tables else SAMPLE_SCHEMA.empty_table()


def _measured(evidence: Evidence) -> list[tuple[Unit, Verdicts | None]]:
    if "accuracy" not in evidence.memory:
        pairs = []
        for column in evidence.columns:
            unit = validity(evidence, column)
            if unit is not None:
                found = verdicts(evidence, column)
                pairs.append((unit if found is None else _with_verdicts(unit, found), found))
        evidence.memory["accuracy"] = pairs
    measured: list[tuple[Unit, Verdicts | None]] = evidence.memory["accuracy"]
    return measured


def _with_verdicts(unit: Unit, found: Verdicts) -> Unit:
    """Split each outcome of validity by what became of the value: not checked, true, false."""
    valid = np.repeat(unit.values, 3)
    said = np.where(found.codes == CONFIRMED, 1, np.where(found.codes == REFUTED, 2, 0))
    truth = np.tile(np.array([1.0, 1.0, 0.0]), len(unit.values))
    reasons = [
        str(Reason.NOT_CONFIRMED) if reason is None and valid[3 * code] > 0 and verdict == REFUTED else reason
        for code, reason in enumerate(unit.reasons)
        for verdict in (OPEN, CONFIRMED, REFUTED)
    ]
    return Unit(
        unit.field, unit.codes.astype(np.int32) * 3 + said, valid * truth, unit.weight, column=unit.column,
        reasons=tuple(reasons), valid=valid, open=np.tile(np.array([1.0, 0.0, 0.0]), len(unit.values)),
    )  # fmt: skip


def validity(evidence: Evidence, column: str) -> Unit | None:
    """Return each present value's grade, 0 to 1, the least of its rules; None where the column has no rule.

    A masked value cannot be judged: it is not assessed.
    """
    expects = evidence.expects(column)
    kind = evidence.kind(column)
    free = kind in _FREE or (kind == "category" and getattr(evidence.schema.columns[column], "scheme", None) is None)
    if not expects.demands and (free or column not in evidence.standardized.parsed):
        return None
    cells = evidence.cells(column)
    grades = [1.0, np.nan, np.nan, *(_invalid_grade(evidence, kind, problem) for problem in cells.problems)]
    reasons: list[str | None] = [None, None, None, *cells.problems]
    if free:
        grades = [np.nan if code in (BLANK, PLACEHOLDER) else 1.0 for code in range(len(grades))]
        reasons = [None] * len(grades)
    codes = cells.codes
    if kind == "address" and not free:
        codes, grades, reasons = _address(evidence, column, (grades, reasons))
    if expects.demands:
        worth = np.nan_to_num(np.array(grades)) > 0
        codes = np.where(evidence.broken(column) & worth[codes], codes.dtype.type(len(grades)), codes)
        grades, reasons = [*grades, 0.0], [*reasons, str(Reason.NOT_ALLOWED)]
    reasons = [reason if grade < 1 else None for reason, grade in zip(reasons, grades, strict=True)]
    return Unit(column, codes, np.array(grades), expects.weight, column=column, reasons=tuple(reasons))


def _invalid_grade(evidence: Evidence, kind: str, problem: str) -> float:
    if problem == _NOT_JUDGED:
        return float("nan")
    return _grade(evidence, "phone_possible") if kind == "phone" and problem in _POSSIBLE else 0.0


def _grade(evidence: Evidence, name: str) -> float:
    return evidence.expectations.grades.get(name, GRADES[name])


def _address(
    evidence: Evidence, column: str, outcomes: tuple[list[float], list[str | None]]
) -> tuple[Codes, list[float], list[str | None]]:
    """Grade valid addresses by the finest part they resolve to; 1 throughout where the kind tells no parts."""
    parsed, cells = evidence.standardized.parsed.column(column), evidence.cells(column)
    held = parsed.results.column_names
    known = [(name, [part for part in parts if part in held]) for name, parts in ADDRESS_LEVELS]
    grades, reasons = outcomes
    if not any(parts for _, parts in known):
        return cells.codes, grades, reasons
    first = len(grades)
    level = np.full(evidence.rows, first, dtype=np.uint16)
    names = ["address_none"]
    for name, parts in reversed(known):
        found = np.zeros(evidence.rows, dtype=bool)
        for part in parts:
            found |= parsed.present(part)
        level[found] = first + len(names)
        names.append(name)
    codes = np.where(cells.valid, level, cells.codes)
    return codes, [*grades, *(_grade(evidence, name) for name in names)], [*reasons, *[str(Reason.PARTIAL_ADDRESS)] * 4]


def findings(evidence: Evidence, units: Sequence[Unit]) -> list[pa.Table]:
    """Return one finding a present value that is invalid, breaks a rule, or was not confirmed by the reference."""
    tables = []
    for unit in units:
        known = pa.array(unit.reasons, pa.string())
        rows: Ints = np.flatnonzero(known.is_valid().to_numpy(zero_copy_only=False)[unit.codes])
        codes = known.take(pa.array(unit.codes.astype(np.int64)))
        values = evidence.raw(unit.field)
        tables.append(row_findings(evidence.positions, rows, code=codes, column=unit.field, values=values))
    return tables
