"""Alarms on a run's change: scores that dropped beyond noise, columns that drifted.

Every score is compared, so a test at 1 % would cry wolf each week: the level is shared among all comparisons
(Bonferroni), and a change must also be large enough to matter. The trap: with a million records any change is
significant, with twenty none is; so both are asked, chance and size. Records stay the same from run to run, which the
tests here do not count on: they cry too seldom rather than too often.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from statistics import NormalDist, median
from typing import Any, NamedTuple

from custdq.steps.score.history import Entry, previous, series

#: The chance of a false alarm in a run in which nothing changed.
LEVEL = 0.01
#: The least change that is worth an alarm: of a score, of a share of cells, of a distribution (index of stability).
SCORE_DROP, SHARE_DRIFT, STABILITY = 0.01, 0.02, 0.1
#: Runs from which the spread of a score is known well enough to tell an unusual one.
_RUNS = 8
_SPREAD = 3 * 1.4826

_DEVIATION = NormalDist()


class Alarm(NamedTuple):
    """A change that is no chance: `kind` is drop, low or drift; `before` and `after` are 0 to 1 or an index."""

    kind: str
    name: str
    before: float | None
    after: float | None
    reason: str


def alarms(entries: Sequence[Entry], entry: Entry) -> list[Alarm]:
    """Return what changed for the worse, or strangely, since the last run.

    Parameters
    ----------
    entries
        The history.
    entry
        This run.

    Returns
    -------
    list of Alarm
        `drop`: a score fell since the last run under the same rules, by a point or more and beyond chance (one-sided
        test of two proportions on the records assessed). `low`: a dimension lies below what it was in eight runs or
        more, by three deviations (median and MAD). `drift`: the share of missing or invalid cells of a column moved by
        two points or more and beyond chance, or its values are spread otherwise (population stability index above 0.1
        and above its own bound for these numbers of values).
    """
    comparable = series(entries, entry)
    found = list(_drops(comparable[-1], entry)) if comparable else []
    found += _lows(comparable, entry)
    before = previous(entries, entry)
    return found + (list(_drifts(before, entry)) if before is not None else [])


# --- scores -----------------------------------------------------------------------------------------------------------


def _drops(before: Entry, entry: Entry) -> Iterator[Alarm]:
    pairs = {name: (before["scores"].get(name), now) for name, now in entry["scores"].items() if _is_plain(name)}
    for name, groups in entry["groups"].items():
        for group, now in groups.items():
            pairs[f"{name} for {group or '(none)'}"] = (before["groups"].get(name, {}).get(group), now)
    pairs = {name: (old, new) for name, (old, new) in pairs.items() if old is not None and _told(old) and _told(new)}
    least = _DEVIATION.inv_cdf(1 - LEVEL / max(len(pairs), 1))
    for name, (old, new) in pairs.items():
        drop = old[0] - new[0]
        if drop >= SCORE_DROP and drop > least * _error((old[0], old[1]), (new[0], new[1])):
            yield Alarm(
                "drop", name, old[0], new[0], f"{name} fell by {100 * drop:.1f} points, more than chance would."
            )


def _is_plain(name: str) -> bool:
    """Tell whether a score stands for itself: the worst is another one, a part is told with its dimension."""
    return name not in ("worst", "validity") and name.count(".") < 2


def _told(pair: Sequence[Any]) -> bool:
    return pair[0] is not None and bool(pair[1])


def _error(old: tuple[float, float], new: tuple[float, float]) -> float:
    """Return the standard error of the difference of two shares, pooled; a graded score varies less than this."""
    share = (old[0] * old[1] + new[0] * new[1]) / (old[1] + new[1])
    return math.sqrt(max(share * (1 - share), 0.0) * (1 / old[1] + 1 / new[1]))


def _lows(comparable: Sequence[Entry], entry: Entry) -> list[Alarm]:
    """Return the dimensions that lie below what they have been, seen over all comparable runs."""
    found = []
    for name, now in entry["scores"].items():
        known = [each["scores"][name][0] for each in comparable if name in each["scores"]]
        known = [score for score in known if score is not None]
        if "." in name or name == "worst" or now[0] is None or len(known) < _RUNS:
            continue
        middle = median(known)
        spread = median(abs(score - middle) for score in known)
        if now[0] < middle - max(_SPREAD * spread, SCORE_DROP):
            why = f"{name} lies below what it was in {len(known)} runs."
            found.append(Alarm("low", name, middle, now[0], why))
    return found


# --- columns ----------------------------------------------------------------------------------------------------------


def _drifts(before: Entry, entry: Entry) -> Iterator[Alarm]:
    shared = [name for name in entry["columns"] if name in before["columns"]]
    least = _DEVIATION.inv_cdf(1 - LEVEL / max(4 * len(shared), 1))
    for name in shared:
        old, new = before["columns"][name], entry["columns"][name]
        yield from _shares(name, old, new, least)
        index, bound = stability(old["bins"], new["bins"], level=LEVEL / max(len(shared), 1))
        if index is not None and index > max(STABILITY, bound):
            why = f"The values of {name} are spread otherwise than before."
            yield Alarm("drift", f"{name}.values", None, index, why)
    for name in before["columns"]:
        if name not in entry["columns"]:
            yield Alarm("drift", f"{name}.missing", None, None, f"The column {name} is no longer there.")


def _shares(name: str, old: Mapping[str, Any], new: Mapping[str, Any], least: float) -> Iterator[Alarm]:
    filled = [each["rows"] - each["missing"] for each in (old, new)]
    for what, wholes in (("missing", [old["rows"], new["rows"]]), ("invalid", filled)):
        if not all(wholes):
            continue
        one, two = old[what] / wholes[0], new[what] / wholes[1]
        change = two - one
        if abs(change) >= SHARE_DRIFT and abs(change) > least * _error((one, wholes[0]), (two, wholes[1])):
            moved = f"{'rose' if change > 0 else 'fell'} from {100 * one:.1f} % to {100 * two:.1f} %"
            yield Alarm("drift", f"{name}.{what}", one, two, f"Cells of {name} that are {what} {moved}.")


def stability(old: Mapping[str, int], new: Mapping[str, int], *, level: float = LEVEL) -> tuple[float | None, float]:
    """Return the population stability index of two distributions, and what chance alone exceeds at a level.

    The index is the sum over bins of (q - p) ln(q / p). Where nothing changed, it is about (1/n + 1/m) times chi-square
    with one degree of freedom less than bins (Yurdakul and Naranjo 2020); the bound is its quantile (Wilson and
    Hilferty 1931). Bins that hold next to nothing on both sides are taken together.

    Examples
    --------
    >>> index, bound = stability({"a": 500, "b": 500}, {"a": 300, "b": 700})
    >>> round(index, 3), round(bound, 3)
    (0.169, 0.013)
    >>> stability({"a": 5}, {})
    (None, 0.0)
    """
    n, m = sum(old.values()), sum(new.values())
    if not n or not m:
        return None, 0.0
    names = sorted(set(old) | set(new))
    rare = [name for name in names if old.get(name, 0) + new.get(name, 0) < 5]
    pairs = [(old.get(name, 0), new.get(name, 0)) for name in names if name not in rare]
    if rare:
        pairs.append((sum(old.get(name, 0) for name in rare), sum(new.get(name, 0) for name in rare)))
    size = len(pairs)
    if size < 2:
        return 0.0, 0.0
    # half a value in every bin: a bin that is empty on one side is no infinite change
    shares = [((a + 0.5) / (n + size / 2), (b + 0.5) / (m + size / 2)) for a, b in pairs]
    index = sum((q - p) * math.log(q / p) for p, q in shares)
    free = size - 1
    quantile = free * (1 - 2 / (9 * free) + _DEVIATION.inv_cdf(1 - level) * math.sqrt(2 / (9 * free))) ** 3
    return index, (1 / n + 1 / m) * quantile
