"""The blocking rules a table offers, chosen by their exact counts within a budget of pairs.

A block larger than the cap is not dropped silently: the rules that join its key with a second one refine it, what they
leave alone is paired with its neighbours in the order of the next key (`neighbours`), and what remains is counted in
the report. The trap: counts tell what a rule costs, not what it brings; where pairs are many, `cover` goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from custdq.steps.link.block import BLOCK_CAP, BlockingRule, Candidates, Rule, capped_rule
from custdq.steps.link.encode import Codes, EncodedKey, Mask, shared_codes
from custdq.steps.link.neighbours import OversizeBlocks, neighbour_rules

#: Raw candidate pairs per record that blocking rules may make together.
PAIRS_PER_RECORD = 150

#: Pairs in all up to which blocks beyond the cap are made where entities are large: as many as the fit looks at.
WIDENED_PAIRS = 2_000_000

#: Records a block of a rule the user has stated may hold, while the budget allows (bounds memory: 2 million pairs).
DECLARED_CAP = 2_000


_NOBODY = np.array([], np.int32)


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
    made, left_alone = (*chosen, *more), (*skipped, *too_many)
    if declared is not None or sum(rule.pairs for rule in made) > WIDENED_PAIRS:
        # nobody asks for them any more
        made, left_alone = (tuple(map(_without_oversize, some)) for some in (made, left_alone))
    return Candidates(records, made, across, left_alone, declared is not None)


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


def widened(candidates: Candidates, budget: int) -> Candidates:
    """Return the candidates with blocks beyond the cap, as far as a budget of pairs goes: the smallest first.

    The rarer a value, the more its agreement says. Where each customer has a hundred records all blocks are large.
    """
    # what the budget has refused already is not made any larger
    rules = [*candidates.rules, *(rule for rule in candidates.skipped if not rule.pairs)]
    oversize = [rule.oversize_sizes for rule in rules if isinstance(rule, BlockingRule)]
    sizes = np.sort(np.concatenate([np.array([], np.int64), *oversize])).astype(np.int64)
    costs = sum(rule.pairs for rule in rules) + np.cumsum(sizes * (sizes - 1) // 2)
    # of blocks of one size all or none
    refused = sizes[int(np.searchsorted(costs, budget, side="right")) :]
    cap = int(refused[0]) - 1 if len(refused) else int(sizes.max(initial=0))
    wide = [rule.widened(cap) if isinstance(rule, BlockingRule) else rule for rule in rules]
    # a pair of neighbours counts only where no block makes it
    wide.sort(key=lambda rule: not isinstance(rule, BlockingRule))
    skipped = [rule for rule in candidates.skipped if rule.pairs] + [rule for rule in wide if not rule.pairs]
    return replace(candidates, rules=tuple(rule for rule in wide if rule.pairs), skipped=tuple(skipped))


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


def _without_oversize(rule: Rule) -> Rule:
    """Forget which records stand in oversize blocks: others have taken care of them."""
    return replace(rule, oversize_members=_NOBODY) if isinstance(rule, BlockingRule) else rule


def _counted_only(rule: BlockingRule) -> BlockingRule:
    return replace(rule, members=_NOBODY, sizes=_NOBODY)


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
