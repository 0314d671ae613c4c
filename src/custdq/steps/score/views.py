"""What states come to: the tables of dimensions, parts, fields and groups, and the overall score.

Nothing here looks at a record; a card of added states is drawn up as one of a single table is. The trap: an unassessed
dimension read as a perfect one. Its score is null, and it does not enter the overall score.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.score.expectations import DIMENSIONS
from custdq.steps.score.intervals import wilson
from custdq.steps.score.verification import Verified, verified

VALIDITY, VERIFIED, MIXED = "validity", "verified", "mixed"

#: Lines of states that are no dimension: records with anything assessed, records that have all that is required.
OVERALL, COMPLETE = "overall", "complete_rate"

_STATE = {"score": pa.float64(), "numerator": pa.float64(), "denominator": pa.float64(), "assessed": pa.int64(),
          "rows": pa.int64(), "coverage": pa.float64()}  # fmt: skip
_BASIS = {"basis": pa.string(), "lower": pa.float64(), "upper": pa.float64()}
_UNIT = {"loss": pa.float64(), "weight": pa.float64(), **_BASIS, "validity": pa.float64(), "placeholders": pa.int64(),
         "in_sla": pa.float64(), "checked": pa.int64(), "population": pa.int64()}  # fmt: skip
DIMENSION_SCHEMA = pa.schema({"dimension": pa.string(), **_STATE, **_BASIS})
PART_SCHEMA = pa.schema({"dimension": pa.string(), "part": pa.string(), **_STATE})
FIELD_SCHEMA = pa.schema({"field": pa.string(), "dimension": pa.string(), "part": pa.string(), **_STATE, **_UNIT})
CELL_SCHEMA = pa.schema({"by": pa.string(), "group": pa.string(), **{field.name: field.type for field in FIELD_SCHEMA}})
GROUP_SCHEMA = pa.schema({
    "by": pa.string(), "group": pa.string(), "dimension": pa.string(), **_STATE, "lower": pa.float64(),
    "rank": pa.int64(),
})  # fmt: skip

_Line = dict[str, Any]


@dataclass(frozen=True)
class Views:
    """A card's tables and figures, drawn up from states."""

    overall: float | None
    worst: str | None
    complete_rate: float | None
    dimensions: pa.Table
    parts: pa.Table
    fields: pa.Table
    groups: pa.Table


def draw_up(states: pa.Table, samples: pa.Table, weights: Mapping[str, float]) -> Views:
    """Draw up a card.

    Parameters
    ----------
    states
        As `tally` gives them (`STATE_SCHEMA`).
    samples
        What was checked (`SAMPLE_SCHEMA`).
    weights
        Weights of dimensions in the overall score; 1 where not named.
    """
    of_units, of_groups = pc.is_valid(states.column("field")), pc.is_valid(states.column("by"))
    passed_over = pc.and_(of_groups, of_units)
    if samples.num_rows:  # a group's accuracy is told by what is open of its fields
        passed_over = pc.and_(passed_over, pc.not_equal(states.column("dimension"), "accuracy"))
    lines = _scored(states.filter(pc.invert(passed_over)), samples)
    whole = [line for line in lines if line["by"] is None]
    dimensions = {line["dimension"]: line for line in whole if line["field"] is None and line["part"] is None}
    units = [line for line in whole if line["field"] is not None]
    scores = {name: dimensions[name]["score"] for name in DIMENSIONS if name in dimensions}
    assessed = {name: score for name, score in scores.items() if score is not None}
    return Views(
        overall=overall(assessed, weights),
        worst=min(assessed, key=lambda name: (assessed[name], DIMENSIONS.index(name)), default=None),
        complete_rate=dimensions[COMPLETE]["score"] if COMPLETE in dimensions else None,
        dimensions=pa.Table.from_pylist(_dimension_lines(dimensions, units), DIMENSION_SCHEMA),
        parts=pa.Table.from_pylist([x for x in whole if x["part"] and x["field"] is None], PART_SCHEMA),
        fields=pa.Table.from_pylist(units, FIELD_SCHEMA),
        groups=pa.Table.from_pylist(list(_group_lines(lines, weights)), GROUP_SCHEMA),
    )


def group_fields(states: pa.Table, samples: pa.Table) -> pa.Table:
    """Return each group's fields: `by`, `group`, then the columns of `fields`."""
    lines = _scored(states.filter(pc.is_valid(states.column("by"))), samples)
    return pa.Table.from_pylist([line for line in lines if line["field"] is not None], CELL_SCHEMA)


def _scored(states: pa.Table, samples: pa.Table) -> list[_Line]:
    """Return states as lines with their scores; a unit's loss as a share of its dimension's weight."""
    told = verified(samples)
    lines = [_told(line, told) for line in states.to_pylist()]
    lacking: dict[tuple[str | None, str | None], float] = {}
    bases: dict[tuple[str | None, str | None, str], float] = {}
    for line in lines:
        group = line["by"], line["group"]
        lacking[group] = lacking.get(group, 0.0) + line["lacking"]
        if line["field"] is None and line["part"] is None:
            bases[*group, line["dimension"]] = line["denominator"]
    for line in lines:
        group = line["by"], line["group"]
        base = bases.get((*group, line["dimension"]), 0.0)
        if line["field"] is not None:
            line["loss"] = line["loss"] / base if base else 0.0
        elif line["dimension"] == "accuracy" and line["part"] is None:
            line["numerator"] -= lacking[group]
    return [line | _score(line) for line in lines]


def overall(assessed: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    """Return the weighted mean of the assessed dimensions, None where there are none.

    >>> overall({"accuracy": 1.0, "completeness": 0.5}, {"accuracy": 3})
    0.875
    """
    total = sum(weights.get(name, 1.0) for name in assessed)
    return sum(weights.get(name, 1.0) * score for name, score in assessed.items()) / total if total else None


def _told(line: _Line, told: Mapping[str, Verified]) -> _Line:
    """Take off a unit what a sample says is not true of the values that nobody checked."""
    line["lacking"], line["told"] = 0.0, None
    found = told.get(line["field"]) if line["dimension"] == "accuracy" and line["field"] is not None else None
    if found is not None:
        line["told"] = found
        line["lacking"] = (1 - found.share) * line["open_share"]
        line["numerator"] -= (1 - found.share) * line["open"]
        line["loss"] += line["lacking"]
    return line


def _score(line: _Line) -> _Line:
    """Return a line's score, and what else is shown of a unit."""
    base = line["denominator"]
    found: _Line = {
        "score": line["numerator"] / base if base > 0 else None,
        "coverage": line["assessed"] / line["rows"] if line["rows"] else None,
    }
    if line["field"] is None:
        return found
    told: Verified | None = line["told"]
    accuracy = line["dimension"] == "accuracy"
    bound = line["valid"] / base if accuracy and base > 0 else None
    found |= {
        "in_sla": line["within"] / line["within_of"] if line["within_of"] > 0 else None,
        "placeholders": line["placeholders"] if line["dimension"] == "completeness" else None,
        "basis": (VERIFIED if told else VALIDITY) if accuracy else None, "validity": bound if told else None,
        "lower": None, "upper": None, "checked": None, "population": None,
    }  # fmt: skip
    if told is not None and bound is not None:
        found |= {"lower": bound * told.lower, "upper": bound * told.upper}
        found |= {"checked": told.checked, "population": told.population}
    return found


def _dimension_lines(dimensions: Mapping[str, _Line], units: Sequence[_Line]) -> list[_Line]:
    """Return the lines of the whole table's dimensions, each with its basis and interval."""
    lines = []
    for name in DIMENSIONS:
        line = dimensions.get(name, {"dimension": name, "score": None})
        own = [unit for unit in units if unit["dimension"] == name]
        low, high = _interval(line["score"], own)
        bases = {unit["basis"] for unit in own if unit["basis"] and unit["assessed"]}
        basis = MIXED if len(bases) > 1 else next(iter(bases), None)
        lines.append(line | {"basis": basis, "lower": low, "upper": high})
    return lines


def _interval(score: float | None, units: Sequence[_Line]) -> tuple[float | None, float | None]:
    """Bound a dimension that rests on samples: the variances of its fields' bounds add up (Zou and Donner 2008)."""
    sampled = [unit for unit in units if unit["lower"] is not None and unit["score"] is not None]
    if score is None or not sampled:
        return None, None
    total = sum(unit["weight"] for unit in units if unit["assessed"])
    below = sum((unit["weight"] / total * (unit["score"] - min(unit["lower"], unit["score"]))) ** 2 for unit in sampled)
    above = sum((unit["weight"] / total * (max(unit["upper"], unit["score"]) - unit["score"])) ** 2 for unit in sampled)
    return max(0.0, score - below**0.5), min(1.0, score + above**0.5)


def _group_lines(lines: Sequence[_Line], weights: Mapping[str, float]) -> Iterator[_Line]:
    """Rank groups, best first, by Wilson's lower bound on the effective number of their assessed records (Kish 1965).

    The owner's habit is the population and today's records a sample of it: 3 of 3 perfect is 0.44, 485 of 500 is 0.95.
    """
    tops = [line for line in lines if line["by"] and line["field"] is None and line["part"] is None]
    found: dict[tuple[str, str | None], dict[str, _Line]] = {}
    for line in tops:
        found.setdefault((line["by"], line["group"]), {})[line["dimension"]] = line
    for own in found.values():
        scores = {name: own[name]["score"] for name in DIMENSIONS if name in own and own[name]["score"] is not None}
        if OVERALL in own:
            own[OVERALL] |= {"score": overall(scores, weights), "numerator": None}
    for by in dict.fromkeys(by for by, _ in found):
        for dimension in (*DIMENSIONS, OVERALL):
            own_lines = [own[dimension] for (name, _), own in found.items() if name == by and dimension in own]
            for line in own_lines:
                line["lower"] = _lower(line)
            for place, line in enumerate(sorted(own_lines, key=_rank), start=1):
                yield line | {"rank": place if line["score"] is not None else None}


def _rank(line: _Line) -> tuple[bool, float, bool, str]:
    return line["lower"] is None, -(line["lower"] or 0.0), line["group"] is None, line["group"] or ""


def _lower(line: _Line) -> float | None:
    if line["score"] is None or line["squares"] <= 0:
        return None
    return wilson(min(max(line["score"], 0.0), 1.0), line["denominator"] ** 2 / line["squares"])[0]
