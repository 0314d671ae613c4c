"""Precision and recall from a few labelled pairs: a stratified sample, and the shares it stands for.

Pairs are drawn by bands of match probability, linked pairs and others apart, most where a label tells most; each answer
then stands for its band. The traps: answers of a sample drawn unevenly must not be averaged evenly; and a band in which
all answers were alike is not known for certain, so its share is smoothed before its spread is told.

Sources: Neyman 1934 (allocation); Cochran 1977, chapter 5 and 6 (stratified and ratio estimators); Wilson 1927
(interval), with the effective number of labels of a stratified sample.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from custdq.errors import OptionError
from custdq.steps.link.encode import Mask
from custdq.steps.link.model import Floats

#: Bounds of the ten bands of match probability.
BANDS = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 0.99, 0.999)

#: Labels a band has at least, where it has as many pairs.
LEAST = 2

#: A band is never taken to be surer than this, whatever the model says.
_UNSURE = 0.01

#: Standard errors of a 95 % interval.
_Z = 1.959964

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class QualityEstimate:
    """Precision and recall of the kept pairs, each with a 95 % interval (0 to 1).

    Pairs that blocking never made, and those less likely than 0.01, are in no figure: true recall may be lower.

    labelled, pairs
        Pairs labelled, and pairs they stand for.
    matches
        Estimated matches among these pairs.
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

    def __str__(self) -> str:
        return (
            f"precision {self.precision:.3f} ({self.precision_low:.3f} to {self.precision_high:.3f}), "
            f"recall {self.recall:.3f} ({self.recall_low:.3f} to {self.recall_high:.3f}), 95 % intervals, "
            f"from {self.labelled} labels for {self.pairs} pairs; pairs that blocking never made are not in it"
        )


def strata(probability: Floats, linked: Mask) -> Counts:
    """Return the band of each pair, those of linked pairs ten higher than those of others."""
    return np.searchsorted(BANDS, probability, side="right") + np.where(linked, len(BANDS) + 1, 0)


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


def sample_pairs(probability: Floats, linked: Mask, *, labels: int, seed: int) -> Counts:
    """Return which pairs to label, in an order of chance.

    Parameters
    ----------
    probability
        Match probability of each pair (0 to 1).
    linked
        Whether its records are one entity.
    labels
        How many to draw.
    seed
        The same seed draws the same pairs.
    """
    of = strata(probability, linked)
    sizes = np.bincount(of, minlength=2 * (len(BANDS) + 1))
    mean = np.bincount(of, probability, len(sizes)) / np.maximum(sizes, 1)
    mean = np.clip(mean, _UNSURE, 1 - _UNSURE)
    given = allocate(sizes, np.sqrt(mean * (1 - mean)), labels)
    draw = np.random.default_rng(seed)
    chosen = [draw.choice(np.flatnonzero(of == band), count, replace=False) for band, count in enumerate(given)]
    return np.asarray(draw.permutation(np.concatenate(chosen)), np.int64)


def estimate_quality(probability: Floats, linked: Mask, *, labelled: Counts, match: Mask) -> QualityEstimate:
    """Estimate precision and recall of all pairs from the labels of some.

    Parameters
    ----------
    probability, linked
        Match probability of each pair, and whether its records are one entity.
    labelled, match
        Which pairs were labelled, and whether each is a match.

    Raises
    ------
    OptionError
        When linked pairs, or the others, have no label at all.
    """
    of = strata(probability, linked)
    sides = [_side(of, labelled, match, of_linked=side) for side in (True, False)]
    (true, soft_true, spread), (missed, soft_missed, missed_spread) = sides
    pairs = int(linked.sum())
    precision = true / pairs if pairs else 1.0
    found = true + missed
    recall = true / found if found else 1.0
    # linearised: recall is the ratio of two estimated totals
    soft = soft_true / max(soft_true + soft_missed, 1e-12)
    soft_found = max(soft_true + soft_missed, 1e-12)
    ratio_spread = ((1 - soft) ** 2 * spread + soft**2 * missed_spread) / soft_found**2
    low, high = _wilson(precision, soft_true / max(pairs, 1), spread / max(pairs, 1) ** 2)
    recall_low, recall_high = _wilson(recall, soft, ratio_spread)
    return QualityEstimate(
        precision, low, high, recall, recall_low, recall_high, len(labelled), len(probability), found
    )


def _side(of: Counts, labelled: Counts, match: Mask, *, of_linked: bool) -> tuple[float, float, float]:
    """Return the matches among linked pairs or the others: their number, smoothed, and its variance."""
    bands = len(BANDS) + 1
    mine = slice(bands, None) if of_linked else slice(0, bands)
    sizes, labels = (np.bincount(some, minlength=2 * bands)[mine] for some in (of, of[labelled]))
    matches = np.bincount(of[labelled], match, 2 * bands)[mine]
    if not sizes.sum():
        return 0.0, 0.0, 0.0
    if not labels.sum():
        which = "linked pairs" if of_linked else "pairs that were not linked"
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
    return float((sizes * matches / labels).sum()), float((sizes * soft).sum()), float(variance.sum())


def _wilson(share: float, soft: float, variance: float) -> tuple[float, float]:
    if variance <= 0:
        return share, share
    labels = max(soft * (1 - soft) / variance, 1e-9)
    centre = (share + _Z**2 / (2 * labels)) / (1 + _Z**2 / labels)
    half = _Z / (1 + _Z**2 / labels) * np.sqrt(share * (1 - share) / labels + _Z**2 / (4 * labels**2))
    return float(max(centre - half, 0.0)), float(min(centre + half, 1.0))
