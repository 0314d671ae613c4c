"""What goes wrong when people type, on whole columns of text at once: letters lost, doubled, swapped, replaced.

Columns are NumPy arrays of text, "" where nothing is known; they are seen as tables of code points, one row a value, so
that ten million values cost seconds. The trap: a slip that changes nothing (two equal letters swapped) is still counted
as one, so the shares given are of values touched, not of values changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

Text = npt.NDArray[np.str_]
Chosen = npt.NDArray[np.bool_]
Draw = np.random.Generator

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"


def points(values: Text) -> npt.NDArray[np.uint32]:
    """Return the code points of a column, values x longest value, 0 behind the end."""
    width = max(values.dtype.itemsize // 4, 1)
    return np.ascontiguousarray(values).view(np.uint32).reshape(len(values), width).copy()


def text(table: npt.NDArray[np.uint32]) -> Text:
    """Return the column a table of code points stands for."""
    flat = np.ascontiguousarray(table, dtype=np.uint32)
    return flat.view(f"U{flat.shape[1]}").reshape(len(flat))


def zipf(size: int, *, offset: float, power: float) -> npt.NDArray[np.float64]:
    """Return the cumulative shares of ranks 1 to size after Zipf and Mandelbrot: 1 / (rank + offset) ** power."""
    shares = (np.arange(1, size + 1) + offset) ** -power
    return np.asarray(np.cumsum(shares / shares.sum()))


def drawn(rng: Draw, cumulative: npt.NDArray[np.float64], size: int) -> npt.NDArray[np.int32]:
    """Return ranks, from 0, drawn with the shares given."""
    ranks = np.searchsorted(cumulative, rng.random(size), side="right")
    return np.minimum(ranks, len(cumulative) - 1).astype(np.int32)


def some(rng: Draw, size: int, share: float) -> Chosen:
    """Return which of `size` values are touched: each with the chance given."""
    return np.asarray(rng.random(size) < share)


def applied(values: Text, chosen: Chosen, change: Callable[[Text], Text]) -> Text:
    """Return the column with `change` done to the chosen values; empty values stay empty."""
    where = np.flatnonzero(chosen & (values != ""))
    if not len(where):
        return values
    changed = change(values[where])
    out = values.astype(np.result_type(values, changed))
    out[where] = changed
    return out


def typed(rng: Draw, values: Text, share: float, *, alphabet: str = LETTERS) -> Text:
    """Return the column with one slip of the finger in a share of its values."""
    return applied(values, some(rng, len(values), share), lambda chosen: one_slip(rng, chosen, alphabet))


def one_slip(rng: Draw, values: Text, alphabet: str) -> Text:
    """Return each value with one slip; a quarter each of lost, added, replaced, swapped with the next."""
    table = np.pad(points(values), ((0, 0), (0, 1)))
    length = (table != 0).sum(axis=1)
    kind = rng.integers(0, 4, len(table))
    room = np.where(kind == 3, length - 1, length)  # the last sign has no next one to be swapped with
    at = (rng.random(len(table)) * np.maximum(room, 1)).astype(np.int64)
    column, here = np.arange(table.shape[1])[None, :], at[:, None]
    source = np.broadcast_to(column, table.shape).copy()
    source += (kind == 0)[:, None] & (column >= here)
    source -= (kind == 1)[:, None] & (column > here)
    swapped = (kind == 3)[:, None] & (here + 1 < length[:, None])
    source = np.where(swapped & (column == here), here + 1, source)
    source = np.where(swapped & (column == here + 1), here, source)
    out = np.take_along_axis(table, np.minimum(source, table.shape[1] - 1), axis=1)
    out[kind == 0, -1] = 0
    new = np.array([ord(sign) for sign in alphabet], np.uint32)[rng.integers(0, len(alphabet), len(table))]
    replaced = np.flatnonzero((kind == 1) | (kind == 2))
    out[replaced, at[replaced]] = new[replaced]
    return text(out)


def missing(rng: Draw, values: Text, share: float) -> Text:
    """Return the column with a share of its values gone."""
    return np.where(some(rng, len(values), share), "", values)


def swapped(rng: Draw, columns: dict[str, Text], names: tuple[str, str], share: float) -> None:
    """Exchange two columns in a share of the rows, in place."""
    chosen = some(rng, len(columns[names[0]]), share)
    first, second = (columns[name] for name in names)
    columns[names[0]], columns[names[1]] = np.where(chosen, second, first), np.where(chosen, first, second)


def joined(*parts: Any) -> Text:
    """Return the parts written one behind the other; a part is a column or one text for all rows."""
    out = parts[0]
    for part in parts[1:]:
        out = np.strings.add(out, part)
    return np.asarray(out)
