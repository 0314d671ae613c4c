"""Greedy merging of many small components at once: most entities are a handful of records.

The trap: it must come to what merging one component by itself comes to, ties and the rounding of sums included; a test
holds both ways to the same labels.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

#: Records of a component that is worked on as a square of its pairs; larger ones are merged by themselves.
MOST_RECORDS = 12


class Components(NamedTuple):
    """Pairs component after component: where each begins and ends, and how many records it has."""

    starts: Ints
    ends: Ints
    records: Ints


def merge_small(
    components: Components,
    left: npt.NDArray[Any],
    right: npt.NDArray[Any],
    log_odds: Floats,
    *,
    absent: float,
    across: npt.NDArray[Any] | None = None,
) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Merge the two clusters with the highest positive gain until none is left, in every small component.

    Parameters
    ----------
    components
        Which of the pairs are of one component; each is connected by them.
    left, right, log_odds
        Pairs (positions) and their log2 odds of being one entity.
    absent
        log2 odds of a pair that is not there.
    across
        Source code of each record: a pair inside a source that is not there counts nothing. None: every pair counts.

    Yields
    ------
    which, records, labels
        Numbers of components of one size, their records (components x size, ascending), and the smallest record of the
        cluster of each.
    """
    for size in range(2, MOST_RECORDS + 1):
        which = np.flatnonzero(components.records == size)
        if len(which):
            counts = components.ends[which] - components.starts[which]
            number = np.repeat(np.arange(len(which)), counts)
            first = np.repeat(components.starts[which] - (np.cumsum(counts) - counts), counts)
            at = first + np.arange(len(number))
            records = _records(number, left[at], right[at], size)
            places = [(records[number] < side[at][:, None]).sum(axis=1) for side in (left, right)]
            label = _merged(number, places, log_odds[at], _not_asked(records, across), absent=absent)
            yield which, records, np.take_along_axis(records, label, axis=1)


def _records(number: Ints, left: npt.NDArray[Any], right: npt.NDArray[Any], size: int) -> Ints:
    """Return the records of each component, ascending."""
    packed = np.sort(np.concatenate([number, number]) << 32 | np.concatenate([left, right]))
    fresh = np.append(True, packed[1:] != packed[:-1])
    return np.asarray(packed[fresh] & 0xFFFFFFFF).reshape(-1, size)


def _not_asked(records: Ints, across: npt.NDArray[Any] | None) -> Floats:
    """Return which pairs of records nobody looked for: 1 for each record with itself and with those of its source."""
    if across is None:
        return np.zeros((*records.shape, records.shape[1]))
    source = across[records]
    return np.asarray(source[:, :, None] == source[:, None, :], np.float64)


def _merged(number: Ints, places: list[Ints], odds: Floats, pairs: Floats, *, absent: float) -> Ints:
    """Return for each record of each component the place of the smallest record of its cluster.

    `pairs` (components x size x size) has 1 where a pair that is not there counts nothing.
    """
    count, size, _ = pairs.shape
    linked = np.zeros((count, size, size))
    for a, b in (places, places[::-1]):
        linked[number, a, b] = odds
        pairs[number, a, b] = 1
    label = np.tile(np.arange(size), (count, 1))
    members = np.ones((count, size))
    # each pair of places once, as a place in the square
    i, j = np.triu_indices(size, 1)
    upper = i * size + j
    flat_linked, flat_pairs = linked.reshape(count, -1), pairs.reshape(count, -1)
    going = np.arange(count)
    while len(going):
        held, at = members[going], (going[:, None], upper)
        known = flat_pairs[at]
        flat = flat_linked[at] + absent * (held[:, i] * held[:, j] - known)
        flat[known == 0] = -np.inf
        # of equal gains the first: the smallest records
        best = flat.argmax(axis=1)
        some = np.flatnonzero(flat[np.arange(len(going)), best] > 0)
        going, (a, b) = going[some], np.divmod(upper[best[some]], size)
        label[going] = np.where(label[going] == b[:, None], a[:, None], label[going])
        members[going, a] += members[going, b]
        for table in (linked, pairs):
            table[going, a] += table[going, b]
            table[going, :, a] = table[going, a]
            table[going, b] = 0
            table[going, :, b] = 0
            table[going, a, a] = 0
    return label
