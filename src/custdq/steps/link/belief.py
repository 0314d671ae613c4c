"""What is known before any data: of one customer how m falls and how much may speak against, of two that u is chance.

The trap: EM finds whatever class of pairs stands out. In a table that holds nobody twice these are namesakes whose mail
is made of their name, and from them it would learn that one customer hardly ever has one phone, one birthday, one
address. What could not be one customer is not believed, and where belief had to stand in for most fields, nothing
learnt is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from custdq.steps.link.field import Field
from custdq.steps.link.model import Floats
from custdq.steps.link.patterns import Patterns, slot_weights

#: Most of the pairs of one entity that may stand on levels that mean another identity.
CONFLICT_SHARE = 0.02

#: Most of the pairs of one entity that may differ where one entity mostly shows one value: people move and change
#: their phones, and yet who is written down twice is more often than not written down alike.
MOST_DIFFERING = 0.5

#: What differs in so many of the pairs taken for one entity is not what one entity mostly has one value of.
STRANGE = 0.8

#: Strange fields, and their share of the steady ones, that make what was found somebody else: people move and change
#: their phone, and one column may be none of theirs, but they do not have another birthday as well.
_STRANGE_FIELDS, _STRANGE_SHARE = 2, 1 / 3


def built_in(field: Field) -> tuple[Floats, Floats]:
    """Return m and u of a field before any data: powers falling and rising with the level."""
    rank = np.arange(len(field.labels), 0, -1, dtype=np.float64)
    m, u = rank**3, rank[::-1] ** 2
    return believed(m / m.sum(), field), u / u.sum()


def believed(m: Floats, field: Field) -> Floats:
    """Return m with no more on "differs", and on levels that mean another identity, than can be of one entity.

    Parameters
    ----------
    m
        Probability of each level among pairs of one entity (0 to 1, sums to 1).
    field
        The field the levels are of. Of plain texts, categories and numbers nothing is believed, for they may say
        nothing, and of names beside the entity's own neither: they may be somebody else's.

    Returns
    -------
    numpy.ndarray
        m, scaled down from those levels on and up before them, as far as it must be.
    """
    if field.steady:
        m = _at_most(MOST_DIFFERING, m, start=len(m) - 1)
    return m if field.conflict_level is None else _at_most(CONFLICT_SHARE, m, start=field.conflict_level)


def _at_most(share: float, m: Floats, *, start: int) -> Floats:
    against = m[start:].sum()
    if against <= share:
        return m
    for_one = m[:start] / max(m[:start].sum(), 1e-12) * (1 - share)
    return np.concatenate([for_one, m[start:] / against * share])


def shows_customers(differing: Sequence[float], fields: Sequence[Field]) -> bool:
    """Tell whether pairs taken for one entity may be one, by what should mostly be alike.

    Parameters
    ----------
    differing
        Of each field the share of these pairs that pass none of its tests (0 to 1), as seen and not as believed.
    fields
        The fields.
    """
    told = [share > STRANGE for share, field in zip(differing, fields, strict=True) if field.steady]
    return sum(told) < max(_STRANGE_FIELDS, _STRANGE_SHARE * len(told))


def strangers_at_random(patterns: Patterns, strangers: Floats, of_segment: Sequence[Field]) -> list[Floats]:
    """Return what strangers taken at random add to u of each field, beside what they are as pairs of the fit.

    Of what is known to tell one customer from another, two strangers agree on as any two do: together those at random
    count for as many as all candidates. Or where entities are large, their records of two addresses pass for strangers
    that have a name, a birthday and a mailbox in common. Texts and categories may well be alike in pairs of one topic.
    """
    if patterns.random is None:
        return []
    counts = patterns.counts
    seen = slot_weights(patterns, strangers * ~patterns.of_candidates)[: patterns.fields]
    candidates, random = (counts[some].sum() for some in (patterns.of_candidates, ~patterns.of_candidates))
    more = max(float(candidates / random) - 1.0, 0.0)
    # what none of them shows is rare, yet not impossible: one pair more stands behind them
    return [
        (levels + built_in(field)[1]) * (0.0 if field.shared is None else more)
        for levels, field in zip(seen, of_segment, strict=False)
    ]


def monotone(m: Floats, u: Floats) -> Floats:
    """Pool adjacent levels until m/u falls with the level (pool-adjacent-violators on the ratio)."""
    pools: list[tuple[float, float, int]] = []
    for mass_m, mass_u in zip(m, u, strict=True):
        pools.append((float(mass_m), float(mass_u), 1))
        while len(pools) > 1 and pools[-2][0] * pools[-1][1] < pools[-1][0] * pools[-2][1]:
            last, before = pools.pop(), pools.pop()
            pools.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    ratio = np.concatenate([np.full(size, mass_m / mass_u) for mass_m, mass_u, size in pools])
    return np.asarray(ratio * u)
