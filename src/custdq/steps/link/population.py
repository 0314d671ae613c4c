"""The pairs precision and recall are about: kept ones, those entities imply, and those that blocking never made.

The trap: recall on the pairs somebody kept is the recall of these alone. What blocking never made cannot be listed, so
some records are compared with all others; and where even that is millions of pairs as unlikely as any, no label would
ever find a match among them, and the model's own expectation is all there is to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from custdq.steps.link.cluster import MAX_INSIDE
from custdq.steps.link.encode import Mask, Positions
from custdq.steps.link.estimate import PairPopulation
from custdq.steps.link.linking import LinkOutcome
from custdq.steps.link.model import Floats
from custdq.steps.link.pairs import CHUNK_PAIRS
from custdq.steps.link.predict import KEPT_PROBABILITY
from custdq.steps.link.weigh import probability

#: Pairs compared to find what was never made: some records with all others, and at least so many records.
SCANNED_PAIRS = 5_000_000
LEAST_SCANNED = 10

Packed = npt.NDArray[np.int64]


def pair_population(outcome: LinkOutcome) -> PairPopulation:
    """Return the pairs that may be labelled to tell how right the links are.

    Parameters
    ----------
    outcome
        The linked records.

    Returns
    -------
    PairPopulation
        Pairs by the positions of the scorer, sorted: the kept ones; all pairs inside entities of up to 50 records; and
        pairs as likely as kept ones that were never made, found by comparing up to 5 million pairs of some records.
    """
    size, place = len(outcome.labels), outcome.place
    labels = np.empty(size, np.int64)
    labels[place] = outcome.labels
    kept = _packed(place[outcome.left], place[outcome.right], size)
    inside = np.setdiff1d(_asked(outcome, _inside(labels)), kept)
    implied = _probability(outcome, inside)
    scan = _scan(outcome, labels, kept) if size > 1 and outcome.fields else _Scan()
    pairs = np.concatenate([kept, inside, scan.pairs])
    order = np.argsort(pairs)
    left, right = (part.astype(np.int32) for part in np.divmod(pairs[order], size))
    chance = np.concatenate([outcome.probability, implied, scan.probability])[order]
    found = order >= len(kept) + len(inside)
    return PairPopulation(
        left, right, chance, labels[left] == labels[right], found, scan.share, scan.together, scan.beyond
    )


def _packed(left: Positions, right: Positions, size: int) -> Packed:
    return np.minimum(left, right).astype(np.int64) * size + np.maximum(left, right)


def _inside(labels: Packed) -> Packed:
    """Return the pairs inside entities of up to `MAX_INSIDE` records."""
    size = len(labels)
    counts = np.bincount(labels, minlength=size)
    order, starts = np.argsort(labels, kind="stable"), np.cumsum(counts) - counts
    out = [np.array([], np.int64)]
    for count in np.unique(counts[(counts > 1) & (counts <= MAX_INSIDE)]).tolist():
        table = order[starts[counts == count][:, None] + np.arange(count)]
        i, j = np.triu_indices(count, 1)
        out.append((table[:, i] * size + table[:, j]).ravel())
    return np.concatenate(out)


def _asked(outcome: LinkOutcome, pairs: Packed) -> Packed:
    """Leave out pairs inside a source where only pairs across sources count."""
    source = outcome.grouping.across
    if source is None:
        return pairs
    left, right = np.divmod(pairs, len(outcome.labels))
    return np.asarray(pairs[source[left] != source[right]])


def _probability(outcome: LinkOutcome, pairs: Packed) -> Floats:
    """Compare pairs, some at a time."""
    out = [np.array([])]
    for start in range(0, len(pairs), CHUNK_PAIRS):
        left, right = np.divmod(pairs[start : start + CHUNK_PAIRS], len(outcome.labels))
        scored = outcome.scorer.compare(left.astype(np.int32), right.astype(np.int32))
        out.append(probability(scored.log_odds))
    return np.concatenate(out)


class _Scan(NamedTuple):
    """What comparing some records with all others has found: fields as in `PairPopulation`."""

    pairs: Packed = np.array([], np.int64)
    probability: Floats = np.array([])
    share: float = 1.0
    together: float = 1.0
    beyond: float = 0.0


def _scan(outcome: LinkOutcome, labels: Packed, kept: Packed) -> _Scan:
    """Compare some records, drawn from their own order, with all others; leave out kept and linked pairs."""
    size, kept = len(labels), np.sort(kept)
    count = min(max(SCANNED_PAIRS // size, LEAST_SCANNED), size)
    records = np.sort(np.random.default_rng(size).choice(size, count, replace=False))
    pairs, chances, below = [], [], 0.0
    for every in _with_all(records, size):
        asked = _asked(outcome, every[_apart(every, labels)])
        some = asked[~_stand_in(kept, asked)]
        chance = _probability(outcome, some)
        likely = chance >= KEPT_PROBABILITY
        pairs.append(some[likely])
        chances.append(chance[likely])
        below += float(chance[~likely].sum())
    # a pair of two scanned records was met from both sides
    found, first = np.unique(np.concatenate(pairs), return_index=True)
    left, right = np.divmod(found, size)
    heaps = np.bincount(np.where(np.isin(left, records), left, right))
    return _Scan(
        found,
        np.concatenate(chances)[first],
        share=1 - (size - count) * (size - count - 1) / (size * (size - 1)),
        together=float((heaps**2).sum() / heaps.sum()) if len(found) else 1.0,
        beyond=below * size / (2 * count),
    )


def _with_all(records: Packed, size: int) -> Iterator[Packed]:
    """Yield the pairs of each record with all others, about `CHUNK_PAIRS` at a time."""
    step = max(CHUNK_PAIRS // size, 1)
    for start in range(0, len(records), step):
        one, other = np.repeat(records[start : start + step], size), np.tile(np.arange(size), step)
        other = other[: len(one)]
        apart = one != other
        yield _packed(one[apart], other[apart], size)


def _apart(pairs: Packed, labels: Packed) -> Mask:
    left, right = np.divmod(pairs, len(labels))
    return np.asarray(labels[left] != labels[right])


def _stand_in(ordered: Packed, asked: Packed) -> Mask:
    if not len(ordered):
        return np.zeros(len(asked), bool)
    return np.asarray(ordered[np.minimum(np.searchsorted(ordered, asked), len(ordered) - 1)] == asked)
