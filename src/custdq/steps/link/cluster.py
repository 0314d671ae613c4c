"""Entities from weighted pairs: greedy correlation clustering inside components, never connected components.

Two clusters merge while the summed log-odds between them are positive; a pair that was never compared counts against
them a little. The trap: with connected components one wrong pair in a thousand chains thousands of records into one.
Source: correlation clustering (Bansal, Blum & Chawla 2004), greedy additive form (Elsner & Schudy 2009).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from custdq.steps.link.encode import ABSENT, Codes, Mask, Positions, sorted_with_places
from custdq.steps.link.model import Floats
from custdq.steps.link.small_components import Components, merge_small

#: What a pair that was never compared counts (log2 odds): blocking found no reason to look at it.
ABSENT_PAIR = -2.2

#: What it counts in the second round, when the pairs between touching clusters have been compared.
ABSENT_PAIR_COMPLETED = -8.0

#: Pairs compared between two touching clusters before the second round.
MAX_COMPLETED = 2_500

#: Records of a cluster whose pairs are all compared before the second round.
MAX_INSIDE = 50

Labels = npt.NDArray[np.int64]


class Absent(NamedTuple):
    """What a pair that was never compared counts.

    odds
        Its log2 odds: blocking found no reason to look at it.
    across
        Source code of each record where only pairs across sources are looked for: inside one nobody looked, and what
        was not looked for counts nothing. None: all pairs are.
    """

    odds: float
    across: Codes | None = None


@dataclass(frozen=True)
class Apart:
    """What keeps records from being one entity, however well they agree.

    one_each
        Codes of which an entity holds each once: records of a source that is clean in itself.
    one_only
        Codes of which an entity holds one: a number given to one bearer.

    `ABSENT` says nothing.
    """

    one_each: tuple[Codes, ...] = ()
    one_only: tuple[Codes, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.one_each or self.one_only)

    def forbids(self, left: Positions, right: Positions) -> Mask:
        """Tell which pairs cannot be one entity."""
        out = np.zeros(len(left), bool)
        for codes in self.one_each:
            out |= (codes[left] == codes[right]) & (codes[left] != ABSENT)
        for codes in self.one_only:
            out |= (codes[left] != codes[right]) & (codes[left] != ABSENT) & (codes[right] != ABSENT)
        return out

    def held(self, record: int) -> Held:
        """Return what one record holds of the codes."""
        each, only = (
            tuple(frozenset({int(codes[record])} - {ABSENT}) for codes in some)
            for some in (self.one_each, self.one_only)
        )
        return Held(each, only)

    def violations(self, labels: Labels) -> Labels:
        """Return the entities, of labels below the number of records, that hold what they cannot."""
        found = [np.array([], np.int64)]
        for codes in self.one_each:
            at = np.flatnonzero(codes != ABSENT)
            cell, count = np.unique(labels[at] * (int(codes.max(initial=0)) + 1) + codes[at], return_counts=True)
            found.append(cell[count > 1] // (int(codes.max(initial=0)) + 1))
        for codes in self.one_only:
            at = np.flatnonzero(codes != ABSENT)
            lowest, highest = np.full(len(labels), len(labels)), np.full(len(labels), -1)
            np.minimum.at(lowest, labels[at], codes[at])
            np.maximum.at(highest, labels[at], codes[at])
            found.append(np.flatnonzero(highest > lowest))
        return np.unique(np.concatenate(found))


class Held(NamedTuple):
    """What a cluster holds of codes of which an entity holds each once, and of those of which it holds one."""

    each: tuple[frozenset[int], ...]
    only: tuple[frozenset[int], ...]

    def forbids(self, other: Held) -> bool:
        """Tell whether two clusters cannot be one entity."""
        return any(a & b for a, b in zip(self.each, other.each, strict=True)) or any(
            a and b and a != b for a, b in zip(self.only, other.only, strict=True)
        )

    def joined(self, other: Held) -> Held:
        """Return what both hold together."""
        each, only = (tuple(a | b for a, b in zip(*sides, strict=True)) for sides in zip(self, other, strict=True))
        return Held(each, only)


NOTHING_APART = Apart()


def connected_components(size: int, left: Positions, right: Positions) -> Labels:
    """Label each record with its component under the given pairs, components numbered by their smallest record."""
    first = smallest_connected(size, left, right)
    return (np.cumsum(first == np.arange(size)) - 1).take(first)


def smallest_connected(size: int, left: npt.NDArray[np.integer], right: npt.NDArray[np.integer]) -> Positions:
    """Return the smallest record of each record's component under the given pairs.

    Every root with a smaller neighbour hooks on to it until no pair joins two (Shiloach & Vishkin 1982).
    """
    joined = np.zeros(size, bool)
    joined[left] = joined[right] = True
    nodes = np.flatnonzero(joined)
    out = np.arange(size, dtype=np.int32)
    place = np.empty(size, np.int32)
    place[nodes] = np.arange(len(nodes), dtype=np.int32)
    a, b = place.take(left), place.take(right)
    root = np.arange(len(nodes), dtype=np.int32)
    while len(a):
        np.minimum.at(root, np.maximum(a, b), np.minimum(a, b))
        above = root.take(root)
        while not np.array_equal(above, root):
            root, above = above, above.take(above)
        a, b = root.take(a), root.take(b)
        apart = np.flatnonzero(a != b)
        a, b = a.take(apart), b.take(apart)
    out[nodes] = nodes.take(root)
    return out


def correlation_clusters(
    size: int,
    left: Positions,
    right: Positions,
    log_odds: Floats,
    *,
    absent: Absent,
    apart: Apart = NOTHING_APART,
) -> Labels:
    """Cluster records so that summed log-odds inside clusters are as high as greedy merging gets them.

    Parameters
    ----------
    size
        Number of records.
    left, right
        Compared pairs (positions, left < right), each once.
    log_odds
        log2 odds of each pair being one entity; positive speaks for it.
    absent
        What a pair counts that was not compared.
    apart
        Records that cannot be one entity.

    Returns
    -------
    numpy.ndarray
        int64 label of each record: the smallest position in its cluster.
    """
    labels = np.arange(size, dtype=np.int64)
    positive = log_odds > 0
    if apart:
        positive &= ~apart.forbids(left, right)
    smallest = smallest_connected(size, left[positive], right[positive])
    component = smallest.take(left)
    inside = np.flatnonzero(component == smallest.take(right))
    inside = inside.take(sorted_with_places(component.take(inside))[1])
    left, right = left.take(inside), right.take(inside)
    log_odds, positive = log_odds.take(inside), positive.take(inside)
    if not len(inside):
        return labels
    component = component.take(inside)
    starts = np.flatnonzero(np.append(True, component[1:] != component[:-1]))
    ends = np.append(starts[1:], len(left))
    # where all pairs are there and all speak for one entity, it is one: most entities need no merging one by one
    records = np.bincount(smallest, minlength=size).take(component.take(starts))
    whole = np.add.reduceat(positive, starts, dtype=np.int64) == records * (records - 1) // 2
    within = np.flatnonzero(np.repeat(whole, ends - starts))
    labels[right.take(within)] = component.take(within)
    if not apart:
        small = Components(starts, ends, np.where(whole, 0, records))
        for which, some, merged in merge_small(small, left, right, log_odds, absent=absent.odds, across=absent.across):
            labels[some] = merged
            whole[which] = True
    for start, end in zip(starts[~whole].tolist(), ends[~whole].tolist(), strict=True):
        edges = zip(left[start:end].tolist(), right[start:end].tolist(), log_odds[start:end].tolist(), strict=True)
        for record, label in _merge_greedily(edges, absent, apart).items():
            labels[record] = label
    return labels


class _Cluster:
    """Records of one entity, and how many of them are of each source where that counts."""

    def __init__(self, record: int, across: Codes | None) -> None:
        self.records = [record]
        self.of_source = {} if across is None else {int(across[record]): 1}

    def absorb(self, other: _Cluster) -> None:
        self.records += other.records
        for source, count in other.of_source.items():
            self.of_source[source] = self.of_source.get(source, 0) + count

    def looked_for(self, other: _Cluster) -> int:
        """Return how many pairs between two clusters somebody looked for."""
        alike = sum(count * other.of_source.get(source, 0) for source, count in self.of_source.items())
        return len(self.records) * len(other.records) - alike


def _merge_greedily(edges: Iterable[tuple[int, int, float]], absent: Absent, apart: Apart) -> Mapping[int, int]:
    """Merge the two clusters with the highest positive gain until none is left; ties go to the smallest records."""
    links: dict[int, dict[int, tuple[float, int]]] = {}
    for a, b, odds in edges:
        # a pair inside a source that was compared all the same speaks for itself, beside what was looked for
        count = 1 if absent.across is None or absent.across[a] != absent.across[b] else 0
        links.setdefault(a, {})[b] = (odds, count)
        links.setdefault(b, {})[a] = (odds, count)
    members = {node: _Cluster(node, absent.across) for node in links}
    held = {node: apart.held(node) for node in links} if apart else {}
    heap = [(-odds, a, b) for a, near in links.items() for b, (odds, _) in near.items() if a < b and odds > 0]
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in members or b not in members or b not in links[a]:
            continue
        if -negative != _gain(links[a][b], members[a], members[b], absent.odds):
            continue
        if apart:
            if held[a].forbids(held[b]):
                continue
            held[a] = held[a].joined(held.pop(b))
        _absorb(links, members, a, b)
        for other, link in links[a].items():
            gain = _gain(link, members[a], members[other], absent.odds)
            if gain > 0:
                heapq.heappush(heap, (-gain, min(a, other), max(a, other)))
    return {record: min(group.records) for group in members.values() for record in group.records}


def _gain(link: tuple[float, int], a: _Cluster, b: _Cluster, absent: float) -> float:
    return link[0] + absent * (a.looked_for(b) - link[1])


def _absorb(links: dict[int, dict[int, tuple[float, int]]], members: dict[int, _Cluster], a: int, b: int) -> None:
    """Move cluster b into a, adding up the links to third clusters."""
    del links[a][b]
    for other, (odds, count) in links.pop(b).items():
        if other == a:
            continue
        before = links[a].get(other, (0.0, 0))
        links[a][other] = links[other][a] = (before[0] + odds, before[1] + count)
        del links[other][b]
    members[a].absorb(members.pop(b))


def _holds(ordered: npt.NDArray[np.int64], asked: npt.NDArray[np.int64]) -> Mask:
    """Tell which of `asked` stand among `ordered` numbers."""
    if not len(ordered):
        return np.zeros(len(asked), bool)
    return np.asarray(ordered[np.minimum(np.searchsorted(ordered, asked), len(ordered) - 1)] == asked)


def open_records(labels: Labels, left: Positions, right: Positions, log_odds: Floats) -> Mask:
    """Tell whose cluster is not settled: not all its pairs are there and speak for it, or one outside does.

    >>> open_records(np.array([0, 0, 2, 3]), *np.array([[0, 2], [1, 3]]), np.array([1.0, 2.0])).tolist()
    [False, False, True, True]
    """
    for_one = np.flatnonzero(log_odds > 0)
    a, b = labels.take(left.take(for_one)), labels.take(right.take(for_one))
    records = np.bincount(labels, minlength=len(labels))
    inside = a == b
    out = np.bincount(a[inside], minlength=len(labels)) != records * (records - 1) // 2
    out[a[~inside]] = out[b[~inside]] = True
    return np.asarray(out.take(labels))


def missing_pairs(labels: Labels, left: Positions, right: Positions, log_odds: Floats) -> tuple[Positions, Positions]:
    """Return the pairs never compared between clusters that a positive pair joins (at most 2,500 a cluster pair)."""
    size = len(labels)
    a, b = labels.take(left).astype(np.int64), labels.take(right).astype(np.int64)
    touching = np.flatnonzero((log_odds > 0) & (a != b))
    a, b = a[touching], b[touching]
    seen = np.sort(left.astype(np.int64) * size + right)
    asked = np.bincount(labels, minlength=size) > 1
    asked[a] = asked[b] = True
    members = np.flatnonzero(asked.take(labels))
    ordered, places = sorted_with_places(labels.take(members))
    order = members.take(places)
    starts = np.append(0, np.cumsum(np.bincount(ordered, minlength=size)))
    low, high = np.divmod(np.unique(np.minimum(a, b) * size + np.maximum(a, b)), size)
    held = np.diff(starts)
    few = held[low] * held[high] <= MAX_COMPLETED
    low, high = low[few], high[few]
    # each record of one cluster with each of the other
    counts = held[low] * held[high]
    which = np.repeat(np.arange(len(low)), counts)
    one, other = np.divmod(np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts), held[high][which])
    x, y = order[starts[low][which] + one], order[starts[high][which] + other]
    packed = [np.minimum(x, y) * size + np.maximum(x, y)]
    # pairs inside a cluster that blocking never made count too
    for count in np.unique(held[(held > 2) & (held <= MAX_INSIDE)]).tolist():
        table = order[starts[:-1][held == count][:, None] + np.arange(count)]
        i, j = np.triu_indices(count, 1)
        packed.append((table[:, i] * size + table[:, j]).ravel())
    every = np.sort(np.concatenate(packed))
    every = every[np.append(True, every[1:] != every[:-1])[: len(every)] & ~_holds(seen, every)]
    return (every // size).astype(np.int32), (every % size).astype(np.int32)
