"""Fields of evidence and blocking keys made by hand, so that each part of linking is tested on what it is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from custdq.fields.base import Comparison, Equal, Level
from custdq.steps.link.block import Candidates
from custdq.steps.link.encode import EncodedKey, EncodedKeys, Positions, encode_key
from custdq.steps.link.field import Field
from custdq.steps.link.pairs import batches, make_pairs

Values = Sequence[str | None] | Sequence[list[str] | None]


def key(values: Values) -> EncodedKey:
    """Encode one key: strings, or lists of strings."""
    several = any(isinstance(value, list) for value in values)
    return encode_key([pa.array(values, pa.list_(pa.string()) if several else pa.string())])


def field(
    name: str,
    keys: Mapping[str, Values],
    *,
    comparison: Comparison | None = None,
    blocking: Sequence[str] = (),
    identifying: float = 0.5,
) -> Field:
    """Make one field; without a comparison it agrees where the first key is equal."""
    first = next(iter(keys))
    simple = Comparison((Level("same", Equal(first), first),), (first,))
    encoded = {label: key(values) for label, values in keys.items()}
    return Field(name, (name,), comparison or simple, EncodedKeys(encoded), tuple(blocking), identifying)


def all_pairs(size: int) -> tuple[Positions, Positions]:
    """Return every pair of `size` records, left < right."""
    left, right = np.triu_indices(size, 1)
    return left.astype(np.int32), right.astype(np.int32)


def streamed_pairs(candidates: Candidates, chunk: int = 1_000) -> list[tuple[int, int, int]]:
    """Return left, right and first rule of every pair, made in chunks."""
    out = []
    for number, some in batches(candidates, chunk):
        made = make_pairs(candidates, number, some)
        assert len(made.left) == len(made.right) <= made.raw
        assert made.first == number
        out += [(a, b, number) for a, b in zip(made.left.tolist(), made.right.tolist(), strict=True)]
    return out
