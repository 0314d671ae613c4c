"""The rules that are worth their pairs: of a sample, which matches each finds that no other does, for how many pairs.

Where a table is too large for all pairs to be compared by the fit, a rule may cost millions of pairs and find what
others find too. So rules are taken as a greedy weighted cover takes sets: next the one that adds most matches for its
pairs, until next to nothing is missing and one more match would cost thousands of pairs. A rule of one key that costs
much also offers parts of itself: its pairs that agree in a second key as well, or in how it begins. The traps: a rule
that is not made still says something of the pairs that share its key, so the model keeps it; and a sample without
matches shows nothing, so nothing is left out then.
Source: Chvátal 1979 (greedy set cover with weights).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from custdq.steps.link.block import BlockingRule, Candidates, Worth, capped_rule, shares_key
from custdq.steps.link.compare import alike_keys
from custdq.steps.link.encode import ABSENT, Codes, EncodedKey, Mask, Positions, shared_codes
from custdq.steps.link.field import Field

Parts = npt.NDArray[np.int64]

#: Parts of a pair in which expected matches are counted.
WHOLE = 2**20

#: Share of the matches expected in the sample that may be left to no rule.
LEFT_OUT = 0.0005

#: Pairs one more match may cost even where no more than that is missing.
PAIRS_A_MATCH = 5_000

#: Matches expected in the sample below which it tells too little of what rules find.
ENOUGH_MATCHES = 1_000.0

#: Share of all pairs from which on a rule costs so much that parts of it are offered as well.
COSTLY = 0.05

#: Pairs of a costly rule by which its parts are counted before they are made.
COUNTED_PAIRS = 20_000


@dataclass(frozen=True)
class Sample:
    """Pairs of the sample, each once.

    left, right
        The pairs likely enough to be kept.
    matches
        The probability of each (0 to 1), in whole parts of `WHOLE`: sums of them are the same in any order.
    rate
        Share of all pairs that were looked at (0 to 1).
    of_rule
        Some of the pairs that each of the `costly_rules` makes, likely or not: positions of left and right.
    """

    left: Positions
    right: Positions
    matches: Parts
    rate: float
    of_rule: Mapping[int, tuple[Positions, Positions]]


@dataclass(frozen=True)
class _Part:
    """A second key that a costly rule's pairs may be asked to share."""

    name: str
    field: str
    codes: Codes


@dataclass(frozen=True)
class _Offer:
    """A rule, or a part of one, with what it costs and which matches of the sample it makes."""

    number: int
    part: _Part | None
    pairs: float
    finds: Mask


def worth_their_pairs(candidates: Candidates, fields: Sequence[Field], sample: Sample) -> Candidates:
    """Return the candidates without the rules whose matches others find for fewer pairs.

    Parameters
    ----------
    candidates
        The rules, all of them made in the sample.
    fields
        The fields of evidence, whose keys may refine a rule.
    sample
        Pairs with what the model makes of them.
    """
    if sample.matches.sum() < ENOUGH_MATCHES * WHOLE:
        return with_worth(candidates, sample)
    whole = _whole(candidates, sample)
    offers = [*whole, *_parts(candidates, fields, sample, whole)]
    taken = _pruned(_greedy(offers, sample), sample)
    refined = tuple(_built(candidates, offer) for offer in taken if offer.part is not None)
    unused = frozenset(range(len(whole))) - {offer.number for offer in taken if offer.part is None}
    chosen = replace(candidates, left_out=unused, refined=refined)
    parts = [offer for offer in taken if offer.part is not None]
    return replace(chosen, worth=_worth(chosen, [*whole, *parts], taken, sample.matches))


def with_worth(candidates: Candidates, sample: Sample) -> Candidates:
    """Return the candidates with what each rule brings; all of them are made."""
    whole = _whole(candidates, sample)
    return replace(candidates, worth=_worth(candidates, whole, whole, sample.matches))


def _whole(candidates: Candidates, sample: Sample) -> list[_Offer]:
    return [
        _Offer(number, None, rule.pairs, rule.shares(sample.left, sample.right))
        for number, rule in enumerate(candidates.rules)
    ]


def _greedy(offers: Sequence[_Offer], sample: Sample) -> list[_Offer]:
    """Take next what adds most matches for its pairs, until little is missing and one more costs too much."""
    matches, waiting, taken = sample.matches, list(offers), []
    missing = np.ones(len(matches), bool)
    while waiting:
        adds = [int(matches[offer.finds & missing].sum()) for offer in waiting]
        best = max(range(len(waiting)), key=lambda place: adds[place] / max(waiting[place].pairs, 1.0))
        enough = matches[missing].sum() <= LEFT_OUT * matches.sum()
        if adds[best] == 0 or (enough and not _cheap(adds[best], waiting[best], sample)):
            break
        taken.append(waiting.pop(best))
        missing &= ~taken[-1].finds
    return taken


def _cheap(adds: int, offer: _Offer, sample: Sample) -> bool:
    """Tell whether an offer makes few pairs for what it adds."""
    return offer.pairs * sample.rate * WHOLE <= PAIRS_A_MATCH * adds


def _pruned(taken: Sequence[_Offer], sample: Sample) -> list[_Offer]:
    """Leave out again what later ones have made needless, the costliest first."""
    matches, kept = sample.matches, list(taken)
    times = np.sum([offer.finds for offer in taken], axis=0, dtype=np.int64)
    room = LEFT_OUT * matches.sum() - matches[times == 0].sum()
    for offer in sorted(taken, key=lambda offer: -offer.pairs):
        lost = int(matches[offer.finds & (times == 1)].sum())
        if lost <= room and not _cheap(lost, offer, sample):
            room -= lost
            times -= offer.finds
            kept.remove(offer)
    return kept


def _worth(
    candidates: Candidates, offers: Sequence[_Offer], taken: Sequence[_Offer], matches: Parts
) -> dict[str, Worth]:
    """Return what each rule brings, beside those that are made."""
    total = max(int(matches.sum()), 1)
    times = np.sum([offer.finds for offer in taken], axis=0, dtype=np.int64)
    out = {}
    for rule, offer in zip((*candidates.rules, *candidates.refined), offers, strict=True):
        others = times - offer.finds if any(offer is other for other in taken) else times
        found, alone = matches[offer.finds].sum(), matches[offer.finds & (others == 0)].sum()
        out[rule.name] = Worth(float(found / total), float(alone / total))
    return out


def costly_rules(candidates: Candidates) -> list[int]:
    """Return the numbers of the rules of one key whose pairs are worth dividing."""
    total = sum(rule.pairs for rule in candidates.rules)
    return [
        number
        for number, rule in enumerate(candidates.rules)
        if isinstance(rule, BlockingRule) and not rule.joined and rule.pairs >= COSTLY * total and rule.single
    ]


def _parts(
    candidates: Candidates, fields: Sequence[Field], sample: Sample, whole: Sequence[_Offer]
) -> Iterator[_Offer]:
    """Offer parts of the costly rules, by every key of the other fields."""
    second = [_second_keys(field) for field in fields]
    for number, (left, right) in sample.of_rule.items():
        rule = candidates.rules[number]
        for field, parts in zip(fields, second, strict=True):
            if rule.fields[0] == field.name or rule.fields[0] in field.columns or not len(left):
                continue
            for part in parts:
                pairs = rule.pairs * float(shares_key(part.codes, left, right).mean())
                finds = whole[number].finds & shares_key(part.codes, sample.left, sample.right)
                yield _Offer(number, part, pairs, finds)


def _built(candidates: Candidates, offer: _Offer) -> BlockingRule:
    """Return the pairs of a costly rule that agree in a second key too."""
    rule, part = candidates.rules[offer.number], offer.part
    if not isinstance(rule, BlockingRule) or part is None:
        raise TypeError(f"{rule.name} has no blocks to divide.")
    codes = shared_codes([rule.blocks[:, 0], part.codes[:, 0]])
    return capped_rule(f"{rule.name} + {part.name}", (*rule.fields, part.field), codes)


def _second_keys(field: Field) -> list[_Part]:
    """Return the keys of a field by which a rule's pairs can be divided, and how the first of them begins."""
    alike = alike_keys(field.keys, [key for key in field.compared if len(field.keys[key].vocabulary)])
    keys = [name for name, first in alike.items() if name == first]
    parts = [_Part(_named(field, name), field.name, field.keys[name].codes[:, :1]) for name in keys]
    first = next((key for key in (*field.blocking_keys, *keys) if key in keys), None)
    if first is not None:
        parts.append(_Part(f"first letter of {_named(field, first)}", field.name, _beginning(field.keys[first])))
    return parts


def _named(field: Field, key: str) -> str:
    return key.replace(":", ".") if ":" in key else f"{field.name}.{key}"


def _beginning(key: EncodedKey) -> Codes:
    """Return a code for the first letter of each record's first value."""
    letter = pc.utf8_slice_codeunits(key.vocabulary.words, 0, 1).dictionary_encode().indices
    return np.append(np.asarray(letter), ABSENT).astype(np.int32).take(key.first)[:, None]
