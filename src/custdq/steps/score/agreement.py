"""Agreement between the records of one customer: of each value, of each field, and of each pair of systems.

It is counted on pairs of values, so it does not depend on which value survived: a golden record cannot flatter it.
Where a system owns a field, its value is what the others are held to, and a disagreement is theirs. The trap: one
value alone agrees with nothing; it is not assessed, and not in agreement.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.score.evidence import Evidence
from custdq.steps.score.sameness import contradict
from custdq.steps.score.units import Bools, Floats, Ints, dense, ordered
from custdq.tables import column_or_null

#: Beyond this many different values of one field an entity is compared by equality alone: its pairs would not end.
MOST_VALUES = 50


@dataclass(frozen=True)
class Compared:
    """The values of one column that have another of the same entity to be compared with.

    `rows` are their records, `entity` and `value` their numbers, from 0 (values in the order of their texts). `pairs`
    holds pairs of different values of an entity that do not contradict, both ways: entity, value, other value. `score`
    is the share of the others that do not contradict (NaN: nothing to hold it to).
    """

    rows: Ints
    entity: Ints
    value: Ints
    pairs: Ints
    score: Floats
    owned: Bools

    def fit(self, left: Ints, right: Ints) -> Bools:
        """Tell which values, named by their places, do not contradict others of the same entity."""
        width = int(self.value.max(initial=0)) + 1
        keys = np.sort((self.pairs[:, 0] * width + self.pairs[:, 1]) * width + self.pairs[:, 2])
        asked = (self.entity[left] * width + self.value[left]) * width + self.value[right]
        at = np.searchsorted(keys, asked)
        known = np.zeros(len(asked), dtype=bool)
        inside = at < len(keys)
        known[inside] = keys[at[inside]] == asked[inside]
        return np.asarray((self.value[left] == self.value[right]) | known, dtype=bool)


def compare(evidence: Evidence, column: str) -> Compared:
    """Compare the values of a column within entities, once however often it is asked for."""
    known: dict[str, Compared] = evidence.memory.setdefault("compared", {})
    if column not in known:
        known[column] = _compare(evidence, column)
    return known[column]


def _compare(evidence: Evidence, column: str) -> Compared:
    linked, entity = evidence.linked
    good = evidence.good(column)[linked]
    good &= np.bincount(entity[good], minlength=len(linked))[entity] > 1
    rows, entity = linked[good], dense(entity[good])[0]
    texts = evidence.value_at(column, rows)
    value = pc.rank(texts, tiebreaker="dense").to_numpy(zero_copy_only=False).astype(np.int64) - 1
    pairs = _compatible(evidence, column, (rows, entity, value))
    owned = _owned(evidence, column, rows)
    return Compared(rows, entity, value, pairs, _scores(entity, value, pairs, owned), owned)


def _owned(evidence: Evidence, column: str, rows: Ints) -> Bools:
    """Tell which of some records are of the system that owns a column."""
    owner = evidence.expectations.owners.get(column)
    codes, names = evidence.systems
    return np.asarray(codes[rows] == (names.index(owner) if owner in names[:-1] else -1), dtype=bool)


def _scores(entity: Ints, value: Ints, pairs: Ints, owned: Bools) -> Floats:
    """Return the share of an entity's other values that do not contradict each value.

    Where the owning system has a value, the others are held to its values alone, and its own to each other.
    """
    if not len(entity):
        return np.empty(0)
    held_by_owner = np.bincount(entity[owned], minlength=int(entity.max()) + 1)[entity] > 0
    weights = np.where(held_by_owner, owned, True).astype(float)  # noqa: FBT003
    width = int(value.max()) + 1
    cell, keys = dense(entity * width + value)
    mass = np.bincount(cell, weights=weights, minlength=len(keys))
    alike = mass.copy()
    if len(pairs):
        mine, other = (np.searchsorted(keys, pairs[:, 0] * width + pairs[:, side]) for side in (1, 2))
        np.add.at(alike, mine, mass[other])
    others = np.bincount(entity, weights=weights)[entity] - weights
    same = alike[cell] - weights
    return np.asarray(np.divide(same, others, out=np.full(len(entity), np.nan), where=others > 0), dtype=float)


def _compatible(evidence: Evidence, column: str, at: tuple[Ints, Ints, Ints]) -> Ints:
    """Return the pairs of different values of an entity that do not contradict, both ways."""
    left, right, entity = _different_pairs(at[1], at[2])
    kind = evidence.schema.columns.get(column)
    if not len(left) or kind is None or column not in evidence.standardized.parsed:
        return np.empty((0, 3), dtype=np.int64)
    values = at[2]
    row_of = np.zeros(int(values.max()) + 1, dtype=np.int64)
    row_of[values[::-1]] = at[0][::-1]
    width = len(row_of)
    pair, keys = dense(np.minimum(left, right) * width + np.maximum(left, right))
    tables = [_parsed(evidence, column, row_of[side]) for side in (keys // width, keys % width)]
    fits = ~contradict(kind, *tables, column=column)[pair]
    one_way = np.stack([entity[fits], left[fits], right[fits]], axis=1)
    return np.concatenate([one_way, one_way[:, [0, 2, 1]]])


def _parsed(evidence: Evidence, column: str, rows: Ints) -> pa.Table:
    """Return what some rows of a column were parsed into; its values parsed anew where the parts were not kept."""
    kind, parsed = evidence.schema.columns[column], evidence.standardized.parsed.column(column)
    found = parsed.results.take(pa.array(rows if parsed.rows is None else parsed.rows[rows]))
    if set(kind.part_names) <= set(found.column_names):
        return found
    return kind.parse(column_or_null(found, "value"))


def _different_pairs(entity: Ints, value: Ints) -> tuple[Ints, Ints, Ints]:
    """Return each pair of different values within an entity, once: left, right, entity."""
    if not len(entity):
        return entity, entity, entity
    width = int(value.max()) + 1
    keys = ordered(entity * width + value)
    group, held = keys // width, keys % width
    start = np.flatnonzero(np.append(True, np.diff(group) > 0))
    size = np.diff(np.append(start, len(keys)))
    several = np.flatnonzero((size > 1) & (size <= MOST_VALUES))
    left, right = [], []
    for many in ordered(size[several]):
        one, two = np.triu_indices(int(many), 1)
        begin = start[several[size[several] == many]][:, None]
        left.append((begin + one).ravel())
        right.append((begin + two).ravel())
    if not left:
        return group[:0], group[:0], group[:0]
    first, second = np.concatenate(left), np.concatenate(right)
    return held[first], held[second], group[first]
