"""What tells a record again in a later run: the system's own id, and a fingerprint of what the record says.

The traps: a place in a file (sheet and row) names another record as soon as a row is put in above it, so it is never
used; and a running number (序号) is such a place too, so it is no part of what a record says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.infer.labels import label_of
from custdq.roles import place_names, position_columns
from custdq.schema import Schema
from custdq.tables import CONTEXT_COLUMNS, ENTITY_COLUMN, POSITION_COLUMNS, column_or_null
from custdq.text.fingerprint import Fingerprints, string_fingerprints

#: A column with at most this share of distinct cells is worked on once a distinct cell.
_FEW_DISTINCT = 0.5

#: Cells looked at to tell whether a column repeats itself.
_LOOKED_AT = 10_000


#: Kinds whose values say who or what a customer is; the other columns tell of the dealing and change all the time.
_NAMES = frozenset(("person_name", "organization_name", "party_name"))
_CONTACTS = frozenset(("phone", "email", "identifier"))
_CORE = _NAMES | _CONTACTS | {"address", "postal_code", "coordinates", "date"}

#: What a record says, as fingerprints (uint64; 0 where it says nothing of the sort): all its cells; those that say who
#: the customer is; of these the names; the phones, addresses of e-mail and identifiers.
FINGERPRINTS = ("content", "core", "names", "contacts")


@dataclass(frozen=True)
class NamedRecords:
    """Records with what tells them again.

    positions
        source, sheet, row (int64), record_id of each row.
    own
        Whether the record id is the system's own; otherwise it is only a place.
    says
        `FINGERPRINTS` of what each record says, whichever columns and row it stands in.
    """

    positions: pa.Table
    own: npt.NDArray[np.bool_]
    says: Mapping[str, Fingerprints]

    def __len__(self) -> int:
        return len(self.own)

    @property
    def core(self) -> Fingerprints:
        """What each record says of who the customer is; all it says where that is nothing."""
        return np.where(self.says["core"] != 0, self.says["core"], self.says["content"])


def name_records(records: pa.Table, schema: Schema) -> NamedRecords:
    """Return what tells each record again in a later run.

    Parameters
    ----------
    records
        String columns as they came, before they were put into standard form.
    schema
        Which of them are the record id and the source.

    Examples
    --------
    >>> table = pa.table({"id": ["7", "8"], "name": ["Ann", "Ann"], "mail": [None, ""]})
    >>> named = name_records(table, Schema({}, record_id="id"))
    >>> named.own.tolist(), bool(named.core[0] == named.core[1])
    ([True, True], True)
    """
    positions = position_columns(records, schema)
    column = schema.record_id or "record_id"
    if column in records.column_names:
        given = column_or_null(records, column)
        # a place that cannot be told is no place
        own = np.asarray(
            pc.fill_null(pc.not_equal(given, pc.fill_null(place_names(positions), "")), pa.scalar(value=False))
        )
    else:
        own = np.zeros(records.num_rows, bool)
    return NamedRecords(positions, own, fingerprints_of(records, schema))


def fingerprints_of(records: pa.Table, schema: Schema) -> dict[str, Fingerprints]:
    """Return the fingerprints of the cells of each record, alike for the same cells in other columns.

    Empty cells, positions, the record id, the source and running numbers do not count, so that a column that is added
    empty, renamed or moved changes nothing.
    """
    apart = {*POSITION_COLUMNS, ENTITY_COLUMN, schema.record_id, schema.source}
    out = {name: np.zeros(records.num_rows, np.uint64) for name in FINGERPRINTS}
    for name in records.column_names:
        if name not in apart and label_of(name).meaning != "sequence":
            cells = _cells(column_or_null(records, name))
            for which in _told_by(name, schema):
                out[which] += cells
    return out


def _told_by(column: str, schema: Schema) -> list[str]:
    """Return the fingerprints a column is part of."""
    stamps = schema.updated_at.values() if isinstance(schema.updated_at, Mapping) else (schema.updated_at,)
    kind = "" if column not in schema.columns else schema.columns[column].name
    if column in CONTEXT_COLUMNS or column in (schema.owner, schema.stage, *stamps):
        kind = ""
    parts = {"core": _CORE, "names": _NAMES, "contacts": _CONTACTS}
    return ["content", *(name for name, kinds in parts.items() if kind in kinds)]


def _cells(column: pa.Array) -> Fingerprints:
    """Return the fingerprint of each cell, 0 for one that is empty."""
    looked_at = column.slice(0, _LOOKED_AT)
    if len(looked_at.unique()) <= _FEW_DISTINCT * len(looked_at):
        codes = column.dictionary_encode()
        distinct = np.append(_all_cells(codes.dictionary), np.uint64(0))
        return np.asarray(distinct[np.asarray(pc.fill_null(codes.indices, len(distinct) - 1))])
    return _all_cells(column)


def _all_cells(column: pa.Array) -> Fingerprints:
    length = np.asarray(pc.fill_null(pc.binary_length(column), 0))
    return np.where(length > 0, string_fingerprints(column), np.uint64(0))
