"""Records to one standard: each column parsed by its kind, the standard form put in place, every change a finding.

What cannot be parsed stays as it was. The trap: the order matters. Columns are parsed alone, then an address with the
divisions beside it, and only then is one field repaired by another: a repair must rest on values already standard.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from custdq.fields import Address
from custdq.schema import Schema
from custdq.steps.standardize.divisions import Together, read_with_divisions
from custdq.steps.standardize.repair import repaired
from custdq.steps.standardize.repair_cells import Fields
from custdq.tables import Standardized, column_or_null


def standardize_records(records: pa.Table, schema: Schema) -> Standardized:
    """Parse every column the schema declares and put standard forms in place.

    Parameters
    ----------
    records
        Table of string columns (position columns allowed).
    schema
        Kinds of its columns; `ColumnNotFoundError` where one is missing.

    Returns
    -------
    Standardized
        `records` with the same columns and rows, `parsed` per column; `absorbed`: columns read with the address.
    """
    schema.check(records.column_names)
    address = next((name for name, kind in schema.columns.items() if isinstance(kind, Address)), None)
    together = read_with_divisions(records, address, schema) if address is not None else Together({})
    parsed = {
        name: together.parsed[name] if name in together.parsed else kind.parse(column_or_null(records, name))
        for name, kind in schema.columns.items()
    }
    parsed = repaired(Fields(records, {**parsed, **together.parsed}, schema))
    return Standardized(_in_place(records, parsed), records, parsed, absorbed=together.absorbed)


def _in_place(records: pa.Table, parsed: Mapping[str, pa.Table]) -> pa.Table:
    out = records
    for name, result in parsed.items():
        at = out.schema.get_field_index(name)
        out = out.set_column(at, name, pc.coalesce(result.column("value"), column_or_null(records, name)))
    return out
