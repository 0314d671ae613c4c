"""A 64-bit fingerprint of every string of a column, and of every record: the same in any process and any row order.

The trap: Python's own `hash` of a string changes from process to process, and a running number changes with row order;
a result that hangs on either is another one tomorrow.
Source of the mixing step: the finalizer of SplitMix64 (Steele, Lea & Flood 2014).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Fingerprints = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_ODD = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)

#: Bytes taken into a fingerprint in one step.
_STEP = 8

#: Strings at a time: what is worked on stays in the processor's cache.
_ROWS = 1 << 14

#: Mask of the bytes that count, by how many there are.
_MASKS = np.array([(1 << 8 * n) - 1 for n in range(_STEP + 1)], np.uint64)


def mixed(values: Fingerprints) -> Fingerprints:
    """Spread every bit of each number over all 64."""
    out = values + _ODD
    out ^= out >> np.uint64(30)
    out *= _FIRST
    out ^= out >> np.uint64(27)
    out *= _SECOND
    out ^= out >> np.uint64(31)
    return np.asarray(out)


def string_fingerprints(strings: pa.Array) -> Fingerprints:
    """Return one fingerprint a string, of its UTF-8 bytes; null counts as empty.

    >>> import pyarrow as pa
    >>> one, two = string_fingerprints(pa.array(["ann", "bob"])), string_fingerprints(pa.array(["bob", "ann", None]))
    >>> bool(one[0] == two[1]), bool(one[1] == two[0]), bool(one[0] == one[1])
    (True, True, False)
    """
    return StringBytes(strings).fingerprints()


class StringBytes:
    """The bytes of strings, read eight at a time from wherever one stands; null counts as empty."""

    def __init__(self, strings: pa.Array) -> None:
        self._start, self._length, data = _buffers(strings)
        # eight bytes from any offset on, also from the last string's end
        padded = np.concatenate([data, np.zeros(_STEP, np.uint8)])
        self._words = np.ndarray((len(padded) - _STEP + 1,), np.dtype("<u8"), padded, strides=(1,))

    def fingerprints(self) -> Fingerprints:
        """Return one fingerprint a string."""
        out = np.empty(len(self._start), np.uint64)
        for begin in range(0, len(out), _ROWS):
            part = slice(begin, begin + _ROWS)
            out[part] = self._folded(self._start[part], self._length[part])
        return out

    def _folded(self, start: Places, length: Places) -> Fingerprints:
        """Return the fingerprints of some strings: eight bytes a round, over those that still have some."""
        out = mixed(length.astype(np.uint64))
        which: Places | None = None
        for done in range(0, int(length.max(initial=0)), _STEP):
            if int(length.min()) <= done:
                some = np.flatnonzero(length > done)
                which = some if which is None else which.take(some)
                start, length = start.take(some), length.take(some)
            piece = self._pieces(start, length, done)
            piece ^= out if which is None else out.take(which)
            out[slice(None) if which is None else which] = mixed(piece)
        return out

    def _pieces(self, start: Places, length: Places, done: int) -> Fingerprints:
        """Return the eight bytes of each string behind those that are done; 0 for bytes it has no more."""
        return self._words[start + done] & _MASKS.take(length - done, mode="clip")

    def same(self, one: Places, other: Places) -> bool:
        """Tell whether some strings are, each by itself, the same as others.

        >>> import pyarrow as pa
        >>> held = StringBytes(pa.array(["ann", "bob", "ann"]))
        >>> held.same(np.array([0]), np.array([2])), held.same(np.array([0, 0]), np.array([2, 1]))
        (True, False)
        """
        length = self._length.take(one)
        if not np.array_equal(length, self._length.take(other)):
            return False
        first, second = self._start.take(one), self._start.take(other)
        for done in range(0, int(length.max(initial=0)), _STEP):
            some = np.flatnonzero(length > done)
            first, second, length = first.take(some), second.take(some), length.take(some)
            if not np.array_equal(self._pieces(first, length, done), self._pieces(second, length, done)):
                return False
        return True


def _buffers(strings: pa.Array) -> tuple[Places, Places, npt.NDArray[np.uint8]]:
    """Return where each string begins, its bytes, and the bytes of all."""
    wide = pa.types.is_large_string(strings.type)
    plain = strings if wide else strings.cast(pa.string())
    _, held, data = plain.buffers()
    if not len(plain) or data is None:
        return np.zeros(len(plain), np.int64), np.zeros(len(plain), np.int64), np.zeros(0, np.uint8)
    offsets = np.frombuffer(held, np.int64 if wide else np.int32)[plain.offset : plain.offset + len(plain) + 1]
    first = int(offsets[0])
    start, length = offsets[:-1].astype(np.int64) - first, np.diff(offsets).astype(np.int64)
    if plain.null_count:
        # what stands under a null is no part of the data
        length *= np.asarray(plain.is_valid())
    return start, length, np.frombuffer(data, np.uint8)[first : offsets[-1]]
