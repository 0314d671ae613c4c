"""How far a customer's buying has come: new, active, cooling, dormant, lost, never bought.

The trap: 90 days of silence mean nothing where people buy once a year. What is long is read off the data's own
intervals between purchases, or said by the user.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from custdq.errors import OptionError, did_you_mean
from custdq.steps.relate.cells import Days
from custdq.steps.relate.naming import Numbers

STAGES = ("new", "active", "cooling", "dormant", "lost", "never bought")
#: With fewer intervals the data does not tell what is long.
MIN_INTERVALS = 20
#: Share of all intervals that are no longer than the threshold.
_SHARES = {"active": 0.80, "cooling": 0.95, "dormant": 0.99}


@dataclass(frozen=True)
class Thresholds:
    """Days since the last purchase up to which a customer is active, cooling, dormant; beyond: lost.

    Attributes
    ----------
    new
        Days since the first purchase, on the one day there was one, up to which a customer is new.
    active, cooling, dormant
        Days since the last purchase.
    intervals
        Intervals between purchases they were read off; 0 where the user gave them.
    """

    new: float
    active: float
    cooling: float
    dormant: float
    intervals: int = 0

    @classmethod
    def given(cls, days: Mapping[str, Any]) -> Thresholds:
        """Return the user's own; new is as active where it is left out.

        Raises
        ------
        OptionError
            When one is missing, unknown, no number, or smaller than the one before it.
        """
        names = ("new", "active", "cooling", "dormant")
        if not isinstance(days, Mapping):
            raise OptionError(f"thresholds was given as {type(days).__name__}; expected days: {_EXAMPLE}.")
        for name in days:
            if name not in names:
                raise OptionError(f'thresholds has no "{name}". {did_you_mean(str(name), names)}')
        missing = [name for name in names[1:] if name not in days]
        if missing:
            raise OptionError(f"thresholds says nothing of {', '.join(missing)}; expected days: {_EXAMPLE}.")
        out = {name: days.get(name, days["active"]) for name in names}
        numbers = all(isinstance(each, int | float) and each > 0 for each in out.values())
        if not (numbers and out["active"] < out["cooling"] < out["dormant"]):
            raise OptionError(f"thresholds was given as {dict(days)}; expected days that grow: {_EXAMPLE}.")
        return cls(**out)

    def to_dict(self) -> dict[str, float]:
        """Return them by name."""
        return asdict(self)


_EXAMPLE = '{"active": 90, "cooling": 180, "dormant": 365}'


def thresholds_from(entity: Numbers, days: Days) -> Thresholds | None:
    """Read what is long off the intervals between the purchases of one customer and the next, in days.

    Parameters
    ----------
    entity, days
        Of each purchase, sorted by entity and day, several on one day counted once.

    Returns
    -------
    Thresholds or None
        A customer is active while the silence is no longer than 80 % of all intervals, cooling up to 95 %, dormant up
        to 99 %, then lost; None where there are fewer than 20 intervals. Every customer's intervals together weigh as
        one, so that a few who buy daily do not speak for all.

    Examples
    --------
    >>> thresholds_from(np.repeat(np.arange(10), 4), np.tile(np.array([0, 30, 60, 90]), 10)).active
    30.0
    """
    follows = entity[1:] == entity[:-1]
    gaps = (days[1:] - days[:-1])[follows].astype(np.float64)
    if len(gaps) < MIN_INTERVALS:
        return None
    _, inverse, counts = np.unique(entity[1:][follows], return_inverse=True, return_counts=True)
    order = np.argsort(gaps, kind="stable")
    weight = np.cumsum((1.0 / counts)[inverse.reshape(-1)][order])
    at = [np.searchsorted(weight, share * weight[-1] * (1 - 1e-12)) for share in _SHARES.values()]
    active, cooling, dormant = (float(gaps[order][min(place, len(gaps) - 1)]) for place in at)
    # where all intervals are alike, what is longer still grows
    cooling = max(cooling, active + 1)
    return Thresholds(active, active, cooling, max(dormant, cooling + 1), len(gaps))
