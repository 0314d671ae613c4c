"""Completeness: of what a customer of this type and stage must have, how much is there.

The trap: counting every empty cell. A private person has no credit code and a lead no contract; only what is
required counts, and one of several ways to reach somebody is enough.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from custdq.errors import Reason
from custdq.roles import row_findings
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.expectations import Requirement
from custdq.steps.score.units import Bools, Unit
from custdq.tables import column_or_null


def measure(evidence: Evidence) -> list[Unit]:
    """Return one unit a requirement (1 present, 0 missing), and the fill rate of every other column with weight 0.

    A requirement is a column, or several of which one is enough. Rows whose type or stage is not known are not
    assessed. Blank cells and placeholders are missing; a value that is present and wrong is accuracy's matter.
    """
    units = []
    for requirement, applies in requirements(evidence):
        present = np.logical_or.reduce([evidence.present(column) for column in requirement.columns])
        scores = np.where(applies, present.astype(float), np.nan)
        stand_ins = sum(int((evidence.placeholders(column) & applies).sum()) for column in requirement.columns)
        units.append(Unit(requirement.name, scores, requirement.weight, placeholders=stand_ins))
    alone = {unit.field for unit in units}
    for column in evidence.columns:
        if column not in alone:
            stand_ins = int(evidence.placeholders(column).sum())
            units.append(Unit(column, evidence.present(column).astype(float), 0.0, placeholders=stand_ins))
    return units


def requirements(evidence: Evidence) -> list[tuple[Requirement, Bools]]:
    """Return each requirement and the rows it holds for; stages add up in the order they are declared."""
    expects = evidence.expectations
    known = ~unknown(evidence)
    found: dict[Requirement, Bools] = {}

    def add(required: tuple[Requirement, ...], rows: Bools) -> None:
        for requirement in required:
            found[requirement] = found.get(requirement, np.zeros(evidence.rows, dtype=bool)) | (rows & known)

    add(expects.required, np.ones(evidence.rows, dtype=bool))
    for name, required in expects.types.items():
        add(required, _equals(evidence, expects.type_column, name))
    reached = np.zeros(evidence.rows, dtype=bool)
    for name, required in reversed(list(expects.stages.items())):
        reached = reached | _equals(evidence, evidence.schema.stage, name)
        add(required, reached)
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
    text = (
        pa.nulls(evidence.rows, pa.string())
        if column is None
        else column_or_null(evidence.standardized.records, column)
    )
    coded = text.dictionary_encode()
    same = np.array([entry == wanted for entry in coded.dictionary.to_pylist()] + [False])
    return np.asarray(same[coded.indices.fill_null(len(same) - 1).to_numpy(zero_copy_only=False)], dtype=bool)


def findings(evidence: Evidence, units: list[Unit]) -> pa.Table:
    """Return one finding a requirement not met, and one a row whose type or stage is unknown."""
    tables = [row_findings(evidence.positions, np.flatnonzero(unknown(evidence)), code=Reason.TYPE_UNKNOWN)]
    for unit in units:
        if unit.weight > 0:
            rows = np.flatnonzero(unit.scores == 0)
            tables.append(row_findings(evidence.positions, rows, code=Reason.REQUIRED_MISSING, column=unit.field))
    return pa.concat_tables(tables)
