"""What two entities of one household, firm or building agree on, and whether the data must say so.

Some kinds tell: a household has one address and one phone, and a name to each of its own. Plain texts and categories do
not; whether they are shared is learnt with m and u, but only where the table shows households: where pairs taken for
one entity differ on two fields that no household shares far oftener together than by chance. The trap: without such
fields entities that are badly written look like households, and learning what is shared would part them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from custdq.steps.link.field import Field
from custdq.steps.link.model import Floats
from custdq.steps.link.patterns import Patterns

#: Share of the pairs taken for one entity that must differ on two fields at once, beyond chance, to show households.
SHOWN = 0.01

#: What fewer households than this share is not shared: those few are entities taken for households.
SELDOM = 0.1

#: Pseudo-pairs behind the share of households that share a field.
PRIOR_PAIRS = 4.0


#: A rule, and the rules that ask the same but for fields that no household shares.
RulesAskingLess = tuple[int, npt.NDArray[np.int64]]


@dataclass(frozen=True)
class Tables:
    """m, u and household of each segment, and how often households share it (0 to 1)."""

    m: list[Floats]
    u: list[Floats]
    household: list[Floats]
    sharing: list[float]


def show_households(patterns: Patterns, fields: Sequence[Field], matched: Floats) -> bool:
    """Tell whether pairs taken for one entity hold households.

    Parameters
    ----------
    patterns
        Agreement patterns counted by rule.
    fields
        The fields the levels are of.
    matched
        How many of each pattern's pairs are taken for one entity.

    Returns
    -------
    bool
        Whether two fields that households do not share differ together in `SHOWN` more of these pairs than if they
        differed independently, as they do in one entity.
    """
    if all(field.shared is not None for field in fields):
        return False
    apart = [_differing(patterns, number) for number, field in enumerate(fields) if field.shared is False]
    for (differs, seen), (differs_too, seen_too) in combinations(apart, 2):
        pairs = matched * (seen & seen_too)
        total = max(float(pairs.sum()), PRIOR_PAIRS)
        both = float(pairs[differs & differs_too].sum()) / total
        if both - float(pairs[differs].sum()) / total * float(pairs[differs_too].sum()) / total > SHOWN:
            return True
    return False


def _differing(patterns: Patterns, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Return in which patterns a field passes no test, and in which it is compared outside its own rules."""
    start = int(sum(patterns.sizes[:number]))
    level = patterns.slots[:, number] - start
    last = patterns.sizes[number] - 2
    return level == last, (level >= 0) & (level <= last)


def sharing_at_first(field: Field, *, learnt: bool) -> float:
    """Return how often households share a field, before any data; where that is not `learnt`, as the kind says."""
    return 0.5 if field.shared is None and learnt else float(bool(field.shared))


def shared_among(among: Floats, before: tuple[Floats, Floats, float]) -> Floats:
    """Return how much of what is seen in households is there because they share it, by m, u and sharing `before`."""
    m, u, sharing = before
    return np.asarray(among * sharing * m / (sharing * m + (1 - sharing) * u))


def learnt_sharing(before: float, among: Floats, shared: Floats) -> float:
    """Return how often households share a field, as seen; what is known to be shared always or never stays so."""
    if before in (0.0, 1.0):
        return before
    share = float((shared.sum() + PRIOR_PAIRS / 2) / (among.sum() + PRIOR_PAIRS))
    return share if share >= SELDOM else 0.0


def rules_asking_less(
    own: Sequence[Sequence[int]], fields: Sequence[Field], sharing: Sequence[float]
) -> list[RulesAskingLess]:
    """Return the rules that ask what others ask and, besides, fields that no household shares.

    Parameters
    ----------
    own
        The fields whose keys each rule asks to be the same.
    fields, sharing
        The fields, and how often households share them before any data.

    Returns
    -------
    list of (int, numpy.ndarray)
        A rule, and those that ask less. Rules on what may or may not be shared are none of them.
    """
    unshared = {number for number, field in enumerate(fields) if field.shared is False}
    known = unshared | {number for number, share in enumerate(sharing) if share}
    asked = [frozenset(each) for each in own]
    less = [[n for n, other in enumerate(asked) if other < mine and other <= known and mine - other <= unshared]
            for mine in asked]  # fmt: skip
    return [(number, np.array(rules)) for number, rules in enumerate(less) if rules]


def as_strangers_do(priors: Floats, pairs: Floats, less: Sequence[RulesAskingLess]) -> Floats:
    """Return the rules' shares with as many households to the stranger as under the rules that ask less.

    Two of one household agree on what they do not share as any two do, so asking it too leaves as many of them for
    each pair of strangers. Without that, under a rule on all that tells one customer from a household, any share of
    the pairs might be households: nothing else would tell.

    Parameters
    ----------
    priors
        2 x rules: the shares of one entity and of one household.
    pairs
        How many pairs they rest on.
    less
        From `rules_asking_less`.
    """
    households, strangers = np.array([priors[1], 1 - priors.sum(axis=0)]) * pairs
    out = priors.copy()
    for number, rules in less:
        inside, outside = households[rules].sum(), strangers[rules].sum()
        out[1, number] = (1 - priors[0, number]) * inside / (inside + outside)
    return out


def with_households(
    m: list[Floats], u: list[Floats], of_segment: Sequence[Field], among: Sequence[Floats], *, sharing: list[float]
) -> Tables:
    """Add what a household agrees on; `among` are the levels seen in households."""
    household = []
    for one, other, field, seen, share in zip(m, u, of_segment, among, sharing, strict=True):
        start = field.alike_level
        if start is None or field.shared:
            household.append(share * one + (1 - share) * other)
        else:
            # two of one household have one name or mailbox no more often than any two, but they may well have one
            # family name, and mail made of it
            alike = np.minimum(seen[:start], other[:start])
            household.append(np.concatenate([alike, seen[start:] / seen[start:].sum() * (1 - alike.sum())]))
    return Tables(m, u, household, sharing)
