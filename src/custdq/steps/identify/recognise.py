"""Which record of the last run a record of this run is.

The trap: an id is not always one. Where a list's "number" only counts its rows, a row put in at the top gives every
record below it the id of another; that is seen by what the records say, which then turns up under other ids.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from custdq.steps.identify.records import NamedRecords
from custdq.text.fingerprint import Fingerprints, mixed, string_fingerprints

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

#: Not in the other run.
NOWHERE = -1

#: Share of the records of a source with another content under their id that must stand under another id for the ids of
#: that source to count as places.
_MOVED_SHARE = 0.5


def recognise(before: NamedRecords, now: NamedRecords) -> Rows:
    """Return the row of `before` that each record of `now` is; -1 where it is new.

    In this order, each record of `before` once:

    1. source, id and all it says are the same;
    2. source and id are the same, where the ids of the source name records;
    3. where there is no such id, source and all it says, or else what says who the customer is, are the same;
    4. the same (and the id) in another source, as after a file was renamed;
    5. where there is no such id, the names, or else the phones, e-mails and identifiers, are the same in one source,
       and no other record still open has them.

    Copies that nothing tells apart are taken in their order.

    Returns
    -------
    numpy.ndarray
        int64, one a record of `now`.
    """
    found = _Found(len(before), len(now))
    old, new = _Keys(before), _Keys(now)
    found.add(old.exact(), new.exact())
    _count_moved_ids_as_places(old, new, found)
    found.add(old.by_id(), new.by_id(), where=(old.own, new.own))
    placed = ~old.own, ~new.own
    for key in (_Keys.by_content, _Keys.by_core):
        found.add(key(old), key(new), where=placed)
    found.add(old.anywhere(), new.anywhere())
    for part in ("names", "contacts"):
        told = placed[0] & old.says(part), placed[1] & new.says(part)
        found.add_single(old.by_part(part), new.by_part(part), where=told)
    return found.row


class _Keys:
    """The keys a record may be found by, one number each."""

    def __init__(self, records: NamedRecords) -> None:
        self.own = records.own.copy()
        self._records = records
        self.source, record_id = (
            string_fingerprints(records.positions.column(name).combine_chunks()) for name in ("source", "record_id")
        )
        self._id = np.where(records.own, record_id, np.uint64(0))

    def exact(self) -> Fingerprints:
        return mixed(self.by_id() ^ self._records.says["content"])

    def by_id(self) -> Fingerprints:
        return mixed(mixed(self.source) + self._id)

    def by_content(self) -> Fingerprints:
        return self.by_part("content")

    def by_core(self) -> Fingerprints:
        return mixed(mixed(self.source) ^ self._records.core)

    def by_part(self, part: str) -> Fingerprints:
        return mixed(mixed(self.source) ^ self._records.says[part])

    def anywhere(self) -> Fingerprints:
        return mixed(np.where(self.own, self._id, np.uint64(0)) ^ mixed(self._records.says["content"]))

    def says(self, part: str) -> Mask:
        return np.asarray(self._records.says[part] != 0)


class _Found:
    """Pairs of records found so far: each record of either run once."""

    def __init__(self, before: int, now: int) -> None:
        self.row = np.full(now, NOWHERE, np.int64)
        self.open_before = np.ones(before, bool)

    def add(self, old: Fingerprints, new: Fingerprints, *, where: tuple[Mask, Mask] | None = None) -> None:
        """Pair records that are still open and have the same key."""
        rows = self.pairs(old, new, where)
        self.row[rows[1]] = rows[0]
        self.open_before[rows[0]] = False

    def add_single(self, old: Fingerprints, new: Fingerprints, *, where: tuple[Mask, Mask]) -> None:
        """Pair records that are still open and alone have the same key."""
        alone = _alone(old, self.open_before & where[0]), _alone(new, (self.row == NOWHERE) & where[1])
        self.add(old, new, where=alone)

    def pairs(self, old: Fingerprints, new: Fingerprints, where: tuple[Mask, Mask] | None = None) -> tuple[Rows, Rows]:
        """Return the rows of both runs that would be paired."""
        here, there = self.open_before, self.row == NOWHERE
        if where is not None:
            here, there = here & where[0], there & where[1]
        here, there = np.flatnonzero(here), np.flatnonzero(there)
        if not len(here) or not len(there):
            return here[:0], there[:0]
        (old, here), (new, there) = _told_apart(old[here], here), _told_apart(new[there], there)
        at = np.minimum(np.searchsorted(old, new), len(old) - 1)
        same = old[at] == new
        return here[at[same]], there[same]


def _alone(keys: Fingerprints, where: Mask) -> Mask:
    """Tell which of some records have a key that no other of them has."""
    out = np.zeros(len(keys), bool)
    rows = np.flatnonzero(where)
    _, first, counts = np.unique(keys[rows], return_index=True, return_counts=True)
    out[rows[first[counts == 1]]] = True
    return out


def _told_apart(keys: Fingerprints, rows: Rows) -> tuple[Fingerprints, Rows]:
    """Return keys in ascending order with their rows, the second and later of one key made keys of their own."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    again = np.append(False, keys[1:] == keys[:-1])
    if again.any():
        place = np.arange(len(keys))
        copy = place - np.maximum.accumulate(np.where(again, 0, place))
        keys = np.where(again, mixed(keys ^ copy.astype(np.uint64)), keys)
        resort = np.argsort(keys, kind="stable")
        order, keys = order[resort], keys[resort]
    return keys, rows[order]


def _count_moved_ids_as_places(old: _Keys, new: _Keys, found: _Found) -> None:
    """Take the ids of a source for places where what the records say has moved to other ids."""
    own = old.own, new.own
    by_id, by_content = found.pairs(old.by_id(), new.by_id(), own), found.pairs(old.by_core(), new.by_core(), own)
    if not len(by_content[0]):
        return
    turned_up = np.zeros(len(old.own), bool)
    turned_up[by_content[0]] = True
    sources, code = np.unique(old.source[by_id[0]], return_inverse=True)
    other = np.bincount(code, minlength=len(sources))
    moved = np.bincount(code, turned_up[by_id[0]], minlength=len(sources))
    places = sources[moved > _MOVED_SHARE * other]
    for keys in (old, new):
        keys.own &= ~np.isin(keys.source, places)
