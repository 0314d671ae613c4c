"""Matching keys as integers: every key column is encoded once, and equality is a comparison of codes from then on.

A key with several values per record (phones, name readings) is a matrix of codes padded with `ABSENT`. The trap:
codes must not depend on row order, or results would; so a vocabulary is always sorted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Codes = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

#: Code of "no value"; it never equals anything, itself included.
ABSENT = -1

#: A record keeps at most this many values of one key for comparing (a cell with more is a list, not a value).
MAX_VALUES = 12


@dataclass(frozen=True)
class EncodedKey:
    """One key of all records: `codes` (records x values, int32, `ABSENT`-padded) into the sorted `vocabulary`."""

    codes: Codes
    vocabulary: tuple[str, ...]

    @property
    def first(self) -> Codes:
        """The first value's code of each record."""
        return self.codes[:, 0]

    @property
    def present(self) -> Mask:
        """Which records have any value."""
        return np.asarray(self.codes[:, 0] != ABSENT)

    def counts(self) -> npt.NDArray[np.int64]:
        """How many records hold each value of the vocabulary."""
        held = self.codes[self.codes != ABSENT]
        return np.bincount(held, minlength=len(self.vocabulary)).astype(np.int64)


def encode_key(arrays: Sequence[pa.Array]) -> EncodedKey:
    """Encode one key given as one or more aligned arrays (strings or lists of strings), their values pooled."""
    rows, values = [], []
    for array in arrays:
        row, value = _flatten(array)
        rows.append(row)
        values.append(value)
    row = np.concatenate(rows)
    encoded = pa.concat_arrays(values).dictionary_encode()
    words = encoded.dictionary.to_pylist()
    order = np.argsort(np.array(words, dtype=object)) if words else np.array([], dtype=np.int64)
    rank = np.empty(len(words), np.int32)
    rank[order] = np.arange(len(words), dtype=np.int32)
    code = rank[np.asarray(encoded.indices)] if words else np.array([], np.int32)
    return EncodedKey(_pad(row, code, len(arrays[0])), tuple(words[i] for i in order))


def _flatten(array: pa.Array) -> tuple[npt.NDArray[np.int64], pa.Array]:
    if pa.types.is_list(array.type):
        row = np.asarray(pc.list_parent_indices(array)).astype(np.int64)
        value = pc.list_flatten(array)
    else:
        row, value = np.arange(len(array)), array
    keep = np.asarray(pc.and_(pc.is_valid(value), pc.not_equal(pc.fill_null(value, ""), "")))
    return row[keep], value.filter(pa.array(keep))


def _pad(row: npt.NDArray[np.int64], code: Codes, size: int) -> Codes:
    """Lay (row, code) entries out as one matrix, each row's codes sorted, distinct and padded."""
    order = np.lexsort((code, row))
    row, code = row[order], code[order]
    if len(row):
        fresh = np.append(True, (row[1:] != row[:-1]) | (code[1:] != code[:-1]))
        row, code = row[fresh], code[fresh]
    counts = np.bincount(row, minlength=size)
    width = int(min(max(counts.max(initial=1), 1), MAX_VALUES))
    place = np.arange(len(row)) - (np.cumsum(counts) - counts)[row]
    out = np.full((size, width), ABSENT, np.int32)
    fits = place < width
    out[row[fits], place[fits]] = code[fits]
    return out


def combine_codes(first: Codes, second: Codes) -> Codes:
    """Return codes of the pair of values (first, second); `ABSENT` where either is."""
    absent = (first == ABSENT) | (second == ABSENT)
    packed = first.astype(np.int64) * (int(second.max(initial=0)) + 1) + second
    packed[absent] = -1
    order = np.argsort(packed, kind="stable")
    ordered = packed[order]
    step = np.append(False, ordered[1:] != ordered[:-1])
    out = np.empty(len(packed), np.int32)
    out[order] = np.cumsum(step)
    out = out - (1 if absent.any() else 0)
    return out.astype(np.int32)
