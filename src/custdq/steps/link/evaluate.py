"""Precision, recall and F1 of entities against known truth: pairwise, B-cubed and cluster exact.

All true pairs count, also those blocking never made. Sources: Menestrina, Whang & Garcia-Molina 2010 (measures);
Bagga & Baldwin 1998 (B-cubed).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class Evaluation(NamedTuple):
    """Figures of a clustering against truth, each 0 to 1 but the counts.

    precision, recall, f1
        Over pairs of records in one entity.
    b3_precision, b3_recall, b3_f1
        Averaged over records.
    exact_precision, exact_recall
        Share of found entities that are exactly a true one, and of true ones found exactly.
    records, true_pairs, found_pairs
        Records with known truth, and pairs among them.
    """

    precision: float
    recall: float
    f1: float
    b3_precision: float
    b3_recall: float
    b3_f1: float
    exact_precision: float
    exact_recall: float
    records: int
    true_pairs: int
    found_pairs: int


def evaluate_clusters(found: npt.NDArray[np.int64], truth: npt.NDArray[np.int64]) -> Evaluation:
    """Evaluate cluster labels against true labels of the same records.

    >>> import numpy as np
    >>> evaluate_clusters(np.array([0, 0, 1]), np.array([0, 0, 0])).recall
    0.3333333333333333
    """
    found, truth = _dense(found), _dense(truth)
    cell, size = np.unique(found * (truth.max(initial=0) + 1) + truth, return_counts=True)
    in_found, in_truth = np.bincount(found), np.bincount(truth)
    width = truth.max(initial=0) + 1
    both = _pairs(size)
    precision, recall = _ratio(both, _pairs(in_found)), _ratio(both, _pairs(in_truth))
    weight = size.astype(np.float64) ** 2
    b3_p = _ratio(float((weight / in_found[cell // width]).sum()), len(found))
    b3_r = _ratio(float((weight / in_truth[cell % width]).sum()), len(found))
    exact = int(((size == in_found[cell // width]) & (size == in_truth[cell % width])).sum())
    return Evaluation(
        precision, recall, _f1(precision, recall), b3_p, b3_r, _f1(b3_p, b3_r),
        _ratio(exact, len(in_found)), _ratio(exact, len(in_truth)),
        len(found), int(_pairs(in_truth)), int(_pairs(in_found)),
    )  # fmt: skip


def _dense(labels: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def _pairs(sizes: npt.NDArray[np.int64]) -> float:
    return float((sizes * (sizes - 1) // 2).sum())


def _ratio(numerator: float, denominator: float) -> float:
    return float(numerator / denominator) if denominator else 1.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
