"""Intervals for shares: Wilson's, with a correction where the sample is much of the population.

The trap: Wald's interval covers 87 % instead of 95 % at a share of 0.98 and n = 100. Census values get no interval.
"""

from __future__ import annotations

import math

#: Two-sided 95 %.
Z = 1.959963984540054


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
    centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def size_to_settle(share: float, threshold: float) -> int:
    """Return about how many checked values would tell whether a share lies above a threshold.

    >>> size_to_settle(0.97, 0.95)
    280
    """
    gap = abs(share - threshold)
    spread = max(share * (1 - share), 0.01)
    return math.ceil(Z * Z * spread / (gap * gap)) if gap > 1e-9 else 1_000_000
