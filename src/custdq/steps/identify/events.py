"""What became of each entity from one run to the next, and of an old id through all of them.

The trap: an id that has ended must lead to where its customer lives today, however many merges ago that was; so every
ending names its heirs, and nothing is ever taken off the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.identify.policy import NO_ID, Counts, Shared

EVENT_SCHEMA = pa.schema(
    [
        ("run", pa.int64()), ("day", pa.string()), ("event", pa.string()), ("old_id", pa.string()),
        ("new_id", pa.string()), ("records", pa.int64()),
    ]
)  # fmt: skip


class Event(StrEnum):
    """What happened to an id. `old_id` and `new_id` of the event stand before and after the colon."""

    CREATED = "created"  # null: an id never used before, for records never seen before
    GAINED = "gained"  # null: id that so many records never seen before have joined
    LOST = "lost"  # id that lives on: null; so many records of it are in the data no more
    MERGED = "merged"  # id that ended: the id all its records are in now
    SPLIT = "split"  # id that lives on: the new id some of its records have now
    MOVED = "moved"  # id that lives on: another id, known before, some of its records have now
    RETIRED = "retired"  # id that ended: each of the ids its records went to, null where they are in the data no more
    RETURNED = "returned"  # id: itself; its records are in the data again


#: Event, its old and its new entities (-1: none), its records.
Part = tuple[Event, Counts, Counts, Counts]

#: Events that end an id, or bring it back.
_TURNS = (Event.MERGED, Event.RETIRED, Event.RETURNED)


class Change(NamedTuple):
    """One run's change of entities, as numbers.

    shared
        Records that old and new entities share.
    kept
        Old entity whose id each new one has; -1 where its id is new.
    size
        Records of each new entity.
    seen, gone
        Records of each old entity that were in the data of the last run, and those of them that are there no more.
    """

    shared: Shared
    kept: Counts
    size: Counts
    seen: Counts
    gone: Counts


def change_events(change: Change, old_ids: pa.Array, new_ids: pa.Array) -> pa.Table:
    """Return the events of one run: event, old_id, new_id, records, by event and in the order of the entities.

    Parameters
    ----------
    change
        What changed.
    old_ids, new_ids
        Ids of the old and the new entities.
    """
    shared, kept, size, seen, gone = change
    holder = np.full(len(seen), NO_ID, np.int64)
    taken = np.flatnonzero(kept != NO_ID)
    holder[kept[taken]] = taken
    known = np.bincount(shared.new, shared.records, len(size)).astype(np.int64)
    back = taken[seen[kept[taken]] == 0]
    gained = np.flatnonzero((known > 0) & (size > known))
    fresh = np.flatnonzero(known == 0)
    lost = np.flatnonzero((holder != NO_ID) & (gone > 0))
    found = np.bincount(shared.old, minlength=len(seen)) > 0
    vanished = np.flatnonzero((seen > 0) & ~found)
    flow = np.flatnonzero(kept[shared.new] != shared.old)
    none = np.full(max(len(seen), len(size)), NO_ID, np.int64)
    parts = [
        (Event.CREATED, none[: len(fresh)], fresh, size[fresh]),
        (Event.GAINED, none[: len(gained)], gained, size[gained] - known[gained]),
        (Event.LOST, lost, none[: len(lost)], gone[lost]),
        (Event.RETIRED, vanished, none[: len(vanished)], gone[vanished]),
        (Event.RETURNED, kept[back], back, known[back]),
        *_flows(Shared(*(part[flow] for part in shared)), kept, holder),
    ]
    return _table(parts, old_ids, new_ids)


def _flows(flow: Shared, kept: Counts, holder: Counts) -> list[Part]:
    """Return the events of records that are in another entity now, by what became of the id they had."""
    lives = holder[flow.old] != NO_ID
    heirs = np.bincount(flow.old, minlength=len(holder))[flow.old]
    chosen = {
        Event.SPLIT: lives & (kept[flow.new] == NO_ID),
        Event.MOVED: lives & (kept[flow.new] != NO_ID),
        Event.MERGED: ~lives & (heirs == 1),
        Event.RETIRED: ~lives & (heirs > 1),
    }
    return [(event, flow.old[those], flow.new[those], flow.records[those]) for event, those in chosen.items()]


def _table(parts: Sequence[Part], old_ids: pa.Array, new_ids: pa.Array) -> pa.Table:
    events, places = list(Event), [len(part[1]) for part in parts]
    event = np.repeat([events.index(part[0]) for part in parts], places)
    old, new, records = (np.concatenate([part[n] for part in parts]).astype(np.int64) for n in (1, 2, 3))
    return pa.table(
        {
            "event": pa.array([str(each) for each in events]).take(pa.array(event)),
            "old_id": old_ids.take(pa.array(old, mask=old == NO_ID)),
            "new_id": new_ids.take(pa.array(new, mask=new == NO_ID)),
            "records": records,
        }
    )


def turning_points(events: pa.Table) -> pa.Table:
    """Return the events that end an id or bring it back; there are few of them."""
    return events.filter(pc.is_in(events.column("event"), value_set=pa.array(_TURNS, pa.string())))


def heirs_of(turns: pa.Table, entity_id: str) -> tuple[str, ...]:
    """Return the ids an id's records live under today, through any number of runs.

    Parameters
    ----------
    turns
        The events of every run so far that `turning_points` picks.
    entity_id
        An id that some run gave.

    Returns
    -------
    tuple
        The id itself where it lives; its heirs, the one with most records first; empty where its records are in the
        data no more.
    """
    out: list[str] = []
    waiting = [entity_id]
    while waiting:
        this = waiting.pop(0)
        heirs = _heirs(turns, this)
        out += [this] if heirs is None and this not in out else []
        waiting += heirs or []
    return tuple(out)


def _heirs(turns: pa.Table, entity_id: str) -> list[str] | None:
    """Return the heirs an id had when it last ended, None where it lives."""
    mine = turns.filter(pc.equal(turns.column("old_id"), entity_id))
    last = mine.filter(pc.equal(mine.column("run"), pc.max(mine.column("run")))).to_pylist()
    if not last or last[0]["event"] == Event.RETURNED:
        return None
    return [row["new_id"] for row in sorted(last, key=lambda row: -row["records"]) if row["new_id"] is not None]
