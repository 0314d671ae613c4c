"""Tables about entities, rules and thresholds: quality of each entity, what rules made, what other thresholds would.

The trap: figures by position mean nothing to a reader, so every line names its entity as `links.entities` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.errors import ColumnNotFoundError, FrameError, did_you_mean
from custdq.frames import is_path, read_path, to_arrow
from custdq.results.level_table import YES
from custdq.steps.link import NEIGHBOURS_BY, LinkOutcome, entity_quality, evaluate_clusters, sweep_thresholds
from custdq.tables import ENTITY_COLUMN

_BLOCKING = pa.schema(
    [
        *(("rule", pa.string()), ("used", pa.bool_())),
        *(("pairs", pa.int64()), ("matches", pa.float64()), ("alone", pa.float64())),
        *((name, pa.int64()) for name in ("oversize_blocks", "oversize_records")),
    ]
)


def blocking_table(outcome: LinkOutcome) -> pa.Table:
    """Return one row a blocking rule; columns as `Links.blocking` says."""
    return pa.Table.from_pylist(outcome.blocking, _BLOCKING)


def rules_of(given: Any) -> Any:
    """Return blocking rules as they were given; of a table such as `Links.blocking`, or its file, the rules in use.

    Neighbours are made of what rules leave, and so are no rules to state.

    Raises
    ------
    ColumnNotFoundError
        When the table has no column rule.
    """
    if given is None or isinstance(given, str | Sequence):
        return given
    try:
        table = to_arrow(read_path(given) if is_path(given) else given)
    except FrameError:
        return given  # what is no table either is refused by whoever is given the rules
    if "rule" not in table.column_names:
        near = did_you_mean("rule", table.column_names)
        raise ColumnNotFoundError(f'The table of blocking rules has no column "rule". {near}')
    used = table.column("used").to_pylist() if "used" in table.column_names else ["true"] * table.num_rows
    rules = table.column("rule").to_pylist()
    stated = [rule for rule, use in zip(rules, used, strict=True) if rule and str(use).casefold() in YES]
    return [rule for rule in stated if NEIGHBOURS_BY not in rule]


def quality_table(outcome: LinkOutcome, entity_ids: pa.Array) -> pa.Table:
    """Return one row an entity of two or more records, most doubtful first; columns as `Links.quality` says."""
    found = entity_quality(outcome)
    names = [field.name for field in outcome.fields]
    conflicts = [", ".join(name for name, held in zip(names, row, strict=True) if held) for row in found.conflicts]
    return pa.table(
        {
            ENTITY_COLUMN: entity_ids.take(pa.array(found.label)),
            "records": pa.array(found.records, pa.int64()),
            "pairs_compared": pa.array(found.pairs, pa.int64()),
            "weakest_link": pa.array(found.weakest_link, pa.float64(), from_pandas=True),
            "bridges": pa.array(found.bridges, pa.int64()),
            "lowest_weight": pa.array(found.lowest_weight, pa.float64(), from_pandas=True),
            "conflicts": pa.array([text or None for text in conflicts], pa.string()),
        }
    )


def thresholds_table(
    outcome: LinkOutcome, known: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]] | None
) -> pa.Table:
    """Return one row a threshold.

    Parameters
    ----------
    outcome
        The linked records.
    known
        Rows with known truth and their true entities, as numbers; None: no truth.
    """
    rows: list[dict[str, float]] = []
    for line in sweep_thresholds(outcome):
        row: dict[str, float] = {
            "threshold": line.threshold, "pairs": line.pairs, "entities": line.entities, "largest": line.largest,
        }  # fmt: skip
        if known is not None:
            at, truth = known
            result = evaluate_clusters(line.labels[at], truth)
            row |= {"precision": result.precision, "recall": result.recall, "f1": result.f1}
        rows.append(row)
    return pa.Table.from_pylist(rows, _threshold_schema(["precision", "recall", "f1"] if known is not None else []))


def _threshold_schema(more: Sequence[str]) -> pa.Schema:
    counts = [(name, pa.int64()) for name in ("pairs", "entities", "largest")]
    return pa.schema([("threshold", pa.float64()), *counts, *((name, pa.float64()) for name in more)])
