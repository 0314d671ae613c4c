"""What states come to: the tables of dimensions, parts, fields and groups, and the overall score.

Nothing here looks at a record; a card of added states is drawn up as one of a single table is. The trap: an unassessed
dimension read as a perfect one. Its score is null, and it does not enter the overall score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.score.expectations import DIMENSIONS
from custdq.steps.score.scores import OVERALL, VALIDITY, VERIFIED, ranked_groups, scored, weighted_means

MIXED = "mixed"

#: The line of states of records that have all that is required of them.
COMPLETE = "complete_rate"

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

__all__ = ["COMPLETE", "MIXED", "OVERALL", "VALIDITY", "VERIFIED", "Views", "draw_up", "group_fields", "overall"]

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
    lines = scored(states.filter(pc.invert(passed_over)), samples)
    whole = lines.filter(pc.is_null(lines.column("by"))).to_pylist()
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
        groups=_as(ranked_groups(lines, weights), GROUP_SCHEMA),
    )


def group_fields(states: pa.Table, samples: pa.Table) -> pa.Table:
    """Return each group's fields: `by`, `group`, then the columns of `fields`."""
    lines = scored(states.filter(pc.is_valid(states.column("by"))), samples)
    return _as(lines.filter(pc.is_valid(lines.column("field"))), CELL_SCHEMA)


def _as(lines: pa.Table, schema: pa.Schema) -> pa.Table:
    return lines.select(schema.names).cast(schema).combine_chunks()


def overall(assessed: Mapping[str, float], weights: Mapping[str, float]) -> float | None:
    """Return the weighted mean of the assessed dimensions, None where there are none.

    >>> overall({"accuracy": 1.0, "completeness": 0.5}, {"accuracy": 3})
    0.875
    """
    scores, shares = list(assessed.values()), [weights.get(name, 1.0) for name in assessed]
    mean = weighted_means(np.array(scores), np.array(shares), np.zeros(len(scores), dtype=np.int64), count=1)[0]
    return None if np.isnan(mean) else float(mean)


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
