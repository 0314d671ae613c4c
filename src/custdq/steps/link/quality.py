"""How well each entity holds together: weakest link, bridges, contradictions; and what a decision on a pair moves.

The trap: an entity of many records looks sure by its many pairs and may yet hang on one of them, two customers joined
by a shared phone; so what counts is the weakest link that joins it, and the pairs without which it falls apart.
Source of the bridges: Tarjan 1974.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from custdq.steps.link.cluster import MAX_INSIDE
from custdq.steps.link.encode import ABSENT, Mask, Positions
from custdq.steps.link.linking import LinkOutcome
from custdq.steps.link.model import Floats

Counts = npt.NDArray[np.int64]

#: Keys of which one customer has one value: an identifier's characters, a day of birth.
_ONE_EACH = ("compact", "date")


@dataclass(frozen=True)
class EntityQuality:
    """Figures of the entities of two or more records, most doubtful first; one entry an entity in every array.

    Most doubtful is where the weakest link, less what speaks most strongly against inside, is lowest.

    label
        The entity: the position of its first record.
    records
        How many it holds.
    pairs
        Pairs compared inside it: all of them up to 50 records, those kept beyond.
    weakest_link
        The lowest log2 odds on the strongest way of joining all its records; NaN where copies were joined unseen.
    bridges
        Pairs speaking for it without which it falls apart.
    lowest_weight
        The lowest match weight inside it (log2 Bayes factor).
    conflicts
        bool, entities x fields: whether its records hold several identifiers or days of birth there.
    """

    label: Counts
    records: Counts
    pairs: Counts
    weakest_link: Floats
    bridges: Counts
    lowest_weight: Floats
    conflicts: npt.NDArray[np.bool_]


def entity_quality(outcome: LinkOutcome) -> EntityQuality:
    """Return the figures of each entity of two or more records; of these all pairs are compared up to 50 records."""
    size = len(outcome.labels)
    counts = np.bincount(outcome.labels, minlength=size)
    label = np.flatnonzero(counts > 1)
    number = np.full(size, ABSENT, np.int64)
    number[label] = np.arange(len(label))
    left, right, odds = _inside(outcome, counts)
    of = number[outcome.labels[left]]
    weakest = _weakest(size, left, right, odds, of=of, entities=len(label))
    speaking = odds > 0
    bridge = bridges(left[speaking], right[speaking], outcome.labels)
    lowest = np.full(len(label), np.inf)
    np.minimum.at(lowest, of, odds - outcome.model.prior_weight)
    lowest[np.isinf(lowest)] = np.nan
    conflicts = _conflicts(outcome, number)
    # what speaks against inside counts against what holds together
    doubt = np.nan_to_num(weakest, nan=np.inf) + np.minimum(np.nan_to_num(lowest + outcome.model.prior_weight), 0.0)
    order = np.lexsort((label, -conflicts.sum(axis=1), doubt))
    return EntityQuality(
        label[order], counts[label][order], np.bincount(of, minlength=len(label))[order], weakest[order],
        np.bincount(of[speaking][bridge], minlength=len(label))[order], lowest[order], conflicts[order],
    )  # fmt: skip


def _inside(outcome: LinkOutcome, counts: Counts) -> tuple[Positions, Positions, Floats]:
    """Return pairs inside entities: all of those up to `MAX_INSIDE` records, compared anew, the kept ones beyond."""
    labels = outcome.labels
    large = (labels[outcome.left] == labels[outcome.right]) & (counts[labels[outcome.left]] > MAX_INSIDE)
    lefts, rights = [outcome.left[large]], [outcome.right[large]]
    order = np.argsort(labels, kind="stable")
    starts = np.append(0, np.cumsum(counts))
    for count in np.unique(counts[(counts > 1) & (counts <= MAX_INSIDE)]).tolist():
        table = order[starts[:-1][counts == count][:, None] + np.arange(count)]
        i, j = np.triu_indices(count, 1)
        lefts.append(table[:, i].ravel().astype(np.int32))
        rights.append(table[:, j].ravel().astype(np.int32))
    small = (
        outcome.scorer.compare(outcome.place[np.concatenate(lefts[1:])], outcome.place[np.concatenate(rights[1:])])
        if len(lefts) > 1
        else None
    )
    known = outcome.weight[large] + outcome.model.prior_weight
    odds = known if small is None else np.concatenate([known, small.log_odds])
    return np.concatenate(lefts), np.concatenate(rights), odds


def _weakest(size: int, left: Positions, right: Positions, odds: Floats, *, of: Counts, entities: int) -> Floats:
    """Return the lowest odds on the strongest tree over each entity's records: a minimum spanning tree of doubts."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import minimum_spanning_tree

    out = np.full(entities, np.inf)
    if not len(left):
        return np.full(entities, np.nan)
    # doubts above zero, or the tree would take them for no pair at all
    top = float(odds.max()) + 1.0
    tree = minimum_spanning_tree(coo_matrix((top - odds, (left, right)), shape=(size, size)).tocsr()).tocoo()
    entity = np.full(size, ABSENT, np.int64)
    entity[left] = of
    entity[right] = of
    np.minimum.at(out, entity[tree.row], top - tree.data)
    out[np.isinf(out)] = np.nan
    return out


def _conflicts(outcome: LinkOutcome, number: Counts) -> npt.NDArray[np.bool_]:
    """Tell for each entity and field whether its records hold several values of what a customer has one of."""
    entities = int(number.max(initial=-1)) + 1
    out = np.zeros((entities, len(outcome.fields)), bool)
    of = number[outcome.labels]
    for at, field in enumerate(outcome.fields):
        key = next((field.keys[name] for name in _ONE_EACH if name in field.keys), None)
        if key is None:
            continue
        codes = key.first[outcome.place]
        held = np.flatnonzero((of != ABSENT) & (codes != ABSENT))
        lowest, highest = np.full(entities, len(key.vocabulary)), np.full(entities, -1)
        np.minimum.at(lowest, of[held], codes[held])
        np.maximum.at(highest, of[held], codes[held])
        out[:, at] = highest > lowest
    return out


def bridges(left: Positions, right: Positions, labels: Counts) -> Mask:
    """Tell which pairs are the only thing that holds a group together.

    Parameters
    ----------
    left, right
        Pairs, each once, inside groups.
    labels
        Group of each record.

    Examples
    --------
    >>> left, right = np.array([0, 0, 1, 2], np.int32), np.array([1, 2, 2, 3], np.int32)
    >>> bridges(left, right, np.zeros(4, np.int64)).tolist()
    [False, False, False, True]
    """
    out = np.zeros(len(left), bool)
    group = labels[left]
    pairs, records = np.bincount(group, minlength=len(labels)), np.bincount(labels, minlength=len(labels))
    # a single pair holds alone, and nothing hangs on one pair where all speak together
    out[pairs[group] == 1] = True
    open_groups = (pairs[group] > 1) & (pairs[group] < records[group] * (records[group] - 1) // 2)
    near: dict[int, list[tuple[int, int]]] = {}
    for edge in np.flatnonzero(open_groups).tolist():
        a, b = int(left[edge]), int(right[edge])
        near.setdefault(a, []).append((b, edge))
        near.setdefault(b, []).append((a, edge))
    met: dict[int, int] = {}
    for start in near:
        if start not in met:
            out[_bridges_from(start, near, met)] = True
    return out


def _bridges_from(start: int, near: dict[int, list[tuple[int, int]]], met: dict[int, int]) -> list[int]:
    """Walk one component in depth; a pair is a bridge where what lies behind it reaches back no further."""
    found: list[int] = []
    back: dict[int, int] = {}
    stack = [(start, ABSENT, iter(near[start]))]
    met[start] = back[start] = len(met)
    while stack:
        here, came_by, others = stack[-1]
        for other, edge in others:
            if edge == came_by:
                continue
            if other in met:
                back[here] = min(back[here], met[other])
                continue
            met[other] = back[other] = len(met)
            stack.append((other, edge, iter(near[other])))
            break
        else:
            stack.pop()
            if stack:
                before = stack[-1][0]
                back[before] = min(back[before], back[here])
                if back[here] > met[before]:
                    found.append(came_by)
    return found


def impact(outcome: LinkOutcome, pairs: Counts) -> Floats:
    """Return how many records a decision on each pair would join or split; 0 where it would change no entity.

    Parameters
    ----------
    outcome
        The linked records.
    pairs
        Numbers of kept pairs.
    """
    labels = outcome.labels
    counts = np.bincount(labels, minlength=len(labels))
    mine, other = labels[outcome.left[pairs]], labels[outcome.right[pairs]]
    out = (counts[mine] + counts[other]).astype(np.float64)
    inside = mine == other
    # among the pairs of the entities asked about only
    asked = np.zeros(len(labels), bool)
    asked[mine[inside]] = True
    kept = np.flatnonzero(asked[labels[outcome.left]] & (labels[outcome.left] == labels[outcome.right]))
    kept = kept[outcome.probability[kept] > 0.5]
    alone = np.zeros(len(outcome.left), bool)
    alone[kept] = bridges(outcome.left[kept], outcome.right[kept], labels)
    out[inside] = np.where(alone[pairs[inside]], counts[mine[inside]], 0)
    return out


def undecided(outcome: LinkOutcome) -> Mask:
    """Tell which kept pairs the user has not decided."""
    decisions = np.concatenate([outcome.grouping.must_link, outcome.grouping.cannot_link])
    if not len(decisions):
        return np.ones(len(outcome.left), bool)
    places = np.column_stack([outcome.place[outcome.left], outcome.place[outcome.right]])
    size = len(outcome.labels)
    packed = [np.sort(pairs.astype(np.int64), axis=1) @ np.array([size, 1]) for pairs in (places, decisions)]
    return ~np.isin(*packed)
