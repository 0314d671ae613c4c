"""Which entity keeps which id: the published policy, as numbered in docs/how_it_works/identity.md.

The trap: each entity taking the id of most of its records and each id following most of its records are two wishes
that may disagree (an entity splits while a part of it is merged away); so ids are given out pair by pair, most shared
records first, and no id twice.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]

#: An entity that takes over no id.
NO_ID = -1


class Shared(NamedTuple):
    """How many records an old and a new entity share: three arrays as long as there are such pairs."""

    old: Counts
    new: Counts
    records: Counts


def shared_records(old: Counts, new: Counts) -> Shared:
    """Count records by their old and their new entity (both numbered from 0, one entry a record known before).

    >>> [part.tolist() for part in shared_records(np.array([0, 0, 1]), np.array([5, 5, 5]))]
    [[0, 1], [5, 5], [2, 1]]
    """
    size = int(new.max(initial=-1)) + 1
    pairs, records = np.unique(old * size + new, return_counts=True)
    return Shared(pairs // max(size, 1), pairs % max(size, 1), records.astype(np.int64))


def ids_kept(shared: Shared, *, entities: int) -> Counts:
    """Return the old entity whose id each new entity takes over; -1 where it takes none.

    Parameters
    ----------
    shared
        Records that old and new entities share; old entities are numbered by the age of their ids, oldest first, new
        ones in the order in which new ids are given out.
    entities
        How many new entities there are.

    Returns
    -------
    numpy.ndarray
        int64, one a new entity. The pair that shares most records is served first; of equal ones the oldest id, then
        the first new entity. So on a merge the id of the larger share survives, and on a split the largest part keeps
        the id.

    Examples
    --------
    >>> merge = Shared(np.array([0, 1]), np.array([0, 0]), np.array([1, 3]))
    >>> split = Shared(np.array([0, 0]), np.array([0, 1]), np.array([1, 3]))
    >>> ids_kept(merge, entities=1).tolist(), ids_kept(split, entities=2).tolist()
    ([1], [-1, 0])
    """
    order = np.lexsort((shared.new, shared.old, -shared.records))
    old, new = shared.old[order], shared.new[order]
    kept = np.full(entities, NO_ID, np.int64)
    taken = np.zeros(int(old.max(initial=-1)) + 1, bool)
    while len(old):
        # served in this round: pairs that stand first for both of their entities
        first = _first(old) & _first(new)
        kept[new[first]] = old[first]
        taken[old[first]] = True
        waiting = ~taken[old] & (kept[new] == NO_ID)
        old, new = old[waiting], new[waiting]
    return kept


def _first(codes: Counts) -> npt.NDArray[np.bool_]:
    """Tell which entries are the first with their code."""
    out = np.zeros(len(codes), bool)
    out[np.unique(codes, return_index=True)[1]] = True
    return out
