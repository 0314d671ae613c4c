"""How many values of each field and system were true once and are no longer, as far as linked records tell.

The trap: adding it to what is counted. It is an estimate from all records together, so those of two tables are theirs,
and their sum is not what both tables would give at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import pyarrow as pa

from custdq.steps.score.card import ScoreCard
from custdq.steps.score.consistency import judged_columns
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.staleness import expected_stale

#: Of the `values` of a field in a source (null: in all), how many are expected to be `outdated`; null where too little
#: is linked or dated to tell.
OUTDATED_SCHEMA = pa.schema({
    "field": pa.string(), "source": pa.string(), "values": pa.int64(), "outdated": pa.float64(),
})  # fmt: skip


def outdated_table(card: ScoreCard) -> pa.Table:
    """Return how many values are expected to be outdated, by field and source (`OUTDATED_SCHEMA`).

    Empty where nothing is linked. After adding cards each part is estimated by itself.
    """
    together: dict[tuple[str, str | None], list[tuple[int, float | None]]] = {}
    for one in card.measured:
        for field, source, values, outdated in _lines(one.evidence):
            together.setdefault((field, source), []).append((values, outdated))
    lines = [
        {"field": field, "source": source, "values": sum(values for values, _ in parts), "outdated": _sum(parts)}
        for (field, source), parts in together.items()
    ]
    return pa.Table.from_pylist(lines, OUTDATED_SCHEMA)


def _sum(parts: list[tuple[int, float | None]]) -> float | None:
    known = [outdated for _, outdated in parts if outdated is not None]
    return math.fsum(known) if len(known) == len(parts) else None


def _lines(evidence: Evidence) -> Iterator[tuple[str, str | None, int, float | None]]:
    """Yield field, source, values and expected outdated ones."""
    if evidence.entity is None:
        return
    systems, names = evidence.systems
    for column in judged_columns(evidence):
        found = expected_stale(evidence, column, systems)
        held = evidence.good(column)
        for name, own in [(None, held), *((name, held & (systems == at)) for at, name in enumerate(names) if name)]:
            if own.any():
                # exact, so that the order of records changes nothing
                yield column, name, int(own.sum()), None if found is None else math.fsum(found[own].tolist())
