"""The score card: five dimensions, their fields, groups, records and findings, each score with its state.

The trap: an unassessed dimension read as a perfect one. Its score is null, it does not enter the overall score, and
`unassessed` names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypedDict, Unpack

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import ColumnNotFoundError, did_you_mean
from custdq.roles import day_text
from custdq.schema import Schema
from custdq.steps.score import accuracy, completeness, consistency, timeliness, uniqueness
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.expectations import DIMENSIONS, parse_as_of
from custdq.steps.score.expectations_document import make_expectations
from custdq.steps.score.groups import group_table
from custdq.steps.score.reference import check_reference
from custdq.steps.score.units import Floats, Ints, Outcome, State, combine
from custdq.tables import Standardized, column_or_null

_MODULES = dict(zip(DIMENSIONS, (completeness, accuracy, consistency, timeliness, uniqueness), strict=True))

VALIDITY, VERIFIED, MIXED = accuracy.VALIDITY, accuracy.VERIFIED, "mixed"

_STATE = {"score": pa.float64(), "numerator": pa.float64(), "denominator": pa.float64(), "assessed": pa.int64(),
          "rows": pa.int64(), "coverage": pa.float64()}  # fmt: skip
_BASIS = {"basis": pa.string(), "lower": pa.float64(), "upper": pa.float64()}
DIMENSION_SCHEMA = pa.schema({"dimension": pa.string(), **_STATE, **_BASIS})
PART_SCHEMA = pa.schema({"dimension": pa.string(), "part": pa.string(), **_STATE})
FIELD_SCHEMA = pa.schema(
    {"field": pa.string(), "dimension": pa.string(), "part": pa.string(), **_STATE, "loss": pa.float64(),
     "weight": pa.float64(), **_BASIS, "validity": pa.float64(), "placeholders": pa.int64(), "in_sla": pa.float64()}
)  # fmt: skip


@dataclass(frozen=True)
class ScoreCard:
    """The quality of a table. Scores are 0 to 1, null where nothing could be assessed.

    `overall`: weighted mean of the assessed dimensions; `worst`: the lowest of them. `complete_rate`: share of
    records that have all that is required of them.
    `dimensions`: dimension, score, numerator, denominator, assessed and rows (records), coverage, basis (accuracy:
    verified, validity or mixed), lower, upper. `parts`: the same for the parts of a dimension.
    `fields`: field, dimension, part, score ..., loss (what it takes from the dimension; they sum to 1 - score),
    weight (0: shown, not part of the score), validity, placeholders, in_sla.
    `groups`: by, group, dimension, score, ..., lower (Wilson), rank. `records`: position columns, one score a
    dimension, overall. `findings`: `FINDING_COLUMNS`. `run`: as_of, rows, rules (hash), opaque (checks not taken over).
    """

    overall: float | None
    worst: str | None
    complete_rate: float | None
    dimensions: pa.Table
    parts: pa.Table
    fields: pa.Table
    groups: pa.Table
    records: pa.Table
    findings: pa.Table
    run: dict[str, Any] = field(default_factory=dict)

    @property
    def unassessed(self) -> list[str]:
        """Return the dimensions in which nothing could be assessed."""
        missing = pc.is_null(self.dimensions.column("score"))
        return [str(name) for name in self.dimensions.filter(missing).column("dimension").to_pylist()]


class ScoreOptions(TypedDict, total=False):
    """How to score.

    `expectations`: None, a dict, a TOML file, a pandera schema or model. `reference`: table of true values, matched by
    record id (and source, where it has one), columns named as in the records. `as_of`: day of evaluation, ISO text or
    date; None: the expectations' `as_of`, else now. `by`: column or columns to group by; None: the schema's owner.
    """

    expectations: Any
    reference: pa.Table | None
    as_of: Any
    by: str | Sequence[str] | None


def score_records(
    standardized: Standardized, schema: Schema, *, entity_codes: Ints | None = None, **options: Unpack[ScoreOptions]
) -> ScoreCard:
    """Score records.

    Parameters
    ----------
    standardized
        The records, their raw cells and their parsed columns.
    schema
        The kinds and roles of the columns.
    entity_codes
        Entity of each row; None: nothing is linked, and uniqueness and agreement are not assessed.
    **options
        `expectations`, `reference`, `as_of`, `by`: see `ScoreOptions`.

    Raises
    ------
    ConfigError
        When the expectations name something unknown.
    ColumnNotFoundError
        When `by` names a column that is not there.
    """
    evidence = _evidence(standardized, schema, entity_codes, options)
    groups = _group_columns(evidence, options.get("by"))
    outcomes, findings = {}, []
    for dimension in DIMENSIONS:
        units = _MODULES[dimension].measure(evidence)
        outcomes[dimension] = combine(units, evidence.weights)
        findings.append(_MODULES[dimension].findings(evidence, units))
    overall_rows = _overall_rows(outcomes, evidence)
    dimensions = _dimension_table(outcomes, evidence.weights)
    scores = dict(zip(DIMENSIONS, dimensions.column("score").to_pylist(), strict=True))
    assessed = {name: score for name, score in scores.items() if score is not None}
    rows = {name: outcome.rows for name, outcome in outcomes.items()} | {"overall": overall_rows}
    return ScoreCard(
        overall=_overall(assessed, evidence),
        worst=min(assessed, key=lambda name: (assessed[name], DIMENSIONS.index(name)), default=None),
        complete_rate=State.of(_complete(outcomes["completeness"].rows), evidence.weights).score,
        dimensions=dimensions,
        parts=_part_table(outcomes),
        fields=_field_table(outcomes),
        groups=group_table(
            {name: column_or_null(standardized.records, name) for name in groups}, rows, evidence.weights
        ),
        records=_record_table(evidence, rows),
        findings=pa.concat_tables(findings).combine_chunks(),
        run=_run(evidence),
    )


def _evidence(standardized: Standardized, schema: Schema, entity: Ints | None, options: ScoreOptions) -> Evidence:
    expectations = make_expectations(options.get("expectations"), schema, standardized.records)
    given, reference = options.get("as_of"), options.get("reference")
    as_of = expectations.as_of if given is None else parse_as_of(given)
    now = parse_as_of(datetime.now(UTC).date()) if as_of is None else as_of
    if reference is not None:
        check_reference(reference, schema.record_id or "record_id")
    codes = None
    if entity is not None:
        codes = np.unique(np.asarray(entity), return_inverse=True)[1].reshape(-1).astype(np.int64)
    return Evidence(standardized, schema, expectations, now, codes, reference)


def _group_columns(evidence: Evidence, by: str | Sequence[str] | None) -> list[str]:
    names = evidence.standardized.records.column_names
    if by is None:
        owner = evidence.schema.owner
        return [owner] if owner is not None and owner in names else []
    columns = [by] if isinstance(by, str) else list(by)
    for column in columns:
        if column not in names:
            raise ColumnNotFoundError(
                f'by names the column "{column}", which the table lacks. {did_you_mean(column, names)}'
            )
    return columns


def _overall(assessed: dict[str, float], evidence: Evidence) -> float | None:
    weights = {name: evidence.expectations.weights.get(name, 1.0) for name in assessed}
    total = sum(weights.values())
    return sum(weights[name] * score for name, score in assessed.items()) / total if total else None


def _overall_rows(outcomes: dict[str, Outcome], evidence: Evidence) -> Floats:
    """Return each record's overall score: the weighted mean of its assessed dimensions."""
    total, weight = np.zeros(evidence.rows), np.zeros(evidence.rows)
    for name, outcome in outcomes.items():
        known = ~np.isnan(outcome.rows)
        share = evidence.expectations.weights.get(name, 1.0)
        total[known] += share * outcome.rows[known]
        weight[known] += share
    return np.asarray(np.divide(total, weight, out=np.full(evidence.rows, np.nan), where=weight > 0), dtype=float)


def _complete(rows: Floats) -> Floats:
    return np.where(np.isnan(rows), np.nan, (rows >= 1 - 1e-12).astype(float))


def _state(state: State) -> dict[str, Any]:
    return {
        "score": state.score, "numerator": state.total, "denominator": state.weight, "assessed": state.assessed,
        "rows": state.rows, "coverage": state.coverage,
    }  # fmt: skip


def _dimension_table(outcomes: dict[str, Outcome], weights: Floats) -> pa.Table:
    lines = []
    for name, outcome in outcomes.items():
        state = State.of(outcome.rows, weights)
        lower, upper = _interval(outcome, state.score)
        lines.append({"dimension": name, **_state(state), "basis": _basis(outcome), "lower": lower, "upper": upper})
    return pa.Table.from_pylist(lines, DIMENSION_SCHEMA)


def _basis(outcome: Outcome) -> str | None:
    found = {
        unit.basis for unit, state in zip(outcome.units, outcome.states, strict=True) if unit.basis and state.assessed
    }
    return MIXED if len(found) > 1 else next(iter(found), None)


def _interval(outcome: Outcome, score: float | None) -> tuple[float | None, float | None]:
    """Bound a dimension that rests on samples: the variances of its fields' bounds add up (Zou and Donner 2008)."""
    sampled = [
        (unit, loss, state.score)
        for unit, loss, state in zip(outcome.units, outcome.losses, outcome.states, strict=True)
        if unit.lower is not None and state.score is not None
    ]
    if score is None or not sampled:
        return None, None
    shares = [_share(outcome, unit.weight) for unit, _, _ in sampled]
    below = sum(
        (share * (mean - (0.0 if unit.lower is None else unit.lower))) ** 2
        for share, (unit, _, mean) in zip(shares, sampled, strict=True)
    )
    above = sum(
        (share * ((1.0 if unit.upper is None else unit.upper) - mean)) ** 2
        for share, (unit, _, mean) in zip(shares, sampled, strict=True)
    )
    return max(0.0, score - below**0.5), min(1.0, score + above**0.5)


def _share(outcome: Outcome, weight: float) -> float:
    return weight / sum(
        unit.weight for unit, state in zip(outcome.units, outcome.states, strict=True) if state.assessed
    )


def _part_table(outcomes: dict[str, Outcome]) -> pa.Table:
    lines = [
        {"dimension": name, "part": part, **_state(state)}
        for name, outcome in outcomes.items()
        for part, state in outcome.parts.items()
        if part
    ]
    return pa.Table.from_pylist(lines, PART_SCHEMA)


def _field_table(outcomes: dict[str, Outcome]) -> pa.Table:
    lines = [
        {
            "field": unit.field, "dimension": name, "part": unit.part or None, **_state(state), "loss": loss,
            "weight": unit.weight, "basis": unit.basis, "lower": unit.lower, "upper": unit.upper,
            "validity": unit.validity, "placeholders": unit.placeholders, "in_sla": unit.in_sla,
        }
        for name, outcome in outcomes.items()
        for unit, state, loss in zip(outcome.units, outcome.states, outcome.losses, strict=True)
    ]  # fmt: skip
    return pa.Table.from_pylist(lines, FIELD_SCHEMA)


def _record_table(evidence: Evidence, rows: dict[str, Floats]) -> pa.Table:
    table = evidence.positions
    for name, scores in rows.items():
        table = table.append_column(name, pa.array(scores, mask=np.isnan(scores)))
    return table.append_column("weight", pa.array(evidence.weights))


def _run(evidence: Evidence) -> dict[str, Any]:
    expects = evidence.expectations
    return {
        "as_of": day_text(evidence.as_of), "rows": evidence.rows, "rules": expects.fingerprint(),
        "opaque": list(expects.opaque), "gate": dict(expects.gate),
    }  # fmt: skip
