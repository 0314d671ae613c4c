"""The shapes passed between steps: which columns, which types, what always holds.

Inside custdq a table is a `pyarrow.Table` whose value columns are strings (null where the cell is empty) and
whose rows never change order. Rows are named by position; `record_id` is what the user's system calls them and
may repeat, so nothing may be keyed on it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.cells import as_strings
from custdq.errors import Reason

#: Columns every unified record table begins with. `row` is int64, counted from 1 in the file; the rest are strings.
POSITION_COLUMNS = ("source", "sheet", "row", "record_id")

#: Unified names of customer data, in output order; `other_phones` holds the numbers beyond the first.
CUSTOMER_COLUMNS = (
    "kind", "name", "contact_name", "mobile", "landline", "extension", "hotline", "other_phones", "email", "wechat",
    "country", "province", "city", "district", "adcode", "town", "address", "postcode", "uscc", "resident_id",
    "birthday", "gender", "stage", "owner", "created_at", "updated_at",
)  # fmt: skip

#: Columns that describe the dealing with a customer, not who the customer is: kept and merged, never evidence.
CONTEXT_COLUMNS = (
    *POSITION_COLUMNS, "entity_id", "country", "adcode", "town", "extension", "hotline", "stage", "owner", "created_at",
    "updated_at",
)  # fmt: skip

#: The unified column that names the customer. Another name there is another identity, in no other column.
NAME_COLUMN = "name"

#: A column of this name in an input is a result or a label, never evidence for linking.
ENTITY_COLUMN = "entity_id"

PARSED_COLUMNS = ("value", "status", "problem")
FINDING_COLUMNS = ("source", "sheet", "row", "record_id", "column", "code", "value", "suggestion")
FINDING_SCHEMA = pa.schema([pa.field(name, pa.int64() if name == "row" else pa.string()) for name in FINDING_COLUMNS])


class Finding(NamedTuple):
    """One thing that is wrong, was repaired, or was passed over.

    `row` is the physical row or line counted from 1; None where the finding is about a whole file or column.
    """

    code: Reason
    source: str | None = None
    sheet: str | None = None
    row: int | None = None
    record_id: str | None = None
    column: str | None = None
    value: str | None = None
    suggestion: str | None = None


def findings_table(findings: Iterable[Finding]) -> pa.Table:
    """Gather findings into one table with the columns of `FINDING_COLUMNS`."""
    rows = list(findings)
    columns = {name: [getattr(row, name) for row in rows] for name in FINDING_COLUMNS}
    return pa.table(columns, schema=FINDING_SCHEMA)


@dataclass(frozen=True)
class SourceTable:
    """One table found in a file, exactly as it stands there.

    `data` has one string column a header cell (blank headers named `column_3`, repeated ones `Tel_2`), cells as
    text (a phone Excel kept as a float is whole digits again), null where empty. `rows` holds each row's physical
    row or line number, counted from 1 with everything above the header and blank lines included.
    """

    source: str
    sheet: str
    data: pa.Table
    rows: npt.NDArray[np.int64]
    encoding: str | None = None


@dataclass(frozen=True)
class Standardized:
    """Records in standard form: `records` (values replaced where they parsed), and every column's parse result.

    `parsed[column]` is the table of the kind's `parse`, aligned with `records`; `raw` the records as they came.
    `absorbed` names the columns whose content now stands in another one (province, city, district in address).
    """

    records: pa.Table
    raw: pa.Table
    parsed: Mapping[str, pa.Table]
    findings: pa.Table = field(default_factory=lambda: findings_table([]))
    absorbed: tuple[str, ...] = ()


def strings(values: Iterable[Any]) -> pa.Array:
    """Return a string array of `values`, null for None."""
    return pa.array(values, pa.string())


def column_or_null(table: pa.Table, name: str) -> pa.Array:
    """Return column `name` of `table` as one string array, all null where the table lacks it."""
    if name not in table.column_names:
        return pa.nulls(table.num_rows, pa.string())
    return as_strings(table.column(name))
