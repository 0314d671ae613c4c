"""What agreement is worth where one field is all there is: how many strangers there are on each level.

A field cannot be weighed by others that are not there. But strangers can be counted: inside a source that holds each
entity once all pairs are strangers, so two sources, one of them clean, tell how many look alike by chance. The trap: a
source with duplicates of its own tells nothing, nor does a single list, for names made of a few parts are as alike as
copies are. There what is built in stays.

Source: Li, Cheng, Chu, He & Chaudhuri 2021 (neighbours inside the clean table tell how safe a join is).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from custdq.steps.link.belief import built_in
from custdq.steps.link.block import Candidates
from custdq.steps.link.compare import FieldTests, settled_levels
from custdq.steps.link.encode import ABSENT, Codes
from custdq.steps.link.field import Field
from custdq.steps.link.model import Floats
from custdq.steps.link.pairs import CHUNK_PAIRS, batches, make_pairs

#: Pairs that stand behind what is built in.
BEHIND = 4.0

#: A source is clean where no more than this share of its records has the value of another on the strongest level.
CLEAN = 0.05

#: Levels that are one entity this often before any data: the source with the fewest pairs on them is the cleanest.
_ALIKE = 0.5

#: Fewer pairs show nothing.
FEW = 20


def chances_alone(field: Field, seen: Floats, candidates: Candidates, *, expected: float, rate: float = 1.0) -> Floats:
    """Return how often candidate pairs on each level are one entity (0 to 1), as far as strangers can be counted.

    Parameters
    ----------
    field
        The only field.
    seen
        Candidate pairs on each level, "differs" the last.
    candidates
        The rules that make them.
    expected
        Share of one entity among pairs that share a key, before any data (0 to 1).
    rate
        The share of all candidate pairs that is looked at (0 to 1).

    Returns
    -------
    numpy.ndarray
        Falling with the level; what is built in where nothing can be counted.
    """
    m, u = built_in(field)
    before = np.asarray(expected * m / (expected * m + (1 - expected) * u))
    source = candidates.across
    inside = None if source is None else _levels_inside(field, candidates, source, rate=rate)
    strangers = None
    if source is not None and inside is not None:
        records = np.bincount(source[source != ABSENT])
        strangers = _as_in_the_cleanest(inside, seen, rate * records, before >= _ALIKE)
    if strangers is None:
        return before
    matched = np.maximum(seen - strangers, 0.0)
    return _falling((matched + BEHIND * before) / (seen + BEHIND), seen + BEHIND)


def _levels_inside(field: Field, candidates: Candidates, source: Codes, *, rate: float) -> Floats:
    """Count the pairs the rules would make inside each source by level (sources x levels)."""
    every, tests = replace(candidates, across=None), [FieldTests(field)]
    count = len(field.labels)
    out = np.zeros((int(source.max(initial=0)) + 1, count))
    for task in batches(every, CHUNK_PAIRS, rate=rate):
        made = make_pairs(every, *task, rate=rate)
        left, right = made.left, made.right
        inside = np.flatnonzero((source[left] == source[right]) & (source[left] != ABSENT))
        left, right = left[inside], right[inside]
        levels = settled_levels(tests, left, right)[:, 0].astype(np.int64)
        told = levels < count
        cells = source[left[told]].astype(np.int64) * count + levels[told]
        out += np.bincount(cells, minlength=out.size).reshape(out.shape)
    return out


def _as_in_the_cleanest(
    inside: Floats, seen: Floats, records: npt.NDArray[np.floating], alike: npt.NDArray[np.bool_]
) -> Floats | None:
    """Return the strangers to be expected on each level by the pairs inside the cleanest source, if one is clean."""
    usable = (inside[:, 0] <= CLEAN * records) & (inside[:, -1] >= FEW)
    if not usable.any():
        return None
    # half a pair more: what has not been seen in few records may well be there
    some = inside[usable] + 0.5
    # nearly all pairs that differ are strangers, and one source may hold more of a kind than the other
    strangers = some * (seen[-1] / some[:, -1])[:, None]
    return np.asarray(strangers[np.argmin(strangers[:, alike].sum(axis=1))])


def _falling(chances: Floats, weights: Floats) -> Floats:
    """Pool adjacent levels until chances fall (pool-adjacent-violators)."""
    pools: list[tuple[float, float, int]] = []
    for chance, weight in zip(chances.tolist(), weights.tolist(), strict=True):
        pools.append((chance, weight, 1))
        while len(pools) > 1 and pools[-2][0] < pools[-1][0]:
            (low, light, size), (high, heavy, before) = pools.pop(), pools.pop()
            both = light + heavy
            pools.append(((low * light + high * heavy) / both, both, size + before))
    return np.concatenate([np.full(size, chance) for chance, _, size in pools])
