"""One customer from all sides: the golden cells, the records beside them, what differs, who is near, what was bought.

The trap: who looks at one customer wants to know why another is not among its records; so those kept apart are told
with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.frames import from_arrow
from custdq.results.origin import Origin
from custdq.steps.merge import Golden as GoldenTables
from custdq.steps.relate import ComparedPairs, related_entities
from custdq.steps.report import ProfileData, profile_html, profile_text
from custdq.tables import ENTITY_COLUMN, POSITION_COLUMNS, column_or_null

_RELATED = pa.schema(
    [
        *((name, pa.string()) for name in (ENTITY_COLUMN, "relation", "reason")),
        ("match_probability", pa.float64()), ("shown", pa.string()),
    ]
)  # fmt: skip
#: Cells that say who somebody is.
_WORDS = 6
_DIFFERS = pa.schema(
    [*((name, pa.string()) for name in ("column", "kept", "rule")), ("confidence", pa.float64()),
     ("other", pa.string()), ("records", pa.int64()), ("sources", pa.string())]
)  # fmt: skip


@dataclass(frozen=True)
class Profile:
    """One entity from all sides; prints as text, shows itself in a notebook. Values are shown: it was asked for.

    Attributes
    ----------
    entity_id
        Its id.
    golden
        Column -> golden value, None where there is none.
    records
        One row a source record: source, sheet, row, record_id, then its cells in standard form.
    differs
        One row a value that lost: column, kept, rule, confidence (0 to 1), other, records (that have it), sources.
    related
        Entities kept apart: entity_id, relation (same household, nearly the same, parent company, branch, shares a
        value), reason, match_probability (0 to 1; null where no pair was compared), shown (who it is, in words).
    crowds
        Values that too many share to relate anybody, in words.
    attached
        One row an attached table: table, rows, the sums of its amounts, first and last day, cancelled rows.
    """

    entity_id: str
    golden: Mapping[str, Any]
    tables: Mapping[str, pa.Table]
    crowds: Sequence[str]
    lines: Sequence[Mapping[str, Any]]
    like: Any = None

    @property
    def records(self) -> Any:
        """The source records."""
        return from_arrow(self.tables["records"], like=self.like)

    @property
    def differs(self) -> Any:
        """The values that lost."""
        return from_arrow(self.tables["differs"], like=self.like)

    @property
    def related(self) -> Any:
        """The entities kept apart."""
        return from_arrow(self.tables["related"], like=self.like)

    @property
    def attached(self) -> Any:
        """What the attached tables come to."""
        return from_arrow(pa.Table.from_pylist([dict(line) for line in self.lines]), like=self.like)

    @property
    def data(self) -> ProfileData:
        """All of it as plain data."""
        rows = {name: table.to_pylist() for name, table in self.tables.items()}
        return ProfileData(self.entity_id, dict(self.golden), **rows, crowds=self.crowds, attached=self.lines)

    def to_html(self) -> str:
        """Return it as a piece of a page."""
        return profile_html(self.data)

    def __repr__(self) -> str:
        return profile_text(self.data)

    def _repr_html_(self) -> str:
        return self.to_html()


def make_profile(
    me: int, tables: GoldenTables, origin: Origin | None, *, pairs: ComparedPairs | None,
    lines: Sequence[Mapping[str, Any]], like: Any,
) -> Profile:  # fmt: skip
    """Gather one entity: `me` is its row among the golden records."""
    golden = tables.records.slice(me, 1).to_pylist()[0]
    entity_id = golden.pop(ENTITY_COLUMN)
    rows = pc.indices_nonzero(pc.equal(tables.xref.column(ENTITY_COLUMN), entity_id))
    positions = tables.xref.take(rows).drop_columns([ENTITY_COLUMN])
    near: tuple[pa.Table, Sequence[str]] = (_RELATED.empty_table(), ())
    records = positions
    if origin is not None and pairs is not None:
        records = _cells(positions, origin.standardized.records.take(rows), list(golden))
        near = _related(me, tables, origin, pairs)
    made = {"records": records, "differs": _differs(entity_id, tables), "related": near[0]}
    return Profile(entity_id, golden, made, near[1], lines, like)


def _cells(positions: pa.Table, records: pa.Table, columns: Sequence[str]) -> pa.Table:
    for name in columns:
        if name not in POSITION_COLUMNS:
            positions = positions.append_column(name, column_or_null(records, name))
    return positions


def _differs(entity_id: str, tables: GoldenTables) -> pa.Table:
    """Return one row a value that lost."""
    conflicts = tables.conflicts.filter(pc.equal(tables.conflicts.column(ENTITY_COLUMN), entity_id)).to_pylist()
    lineage = tables.lineage.filter(pc.equal(tables.lineage.column(ENTITY_COLUMN), entity_id))
    rules = {row["column"]: row for row in lineage.to_pylist()}
    rows = []
    for conflict in conflicts:
        cell = rules.get(conflict["column"], {})
        for other in json.loads(conflict["candidates"] or "[]"):
            if other["value"] == conflict["value"]:
                continue
            rows.append({
                "column": conflict["column"], "kept": conflict["value"], "rule": cell.get("rule"),
                "confidence": cell.get("confidence"), "other": other["value"], "records": other["count"],
                "sources": ", ".join(other["sources"]),
            })  # fmt: skip
    return pa.Table.from_pylist(rows, schema=_DIFFERS)


def _related(me: int, tables: GoldenTables, origin: Origin, pairs: ComparedPairs) -> tuple[pa.Table, Sequence[str]]:
    ids = tables.records.column(ENTITY_COLUMN).combine_chunks()
    xref = tables.xref.column(ENTITY_COLUMN).combine_chunks()
    entity = np.asarray(pc.index_in(xref, value_set=ids)).astype(np.int64)
    found, crowds = related_entities(
        me, entity, records=origin.standardized.records, parsed=origin.standardized.parsed, kinds=origin.kinds(),
        pairs=pairs,
    )  # fmt: skip
    shown = tables.records.take(pa.array([each.entity for each in found], pa.int64())).to_pylist()
    rows = [
        {
            ENTITY_COLUMN: record.pop(ENTITY_COLUMN), "relation": each.relation, "reason": each.reason,
            "match_probability": each.probability, "shown": _in_words(record),
        }
        for each, record in zip(found, shown, strict=True)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=_RELATED), crowds


def _in_words(record: Mapping[str, Any]) -> str:
    """Return the first filled cells of a golden record."""
    return " · ".join([str(cell) for cell in record.values() if cell][:_WORDS])
