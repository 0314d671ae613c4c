"""Kept pairs as the recordlinkage toolkit wants them, for its classifiers.

The trap: its classifiers take no NaN, so a field that is missing on one side needs a number.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from custdq.steps.link import LinkOutcome


def toolkit_vectors(outcome: LinkOutcome, pairs: pa.Table, *, missing_value: float) -> tuple[Any, Any]:
    """Return (candidate MultiIndex, comparison vectors): 1.0 at a field's strongest level, 0.0 at "differs".

    Parameters
    ----------
    outcome
        The pairs with their levels.
    pairs
        left and right of each.
    missing_value
        Stands where a field is missing on one side.
    """
    import pandas as pd

    sides = [pairs.column(name).to_pylist() for name in ("left", "right")]
    index = pd.MultiIndex.from_arrays(sides, names=["left", "right"])
    vectors = {}
    for number, field in enumerate(outcome.fields):
        last = len(field.labels) - 1
        level = outcome.levels[:, number].astype(np.float64)
        vectors[field.name] = np.where(level > last, missing_value, (last - level) / max(last, 1))
    return index, pd.DataFrame(vectors, index=index)
