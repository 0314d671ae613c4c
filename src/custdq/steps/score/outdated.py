"""How many values of each field and system were true once and are no longer, as far as linked records tell.

The trap: adding it to what is counted. It is an estimate from all records together, so those of two tables are theirs,
and their sum is not what both tables would give at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import pyarrow as pa

from custdq.steps.score.card import ScoreCard
from custdq.steps.score.consistency import judged_columns
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.staleness import expected_stale

#: Of the `values` of a field in a source (null: in all), how many are expected to be `outdated`; null where too little
#: is linked or dated to tell. `settled`: whether the estimation came to rest; null where nothing is estimated.
OUTDATED_SCHEMA = pa.schema({
    "field": pa.string(), "source": pa.string(), "values": pa.int64(), "outdated": pa.float64(),
    "settled": pa.bool_(),
})  # fmt: skip


class _Line(NamedTuple):
    field: str
    source: str | None
    values: int
    outdated: float | None
    settled: bool | None


def outdated_table(card: ScoreCard) -> pa.Table:
    """Return how many values are expected to be outdated, by field and source (`OUTDATED_SCHEMA`).

    Empty where nothing is linked. After adding cards each part is estimated by itself.
    """
    together: dict[tuple[str, str | None], list[_Line]] = {}
    for one in card.measured:
        for line in _estimated(one.evidence):
            together.setdefault((line.field, line.source), []).append(line)
    lines = [
        {
            "field": field, "source": source, "values": sum(part.values for part in parts),
            "outdated": _sum([part.outdated for part in parts]), "settled": _all([part.settled for part in parts]),
        }
        for (field, source), parts in together.items()
    ]  # fmt: skip
    return pa.Table.from_pylist(lines, OUTDATED_SCHEMA)


def _sum(parts: list[float | None]) -> float | None:
    known = [outdated for outdated in parts if outdated is not None]
    return math.fsum(known) if len(known) == len(parts) else None


def _all(parts: list[bool | None]) -> bool | None:
    known = [settled for settled in parts if settled is not None]
    return all(known) if len(known) == len(parts) else None


def _estimated(evidence: Evidence) -> list[_Line]:
    """Return the lines, worked out once however often they are asked for."""
    known: list[_Line] | None = evidence.memory.get("outdated")
    if known is None:
        known = evidence.memory["outdated"] = list(_lines(evidence))
    return known


def _lines(evidence: Evidence) -> Iterator[_Line]:
    """Yield field, source, values, expected outdated ones, and whether these were estimated well."""
    if evidence.entity is None:
        return
    systems, names = evidence.systems
    for column in judged_columns(evidence):
        found = expected_stale(evidence, column, systems)
        held = evidence.good(column)
        for name, own in [(None, held), *((name, held & (systems == at)) for at, name in enumerate(names) if name)]:
            if own.any():
                # exact, so that the order of records changes nothing
                outdated = None if found is None else math.fsum(found.share[own].tolist())
                yield _Line(column, name, int(own.sum()), outdated, None if found is None else found.settled)
