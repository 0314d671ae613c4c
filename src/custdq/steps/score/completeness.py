"""Completeness: of what a customer of this type and stage must have, how much is there.

The trap: counting every empty cell. A private person has no credit code and a lead no contract; only what is
required counts, and one of several ways to reach somebody is enough.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason
from custdq.roles import row_findings
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.expectations import Requirement
from custdq.steps.score.units import Bools, Codes, Unit

#: Outcomes of a requirement.
_NOT_ASKED, _BLANK, _STAND_IN, _PRESENT = 0, 1, 2, 3
_VALUES = np.array([np.nan, 0.0, 0.0, 1.0])
_STAND_INS = np.array([0.0, 0.0, 1.0, 0.0])
_MISSING = str(Reason.REQUIRED_MISSING)


def measure(evidence: Evidence) -> list[Unit]:
    """Return one unit a requirement (1 present, 0 missing), and the fill rate of every other column with weight 0.

    A requirement is a column, or several of which one is enough. Rows whose type or stage is not known are not
    assessed. Blank cells and placeholders are missing; a value that is present and wrong is accuracy's matter.
    """
    reasons = (None, _MISSING, _MISSING, None)
    units = [
        Unit(
            asked.name, _codes(evidence, asked.columns, applies), _VALUES, asked.weight, column=asked.name,
            reasons=reasons, stand_ins=_STAND_INS,
        )
        for asked, applies in requirements(evidence)
    ]  # fmt: skip
    alone = {unit.field for unit in units}
    everywhere = np.ones(evidence.rows, dtype=bool)
    for column in evidence.columns:
        if column not in alone:
            codes = _codes(evidence, (column,), everywhere)
            units.append(Unit(column, codes, _VALUES, 0.0, column=column, stand_ins=_STAND_INS))
    return units


def _codes(evidence: Evidence, columns: Sequence[str], applies: Bools) -> Codes:
    present = np.logical_or.reduce([evidence.present(column) for column in columns])
    stand_in = np.logical_or.reduce([evidence.cells(column).placeholders for column in columns])
    found = np.uint8(_BLANK) + (stand_in & ~present).astype(np.uint8) + np.uint8(2) * present.astype(np.uint8)
    return np.asarray(found * applies.astype(np.uint8), dtype=np.uint8)


def requirements(evidence: Evidence) -> list[tuple[Requirement, Bools]]:
    """Return each requirement and the rows it holds for; stages add up in the order they are declared."""
    reached = np.zeros(evidence.rows, dtype=bool)
    stages = []
    for name, required in reversed(list(evidence.expectations.stages.items())):
        reached = reached | _equals(evidence, evidence.schema.stage, name)
        stages.append((required, reached))
    return _gathered(evidence, stages, ~unknown(evidence))


def stage_requirements(evidence: Evidence, stage: str) -> list[tuple[Requirement, Bools]]:
    """Return each requirement of a stage and of those before it, and the rows it holds for at whatever stage."""
    everywhere, stages = np.ones(evidence.rows, dtype=bool), []
    for name, required in evidence.expectations.stages.items():
        stages.append((required, everywhere))
        if name == stage:
            break
    return _gathered(evidence, stages, everywhere)


def _gathered(
    evidence: Evidence, stages: list[tuple[tuple[Requirement, ...], Bools]], known: Bools
) -> list[tuple[Requirement, Bools]]:
    expects = evidence.expectations
    types = [(required, _equals(evidence, expects.type_column, name)) for name, required in expects.types.items()]
    found: dict[Requirement, Bools] = {}
    for required, rows in ((expects.required, known), *types, *stages):
        for requirement in required:
            found[requirement] = found.get(requirement, np.zeros(evidence.rows, dtype=bool)) | (rows & known)
    return list(found.items())


def unknown(evidence: Evidence) -> Bools:
    """Tell which rows have a type or a stage that nothing is declared for."""
    out = np.zeros(evidence.rows, dtype=bool)
    expects = evidence.expectations
    for column, declared in ((expects.type_column, expects.types), (evidence.schema.stage, expects.stages)):
        if declared:
            out |= ~np.logical_or.reduce([_equals(evidence, column, name) for name in declared])
    return out


def _equals(evidence: Evidence, column: str | None, wanted: str) -> Bools:
    text = pa.nulls(evidence.rows, pa.string())
    if column is not None:
        text = evidence.word(column)
    same = pc.fill_null(pc.equal(text, wanted), fill_value=False)
    return np.asarray(same.to_numpy(zero_copy_only=False), dtype=bool)


def excess(evidence: Evidence) -> dict[str, Bools]:
    """Return the cells that hold what a customer of this type and stage need not give; never part of a score.

    Only where the expectations say what may be collected. Rows of an unknown type or stage are held to nothing.
    """
    expects = evidence.expectations
    if expects.allowed is None:
        return {}
    asked: dict[str, Bools] = {}
    for requirement, applies in requirements(evidence):
        for column in requirement.columns:
            asked[column] = asked.get(column, np.zeros(evidence.rows, dtype=bool)) | applies
    known = ~unknown(evidence)
    spared = {*expects.allowed, expects.type_column, evidence.schema.stage, evidence.schema.owner}
    nowhere = np.zeros(evidence.rows, dtype=bool)
    return {
        column: evidence.present(column) & known & ~asked.get(column, nowhere)
        for column in evidence.columns
        if column not in spared
    }


def findings(evidence: Evidence, units: list[Unit]) -> list[pa.Table]:
    """Return one finding a requirement not met, and one a row whose type or stage is unknown."""
    tables = [row_findings(evidence.positions, np.flatnonzero(unknown(evidence)), code=Reason.TYPE_UNKNOWN)]
    for unit in units:
        if unit.weight > 0:
            rows = unit.rows_of(_MISSING)
            tables.append(row_findings(evidence.positions, rows, code=Reason.REQUIRED_MISSING, column=unit.field))
    return tables
