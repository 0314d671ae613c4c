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
    """The bytes of strings, eight at a time from wherever one stands; null counts as empty."""

    def __init__(self, strings: pa.Array) -> None:
        wide = pa.types.is_large_string(strings.type)
        plain = strings if wide else strings.cast(pa.string())
        _, held, data = plain.buffers()
        nothing = held is None or data is None or data.size == 0
        self._offsets = np.zeros(len(plain) + 1, np.int64) if nothing else _offsets(plain, held, wide=wide)
        self._words = _words(np.zeros(0, np.uint8) if nothing else np.frombuffer(data, np.uint8))
        # what stands under a null is no part of the data
        self._valid = np.asarray(plain.is_valid()) if plain.null_count else None

    def fingerprints(self) -> Fingerprints:
        """Return one fingerprint a string."""
        out = np.empty(len(self._offsets) - 1, np.uint64)
        for begin in range(0, len(out), _ROWS):
            part = slice(begin, begin + _ROWS)
            start = self._offsets[begin : begin + _ROWS + 1].astype(np.int64)
            length = np.diff(start)
            out[part] = _folded(self._words, start[:-1], length if self._valid is None else length * self._valid[part])
        return out

    def same(self, one: Places, other: Places) -> bool:
        """Tell whether some strings, none of them null, are each the same as another.

        >>> import pyarrow as pa
        >>> held = StringBytes(pa.array(["ann", "bob", "ann"]))
        >>> held.same(np.array([0]), np.array([2])), held.same(np.array([0, 0]), np.array([2, 1]))
        (True, False)
        """
        parts = (slice(begin, begin + _ROWS) for begin in range(0, len(one), _ROWS))
        return all(self._same(one[part], other[part]) for part in parts)

    def _same(self, one: Places, other: Places) -> bool:
        first, second = self._offsets.take(one).astype(np.int64), self._offsets.take(other).astype(np.int64)
        length = self._offsets.take(one + 1) - first
        if not np.array_equal(length, self._offsets.take(other + 1) - second):
            return False
        for done in range(0, int(length.max(initial=0)), _STEP):
            if int(length.min()) <= done:
                some = np.flatnonzero(length > done)
                first, second, length = first.take(some), second.take(some), length.take(some)
            one_piece, other_piece = (_pieces(self._words, side + done, length - done) for side in (first, second))
            if not np.array_equal(one_piece, other_piece):
                return False
        return True


def _folded(words: Fingerprints, start: Places, length: Places) -> Fingerprints:
    """Return the fingerprints of some strings: eight bytes a round, over those that still have some."""
    out = mixed(length.astype(np.uint64))
    which: Places | None = None
    for done in range(0, int(length.max(initial=0)), _STEP):
        if int(length.min()) <= done:
            some = np.flatnonzero(length > done)
            which = some if which is None else which.take(some)
            start, length = start.take(some), length.take(some)
        piece = _pieces(words, start + done, length - done)
        piece ^= out if which is None else out.take(which)
        out[slice(None) if which is None else which] = mixed(piece)
    return out


def _pieces(words: Fingerprints, start: Places, length: Places) -> Fingerprints:
    """Return the first eight bytes of some pieces; 0 for bytes beyond their length."""
    piece = words[start]
    piece &= _MASKS.take(length, mode="clip")
    return piece


def _words(data: npt.NDArray[np.uint8]) -> Fingerprints:
    """Return the eight bytes that begin at each byte."""
    # eight bytes from any offset on, also from the last string's end
    padded = np.concatenate([data, np.zeros(_STEP, np.uint8)])
    return np.ndarray((len(padded) - _STEP + 1,), np.dtype("<u8"), padded, strides=(1,))


def _offsets(strings: pa.Array, held: pa.Buffer, *, wide: bool) -> npt.NDArray[np.int32] | npt.NDArray[np.int64]:
    """Return where each string begins, and where the last one ends."""
    part = slice(strings.offset, strings.offset + len(strings) + 1)
    return np.frombuffer(held, np.int64)[part] if wide else np.frombuffer(held, np.int32)[part]
