"""Records to a score card: measure each dimension, count it, and keep what later questions are answered from.

The trap: a group column or an option that is misspelt must be an error before an hour of work, not an empty table
after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypedDict, Unpack

import numpy as np
import pyarrow as pa

from custdq.errors import ColumnNotFoundError, OptionError, did_you_mean
from custdq.roles import day_text
from custdq.schema import Schema
from custdq.steps.score import accuracy, completeness, consistency, timeliness, uniqueness
from custdq.steps.score.card import Measured, ScoreCard
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.expectations import DIMENSIONS, parse_as_of
from custdq.steps.score.expectations_document import make_expectations
from custdq.steps.score.reconcile import reconcile
from custdq.steps.score.states import grouping, row_states, tally
from custdq.steps.score.units import Floats, Ints, Unit, blocks
from custdq.steps.score.verification import check_reference, verified
from custdq.steps.score.views import COMPLETE, OVERALL
from custdq.tables import Standardized

_MODULES: Mapping[str, Any] = dict(
    zip(DIMENSIONS, (completeness, accuracy, consistency, timeliness, uniqueness), strict=True)
)

#: A score this near to 1 is 1: sums of shares are not exact.
_WHOLE = 1 - 1e-12


class ScoreOptions(TypedDict, total=False):
    """How to score.

    `expectations`: None, a dict, a TOML file, a pandera schema or model. `reference`: table of true values, matched by
    record id (and source, where it has one), columns named as in the records; or a steward's answers (`draw_sample`).
    `as_of`: day of evaluation, ISO text or date; None: the expectations' `as_of`, else now. `by`: column or columns to
    group by; None: the schema's owner and source.
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
    OptionError
        When `by` is neither a column nor a list of them.
    """
    evidence = _evidence(standardized, schema, entity_codes, options)
    by = _group_columns(evidence, options.get("by"))
    groupings = [grouping(name, evidence.coded(name)) for name in by]
    units: dict[str, list[Unit]] = {name: _MODULES[name].measure(evidence) for name in DIMENSIONS}
    samples = accuracy.samples(evidence)
    shares = {field: found.share for field, found in verified(samples).items()}
    rows, states = {}, []
    for name in DIMENSIONS:
        known = shares if name == "accuracy" else None
        counted = tally(name, units[name], evidence.weights, groupings=groupings, shares=known)
        rows[name] = counted.rows
        states.append(counted.states)
    overall = _overall_rows(rows, evidence)
    complete = np.where(np.isnan(rows["completeness"]), np.nan, (rows["completeness"] >= _WHOLE).astype(float))
    for name, scores in ((OVERALL, overall), (COMPLETE, complete)):
        states.append(row_states(name, scores, evidence.weights, groupings))
    agreement, conflicts = reconcile(evidence, consistency.judged_columns(evidence))
    return ScoreCard(
        pa.concat_tables(states).combine_chunks(), samples, _record_table(evidence, rows | {OVERALL: overall}),
        agreement, conflicts, _run(evidence, by), (Measured(evidence, units, lambda: findings_of(evidence, units)),),
    )  # fmt: skip


def findings_of(evidence: Evidence, units: Mapping[str, list[Unit]]) -> pa.Table:
    """Return one finding for each defect, by dimension, field and row."""
    tables = [table for name in DIMENSIONS for table in _MODULES[name].findings(evidence, units[name])]
    return pa.concat_tables([evidence.no_findings(), *tables])


def _evidence(standardized: Standardized, schema: Schema, entity: Ints | None, options: ScoreOptions) -> Evidence:
    expectations = make_expectations(options.get("expectations"), schema, standardized.names)
    given, reference = options.get("as_of"), options.get("reference")
    as_of = expectations.as_of if given is None else parse_as_of(given)
    now = parse_as_of(datetime.now(UTC).date()) if as_of is None else as_of
    if reference is not None:
        check_reference(reference, schema.record_id or "record_id", tuple(schema.columns))
    codes = None if entity is None else _without_gaps(np.asarray(entity, dtype=np.int64))
    return Evidence(standardized, schema, expectations, now, codes, reference)


def _without_gaps(entity: Ints) -> Ints:
    """Number entities from 0 upwards; as they are where they hardly leave a gap."""
    dense = len(entity) == 0 or (entity.min() >= 0 and entity.max() < 2 * len(entity))
    return entity if dense else np.unique(entity, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _group_columns(evidence: Evidence, by: str | Iterable[str] | None) -> list[str]:
    names = evidence.standardized.names
    if by is None:
        roles = (evidence.schema.owner, evidence.schema.source)
        return [role for role in dict.fromkeys(roles) if role is not None and role in names]
    if not isinstance(by, Iterable):
        raise OptionError(f"by was given as {type(by).__name__}; expected a column or a list of columns.")
    columns = [by] if isinstance(by, str) else list(by)
    for column in columns:
        if column not in names:
            raise ColumnNotFoundError(
                f'by names the column "{column}", which the table lacks. {did_you_mean(column, names)}'
            )
    return columns


def _overall_rows(rows: Mapping[str, Floats], evidence: Evidence) -> Floats:
    """Return each record's overall score: the weighted mean of its assessed dimensions."""
    out = np.empty(evidence.rows)
    for block in blocks(evidence.rows):
        total, weight = np.zeros(len(out[block])), np.zeros(len(out[block]))
        for name, scores in rows.items():
            known = ~np.isnan(scores[block])
            share = evidence.expectations.weights.get(name, 1.0)
            total += share * np.where(known, scores[block], 0.0)
            weight += share * known
        out[block] = np.divide(total, weight, out=np.full(len(total), np.nan), where=weight > 0)
    return out


def _record_table(evidence: Evidence, rows: Mapping[str, Floats]) -> pa.Table:
    table = evidence.positions
    for name, scores in rows.items():
        table = table.append_column(name, pa.array(scores, from_pandas=True))
    return table.append_column("weight", pa.array(evidence.weights))


def _half_lives(evidence: Evidence) -> dict[str, dict[str, Any]]:
    """Return the half-lives that were to be estimated: days, changes seen, and whether these were enough."""
    out = {}
    for column in evidence.columns:
        life = timeliness.lifetime(evidence, column)
        if evidence.expects(column).estimate:
            found = life.estimate
            days = None if life.half_life is None or np.isinf(life.half_life) else life.half_life
            out[column] = {
                "days": days,
                "changes": found.changes if found else 0,
                "estimated": bool(found and found.enough),
            }
    return out


def _run(evidence: Evidence, by: list[str]) -> dict[str, Any]:
    expects = evidence.expectations
    return {
        "as_of": day_text(evidence.as_of), "rows": evidence.rows, "by": by, "rules": expects.fingerprint(),
        "half_lives": _half_lives(evidence),
        "weights": dict(expects.weights), "opaque": list(expects.opaque), "gate": dict(expects.gate),
    }  # fmt: skip
