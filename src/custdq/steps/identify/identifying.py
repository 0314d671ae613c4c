"""Entities of this run, and those of the last, to ids that stay: read this first in this folder.

Recognise the records, count what old and new entities share, hand the old ids on, mint the new ones, write down what
happened. The trap: an id that was once given must never mean another customer, so the history counts for the next free
number as much as the entities of today, and records that are missing today keep their place for the day they return.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.identify.events import EVENT_SCHEMA, Change, change_events
from custdq.steps.identify.policy import NO_ID, Counts, Shared, ids_kept, shared_records
from custdq.steps.identify.recognise import NOWHERE, recognise
from custdq.steps.identify.records import FINGERPRINTS, NamedRecords
from custdq.tables import ENTITY_COLUMN, POSITION_COLUMNS

#: What identities look like as a table: one row a record that was ever seen.
IDENTITY_SCHEMA = pa.schema(
    [
        (ENTITY_COLUMN, pa.string()), ("source", pa.string()), ("sheet", pa.string()), ("row", pa.int64()),
        ("record_id", pa.string()), ("own_id", pa.bool_()), *((name, pa.uint64()) for name in FINGERPRINTS),
        ("run", pa.int64()), ("day", pa.string()),
    ]
)  # fmt: skip

#: Digits of a new id, more where there are more entities.
_DIGITS = 6

#: The figures of 0 to 999 as ASCII.
_FIGURES = np.array([[*f"{number:03d}".encode()] for number in range(1000)], np.uint8)


@dataclass(frozen=True)
class IdentityTables:
    """Which entity every record belongs to, for good.

    records
        Columns of `IDENTITY_SCHEMA`: the records of this run in input order, then those seen only in earlier ones.
        `run` and `day` say when a record was last seen; `own_id`, whether the record id is the system's own.
    events
        Columns of `EVENT_SCHEMA`: what happened to each id in every run, oldest first.
    run
        Number of this run, counted from 1.
    """

    records: pa.Table
    events: pa.Table
    run: int

    @property
    def current(self) -> pa.Table:
        """The records of this run, in input order."""
        return self.records.filter(pc.equal(self.records.column("run"), self.run))

    @property
    def named(self) -> NamedRecords:
        """What tells each record again."""
        own, *says = (np.asarray(self.records.column(name)) for name in ("own_id", *FINGERPRINTS))
        return NamedRecords(self.records.select(POSITION_COLUMNS), own, dict(zip(FINGERPRINTS, says, strict=True)))


NO_IDENTITIES = IdentityTables(IDENTITY_SCHEMA.empty_table(), EVENT_SCHEMA.empty_table(), 0)


def identify_entities(
    records: NamedRecords, entity: Counts, *, before: IdentityTables = NO_IDENTITIES, day: str | None = None
) -> IdentityTables:
    """Give each entity its id: that of the last run where there is one, else a new one.

    Parameters
    ----------
    records
        The records of this run.
    entity
        Number of each record's entity, from 0 without gaps, in the order in which new ids are given out.
    before
        The identities of the last run.
    day
        Day of this run (ISO 8601), for the events.
    """
    old_row = recognise(before.named, records)
    old_ids, old_entity = _by_age(before.records.column(ENTITY_COLUMN).combine_chunks())
    known = np.flatnonzero(old_row != NOWHERE)
    shared = shared_records(old_entity[old_row[known]], entity[known])
    size = np.bincount(entity)
    kept = ids_kept(shared, entities=len(size))
    ids = _ids(kept, old_ids, before)
    gone = np.ones(len(old_entity), bool)
    gone[old_row[known]] = False
    seen = np.asarray(before.records.column("run")) == before.run
    counts = (np.bincount(old_entity[which], minlength=len(old_ids)) for which in (seen, seen & gone))
    events = change_events(Change(shared, kept, size, *counts), old_ids, ids)
    run = before.run + 1
    stamp = {"run": pa.scalar(run, pa.int64()), "day": pa.scalar(day, pa.string())}
    here = records.positions.append_column(ENTITY_COLUMN, ids.take(pa.array(entity)))
    for name, values in {"own_id": records.own, **records.says}.items():
        here = here.append_column(name, pa.array(values))
    here = _stamped(here, stamp)
    away = before.records.filter(pa.array(gone))
    homes = _homes(shared, kept, old_ids, ids)
    away = away.set_column(0, ENTITY_COLUMN, homes.take(pa.array(old_entity[gone])))
    return IdentityTables(
        pa.concat_tables([here.select(IDENTITY_SCHEMA.names).cast(IDENTITY_SCHEMA), away]),
        pa.concat_tables([before.events, _stamped(events, stamp).select(EVENT_SCHEMA.names).cast(EVENT_SCHEMA)]),
        run,
    )


def _stamped(table: pa.Table, stamp: Mapping[str, pa.Scalar]) -> pa.Table:
    for name, value in stamp.items():
        table = table.append_column(name, pa.repeat(value, table.num_rows))
    return table


def _by_age(ids: pa.Array) -> tuple[pa.Array, Counts]:
    """Return the distinct ids, oldest first, and the place of each id among them; a lower number is older."""
    codes = ids.dictionary_encode()
    distinct = pa.table({"length": pc.utf8_length(codes.dictionary), "id": codes.dictionary})
    order = np.asarray(pc.sort_indices(distinct, [("length", "ascending"), ("id", "ascending")]))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return codes.dictionary.take(pa.array(order)), place[np.asarray(codes.indices)]


def _ids(kept: Counts, old_ids: pa.Array, before: IdentityTables) -> pa.Array:
    """Return the id of each entity: the one it keeps, or the next that was never used."""
    fresh = kept == NO_ID
    minted = new_ids(int(fresh.sum()), after=_last_number(before.events))
    place = np.where(fresh, len(old_ids) + np.cumsum(fresh) - 1, kept)
    return pa.concat_arrays([old_ids, minted]).take(pa.array(place))


def new_ids(count: int, *, after: int = 0) -> pa.Array:
    """Return ids that follow the number `after`.

    >>> new_ids(2, after=9).to_pylist()
    ['E000010', 'E000011']
    """
    return numbered_ids(np.arange(count), after=after, last=after + count)


def numbered_ids(numbers: Counts, *, after: int = 0, last: int | None = None) -> pa.Array:
    """Return the id of each number, counted from 0; all have as many figures as the last one needs.

    >>> numbered_ids(np.array([1, 0, 1])).to_pylist()
    ['E000002', 'E000001', 'E000002']
    """
    last = after + int(numbers.max(initial=-1)) + 1 if last is None else last
    digits = max(_DIGITS, len(str(last)))
    # written as bytes, three figures at a time: a million ids are made in the time it takes to sort them
    rest = numbers + (after + 1)
    text = np.empty((len(rest), -(-digits // 3) * 3), np.uint8)
    for end in range(text.shape[1], 0, -3):
        # dividing alone takes a third of the time of `np.divmod`
        more = rest // 1000
        text[:, end - 3 : end] = _FIGURES.take(rest - 1000 * more, axis=0)
        rest = more
    letters = np.concatenate([np.full((len(text), 1), ord("E"), np.uint8), text[:, text.shape[1] - digits :]], axis=1)
    offsets = np.arange(len(letters) + 1, dtype=np.int32) * (digits + 1)
    return pa.StringArray.from_buffers(len(letters), pa.py_buffer(offsets), pa.py_buffer(letters.ravel()))


def _last_number(events: pa.Table) -> int:
    """Return the highest number an id was ever given; every id is the new id of an event."""
    found = pc.extract_regex(pc.drop_null(events.column("new_id").unique()), r"^E(?P<number>\d{1,18})$")
    numbers = pc.drop_null(pc.struct_field(found, "number")).cast(pa.int64())
    return pc.max(numbers).as_py() or 0


def _homes(shared: Shared, kept: Counts, old_ids: pa.Array, ids: pa.Array) -> pa.Array:
    """Return where each old entity is at home now: its own id, or that of the heir with most of its records."""
    heir = np.full(len(old_ids), NO_ID, np.int64)
    order = np.lexsort((-shared.new, shared.records))
    heir[shared.old[order]] = shared.new[order]
    lives = np.zeros(len(old_ids), bool)
    lives[kept[kept != NO_ID]] = True
    own = lives | (heir == NO_ID)
    return pc.if_else(pa.array(own), old_ids, ids.take(pa.array(heir, mask=heir == NO_ID)))
