"""The gate: does the data come up to what was asked of it.

The trap is failing open. A score that could not be assessed does not pass, a misspelt name is an error, a group nobody
could assess holds the gate up, and a sample too small to tell is inconclusive, with the size that would settle it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real
from typing import Any, NamedTuple

from custdq.errors import OptionError, did_you_mean
from custdq.steps.score.card import ScoreCard
from custdq.steps.score.expectations import DIMENSIONS
from custdq.steps.score.intervals import size_to_settle
from custdq.steps.score.measured import POOLED, Measured, Measures, measures
from custdq.tables import CUSTOMER_COLUMNS

PASSED, WARNED, FAILED, INCONCLUSIVE, UNEVALUATED = "passed", "warned", "failed", "inconclusive", "unevaluated"

_BOUNDS = ("min", "warn", "max_drop")
_KEYS = (*_BOUNDS, "min_rows")
_SAID_GROUPS = 3

Bounds = Mapping[str, float]


class GateOutcome(NamedTuple):
    """One threshold and what became of it.

    `score`, `minimum` and `earlier` (the baseline's score) are 0 to 1, None where there is none.
    """

    name: str
    outcome: str
    score: float | None
    minimum: float | None
    reason: str
    earlier: float | None = None


@dataclass(frozen=True)
class GateResult:
    """What a gate decided: `passed` where nothing failed and everything could be evaluated."""

    outcomes: tuple[GateOutcome, ...]

    def __bool__(self) -> bool:
        """Return `passed`, so that `if card.gate(...)` cannot wave through what fell short."""
        return self.passed

    @property
    def passed(self) -> bool:
        """Return whether every threshold was met; warnings pass."""
        return all(outcome.outcome in (PASSED, WARNED) for outcome in self.outcomes)

    @property
    def unevaluated(self) -> bool:
        """Return whether some threshold could not be evaluated, a sample too small to tell included."""
        return any(outcome.outcome in (INCONCLUSIVE, UNEVALUATED) for outcome in self.outcomes)

    @property
    def status(self) -> str:
        """Return passed, failed or unevaluated; what could not be evaluated outranks what failed."""
        if self.passed:
            return PASSED
        return UNEVALUATED if self.unevaluated else FAILED

    @property
    def reasons(self) -> list[str]:
        """Return why thresholds were not met, one sentence each."""
        return [outcome.reason for outcome in self.outcomes if outcome.outcome != PASSED]


def gate(
    card: ScoreCard,
    thresholds: Mapping[str, Any],
    *,
    baseline: Mapping[str, Any] | None = None,
    strict: bool = False,
    declared: Collection[str] = (),
) -> GateResult:
    """Hold a score card against thresholds.

    Parameters
    ----------
    card
        The score card.
    thresholds
        Name to the least score (0 to 1), or to a table of `min`, `warn`, `max_drop` (against the baseline) and
        `min_rows` (records). Names: a dimension, "validity", "overall", "worst", "complete_rate", a field's dimension
        ("mobile.accuracy"), a part ("consistency.sources"), every group's ("by.owner.completeness"). Tables may nest:
        `{"mobile": {"accuracy": 0.98}}`.
    baseline
        An earlier card as `card_to_dict` gives it, for `max_drop`.
    strict
        Count warnings as failures.
    declared
        Columns the data should have, beside those of unified customer data: a gate on one that is not there is not
        evaluated; on any other unknown column it is a wrong call.

    Raises
    ------
    OptionError
        When a name is unknown, a threshold is no number from 0 to 1, or a table asks for nothing.
    """
    now, absent = measures(_plain(card)), {*declared, *CUSTOMER_COLUMNS}
    before = None if baseline is None else measures(baseline)
    asked = {
        name: (key, _bounds(name, given))
        for written, value in thresholds.items()
        for name, key, given in _flat(str(written), value, now, absent)
    }
    outcomes = [
        judge_groups(name, now.groups[key], bounds, _earlier_groups(key, now, before))
        if key in now.groups
        else judge(name, now.scores.get(key, Measured()), bounds, _earlier(key, now, before))
        for name, (key, bounds) in asked.items()
    ]
    return GateResult(tuple(strictly(each, strict=strict) for each in outcomes))


def strictly(outcome: GateOutcome, *, strict: bool) -> GateOutcome:
    """Return an outcome as it counts: a warning is a failure where the user is strict."""
    return outcome._replace(outcome=FAILED) if strict and outcome.outcome == WARNED else outcome


def _plain(card: ScoreCard) -> dict[str, Any]:
    """Return of a card what a gate may ask about, as it stands in `scorecard.json`."""
    tables = {name: getattr(card, name).to_pylist() for name in ("dimensions", "parts", "fields", "groups")}
    return {"overall": card.overall, "complete_rate": card.complete_rate, "run": card.run, **tables}


def gate_columns(thresholds: Mapping[str, Any]) -> list[str]:
    """Return the columns whose groups are gated, so that the card is grouped by them.

    >>> gate_columns({"by.owner.accuracy": 0.9, "by": {"team": {"overall": 0.8}}, "accuracy": 0.9})
    ['owner', 'team']
    """
    names = [name[3 : name.rindex(".")] for name in thresholds if name.startswith("by.") and name.count(".") > 1]
    nested = thresholds.get("by")
    return list(dict.fromkeys([*names, *(map(str, nested) if isinstance(nested, Mapping) else ())]))


# --- what was asked ---------------------------------------------------------------------------------------------------


def _flat(name: str, given: Any, now: Measures, absent: Collection[str]) -> list[tuple[str, str, Any]]:
    """Return (name, score's name, bounds) of one entry; a table of tables is one entry each."""
    key = now.name_of(name, absent)
    if key is not None:
        return [(name, key, given)]
    inner = given if isinstance(given, Mapping) and not given.keys() & set(_KEYS) else {}
    found = [line for last, value in inner.items() for line in _flat(f"{name}.{last}", value, now, absent)]
    if not found:
        raise OptionError(f'There is no score "{name}" to gate. {_nearest(name, now)}')
    return found


def _nearest(name: str, now: Measures) -> str:
    column = name[3 : name.rindex(".")] if name.startswith("by.") and name.count(".") > 1 else None
    if column is not None and not any(each.startswith(f"by.{column}.") for each in now.groups):
        return f'Nothing is grouped by "{column}": name the column with `by`.'
    return did_you_mean(name, now.names)


def _bounds(name: str, given: Any) -> Bounds:
    table = given if isinstance(given, Mapping) else {"min": given}
    for key, value in table.items():
        if key not in _KEYS:
            raise OptionError(f'The gate "{name}" was given "{key}". {did_you_mean(str(key), _KEYS)}')
        number = _number(value)
        if key == "min_rows" and not (number >= 1 and number.is_integer()):
            raise OptionError(f'The gate "{name}" was given min_rows = {value!r}. Expected a number of records from 1.')
        if key != "min_rows" and not 0 <= number <= 1:
            raise OptionError(
                f'The gate "{name}" was given {key} = {value!r}. Expected a number from 0 to 1, such as 0.95.'
            )
    if not table.keys() & set(_BOUNDS):
        raise OptionError(f'The gate "{name}" asks for nothing. Give {", ".join(_BOUNDS[:-1])} or {_BOUNDS[-1]}.')
    bounds = {key: _number(value) for key, value in table.items()}
    if bounds.get("warn", 1.0) < bounds.get("min", 0.0):
        raise OptionError(f'The gate "{name}" warns below {table["warn"]} and fails below {table["min"]}: swap them.')
    return bounds


def _number(given: Any) -> float:
    """Return a bound as a number, NaN where it is none."""
    try:
        return float(given) if isinstance(given, Real | Decimal) and not isinstance(given, bool) else math.nan
    except OverflowError:
        return math.inf


# --- judging ----------------------------------------------------------------------------------------------------------


class _Earlier(NamedTuple):
    """A score of the baseline, and why there is none."""

    score: float | None = None
    why: str = "has no baseline to compare with: give an earlier score card"


def _earlier(key: str, now: Measures, before: Measures | None) -> _Earlier:
    """Return the baseline's score; none where it was scored under other rules, which is no change of the data."""
    if before is None:
        return _Earlier()
    if before.rules is not None and now.rules is not None and before.rules != now.rules:
        return _Earlier(None, "cannot be compared: the baseline was scored under other rules, so make a new one")
    differ = [name for name in DIMENSIONS if (name in now.unassessed) != (name in before.unassessed)]
    if key in POOLED and differ:
        return _Earlier(None, f"cannot be compared: only one of the two runs could assess {', '.join(differ)}")
    return _Earlier(before.scores.get(key, Measured()).score, "was not assessed in the baseline")


def _earlier_groups(key: str, now: Measures, before: Measures | None) -> Mapping[str | None, _Earlier]:
    base = _earlier(key, now, before)
    known = {} if before is None or "cannot" in base.why else before.groups.get(key, {})
    return {group: _Earlier(known[group].score, base.why) if group in known else base for group in now.groups[key]}


def judge(name: str, measured: Measured, bounds: Bounds, earlier: _Earlier) -> GateOutcome:
    """Judge one score by its bounds; what hinders judging comes first, then what fell short, then what to watch."""
    least, score = bounds.get("min"), measured.score
    where = f" {measured.where}" if measured.where else ""
    if score is None:
        return GateOutcome(name, UNEVALUATED, None, least, f"{name} could not be assessed{where}.")
    outcome, reason = _judge_least(name, measured, least)
    if outcome == PASSED and "min_rows" in bounds and (measured.assessed or 0) < bounds["min_rows"]:
        outcome = UNEVALUATED
        reason = f"{name} was assessed on {measured.assessed or 0} records, expected {bounds['min_rows']:.0f} or more."
    if outcome in (PASSED, INCONCLUSIVE) and "max_drop" in bounds:
        fell, why = _judge_drop(name, score, bounds["max_drop"], earlier)
        outcome, reason = (fell, why) if fell != PASSED else (outcome, reason)
    if outcome == PASSED and score < bounds.get("warn", 0.0):
        outcome, reason = WARNED, f"{name} is {score:.4f}{where}, hoped for {bounds['warn']:g}."
    if outcome in (PASSED, WARNED) and measured.floor is not None and not _holds(measured.floor, bounds, earlier):
        outcome = UNEVALUATED
        reason = (
            f"{name} is {score:.4f}, but {measured.floor:.4f} were the rows passed over as nobody (noise_row in the "
            "findings) customers of whom nothing is known: take them out of the data, or fill them in."
        )
    reason = reason or measured.aside
    return GateOutcome(name, outcome, score, least, reason, earlier.score if "max_drop" in bounds else None)


def _holds(score: float, bounds: Bounds, earlier: _Earlier) -> bool:
    """Tell whether a score would be enough too."""
    drop = 0.0 if earlier.score is None else earlier.score - score
    return score >= bounds.get("min", 0.0) and drop <= bounds.get("max_drop", 1.0) + 1e-12


def _judge_least(name: str, measured: Measured, least: float | None) -> tuple[str, str]:
    """Judge a score by the least it should be; one that rests on a sample by its interval."""
    score = measured.score or 0.0
    where = f" {measured.where}" if measured.where else ""
    if least is None:
        return PASSED, ""
    if not measured.sampled:
        return (
            (PASSED, "") if score >= least else (FAILED, f"{name} is {score:.4f}{where}, expected at least {least:g}.")
        )
    lower, upper = measured.lower or 0.0, measured.upper or 0.0
    said = f"{name} is {score:.4f} ({lower:.4f} to {upper:.4f})"
    if lower >= least:
        return PASSED, ""
    if upper < least:
        return FAILED, f"{said}, expected at least {least:g}."
    needed = _settling(measured, least)
    return INCONCLUSIVE, f"{said}: too few values checked to tell whether it is {least:g}; about {needed} would."


def _settling(measured: Measured, least: float) -> int:
    """Return how many checked values would settle it: of valid values, for only these are sampled."""
    share = min((measured.score or 0.0) / measured.bound, 1.0)
    return size_to_settle(share, min(least / measured.bound, 1.0), population=measured.population)


def _judge_drop(name: str, score: float, most: float, earlier: _Earlier) -> tuple[str, str]:
    if earlier.score is None:
        return UNEVALUATED, f"{name} {earlier.why}."
    if earlier.score - score > most + 1e-12:
        return FAILED, f"{name} fell from {earlier.score:.4f} to {score:.4f}, by more than {most:g}."
    return PASSED, ""


def judge_groups(
    name: str, groups: Mapping[str | None, Measured], bounds: Bounds, earlier: Mapping[str | None, _Earlier]
) -> GateOutcome:
    """Judge every group that is large enough; the gate stands where the worst of them stands."""
    least, size = bounds.get("min"), bounds.get("min_rows", 1.0)
    judged = {
        group: judge(f"{name} for {group or '(none)'}", measured, bounds, earlier[group])
        for group, measured in groups.items()
        if (measured.assessed or 0) >= size
    }
    if not judged:
        why = f"{name} could not be assessed: no group has {size:.0f} {'record' if size == 1 else 'records'}."
        return GateOutcome(name, UNEVALUATED, None, least, why)
    order = sorted(judged.items(), key=_worst_first)
    worst = order[0][1]
    alike = [group or "(none)" for group, found in order if found.outcome == worst.outcome]
    if worst.outcome == PASSED:
        return worst._replace(name=name)
    more = len(alike) - 1 - _SAID_GROUPS
    others = ", ".join(alike[1 : 1 + _SAID_GROUPS]) + (f" and {more} more" if more > 0 else "")
    told = f" {len(alike)} of {len(judged)} groups {worst.outcome}" + (f", also {others}." if others else ".")
    return worst._replace(name=name, reason=worst.reason + told)


_RANKING = (FAILED, UNEVALUATED, INCONCLUSIVE, WARNED, PASSED)


def _worst_first(judged: tuple[str | None, GateOutcome]) -> tuple[int, float, str]:
    group, found = judged
    return _RANKING.index(found.outcome), -1.0 if found.score is None else found.score, group or ""
