"""What tests of kinds that read columns share: cells put together by chance, and a column held to its cells.

The trap: cells too alike would all take one way; each list has what is plain and what is not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from unittest import mock

import numpy as np
import pyarrow as pa

from custdq.fields import Kind, bulk


def drawn(*choices: Sequence[str], count: int = 600) -> list[str]:
    """Return distinct strings, each put together from one of each list."""
    draw = np.random.default_rng(17)
    made = ("".join(each[int(draw.integers(len(each)))] for each in choices) for _ in range(4 * count))
    return list(dict.fromkeys(made))[:count]


def assert_as_alone(kind: Kind, texts: list[str], *, beside: Collection[str] = ()) -> None:
    """Hold the values, parts and keys of a column to those of its cells read one by one, and of each by itself.

    The keys of `beside` hang on what stands beside a value, and are another by itself.
    """
    distinct = pa.array(dict.fromkeys(texts), pa.string())
    assert len(distinct) > bulk.FEW
    together = kind.parse_texts(distinct)
    keys = kind.keys(together)
    with mock.patch.object(bulk, "FEW", 10**9):
        slices = [kind.parse_texts(distinct.slice(start, 50)) for start in range(0, len(distinct), 50)]
        alone = pa.concat_tables(slices).combine_chunks()
        keys_alone = kind.keys(alone)
    for name in alone.column_names:
        assert together.column(name).to_pylist() == alone.column(name).to_pylist(), name
    each = [kind.value_keys(kind.parse_cell(text)) for text in distinct.to_pylist()]
    for name, key in keys_alone.items():
        assert keys[name].to_pylist() == key.to_pylist(), name
        assert name in beside or keys[name].to_pylist() == [found[name] for found in each], name
