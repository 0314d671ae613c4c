"""The gate: does the data come up to what was asked of it.

The trap is failing open. A score that could not be assessed does not pass, a misspelt name is an error, and a sample
too small to tell is reported with the size that would.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import OptionError, did_you_mean
from custdq.steps.score.card import ScoreCard
from custdq.steps.score.expectations import DIMENSIONS
from custdq.steps.score.intervals import size_to_settle

PASSED, WARNED, FAILED, UNEVALUATED = "passed", "warned", "failed", "unevaluated"
VALIDITY = "validity"
COMPLETE_RATE = "complete_rate"

_BOUNDS = ("min", "warn", "max_drop")
_KEYS = (*_BOUNDS, "min_rows")


class GateOutcome(NamedTuple):
    """One threshold and what became of it. `score` and `minimum` are 0 to 1, None where there is none."""

    name: str
    outcome: str
    score: float | None
    minimum: float | None
    reason: str


@dataclass(frozen=True)
class GateResult:
    """What a gate decided: `passed` where nothing failed and everything could be evaluated."""

    outcomes: tuple[GateOutcome, ...]

    @property
    def passed(self) -> bool:
        """Return whether every threshold was met; warnings pass."""
        return all(outcome.outcome in (PASSED, WARNED) for outcome in self.outcomes)

    @property
    def unevaluated(self) -> bool:
        """Return whether some threshold could not be evaluated."""
        return any(outcome.outcome == UNEVALUATED for outcome in self.outcomes)

    @property
    def reasons(self) -> list[str]:
        """Return why thresholds were not met, one sentence each."""
        return [outcome.reason for outcome in self.outcomes if outcome.outcome != PASSED]


class _Measured(NamedTuple):
    """A score with its interval, and the words for what it was measured on.

    Of a field whose values were checked: `validity`, which the sample cannot raise, and how many could be checked.
    """

    score: float | None
    lower: float | None = None
    upper: float | None = None
    where: str = ""
    validity: float = 1.0
    population: int | None = None


def gate(
    card: ScoreCard,
    thresholds: Mapping[str, float | Mapping[str, float]],
    *,
    baseline: Mapping[str, Any] | None = None,
    strict: bool = False,
) -> GateResult:
    """Hold a score card against thresholds.

    Parameters
    ----------
    card
        The score card.
    thresholds
        Name to the least score (0 to 1), or to a table of `min`, `warn`, `max_drop` (against the baseline) and, for
        groups, `min_rows`. Names: a dimension, "validity", "overall", "worst", "complete_rate", a field's dimension
        ("mobile.accuracy"), a part ("consistency.sources"), every group's ("by.owner.completeness").
    baseline
        An earlier card as `card_to_dict` gives it, for `max_drop`.
    strict
        Count warnings as failures.

    Raises
    ------
    OptionError
        When a name is unknown a threshold is no number from 0 to 1, or a table asks for nothing.
    """
    known = _measurements(card)
    earlier = {} if baseline is None else _earlier(baseline)
    outcomes = []
    for name, given in thresholds.items():
        bounds = _bounds(name, given)
        key = _canonical(name, known)
        measured = _worst_group(card, key, bounds) if key.startswith("by.") else known[key]
        outcome = _judge(name, measured, bounds, earlier.get(key))
        outcomes.append(outcome._replace(outcome=FAILED) if strict and outcome.outcome == WARNED else outcome)
    return GateResult(tuple(outcomes))


def _bounds(name: str, given: Any) -> dict[str, float]:
    table = given if isinstance(given, Mapping) else {"min": given}
    for key, value in table.items():
        if key not in _KEYS:
            raise OptionError(f'The gate "{name}" was given "{key}". {did_you_mean(str(key), _KEYS)}')
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not value >= 0 or (key != "min_rows" and value > 1):
            raise OptionError(
                f'The gate "{name}" was given {key} = {value!r}. Expected a number from 0 to 1, such as 0.95.'
            )
    if not table.keys() & set(_BOUNDS):
        raise OptionError(f'The gate "{name}" asks for nothing. Give {", ".join(_BOUNDS[:-1])} or {_BOUNDS[-1]}.')
    return {key: float(value) for key, value in table.items()}


def _measurements(card: ScoreCard) -> dict[str, _Measured]:
    """Return every score that can be gated, by its name."""
    found = {"overall": _Measured(card.overall), COMPLETE_RATE: _Measured(card.complete_rate)}
    for line in card.dimensions.to_pylist():
        found[line["dimension"]] = _Measured(line["score"], line["lower"], line["upper"])
    found["worst"] = _Measured(found[card.worst].score, where=f"in {card.worst}") if card.worst else _Measured(None)
    for line in card.parts.to_pylist():
        found[f"{line['dimension']}.{line['part']}"] = _Measured(line["score"])
    fields = card.fields.to_pylist()
    for line in fields:
        name = f"{line['field']}.{line['dimension']}"
        if name not in found:
            bound = line["validity"] or 1.0
            found[name] = _Measured(
                line["score"], line["lower"], line["upper"], validity=bound, population=line["population"]
            )
        if line["part"]:
            found[f"{name}.{line['part']}"] = _Measured(line["score"])
        if line["dimension"] == "accuracy":
            found[f"{line['field']}.{VALIDITY}"] = _Measured(
                line["validity"] if line["validity"] is not None else line["score"]
            )
        if line["in_sla"] is not None:
            found[f"{line['field']}.in_sla"] = _Measured(line["in_sla"])
    found[VALIDITY] = _validity(card, found["accuracy"])
    for by in dict.fromkeys(card.groups.column("by").to_pylist()):
        for dimension in (*DIMENSIONS, "overall"):
            found[f"by.{by}.{dimension}"] = _Measured(None)
    return found


def _validity(card: ScoreCard, accuracy: _Measured) -> _Measured:
    """Return validity over all fields: each field's bound, weighted by its field's weight."""
    lines = [line for line in card.fields.to_pylist() if line["dimension"] == "accuracy" and line["score"] is not None]
    if not any(line["validity"] is not None for line in lines):
        return _Measured(accuracy.score)
    bounds = [
        (line["validity"] if line["validity"] is not None else line["score"], line["weight"] * line["denominator"])
        for line in lines
    ]
    return _Measured(sum(score * weight for score, weight in bounds) / sum(weight for _, weight in bounds))


def _canonical(name: str, known: Mapping[str, Any]) -> str:
    """Return the name a gate is known by; "accuracy.mobile" is "mobile.accuracy"."""
    head, _, tail = name.partition(".")
    for candidate in (name, f"{tail}.{head}"):
        if candidate in known:
            return candidate
    raise OptionError(f'There is no score "{name}" to gate. {did_you_mean(name, known)}')


def _worst_group(card: ScoreCard, name: str, bounds: Mapping[str, float]) -> _Measured:
    """Return the lowest score of the groups that are large enough."""
    _, by, dimension = name.split(".", 1)[0], name[3 : name.rindex(".")], name[name.rindex(".") + 1 :]
    groups = card.groups.filter(
        pc.and_(pc.equal(card.groups.column("by"), by), pc.equal(card.groups.column("dimension"), dimension))
    )
    large = groups.filter(pc.greater_equal(groups.column("rows"), pa.scalar(int(bounds.get("min_rows", 1)))))
    scored = [line for line in large.to_pylist() if line["score"] is not None]
    if not scored:
        return _Measured(None)
    lowest = min(scored, key=lambda line: (line["score"], line["group"] or ""))
    short = sum(line["score"] < bounds.get("min", 0.0) for line in scored)
    return _Measured(
        lowest["score"], where=f"for {by} {lowest['group'] or '(none)'}, {short} of {len(scored)} groups short"
    )


def _judge(name: str, measured: _Measured, bounds: Mapping[str, float], earlier: float | None) -> GateOutcome:
    least, score = bounds.get("min"), measured.score
    where = f" {measured.where}" if measured.where else ""
    if score is None:
        return GateOutcome(name, UNEVALUATED, None, least, f"{name} could not be assessed{where}.")
    outcome, reason = PASSED, ""
    if (
        least is not None
        and measured.lower is not None
        and measured.upper is not None
        and measured.lower < measured.upper
    ):
        outcome, reason = _judge_sample(name, measured, least)
    elif least is not None and score < least:
        outcome, reason = FAILED, f"{name} is {score:.4f}{where}, expected at least {least:g}."
    if outcome == PASSED and "max_drop" in bounds:
        outcome, reason = _judge_drop(name, score, bounds["max_drop"], earlier)
    if outcome == PASSED and score < bounds.get("warn", 0.0):
        outcome, reason = WARNED, f"{name} is {score:.4f}{where}, hoped for {bounds['warn']:g}."
    return GateOutcome(name, outcome, score, least, reason)


def _judge_sample(name: str, measured: _Measured, least: float) -> tuple[str, str]:
    """Judge a score that rests on a sample by its interval."""
    score, lower, upper = measured.score or 0.0, measured.lower or 0.0, measured.upper or 0.0
    said = f"{name} is {score:.4f} ({lower:.4f} to {upper:.4f})"
    if lower >= least:
        return PASSED, ""
    if upper < least:
        return FAILED, f"{said}, expected at least {least:g}."
    share, asked = score / measured.validity, least / measured.validity
    would = size_to_settle(min(share, 1.0), asked, population=measured.population)
    return WARNED, f"{said}: too few values checked to tell whether it is {least:g}; about {would} would."


def _judge_drop(name: str, score: float, most: float, earlier: float | None) -> tuple[str, str]:
    if earlier is None:
        return UNEVALUATED, f"{name} has no baseline to compare with."
    if earlier - score > most:
        return FAILED, f"{name} fell from {earlier:.4f} to {score:.4f}, by more than {most:g}."
    return PASSED, ""


def _earlier(baseline: Mapping[str, Any]) -> dict[str, float]:
    """Return the scores of an earlier card by the names they are gated by."""
    found = {"overall": baseline.get("overall"), COMPLETE_RATE: baseline.get(COMPLETE_RATE)}
    found |= {line["dimension"]: line["score"] for line in baseline.get("dimensions", ())}
    found |= {f"{line['field']}.{line['dimension']}": line["score"] for line in baseline.get("fields", ())}
    return {name: score for name, score in found.items() if score is not None}
