"""Copies: records equal in all they say. What that is worth before any data, and how they become one entity.

The traps: a hundred exports of one customer fill every block beyond its cap, so that no pair of them is ever made; and
where copies are nearly all there is, a fit takes them for strangers that happen to agree. Either way the most certain
duplicates of all would stay apart. Yet two rows that say "Beijing" and nothing else are not one customer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from custdq.steps.link.block import BLOCK_CAP
from custdq.steps.link.cluster import Labels, smallest_connected
from custdq.steps.link.compare import compare_pairs
from custdq.steps.link.encode import EncodedKey, Mask, Positions
from custdq.steps.link.field import Field
from custdq.steps.link.model import FieldModel, Floats, LinkageModel
from custdq.steps.link.patterns import count_patterns
from custdq.steps.link.weigh import fit_patterns

Runs = npt.NDArray[np.int32]

#: Share of one entity's pairs that are alike in a field, before any data and at the least: however finely a kind
#: divides what is not alike, its strongest level must not mean less for it.
ALIKE = 0.5


def runs_of_copies(fields: Sequence[Field], *, longer_than: int = BLOCK_CAP) -> Runs:
    """Find runs of records that agree in every key they are compared by.

    Parameters
    ----------
    fields
        Fields of evidence whose records stand in content order, so that copies stand together.
    longer_than
        Shorter runs are left to blocking (records).

    Returns
    -------
    numpy.ndarray
        int32, runs x 2: first record and the one after the last.
    """
    records = fields[0].records
    # records that are like the one before them: after the first key hardly any are left to be asked about the next
    like: npt.NDArray[np.int64] | None = None
    for key in (field.keys[name] for field in fields for name in field.compared):
        if like is None:
            like = 1 + np.flatnonzero((key.codes[1:] == key.codes[:-1]).all(axis=1))
        else:
            like = like[(key.codes[like] == key.codes[like - 1]).all(axis=1)]
    fresh = np.ones(records + 1, bool)
    fresh[[] if like is None else like] = False
    starts = np.flatnonzero(fresh)
    long = np.flatnonzero(np.diff(starts) > longer_than)
    return np.column_stack([starts[long], starts[long + 1]]).astype(np.int32)


def repeated(runs: Runs, records: int, *, shown: int = BLOCK_CAP) -> Mask:
    """Tell which records only repeat others: all of a run but the first `shown`, which teach what agreement is worth.

    >>> repeated(np.array([[1, 4]], np.int32), 5, shown=2).tolist()
    [False, False, False, True, False]
    """
    step = np.zeros(records + 1, np.int64)
    step[runs[:, 0] + shown] += 1
    step[runs[:, 1]] -= 1
    return np.asarray(np.cumsum(step)[:-1] > 0)


class _Commonness(NamedTuple):
    """How many of the other records have the value of a record (0 to 1), and of two records on average."""

    share: Floats
    usual: Floats


def odds_before_data(fields: Sequence[Field], runs: Runs) -> Floats:
    """Return the log2 odds that the records of each run are one entity, by the weights before any data.

    They are those of the rule that speaks most for it: the expected share of one entity among records that share its
    field, less where the value is a common one, and m and u of every other field, where u is no lower than the share
    of the other records that have this value. Copies of one record count once there. Fields nobody would block on
    (categories) make no rule: with nothing else the odds are minus infinity.

    Parameters
    ----------
    fields
        Fields of evidence, their records in content order.
    runs
        int32, runs x 2, each of two records and more, from `runs_of_copies`.

    Returns
    -------
    numpy.ndarray
        float64, log2 odds of each run.
    """
    first = runs[:, 0]
    repeats = 1 + _with_the_next(runs_of_copies(fields, longer_than=1))[0]
    levels = compare_pairs(fields, first, first + 1)
    total, rule = np.zeros(len(runs)), np.full(len(runs), -np.inf)
    for number, (field, model) in enumerate(zip(fields, _before_data(fields).fields, strict=True)):
        level = levels[:, number]
        common = _commonness(field, repeats, first)
        weight = _weights(model, common.share)[np.arange(len(runs)), np.minimum(level, len(model.m))]
        total += weight
        if field.blocking_keys:
            expected = np.log2(field.identifying / (1 - field.identifying))
            excess = np.log2(np.maximum(common.share, 1e-12) / np.maximum(common.usual, 1e-12))
            here = np.where(level < len(model.m), expected - np.maximum(excess, 0.0) - weight, -np.inf)
            rule = np.maximum(rule, here)
    return np.asarray(total + rule)


def _before_data(fields: Sequence[Field]) -> LinkageModel:
    """Return the model that a fit on no pairs comes to."""
    levels = np.empty((0, len(fields)), np.uint8)
    patterns = count_patterns(levels, [], [], [len(field.labels) for field in fields])
    return fit_patterns(patterns, [], fields, random_levels=levels).model


def _weights(model: FieldModel, share: Floats) -> Floats:
    """Return the weight of each level for records with so common a value (records x levels), then 0."""
    chance, m = np.maximum(np.array(model.u), share[:, None]), np.array(model.m)
    m[0] = max(m[0], ALIKE)
    return np.column_stack([np.log2(m / chance), np.zeros(len(share))])


def _commonness(field: Field, repeats: npt.NDArray[np.integer], records: Positions) -> _Commonness:
    """Tell how common the values of some records are among all contents; the rarest of a record's values counts.

    All records but `repeats`, which say what another says, are the contents. A record's first key counts, in the order
    in which the comparison asks for them.
    """
    share, usual, unknown = np.zeros(len(records)), np.zeros(len(records)), np.ones(len(records), bool)
    for key in (field.keys[name] for name in field.comparison.present if name in field.keys):
        here = unknown & key.present[records]
        if not here.any():
            continue
        again = EncodedKey(key.of(repeats).codes, key.vocabulary)
        holders = max(key.holders() - again.holders(), 2)
        counts = (key.counts() - again.counts()).astype(np.float64)
        table = np.append((counts - 1) / (holders - 1), np.inf)
        share[here] = table[key.codes[records[here]]].min(axis=1)
        usual[here] = (counts * (counts - 1)).sum() / (holders * (holders - 1))
        unknown &= ~here
    return _Commonness(share, usual)


def torn_runs(labels: Labels, runs: Runs) -> Runs:
    """Return the runs whose records are several entities.

    >>> torn_runs(np.array([0, 0, 2, 3]), np.array([[0, 2], [2, 4]], np.int32)).tolist()
    [[2, 4]]
    """
    record, run = _with_the_next(runs)
    return runs[np.bincount(run[labels[record] != labels[record + 1]], minlength=len(runs)) > 0]


def joined_runs(labels: Labels, runs: Runs) -> Labels:
    """Return labels in which each run is one entity, with all the records its members already belong to.

    >>> joined_runs(np.array([0, 1, 2, 2, 4]), np.array([[0, 3]], np.int32)).tolist()
    [0, 0, 0, 0, 4]
    """
    record, _ = _with_the_next(runs)
    smallest = smallest_connected(len(labels), labels[record], labels[record + 1])
    return smallest.take(labels).astype(np.int64)


def _with_the_next(runs: Runs) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return each record of a run that has a next one in it, run after run, and the number of its run."""
    counts = np.diff(runs)[:, 0].astype(np.int64) - 1
    starts = np.cumsum(counts) - counts
    return np.repeat(runs[:, 0] - starts, counts) + np.arange(counts.sum()), np.repeat(np.arange(len(runs)), counts)
