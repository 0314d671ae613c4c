"""Systems held against each other: how often two of them agree on a field, and whose matter it is where they do not.

The trap: a rate over rows. A customer who stands ten times in one list would be ten disagreements; entities are counted
beside pairs of values.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from custdq.steps.score.agreement import Compared, compare
from custdq.steps.score.cells import text_of
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.units import Bools, Ints

#: `left` and `right` are systems (the same one: within it), `charged` the one that does not own the field, null where
#: neither does; `pairs` of values of one entity, `agreeing` if they do not contradict; `entities` with a value in both.
AGREEMENT_SCHEMA = pa.schema({
    "field": pa.string(), "left": pa.string(), "right": pa.string(), "charged": pa.string(), "entities": pa.int64(),
    "disagreeing": pa.int64(), "pairs": pa.int64(), "agreeing": pa.int64(),
})  # fmt: skip
#: Of the `entities` with a value here and in another source (`source` null: in several), those `conflicting` somewhere.
CONFLICT_SCHEMA = pa.schema({
    "field": pa.string(), "source": pa.string(), "entities": pa.int64(), "conflicting": pa.int64(),
})  # fmt: skip


def reconcile(evidence: Evidence, columns: list[str]) -> tuple[pa.Table, pa.Table]:
    """Return agreement by field and pair of systems, and conflicts by field and system; empty if nothing is linked."""
    if evidence.entity is None:
        return AGREEMENT_SCHEMA.empty_table(), CONFLICT_SCHEMA.empty_table()
    coded = text_of(evidence.standardized.records, evidence.schema.source or "source").dictionary_encode()
    names = [*coded.dictionary.to_pylist(), None]
    codes = coded.indices.fill_null(len(names) - 1).to_numpy(zero_copy_only=False).astype(np.int64)
    pairs, conflicts = [], []
    for column in columns:
        found = compare(evidence, column)
        if len(found.rows):
            owner = evidence.expectations.owners.get(column)
            pairs += _pair_lines(column, found, (codes[found.rows], names, owner))
            conflicts += _conflict_lines(column, found, codes[found.rows], names)
    return pa.Table.from_pylist(pairs, AGREEMENT_SCHEMA), pa.Table.from_pylist(conflicts, CONFLICT_SCHEMA)


def in_conflict(found: Compared) -> Bools:
    """Tell of each entity whether two of its values contradict."""
    width = int(found.value.max(initial=0)) + 1
    keys = np.unique(found.entity * width + found.value)
    different = np.bincount(keys // width)
    fitting = np.bincount(found.pairs[:, 0], minlength=len(different))
    return np.asarray(different * (different - 1) > fitting, dtype=bool)


def _conflict_lines(column: str, found: Compared, source: Ints, names: list[str | None]) -> list[dict[str, Any]]:
    conflict = in_conflict(found)
    held = np.unique(found.entity * len(names) + source)
    entity, where = held // len(names), held % len(names)
    several = np.bincount(entity, minlength=len(conflict)) > 1
    counted = several[entity]
    lines = []
    for at in sorted(set(where[counted].tolist()), key=lambda at: (names[at] is None, names[at])):
        mine = entity[counted & (where == at)]
        lines.append({"field": column, "source": names[at], "entities": len(mine), "conflicting": conflict[mine].sum()})
    whole = {"field": column, "source": None, "entities": several.sum(), "conflicting": conflict[several].sum()}
    return [whole, *lines] if several.any() else []


def _pair_lines(
    column: str, found: Compared, systems: tuple[Ints, list[str | None], str | None]
) -> list[dict[str, Any]]:
    """Count pairs of values by the systems they are of."""
    source, names, owner = systems
    left, right = _row_pairs(found.entity)
    if not len(left):
        return []
    width = int(found.value.max()) + 1
    fits = _fit(found, left, right, width)
    low, high = np.minimum(source[left], source[right]), np.maximum(source[left], source[right])
    both = low * len(names) + high
    lines = []
    for code in np.unique(both).tolist():
        at = both == code
        entities = found.entity[left[at]]
        broken = np.unique(entities[~fits[at]])
        one, two = sorted((names[code // len(names)], names[code % len(names)]), key=lambda name: (name is None, name))
        charged = None if owner not in (one, two) or one == two else (two if one == owner else one)
        lines.append({
            "field": column, "left": one, "right": two, "charged": charged, "entities": len(np.unique(entities)),
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
    for many in np.unique(size).tolist():
        one, two = np.triu_indices(min(many, _MOST_RECORDS), 1)
        begin = start[size == many][:, None]
        left.append(order[(begin + one).ravel()])
        right.append(order[(begin + two).ravel()])
    return (np.concatenate(left), np.concatenate(right)) if left else (order, order)


def _fit(found: Compared, left: Ints, right: Ints, width: int) -> Bools:
    """Tell which pairs of records have values that do not contradict."""
    same = found.value[left] == found.value[right]
    keys = np.sort((found.pairs[:, 0] * width + found.pairs[:, 1]) * width + found.pairs[:, 2])
    asked = (found.entity[left] * width + found.value[left]) * width + found.value[right]
    at = np.searchsorted(keys, asked)
    known = np.zeros(len(asked), dtype=bool)
    inside = at < len(keys)
    known[inside] = keys[at[inside]] == asked[inside]
    return np.asarray(same | known, dtype=bool)
