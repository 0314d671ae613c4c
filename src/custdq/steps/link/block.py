"""Candidate pairs from blocking rules: integer keys, exact counts before any pair is made, pairs in bounded chunks.

A pair belongs to the first rule that makes it, so no set of seen pairs is kept (the test is a comparison of codes).
A block larger than the cap is not dropped silently: the rules that join its key with a second one refine it, and
what remains uncovered is counted in the report. The trap: a rule's oversize blocks must count as "no key" in the
first-rule test too, or pairs would belong to a rule that never made them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from custdq.steps.link.encode import ABSENT, Codes, EncodedKey, combine_codes

Positions = npt.NDArray[np.int32]

#: Records a block may hold before a single-key rule leaves it to the refining rules.
BLOCK_CAP = 60

#: Raw pairs generated at a time (bounds memory: 8 bytes a pair).
CHUNK_PAIRS = 500_000


@dataclass(frozen=True)
class BlockingRule:
    """A named blocking rule: records that share a code (records x values, capped blocks only) become pairs.

    `fields` are the fields whose keys it uses; `joined` tells whether it refines one key with others.
    """

    name: str
    fields: tuple[str, ...]
    codes: Codes
    pairs: int
    oversize_blocks: int
    oversize_records: int

    @property
    def joined(self) -> bool:
        """Whether the rule needs several fields to agree."""
        return len(self.fields) > 1


@dataclass(frozen=True)
class Candidates:
    """The chosen rules, in order; `across` holds source codes where only pairs across sources count.

    `skipped` are the rules that make no pairs: all their blocks are oversize, or the budget was spent.
    """

    records: int
    rules: tuple[BlockingRule, ...]
    across: Codes | None = None
    skipped: tuple[BlockingRule, ...] = ()

    def report(self) -> list[dict[str, int | str | bool]]:
        """Return rule, used, raw pairs, and what its oversize blocks left to other rules, one row a rule."""
        return [
            {
                "rule": r.name,
                "used": used,
                "pairs": r.pairs,
                "oversize_blocks": r.oversize_blocks,
                "oversize_records": r.oversize_records,
            }
            for used, rules in ((True, self.rules), (False, self.skipped))
            for r in rules
        ]


def capped_rule(name: str, fields: tuple[str, ...], codes: Codes, *, cap: int = BLOCK_CAP) -> BlockingRule:
    """Build a rule from key codes, blocks larger than `cap` taken out and counted."""
    matrix = codes if codes.ndim == 2 else codes[:, None]
    held = matrix[matrix != ABSENT]
    counts = np.bincount(held) if len(held) else np.zeros(1, np.int64)
    oversize = counts > cap
    sizes = np.where(oversize, 0, counts)
    pairs = int((sizes * (sizes - 1) // 2).sum())
    if oversize.any():
        matrix = np.where((matrix != ABSENT) & oversize[np.maximum(matrix, 0)], ABSENT, matrix).astype(np.int32)
        matrix = -np.sort(-matrix, axis=1)
    return BlockingRule(name, fields, matrix, pairs, int(oversize.sum()), int(counts[oversize].sum()))


def choose_rules(
    keys: Sequence[tuple[str, str, EncodedKey]],
    *,
    records: int,
    budget: int,
    across: Codes | None = None,
    declared: Sequence[tuple[tuple[str, ...], Sequence[EncodedKey]]] | None = None,
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

    Returns
    -------
    Candidates
        Single keys first, then pairs of keys from different fields, each by ascending cost.
    """
    if declared is None:
        rules = [*_single_rules(keys), *_joined_rules(keys)]
    else:
        rules = [capped_rule(" + ".join(fields), fields, _together(parts)) for fields, parts in declared]
    chosen: list[BlockingRule] = []
    skipped: list[BlockingRule] = []
    spent = 0
    for rule in rules:
        if rule.pairs and spent + rule.pairs <= budget:
            spent += rule.pairs
            chosen.append(rule)
        elif rule.pairs or rule.oversize_blocks:
            skipped.append(rule)
    return Candidates(records, tuple(chosen), across, tuple(skipped))


def _single_rules(keys: Sequence[tuple[str, str, EncodedKey]]) -> list[BlockingRule]:
    return sorted((capped_rule(name, (field,), key.codes) for field, name, key in keys), key=_cost)


def _joined_rules(keys: Sequence[tuple[str, str, EncodedKey]]) -> list[BlockingRule]:
    """Join each field's first key with every other field's, to refine what is oversize alone."""
    primary = {field: (name, key) for field, name, key in reversed(keys)}
    rules = [
        capped_rule(f"{name_a} + {name_b}", (field_a, field_b), combine_codes(a.first, b.first))
        for (field_a, (name_a, a)), (field_b, (name_b, b)) in combinations(primary.items(), 2)
    ]
    return sorted(rules, key=_cost)


def _together(parts: Sequence[EncodedKey]) -> Codes:
    if len(parts) == 1:
        return parts[0].codes
    codes = parts[0].first
    for part in parts[1:]:
        codes = combine_codes(codes, part.first)
    return codes


def _cost(rule: BlockingRule) -> tuple[int, str]:
    return rule.pairs, rule.name


def stream_pairs(candidates: Candidates, *, chunk: int = CHUNK_PAIRS) -> Iterator[tuple[Positions, Positions, int]]:
    """Yield (left, right, rule number) with left < right, each pair once, at most about `chunk` raw pairs at a time."""
    for number, rule in enumerate(candidates.rules):
        record, code = _entries(rule.codes)
        order = np.lexsort((record, code))
        record, code = record[order], code[order]
        starts = np.flatnonzero(np.append(True, code[1:] != code[:-1])) if len(code) else np.array([], np.int64)
        sizes = np.diff(np.append(starts, len(code)))
        for some in _batches(sizes, chunk):
            left, right = _block_pairs(record, starts[some], sizes[some])
            fresh = ~_made_earlier(candidates.rules[:number], left, right)
            if rule.codes.shape[1] > 1:
                # two shared numbers would give the pair twice: it belongs to the block of the smallest
                block = code[np.repeat(starts[some], _pair_counts(sizes[some]))]
                fresh &= smallest_shared(rule.codes, left, right) == block
            if candidates.across is not None:
                fresh &= candidates.across[left] != candidates.across[right]
            if fresh.any():
                yield left[fresh], right[fresh], number


def _pair_counts(sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return sizes * (sizes - 1) // 2


def smallest_shared(codes: Codes, left: Positions, right: Positions) -> Codes:
    """Return the smallest code each pair shares, `ABSENT` where it shares none."""
    none = np.iinfo(np.int32).max
    best = np.full(len(left), none, np.int32)
    for i in range(codes.shape[1]):
        mine = codes[left, i]
        for j in range(codes.shape[1]):
            shared = (mine == codes[right, j]) & (mine != ABSENT)
            np.minimum(best, np.where(shared, mine, none), out=best)
    best[best == none] = ABSENT
    return best


def _entries(codes: Codes) -> tuple[Positions, Codes]:
    row, place = np.nonzero(codes != ABSENT)
    return row.astype(np.int32), codes[row, place]


def _batches(sizes: npt.NDArray[np.int64], chunk: int) -> Iterator[slice]:
    """Cut blocks into consecutive runs of at most about `chunk` pairs."""
    if not len(sizes):
        return
    ends = np.cumsum(_pair_counts(sizes))
    start = 0
    while start < len(sizes):
        done = ends[start - 1] if start else 0
        stop = max(int(np.searchsorted(ends, done + chunk, side="right")), start + 1)
        yield slice(start, stop)
        start = stop


def _block_pairs(
    record: Positions, starts: npt.NDArray[np.int64], sizes: npt.NDArray[np.int64]
) -> tuple[Positions, Positions]:
    """Make all pairs inside blocks; `record` is sorted inside a block, so left < right."""
    followers = np.repeat(sizes, sizes) - 1 - _within(sizes)
    members = np.repeat(starts, sizes) + _within(sizes)
    left = np.repeat(members, followers)
    right = left + 1 + _within(followers)
    return record[left], record[right]


def _within(sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return 0..size-1 for each size, one after another."""
    return np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def shares_key(codes: Codes, left: Positions, right: Positions) -> npt.NDArray[np.bool_]:
    """Tell which pairs share a code."""
    if codes.shape[1] > 1:
        return np.asarray(smallest_shared(codes, left, right) != ABSENT)
    code = codes[:, 0]
    return np.asarray((code[left] == code[right]) & (code[left] != ABSENT))


def _made_earlier(rules: Sequence[BlockingRule], left: Positions, right: Positions) -> npt.NDArray[np.bool_]:
    made = np.zeros(len(left), bool)
    for rule in rules:
        made |= shares_key(rule.codes, left, right)
    return made
