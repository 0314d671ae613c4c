"""States to scores: what each line of states came to, for a handful of groups or fifty thousand alike.

Every line is a dimension, a part or a unit of the whole table or of a group. The trap: a line whose base is 0 has no
score; it is null, never 0 and never 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.score.cells import as_bools
from custdq.steps.score.expectations import DIMENSIONS
from custdq.steps.score.intervals import wilson_bounds
from custdq.steps.score.units import Bools, Floats, Ints
from custdq.steps.score.verification import Verified, verified

VALIDITY, VERIFIED = "validity", "verified"
#: The line of records with anything assessed.
OVERALL = "overall"


@dataclass(frozen=True)
class _Lines:
    """States column by column: sums, and which line is what. `group` numbers the whole table and each group from 0."""

    states: pa.Table
    group: Ints
    unit: Bools
    top: Bools
    accuracy: Bools

    def sums(self, name: str) -> Floats:
        return np.array(self.states.column(name).to_numpy(), dtype=float)


def scored(states: pa.Table, samples: pa.Table) -> pa.Table:
    """Score every line of states.

    Parameters
    ----------
    states
        As `tally` gives them (`STATE_SCHEMA`).
    samples
        What was checked (`SAMPLE_SCHEMA`).

    Returns
    -------
    pyarrow.Table
        The states, `numerator` less what samples say is not true and `loss` a share of the dimension, and `score`,
        `coverage`; of units also `in_sla`, `basis`, `validity`, `lower`, `upper`, `checked`, `population`.
    """
    lines = _lines(states)
    told = verified(samples)
    numerator, base = lines.sums("numerator"), lines.sums("denominator")
    share = _of_fields(lines, {field: found.share for field, found in told.items()})
    sampled = ~np.isnan(share)
    gone = np.where(sampled, 1 - share, 0.0)
    lacking = gone * lines.sums("open_share")
    numerator -= gone * lines.sums("open")
    numerator -= np.where(lines.top & lines.accuracy, np.bincount(lines.group, lacking)[lines.group], 0.0)
    columns = {
        "numerator": pa.array(numerator), "loss": _losses(lines, lines.sums("loss") + lacking, base),
        "score": _ratio(numerator, base), "coverage": _ratio(lines.sums("assessed"), lines.sums("rows")),
        **_of_units(lines, told, sampled),
    }  # fmt: skip
    kept = [name for name in states.column_names if name not in columns]
    return pa.table({**{name: states.column(name) for name in kept}, **columns})


def _lines(states: pa.Table) -> _Lines:
    none = {name: states.column(name).is_null().to_numpy() for name in ("field", "part")}
    accuracy = as_bools(pc.equal(states.column("dimension"), "accuracy"))
    group = group_numbers(states)[0]
    return _Lines(states, group, ~none["field"], none["field"] & none["part"], accuracy)


def group_numbers(states: pa.Table) -> tuple[Ints, Ints]:
    """Number the groups from 0 in the order they come; return each line's, and the first line of each."""
    codes = []
    for name in ("by", "group"):
        coded = states.column(name).combine_chunks().dictionary_encode(null_encoding="encode")
        codes.append(coded.indices.to_numpy().astype(np.int64))
    key = codes[0] * (int(codes[1].max(initial=0)) + 1) + codes[1]
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    place = np.argsort(np.argsort(first))
    return place[number.reshape(-1)], np.sort(first)


def _losses(lines: _Lines, losses: Floats, base: Floats) -> pa.Array:
    """Return units' losses as shares of their dimension's weight in their group; 0 for other lines."""
    coded = lines.states.column("dimension").combine_chunks().dictionary_encode()
    key = lines.group * len(coded.dictionary) + coded.indices.to_numpy()
    bases = np.bincount(key[lines.top], base[lines.top], minlength=int(key.max(initial=-1)) + 1)[key]
    return pa.array(np.divide(losses, bases, out=np.zeros(len(losses)), where=lines.unit & (bases > 0)))


def _of_fields(lines: _Lines, values: Mapping[str, float | int]) -> Floats:
    """Return for each unit of accuracy what is known of its field; NaN for other lines."""
    coded = lines.states.column("field").combine_chunks().dictionary_encode()
    known = np.array([*(values.get(field, np.nan) for field in coded.dictionary.to_pylist()), np.nan], dtype=float)
    codes = coded.indices.fill_null(len(known) - 1).to_numpy(zero_copy_only=False)
    return np.where(lines.accuracy, known[codes], np.nan)


def _of_units(lines: _Lines, told: Mapping[str, Verified], sampled: Bools) -> dict[str, pa.Array]:
    """Return what is shown of units alone."""
    judged = lines.unit & lines.accuracy
    bound = np.where(sampled & judged, _floats(_ratio(lines.sums("valid"), lines.sums("denominator"))), np.nan)
    filled = as_bools(pc.equal(lines.states.column("dimension"), "completeness")) & lines.unit
    basis = pc.if_else(pa.array(sampled), VERIFIED, VALIDITY)

    def of(name: str) -> Floats:
        """Return a figure of the sample of each unit that has one and a bound."""
        known = _of_fields(lines, {field: getattr(found, name) for field, found in told.items()})
        return np.where(np.isnan(bound), np.nan, known)

    sides = {side: pa.array(bound * of(side), from_pandas=True) for side in ("lower", "upper")}
    counts = {count: pa.array(of(count), from_pandas=True).cast(pa.int64()) for count in ("checked", "population")}
    return {
        "in_sla": _ratio(lines.sums("within"), np.where(lines.unit, lines.sums("within_of"), 0.0)),
        "placeholders": pc.if_else(pa.array(filled), lines.states.column("placeholders").combine_chunks(), None),
        "basis": pc.if_else(pa.array(judged), basis, pa.scalar(None, pa.string())),
        "validity": pa.array(bound, from_pandas=True), **sides, **counts,
    }  # fmt: skip


def _ratio(part: Floats, whole: Floats) -> pa.Array:
    return pa.array(np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0), from_pandas=True)


def _floats(values: pa.Array) -> Floats:
    return np.array(values.to_numpy(zero_copy_only=False), dtype=float)


def ranked_groups(lines: pa.Table, weights: Mapping[str, float]) -> pa.Table:
    """Rank groups, best first, by Wilson's lower bound on the effective number of their assessed records (Kish 1965).

    The owner's habit is the population and today's records a sample of it: 3 of 3 perfect is 0.44, 485 of 500 is 0.95.

    Parameters
    ----------
    lines
        Scored lines (`scored`).
    weights
        Weights of dimensions in the overall score; 1 where not named.

    Returns
    -------
    pyarrow.Table
        The lines of groups' dimensions and overall scores, with `lower` and `rank`; by column, dimension and rank.
    """
    tops = pc.and_(pc.is_valid(lines.column("by")), pc.and_(*(pc.is_null(lines.column(x)) for x in ("field", "part"))))
    order = pa.array((*DIMENSIONS, OVERALL))
    tops = pc.and_(tops, pc.is_in(lines.column("dimension"), value_set=order))
    own = lines.filter(tops).combine_chunks()
    dimension = pc.index_in(own.column("dimension"), value_set=order).to_numpy().astype(np.int64)
    score = _overall_too(own, dimension, weights)
    lower = _lower(score, own)
    by = own.column("by").combine_chunks().dictionary_encode().indices.to_numpy()
    name = pc.rank(own.column("group").combine_chunks(), tiebreaker="dense").to_numpy()
    at = np.lexsort((name, -np.nan_to_num(lower, nan=-1.0), dimension, by))
    series = (by * len(order) + dimension)[at]
    start = np.flatnonzero(np.append(True, np.diff(series) > 0)[: len(series)])
    place = np.arange(len(at)) - np.repeat(start, np.diff(np.append(start, len(at)))) + 1
    taken = own.take(pa.array(at))
    numerator = pc.if_else(pa.array(dimension[at] == len(DIMENSIONS)), None, taken.column("numerator").combine_chunks())
    known = ~np.isnan(score[at])
    changed = {
        "numerator": numerator, "score": pa.array(score[at], from_pandas=True),
        "lower": pa.array(lower[at], from_pandas=True), "rank": pa.array(place, mask=~known),
    }  # fmt: skip
    return pa.table({**{name: taken.column(name) for name in taken.column_names}, **changed})


def _overall_too(own: pa.Table, dimension: Ints, weights: Mapping[str, float]) -> Floats:
    """Return each line's score, an overall one the weighted mean of its group's assessed dimensions."""
    score, (group, first) = _floats(own.column("score")), group_numbers(own)
    part = np.array([*(weights.get(name, 1.0) for name in DIMENSIONS), 0.0])[dimension]
    overall = weighted_means(score, part, group, count=len(first))
    return np.where(dimension == len(DIMENSIONS), overall[group], score)


def weighted_means(scores: Floats, weights: Floats, group: Ints, *, count: int) -> Floats:
    """Return the weighted mean of the assessed scores of each of `count` groups, NaN where there are none."""
    known = weights * ~np.isnan(scores)
    total, weight = (np.bincount(group, each, minlength=count) for each in (known * np.nan_to_num(scores), known))
    return np.asarray(np.divide(total, weight, out=np.full(count, np.nan), where=weight > 0), dtype=float)


def _lower(score: Floats, own: pa.Table) -> Floats:
    base, squares = (_floats(own.column(name)) for name in ("denominator", "squares"))
    known = ~np.isnan(score) & (squares > 0)
    share = np.clip(score, 0.0, 1.0)
    n = np.divide(base**2, squares, out=np.ones(len(score)), where=known)
    return np.where(known, np.maximum(0.0, wilson_bounds(share, n)[0]), np.nan)
