"""Where each record stands: source, sheet, row and the system's own id.

The trap: own ids repeat, inside one system and between systems; they are kept as they are and never used as keys, and a
row without one is named by its place.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason
from custdq.steps.unify.arrays import first_filled, usable
from custdq.steps.unify.guess import ColumnPlan
from custdq.tables import Finding, SourceTable


def place_rows(table: SourceTable, plans: Sequence[ColumnPlan], *, keep: bool) -> dict[str, pa.Array]:
    """Return the position columns of a table.

    Parameters
    ----------
    table
        The table.
    plans
        What its columns mean; one may be the system's own id.
    keep
        The table says itself where its rows come from (it was unified before).

    Returns
    -------
    dict
        source, sheet, row (int64), record_id: one array each, as long as the table.
    """
    count = table.data.num_rows
    rows = pa.array(table.rows, pa.int64())
    source, sheet = (pa.array([text] * count, pa.string()) for text in (table.source, table.sheet))
    if keep:
        source, sheet, rows = (
            _own(table.data, "source", source),
            _own(table.data, "sheet", sheet),
            _own_rows(table.data, rows),
        )
    place = table.source + (f"#{table.sheet}" if table.sheet else "") + ":"
    names = pc.binary_join_element_wise(place, rows.cast(pa.string()), "")
    own = [plan.column for plan in plans if plan.meaning == "record_id" and plan.target == "record_id"]
    record_id = first_filled(*[usable(table.data.column(name).combine_chunks()) for name in own], names)
    return {"source": source, "sheet": sheet, "row": rows, "record_id": record_id}


def stands_in_our_form(data: pa.Table) -> bool:
    """Tell whether a table was unified before: it names its rows and their sources as `unify` does.

    A column `source` alone may as well say where a lead came from.
    """
    return {"source", "record_id"} <= set(data.column_names)


def taken_positions(data: pa.Table) -> list[str]:
    """Return the columns of such a table whose cells `place_rows` takes over; a `row` that counts nothing stays."""
    return [name for name in ("source", "sheet", "row") if name != "row" or _counts_rows(data)]


def _counts_rows(data: pa.Table) -> bool:
    if "row" not in data.column_names:
        return False
    return bool(pc.all(pc.match_substring_regex(data.column("row").combine_chunks(), r"^\d{1,18}$")).as_py())


def _own(data: pa.Table, name: str, otherwise: pa.Array) -> pa.Array:
    return first_filled(data.column(name).combine_chunks(), otherwise) if name in data.column_names else otherwise


def _own_rows(data: pa.Table, otherwise: pa.Array) -> pa.Array:
    """Return the rows a table states for itself, where they are whole numbers throughout."""
    if not _counts_rows(data):
        return otherwise
    return pc.coalesce(data.column("row").combine_chunks().cast(pa.int64()), otherwise)


def repeated_ids(place: dict[str, pa.Array], column: str) -> list[Finding]:
    """Return a finding for each row whose own id another row of the same source has too."""
    counts = pc.value_counts(place["record_id"])
    repeated = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    rows = pc.is_in(place["record_id"], value_set=repeated).to_numpy(zero_copy_only=False).nonzero()[0]
    hits = pa.table(place).take(pa.array(rows)).to_pylist()
    return [
        Finding(
            Reason.DUPLICATE_RECORD_ID,
            hit["source"],
            hit["sheet"],
            hit["row"],
            hit["record_id"],
            column,
            hit["record_id"],
        )
        for hit in hits
    ]
