"""What to look at again: values by what they are worth and how likely they no longer hold; gaps before a next stage.

The trap: a record nobody ever confirmed has no age. It is not fresh, so it is listed, after those whose staleness can
be told, and counted apart.
"""

from __future__ import annotations

from numbers import Integral
from typing import Any

import numpy as np
import pyarrow as pa

from custdq.errors import OptionError, did_you_mean
from custdq.roles import day_text
from custdq.steps.score.card import Measured, ScoreCard
from custdq.steps.score.completeness import excess, stage_requirements
from custdq.steps.score.timeliness import ages, never_confirmed
from custdq.steps.score.units import Bools, Floats

#: `expected_stale`: how many of the record's values, weighted, no longer hold as far as their age tells; `priority`:
#: that times the record's weight, null where nothing tells an age; `never_confirmed`: values that nothing dates.
_COUNTED = pa.schema({
    "weight": pa.float64(), "expected_stale": pa.float64(), "priority": pa.float64(), "oldest_days": pa.float64(),
    "last_confirmed": pa.string(), "fields": pa.string(), "never_confirmed": pa.int64(),
})  # fmt: skip


def review_list(card: ScoreCard, *, most: int | np.integer[Any] | None = None) -> pa.Table:
    """Return the records to verify again, the dearest first: by weight times expected staleness.

    Parameters
    ----------
    card
        The score card.
    most
        How many to return; None: all with anything to verify.

    Returns
    -------
    pyarrow.Table
        source, sheet, row, record_id; weight; expected_stale (values); priority; oldest_days (days); last_confirmed
        (ISO date); fields (stale ones, joined by ", "); never_confirmed (values). Records without any date come last.
    """
    if most is not None and (isinstance(most, bool) or not isinstance(most, Integral) or most < 0):
        raise OptionError(f"most was given as {most!r}; expected a number of records from 0, or None for all.")
    tables = [_review(one) for one in card.measured]
    together = pa.concat_tables(tables)
    order = [("priority", "descending"), ("weight", "descending"), ("source", "ascending"), ("record_id", "ascending")]
    ranked = together.sort_by(order)
    return ranked if most is None else ranked.slice(0, int(most))


def _review(measured: Measured) -> pa.Table:
    evidence = measured.evidence
    stale, oldest = np.zeros(evidence.rows), np.full(evidence.rows, -1.0)
    undated, dated = np.zeros(evidence.rows, dtype=np.int64), np.zeros(evidence.rows, dtype=bool)
    late: list[tuple[str, Bools]] = []
    for unit in measured.units["timeliness"]:
        currency, age = unit.scores, ages(evidence, unit.field)
        known = ~np.isnan(currency)
        stale += np.where(known, unit.weight * (1 - np.nan_to_num(currency)), 0.0)
        oldest = np.fmax(oldest, age)
        dated |= known
        undated += never_confirmed(evidence, unit.field)
        late.append((unit.field, np.asarray(known & (currency < 0.5), dtype=bool)))
    rows = np.flatnonzero((stale > 0) | (undated > 0))
    weights = evidence.weights[rows]
    priority = np.where(dated[rows], stale[rows] * weights, np.nan)
    counted = {
        "weight": weights, "expected_stale": stale[rows], "priority": priority,
        "oldest_days": np.where(oldest[rows] < 0, np.nan, oldest[rows]), "never_confirmed": undated[rows],
    }  # fmt: skip
    columns = {name: pa.array(values, from_pandas=True) for name, values in counted.items()}
    columns["last_confirmed"] = _days(evidence.as_of - oldest[rows], dated[rows])
    columns["fields"] = pa.array([", ".join(name for name, at in late if at[row]) or None for row in rows], pa.string())
    found = pa.table({field.name: columns[field.name] for field in _COUNTED}).cast(_COUNTED)
    table = evidence.positions.take(pa.array(rows))
    for name in found.column_names:
        table = table.append_column(name, found.column(name))
    return table


def _days(days: Floats, known: Bools) -> pa.Array:
    texts = {day: day_text(day) for day in np.unique(days[known]).tolist()}
    return pa.array([texts[day] if told else None for day, told in zip(days.tolist(), known, strict=True)], pa.string())


def missing_for(card: ScoreCard, stage: str) -> pa.Table:
    """Return what each record still lacks to enter a stage: position columns and `missing`, joined by ", ".

    Only records that lack something; requirements of earlier stages count, and those of the record's type.
    """
    tables = []
    for measured in card.measured:
        evidence = measured.evidence
        stages = evidence.expectations.stages
        if stage not in stages:
            raise OptionError(f'There is no stage "{stage}" in the expectations. {did_you_mean(stage, stages)}')
        lacking: list[list[str]] = [[] for _ in range(evidence.rows)]
        for asked, applies in stage_requirements(evidence, stage):
            present = np.logical_or.reduce([evidence.present(column) for column in asked.columns])
            for row in np.flatnonzero(applies & ~present).tolist():
                lacking[row].append(asked.name)
        rows = [row for row, names in enumerate(lacking) if names]
        found = evidence.positions.take(pa.array(rows, pa.int64()))
        tables.append(found.append_column("missing", pa.array([", ".join(lacking[row]) for row in rows], pa.string())))
    return pa.concat_tables(tables)


def excess_table(card: ScoreCard) -> pa.Table:
    """Return what is held beyond what type and stage need: field, rows, excess (cells); empty without a limit."""
    counts: dict[str, list[int]] = {}
    for measured in card.measured:
        for column, cells in excess(measured.evidence).items():
            line = counts.setdefault(column, [0, 0])
            line[0] += measured.evidence.rows
            line[1] += int(cells.sum())
    lines = [{"field": column, "rows": rows, "excess": many} for column, (rows, many) in counts.items()]
    return pa.Table.from_pylist(lines, pa.schema({"field": pa.string(), "rows": pa.int64(), "excess": pa.int64()}))
