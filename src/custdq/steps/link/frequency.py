"""Value frequency: agreement on a rare value is stronger evidence than agreement on a common one.

Source: Winkler 2000. Two records of one entity share value v with probability p(v), two others with p(v)^2; so the
level's average weight is corrected by log2(sum p^2 / p(v)). Applied after fitting (inside the fit it biases the prior).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from custdq.steps.link.block import value_pairs
from custdq.steps.link.compare import Levels
from custdq.steps.link.encode import ABSENT, EncodedKey, Positions
from custdq.steps.link.field import Field
from custdq.steps.link.model import Floats

#: Most a frequency may move a weight either way (log2 Bayes factor).
MAX_ADJUSTMENT = 8.0


class FrequencyTable:
    """Corrections (log2 Bayes factor) for each value of each key that some level names."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.corrections = {
            (number, level.frequency_key): _corrections(field.keys[level.frequency_key])
            for number, field in enumerate(fields)
            for level in field.comparison.levels
            if level.frequency_key
        }
        self.fields = fields

    def adjust(self, levels: Levels, left: Positions, right: Positions) -> Floats:
        """Return each field's correction of each pair (log2 Bayes factor), pairs x fields."""
        out = np.zeros(levels.shape)
        for number, column in enumerate(self.columns(levels, left, right)):
            if column is not None:
                out[:, number] = column
        return out

    def columns(self, levels: Levels, left: Positions, right: Positions) -> list[Floats | None]:
        """Return each field's correction of each pair; None for a field that has none."""
        return [
            self.adjust_field(number, field, levels=levels[:, number], pairs=(left, right))
            if any(level.frequency_key for level in field.comparison.levels)
            else None
            for number, field in enumerate(self.fields)
        ]

    def highest(self, number: int) -> Floats:
        """Return the highest correction on each level of a field, "differs" included."""
        out = np.zeros(len(self.fields[number].labels))
        for rank, level in enumerate(self.fields[number].comparison.levels):
            if level.frequency_key is not None:
                out[rank] = max(self.corrections[number, level.frequency_key].max(initial=0.0), 0.0)
        return out

    def adjust_field(self, number: int, field: Field, *, levels: Levels, pairs: tuple[Positions, Positions]) -> Floats:
        """Return one field's correction of each pair."""
        out = np.zeros(len(levels))
        for rank, level in enumerate(field.comparison.levels):
            if level.frequency_key is None:
                continue
            here = np.flatnonzero(levels == rank)
            table = self.corrections[number, level.frequency_key]
            key = field.keys[level.frequency_key]
            out[here] = _strongest_shared(key, table, pairs[0][here], pairs[1][here])
        return out


def _corrections(key: EncodedKey) -> Floats:
    counts = key.counts()
    records = max(key.holders(), 1)
    share = counts / records
    # a shared value is held by two records at least
    floor = 2.0 / records
    usual = float((share**2).sum())
    if usual <= 0:
        return np.zeros(len(counts))
    corrected = np.log2(max(usual, floor) / np.maximum(share, floor))
    return np.asarray(np.clip(corrected, -MAX_ADJUSTMENT, MAX_ADJUSTMENT))


def _strongest_shared(key: EncodedKey, table: Floats, left: Positions, right: Positions) -> Floats:
    """Return the correction of the rarest value both sides hold; of the commoner side's value where none is shared."""
    if key.codes.shape[1] == 1:
        # the last entry, 0, is that of no value
        padded = np.append(table, 0.0)
        mine, other = key.first.take(left), key.first.take(right)
        weight, apart = padded.take(mine, mode="wrap"), np.flatnonzero((mine != other) | (mine == ABSENT))
        weight[apart] = np.minimum(np.minimum(weight[apart], padded.take(other[apart], mode="wrap")), 0.0)
        return weight
    best = np.full(len(left), -np.inf)
    for at, mine, other in value_pairs(key.codes, left, right):
        same = np.flatnonzero(mine == other)
        best[at[same]] = np.maximum(best[at[same]], table[mine[same]])
    alone = np.flatnonzero(np.isneginf(best))
    if len(alone):
        padded = np.append(table, 0.0)
        best[alone] = np.minimum(np.minimum(padded[key.first[left[alone]]], padded[key.first[right[alone]]]), 0.0)
    return best
