"""What stands around golden records: attached tables, and who was deliberately kept apart.

The trap: two tables may bring a column of one name, and a table may bring one the golden records have; neither may
cost the other a cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import count
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import EntityNotFoundError, OptionError, did_you_mean
from custdq.frames import is_path, read_path, to_typed_arrow
from custdq.results.origin import Origin
from custdq.results.profile import Profile, make_profile
from custdq.steps.merge import Golden as GoldenTables
from custdq.steps.relate import (
    Attachment,
    ComparedPairs,
    Contacts,
    Customers,
    Roles,
    Thresholds,
    Totals,
    as_days,
    contacts_of,
    rfm_table,
    row_findings,
    totals_of,
)
from custdq.tables import ENTITY_COLUMN, column_or_null

_EPOCH = date(1970, 1, 1)
#: Ids looked at, before and behind in their order, for the nearest one.
_NEAR = 500


class Around:
    """The attached tables of golden records, and the questions that are asked across them."""

    def __init__(self, tables: GoldenTables, origin: Origin | None) -> None:
        self.tables = tables
        self.origin = origin
        self.attached: dict[str, Attachment] = {}
        self._totals: dict[str, Totals] = {}

    @cached_property
    def customers(self) -> Customers:
        """The cross-reference, as naming needs it."""
        ids = self.tables.records.column(ENTITY_COLUMN).combine_chunks()
        xref = self.tables.xref
        entity = np.asarray(pc.index_in(xref.column(ENTITY_COLUMN).combine_chunks(), value_set=ids)).astype(np.int64)
        return Customers(ids, column_or_null(xref, "record_id"), column_or_null(xref, "source"), entity)

    @cached_property
    def _contacts(self) -> Contacts:
        """Phones, mails and names of the records; asked for only where it is known what they were made from."""
        assert self.origin is not None  # noqa: S101
        records, kinds = self.origin.standardized.records, self.origin.schema.columns
        return contacts_of(records, kinds, self.customers.entity, len(self.customers.entity_ids))

    def attach(self, name: str, frame: Any, roles: Roles) -> None:
        """Keep a table beside the golden records."""
        if not isinstance(name, str) or not name:
            raise OptionError(f'A table is attached under a name, such as "orders"; given was {name!r}.')
        data = frame if isinstance(frame, pa.Table) else to_typed_arrow(read_path(frame) if is_path(frame) else frame)
        # who names entities has looked for them already
        contacts = None if self.origin is None or roles.key == ENTITY_COLUMN else lambda: self._contacts
        self.attached[name] = Attachment.of(name, to_typed_arrow(data), roles, self.customers, contacts)
        self._totals.pop(name, None)

    def table(self, name: str) -> Attachment:
        """Return an attached table; `OptionError` with the nearest name where there is none."""
        if name not in self.attached:
            known = did_you_mean(str(name), self.attached)
            raise OptionError(f'No table "{name}" is attached. {known} Attach it: golden.attach("{name}", frame).')
        return self.attached[name]

    def rows(self, name: str) -> pa.Table:
        """Return the rows of an attached table with the id of the entity each names in front."""
        table = self.table(name)
        if table.roles.key == ENTITY_COLUMN:
            return table.data
        named = pa.array(table.entity, mask=table.entity < 0) if len(table.entity) else pa.array([], pa.int64())
        data = table.data
        names = [_unused(each, [ENTITY_COLUMN]) if each == ENTITY_COLUMN else each for each in data.column_names]
        return data.rename_columns(names).add_column(0, ENTITY_COLUMN, self.customers.entity_ids.take(named))

    def findings(self, name: str, as_of: str | date | None) -> pa.Table:
        """Return what is wrong with the rows of an attached table."""
        return row_findings(self.table(name), day_number(as_of))

    def rfm(
        self, name: str, as_of: str | date | None, thresholds: Mapping[str, Any] | None
    ) -> tuple[pa.Table, Thresholds | None]:
        """Return how every entity buys, and the thresholds of the stages."""
        return rfm_table(self.table(name), day_number(as_of), thresholds)

    def view(self, names: Sequence[str] | None) -> pa.Table:
        """Return one row an entity: golden cells, how many records and sources, what each attached table comes to."""
        customers, size = self.customers, self.tables.records.num_rows
        source = customers.sources.dictionary_encode()
        code = np.asarray(pc.fill_null(source.indices, len(source.dictionary))).astype(np.int64)
        pairs = np.unique(customers.entity * (len(source.dictionary) + 1) + code) // (len(source.dictionary) + 1)
        out = self.tables.records
        new = {
            "records": pa.array(np.bincount(customers.entity, minlength=size)),
            "sources": pa.array(np.bincount(pairs, minlength=size)),
        }
        for name in self.attached if names is None else [names] if isinstance(names, str) else names:
            new |= {f"{name}_{each}": column for each, column in self._figures(name).items()}
        for name, column in new.items():
            out = out.append_column(_unused(name, out.column_names), column)
        return out

    def _figures(self, name: str) -> dict[str, pa.Array]:
        """Return the columns a table adds to the view: rows, sums, first and last day, cancelled rows."""
        table = self.table(name)
        if name not in self._totals:
            self._totals[name] = totals_of(table)
        totals = self._totals[name]
        out = {"rows": pa.array(totals.rows)}
        for column, total in totals.sums.items():
            out[column] = pa.array(total, mask=np.isnan(total))
        if table.roles.date is not None:
            for end, days in (("first", totals.first), ("last", totals.last)):
                number, none = as_days(days)
                out[end] = pa.array(number, mask=none).cast(pa.date32())
        if table.roles.status is not None:
            out["cancelled"] = pa.array(totals.cancelled)
        return out

    def number(self, entity_id: Any) -> int:
        """Return the number of an entity; `EntityNotFoundError` with the nearest id where there is none."""
        ids = self.customers.entity_ids
        at = pc.index(ids, str(entity_id)).as_py()
        if at >= 0:
            return int(at)
        ordered = np.sort(np.asarray(ids.to_pylist(), dtype=object))
        place = int(np.searchsorted(ordered, str(entity_id)))
        near = did_you_mean(str(entity_id), ordered[max(place - _NEAR, 0) : place + _NEAR].tolist()).split("Known:")[0]
        raise EntityNotFoundError(
            f'No golden record has the entity id "{entity_id}". {near}The ids stand in the column {ENTITY_COLUMN} of '
            "golden.records."
        )

    def profile(self, entity_id: Any, like: Any) -> Profile:
        """Return everything about one entity."""
        me = self.number(entity_id)
        lines = [
            {"table": name} | {each: column[me].as_py() for each, column in self._figures(name).items()}
            for name in self.attached
        ]
        pairs = None if self.origin is None else _pairs(self.origin)
        return make_profile(me, self.tables, self.origin, pairs=pairs, lines=lines, like=like)


def _pairs(origin: Origin) -> ComparedPairs:
    outcome = origin.links.outcome
    labels = {field.name: field.labels for field in outcome.fields}
    return ComparedPairs(
        outcome.left, outcome.right, outcome.probability, outcome.household, outcome.levels, labels
    )  # fmt: skip


def day_number(as_of: str | date | None) -> int:
    """Return a day in days since 1970-01-01; None: today.

    >>> day_number("1970-01-31")
    30
    """
    try:
        day = date.today() if as_of is None else date.fromisoformat(str(as_of)[:10])
    except ValueError as error:
        raise OptionError(f'as_of was given as "{as_of}"; expected a day such as 2025-06-30.') from error
    return (day - _EPOCH).days


def _unused(name: str, taken: Sequence[str]) -> str:
    if name not in taken:
        return name
    return next(f"{name}_{number}" for number in count(2) if f"{name}_{number}" not in taken)
