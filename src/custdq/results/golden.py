"""Golden records as the user gets them, in the kind of frame the records came in."""

from __future__ import annotations

from typing import Any

from custdq.frames import from_arrow
from custdq.results.rows import row_by_row
from custdq.steps.merge import Golden as GoldenTables


class Golden:
    """Golden records, the trail of every cell, the conflicts and the cross-reference.

    Attributes
    ----------
    records
        entity_id and the schema's columns, one row an entity.
    lineage
        entity_id, column, value, given (the cell as it stands), record_id, source, sheet, row, rule, candidates (JSON),
        agreeing (cells), confidence (0 to 1), runner_up, decision (who set it by hand).
    conflicts
        Fields on which sources disagree, with every candidate value.
    xref
        entity_id, source, sheet, row, record_id: every source record.
    reconciliation
        column, left, right (sources), owner, entities, same, part, differ, left_differs, right_differs (entities): one
        row a field and pair of systems that both know it.
    differences
        entity_id, column, source, record_id, value, owner, owner_record_id, owner_value: one row a source's value that
        is neither its owner's (the golden one where nobody owns the field) nor a part of it.
    findings
        Dates that could not be gone by: in the future, of mixed time zones.
    """

    def __init__(self, tables: GoldenTables, *, like: Any = None) -> None:
        self.tables = tables
        self._like = like

    @property
    def records(self) -> Any:
        """One row an entity."""
        return from_arrow(self.tables.records, like=self._like)

    @property
    def lineage(self) -> Any:
        """One row a golden cell."""
        return from_arrow(self.tables.lineage, like=self._like)

    @property
    def conflicts(self) -> Any:
        """One row a field on which sources disagree."""
        return from_arrow(self.tables.conflicts, like=self._like)

    @property
    def xref(self) -> Any:
        """One row an input row, in input order; pandas keeps the input's index."""
        return row_by_row(self.tables.xref, self._like)

    @property
    def reconciliation(self) -> Any:
        """One row a field and pair of systems: how often they say the same, a part, something else."""
        return from_arrow(self.tables.reconciliation, like=self._like)

    @property
    def differences(self) -> Any:
        """One row a source's value that differs from its owner's."""
        return from_arrow(self.tables.differences, like=self._like)

    @property
    def findings(self) -> Any:
        """One row a date, or a column of dates, that could not be gone by."""
        return from_arrow(self.tables.findings, like=self._like)

    def __repr__(self) -> str:
        tables = self.tables
        return f"<Golden: {tables.records.num_rows} entities from {tables.xref.num_rows} records>"
