"""Every cell that is wrong, was repaired, or stands for nothing, as a finding with what it should be.

The trap: one finding a cell, whatever is wrong with it, or the counts mean nothing.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.roles import position_columns, row_findings
from custdq.schema import Schema
from custdq.tables import FINDING_SCHEMA, Standardized, column_or_null

_CONFLICTS = pa.array(
    [str(code) for code in (Reason.GENDER_CONFLICT, Reason.BIRTHDAY_CONFLICT, Reason.POSTCODE_CONFLICT)]
)


def value_findings(standardized: Standardized, schema: Schema) -> pa.Table:
    """Return one finding for each cell with a problem.

    Returns
    -------
    pyarrow.Table
        `FINDING_COLUMNS`: where the cell stands, its column, the reason code (`reformatted` where only the writing
        changed), the value as it came, and as suggestion the standard form where there is one.
    """
    positions = position_columns(standardized.records, schema)
    tables = [FINDING_SCHEMA.empty_table()]
    for column, parsed in standardized.parsed.items():
        raw = column_or_null(
            standardized.raw if column in standardized.raw.column_names else standardized.records, column
        )
        value, codes = column_or_null(parsed, "value"), finding_codes(parsed)
        rows = np.flatnonzero(codes.is_valid().to_numpy(zero_copy_only=False))
        proposed = pc.coalesce(column_or_null(parsed, "suggestion"), value)
        # of two cells that contradict each other neither is known to be right
        none = pc.or_(pc.fill_null(pc.equal(raw, proposed), fill_value=False), pc.is_in(codes, _CONFLICTS))
        suggestion = pc.if_else(none, pa.scalar(None, pa.string()), proposed)
        tables.append(row_findings(positions, rows, code=codes, column=column, values=raw, suggestions=suggestion))
    return pa.concat_tables(tables).combine_chunks()


def finding_codes(parsed: pa.Table) -> pa.Array:
    """Return the reason code of each cell of a parsed column; null where nothing is wrong with it."""
    status, problem = column_or_null(parsed, "status"), column_or_null(parsed, "problem")
    default = pc.if_else(
        pc.equal(status, str(Status.REPAIRED)),
        pa.scalar(str(Reason.REFORMATTED)),
        pc.if_else(
            pc.equal(status, str(Status.INVALID)), pa.scalar(str(Reason.NOT_PARSED)), pa.scalar(None, pa.string())
        ),
    )
    return pc.coalesce(problem, default)
