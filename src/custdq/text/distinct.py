"""The distinct strings of a column, each found once: what is worked on once a value begins here.

Where values repeat a lot, a hash table finds them fastest. Where hardly any does (telephones, addresses of mail), the
table is larger than the processor's cache and every look-up waits for memory; then fingerprints are sorted, which
takes half the time, and they are kept for whoever needs them next. The trap: two strings may have one fingerprint, so
the strings themselves are compared before they count as one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.cells import one_array
from custdq.text.fingerprint import Fingerprints, Places, StringBytes

#: Fewer strings fit into the cache whatever they are.
_MANY = 100_000

#: Strings at the beginning of a column that show how often values repeat.
_SHOWN = 8_192

#: Share of these up to which repeat another where there are so many values that sorting is the faster way.
_HARDLY_REPEATED = 0.01


class Distinct(NamedTuple):
    """The distinct strings of a column, in the order in which they first stand there.

    codes
        int32: which of `words` each row has; -1 for null.
    words
        The strings, without null.
    fingerprints
        Of the words, as `string_fingerprints` gives them; None where they were not needed.
    """

    codes: npt.NDArray[np.int32]
    words: pa.Array
    fingerprints: Fingerprints | None = None


def distinct_strings(values: pa.Array | pa.ChunkedArray) -> Distinct:
    """Tell the strings of a column apart.

    >>> found = distinct_strings(pa.array(["b", "a", None, "b"]))
    >>> found.codes.tolist(), found.words.to_pylist()
    ([0, 1, -1, 0], ['b', 'a'])
    """
    found = sorted_apart(one_array(values)) if _hardly_repeats(values) else None
    if found is not None:
        return found
    coded = one_array(values.dictionary_encode())
    return Distinct(_filled(coded.indices), coded.dictionary)


def _hardly_repeats(values: pa.Array | pa.ChunkedArray) -> bool:
    """Tell whether a column holds so many values that a hash table of them is slow."""
    if len(values) < _MANY:
        return False
    shown = values.slice(0, _SHOWN).drop_null()
    if len(shown) <= _SHOWN // 2:
        return False
    times = shown.value_counts().field("counts").to_numpy()
    # one value may stand again and again for nothing
    repeated = len(shown) - len(times) - (times.max() - 1)
    return bool(repeated <= _HARDLY_REPEATED * len(shown))


def _filled(indices: pa.Array) -> npt.NDArray[np.int32]:
    """Return indices as NumPy, -1 for null."""
    if not indices.null_count:
        return np.asarray(indices).astype(np.int32, copy=False)
    held = np.frombuffer(indices.buffers()[1], np.int32)[indices.offset : indices.offset + len(indices)]
    return np.where(np.asarray(indices.is_valid()), held, np.int32(-1))


def sorted_apart(values: pa.Array) -> Distinct | None:
    """Tell strings apart by sorting their fingerprints; None where two strings have one.

    >>> found = sorted_apart(pa.array(["b", "a", None, "b"]))
    >>> found.codes.tolist(), found.words.to_pylist()
    ([0, 1, -1, 0], ['b', 'a'])
    """
    held = StringBytes(values)
    prints = held.fingerprints()
    missing = np.asarray(values.is_null())
    one, other = _repeats(prints, missing)
    if not held.same(one, other):
        return None
    begins = ~missing
    begins[other] = False
    codes = np.cumsum(begins, dtype=np.int32)
    codes -= 1
    np.putmask(codes, missing, np.int32(-1))
    codes[other] = codes.take(one)
    where = np.flatnonzero(begins)
    if len(where) == len(values):
        return Distinct(codes, values, prints)
    return Distinct(codes, values.take(pa.array(where)), prints.take(where))


def _repeats(prints: Fingerprints, missing: npt.NDArray[np.bool_]) -> tuple[Places, Places]:
    """Return, of rows whose fingerprint stands in an earlier row too, the first row it stands in, and the rows."""
    bits = max(len(prints) - 1, 1).bit_length()
    low = np.uint64((1 << bits) - 1)
    # fingerprint and place as one number: sorting numbers is several times as fast as finding their order
    both = prints & ~low
    both |= np.arange(len(prints), dtype=np.uint64)
    np.putmask(both, missing, np.uint64(2**64 - 1))
    both.sort()
    both = both[: len(both) - int(missing.sum())]
    again = 1 + np.flatnonzero((both[1:] ^ both[:-1]) <= low)
    # of equal ones the first row stands first: before what is the second of them
    head = again - 1
    head[1:][again[1:] == again[:-1] + 1] = 0
    head = np.maximum.accumulate(head)
    return (both.take(head) & low).astype(np.int64), (both.take(again) & low).astype(np.int64)
