"""How right entities are: one evaluator for custdq and its peers, independent of both.

Pairwise precision, recall and F1 over all pairs of records in one final entity, B-cubed, and the share of true pairs
that were compared at all. The trap: a tool's own evaluation may leave out what its blocking never made; here every true
pair counts.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int64]


class Accuracy(NamedTuple):
    """Figures from 0 to 1, and the number of entities."""

    entities: int
    precision: float
    recall: float
    f1: float
    b3_f1: float


def accuracy(found: npt.NDArray[Any], truth: npt.NDArray[Any]) -> Accuracy:
    """Compare entity labels with true labels of the same records, in the same order.

    >>> import numpy as np
    >>> accuracy(np.array(["a", "a", "b"]), np.array([7, 7, 7])).recall
    0.3333333333333333
    """
    mine, true = _codes(found), _codes(truth)
    width = int(true.max(initial=0)) + 1
    cell, size = np.unique(mine * width + true, return_counts=True)
    in_found, in_truth = np.bincount(mine), np.bincount(true)
    precision, recall = _share(_pairs(size), _pairs(in_found)), _share(_pairs(size), _pairs(in_truth))
    square = size.astype(np.float64) ** 2
    b3_precision = float((square / in_found[cell // width]).sum()) / max(len(mine), 1)
    b3_recall = float((square / in_truth[cell % width]).sum()) / max(len(mine), 1)
    return Accuracy(len(in_found), precision, recall, _harmonic(precision, recall), _harmonic(b3_precision, b3_recall))


def blocking_recall(left: Codes, right: Codes, truth: npt.NDArray[Any]) -> float:
    """Return the share of true pairs among the candidate pairs, given as positions of records.

    >>> import numpy as np
    >>> blocking_recall(np.array([0, 1, 1]), np.array([1, 0, 3]), np.array([7, 7, 7, 8]))
    0.3333333333333333
    """
    true = _codes(truth)
    low, high = np.minimum(left, right), np.maximum(left, right)
    right_pairs = np.unique((low * len(true) + high)[(true[low] == true[high]) & (low != high)])
    return _share(len(right_pairs), _pairs(np.bincount(true)))


def _codes(labels: npt.NDArray[Any]) -> Codes:
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def _pairs(sizes: npt.NDArray[Any]) -> int:
    sizes = sizes.astype(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0
