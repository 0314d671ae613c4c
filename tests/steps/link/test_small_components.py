"""Small components merged all at once come to what each comes to by itself."""

from __future__ import annotations

from itertools import combinations
from unittest import mock

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from custdq.steps.link import cluster
from custdq.steps.link.cluster import Absent, correlation_clusters

# few different odds: ties are to be met
ODDS = st.lists(st.sampled_from([None, -9.0, -2.2, -1.1, 0.3, 1.1, 2.2, 4.4, 7.7]), min_size=15, max_size=15)


@given(st.lists(ODDS, min_size=1, max_size=6), st.sampled_from([-2.2, -8.0]), st.sampled_from([None, 2, 3]))
def test_all_at_once_is_one_by_one(
    components: list[list[float | None]], odds_absent: float, sources: int | None
) -> None:
    pairs = [
        (6 * number + a, 6 * number + b, odds)
        for number, each in enumerate(components)
        for (a, b), odds in zip(combinations(range(6), 2), each, strict=True)
        if odds is not None
    ]
    left, right = (np.array([pair[side] for pair in pairs], np.int32) for side in (0, 1))
    odds = np.array([pair[2] for pair in pairs], np.float64)
    size = 6 * len(components)
    across = None if sources is None else (np.arange(size) % sources).astype(np.int32)
    if across is not None:
        odds = np.where(across[left] == across[right], np.minimum(odds, 0.0), odds)
    absent = Absent(odds_absent, across)
    at_once = correlation_clusters(size, left, right, odds, absent=absent)
    with mock.patch.object(cluster, "merge_small", return_value=iter(())):
        alone = correlation_clusters(size, left, right, odds, absent=absent)
    assert at_once.tolist() == alone.tolist()
