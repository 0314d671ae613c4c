"""Sorted neighbourhood: what no key could divide is paired with its neighbours in the order of the next key.

Only for records of an oversize block that no second key refined. The trap: a block of a million equal values has half
a billion pairs and more; a window makes their number grow with the records, not with their square.
Source: Hernández & Stolfo 1995 (merge/purge).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.link.encode import ABSENT, EncodedKey, Mask, Positions

#: Between the name of a rule and the key its oversize blocks are sorted by.
NEIGHBOURS_BY = ", neighbours by "

#: Records in a window: each is paired with this many less one that follow it.
WINDOW = 10


@dataclass(frozen=True, eq=False)
class OversizeBlocks:
    """Records of a rule's oversize blocks that nothing else divides, and the block of each."""

    rule: str
    fields: tuple[str, ...]
    members: Positions
    block: npt.NDArray[np.int64]

    def without(self, records: Mask | None) -> OversizeBlocks:
        """Return the blocks without some records."""
        if records is None:
            return self
        kept = ~records[self.members]
        return OversizeBlocks(self.rule, self.fields, self.members[kept], self.block[kept])


@dataclass(frozen=True, eq=False)
class NeighbourRule:
    """Records in one order, block after block; neighbours inside a block become pairs.

    Parameters
    ----------
    name, fields
        How the report calls it; the fields whose value the block shares.
    records
        Number of records.
    members, block
        The records in order, and the block of each.
    """

    name: str
    fields: tuple[str, ...]
    records: int
    members: Positions
    block: npt.NDArray[np.int64]

    joined: bool = True
    oversize_blocks: int = 0
    oversize_records: int = 0

    @cached_property
    def pairs(self) -> int:
        """Number of pairs."""
        return sum(int((self.block[step:] == self.block[:-step]).sum()) for step in range(1, WINDOW))

    @cached_property
    def places(self) -> npt.NDArray[np.int64]:
        """Place of each record in the order, far from all others where it has none or the block is another."""
        out = np.full(self.records, ABSENT, np.int64)
        out[self.members] = np.arange(len(self.members)) + self.block * WINDOW
        return out

    def shares(
        self, left: npt.NDArray[np.integer], right: npt.NDArray[np.integer], records: Positions | None = None
    ) -> Mask:
        """Tell which pairs are neighbours; with `records`, the pairs are places in these."""
        places = self.places if records is None else self.places.take(records)
        mine, other = places.take(left), places.take(right)
        return np.asarray((np.abs(mine - other) < WINDOW) & (mine != ABSENT) & (other != ABSENT))

    def batches(self, chunk: int) -> Iterator[slice]:
        """Cut the order into runs of at most about `chunk` pairs."""
        step = max(chunk // (WINDOW - 1), 1)
        for start in range(0, len(self.members), step):
            yield slice(start, min(start + step, len(self.members)))

    def make(self, some: slice) -> tuple[Positions, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Pair each record of a run with those that follow it, also beyond the run."""
        records = self.members[some.start : some.stop + WINDOW - 1]
        block = self.block[some.start : some.stop + WINDOW - 1]
        firsts, seconds = [np.array([], np.int64)], [np.array([], np.int64)]
        for step in range(1, WINDOW):
            first = np.arange(max(min(some.stop - some.start, len(records) - step), 0))
            first = first[block[first] == block[first + step]]
            firsts.append(first)
            seconds.append(first + step)
        a, b = np.concatenate(firsts), np.concatenate(seconds)
        ahead = records[a] < records[b]
        return records, np.where(ahead, a, b), np.where(ahead, b, a)


def neighbour_rules(
    left: Sequence[OversizeBlocks], keys: Sequence[tuple[str, str, EncodedKey]], *, records: int
) -> list[NeighbourRule]:
    """Return one rule for each set of blocks, in the order of the most selective key of another field.

    Parameters
    ----------
    left
        What is left of oversize blocks.
    keys
        (field, key name, encoded key).
    records
        Number of records.
    """
    rules = []
    for blocks in left:
        others = [(name, key) for field, name, key in keys if field not in blocks.fields]
        if len(blocks.members) < 2 or not others:
            continue
        name, key = max(others, key=lambda other: (_selectivity(other[1]), other[0]))
        order = _in_order(blocks, key)
        label = f"{blocks.rule}{NEIGHBOURS_BY}{name}"
        rules.append(NeighbourRule(label, blocks.fields, records, blocks.members[order], blocks.block[order]))
    return rules


def _selectivity(key: EncodedKey) -> float:
    """Distinct values, as far as records have one."""
    return float(len(key.vocabulary) * key.present.mean()) if len(key.codes) else 0.0


def _in_order(blocks: OversizeBlocks, key: EncodedKey) -> npt.NDArray[np.int64]:
    """Sort by block, then alphabetically by the key, records without one last."""
    code = key.first[blocks.members]
    held = np.flatnonzero(np.bincount(code[code != ABSENT], minlength=1))
    rank = np.full(len(key.vocabulary) + 1, len(held), np.int64)
    alphabetical = np.asarray(pc.sort_indices(key.vocabulary.words.take(pa.array(held))))
    rank[held[alphabetical]] = np.arange(len(held))
    return np.lexsort((blocks.members, rank[code], blocks.block))
