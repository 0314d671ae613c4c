"""One golden column, or columns that one record wins together, with all that lineage needs to know of them.

Entities of one record have nothing to choose and never go through a vote. The trap: the newest address may lack its
city. What the winner lacks is taken from a record that gives the same address, else from the address's own text, and
never from a record that contradicts it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import OptionError
from custdq.steps.merge.addresses import AddressParts
from custdq.steps.merge.assembly import Assembly, assemble
from custdq.steps.merge.cells import ADDRESS, Bools, Cells, Context, Floats, Ints, record_dates
from custdq.steps.merge.choose import Choice, choose
from custdq.steps.merge.lineage import candidates_json
from custdq.steps.merge.reconcile import Owned, Reconciled, reconcile
from custdq.steps.merge.rules import Rule
from custdq.steps.merge.vote import Vote, confidence_alone, weighted_vote
from custdq.tables import column_or_null

SAME_ADDRESS = "same_address"
ADDRESS_PART = "address_part"
ASSEMBLED = "assembled"


@dataclass(frozen=True)
class Column:
    """One golden column: for each entity the value, the row it came from (-1: none), and how it was decided.

    `rule` is a dictionary array of names; `agreeing` counts the cells with that value, `distinct` the readable values
    there are, `runner_up` is the next best, `conflict` tells whether a readable value contradicts the golden one;
    `reconciled` holds the systems against each other; `decided` is what a steward gave, by entity.
    """

    name: str
    values: pa.Array
    row: Ints
    rule: pa.DictionaryArray
    candidates: pa.Array
    agreeing: Ints
    confidence: Floats
    runner_up: pa.Array
    distinct: Ints
    conflict: Bools
    reconciled: Callable[[Owned], Reconciled]
    decided: Mapping[int, Any] = field(default_factory=dict)

    def decided_by(self, rule: str, mask: Bools) -> pa.DictionaryArray:
        """Return the rules of the column with another one where `mask` holds."""
        codes = np.where(mask, len(self.rule.dictionary), pc.fill_null(self.rule.indices, 0).to_numpy())
        return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array([*self.rule.dictionary.to_pylist(), rule]))


@dataclass(frozen=True)
class Chosen:
    """The row chosen for each entity (-1: none) and, as a place in `labels`, the rule that decided."""

    row: Ints
    rule: Ints
    labels: tuple[str, ...]


def cells_to_choose_from(context: Context, columns: Sequence[str], rules: Sequence[Rule] = ()) -> Cells:
    """Return the cells of entities of several records; of all where a rule is to be asked even for one value."""
    every = any(rule.always for rule in rules)
    return Cells.of(context, columns, context.every if every else context.several)


def merge_column(context: Context, name: str, rules: Sequence[Rule]) -> Column:
    """Merge one column by `rules`, then by the default rule."""
    cells = cells_to_choose_from(context, (name,), rules)
    vote = weighted_vote(cells)
    choice = choose(cells, rules, vote)
    column = _column(cells, vote, _chosen(cells, choice))
    entities = cells.entity[cells.starts]
    return _with_built(cells, column, {int(entities[segment]): value for segment, value in choice.built.items()})


def merge_group(context: Context, columns: Sequence[str], rules: Sequence[Rule], *, complete: bool) -> list[Column]:
    """Merge columns that one record wins together.

    `complete`: a record with the anchor (the address) goes before one without, and what the winner lacks is filled
    where nothing contradicts it.
    """
    built = [rule.name for rule in rules if rule.build is not None]
    if built:
        raise OptionError(
            f"group{tuple(columns)} was given {built[0]}(), which builds a value; expected rules that rank records."
        )
    cells = cells_to_choose_from(context, columns)
    known = context.values[cells.anchor][0].is_valid().to_numpy(zero_copy_only=False)
    first = (Rule("most_complete", lambda group: known[group.row].astype(float)),) if complete else ()
    votes = weighted_vote(cells)
    together = _chosen(cells, choose(cells, rules, votes, first=first))
    parts = AddressParts(context, cells.columns, context.several) if complete else None
    # what a rule of the user's chose stands as it is
    whole = assemble(cells, votes, together.row, parts) if parts is not None and not rules else None
    if whole is not None:
        together = replace(together, row=whole.row)
    out = []
    for name in columns:
        own = cells_to_choose_from(context, (name,))
        vote = weighted_vote(own)
        present = np.r_[context.values[name][0].is_valid().to_numpy(zero_copy_only=False), False]
        said_by = together.row if whole is None or parts is None else whole.told_by(name, parts, together.row)
        chosen = replace(together, row=np.where(present[said_by], said_by, -1))
        if parts is not None:
            chosen = _from_same_address(own, vote, (together.row, chosen), parts)
        column = _column(own, vote, chosen)
        if whole is not None and name == ADDRESS:
            column = _assembled(own, column, whole)
        out.append(_from_own_text(context, column, said_by) if complete else column)
    return out


def _chosen(cells: Cells, choice: Choice) -> Chosen:
    """Return the winning row of each entity, an entity of one record its own."""
    context = cells.context
    held = np.logical_or.reduce([context.values[name][0].is_valid().to_numpy(zero_copy_only=False)
                                 for name in cells.columns])  # fmt: skip
    row = np.where(np.r_[held, False][context.single], context.single, -1)
    rule = np.zeros(len(row), dtype=np.int64)
    entities = cells.entity[cells.starts]
    row[entities], rule[entities] = cells.row[choice.cell], choice.decided
    return Chosen(row, rule, choice.labels)


def _cell_of(cells: Cells, rows: Ints) -> Ints:
    """Return the cell of each of `rows`, -1 for none."""
    found = np.full(cells.context.rows + 1, -1, dtype=np.int64)
    found[cells.row] = np.arange(len(cells))
    return found[rows]


def _from_same_address(own: Cells, vote: Vote, chosen: tuple[Ints, Chosen], parts: AddressParts) -> Chosen:
    """Fill from a record whose address shares a part with the winner's and contradicts none."""
    winners, found = chosen
    lacking = (found.row < 0) & (winners >= 0)
    cell = np.flatnonzero(lacking[own.entity] & ~own.invalid)
    if not len(cell):
        return found
    cell = cell[parts.alike(winners[own.entity[cell]], own.row[cell])]
    order = cell[np.lexsort((cell, -vote.votes[cell], own.entity[cell]))]
    best = order[np.flatnonzero(np.r_[True, np.diff(own.entity[order]) != 0][: len(order)])]
    row, rule = found.row.copy(), found.rule.copy()
    row[own.entity[best]], rule[own.entity[best]] = own.row[best], len(found.labels)
    return Chosen(row, rule, (*found.labels, SAME_ADDRESS))


def _assembled(cells: Cells, column: Column, whole: Assembly) -> Column:
    """Put in the addresses that were put together; a record all of whose parts stand in one is no conflict."""
    made = whole.text.is_valid().to_numpy(zero_copy_only=False)
    outside = ~whole.within[cells.row] & ~cells.invalid
    contradicted = np.bincount(cells.entity[outside], minlength=len(made)) > 0
    return replace(
        column, values=pc.coalesce(whole.text, column.values), rule=column.decided_by(ASSEMBLED, made),
        conflict=column.conflict & (contradicted | ~made),
    )  # fmt: skip


def _from_own_text(context: Context, column: Column, winners: Ints) -> Column:
    """Fill from what the winner's address says of the column itself."""
    kind, parsed = context.schema.columns.get(ADDRESS), context.standardized.parsed.get(ADDRESS)
    if kind is None or kind.name != "address" or parsed is None or column.name not in parsed.column_names:
        return column
    lacking = np.flatnonzero((column.row < 0) & (winners >= 0))
    texts = column_or_null(parsed, column.name).take(pa.array(winners[lacking]))
    filled = lacking[texts.is_valid().to_numpy(zero_copy_only=False)]
    if not len(filled):
        return column
    texts = texts.drop_null()
    row, agreeing = column.row.copy(), column.agreeing.copy()
    row[filled], agreeing[filled] = winners[filled], 1
    mask = np.zeros(len(row), dtype=bool)
    mask[filled] = True
    values = pc.replace_with_mask(column.values, pa.array(mask), texts)
    return replace(column, row=row, agreeing=agreeing, values=values, rule=column.decided_by(ADDRESS_PART, mask))


def _column(cells: Cells, vote: Vote, chosen: Chosen) -> Column:
    """Put a column together from the rows chosen for each entity."""
    context, name = cells.context, cells.columns[0]
    group, segment, _ = cells.group
    winner = np.r_[group, -1][_cell_of(cells, chosen.row)]
    alone = (winner < 0) & (chosen.row >= 0)
    entities = cells.entity[cells.starts]
    readable = np.bincount(group, ~cells.invalid, minlength=len(segment)) > 0
    distinct = alone.astype(np.int64)
    distinct[entities] = np.bincount(segment, readable, minlength=len(entities))
    confidence = np.r_[vote.share, np.nan][winner]
    confidence[alone] = confidence_alone(cells, vote, chosen.row[alone])
    agreeing = np.r_[np.bincount(group, minlength=len(segment)), 0][winner]
    values = context.values[name][0].take(pa.array(chosen.row, mask=chosen.row < 0))
    return Column(
        name, values, chosen.row,
        pa.DictionaryArray.from_arrays(pa.array(chosen.rule), pa.array(chosen.labels, pa.string())),
        _candidates(cells, len(values)), np.where(alone, 1, agreeing), np.round(confidence, 6),
        _runners_up(cells, vote, winner), distinct, _conflicts(cells, vote, (winner, readable, distinct)),
        partial(reconcile, cells, vote, winner[cells.entity]),
    )  # fmt: skip


def _candidates(cells: Cells, count: int) -> pa.Array:
    """Return each entity's candidates as JSON, null where but one cell is filled: there is nothing beside the value."""
    filled = np.diff(np.r_[cells.starts, len(cells)])
    place = np.full(count, -1, dtype=np.int64)
    several = np.flatnonzero(filled > 1)
    place[cells.entity[cells.starts[several]]] = several
    return candidates_json(cells).take(pa.array(place, mask=place < 0))


def _runners_up(cells: Cells, vote: Vote, winner: Ints) -> pa.Array:
    """Return each entity's best value beside the golden one, null where there is none."""
    _, segment, _ = cells.group
    entity = cells.entity[cells.starts][segment] if len(segment) else segment
    others = np.flatnonzero(winner[entity] != np.arange(len(segment)))
    value = cells.value[cells.representatives]
    order = others[np.lexsort((cells.ranks[value[others]], -vote.totals[others], entity[others]))]
    best = order[np.flatnonzero(np.r_[True, np.diff(entity[order]) != 0][: len(order)])]
    code = np.full(len(winner), -1, dtype=np.int64)
    code[entity[best]] = value[best]
    return cells.distinct.take(pa.array(code, mask=code < 0))


def _with_built(cells: Cells, column: Column, built: Mapping[int, str | None]) -> Column:
    """Put values that no single cell gave in their place; all the entity's cells count as agreeing."""
    if not built:
        return column
    entity = np.array(sorted(built), dtype=np.int64)
    mask = np.zeros(len(column.row), dtype=bool)
    mask[entity] = True
    texts = pa.array([built[int(one)] for one in entity], pa.string())
    row, agreeing, confidence = column.row.copy(), column.agreeing.copy(), column.confidence.copy()
    row[entity[~texts.is_valid().to_numpy(zero_copy_only=False)]] = -1
    agreeing[entity] = np.bincount(cells.entity, minlength=len(row))[entity]
    confidence[entity] = np.nan
    values = pc.replace_with_mask(column.values, pa.array(mask), texts)
    return replace(column, values=values, row=row, agreeing=agreeing, confidence=confidence)


def _conflicts(cells: Cells, vote: Vote, outcome: tuple[Ints, Bools, Ints]) -> Bools:
    """Tell for which entities a readable value is neither the golden one, nor a part of it, nor holds it."""
    winner, readable, distinct = outcome
    conflict = np.zeros(len(winner), dtype=bool)
    if cells.columns[0] in record_dates(cells.context.schema) or not len(cells):
        return conflict
    _, segment, _ = cells.group
    entity = cells.entity[cells.starts][segment]
    relations = vote.relations
    explained = winner[entity] == np.arange(len(segment))
    for one, other in ((relations.a, relations.b), (relations.b, relations.a)):
        with_winner = relations.agrees & (winner[entity[one]] == one)
        explained[other[with_winner]] = True
    conflict[entity[readable & ~explained & (distinct[entity] > 1)]] = True
    return conflict


__all__ = [
    "ADDRESS_PART",
    "ASSEMBLED",
    "SAME_ADDRESS",
    "Chosen",
    "Column",
    "cells_to_choose_from",
    "merge_column",
    "merge_group",
]
