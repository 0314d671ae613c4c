"""Candidate pairs from rules, in bounded chunks, each pair once, with the rules it counts under.

A pair belongs to the first rule that makes it, so no set of seen pairs is kept: the test is a comparison of codes. The
trap: everything here must give the same pairs whatever the size of a chunk and whichever thread makes it.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeVar

import numpy as np

from custdq.steps.link.block import Candidates, Places
from custdq.steps.link.encode import Mask, Positions

#: Raw pairs made at a time by one thread (bounds memory).
CHUNK_PAIRS = 100_000

#: Pairs of records taken at random, to see how often strangers agree.
RANDOM_SAMPLE = 20_000

#: Runs of blocks that a sample is drawn from at a time.
_MOST_RUNS = 64

#: The rules a pair counts under: every one-key rule that makes it, else its first rule; a mask of the pairs for each.
Membership = Mapping[int, Mask]

#: Runs of a rule's blocks.
Runs = Sequence[slice]

Task = TypeVar("Task")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Made:
    """Some pairs of which `first` is the first rule; `raw` counts those made before any was left out.

    Parameters
    ----------
    records
        The records they are made of: few against the pairs, so that looking them up stays in the processor's cache.
    a, b
        The pairs as places in `records`.
    first, member, raw
        Their first rule, the rules they count under, raw pairs.
    """

    records: Positions
    a: Places
    b: Places
    first: int
    member: Membership
    raw: int

    @property
    def left(self) -> Positions:
        """Position of each pair's first record."""
        return self.records.take(self.a)

    @property
    def right(self) -> Positions:
        """Position of each pair's second record, a later one."""
        return self.records.take(self.b)

    def only(self, some: Mask) -> Made:
        """Return some of the pairs."""
        member = {rule: held[some] for rule, held in self.member.items()}
        return Made(self.records, self.a[some], self.b[some], self.first, member, self.raw)


def batches(candidates: Candidates, chunk: int, *, rate: float = 1.0) -> Iterator[tuple[int, Runs]]:
    """Yield what to make at a time: the number of a rule, and which runs of its blocks.

    Of a sample as many runs go together as leave about a chunk of it: looking up the records of a run costs the same
    for a few pairs as for all.
    """
    together = min(int(1 / rate), _MOST_RUNS)
    for number, rule in candidates.makers:
        runs = iter(rule.batches(chunk))
        while some := tuple(islice(runs, together)):
            yield number, some


def make_pairs(candidates: Candidates, number: int, runs: Runs, *, rate: float = 1.0) -> Made:
    """Make the pairs of some blocks of one rule, or a sample of them, without those an earlier rule makes."""
    rule = (*candidates.rules, *candidates.refined)[number]
    if rate < 1:
        parts = [_sample(*rule.make(some), rate) for some in runs]
        records, a, b = _of_few_records([part[:2] for part in parts], candidates.records)
        raw = sum(part[2] for part in parts)
    else:
        (some,) = runs
        records, a, b = rule.make(some)
        raw = len(a)
    if candidates.across is not None:
        source = candidates.across.take(records)
        apart = np.flatnonzero(source.take(a) != source.take(b))
        a, b = a[apart], b[apart]
    for earlier, other in candidates.makers:
        if earlier >= number:
            break
        fresh = np.flatnonzero(~other.shares(a, b, records))
        if len(fresh) < len(a):
            a, b = a[fresh], b[fresh]
    return Made(records, a, b, number, _membership(candidates, number, records, a, b), raw)


def _membership(candidates: Candidates, number: int, records: Positions, a: Places, b: Places) -> Membership:
    """Tell which rules the pairs of rule `number` count under, those that are not made included."""
    out: dict[int, Mask] = {}
    known = np.zeros(len(a), bool)
    for other, rule in enumerate(candidates.rules):
        if other < number and other not in candidates.left_out:
            continue  # an earlier rule would have made them
        if rule.joined and (other > number or known.all()):
            continue
        shares = np.ones(len(a), bool) if other == number else rule.shares(a, b, records)
        out[other] = shares & ~known if rule.joined else shares
        known |= shares
    return out


def _sample(records: Positions, a: Places, b: Places, rate: float) -> tuple[Positions, Positions, int]:
    left, right = records.take(a), records.take(b)
    some = np.flatnonzero(sampled(left, right, rate))
    return left[some], right[some], len(a)


def _of_few_records(parts: Sequence[tuple[Positions, Positions]], size: int) -> tuple[Positions, Places, Places]:
    """Return the records of some pairs, ascending, and the pairs as places in them."""
    left, right = (np.concatenate(side) for side in zip(*parts, strict=True))
    held = np.zeros(size, bool)
    held[left] = held[right] = True
    place = np.cumsum(held) - 1
    return np.flatnonzero(held).astype(np.int32), place.take(left), place.take(right)


def sampled(left: Positions, right: Positions, rate: float) -> Mask:
    """Tell which pairs fall into a sample of the given rate, by a hash of the pair."""
    hashed = left.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    hashed ^= right.astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
    hashed ^= hashed >> np.uint64(29)
    return np.asarray((hashed * np.uint64(0xBF58476D1CE4E5B9)) >> np.uint64(32) < np.uint64(int(rate * 2**32)))


def in_order(work: Callable[[Task], Answer], tasks: Iterable[Task], *, threads: int | None = None) -> Iterator[Answer]:
    """Do each task on one of several threads and yield the answers in the order of the tasks.

    Parameters
    ----------
    work
        Called with each task; NumPy and RapidFuzz leave the interpreter free meanwhile.
    tasks
        Taken no faster than answers are.
    threads
        How many; None: as many as this process may use.
    """
    count, left = threads or _usable_cores(), iter(tasks)
    first = [*islice(left, 2)]
    if count == 1 or len(first) < 2:  # to start a thread takes longer than to weigh a few pairs
        yield from map(work, chain(first, left))
        return
    with ThreadPoolExecutor(count) as pool:
        waiting: deque[Future[Answer]] = deque()
        for task in chain(first, left):
            waiting.append(pool.submit(work, task))
            if len(waiting) > count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _usable_cores() -> int:
    # what the process is bound to, where the system tells, not what the machine has
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def random_pairs(size: int) -> tuple[Positions, Positions]:
    """Return pairs of different records, drawn from the records' own order, which is that of their content."""
    draw = np.random.default_rng(size)
    left = draw.integers(0, size, RANDOM_SAMPLE)
    right = (left + draw.integers(1, size, RANDOM_SAMPLE)) % size
    return np.minimum(left, right).astype(np.int32), np.maximum(left, right).astype(np.int32)
