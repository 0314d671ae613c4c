"""What a score card says about the columns beside their scores, without a customer's value.

How they are filled, where cells are missing, which hold personal data, and which rows fail and why. The trap: all of it
is made only when a report asks, so that scoring a million records does not wait for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from custdq.schema import Schema
from custdq.steps.report import Masker, kind_mask
from custdq.steps.score import column_counts, distributions, inventory, missingness
from custdq.tables import Standardized

#: By row first: the examples then come from several sources.
_PLACE = ("row", "record_id", "source", "sheet")
_EACH = 3


@dataclass(frozen=True)
class About:
    """The records a card was made of, and what reports say of their columns."""

    standardized: Standardized
    schema: Schema

    @cached_property
    def columns(self) -> list[dict[str, Any]]:
        """One line a column: kind, rows, and cells valid, repaired, invalid, missing, placeholders."""
        return column_counts(self.standardized, self.schema)

    @cached_property
    def missingness(self) -> dict[str, Any]:
        """Where cells are missing: by source, or along the rows where there is one source."""
        return missingness(self.standardized, self.schema)

    def personal_data(self, as_of: str) -> list[dict[str, Any]]:
        """Return which columns hold personal data, how sensitive, and what says so."""
        return inventory(self.standardized, self.schema, as_of=as_of)

    def bins(self, as_of: str) -> dict[str, dict[str, int]]:
        """Return how the values of each column are spread."""
        return distributions(self.standardized, self.schema, as_of=as_of)

    def masker(self, *, show_values: bool) -> Masker:
        """Return what hides values: each column by the mask of its kind."""
        return Masker({name: kind_mask(kind) for name, kind in self.schema.columns.items()}, show_values=show_values)


def failing_rows(findings: pa.Table, masker: Masker, *, most: int) -> list[dict[str, Any]]:
    """Return rows that fail and why: a few of each problem, the commonest problems first.

    Parameters
    ----------
    findings
        The card's findings (`FINDING_COLUMNS`).
    masker
        Hides their values.
    most
        How many rows at most.

    Returns
    -------
    list of dict
        source, sheet, row, record_id, column, code, value, suggestion: the last two, and an id that tells who it is,
        hidden unless the masker shows values.
    """
    problems = findings.group_by(["code", "column"]).aggregate([([], "count_all")]).to_pylist()
    problems.sort(key=lambda line: (-line["count_all"], line["code"], line["column"] or ""))
    rows: list[Mapping[str, Any]] = []
    for problem in problems[: -(-most // _EACH)]:
        own = pc.equal(findings.column("code"), problem["code"])
        if problem["column"] is not None:
            own = pc.and_(own, pc.equal(findings.column("column"), problem["column"]))
        found = findings.filter(pc.fill_null(own, fill_value=False))
        # by place and not by position: the same rows in another order show the same examples
        rows += found.take(pc.sort_indices(found, [(name, "ascending") for name in _PLACE])[:_EACH]).to_pylist()
    return [_shown(row, masker) for row in rows[:most]]


def _shown(row: Mapping[str, Any], masker: Masker) -> dict[str, Any]:
    column = row["column"] or ""
    hidden = {name: masker.standard(column, row[name]) for name in ("value", "suggestion")}
    return {**row, **hidden, "record_id": masker.key(row["record_id"])}
