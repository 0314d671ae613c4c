"""Copies: records equal in all they say, more of them than a block may hold.

The trap: a hundred exports of one customer fill every block beyond its cap, so that no pair of them is ever made and
the most certain duplicates of all stay apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from custdq.steps.link.block import BLOCK_CAP
from custdq.steps.link.cluster import Labels, connected_components
from custdq.steps.link.encode import Mask
from custdq.steps.link.field import Field

Runs = npt.NDArray[np.int32]


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
    records = len(fields[0].present())
    fresh = np.ones(records + 1, bool)
    fresh[1:-1] = False
    for field in fields:
        for key in map(field.keys.__getitem__, field.compared):
            fresh[1:-1] |= (key.codes[1:] != key.codes[:-1]).any(axis=1)
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


def joined_runs(labels: Labels, runs: Runs) -> Labels:
    """Return labels in which each run is one entity, with all the records its members already belong to.

    >>> joined_runs(np.array([0, 1, 2, 2, 4]), np.array([[0, 3]], np.int32)).tolist()
    [0, 0, 0, 0, 4]
    """
    # each record of a run with the next of it
    counts = np.diff(runs)[:, 0] - 1
    record = np.repeat(runs[:, 0] - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
    tied = labels.astype(np.int32)
    entity = connected_components(len(labels), tied[record], tied[record + 1])
    smallest = np.full(len(labels), len(labels), np.int64)
    np.minimum.at(smallest, entity[labels], labels)
    return smallest[entity[labels]]
