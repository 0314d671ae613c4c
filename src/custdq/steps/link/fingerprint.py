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

_ODD = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)

#: Bytes taken into a fingerprint in one step.
_STEP = 8

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
    size = len(strings)
    offsets, data = _buffers(strings)
    start, length = offsets[:-1], np.diff(offsets)
    # eight bytes from any offset on, also from the last string's end
    padded = np.concatenate([data, np.zeros(_STEP, np.uint8)])
    words = np.ndarray((len(padded) - _STEP + 1,), np.dtype("<u8"), padded, strides=(1,))
    out = mixed(length.astype(np.uint64))
    # rounds of eight bytes, each over the strings that still have some
    which = np.arange(size)
    done = 0
    while len(which):
        left = length[which] - done
        which, left = which[left > 0], left[left > 0]
        piece = words[start[which] + done] & _MASKS[np.minimum(left, _STEP)]
        out[which] = mixed(out[which] ^ piece)
        done += _STEP
    return out


def _buffers(strings: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Return where each string begins and ends, and the bytes of all."""
    plain = strings.cast(pa.large_string()).fill_null("")
    _, where, held = plain.buffers()
    first, last = plain.offset, plain.offset + len(plain) + 1
    offsets = np.frombuffer(where, np.int64)[first:last] if where is not None and len(plain) else np.zeros(1, np.int64)
    data = np.frombuffer(held, np.uint8) if held is not None else np.zeros(0, np.uint8)
    return offsets - offsets[0], data[offsets[0] : offsets[-1]]
