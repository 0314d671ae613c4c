"""Intervals for shares: Wilson's, with a correction where the sample is much of the population.

The trap: Wald's interval covers 87 % instead of 95 % at a share of 0.98 and n = 100. Census values get no interval.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from custdq.steps.score.units import Floats

#: Two-sided 95 %.
Z = 1.959963984540054

_Numbers = TypeVar("_Numbers", float, Floats)


def wilson(share: float, n: float, *, population: float | None = None) -> tuple[float, float]:
    """Return the lower and upper 95 % bound of a share (Wilson 1927; finite population: O'Neill 2021).

    Parameters
    ----------
    share
        Observed share, 0 to 1.
    n
        Sample size (effective size where weighted); 0 gives (0, 1).
    population
        Size of the population sampled; None: endless. A sample of all of it leaves no doubt.

    Examples
    --------
    >>> [round(bound, 2) for bound in wilson(1.0, 3)]
    [0.44, 1.0]
    >>> wilson(0.5, 10, population=10)
    (0.5, 0.5)
    """
    if n <= 0:
        return 0.0, 1.0
    if population is not None:
        if n >= population:
            return share, share
        n = n * (population - 1) / (population - n)
    low, high = wilson_bounds(share, n)
    return max(0.0, low), min(1.0, high)


def wilson_bounds(share: _Numbers, n: _Numbers) -> tuple[_Numbers, _Numbers]:
    """Return the two bounds of a share, or of each of many, before they are cut to 0 and 1; `n` above 0."""
    centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * (share * (1 - share) / n + Z * Z / (4 * n * n)) ** 0.5
    return centre - half, centre + half


def stratified(strata: Sequence[tuple[int, int, int]]) -> tuple[float, float, float, float]:
    """Return share, lower and upper 95 % bound and effective sample size of a stratified sample.

    The effective size is that of a plain sample of the same variance (Kott 2017); where no stratum shows any variance,
    that of a plain sample with the same weights (Kish 1965). Strata nobody looked at are taken to be like the rest.

    Parameters
    ----------
    strata
        Population, values checked and values confirmed of each stratum.

    Examples
    --------
    >>> share, lower, upper, n = stratified([(500, 50, 45), (500, 50, 45)])
    >>> round(share, 2), round(n), [round(bound, 3) for bound in wilson(0.9, 100, population=1000)]
    (0.9, 99, [0.83, 0.943])
    """
    seen = [(size, n, right) for size, n, right in strata if n > 0]
    known, population = sum(size for size, _, _ in seen), sum(size for size, _, _ in strata)
    share = sum(size / known * right / n for size, n, right in seen)
    checked = sum(n for _, n, _ in seen)
    if len(seen) == 1:
        effective = float(checked)
    else:
        kish = 1 / sum((size / known) ** 2 / n for size, n, _ in seen)
        spread = [(size / known) ** 2 * (right / n) * (1 - right / n) / max(n - 1, 1) for size, n, right in seen]
        plain = share * (1 - share) / max(checked - 1, 1)
        settled = all(0 < right < n for _, n, right in seen)
        effective = checked * plain / sum(spread) if settled else kish
    if all(n >= size for size, n, _ in strata):
        return share, share, share, float(checked)
    low, high = wilson(min(share, 1.0), min(effective, population - 1), population=population)
    return share, low, high, effective


def size_for(margin: float, *, share: float = 0.5, population: float | None = None) -> int:
    """Return the size of a sample whose 95 % interval is at most `margin` (0 to 1) to either side of the share.

    >>> size_for(0.03, share=0.9), size_for(0.03, share=0.9, population=500)
    (388, 219)
    """
    most = 10**9 if population is None else max(1, int(population))

    def half(n: int) -> float:
        low, high = wilson(share, n, population=population)
        return (high - low) / 2

    return _smallest(lambda n: half(n) <= margin, most)


def size_to_settle(share: float, threshold: float, *, population: float | None = None) -> int:
    """Return how many checked values would tell whether a share lies above a threshold, if it stays what it is.

    >>> size_to_settle(0.97, 0.95)
    457
    """
    most = 10**9 if population is None else max(1, int(population))

    def settled(n: int) -> bool:
        low, high = wilson(share, n, population=population)
        return low >= threshold or high < threshold

    return _smallest(settled, most)


def _smallest(holds: Callable[[int], bool], most: int) -> int:
    """Return the least n from 1 to `most` at which a test holds that stays true; `most` where it never does."""
    low, high = 1, 1
    while high < most and not holds(high):
        low, high = high + 1, min(high * 2, most)
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low
