"""Weighted pairs to entities: cluster, compare what touching clusters left open, cluster again; sources that are clean.

The traps: a pair in which one side says almost nothing has the odds of a random pair, and summed over a cluster such
pairs would outvote the evidence; and a source that holds every customer once is torn by look-alikes of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from custdq.steps.link.cluster import (
    ABSENT_PAIR,
    ABSENT_PAIR_COMPLETED,
    NOTHING_APART,
    Apart,
    Labels,
    correlation_clusters,
    missing_pairs,
)
from custdq.steps.link.copies import joined_runs, odds_before_data, runs_of_copies, torn_runs
from custdq.steps.link.encode import ABSENT, Codes, Positions
from custdq.steps.link.model import Floats
from custdq.steps.link.predict import ScoredPairs, Scorer

#: What a compared pair that says nothing counts (log2 odds), and the most that silence adds to what speaks against.
SILENT_PAIR = -0.5

#: Share of a source's linked records that may meet another of the same source by mistake while it counts as clean.
CLEAN_SHARE = 0.05

#: Fewer linked records than this show nothing about a source.
_FEW_LINKED = 20

#: What a pair the user has decided counts (log2 odds): more than all evidence there can be.
_DECIDED = 1e6

Pairs = npt.NDArray[np.int32]


def no_pairs() -> Pairs:
    """Return pairs of records, none of them."""
    return np.empty((0, 2), np.int32)


@dataclass(frozen=True)
class Grouping:
    """How weighted pairs become entities.

    threshold
        Probability above which a pair speaks for one entity (0 to 1).
    across
        Source code of each record where only pairs across sources count; None: all pairs.
    one_to_one
        Each source is clean; otherwise this is found out.
    apart
        Records that cannot be one entity.
    must_link, cannot_link
        int32, pairs x 2: what the user has decided.
    """

    threshold: float = 0.5
    across: Codes | None = None
    one_to_one: bool = False
    apart: Apart = NOTHING_APART
    must_link: Pairs = field(default_factory=no_pairs)
    cannot_link: Pairs = field(default_factory=no_pairs)


def find_entities(scorer: Scorer, scored: ScoredPairs, grouping: Grouping) -> Labels:
    """Return the entity of each record: the smallest position in it."""
    if grouping.across is not None:
        return _across_sources(scorer, scored, grouping, grouping.across)
    return _with_copies(scorer, _clustered(scorer, scored, grouping), grouping)


def _with_copies(scorer: Scorer, labels: Labels, grouping: Grouping) -> Labels:
    """Join copies where the fit, or else the weights before any data, call them one entity."""
    runs = torn_runs(labels, runs_of_copies(scorer.fields, longer_than=1))
    if not len(runs):
        return labels
    fitted = scorer.compare(runs[:, 0], runs[:, 0] + 1).log_odds
    odds = np.maximum(fitted, odds_before_data(scorer.fields, runs))
    runs = runs[odds > _offset(grouping.threshold)]
    joined = joined_runs(labels, runs)
    parted = grouping.cannot_link[joined[grouping.cannot_link[:, 0]] == joined[grouping.cannot_link[:, 1]]]
    if not len(parted):
        return joined
    # the user's word stands above copies
    return joined_runs(labels, runs[~np.isin(joined[runs[:, 0]], joined[parted[:, 0]])])


def _across_sources(scorer: Scorer, scored: ScoredPairs, grouping: Grouping, source: Codes) -> Labels:
    if grouping.one_to_one:
        return _clustered(scorer, scored, _one_each(grouping, source))
    labels = _clustered(scorer, scored, grouping)
    clean = clean_sources(labels, source)
    if not clean.any():
        return labels
    return _clustered(scorer, scored, _one_each(grouping, np.where(clean[source], source, ABSENT).astype(np.int32)))


def _one_each(grouping: Grouping, codes: Codes) -> Grouping:
    decided = codes.copy()
    decided[grouping.must_link.ravel()] = ABSENT
    return replace(grouping, apart=replace(grouping.apart, one_each=(*grouping.apart.one_each, decided)))


def clean_sources(labels: Labels, source: Codes) -> npt.NDArray[np.bool_]:
    """Tell which sources hold each entity once, but for a few look-alikes, and yet not always.

    Parameters
    ----------
    labels
        Entity of each record, found without regard to sources.
    source
        Source code of each record.

    Returns
    -------
    numpy.ndarray
        bool, one a source: few of its linked records share their entity with another of its own, and some do.
    """
    sources = int(source.max(initial=-1)) + 1
    entity = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    cell, held = np.unique(entity * sources + source, return_counts=True)
    kinds_of_source = np.bincount(cell // sources, minlength=int(entity.max(initial=-1)) + 1)
    linked = kinds_of_source[cell // sources] > 1
    of = cell % sources
    in_linked = np.bincount(of[linked], held[linked], sources)
    repeated = np.bincount(of[linked], np.where(held[linked] > 1, held[linked], 0), sources)
    return (repeated > 0) & (in_linked >= _FEW_LINKED) & (repeated <= CLEAN_SHARE * in_linked)


def _clustered(scorer: Scorer, scored: ScoredPairs, grouping: Grouping) -> Labels:
    """Cluster, compare the pairs between touching clusters that blocking never made, and cluster once more."""
    size = scorer.candidates.records
    left, right, odds = _decided(scored, _counted(scored, scorer, grouping), grouping)
    labels = correlation_clusters(size, left, right, odds, absent=ABSENT_PAIR, apart=grouping.apart)
    more_left, more_right = missing_pairs(labels, left, right, odds)
    if grouping.across is not None:
        differs = grouping.across[more_left] != grouping.across[more_right]
        more_left, more_right = more_left[differs], more_right[differs]
    more = _counted(scorer.compare(more_left, more_right), scorer, grouping)
    left, right = np.concatenate([left, more_left]), np.concatenate([right, more_right])
    return correlation_clusters(
        size, left, right, np.concatenate([odds, more]), absent=ABSENT_PAIR_COMPLETED, apart=grouping.apart
    )


def _counted(pairs: ScoredPairs, scorer: Scorer, grouping: Grouping) -> Floats:
    """Return what each pair counts in its cluster: its odds, yet no more against than its evidence and its silence.

    Pairs nearer to a household keep their odds: they are not silent.
    """
    odds = pairs.log_odds - _offset(grouping.threshold)
    evidence = np.minimum(pairs.log_odds - scorer.model.prior_weight, 0.0)
    silent = (odds < 0) & ~pairs.household
    return np.where(silent, np.maximum(odds, evidence + SILENT_PAIR), odds)


def _decided(scored: ScoredPairs, odds: Floats, grouping: Grouping) -> tuple[Positions, Positions, Floats]:
    """Return the pairs with the user's decisions in the place of evidence."""
    decisions = [(grouping.must_link, _DECIDED), (grouping.cannot_link, -_DECIDED)]
    if not any(len(pairs) for pairs, _ in decisions):
        return scored.left, scored.right, odds
    pairs = np.sort(np.concatenate([pairs for pairs, _ in decisions]), axis=1)
    fixed = np.repeat([value for _, value in decisions], [len(pairs) for pairs, _ in decisions])
    size = max(int(pairs.max()), int(scored.right.max(initial=0))) + 1
    mine, theirs = (left.astype(np.int64) * size + right for left, right in (pairs.T, (scored.left, scored.right)))
    open_pairs = ~np.isin(theirs, mine)
    _, first = np.unique(mine, return_index=True)
    return (
        np.concatenate([scored.left[open_pairs], pairs[first, 0]]).astype(np.int32),
        np.concatenate([scored.right[open_pairs], pairs[first, 1]]).astype(np.int32),
        np.concatenate([odds[open_pairs], fixed[first]]),
    )


def _offset(threshold: float) -> float:
    return float(np.log2(threshold / (1 - threshold)))
