"""The weighted vote on normalized values, and how sure it leaves us.

A cell counts ln(n (1 - e) / e), its source's error rate e estimated from how often the source agrees with the others
(Dong, Berti-Equille and Srivastava 2009; truth discovery without copy detection), halved for every half-life since
it was last confirmed where values of its sort drift. The trap: two sources cannot tell which of them errs, so with
fewer than three every source has the same error rate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from custdq.roles import half_life
from custdq.steps.merge.cells import Bools, Cells, Floats, Ints
from custdq.steps.merge.support import support_function

#: How many wrong values there are to choose from when a cell is wrong.
ALTERNATIVES = 10

#: Beta prior of a source's error rate: 2 wrong of 10.
PRIOR_WRONG, PRIOR_CELLS = 2.0, 10.0

_ROUNDS = 3
_MOST_KEYS = 50


@dataclass(frozen=True)
class Vote:
    """The outcome of a vote: over cells their value's `votes` (nats); over groups their share.

    `share` is the probability that the group's value is the true one (0 to 1); `parts` maps an entity's group to the
    groups it is only a part of.
    """

    votes: Floats
    share: Floats
    parts: dict[int, frozenset[int]]


def weighted_vote(cells: Cells) -> Vote:
    """Count the weighted vote of every entity's values."""
    group, segment, _ = cells.group
    weights = np.round(_weights(cells), 6)
    totals = np.bincount(group, weights, minlength=len(segment)).astype(float)
    supported, parts = _with_support(cells, totals)
    return Vote(np.round(supported, 6)[group], _shares(segment, supported), parts)


def _weights(cells: Cells) -> Floats:
    eligible = ~cells.invalid
    news = _repeats_count_less(cells, _decay(cells))
    sources = len(cells.context.sources[1])
    error = np.full(sources, PRIOR_WRONG / PRIOR_CELLS)
    for _ in range(_ROUNDS if sources >= 3 else 0):
        error = _source_errors(cells, _log_odds(error)[cells.source] * news * eligible, eligible, sources)
    return np.asarray(_log_odds(error)[cells.source] * news * np.where(eligible, 1.0, 0.1))


def _repeats_count_less(cells: Cells, weights: Floats) -> Floats:
    """Return weights where the k-th cell of one source for one value counts 1/k: what a source repeats is no news."""
    group, _, _ = cells.group
    order = np.lexsort((-weights, cells.source, group))
    same = np.r_[False, (np.diff(group[order]) == 0) & (np.diff(cells.source[order]) == 0)][: len(order)]
    places = np.arange(len(order))
    repeat = np.empty(len(order))
    repeat[order] = places - np.maximum.accumulate(np.where(same, 0, places)) + 1
    return np.asarray(weights / repeat)


def _log_odds(error: Floats) -> Floats:
    return np.asarray(np.log(ALTERNATIVES * (1 - error) / error))


def _source_errors(cells: Cells, weights: Floats, eligible: Bools, sources: int) -> Floats:
    """Estimate each source's error rate from entities that several sources describe."""
    group, segment, _ = cells.group
    share = _shares(segment, np.bincount(group, weights, minlength=len(segment)).astype(float))[group]
    several = cells.per_entity(np.minimum, cells.source) != cells.per_entity(np.maximum, cells.source)
    judged = several & eligible
    wrong = np.bincount(cells.source[judged], 1 - share[judged], minlength=sources)
    count = np.bincount(cells.source[judged], minlength=sources)
    return np.asarray(np.round(np.clip((PRIOR_WRONG + wrong) / (PRIOR_CELLS + count), 0.01, 0.8), 4))


def _decay(cells: Cells) -> Floats:
    """Return 2^(-age / half-life) of each cell, age counted from the entity's newest; undated cells have median age."""
    life = half_life(cells.anchor, cells.context.schema)
    known = ~np.isnan(cells.days)
    if life is None or not np.isfinite(life) or not known.any():
        return np.ones(len(cells))
    newest = cells.per_entity(np.fmax, cells.days)
    age = newest - cells.days
    several = known & (age > 0)
    age = np.where(known, age, np.median(age[several]) if several.any() else 0.0)
    return np.asarray(np.exp2(-age / life))


def _shares(segment: Ints, votes: Floats) -> Floats:
    """Return each group's softmax share, the values nobody gave counted with no vote at all."""
    if not len(segment):
        return votes
    starts = np.flatnonzero(np.r_[True, segment[1:] != segment[:-1]])
    highest = np.maximum.reduceat(votes, starts)[segment]
    odds = np.exp(votes - highest)
    groups = np.bincount(segment)
    unseen = np.maximum(ALTERNATIVES + 1 - groups, 0)[segment] * np.exp(-highest)
    return np.asarray(odds / (np.add.reduceat(odds, starts)[segment] + unseen))


def _with_support(cells: Cells, totals: Floats) -> tuple[Floats, dict[int, frozenset[int]]]:
    """Let a value that is only a part of a fuller one vote for the fuller one as well."""
    support = support_function(cells)
    supported, parts = totals.copy(), dict[int, frozenset[int]]()
    if support is None:
        return supported, parts
    _, segment, _ = cells.group
    counts = np.bincount(segment, minlength=len(cells.starts))
    bounds = np.r_[0, np.cumsum(counts)]
    first = _first_cells(cells)
    for place in np.flatnonzero((counts > 1) & (counts <= _MOST_KEYS)):
        groups = range(bounds[place], bounds[place + 1])
        for a in groups:
            strength = {b: support(int(first[a]), int(first[b])) for b in groups if b != a}
            for b, share in strength.items():
                supported[b] += share * totals[a]
            whole = frozenset(b for b, share in strength.items() if share > 0)
            if whole:
                parts[a] = whole
    return supported, parts


def _first_cells(cells: Cells) -> Ints:
    """Return the first cell, by position, of each group."""
    group, segment, _ = cells.group
    first = np.full(len(segment), len(cells), dtype=np.int64)
    np.minimum.at(first, group, np.arange(len(cells)))
    return first
