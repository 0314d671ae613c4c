"""Precision and recall from a few labelled pairs: a stratified sample, and the shares it stands for.

Pairs are drawn by bands of match probability, most where a label tells most; each answer then stands for its band.
Linked pairs are apart from others, and from those that nobody kept and that comparing some records with all has found.
The traps: recall on kept pairs alone says nothing of what was never made; answers of a sample drawn unevenly must not
be averaged evenly; and a band in which all answers were alike is not known for certain, so its share is smoothed before
its spread is told.

Sources: Neyman 1934 (allocation); Cochran 1977, chapters 5, 6 and 12 (stratified, ratio and two-phase estimators);
Wilson 1927 (interval), with the effective number of labels of a stratified sample.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from custdq.errors import OptionError
from custdq.steps.link.encode import Mask, Positions
from custdq.steps.link.model import Floats

#: Bounds of the ten bands of match probability.
BANDS = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 0.99, 0.999)

#: Labels a band has at least, where it has as many pairs.
LEAST = 2

#: A band is never taken to be surer than this, whatever the model says.
_UNSURE = 0.01

#: Standard errors of a 95 % interval.
_Z = 1.959964

#: Standard error, in means, of a number of which only the mean is known: 97.5 % of an exponential lie below log(40).
_MEAN_KNOWN = (np.log(40) - 1) / _Z

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class PairPopulation:
    """The pairs that may be labelled, and what is known of those that may not.

    left, right
        The pairs, each once.
    probability
        Match probability of each (0 to 1).
    linked
        Whether its records are one entity.
    found
        Whether it is neither linked nor kept: a pair as likely as kept ones that some records compared with all found.
    share
        Share of all such pairs that were found (0 to 1).
    together
        Such pairs that a record which has any has on average: they come in heaps.
    beyond
        Matches the model expects among all pairs less likely than those: too many pairs for labels to find any.
    """

    left: Positions
    right: Positions
    probability: Floats
    linked: Mask
    found: Mask
    share: float = 1.0
    together: float = 1.0
    beyond: float = 0.0

    @property
    def weight(self) -> Floats:
        """How many pairs each stands for."""
        return np.where(self.found, 1.0 / self.share, 1.0)


@dataclass(frozen=True)
class QualityEstimate:
    """Precision and recall of the linked pairs, each with a 95 % interval (0 to 1).

    Recall counts what was not linked: pairs kept, pairs that nobody kept, by a sample of records compared with all
    others, and what the model expects among pairs less likely than 0.01, which is known to its own size only.

    labelled, pairs
        Pairs labelled, and pairs they stand for.
    matches
        Estimated matches among all pairs of records.
    beyond
        Those of them the model expects where no label can tell.
    """

    precision: float
    precision_low: float
    precision_high: float
    recall: float
    recall_low: float
    recall_high: float
    labelled: int
    pairs: int
    matches: float
    beyond: float

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f} ({self.precision_low:.3f} to {self.precision_high:.3f}), "
            f"recall {self.recall:.3f} ({self.recall_low:.3f} to {self.recall_high:.3f}), 95 % intervals, "
            f"from {self.labelled} labels for {self.pairs} pairs; of {self.matches:.0f} matches {self.beyond:.0f} are "
            "expected by the model among pairs too unlikely to be labelled"
        )


def strata(pairs: PairPopulation) -> Counts:
    """Return the band of each pair, those of linked pairs ten higher than those of others, those found twenty."""
    bands = len(BANDS) + 1
    group = np.where(pairs.found, 2 * bands, np.where(pairs.linked, bands, 0))
    return np.searchsorted(BANDS, pairs.probability, side="right") + group


def allocate(sizes: Counts, spread: Floats, labels: int) -> Counts:
    """Share labels out over strata in proportion to size times spread, at least `LEAST` each, none beyond its size.

    >>> allocate(np.array([1000, 100, 1]), np.array([0.1, 0.5, 0.5]), 40).tolist()
    [26, 13, 1]
    """
    given = np.minimum(sizes, LEAST)
    wanted = sizes * spread
    while (left := min(labels, int(sizes.sum())) - int(given.sum())) > 0:
        open_strata = given < sizes
        aim = np.where(open_strata, wanted, 0.0)
        # what a stratum has already counts toward its share
        lacking = np.maximum(aim / aim.sum() * (left + given[open_strata].sum()) - given, 0.0) * open_strata
        more = np.minimum(np.floor(lacking).astype(np.int64), sizes - given)
        if more.sum() == 0 or more.sum() > left:
            more = np.zeros_like(given)
            more[int(np.argmax(np.where(open_strata, lacking, -1.0)))] = 1
        given = given + more
    return given


def sample_pairs(pairs: PairPopulation, *, labels: int, seed: int) -> Counts:
    """Return which pairs to label, in an order of chance.

    Parameters
    ----------
    pairs
        All there are.
    labels
        How many to draw.
    seed
        The same seed draws the same pairs.
    """
    of = strata(pairs)
    sizes = np.bincount(of, minlength=3 * (len(BANDS) + 1))
    mean = np.bincount(of, pairs.probability, len(sizes)) / np.maximum(sizes, 1)
    mean = np.clip(mean, _UNSURE, 1 - _UNSURE)
    stands_for = np.bincount(of, pairs.weight, len(sizes)) / np.maximum(sizes, 1)
    given = allocate(sizes, stands_for * np.sqrt(mean * (1 - mean)), labels)
    draw = np.random.default_rng(seed)
    chosen = [draw.choice(np.flatnonzero(of == band), count, replace=False) for band, count in enumerate(given)]
    return np.asarray(draw.permutation(np.concatenate(chosen)), np.int64)


class _Matches(NamedTuple):
    """Matches in some strata: their number, that number smoothed, and its variance."""

    number: float
    soft: float
    variance: float


def estimate_quality(pairs: PairPopulation, *, labelled: Counts, match: Mask) -> QualityEstimate:
    """Estimate precision and recall of the links from the labels of some pairs.

    Parameters
    ----------
    pairs
        All there are.
    labelled, match
        Which pairs were labelled, and whether each is a match.

    Raises
    ------
    OptionError
        When linked pairs, or those that were not linked, have no label at all.
    """
    of = strata(pairs)
    kept, linked, found = (_matches(of, labelled, match, group=group) for group in range(3))
    lost = _of_all(found, pairs)
    missed = kept.number + lost.number + pairs.beyond
    # one more than the model expects there is never out of the question
    soft_missed = kept.soft + lost.soft + pairs.beyond + 1
    missed_variance = kept.variance + lost.variance + (_MEAN_KNOWN * (pairs.beyond + 1)) ** 2
    count = int(pairs.linked.sum())
    precision = linked.number / count if count else 1.0
    every = linked.number + missed
    recall = linked.number / every if every else 1.0
    # linearised: recall is the ratio of two estimated totals
    soft_every = max(linked.soft + soft_missed, 1e-12)
    soft = linked.soft / soft_every
    spread = ((1 - soft) ** 2 * linked.variance + soft**2 * missed_variance) / soft_every**2
    low, high = _wilson(precision, linked.soft / max(count, 1), linked.variance / max(count, 1) ** 2)
    recall_low, recall_high = _wilson(recall, soft, spread)
    stands_for = round(float(pairs.weight.sum()))
    return QualityEstimate(
        precision, low, high, recall, recall_low, recall_high, len(labelled), stands_for, every, pairs.beyond
    )


def _of_all(found: _Matches, pairs: PairPopulation) -> _Matches:
    """Return the matches among all pairs nobody kept, of which `found` are those in the pairs that were found."""
    number, unseen = int(pairs.found.sum()), (1 - pairs.share) / pairs.share
    chance = found.soft / number if number else 0.5
    # where none was found one may have been missed
    counted = pairs.together * (number + 1) * unseen / pairs.share
    return _Matches(
        found.number / pairs.share,
        found.soft / pairs.share + chance * unseen * (number == 0),
        found.variance / pairs.share**2 + chance**2 * counted,
    )


def _matches(of: Counts, labelled: Counts, match: Mask, *, group: int) -> _Matches:
    """Return the matches among the pairs of one group of strata: others, linked pairs, pairs found."""
    bands = len(BANDS) + 1
    mine = slice(group * bands, (group + 1) * bands)
    sizes, labels = (np.bincount(some, minlength=3 * bands)[mine] for some in (of, of[labelled]))
    matches = np.bincount(of[labelled], match, 3 * bands)[mine]
    if not sizes.sum():
        return _Matches(0.0, 0.0, 0.0)
    if not labels.sum():
        which = ("pairs that were not linked", "linked pairs", "pairs that nobody kept")[group]
        raise OptionError(f"None of the {which} has a label. Label what links.sample() draws.")
    # a band nobody labelled is judged with the nearest one that has labels
    held = np.flatnonzero(labels)
    nearest = held[np.argmin(np.abs(np.arange(bands)[:, None] - held), axis=1)]
    sizes = np.bincount(nearest, sizes, bands)[held]
    labels, matches = labels[held], matches[held]
    soft = (matches + 1) / (labels + 2)
    unseen = 1 - labels / np.maximum(sizes, 1)
    variance = sizes**2 * unseen * soft * (1 - soft) / labels
    # where all were labelled nothing is left to guess
    soft = matches / labels + (soft - matches / labels) * unseen
    return _Matches(float((sizes * matches / labels).sum()), float((sizes * soft).sum()), float(variance.sum()))


def _wilson(share: float, soft: float, variance: float) -> tuple[float, float]:
    if variance <= 0:
        return share, share
    labels = max(soft * (1 - soft) / variance, 1e-9)
    centre = (share + _Z**2 / (2 * labels)) / (1 + _Z**2 / labels)
    half = _Z / (1 + _Z**2 / labels) * np.sqrt(share * (1 - share) / labels + _Z**2 / (4 * labels**2))
    return float(max(centre - half, 0.0)), float(min(centre + half, 1.0))
