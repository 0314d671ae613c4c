"""A company cell that holds a person's name: 张伟 or 李经理 where a company is asked for.

The trap: 周大福 is a jeweller and looks like a person. So the cell itself stays as it was; the name is copied to the
person column only where that is empty and nothing says that the record is an organization's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields import Identifier, OrganizationName, PartyName, PersonName
from custdq.schema import Schema
from custdq.steps.standardize.repair_cells import Bools, Repair, as_bools, columns_of, inferred, is_missing
from custdq.tables import column_or_null

_OF_ORGANIZATIONS = ("cn.uscc", "cn.org_code")


def party_repairs(parsed: Mapping[str, pa.Table], schema: Schema) -> Iterator[Repair]:
    """Take persons out of the company column, and into the person column where that is empty."""
    people = columns_of(schema, PersonName)[:1]
    for column in columns_of(schema, OrganizationName):
        values = column_or_null(parsed[column], "value")
        person = _persons(values) & ~_is_organization(parsed, schema)
        if not person.any():
            continue
        if people:
            empty = person & is_missing(parsed[people[0]])
            rows = np.flatnonzero(empty)
            taken = values.take(pa.array(rows))
            if len(rows):
                yield inferred(people[0], rows, schema.columns[people[0]], values=taken, reason=Reason.INFERRED)
            same = as_bools(pc.equal(values, column_or_null(parsed[people[0]], "value")))
            yield _no_organization(parsed[column], column, empty | (person & same))


def _persons(values: pa.Array) -> Bools:
    """Tell which of a column's values are the names of persons."""
    codes = values.dictionary_encode()
    party = PartyName().parse(codes.dictionary).column("party").combine_chunks()
    return as_bools(pc.equal(party.take(codes.indices), "person"))


def _is_organization(parsed: Mapping[str, pa.Table], schema: Schema) -> Bools:
    """Tell which records have a number that only organizations have."""
    rows = len(next(iter(parsed.values())))
    known = np.zeros(rows, dtype=bool)
    for scheme in _OF_ORGANIZATIONS:
        for column in columns_of(schema, Identifier, scheme=scheme):
            known |= as_bools(column_or_null(parsed[column], "value").is_valid())
    return known


def _no_organization(parsed: pa.Table, column: str, mask: Bools) -> Repair:
    """Return the repair that leaves a cell as it was but takes it for no company's name."""
    rows = np.flatnonzero(mask)
    size = len(rows)
    cells = {name: pa.nulls(size, pa.string()) for name in parsed.column_names} | {
        "status": pa.array([str(Status.INVALID)] * size, pa.string()),
        "problem": pa.array([str(Reason.NOT_AN_ORGANIZATION)] * size, pa.string()),
    }
    return Repair(column, rows, pa.table(cells))
