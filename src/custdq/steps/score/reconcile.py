"""Systems held against each other: how often two of them agree on a field, and whose matter it is where they do not.

The trap: a rate over rows. A customer who stands ten times in one list would be ten disagreements; entities are counted
beside pairs of values.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from custdq.steps.score.agreement import Compared, compare
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.units import Bools, Ints, ordered

#: `left` and `right` are systems (the same one: within it), `charged` the one that does not own the field, null where
#: neither does; `pairs` of values of one entity, `agreeing` if they do not contradict; `entities` with a value in both.
AGREEMENT_SCHEMA = pa.schema({
    "field": pa.string(), "left": pa.string(), "right": pa.string(), "charged": pa.string(), "entities": pa.int64(),
    "disagreeing": pa.int64(), "pairs": pa.int64(), "agreeing": pa.int64(),
})  # fmt: skip
#: Of the `entities` with a value here and in another source (`source` null: in several), those `conflicting` somewhere;
#: of the records here whose customer has a value in another record (`known`), those that have none (`lacking`): what
#: other systems could fill.
CONFLICT_SCHEMA = pa.schema({
    "field": pa.string(), "source": pa.string(), "entities": pa.int64(), "conflicting": pa.int64(),
    "known": pa.int64(), "lacking": pa.int64(),
})  # fmt: skip


def reconcile(evidence: Evidence, columns: list[str]) -> tuple[pa.Table, pa.Table]:
    """Return agreement by field and pair of systems, and conflicts by field and system; empty if nothing is linked."""
    if evidence.entity is None:
        return AGREEMENT_SCHEMA.empty_table(), CONFLICT_SCHEMA.empty_table()
    codes, names = evidence.systems
    pairs, conflicts = [], []
    for column in columns:
        found = compare(evidence, column)
        if len(found.rows):
            owner = evidence.expectations.owners.get(column)
            pairs += _pair_lines(column, found, (codes[found.rows], names, owner))
        conflicts += _conflict_lines(column, found, codes[found.rows], _gaps(evidence, column, codes, names))
    return pa.Table.from_pylist(pairs, AGREEMENT_SCHEMA), pa.Table.from_pylist(conflicts, CONFLICT_SCHEMA)


def in_conflict(found: Compared) -> Bools:
    """Tell of each entity whether two of its values contradict."""
    width = int(found.value.max(initial=0)) + 1
    keys = ordered(found.entity * width + found.value)
    different = np.bincount(keys // width)
    fitting = np.bincount(found.pairs[:, 0], minlength=len(different))
    return np.asarray(different * (different - 1) > fitting, dtype=bool)


def _gaps(evidence: Evidence, column: str, codes: Ints, names: list[str | None]) -> dict[str | None, dict[str, int]]:
    """Count by source the records whose customer has a value in another record, and those of them that have none."""
    rows, entity = evidence.linked
    cells = evidence.cells(column)
    held = cells.valid[rows]
    known = np.bincount(entity[held], minlength=int(entity.max(initial=-1)) + 1)[entity] - held > 0
    lacking = known & ~cells.present[rows]
    counts: dict[str | None, dict[str, int]] = {None: {"known": int(known.sum()), "lacking": int(lacking.sum())}}
    for name, asked, without in zip(
        names,
        np.bincount(codes[rows][known], minlength=len(names)).tolist(),
        np.bincount(codes[rows][lacking], minlength=len(names)).tolist(),
        strict=True,
    ):
        if name is not None:
            counts[name] = {"known": asked, "lacking": without}
    return counts


def _conflict_lines(
    column: str, found: Compared, source: Ints, gaps: dict[str | None, dict[str, int]]
) -> list[dict[str, Any]]:
    """Return a line for all systems together (null) and for each; none where nothing is known of a system's customers.

    A system without two values to compare still has its gaps: were it left out, the lines of parts would not add up.
    """
    conflict, names = in_conflict(found), [name for name in gaps if name is not None]
    width = len(names) + 1  # the last of the systems is that of records without one
    held = ordered(found.entity * width + source)
    entity, where = held // width, held % width
    several = np.bincount(entity, minlength=len(conflict)) > 1
    counted = several[entity]
    of_system = [conflict[entity[counted & (where == at)]] for at in range(len(names))]
    lines = [
        _conflict_line(column, name, own) | gaps[name]
        for name, own in zip([None, *names], [conflict[several], *of_system], strict=True)
    ]
    return [line for line in lines if line["entities"] or line["known"]]


def _conflict_line(column: str, source: str | None, conflict: Bools) -> dict[str, Any]:
    return {"field": column, "source": source, "entities": len(conflict), "conflicting": int(conflict.sum())}


def _pair_lines(
    column: str, found: Compared, systems: tuple[Ints, list[str | None], str | None]
) -> list[dict[str, Any]]:
    """Count pairs of values by the systems they are of."""
    source, names, owner = systems
    left, right = _row_pairs(found.entity)
    if not len(left):
        return []
    fits = found.fit(left, right)
    low, high = np.minimum(source[left], source[right]), np.maximum(source[left], source[right])
    both = low * len(names) + high
    lines = []
    for code in ordered(both).tolist():
        at = both == code
        entities = found.entity[left[at]]
        broken = ordered(entities[~fits[at]])
        one, two = sorted((names[code // len(names)], names[code % len(names)]), key=lambda name: (name is None, name))
        charged = None if owner not in (one, two) or one == two else (two if one == owner else one)
        lines.append({
            "field": column, "left": one, "right": two, "charged": charged, "entities": len(ordered(entities)),
            "disagreeing": len(broken), "pairs": int(at.sum()), "agreeing": int(fits[at].sum()),
        })  # fmt: skip
    return sorted(lines, key=lambda line: (line["left"] or "", line["right"] or ""))


#: Records of one entity beyond this many are left out of the table of systems; the scores know them all.
_MOST_RECORDS = 100


def _row_pairs(entity: Ints) -> tuple[Ints, Ints]:
    order = np.argsort(entity, kind="stable")
    start = np.flatnonzero(np.append(True, np.diff(entity[order]) > 0))
    size = np.diff(np.append(start, len(order)))
    left, right = [], []
    for many in ordered(size).tolist():
        one, two = np.triu_indices(min(many, _MOST_RECORDS), 1)
        begin = start[size == many][:, None]
        left.append(order[(begin + one).ravel()])
        right.append(order[(begin + two).ravel()])
    return (np.concatenate(left), np.concatenate(right)) if left else (order, order)
