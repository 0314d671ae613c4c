"""A company cell that holds a person's name: 张伟 or 李经理 where a company is asked for.

The trap: 周大福 is a jeweller and looks like a person. So the cell itself stays as it was; the name is copied to the
person column only where that is empty and nothing says that the record is an organization's. Where the table has no
person column the name stays the company's, and it is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields import Identifier, OrganizationName, PartyName, PersonName
from custdq.infer.labels import label_of
from custdq.steps.standardize.repair_cells import Bools, Fields, Repair, as_bools, inferred, is_missing
from custdq.tables import column_or_null

#: Meanings of columns that name customers, persons or not.
_OF_ANYBODY = ("name", "person_name")
#: Problems that say less of a person's name in a company column than that it is one.
_OF_THE_NAME = pa.array([str(Reason.NOT_A_NAME), str(Reason.REFORMATTED)])
#: Names with a legal form at their end and nothing behind it are nobody's.
_REGISTERED = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9()（）·&]*(?:公司|合作社|合伙企业)")
_OF_ORGANIZATIONS = ("cn.uscc", "cn.org_code")


def party_repairs(fields: Fields) -> Iterator[Repair]:
    """Take persons out of the company column, and into the person column where that is empty."""
    people = fields.columns(PersonName)[:1]
    for column in fields.columns(OrganizationName):
        values = _names(fields, column)
        person = _persons(values) & ~_is_organization(fields)
        if not person.any():
            continue
        if people:
            empty = person & is_missing(fields.parsed[people[0]])
            rows = np.flatnonzero(empty)
            taken = values.take(pa.array(rows))
            if len(rows):
                yield inferred(people[0], rows, fields.schema.columns[people[0]], values=taken, reason=Reason.INFERRED)
            same = as_bools(pc.equal(values, fields.part(people[0], "value")))
            yield _no_organization(fields.parsed[column], column, empty | (person & same))
        elif label_of(column).meaning not in _OF_ANYBODY:
            yield _doubted(fields.parsed[column], column, person)


def _names(fields: Fields, column: str) -> pa.Array:
    """Return the standard names, and what was refused as a company's name as it stands: 李经理."""
    refused = pc.equal(fields.part(column, "problem"), str(Reason.NOT_A_NAME))
    as_it_stands = pc.if_else(refused, column_or_null(fields.raw, column), pa.scalar(None, pa.string()))
    return pc.coalesce(fields.part(column, "value"), as_it_stands)


def is_person(name: str) -> bool:
    """Tell whether a standard name of a company's column is a person's.

    >>> is_person("张伟"), is_person("张伟有限公司")
    (True, False)
    """
    return not _REGISTERED.fullmatch(name) and PartyName().parse_alone(name).parts.get("party") == "person"


def _persons(values: pa.Array) -> Bools:
    """Tell which of a column's values are the names of persons."""
    codes = values.dictionary_encode()
    party = pa.array([is_person(name) for name in codes.dictionary.to_pylist()], pa.bool_())
    return as_bools(party.take(codes.indices))


def _is_organization(fields: Fields) -> Bools:
    """Tell which records have a number that only organizations have."""
    rows = fields.raw.num_rows
    known = np.zeros(rows, dtype=bool)
    for scheme in _OF_ORGANIZATIONS:
        for column in fields.columns(Identifier, scheme=scheme):
            known |= as_bools(fields.part(column, "value").is_valid())
    return known


def _doubted(parsed: pa.Table, column: str, mask: Bools) -> Repair:
    """Return the repair that only says that a cell may be a person's name; a problem it has already is its own."""
    plain = ~as_bools(pc.is_valid(parsed.column("problem")))
    plain |= as_bools(pc.is_in(parsed.column("problem"), _OF_THE_NAME))
    rows = np.flatnonzero(mask & plain)
    cells = parsed.take(pa.array(rows))
    at = cells.schema.get_field_index("problem")
    said = pa.array([str(Reason.NOT_AN_ORGANIZATION)] * len(rows), pa.string())
    return Repair(column, rows, cells.set_column(at, "problem", said))


def _no_organization(parsed: pa.Table, column: str, mask: Bools) -> Repair:
    """Return the repair that leaves a cell as it was but takes it for no company's name."""
    rows = np.flatnonzero(mask)
    size = len(rows)
    cells = {name: pa.nulls(size, pa.string()) for name in parsed.column_names} | {
        "status": pa.array([str(Status.INVALID)] * size, pa.string()),
        "problem": pa.array([str(Reason.NOT_AN_ORGANIZATION)] * size, pa.string()),
    }
    return Repair(column, rows, pa.table(cells))
