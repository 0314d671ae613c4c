"""What a steward is asked: pairs that are neither one customer nor two, and fields on which sources disagree.

The trap: a list of everything is read by nobody, and an id tells a steward nothing; so what would change most stands
first, and both records stand beside the question.
"""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.results.origin import Origin
from custdq.steps.merge import Golden as GoldenTables
from custdq.steps.write import ANSWER, YES_OR_NO
from custdq.tables import ENTITY_COLUMN, column_or_null

#: Questions of each sort at most; the others stand in `links.review()` and `golden.conflicts`.
_MOST_PAIRS, _MOST_CONFLICTS = 5_000, 20_000
_TEXTS = (
    "question", ENTITY_COLUMN, "other_entity_id", "column", "kept", "candidates", "left_source", "left",
    "right_source", "right", "left_record", "right_record",
)  # fmt: skip
_SHAPE = pa.schema(
    [*((name, pa.string()) for name in _TEXTS), ("match_probability", pa.float64()), (ANSWER, pa.string())]
)


def review_table(tables: GoldenTables, origin: Origin | None) -> pa.Table:
    """Return the questions, one a row, with room for the answer.

    Returns
    -------
    pyarrow.Table
        question (`one customer?`, answered with yes or no; `which value?`, answered with a value), entity_id,
        other_entity_id, column, kept, candidates (in words), left_source, left, right_source, right (record ids),
        left_record, right_record (their cells in words), match_probability (0 to 1), answer (empty).
    """
    pairs = _SHAPE.empty_table() if origin is None else _pairs(origin)
    # all that is asked about a customer stands together
    at = pc.index_in(
        tables.conflicts.column(ENTITY_COLUMN), value_set=tables.records.column(ENTITY_COLUMN).combine_chunks()
    )
    order = np.argsort(np.asarray(at), kind="stable")
    return pa.concat_tables([pairs, _conflicts(tables.conflicts.take(pa.array(order)))]).combine_chunks()


def _pairs(origin: Origin) -> pa.Table:
    links, records = origin.links, origin.standardized.records
    at = links.uncertain_pairs()[:_MOST_PAIRS]
    cells: dict[str, pa.Array] = {"question": pa.array([YES_OR_NO] * len(at), pa.string())}
    sides = {"left": links.outcome.left, "right": links.outcome.right}
    identity = links.entities_table
    for (side, rows), entity in zip(sides.items(), (ENTITY_COLUMN, "other_entity_id"), strict=True):
        taken = pa.array(rows[at])
        cells[entity] = links.entity_ids.take(taken)
        cells[side] = column_or_null(identity, "record_id").take(taken)
        cells[f"{side}_source"] = column_or_null(identity, "source").take(taken)
        cells[f"{side}_record"] = _in_words(records.take(taken), list(origin.schema.columns))
    cells["match_probability"] = pa.array(links.outcome.probability[at].round(4))
    return _shaped(cells, len(at))


def _in_words(records: pa.Table, columns: list[str]) -> pa.Array:
    """Return the filled cells of each record, one behind the other."""
    filled = [column_or_null(records, name) for name in columns if name in records.column_names]
    if not filled:
        return pa.nulls(records.num_rows, pa.string())
    return pc.binary_join_element_wise(*filled, " · ", null_handling="skip")


def _conflicts(conflicts: pa.Table) -> pa.Table:
    asked = conflicts.slice(0, _MOST_CONFLICTS)
    said = [
        " / ".join(
            f"{each['value']} ({each['count']}×{' ' if each['sources'] else ''}{', '.join(each['sources'])})"
            for each in json.loads(text or "[]")
        )
        for text in asked.column("candidates").to_pylist()
    ]
    cells = {
        "question": pa.array(["which value?"] * asked.num_rows, pa.string()),
        ENTITY_COLUMN: asked.column(ENTITY_COLUMN),
        "column": asked.column("column"),
        "kept": asked.column("value"),
        "candidates": pa.array(said, pa.string()),
    }
    return _shaped(cells, asked.num_rows)


def _shaped(cells: dict[str, pa.Array], rows: int) -> pa.Table:
    return pa.table({each.name: cells.get(each.name, pa.nulls(rows, each.type)) for each in _SHAPE}, schema=_SHAPE)
