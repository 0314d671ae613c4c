"""What is wrong with the rows of an attached table: one finding a cell, none of them a reason to stop.

The trap: a row that names nobody vanishes from every sum; it must be found again by its row.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.cells import as_strings
from custdq.errors import Reason
from custdq.steps.relate.attachment import Attachment
from custdq.steps.relate.cells import NO_DAY
from custdq.steps.relate.naming import EMPTY, SEVERAL, UNKNOWN
from custdq.tables import FINDING_SCHEMA

_NAMING = ((EMPTY, Reason.CUSTOMER_MISSING), (UNKNOWN, Reason.CUSTOMER_UNKNOWN), (SEVERAL, Reason.AMBIGUOUS))


def row_findings(table: Attachment, as_of: int) -> pa.Table:
    """Return findings of a table's rows, in the order of the columns' roles and of the rows.

    Parameters
    ----------
    table
        The attached table.
    as_of
        Days since 1970-01-01; a later date lies in the future.

    Returns
    -------
    pyarrow.Table
        source (the table's name), sheet, row (counted from 1; the table's own column `row` where it has one),
        record_id (null), column, code, value, suggestion. Codes: customer_missing, customer_unknown, ambiguous (several
        customers have the id), inferred (named by a phone or mail), the reason a date or an amount is none,
        in_the_future, negative_amount (a refund), cancelled.
    """
    found = [part for part in _parts(table, as_of) if part.num_rows]
    return pa.concat_tables([FINDING_SCHEMA.empty_table(), *found]).combine_chunks()


def _parts(table: Attachment, as_of: int) -> Iterator[pa.Table]:
    roles = table.roles
    if table.whose is not None:
        for code, reason in _NAMING:
            yield _lines(table, table.whose, table.entity == code, str(reason))
        rows, entity = table.by_contact
        inferred = np.zeros(table.data.num_rows, dtype=np.bool_)
        inferred[rows[entity >= 0]] = True
        yield _lines(table, table.whose, inferred, str(Reason.INFERRED))
    if roles.date is not None:
        days, problem = table.days
        yield _coded(table, roles.date, problem)
        yield _lines(table, roles.date, (days != NO_DAY) & (days > as_of), str(Reason.IN_THE_FUTURE))
    for name, (amount, problem) in table.amounts.items():
        yield _coded(table, name, problem)
        yield _lines(table, name, amount < 0, str(Reason.NEGATIVE_AMOUNT))
    if roles.status is not None:
        yield _lines(table, roles.status, table.cancelled, str(Reason.CANCELLED))


def _coded(table: Attachment, column: str, problem: pa.Array) -> pa.Table:
    bad = np.asarray(problem.is_valid())
    return _lines(table, column, bad, problem.filter(pa.array(bad)))


def _lines(table: Attachment, column: str, where: npt.NDArray[np.bool_], code: str | pa.Array) -> pa.Table:
    at = np.flatnonzero(where)
    taken = pa.array(at)
    own = "row" in table.data.column_names and pa.types.is_integer(table.data.schema.field("row").type)
    cells = {
        "source": pa.array([table.name]).take(pa.array(np.zeros(len(at), dtype=np.int64))),
        "row": table.data.column("row").take(taken).cast(pa.int64()) if own else pa.array(at + 1),
        "column": pa.array([column]).take(pa.array(np.zeros(len(at), dtype=np.int64))),
        "code": pa.array([code]).take(pa.array(np.zeros(len(at), dtype=np.int64))) if isinstance(code, str) else code,
        "value": as_strings(table.data.column(column).take(taken)),
    }
    nothing = pa.nulls(len(at), pa.string())
    return pa.table({each.name: cells.get(each.name, nothing) for each in FINDING_SCHEMA}, schema=FINDING_SCHEMA)


def counts(findings: pa.Table) -> dict[str, int]:
    """Return code -> findings."""
    found = pc.value_counts(findings.column("code")).to_pylist()
    return {each["values"]: each["counts"] for each in sorted(found, key=lambda each: str(each["values"]))}
