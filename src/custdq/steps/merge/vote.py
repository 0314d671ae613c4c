"""The weighted vote on normalized values, and how sure it leaves us.

A cell counts ln(n (1 - e) / e), its source's error rate e estimated from how often the source agrees with the others
(Dong, Berti-Equille and Srivastava 2009; truth discovery without copy detection), halved for every half-life since
it was last confirmed where values of its sort drift. The vote has two parts: which value holds today, where age
counts; then how that value is written, where a slip of the finger and a fuller form do not age. The trap: two sources
cannot tell which of them errs, so with fewer than three every source has the same error rate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from custdq.roles import half_life
from custdq.steps.merge.cells import Bools, Cells, Floats, Ints
from custdq.steps.merge.relations import Relations, kind_of, relate

#: How many wrong values there are to choose from when a cell is wrong.
ALTERNATIVES = 10

#: Beta prior of a source's error rate: 2 wrong of 10.
PRIOR_WRONG, PRIOR_CELLS = 2.0, 10.0

#: Age counts so many times where values differ. A half-life is of values at large; of two that contradict each other
#: one no longer holds or never did, and people move and change numbers far oftener than clerks invent them.
CONTRADICTED = 4.0

_ROUNDS = 3
_UNREADABLE = 0.1
#: Kinds of which one value belongs to one customer: what many share is somebody's own number, typed for others.
_OWN = ("phone", "email", "identifier")


@dataclass(frozen=True)
class Vote:
    """The outcome of a vote: over cells their value's `votes` and their own weight, whatever their age (nats).

    Over groups their share and what supports them; `share` is the probability that the group's value is the true one
    (0 to 1).
    """

    votes: Floats
    weights: Floats
    share: Floats
    totals: Floats
    relations: Relations
    errors: Floats


def weighted_vote(cells: Cells) -> Vote:
    """Count the weighted vote of every entity's values."""
    group, segment, _ = cells.group
    fresh = decay(cells)
    news = _repeats_count_less(cells, fresh)
    errors = source_errors(cells, news * fresh)
    lasting = _weights(cells, errors, news)
    today = np.bincount(group, np.round(lasting * fresh, 6), minlength=len(segment)).astype(float)
    ever = np.bincount(group, np.round(lasting, 6), minlength=len(segment)).astype(float)
    relations = relate(cells, today)
    supported = _supported(today, relations, relations.strength)
    totals = np.round(_as_written(cells, supported, _supported(ever, relations, relations.written), relations), 6)
    return Vote(totals[group], lasting, _shares(segment, totals), totals, relations, errors)


def _supported(totals: Floats, relations: Relations, strength: Floats) -> Floats:
    """Add to each value what others that speak for it weigh."""
    added = np.bincount(relations.b, strength * totals[relations.a], minlength=len(totals))
    return np.asarray(totals + added, dtype=float)


def _as_written(cells: Cells, today: Floats, ever: Floats, relations: Relations) -> Floats:
    """Rank the ways of writing the value that leads today by all their cells, whatever their age, and by likeliness."""
    if not len(relations.a):
        return today
    _, segment, _ = cells.group
    touched = np.unique(segment[relations.a])
    place = np.full(int(segment[-1]) + 1, -1, dtype=np.int64)
    place[touched] = np.arange(len(touched))
    lead = _leaders(cells, today, np.flatnonzero(place[segment] >= 0))
    is_lead = np.zeros(len(segment), dtype=bool)
    is_lead[lead] = True
    close = is_lead.copy()
    close[relations.a[is_lead[relations.b]]] = True
    close[relations.b[is_lead[relations.a]]] = True
    inside = close[relations.a] & close[relations.b]
    written = ever + np.bincount(relations.b[inside], relations.likelier[inside], minlength=len(ever))
    near = np.flatnonzero(close)
    entity = place[segment[near]]
    best = np.full(len(touched), -np.inf)
    np.maximum.at(best, entity, written[near])
    totals = today.copy()
    totals[near] = today[lead][entity] + written[near] - best[entity]
    return totals


def _leaders(cells: Cells, totals: Floats, among: Ints) -> Ints:
    """Return the value of each entity that weighs most; of equals the newest, then the first in the alphabet."""
    group, segment, _ = cells.group
    newest = np.full(len(segment), -np.inf)
    np.maximum.at(newest, group, np.nan_to_num(cells.days, nan=-np.inf))
    place = cells.ranks[cells.value[cells.first[among]]]
    order = among[np.lexsort((place, -newest[among], -np.round(totals[among], 6), segment[among]))]
    return np.asarray(order[np.flatnonzero(np.r_[True, np.diff(segment[order]) != 0])], dtype=np.int64)


def _weights(cells: Cells, errors: Floats, news: Floats) -> Floats:
    """Return what each cell weighs, whatever its age (nats); `news` is how much of it is not a repetition."""
    weights = np.asarray(_log_odds(errors)[cells.source] * news * np.where(cells.invalid, _UNREADABLE, 1.0))
    if kind_of(cells) in _OWN:
        weights = np.maximum(weights - np.log(_holders(cells)), weights * _UNREADABLE)
    return weights


def _holders(cells: Cells) -> Ints:
    """Return how many entities have each cell's value."""
    _, _, key = cells.group
    return np.asarray(np.bincount(key, minlength=int(cells.key.max(initial=-1)) + 1)[cells.key], dtype=np.int64)


def _repeats_count_less(cells: Cells, freshness: Floats) -> Floats:
    """Return 1/k for the k-th cell of one source for one value, the freshest first: repeats are no news."""
    group, _, _ = cells.group
    order = np.lexsort((-freshness, cells.source, group))
    same = np.r_[False, (np.diff(group[order]) == 0) & (np.diff(cells.source[order]) == 0)][: len(order)]
    places = np.arange(len(order))
    repeat = np.empty(len(order))
    repeat[order] = places - np.maximum.accumulate(np.where(same, 0, places)) + 1
    return 1.0 / repeat


def _log_odds(error: Floats) -> Floats:
    return np.asarray(np.log(ALTERNATIVES * (1 - error) / error))


def source_errors(cells: Cells, news: Floats) -> Floats:
    """Return each source's error rate, by how often it agrees with the others; the prior's with fewer than three.

    `news` is how much each cell counts by its age and as a repetition.
    """
    sources = len(cells.context.sources[1])
    error = np.full(sources, PRIOR_WRONG / PRIOR_CELLS)
    weights = news * ~cells.invalid
    for _ in range(_ROUNDS if sources >= 3 else 0):
        error = _judged(cells, _log_odds(error)[cells.source] * weights, ~cells.invalid, sources)
    return error


def _judged(cells: Cells, weights: Floats, eligible: Bools, sources: int) -> Floats:
    """Estimate each source's error rate from entities that several sources describe."""
    group, segment, _ = cells.group
    share = _shares(segment, np.bincount(group, weights, minlength=len(segment)).astype(float))[group]
    several = cells.per_entity(np.minimum, cells.source) != cells.per_entity(np.maximum, cells.source)
    judged = several & eligible
    wrong = np.bincount(cells.source[judged], 1 - share[judged], minlength=sources)
    count = np.bincount(cells.source[judged], minlength=sources)
    return np.asarray(np.round(np.clip((PRIOR_WRONG + wrong) / (PRIOR_CELLS + count), 0.01, 0.8), 4))


def decay(cells: Cells) -> Floats:
    """Return how much each cell counts by its age, 1 for the entity's newest; an undated cell is of its source's time.

    The time of a source is the median of its dates, of all dates where it has none.
    """
    life = half_life(cells.anchor, cells.context.schema)
    known = ~np.isnan(cells.days)
    if life is None or not np.isfinite(life) or not known.any():
        return np.ones(len(cells))
    days = cells.days.copy()
    for source in np.unique(cells.source[~known]):
        own = known & (cells.source == source)
        days[~known & (cells.source == source)] = np.median(cells.days[own if own.any() else known])
    age = cells.per_entity(np.maximum, days) - days
    return np.asarray(np.exp2(-age * CONTRADICTED / life))


def confidence_alone(cells: Cells, vote: Vote, rows: Ints) -> Floats:
    """Return how sure the value of each of `rows` is, of entities of one record: as sure as its source."""
    context = cells.context
    weights = _log_odds(vote.errors)[context.sources[0][rows]]
    weights = weights * np.where(context.values[cells.columns[0]][1][rows], _UNREADABLE, 1.0)
    odds = np.exp(weights)
    return np.asarray(odds / (odds + ALTERNATIVES))


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
