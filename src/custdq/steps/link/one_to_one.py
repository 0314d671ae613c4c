"""Linking sources that are clean in themselves: each record joins at most one record of each other source.

Greedy unique mapping, best pair first. Source: the bipartite study of Papadakis et al. 2022 finds it as good as the
optimal assignment at a fraction of the cost.
"""

from __future__ import annotations

import numpy as np

from custdq.steps.link.block import Positions
from custdq.steps.link.cluster import Labels
from custdq.steps.link.encode import Codes
from custdq.steps.link.model import Floats


def one_to_one_labels(source: Codes, left: Positions, right: Positions, log_odds: Floats) -> Labels:
    """Merge best pairs first while no entity would hold two records of one source.

    Parameters
    ----------
    source
        Source code of each record.
    left, right, log_odds
        Pairs across sources and their log2 odds; only positive ones are merged.

    Returns
    -------
    numpy.ndarray
        int64 label of each record: the smallest position in its entity.
    """
    labels = np.arange(len(source), dtype=np.int64)
    members = {i: [i] for i in range(len(source))}
    for at in np.lexsort((right, left, -log_odds)).tolist():
        if log_odds[at] <= 0:
            break
        a, b = int(labels[left[at]]), int(labels[right[at]])
        if a == b or {int(source[i]) for i in members[a]} & {int(source[i]) for i in members[b]}:
            continue
        keep, gone = min(a, b), max(a, b)
        members[keep] += members.pop(gone)
        labels[members[keep]] = keep
    return labels
