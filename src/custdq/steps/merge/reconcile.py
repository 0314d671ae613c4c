"""Where systems disagree: for each field and pair of systems how often, and which cells differ from their owner's.

A source's value for an entity is the one of its cells that weighs most in the vote. The trap: a value that is only a
part of another (a brand of the registered name) is no contradiction, and is counted by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from custdq.steps.merge.cells import Bools, Cells, Context, Ints, record_dates
from custdq.steps.merge.relations import Relations, ordered_pairs
from custdq.steps.merge.vote import Vote
from custdq.tables import ENTITY_COLUMN

RECONCILIATION = pa.schema(
    [("column", pa.string()), ("left", pa.string()), ("right", pa.string()), ("owner", pa.string()),
     ("entities", pa.int64()), ("same", pa.int64()), ("part", pa.int64()), ("differ", pa.int64()),
     ("left_differs", pa.int64()), ("right_differs", pa.int64())]
)  # fmt: skip

DIFFERENCES = pa.schema(
    [(ENTITY_COLUMN, pa.string()), ("column", pa.string()), ("source", pa.string()), ("record_id", pa.string()),
     ("value", pa.string()), ("owner", pa.string()), ("owner_record_id", pa.string()), ("owner_value", pa.string())]
)  # fmt: skip

#: Field -> the systems that own it.
Owned = Mapping[str, tuple[str, ...]]


class Reconciled(NamedTuple):
    """What one column comes to: a line for each pair of systems, a line for each cell that differs from its owner."""

    pairs: pa.Table
    differences: pa.Table


def reconcile(cells: Cells, vote: Vote, winner: Ints, owned: Owned) -> Reconciled:
    """Hold the systems' values of one column against each other.

    Parameters
    ----------
    cells, vote
        The cells of entities of several records, and how they voted.
    winner
        The golden value of each cell's entity, as a group; -1 where it is none of them.
    owned
        Which system owns which field.

    Returns
    -------
    Reconciled
        Columns as `RECONCILIATION` and `DIFFERENCES`. `left_differs` and `right_differs` count the entities where
        that system's value is neither the owner's nor a part of it; without an owner, neither the golden value's.
    """
    context, column = cells.context, cells.columns[0]
    names = context.sources[1]
    if column in record_dates(context.schema) or len(names) < 2 or not len(cells):
        return Reconciled(RECONCILIATION.empty_table(), DIFFERENCES.empty_table())
    chosen, starts = _value_of_each_source(cells, vote)
    if not len(chosen):
        return Reconciled(RECONCILIATION.empty_table(), DIFFERENCES.empty_table())
    kind = context.schema.columns.get(column)
    owners = owned.get(column, owned.get("" if kind is None else kind.name, ()))
    measure = _measure(cells, chosen, starts, (winner, [names.index(name) for name in owners if name in names]))
    off = _contradict(vote.relations, cells.group[0][chosen], measure) & (measure >= 0)
    pairs = _pairs(cells, vote, (chosen, starts), off)
    owner = owners[0] if owners else None
    return Reconciled(_as_table(column, names, pairs, owner), _differences(cells, (chosen, off), (measure, owners)))


def _value_of_each_source(cells: Cells, vote: Vote) -> tuple[Ints, Ints]:
    """Return the cell of each source in each entity, by entity, and where each entity's begin."""
    order = np.lexsort((np.arange(len(cells)), -vote.votes, cells.source, cells.segment))
    order = order[~cells.invalid[order]]
    keys = cells.segment[order] * len(cells.context.sources[1]) + cells.source[order]
    chosen = order[np.flatnonzero(np.r_[True, np.diff(keys) != 0][: len(order)])].astype(np.int64)
    segment = cells.segment[chosen]
    return chosen, np.flatnonzero(np.r_[True, np.diff(segment) != 0][: len(chosen)]).astype(np.int64)


def _measure(cells: Cells, chosen: Ints, starts: Ints, by: tuple[Ints, list[int]]) -> Ints:
    """Return what each source's value is measured by: the owner's value of its entity, else the golden one."""
    winner, owners = by
    group = cells.group[0]
    if not owners:
        return winner[chosen]
    length = np.diff(np.r_[starts, len(chosen)])
    mine = np.where(np.isin(cells.source[chosen], owners), group[chosen], -1)
    return np.repeat(np.maximum.reduceat(mine, starts), length)


def _contradict(relations: Relations, one: Ints, two: Ints) -> Bools:
    """Tell which values are neither the same, nor a part of each other."""
    width = int(max(one.max(initial=0), two.max(initial=0), relations.a.max(initial=0), relations.b.max(initial=0))) + 1
    known = np.sort(np.r_[relations.a * width + relations.b, relations.b * width + relations.a][
        np.tile(relations.agrees, 2)])  # fmt: skip
    wanted = one * width + two
    at = np.minimum(np.searchsorted(known, wanted), max(len(known) - 1, 0))
    agree = known[at] == wanted if len(known) else np.zeros(len(wanted), dtype=bool)
    return np.asarray((one != two) & ~agree)


def _pairs(cells: Cells, vote: Vote, values: tuple[Ints, Ints], off: Bools) -> dict[str, Ints]:
    """Return counts by pair of sources: of entities, and of those that are the same, a part, different."""
    chosen, starts = values
    places = np.arange(len(chosen))
    left, right = ordered_pairs(places, starts, np.diff(np.r_[starts, len(chosen)]))
    source, group = cells.source[chosen], cells.group[0][chosen]
    once = source[left] < source[right]
    left, right = left[once], right[once]
    sources = len(cells.context.sources[1])
    pair, place = np.unique(source[left] * sources + source[right], return_inverse=True)
    same = group[left] == group[right]
    differ = _contradict(vote.relations, group[left], group[right])
    counted = {"entities": np.ones(len(left), dtype=bool), "same": same, "part": ~same & ~differ, "differ": differ,
               "left_differs": off[left], "right_differs": off[right]}  # fmt: skip
    counts = {name: np.bincount(place[flags], minlength=len(pair)) for name, flags in counted.items()}
    return {"left": pair // sources, "right": pair % sources, **counts}


def _as_table(column: str, names: list[str], pairs: Mapping[str, Ints], owner: str | None) -> pa.Table:
    count = len(pairs["left"])
    systems = pa.array(names, pa.string())
    arrays = {
        "column": pa.repeat(pa.scalar(column), count), "owner": pa.repeat(pa.scalar(owner, pa.string()), count),
        **{side: systems.take(pa.array(pairs[side])) for side in ("left", "right")},
        **{name: pa.array(pairs[name], pa.int64()) for name in RECONCILIATION.names[4:]},
    }  # fmt: skip
    return pa.table([arrays[name] for name in RECONCILIATION.names], schema=RECONCILIATION)


def _differences(cells: Cells, found: tuple[Ints, Bools], by: tuple[Ints, tuple[str, ...]]) -> pa.Table:
    """Return the cells that differ from the owner's value (the golden one where nobody owns the field)."""
    (chosen, off), (measure, owners) = found, by
    context: Context = cells.context
    cell, wanted = chosen[off], cells.first[measure[off]]
    if owners:
        # of the cells with the owner's value its own is shown
        mine = np.flatnonzero(np.isin(np.array(context.sources[1])[cells.source], owners))
        first = dict(zip(cells.group[0][mine[::-1]].tolist(), mine[::-1].tolist(), strict=True))
        wanted = np.array([first[one] for one in measure[off].tolist()], np.int64)
    source, record = (context.positions.column(name).combine_chunks() for name in ("source", "record_id"))
    rows, theirs = pa.array(cells.row[cell]), pa.array(cells.row[wanted])
    values = [cells.distinct.take(pa.array(cells.value[side])) for side in (cell, wanted)]
    arrays = [
        context.entity_ids.take(pa.array(cells.entity[cell])), pa.repeat(pa.scalar(cells.columns[0]), len(cell)),
        source.take(rows), record.take(rows), values[0], source.take(theirs), record.take(theirs), values[1],
    ]  # fmt: skip
    return pa.table(arrays, schema=DIFFERENCES)


__all__ = ["DIFFERENCES", "RECONCILIATION", "Owned", "Reconciled", "reconcile"]
