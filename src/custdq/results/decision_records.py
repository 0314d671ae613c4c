"""How a decision names a record, so that the next run finds it again.

The trap: a record without an id of its own is only known by its place, and the next run has somebody else there; so
such a record is named by what it says, and where a record is not found the decision says so and does not guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.cells import as_text
from custdq.errors import OptionError, RecordNotFoundError
from custdq.results.record_keys import named_record, record_positions
from custdq.steps.identify import IdentityTables, NamedRecords
from custdq.tables import ENTITY_COLUMN

Rows = npt.NDArray[np.int64]

#: A number of so few digits may count the rows of a list; what the record says is kept beside it.
_MAY_COUNT_ROWS = 6


class RecordName(NamedTuple):
    """What a decision calls a record.

    `source` and `id` are the system's; `content` the fingerprint of who the record said the customer is, where the id
    alone does not name it; `copy` tells equal records apart, from 1; `place` is for people to read.
    """

    source: str | None = None
    id: str | None = None
    content: int | None = None
    copy: int = 1
    place: str | None = None

    def __str__(self) -> str:
        name = self.id if self.id is not None else self.place or f"content {self.content:016x}"
        return f'"{name}"' if self.source is None or self.id is None else f'"{self.source}:{name}"'


class KnownRecords:
    """The records and entities of one run, by the names decisions give them."""

    def __init__(self, tables: IdentityTables) -> None:
        current = tables.current
        self._positions = current.select(["source", "sheet", "row", "record_id"]).combine_chunks()
        named = replace(tables, records=current).named
        self._own, self._content = named.own, named.core
        self._entity = current.column(ENTITY_COLUMN).combine_chunks()

    def named(self, record: Any) -> list[RecordName]:
        """Return the name of a record, or of all records of an entity, by its id.

        Raises
        ------
        RecordNotFoundError
            When neither is there.
        OptionError
            When it may be either.
        """
        members = self.members(record)
        try:
            single = record_positions(self._positions, [record])
        except RecordNotFoundError:
            if not len(members):
                raise
            return self._names(members)
        if len(members):
            raise OptionError(f'"{record}" is the id of an entity and of a record. Give the record as (source, id).')
        return self._names(np.array(single))

    def records(self, records: Sequence[Any]) -> list[RecordName]:
        """Return the names of records by their ids."""
        return self._names(np.array(record_positions(self._positions, records), np.int64)) if len(records) else []

    def entity(self, entity_id: Any) -> list[RecordName]:
        """Return the names of the records of an entity; `RecordNotFoundError` where there is none of that id."""
        members = self.members(entity_id)
        if not len(members):
            raise RecordNotFoundError(
                f'No entity of this run has the id "{entity_id}". Where an id of an earlier one leads, resolve() says.'
            )
        return self._names(members)

    def entity_of(self, record: Any) -> str:
        """Return the entity id of a record."""
        return str(self._entity[record_positions(self._positions, [record])[0]])

    def members(self, entity_id: Any) -> Rows:
        """Return the rows of an entity, none where it is not there."""
        text = None if isinstance(entity_id, tuple) else as_text(entity_id)
        return np.flatnonzero(np.asarray(pc.fill_null(pc.equal(self._entity, text), pa.scalar(value=False))))

    def _names(self, rows: Rows) -> list[RecordName]:
        lines = self._positions.take(pa.array(rows)).to_pylist()
        return [self._name(line, row) for line, row in zip(lines, rows.tolist(), strict=True)]

    def _name(self, line: dict[str, Any], row: int) -> RecordName:
        content, copy = int(self._content[row]), int(self._copies[row])
        if not self._own[row]:
            return RecordName(line["source"], None, content, copy, line["record_id"])
        unsure = line["record_id"].isdecimal() and len(line["record_id"]) <= _MAY_COUNT_ROWS
        if unsure or self._shared[row]:
            return RecordName(line["source"], line["record_id"], content, copy)
        return RecordName(line["source"], line["record_id"])

    @cached_property
    def _by_id(self) -> npt.NDArray[np.int64]:
        """Return a number a record, the same for records of one source and one own id."""
        source, ids = (
            self._positions.column(name).dictionary_encode().combine_chunks() for name in ("source", "record_id")
        )
        codes = [np.asarray(pc.fill_null(each.indices, -1)).astype(np.int64) + 1 for each in (source, ids)]
        return np.asarray(codes[0] * (len(ids.dictionary) + 1) + np.where(self._own, codes[1], 0))

    @cached_property
    def _shared(self) -> npt.NDArray[np.bool_]:
        _, code, counts = np.unique(self._by_id, return_inverse=True, return_counts=True)
        return np.asarray(counts[code] > 1)

    @cached_property
    def _copies(self) -> npt.NDArray[np.int64]:
        """Return how many equal records of the same name stand up to each, itself included."""
        order = np.lexsort((self._content, self._by_id))
        by_id, content = self._by_id[order], self._content[order]
        again = np.append(False, (by_id[1:] == by_id[:-1]) & (content[1:] == content[:-1]))
        place = np.arange(len(order))
        out = np.empty(len(order), np.int64)
        out[order] = place - np.maximum.accumulate(np.where(again, 0, place)) + 1
        return out


def unknown_name(record: Any) -> RecordName:
    """Return the name of a record as the user typed it, where no run is at hand to look it up in."""
    return RecordName(*named_record(record))


class RecordFinder:
    """Finds the records of a run that decisions name.

    Parameters
    ----------
    records
        The records of the run.
    names
        All names that will be asked for.
    """

    def __init__(self, records: NamedRecords, names: Sequence[RecordName]) -> None:
        ids = pa.array(sorted({name.id for name in names if name.id is not None}), pa.string())
        contents = np.array(sorted({name.content for name in names if name.content is not None}), np.uint64)
        asked = np.asarray(pc.is_in(records.positions.column("record_id"), value_set=ids))
        rows = np.flatnonzero(asked | np.isin(records.core, contents))
        at = pa.array(rows)
        columns = [records.positions.column(name).take(at).to_pylist() for name in ("source", "record_id")]
        columns += [records.own[rows].tolist(), records.core[rows].tolist(), rows.tolist()]
        self._held: dict[tuple[Any, ...], list[int]] = {}
        for source, record_id, own, content, row in zip(*columns, strict=True):
            exact = ("exact", record_id) if own else ("place",)
            keys: set[tuple[Any, ...]] = {("id", None, record_id), ("id", source, record_id)}
            keys |= {("content", None, content), ("content", source, content), (*exact, source, content)}
            for key in keys:
                self._held.setdefault(key, []).append(row)

    def rows(self, name: RecordName) -> list[int]:
        """Return the rows a name may mean today: one, none where it is gone, several where it is not clear."""
        by_id = self._held.get(("id", name.source, name.id), []) if name.id is not None else []
        if name.content is None:
            return by_id
        exact = (
            ("place", name.source, name.content) if name.id is None else ("exact", name.source, name.id, name.content)
        )
        # an id may have come to count other rows, a file may have been renamed
        for key in (exact, ("content", name.source, name.content)):
            if key in self._held:
                return self._held[key][name.copy - 1 : name.copy]
        return by_id or self._held.get(("content", None, name.content), [])[name.copy - 1 : name.copy]
