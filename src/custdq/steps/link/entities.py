"""Weighted pairs to entities: cluster, compare what touching clusters left open, cluster again; what stays apart.

The traps: a pair in which one side says almost nothing has the odds of a random pair, and summed over a cluster such
pairs would outvote the evidence; and records that cannot be one entity are chained by third records all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
import numpy.typing as npt

from custdq.steps.link.cluster import (
    ABSENT_PAIR,
    ABSENT_PAIR_COMPLETED,
    NOTHING_APART,
    Absent,
    Apart,
    Labels,
    correlation_clusters,
    missing_pairs,
    open_records,
)
from custdq.steps.link.copies import Runs, joined_runs, odds_before_data, runs_of_copies, torn_runs
from custdq.steps.link.encode import ABSENT, Codes, Positions
from custdq.steps.link.identifiers import IdentifierCodes, contradicting
from custdq.steps.link.model import Floats
from custdq.steps.link.predict import ScoredPairs, Scorer
from custdq.steps.link.sources import clean_codes, clean_sources

#: What a compared pair that says nothing counts (log2 odds), and the most that silence adds to what speaks against.
SILENT_PAIR = -0.5

#: Probability above which a pair is likelier one entity than not.
_LIKELIER = 0.5

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
    sources
        Source code of each record where pairs inside sources count as well, and yet a source may be found out to hold
        each customer once; None: none may.
    identifiers
        Valid identifiers, of which an entity may turn out to hold one.
    apart
        Records that cannot be one entity.
    must_link, cannot_link
        int32, pairs x 2: what the user has decided.
    """

    threshold: float = 0.5
    across: Codes | None = None
    one_to_one: bool = False
    sources: Codes | None = None
    identifiers: tuple[IdentifierCodes, ...] = ()
    apart: Apart = NOTHING_APART
    must_link: Pairs = field(default_factory=no_pairs)
    cannot_link: Pairs = field(default_factory=no_pairs)

    def of(self, order: npt.NDArray[np.integer]) -> Grouping:
        """Return the same of the records in another order: `order` has the number of each before."""
        place = np.empty(len(order), np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        across, sources = (None if codes is None else codes[order] for codes in (self.across, self.sources))
        each, only = (tuple(codes[order] for codes in some) for some in (self.apart.one_each, self.apart.one_only))
        return replace(
            self,
            across=across,
            sources=sources,
            identifiers=tuple(replace(one, codes=one.codes[order]) for one in self.identifiers),
            apart=Apart(each, only),
            must_link=place[self.must_link],
            cannot_link=place[self.cannot_link],
        )


def find_entities(scorer: Scorer, scored: ScoredPairs, grouping: Grouping) -> Labels:
    """Return the entity of each record: the smallest position in it."""
    copies = runs_of_copies(scorer.copied, longer_than=1)
    if grouping.across is not None and grouping.one_to_one:
        grouping = _kept_apart(grouping, one_each=(grouping.across,))
    # what a source holds is no matter of the threshold; and pairs inside it that nobody looked for speak against there,
    # or a few look-alikes would hide that it is clean
    likeliest = replace(grouping, threshold=_LIKELIER)
    labels = _clustered(scorer, scored, likeliest, looked=None)
    found = _found_out(scorer, scored, grouping, labels=labels, copies=copies)
    if found is not grouping or grouping.across is not None or grouping.threshold != _LIKELIER:
        labels = _clustered(scorer, scored, found, looked=grouping.across)
    return _with_copies(scorer, labels, found, copies)


def _found_out(scorer: Scorer, scored: ScoredPairs, grouping: Grouping, *, labels: Labels, copies: Runs) -> Grouping:
    """Return the grouping with what the entities found so far show to be kept apart; itself where they show nothing."""
    each: tuple[Codes, ...] = ()
    if grouping.across is not None and not grouping.one_to_one:
        clean = clean_sources(labels, grouping.across)
        each = (clean_codes(grouping.across, clean, copies[:0]),) if clean.any() else ()
    elif grouping.sources is not None:
        clean = clean_sources(labels, grouping.sources, scored)
        each = (clean_codes(grouping.sources, clean, copies),) if clean.any() else ()
    only = contradicting(scorer, scored, labels, grouping.identifiers)
    return _kept_apart(grouping, one_each=each, one_only=only) if each or only else grouping


def _kept_apart(grouping: Grouping, *, one_each: tuple[Codes, ...] = (), one_only: tuple[Codes, ...] = ()) -> Grouping:
    """Return the grouping with codes that keep records apart, but not those the user has joined."""
    each, only = (tuple(map(partial(_undecided, grouping), codes)) for codes in (one_each, one_only))
    apart = grouping.apart
    return replace(grouping, apart=Apart((*apart.one_each, *each), (*apart.one_only, *only)))


def _undecided(grouping: Grouping, codes: Codes) -> Codes:
    out = codes.copy()
    out[grouping.must_link.ravel()] = ABSENT
    return out


def _with_copies(scorer: Scorer, labels: Labels, grouping: Grouping, copies: Runs) -> Labels:
    """Join copies where the fit, or else the weights before any data, call them one entity."""
    runs = torn_runs(labels, copies)
    if grouping.across is not None or not len(runs):
        return labels  # of copies inside a source nothing is asked, and those across sources go in twos
    before = odds_before_data(scorer.copied, runs)
    # without a key to block on there is nothing a fit could have learnt either
    runs, before = runs[before > -np.inf], before[before > -np.inf]
    odds = np.maximum(scorer.compare(runs[:, 0], runs[:, 0] + 1).log_odds, before)
    runs = runs[odds > _offset(grouping.threshold)]
    joined = joined_runs(labels, runs)
    a, b = grouping.cannot_link.T
    parted = np.append(joined[a[joined[a] == joined[b]]], grouping.apart.violations(joined))
    # the user's word, and what keeps records apart, stand above copies
    return joined_runs(labels, runs[~np.isin(joined[runs[:, 0]], parted)]) if len(parted) else joined


def _clustered(scorer: Scorer, scored: ScoredPairs, grouping: Grouping, *, looked: Codes | None) -> Labels:
    """Cluster, compare the pairs between touching clusters that blocking never made, and cluster once more.

    `looked` is the source code of each record where a pair inside a source that was not made counts nothing.
    """
    left, right, odds = _decided(scored, _counted(scored, scorer, grouping), grouping)
    # what stands behind the last record of a pair is alone
    size, alone = int(right.max(initial=-1)) + 1, np.arange(scorer.candidates.records)
    labels = correlation_clusters(size, left, right, odds, absent=Absent(ABSENT_PAIR, looked), apart=grouping.apart)
    # a cluster that nothing speaks against, and for which all its pairs speak, would come out the same again
    unsettled = open_records(labels, left, right, odds)
    some = np.flatnonzero(unsettled.take(left) | unsettled.take(right))
    left, right, odds = left.take(some), right.take(some), odds.take(some)
    more_left, more_right = missing_pairs(np.where(unsettled, labels, alone[:size]), left, right, odds)
    inside = np.zeros(len(more_left), bool)
    if grouping.across is not None:
        inside = grouping.across[more_left] == grouping.across[more_right]
    if looked is None:
        more_left, more_right, inside = more_left[~inside], more_right[~inside], inside[~inside]
    more = _counted(scorer.compare(more_left, more_right), scorer, grouping)
    # two of one source are joined by others alone, and yet they may show that they are not one
    more = np.where(inside, np.minimum(more, 0.0), more)
    left, right = np.concatenate([left, more_left]), np.concatenate([right, more_right])
    odds, absent = np.concatenate([odds, more]), Absent(ABSENT_PAIR_COMPLETED, looked)
    again = correlation_clusters(size, left, right, odds, absent=absent, apart=grouping.apart)
    return np.concatenate([np.where(unsettled, again, labels), alone[size:]])


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
