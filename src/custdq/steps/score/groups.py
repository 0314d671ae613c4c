"""Scores by owner, team or any other column, ranked so that three good records do not win.

The owner's habit is the population and today's records a sample of it, so groups rank by Wilson's lower bound: 3 of 3
perfect is 0.44, 485 of 500 is 0.95. The trap: records without an owner are a group of their own, not left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.score.intervals import wilson
from custdq.steps.score.units import Floats, State

GROUP_SCHEMA = pa.schema(
    {
        "by": pa.string(), "group": pa.string(), "dimension": pa.string(), "score": pa.float64(),
        "numerator": pa.float64(), "denominator": pa.float64(), "assessed": pa.int64(), "rows": pa.int64(),
        "coverage": pa.float64(), "lower": pa.float64(), "rank": pa.int64(),
    }
)  # fmt: skip


def group_table(labels: Mapping[str, pa.Array], rows: Mapping[str, Floats], weights: Floats) -> pa.Table:
    """Return each group's scores, best first.

    Parameters
    ----------
    labels
        Grouping column to each record's group.
    rows
        Dimension (and overall) to each record's score.
    weights
        Weight of each record.
    """
    lines: list[dict[str, Any]] = []
    for by, column in labels.items():
        coded = column.dictionary_encode()
        names = [*coded.dictionary.to_pylist(), None]
        codes = np.asarray(pc.fill_null(coded.indices, len(names) - 1).to_numpy(zero_copy_only=False), dtype=np.int64)
        members = np.split(np.argsort(codes, kind="stable"), np.cumsum(np.bincount(codes, minlength=len(names)))[:-1])
        for dimension, scores in rows.items():
            found = [_line(scores[at], weights[at]) for at in members if len(at)]
            keys = [name for name, at in zip(names, members, strict=True) if len(at)]
            order = sorted(range(len(found)), key=lambda i: (-_bound(found[i]), keys[i] is None, keys[i] or ""))
            for place, i in enumerate(order, start=1):
                rank = place if found[i]["score"] is not None else None
                lines.append({"by": by, "group": keys[i], "dimension": dimension, **found[i], "rank": rank})
    return pa.Table.from_pylist(lines, GROUP_SCHEMA)


def _bound(line: Mapping[str, Any]) -> float:
    return -1.0 if line["lower"] is None else float(line["lower"])


def _line(scores: Floats, weights: Floats) -> dict[str, Any]:
    """Return one group's state and lower bound, on the effective number of its assessed records (Kish 1965)."""
    state = State.of(scores, weights)
    known = weights[~np.isnan(scores)]
    effective = float(known.sum() ** 2 / (known**2).sum()) if len(known) else 0.0
    lower = None if state.score is None else wilson(min(max(state.score, 0.0), 1.0), effective)[0]
    return {
        "score": state.score, "numerator": state.total, "denominator": state.weight, "assessed": state.assessed,
        "rows": state.rows, "coverage": state.coverage, "lower": lower,
    }  # fmt: skip
