"""Blocking rules: integer keys whose pairs are counted exactly before any is made. `choose` and `cover` choose them.

The trap: a rule's oversize blocks must count as "no key" in the first-rule test too, or pairs would belong to a rule
that never made them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from custdq.steps.link.encode import ABSENT, Codes, Mask, Positions, taken

Sizes = npt.NDArray[np.int32]

#: Pairs by where their records stand, in all records or in some.
Places = npt.NDArray[np.integer]

#: Records a block may hold before a rule leaves it to the refining rules.
BLOCK_CAP = 60

#: One bit more than a position needs.
_POSITION_BITS = 31


class Rule(Protocol):
    """What makes pairs: records sharing a key, or neighbours inside a block too large for that."""

    @property
    def name(self) -> str:
        """How the report calls it."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that agree by construction."""

    @property
    def joined(self) -> bool:
        """Whether a pair counts under this rule only where no earlier rule makes it."""

    @property
    def pairs(self) -> int:
        """The exact number of raw pairs."""

    @property
    def oversize_blocks(self) -> int:
        """Blocks it leaves to other rules."""

    @property
    def oversize_records(self) -> int:
        """Records in them."""

    def shares(self, left: Places, right: Places, records: Positions | None = None) -> Mask:
        """Tell which pairs the rule makes; with `records`, the pairs are places in these."""

    def batches(self, chunk: int) -> Iterator[slice]:
        """Cut what makes pairs into runs of at most about `chunk` raw pairs."""

    def make(self, some: slice) -> tuple[Positions, Places, Places]:
        """Make the pairs of one run, none twice in all runs together: records, then left and right as places in them.

        The record at the left stands before the one at the right.
        """


@dataclass(frozen=True, eq=False)
class BlockingRule:
    """Records that share a value, or a combination of values, become pairs.

    Parameters
    ----------
    name, fields
        How the report calls it; the fields whose keys it uses.
    records
        Number of records.
    members, sizes
        The records of each block of two up to the cap, block after block, ascending inside a block; the smallest
        blocks first.
    pairs
        Raw pairs, a pair sharing two values counted twice.
    oversize_members, oversize_sizes
        The same of the blocks beyond the cap.
    """

    name: str
    fields: tuple[str, ...]
    records: int
    members: Positions
    sizes: Sizes
    pairs: int
    oversize_members: Positions
    oversize_sizes: Sizes

    @property
    def joined(self) -> bool:
        """Whether the rule needs several fields to agree."""
        return len(self.fields) > 1

    @property
    def oversize_blocks(self) -> int:
        """Blocks beyond the cap."""
        return len(self.oversize_sizes)

    @property
    def oversize_records(self) -> int:
        """Records in them."""
        return int(self.oversize_sizes.sum())

    def widened(self, cap: int) -> BlockingRule:
        """Return the rule with blocks of up to `cap` records."""
        more = int(np.searchsorted(self.oversize_sizes, cap, side="right"))
        if not more or not len(self.oversize_members):
            return self
        sizes = self.oversize_sizes[:more].astype(np.int64)
        held = int(sizes.sum())
        return replace(
            self,
            members=np.concatenate([self.members, self.oversize_members[:held]]),
            sizes=np.concatenate([self.sizes, self.oversize_sizes[:more]]),
            pairs=self.pairs + int((sizes * (sizes - 1) // 2).sum()),
            oversize_members=self.oversize_members[held:],
            oversize_sizes=self.oversize_sizes[more:],
        )

    @property
    def single(self) -> bool:
        """Whether no record is in several blocks."""
        return bool(self.blocks.shape[1] == 1)

    @cached_property
    def blocks(self) -> Codes:
        """The blocks of each record (records x blocks, `ABSENT`-padded)."""
        block = np.repeat(np.arange(len(self.sizes), dtype=np.int32), self.sizes)
        counts = np.bincount(self.members, minlength=self.records)
        out = np.full((self.records, int(counts.max(initial=1)) or 1), ABSENT, np.int32)
        if out.shape[1] == 1:
            out[self.members, 0] = block
            return out
        order = np.argsort(self.members, kind="stable")
        row = self.members[order]
        out[row, np.arange(len(row)) - (np.cumsum(counts) - counts)[row]] = block[order]
        return out

    def shares(self, left: Places, right: Places, records: Positions | None = None) -> Mask:
        """Tell which pairs share a block; with `records`, the pairs are places in these."""
        return shares_key(self.blocks if records is None else taken(self.blocks, records), left, right)

    def batches(self, chunk: int) -> Iterator[slice]:
        """Cut the blocks into runs of at most about `chunk` pairs."""
        ends = np.cumsum(self.sizes * (self.sizes - 1) // 2)
        start = 0
        while start < len(ends):
            done = ends[start - 1] if start else 0
            stop = max(int(np.searchsorted(ends, done + chunk, side="right")), start + 1)
            yield slice(start, stop)
            start = stop

    def make(self, some: slice) -> tuple[Positions, Places, Places]:
        """Make all pairs inside some blocks; a pair sharing several blocks belongs to the first."""
        sizes = self.sizes[some]
        begin = int(self.sizes[: some.start].sum())
        members = self.members[begin : begin + int(sizes.sum())]
        lefts, rights, blocks = [], [], []
        start, first = 0, some.start
        # blocks of one size are one rectangle
        for size, count in zip(*np.unique(sizes, return_counts=True), strict=True):
            table = np.arange(start, start + size * count).reshape(count, size)
            i, j = np.triu_indices(size, 1)
            lefts.append(table[:, i].ravel())
            rights.append(table[:, j].ravel())
            blocks.append(np.repeat(np.arange(first, first + count), len(i)))
            start, first = start + size * count, first + count
        left, right = np.concatenate(lefts), np.concatenate(rights)
        if self.blocks.shape[1] > 1:
            own = smallest_shared(self.blocks.take(members, axis=0), left, right) == np.concatenate(blocks)
            left, right = left[own], right[own]
        return members, left, right


class Worth(NamedTuple):
    """What a rule brings, as shares (0 to 1) of the matches expected: all it makes, and those no other rule does."""

    matches: float
    alone: float


@dataclass(frozen=True)
class Candidates:
    """The chosen rules, in order; `across` holds source codes where only pairs across sources count.

    `skipped` are the rules that make no pairs: all their blocks are oversize, or the budget was spent. `declared` tells
    whether the user has stated the rules. `left_out` are numbers of rules that are not made because others find what
    they would; a pair made by another rule still counts under them. `refined` are parts of such rules: they make pairs
    that count as those of the whole rule do. `worth` tells what each rule was seen to bring, by name.
    """

    records: int
    rules: tuple[Rule, ...]
    across: Codes | None = None
    skipped: tuple[Rule, ...] = ()
    declared: bool = False
    left_out: frozenset[int] = frozenset()
    refined: tuple[Rule, ...] = ()
    worth: Mapping[str, Worth] = field(default_factory=dict)

    @property
    def makers(self) -> list[tuple[int, Rule]]:
        """The rules that make pairs, in order, and the number of each."""
        every = enumerate((*self.rules, *self.refined))
        return [(number, rule) for number, rule in every if number not in self.left_out]

    def report(self) -> list[dict[str, int | float | str | bool | None]]:
        """Return rule, used, raw pairs, what it brings, and what its oversize blocks left to others, one row a rule."""
        used = [(number not in self.left_out, rule) for number, rule in enumerate((*self.rules, *self.refined))]
        return [
            {
                "rule": rule.name,
                "used": made,
                "pairs": rule.pairs,
                "matches": self.worth[rule.name].matches if rule.name in self.worth else None,
                "alone": self.worth[rule.name].alone if rule.name in self.worth else None,
                "oversize_blocks": rule.oversize_blocks,
                "oversize_records": rule.oversize_records,
            }
            for made, rule in (*used, *((False, rule) for rule in self.skipped))
        ]


def capped_rule(name: str, fields: tuple[str, ...], codes: Codes, *, cap: int = BLOCK_CAP) -> BlockingRule:
    """Build a rule from key codes, blocks larger than `cap` taken out and counted."""
    matrix = codes if codes.ndim == 2 else codes[:, None]
    counts = np.bincount(matrix.ravel() + 1, minlength=1)
    counts[0] = 0
    usable = _blocks(matrix, counts, (counts > 1) & (counts <= cap))
    oversize = _blocks(matrix, counts, counts > cap)
    pairs = int((usable[1] * (usable[1] - 1) // 2).sum())
    return BlockingRule(name, fields, len(matrix), *usable, pairs, *oversize)


def _blocks(matrix: Codes, counts: npt.NDArray[np.int64], chosen: Mask) -> tuple[Positions, Sizes]:
    """Return members and sizes of the chosen codes' blocks (`counts` and `chosen` by code + 1)."""
    if not chosen.any():
        return np.array([], np.int32), np.array([], np.int32)
    # number the chosen blocks by size, then sort the entries by block and record at one stroke
    which = np.flatnonzero(chosen)
    order = which[np.argsort(counts[which], kind="stable")]
    number = np.full(len(counts), ABSENT, np.int64)
    number[order] = np.arange(len(order))
    entries = []
    for column in range(matrix.shape[1]):
        block = number[matrix[:, column] + 1]
        row = np.flatnonzero(block != ABSENT)
        entries.append(block[row] << _POSITION_BITS | row)
    packed = np.sort(np.concatenate(entries))
    return (packed & ((1 << _POSITION_BITS) - 1)).astype(np.int32), counts[order].astype(np.int32)


def smallest_shared(codes: Codes, left: Places, right: Places) -> Codes:
    """Return the smallest code each pair shares, `ABSENT` where it shares none."""
    none = np.iinfo(np.int32).max
    best = np.full(len(left), none, np.int32)
    for at, mine, other in value_pairs(codes, left, right):
        same = np.flatnonzero(mine == other)
        best[at[same]] = np.minimum(best[at[same]], mine[same])
    best[best == none] = ABSENT
    return best


def shares_key(codes: Codes, left: Places, right: Places) -> Mask:
    """Tell which pairs share a code."""
    if codes.shape[1] > 1:
        return np.asarray(smallest_shared(codes, left, right) != ABSENT)
    mine = codes[:, 0].take(left)
    return np.asarray((mine == codes[:, 0].take(right)) & (mine != ABSENT))


def value_pairs(codes: Codes, left: Places, right: Places) -> Iterator[tuple[npt.NDArray[np.int64], Codes, Codes]]:
    """Yield for every two places of a key the pairs with a value in both, and the two codes; few records have many."""
    for i in range(codes.shape[1]):
        mine = codes[:, i].take(left)
        at = np.flatnonzero(mine != ABSENT)
        for j in range(codes.shape[1]):
            other = codes[:, j].take(right[at])
            at, other = at[other != ABSENT], other[other != ABSENT]
            if not len(at):
                break
            yield at, mine[at], other
