"""Findings about the dates that merging goes by: what lies in the future, what has no zone among what has one.

The trap: a date in the future would make its record the newest for ever; it counts as no date, and that is said.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason
from custdq.roles import parsed_dates, row_findings
from custdq.steps.merge.cells import CREATED_AT, Context, record_dates
from custdq.tables import FINDING_SCHEMA, Finding, column_or_null, findings_table


def date_findings(context: Context) -> pa.Table:
    """Return one finding for each date that lies in the future, and one for each column of mixed time zones.

    Returns
    -------
    pyarrow.Table
        `FINDING_COLUMNS`: the columns that date the records, and those that rules asked for.
    """
    records = context.standardized.records
    asked = {*record_dates(context.schema), CREATED_AT, *(name for name in context.known_dates if name is not None)}
    tables = [FINDING_SCHEMA.empty_table()]
    for column in (name for name in records.column_names if name in asked):
        context.dates(column)
        rows = context.future[column]
        if len(rows):
            given = column_or_null(context.standardized.raw, column)
            tables.append(row_findings(context.positions, rows, code=Reason.IN_THE_FUTURE, column=column, values=given))
        if said := _zones(parsed_dates(context.standardized, column)):
            code = Reason.MIXED_TIME_ZONES
            tables.append(findings_table([Finding(code, column=column, value=said, suggestion="compared by UTC")]))
    return pa.concat_tables(tables)


def _zones(parsed: pa.Table) -> str | None:
    """Return the zones of a column's times where there are several, or times without one among them.

    >>> _zones(pa.table({"time": ["10:00:00", "11:00:00"], "zone": ["+08:00", None]}))
    'without zone, +08:00'
    """
    if "zone" not in parsed.column_names or "time" not in parsed.column_names:
        return None
    zone, time = (column_or_null(parsed, name) for name in ("zone", "time"))
    if zone.null_count == len(zone):
        return None
    bare = np.asarray(pc.and_(pc.is_valid(time), pc.is_null(zone))).any()
    named = sorted({"+00:00" if text == "Z" else text for text in pc.unique(zone.drop_null()).to_pylist()})
    said = [*(["without zone"] if bare else []), *named]
    return ", ".join(said) if len(said) > 1 else None
