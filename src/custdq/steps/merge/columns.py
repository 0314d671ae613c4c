"""One golden column, or columns that one record wins together, with all that lineage needs to know of them.

The trap: the newest address may lack its city. What the winner lacks is taken from a record that gives the same
address, else from the address's own text, and never from a record that contradicts it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.errors import OptionError
from custdq.steps.merge.cells import Bools, Cells, Context, Floats, Ints, record_dates
from custdq.steps.merge.choose import Choice, choose
from custdq.steps.merge.lineage import candidates_json
from custdq.steps.merge.support import address_parts
from custdq.steps.merge.survivorship import Rule
from custdq.steps.merge.vote import Vote, weighted_vote

SAME_ADDRESS = "same_address"
ADDRESS_PART = "address_part"

Labels = npt.NDArray[np.object_]


@dataclass(frozen=True)
class Column:
    """One golden column: for each entity the value, the row it came from (-1: none), and how it was decided.

    `agreeing` counts the cells with that value, `distinct` the readable values there are, `conflict` tells whether one
    of them contradicts the golden value.
    """

    name: str
    values: pa.Array
    row: Ints
    rule: Labels
    candidates: pa.Array
    agreeing: Ints
    confidence: Floats
    distinct: Ints
    conflict: Bools


def merge_column(context: Context, name: str, rules: Sequence[Rule]) -> Column:
    """Merge one column by `rules`, then by the default rule."""
    cells = Cells.of(context, (name,))
    vote = weighted_vote(cells)
    choice = choose(cells, rules, vote)
    entities = cells.entity[cells.starts]
    built = {int(entities[segment]): value for segment, value in choice.built.items()}
    return _column(cells, vote, (_winners(cells, choice), _labels(cells, choice)), built)


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
    cells = Cells.of(context, columns)
    known = context.values[cells.anchor][0].is_valid().to_numpy(zero_copy_only=False)
    first = (Rule("most_complete", lambda group: known[group.row].astype(float)),) if complete else ()
    choice = choose(cells, rules, weighted_vote(cells), first=first)
    winners, labels = _winners(cells, choice), _labels(cells, choice)
    details = address_parts(cells)
    out = []
    for name in columns:
        own = Cells.of(context, (name,))
        vote = weighted_vote(own)
        rows, rule = np.where(_cell_of(own)[winners] >= 0, winners, -1), labels.copy()
        parts: dict[int, str | None] = {}
        if complete:
            _take_from_same_address(own, vote, (winners, rows, rule), details)
            parts = _take_from_own_text(own, (winners, rows, rule))
        out.append(_column(own, vote, (rows, rule), parts))
    return out


def _winners(cells: Cells, choice: Choice) -> Ints:
    """Return the winning row of each entity, -1 where it has no cell."""
    rows = np.full(len(cells.context.entity_ids), -1, dtype=np.int64)
    rows[cells.entity[cells.starts]] = cells.row[choice.cell]
    return rows


def _labels(cells: Cells, choice: Choice) -> Labels:
    labels = np.full(len(cells.context.entity_ids), None, dtype=object)
    labels[cells.entity[cells.starts]] = np.array(choice.labels, dtype=object)[choice.decided]
    return labels


def _cell_of(cells: Cells) -> Ints:
    """Return each row's cell, -1 for none; the last place answers for row -1."""
    found = np.full(cells.context.rows + 1, -1, dtype=np.int64)
    found[cells.row] = np.arange(len(cells))
    return found


def _take_from_same_address(
    own: Cells, vote: Vote, chosen: tuple[Ints, Ints, Labels], details: Callable[[int], dict[str, str]]
) -> None:
    """Fill, in place, from a record whose address shares a part with the winner's and contradicts none."""
    winners, rows, rule = chosen
    entities = own.entity[own.starts]
    ends = np.r_[own.starts[1:], len(own)]
    for segment in np.flatnonzero((rows[entities] < 0) & (winners[entities] >= 0)):
        entity, mine = int(entities[segment]), details(int(winners[entities[segment]]))
        cells = range(own.starts[segment], ends[segment])
        for cell in sorted(cells, key=lambda cell: (-vote.votes[cell], cell)):
            other = details(int(own.row[cell]))
            shared = mine.keys() & other.keys()
            if shared and not own.invalid[cell] and all(mine[part] == other[part] for part in shared):
                rows[entity], rule[entity] = own.row[cell], SAME_ADDRESS
                break


def _take_from_own_text(own: Cells, chosen: tuple[Ints, Ints, Labels]) -> dict[int, str | None]:
    """Fill, in place, what the winner's address says of the column itself; return the values by entity."""
    winners, rows, rule = chosen
    context, column = own.context, own.columns[0]
    kinds = context.schema.columns
    texts = [
        parsed.column(column)
        for name, parsed in context.standardized.parsed.items()
        if name == "address" and name in kinds and kinds[name].name == "address" and column in parsed.column_names
    ]
    if not texts:
        return {}
    open_entities = np.flatnonzero((rows < 0) & (winners >= 0))
    found = texts[0].take(pa.array(winners[open_entities])).to_pylist()
    values: dict[int, str | None] = {int(e): text for e, text in zip(open_entities, found, strict=True) if text}
    for entity in values:
        rows[entity], rule[entity] = winners[entity], ADDRESS_PART
    return values


def _column(cells: Cells, vote: Vote, chosen: tuple[Ints, Labels], built: Mapping[int, str | None]) -> Column:
    """Put a column together from the rows chosen (and the values built) for each entity."""
    rows, rule = chosen
    context, entities = cells.context, cells.entity[cells.starts]
    count = len(context.entity_ids)
    cell = _cell_of(cells)[rows]
    code = np.r_[cells.value, -1][cell]
    values = cells.distinct.take(pa.array(code, mask=code < 0))
    group, segment, _ = cells.group
    winner = np.r_[group, -1][cell]
    agreeing = np.r_[np.bincount(group, minlength=len(segment)), 0][winner]
    candidates = _spread(candidates_json(cells), entities, count)
    if built:
        values, candidates = _with_built(cells, (values, candidates, agreeing), built, rows)
        rows = np.where([built.get(entity, "") is None for entity in range(count)], -1, rows)
    readable = np.bincount(group, ~cells.invalid, minlength=len(segment)) > 0
    distinct = np.zeros(count, dtype=np.int64)
    distinct[entities] = np.bincount(segment, readable, minlength=len(entities))
    return Column(
        cells.columns[0], values, rows, rule, candidates, agreeing, _confidence(vote, winner, built),
        distinct, _conflicts(cells, vote, (winner, readable, distinct)),
    )  # fmt: skip


def _spread(values: pa.Array, entities: Ints, count: int) -> pa.Array:
    place = np.full(count, -1, dtype=np.int64)
    place[entities] = np.arange(len(entities))
    return values.take(pa.array(place, mask=place < 0))


def _confidence(vote: Vote, winner: Ints, built: Mapping[int, str | None]) -> Floats:
    confidence = np.r_[vote.share, np.nan][winner]
    confidence[list(built)] = np.nan
    return np.asarray(np.round(confidence, 6), dtype=float)


def _with_built(
    cells: Cells, outcome: tuple[pa.Array, pa.Array, Ints], built: Mapping[int, str | None], rows: Ints
) -> tuple[pa.Array, pa.Array]:
    """Put values that no single cell gave in their place; all the entity's cells count as agreeing."""
    values, candidates, agreeing = outcome[0].to_pylist(), outcome[1].to_pylist(), outcome[2]
    cell_count = np.bincount(cells.entity, minlength=len(agreeing))
    codes, names = cells.context.sources
    for entity, value in built.items():
        values[entity], agreeing[entity] = value, max(int(cell_count[entity]), 1)
        if candidates[entity] is None:
            source = names[codes[rows[entity]]]
            entry: dict[str, Any] = {"value": value, "count": 1, "sources": [source] if source else []}
            candidates[entity] = json.dumps([entry], ensure_ascii=False)
    return pa.array(values, pa.string()), pa.array(candidates, pa.string())


def _conflicts(cells: Cells, vote: Vote, outcome: tuple[Ints, Bools, Ints]) -> Bools:
    """Tell for which entities a readable value is neither the golden one nor a part of it."""
    winner, readable, distinct = outcome
    conflict = np.zeros(len(winner), dtype=bool)
    if cells.columns[0] in record_dates(cells.context.schema):
        return conflict
    _, segment, _ = cells.group
    entity = cells.entity[cells.starts][segment] if len(segment) else segment
    for group in np.flatnonzero(readable & (distinct[entity] > 1)):
        golden = int(winner[entity[group]])
        if golden != group and golden not in vote.parts.get(int(group), ()):
            conflict[entity[group]] = True
    return conflict


__all__ = ["ADDRESS_PART", "SAME_ADDRESS", "Column", "merge_column", "merge_group"]
