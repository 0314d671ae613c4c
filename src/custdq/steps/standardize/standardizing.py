"""Records to one standard: each column parsed by its kind, the standard form put in place, every change a finding.

What cannot be parsed stays as it was. The trap: the order matters. Columns are parsed alone, then an address with the
divisions beside it, and only then is one field repaired by another: a repair must rest on values already standard.
"""

from __future__ import annotations

import pyarrow as pa

from custdq.fields import Address
from custdq.schema import Schema
from custdq.steps.standardize.divisions import Together, read_with_divisions
from custdq.steps.standardize.repair import repaired
from custdq.steps.standardize.repair_cells import Fields
from custdq.tables import ParsedColumns, Standardized


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
    alone = {
        name: kind.parse_column(records.column(name))
        for name, kind in schema.columns.items()
        if name not in together.parsed
    }
    # in the schema's order; a division column it does not declare stands behind
    order = {**dict.fromkeys(schema.columns), **dict.fromkeys(together.parsed)}
    parsed = ParsedColumns({name: alone[name] if name in alone else together.parsed[name] for name in order})
    return Standardized(records, repaired(Fields(records, parsed, schema)), absorbed=together.absorbed)
