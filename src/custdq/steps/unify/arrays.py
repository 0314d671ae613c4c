"""Columns of text, handled once per distinct value.

The trap: a null and an empty text are the same absence, and a placeholder (无, N/A) is an absence that must still be
shown; so emptiness is asked here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.text.clean import clean_text, is_placeholder

Flags = npt.NDArray[np.bool_]


def per_distinct(column: pa.Array, function: Callable[[str], Sequence[str | None]], count: int) -> list[pa.Array]:
    """Apply a function once to each distinct text; null gives nulls.

    Parameters
    ----------
    column
        Strings.
    function
        Text to `count` texts or nulls.
    count
        How many columns come back.
    """
    codes = column.dictionary_encode()
    results = [function(text) for text in codes.dictionary.to_pylist()]
    indices = pc.fill_null(codes.indices, len(results))
    results.append((None,) * count)
    return [pa.array([result[at] for result in results], pa.string()).take(indices) for at in range(count)]


def flags_per_distinct(column: pa.Array, test: Callable[[str], bool]) -> Flags:
    """Apply a test once to each distinct text; null is False."""
    codes = column.dictionary_encode()
    answers = np.array([*map(test, codes.dictionary.to_pylist()), False], dtype=np.bool_)
    taken: Flags = answers[pc.fill_null(codes.indices, len(answers) - 1).to_numpy(zero_copy_only=False)]
    return taken


def is_nothing(text: str, *, name: bool = False) -> bool:
    """Tell whether a cell is blank or stands for nothing; `name` where it is a person's name."""
    cleaned = clean_text(text)
    return not cleaned or is_placeholder(cleaned, name=name)


def usable(column: pa.Array, *, name: bool = False) -> pa.Array:
    """Return `column` with null where a cell is blank or stands for nothing; `name` where it holds people's names."""
    return where(flags_per_distinct(column, partial(is_nothing, name=name)), None, column)


def filled(column: pa.Array) -> Flags:
    """Return where a column is not null."""
    flags: Flags = pc.is_valid(column).to_numpy(zero_copy_only=False)
    return flags


def where(mask: Flags, then: pa.Array | None, otherwise: pa.Array | None) -> pa.Array:
    """Return `then` where the mask holds, `otherwise` elsewhere; None stands for nulls."""
    nulls = pa.nulls(len(mask), pa.string())
    return pc.if_else(pa.array(mask), nulls if then is None else then, nulls if otherwise is None else otherwise)


def first_filled(*columns: pa.Array | None) -> pa.Array:
    """Return, row by row, the first that is not null."""
    return pc.coalesce(*[column for column in columns if column is not None])


def same(left: pa.Array, right: pa.Array) -> Flags:
    """Return where two columns hold the same text; null is the same as nothing."""
    flags: Flags = pc.fill_null(pc.equal(left, right), False).to_numpy(zero_copy_only=False)  # noqa: FBT003 - pyarrow's own
    return flags


def joined(separator: str, *columns: pa.Array) -> pa.Array:
    """Join columns row by row, leaving out nulls; null where all are null."""
    result = columns[0]
    for column in columns[1:]:
        both = pc.binary_join_element_wise(result, column, separator)
        result = first_filled(both, result, column)
    return result
