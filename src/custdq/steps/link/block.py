"""Blocking rules: integer keys whose pairs are counted exactly before any is made, chosen within a budget.

A block larger than the cap is not dropped silently: the rules that join its key with a second one refine it, what they
leave alone is paired with its neighbours in the order of the next key (`neighbours`), and what remains is counted in
the report. The trap: a rule's oversize blocks must count as "no key" in the first-rule test too, or pairs would belong
to a rule that never made them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Protocol

import numpy as np
import numpy.typing as npt

from custdq.steps.link.encode import ABSENT, Codes, EncodedKey, Mask, Positions, shared_codes, taken
from custdq.steps.link.neighbours import OversizeBlocks, neighbour_rules

Sizes = npt.NDArray[np.int64]

#: Pairs by where their records stand, in all records or in some.
Places = npt.NDArray[np.integer]

#: Records a block may hold before a rule leaves it to the refining rules.
BLOCK_CAP = 60

#: Records a block of a rule the user has stated may hold, while the budget allows (bounds memory: 2 million pairs).
DECLARED_CAP = 2_000

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


@dataclass(frozen=True)
class Candidates:
    """The chosen rules, in order; `across` holds source codes where only pairs across sources count.

    `skipped` are the rules that make no pairs: all their blocks are oversize, or the budget was spent. `declared` tells
    whether the user has stated the rules.
    """

    records: int
    rules: tuple[Rule, ...]
    across: Codes | None = None
    skipped: tuple[Rule, ...] = ()
    declared: bool = False

    def report(self, *, left_out: Collection[int] = ()) -> list[dict[str, int | str | bool]]:
        """Return rule, used, raw pairs, and what its oversize blocks left to other rules, one row a rule.

        Parameters
        ----------
        left_out
            Numbers of rules that were tried on a sample and then not used.
        """
        return [
            {
                "rule": r.name,
                "used": used and number not in left_out,
                "pairs": r.pairs,
                "oversize_blocks": r.oversize_blocks,
                "oversize_records": r.oversize_records,
            }
            for used, rules in ((True, self.rules), (False, self.skipped))
            for number, r in enumerate(rules)
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


def _blocks(matrix: Codes, counts: Sizes, chosen: Mask) -> tuple[Positions, Sizes]:
    """Return members and sizes of the chosen codes' blocks (`counts` and `chosen` by code + 1)."""
    if not chosen.any():
        return np.array([], np.int32), np.array([], np.int64)
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
    return (packed & ((1 << _POSITION_BITS) - 1)).astype(np.int32), counts[order].astype(np.int64)


def choose_rules(
    keys: Sequence[tuple[str, str, EncodedKey]],
    *,
    records: int,
    budget: int,
    across: Codes | None = None,
    declared: Sequence[tuple[tuple[str, ...], Sequence[EncodedKey]]] | None = None,
    repeated: Mask | None = None,
) -> Candidates:
    """Choose blocking rules within a budget of raw pairs.

    Parameters
    ----------
    keys
        (field, key name, encoded key), most selective first within a field.
    records
        Number of records.
    budget
        Most raw pairs all rules may make together (pairs).
    across
        Source code of each record where only pairs across sources are wanted.
    declared
        (fields, keys that must agree together) where the user states the rules; only these are used then.
    repeated
        Which records only repeat others that stand for them: they need no neighbours.

    Returns
    -------
    Candidates
        Single keys first, then pairs of keys from different fields, each by ascending cost.
    """
    rules: list[BlockingRule]
    if declared is None:
        single = _single_rules(keys)
        rules = [*single, *_joined_rules(_to_refine(keys, single, budget), budget)]
    else:
        rules = [_declared_rule(fields, parts, budget // max(len(declared), 1)) for fields, parts in declared]
    chosen, skipped = _within_budget(rules, budget)
    primary = {} if declared is not None else {field: key for field, _, key in reversed(keys)}
    left = [blocks.without(repeated) for blocks in _left_alone(rules, skipped, primary, refined=declared is None)]
    spent = sum(rule.pairs for rule in chosen)
    more, too_many = _within_budget(neighbour_rules(left, keys, records=records), budget - spent)
    return Candidates(records, (*chosen, *more), across, (*skipped, *too_many), declared is not None)


def _within_budget(rules: Sequence[Rule], budget: int) -> tuple[list[Rule], list[Rule]]:
    """Return the rules that can be paid for, first come first served, and those that leave something undone."""
    chosen: list[Rule] = []
    skipped: list[Rule] = []
    spent = 0
    for rule in rules:
        if rule.pairs and spent + rule.pairs <= budget:
            spent += rule.pairs
            chosen.append(rule)
        elif rule.pairs or rule.oversize_blocks:
            skipped.append(rule)
    return chosen, skipped


def _left_alone(
    rules: Sequence[BlockingRule], skipped: Sequence[Rule], primary: Mapping[str, EncodedKey], *, refined: bool
) -> list[OversizeBlocks]:
    """Return what is left of oversize blocks when a second key has refined them, where one may."""
    out: dict[tuple[str, ...], OversizeBlocks] = {}
    for rule in rules:
        if not rule.oversize_blocks or (refined and rule.joined):
            continue
        alone = np.ones(rule.records, bool)
        for other in rules if refined else ():
            divides = rule.fields[0] in other.fields if other.joined else not other.oversize_blocks
            if divides and not (other in skipped and other.pairs):
                both = np.logical_and.reduce([primary[field].present for field in other.fields])
                both[other.oversize_members] = False
                alone &= ~both
        keep = alone[rule.oversize_members]
        block = np.repeat(np.arange(rule.oversize_blocks), rule.oversize_sizes)
        blocks = OversizeBlocks(rule.name, rule.fields, rule.oversize_members[keep], block[keep])
        # of several keys of one field the one that leaves most
        if rule.fields not in out or len(blocks.members) > len(out[rule.fields].members):
            out[rule.fields] = blocks
    return list(out.values())


def _single_rules(keys: Sequence[tuple[str, str, EncodedKey]]) -> list[BlockingRule]:
    return sorted((capped_rule(name, (field,), key.codes) for field, name, key in keys), key=_cost)


def _joined_rules(keys: Sequence[tuple[str, str, EncodedKey]], budget: int) -> list[BlockingRule]:
    """Join each field's first key with every other field's, to refine what is oversize alone."""
    primary = {field: (name, key) for field, name, key in reversed(keys)}
    rules = []
    for (field_a, (name_a, a)), (field_b, (name_b, b)) in combinations(primary.items(), 2):
        rule = _together(f"{name_a} + {name_b}", (field_a, field_b), [a, b])
        # what can never be paid for must not take memory either
        rules.append(rule if rule.pairs <= budget else _counted_only(rule))
    return sorted(rules, key=_cost)


def _to_refine(
    keys: Sequence[tuple[str, str, EncodedKey]], single: Sequence[BlockingRule], budget: int
) -> Sequence[tuple[str, str, EncodedKey]]:
    """Leave out fields whose first key makes all its pairs alone: joined with another it would make none anew."""
    skipped = _within_budget(single, budget)[1]
    alone = {rule.name for rule in single if not rule.oversize_blocks and rule not in skipped}
    primary = {field: name for field, name, _ in reversed(keys)}
    return [key for key in keys if primary[key[0]] not in alone]


def _counted_only(rule: BlockingRule) -> BlockingRule:
    return replace(rule, members=np.array([], np.int32), sizes=np.array([], np.int64))


def _declared_rule(fields: tuple[str, ...], parts: Sequence[EncodedKey], budget: int) -> BlockingRule:
    """Build a rule the user has stated: its blocks are capped soon only where its pairs would exceed its budget."""
    name = " + ".join(fields)
    whole = _together(name, fields, parts, cap=DECLARED_CAP)
    return whole if whole.pairs <= budget else _together(name, fields, parts)


def _together(name: str, fields: tuple[str, ...], parts: Sequence[EncodedKey], *, cap: int = BLOCK_CAP) -> BlockingRule:
    codes = parts[0].codes if len(parts) == 1 else shared_codes([part.first for part in parts])
    return capped_rule(name, fields, codes, cap=cap)


def _cost(rule: BlockingRule) -> tuple[int, str]:
    return rule.pairs, rule.name


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
