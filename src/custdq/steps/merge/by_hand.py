"""Golden values set by a steward: they go before everything, and what the records say stays beside them.

The trap: a value set for a record must follow the record to whichever entity it is in today, and one that names a
record which is gone must not be passed over without a word.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import OptionError, RecordNotFoundError, did_you_mean
from custdq.steps.merge.cells import Bools, Context, Ints, fold
from custdq.steps.merge.columns import Column
from custdq.steps.merge.rules import Fixed, Rule

OVERRIDE = "override"


class Override(NamedTuple):
    """A golden value set by hand: rows of the entity it is for, the column, the value (None: none), who said so."""

    rows: tuple[int, ...]
    column: str
    value: str | None
    said: str | None


#: Column -> entity -> what was decided.
Decided = Mapping[str, Mapping[int, Override]]


def overrides_of(context: Context, rules: Mapping[str, tuple[Rule, ...]], given: Sequence[Override]) -> Decided:
    """Return what was decided for each column and entity; of several decisions for a cell the last one given.

    Raises
    ------
    RecordNotFoundError
        When a rule names neither a record nor an entity, or several.
    OptionError
        When a rule gives one entity two values of a column.
    ColumnNotFoundError
        When a decision names a column that is not there.
    """
    decided: dict[str, dict[int, Override]] = {}
    for one in given:
        if not one.rows:
            continue
        context.require(one.column)
        entity = int(np.bincount(context.entity[list(one.rows)]).argmax())
        decided.setdefault(one.column, {})[entity] = Override(*one[:4])
    for column, own in rules.items():
        for key, one in _placed(context, column, [fixed for rule in own for fixed in rule.fixed]):
            known = decided.setdefault(column, {}).get(key)
            if known is not None and known.rows == () and known.value != one.value:
                names = f'"{known.value}" and "{one.value}"'
                raise OptionError(f'override gives "{column}" of one entity two values, {names}. Take one out.')
            decided[column][key] = one
    return {column: own for column, own in decided.items() if own}


def _placed(context: Context, column: str, fixed: Sequence[Fixed]) -> Iterator[tuple[int, Override]]:
    """Yield the entity each value given by record or entity id is for."""
    if not fixed:
        return
    positions = context.positions
    named = pc.binary_join_element_wise(positions.column("source"), positions.column("record_id"), ":")
    wanted = pa.array([one.key for one in fixed], pa.string())
    found: dict[str, set[int]] = {one.key: set() for one in fixed}
    for names, entity in (
        (positions.column("record_id"), context.entity), (named, context.entity),
        (context.entity_ids, np.arange(len(context.entity_ids))),
    ):  # fmt: skip
        for row in np.flatnonzero(np.asarray(pc.is_in(names, value_set=wanted))):
            found[names[int(row)].as_py()].add(int(entity[row]))
    for one in fixed:
        entities = found[one.key]
        if len(entities) != 1:
            known = positions.column("record_id").slice(0, 2000).drop_null().to_pylist()
            hint = did_you_mean(one.key, known).split("Known:")[0] if not entities else "Give SOURCE:ID. "
            what = "no record and no entity" if not entities else f"records of {len(entities)} entities"
            raise RecordNotFoundError(f'override of "{column}" names "{one.key}", which is {what}. {hint}'.rstrip())
        yield entities.pop(), Override((), column, one.value, one.said)


def set_by_hand(context: Context, plan: Callable[[], list[Column]], decided: Decided) -> list[Column]:
    """Do a piece of work, and put what was decided in the place of what it found."""
    return [_with_decided(context, column, decided.get(column.name, {})) for column in plan()]


def _with_decided(context: Context, column: Column, decided: Mapping[int, Override]) -> Column:
    if not decided:
        return column
    entity = np.array(sorted(decided), dtype=np.int64)
    mask = np.zeros(len(column.row), dtype=bool)
    mask[entity] = True
    texts = pa.array([_standard(context, decided[int(one)]) for one in entity], pa.string())
    row, confidence, agreeing = column.row.copy(), column.confidence.copy(), column.agreeing.copy()
    row[mask], confidence[mask] = -1, np.nan
    agreeing[mask] = _agreeing(context, column.name, (entity, texts))
    values = pc.replace_with_mask(column.values, pa.array(mask), texts)
    other = _differs(column.values, values)
    return replace(
        column, values=values, row=row, confidence=confidence, agreeing=agreeing,
        rule=column.decided_by(OVERRIDE, mask),
        candidates=_with_only_value(context, column, entity),
        runner_up=pc.if_else(pa.array(mask & other), column.values, column.runner_up),
        conflict=column.conflict | (mask & other), decided=decided,
    )  # fmt: skip


def _with_only_value(context: Context, column: Column, entity: Ints) -> pa.Array:
    """Return the candidates, the one value of an entity with a single filled cell among them: it is a loser now."""
    lone = [one for one in entity.tolist() if column.values[one].is_valid and not column.candidates[one].is_valid]
    if not lone:
        return column.candidates
    mask = np.zeros(len(column.row), dtype=bool)
    mask[lone] = True
    codes, names = context.sources
    sources = [names[codes[row]] if row >= 0 else "" for row in column.row[lone]]
    texts = [
        json.dumps([{"value": column.values[one].as_py(), "count": 1, "sources": [name] if name else []}],
                   ensure_ascii=False)
        for one, name in zip(lone, sources, strict=True)
    ]  # fmt: skip
    return pc.replace_with_mask(column.candidates, pa.array(mask), pa.array(texts, pa.string()))


def _differs(before: pa.Array, after: pa.Array) -> Bools:
    same = pc.fill_null(pc.equal(before, after), fill_value=False)
    return np.asarray(~same.to_numpy(zero_copy_only=False) & before.is_valid().to_numpy(zero_copy_only=False))


def _standard(context: Context, one: Override) -> str | None:
    """Return a value in the standard form of its column's kind; as it was given where it cannot be read."""
    kind = context.schema.columns.get(one.column)
    if one.value is None or kind is None:
        return one.value
    standard = kind.parse([one.value]).column("value")[0].as_py()
    return one.value if standard is None else str(standard)


def _agreeing(context: Context, name: str, decided: tuple[Ints, pa.Array]) -> Ints:
    """Return how many cells of each entity have the value that was decided."""
    entity, texts = decided
    count = np.zeros(len(entity), dtype=np.int64)
    rows = np.flatnonzero(np.isin(context.entity, entity))
    found = context.values[name][0].take(pa.array(rows)).to_pylist()
    for row, text in zip(rows, found, strict=True):
        at = int(np.searchsorted(entity, context.entity[row]))
        wanted = texts[at].as_py()
        count[at] += text is not None and wanted is not None and fold(text) == fold(wanted)
    return count
