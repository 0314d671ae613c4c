"""States: sums that a score is made from and that add up over partitions, days, owners and sources.

A card is nothing but its states and what they come to, so the states of two halves, added, give the card of the whole.
The trap: averaging scores. Two days of 10 and 1,000 records have no mean; their sums do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.score.units import (
    FEW,
    Codes,
    Floats,
    Ints,
    Patterns,
    PatternScores,
    Unit,
    counted,
    dense,
    pattern_scores,
    patterns,
    taken,
)

#: What a line of states is about; `by` and `group` are null for the whole table, `field` for a dimension or a part.
KEYS = ("by", "group", "dimension", "part", "field")

#: Sums over records, each weighted unless it counts: `rows` and `assessed` count records; `numerator` sums scores,
#: `denominator` weights of assessed records, `squares` their squares; `loss` is what the unit takes from the dimension;
#: `within` of `within_of` values lie within their deadline; `valid` sums validity, `open` the part of `numerator`
#: that a sample speaks for, `open_share` what it holds of the dimension's numerator; `placeholders` counts stand-ins.
COUNTS = ("rows", "assessed", "placeholders")
SUMS = (*COUNTS, "numerator", "denominator", "squares", "loss", "within", "within_of", "valid", "open",
        "open_share")  # fmt: skip
STATE_SCHEMA = pa.schema([
    *(pa.field(name, pa.string()) for name in KEYS), pa.field("weight", pa.float64()),
    *(pa.field(name, pa.int64() if name in COUNTS else pa.float64()) for name in SUMS),
])  # fmt: skip


@dataclass(frozen=True)
class Grouping:
    """Records by the value of one column: `names` of the groups, and each row's place in it."""

    by: str | None
    names: tuple[str | None, ...]
    of_row: Ints


def grouping(by: str, labels: pa.Array) -> Grouping:
    """Group records by a column, the groups in the order of their names; null and blank are a group too, the last.

    >>> grouping("owner", pa.array(["b", " ", "a", None])).names
    ('a', 'b', None)
    """
    coded = labels.dictionary_encode()
    held = [text if text.strip() else None for text in coded.dictionary.to_pylist()]
    names = sorted({name for name in held if name is not None})
    places = {name: place for place, name in enumerate(names)}
    place = np.array([places.get(name or "", len(names)) for name in [*held, None]], dtype=np.int64)
    of_row = taken(place, pc.fill_null(coded.indices, len(held)).to_numpy(zero_copy_only=False))
    return Grouping(by, (*names, *([None] if coded.null_count or None in held else [])), of_row)


@dataclass(frozen=True)
class Tally:
    """One dimension, counted: each row's score, and its states."""

    rows: Floats
    states: pa.Table


def tally(
    dimension: str,
    units: Sequence[Unit],
    weights: Floats,
    *,
    groupings: Sequence[Grouping] = (),
    shares: Mapping[str, float] | None = None,
) -> Tally:
    """Count one dimension, for the whole table and for each grouping.

    Parameters
    ----------
    dimension
        Its name.
    units
        What was measured.
    weights
        Weight of each record, above 0.
    groupings
        How to group the records besides.
    shares
        Of which share (0 to 1) of a field's unchecked values a sample says that they are true: rows are scored so.
        The states hold what is open apart, so that samples of several partitions can be pooled.
    """
    found = patterns(units, len(weights))
    scored = pattern_scores(units, found)
    states = []
    for one in (_whole(len(weights)), *groupings):
        joined = _joined(one, found, weights)
        lines = _lines(units, scored, joined)
        states += [_state_lines(one, dimension, *line) for line in lines]
    held_true = [unit.taken((shares or {}).get(unit.field, 1.0)) for unit in units]
    rows = pattern_scores(held_true, found).score if shares else scored.score
    return Tally(taken(rows, found.of_row), pa.concat_tables(states))


@dataclass(frozen=True)
class _Joined:
    """Groups met with patterns: which group and pattern, how many rows, their weight and its squares."""

    groups: int
    group: Ints
    pattern: Ints
    outcomes: tuple[Codes, ...]
    counts: Floats
    weights: Floats
    squares: Floats

    @property
    def equal(self) -> bool:
        """Tell whether all records weigh 1."""
        return self.weights is self.counts

    def sums(self, values: Floats, by: Floats) -> Floats:
        """Sum values of patterns over each group, `by` counts, weights or squares; NaN counts as nothing."""
        known = np.nan_to_num(values, nan=0.0)
        return _sums(self.group, known[self.pattern] * by, self.groups)

    def of_unit(self, unit: int, values: Floats, by: Floats) -> Floats:
        """Sum values of a unit's outcomes over each group, `by` counts, weights or squares."""
        return _sums(self.group, values[self.outcomes[unit]] * by, self.groups)


def _sums(place: Ints, values: Floats, count: int) -> Floats:
    """Sum values by place, from 0 to `count`."""
    return np.asarray(np.bincount(place, weights=values, minlength=count), dtype=float)


def _joined(one: Grouping, found: Patterns, weights: Floats) -> _Joined:
    groups, width, rows = len(one.names), found.count, len(weights)

    places, met = None, np.arange(groups * width)
    if groups * width > max(FEW, rows):
        places, met = dense(one.of_row * width + found.of_row)

    def keys(block: slice) -> Ints:
        if places is not None:
            return places[block]
        return found.of_row[block] if groups == 1 else one.of_row[block] * width + found.of_row[block]

    counts = counted(keys, rows, below=len(met))
    some = np.flatnonzero(counts)
    group, pattern = np.divmod(met[some], width)
    single = counts[some].astype(float)

    def weighed(weights: Floats) -> Floats:
        return _sums(keys(slice(0, rows)), weights, len(met))[some]

    equal = bool((weights == 1.0).all())
    return _Joined(
        groups, group, pattern, tuple(codes[pattern] for codes in found.outcomes), single,
        single if equal else weighed(weights), single if equal else weighed(weights**2),
    )  # fmt: skip


_Line = tuple[str | None, str | None, float | None, Mapping[str, Floats]]


def _lines(units: Sequence[Unit], scored: PatternScores, joined: _Joined) -> Iterator[_Line]:
    """Return part, field, weight and sums: of the dimension, of each part, of each unit."""
    yield None, None, None, _pattern_sums(scored.score, joined)
    for part, scores in scored.parts.items():
        if part:
            yield part, None, None, _pattern_sums(scores, joined)
    for at, unit in enumerate(units):
        yield unit.part or None, unit.field, unit.weight, _unit_sums(at, unit, scored.shares[at], joined)


def _pattern_sums(scores: Floats, joined: _Joined) -> dict[str, Floats]:
    known = (~np.isnan(scores)).astype(float)
    return {
        "rows": joined.sums(np.ones(len(scores)), joined.counts), "assessed": joined.sums(known, joined.counts),
        "numerator": joined.sums(scores, joined.weights), "denominator": joined.sums(known, joined.weights),
        "squares": joined.sums(known, joined.squares),
    }  # fmt: skip


def _unit_sums(at: int, unit: Unit, shares: Floats, joined: _Joined) -> dict[str, Floats]:
    known = (~np.isnan(unit.values)).astype(float)
    scores = np.nan_to_num(unit.values)
    share = shares[joined.pattern] * joined.weights
    assessed = joined.of_unit(at, known, joined.counts)
    numerator = joined.of_unit(at, scores, joined.weights)
    sums = {
        "rows": _sums(joined.group, joined.counts, joined.groups), "assessed": assessed, "numerator": numerator,
        "denominator": assessed if joined.equal else joined.of_unit(at, known, joined.weights),
        "squares": assessed if joined.equal else joined.of_unit(at, known, joined.squares),
        "loss": joined.of_unit(at, known - scores * known, share) if unit.weight > 0 else np.zeros(joined.groups),
        "valid": numerator if unit.valid is None else joined.of_unit(at, np.nan_to_num(unit.valid), joined.weights),
    }  # fmt: skip
    if unit.stand_ins is not None:
        sums["placeholders"] = joined.of_unit(at, unit.stand_ins, joined.counts)
    if unit.within is not None:
        told = (~np.isnan(unit.within)).astype(float)
        sums["within"] = joined.of_unit(at, np.nan_to_num(unit.within), joined.weights)
        sums["within_of"] = joined.of_unit(at, told, joined.weights)
    if unit.open is not None:
        sums["open"] = joined.of_unit(at, scores * unit.open, joined.weights)
        sums["open_share"] = joined.of_unit(at, scores * unit.open, share if unit.weight > 0 else np.zeros(len(share)))
    return sums


def _state_lines(
    one: Grouping, dimension: str, part: str | None, field: str | None, weight: float | None, sums: Mapping[str, Floats]
) -> pa.Table:
    count = len(one.names)
    columns: dict[str, pa.Array] = {
        "by": _repeat(one.by, count), "group": pa.array(one.names, pa.string()), "dimension": _repeat(dimension, count),
        "part": _repeat(part, count), "field": _repeat(field, count),
        "weight": pa.array([weight] * count, pa.float64()),
    }  # fmt: skip
    for name in SUMS:
        values = sums.get(name, np.zeros(count))
        columns[name] = pa.array(np.rint(values).astype(np.int64) if name in COUNTS else values)
    return pa.table(columns, schema=STATE_SCHEMA)


def _repeat(text: str | None, count: int) -> pa.Array:
    return pa.array([text], pa.string()).take(pa.array(np.zeros(count, dtype=np.int64)))


def merge_states(tables: Sequence[pa.Table]) -> pa.Table:
    """Add up tables of states (or of samples): lines that are about the same are summed, in the order they came.

    >>> one = STATE_SCHEMA.empty_table()
    >>> merge_states([one, one]).num_rows
    0
    """
    together = pa.concat_tables(tables)
    keys = [field.name for field in together.schema if pa.types.is_string(field.type)]
    sums = [name for name in together.column_names if name not in (*keys, "weight")]
    asked = [(name, "sum") for name in sums] + [(name, "max") for name in ("weight",) if name in together.column_names]
    added = together.group_by(keys, use_threads=False).aggregate(asked)
    named = {name: added.column(f"{name}_{how}") for name, how in asked} | {name: added.column(name) for name in keys}
    return pa.table({name: named[name] for name in together.column_names}, schema=together.schema)


def row_states(dimension: str, scores: Floats, weights: Floats, groupings: Sequence[Grouping]) -> pa.Table:
    """Return the states of one score a record (0 or 1, or whether there is one), for the table and each grouping."""
    equal, rows = bool((weights == 1.0).all()), len(scores)
    tables = []
    for one in (_whole(rows), *groupings):
        groups = len(one.names)

        def keys(block: slice, one: Grouping = one) -> Ints:
            # 0 not assessed, 1 assessed, 2 without fault
            return one.of_row[block] * 3 + ~np.isnan(scores[block]) + (scores[block] >= 1)

        counts = counted(keys, rows, below=3 * groups).reshape(groups, 3).astype(float)
        held, squares = (
            counts if equal else _sums(keys(slice(0, rows)), by, 3 * groups).reshape(groups, 3)
            for by in (weights, weights**2)
        )
        sums = {
            "rows": counts.sum(axis=1), "assessed": counts[:, 1:].sum(axis=1), "numerator": held[:, 2],
            "denominator": held[:, 1:].sum(axis=1), "squares": squares[:, 1:].sum(axis=1),
        }  # fmt: skip
        tables.append(_state_lines(one, dimension, None, None, None, sums))
    return pa.concat_tables(tables)


def _whole(rows: int) -> Grouping:
    """Return the grouping that takes all records together."""
    return Grouping(None, (None,), np.zeros(rows, dtype=np.int64))
