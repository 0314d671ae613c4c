"""The distinct values of a column, cleaned and counted, and a sample of them that does not depend on row order.

The trap: cleaning a million values one by one takes longer than all that is then read off four hundred. So values that
cleaning cannot change and that say something are counted as arrays, and only the others are looked at.
"""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from custdq.cells import as_strings
from custdq.text.clean import PLACEHOLDERS, clean_text, is_placeholder

#: Distinct values looked at in a column.
SAMPLE_SIZE = 400
#: Fewer distinct values are counted one by one.
_FEW = 2_000
_LONGEST = 500
#: One run of printable ASCII and Chinese characters: nothing to clean, nothing to fold.
_PLAIN = r"^[!-~\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}]+(?: [!-~\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}]+)*$"
_STROKES = r"^[-_/\\.*?,;:()\[\] ]*$"
_EDGES = " ()[],;:"


class Tally(NamedTuple):
    """How many cells are filled (neither blank nor placeholder), distinct values, a sorted sample and its counts."""

    filled: int
    distinct: int
    sample: tuple[str, ...]
    counts: tuple[int, ...]


def tally_column(column: pa.ChunkedArray | pa.Array, *, header: str | None = None, name: bool = False) -> Tally:
    """Count the values of a string column and take a sample of them by their hash.

    Parameters
    ----------
    column
        Strings.
    header
        A value that is no value where it occurs.
    name
        Whether Na, Nan and Nil are somebody.

    Examples
    --------
    >>> tally_column(pa.array(["a", " a ", "n/a", None, "b"]))
    Tally(filled=3, distinct=2, sample=('a', 'b'), counts=(2, 1))
    """
    counted = pc.value_counts(as_strings(column))
    values, counts = counted.field("values"), counted.field("counts")
    plain = _is_plain(values, header) if len(values) >= _FEW else np.zeros(len(values), dtype=bool)
    kept = _cleaned(values.filter(pa.array(~plain)), counts.filter(pa.array(~plain)), header=header, name=name)
    sure, times = values.filter(pa.array(plain)), np.asarray(counts)[plain]
    filled, distinct = int(times.sum()) + sum(kept.values()), len(sure) + len(kept)
    if len(sure):
        if kept:
            # what cleaning makes equal to a plain value is one with it
            same = pc.index_in(pa.array(list(kept), pa.string()), value_set=sure)
            for text, place in zip(list(kept), same.to_pylist(), strict=True):
                if place is not None:
                    times[place] += kept.pop(text)
                    distinct -= 1
        first = _smallest(_checksums(sure))
        found = sure.take(pa.array(first)).to_pylist()
        kept |= dict(zip(found, times[first].tolist(), strict=True))
    sample = sorted(kept)
    if len(kept) > SAMPLE_SIZE:
        sample = sorted(sorted(kept, key=lambda text: (crc32(text.encode("utf-8", "replace")), text))[:SAMPLE_SIZE])
    return Tally(filled, distinct, tuple(sample), tuple(kept[text] for text in sample))


def _cleaned(values: pa.Array, counts: pa.Array, *, header: str | None, name: bool) -> dict[str, int]:
    """Return how often each value stands in the column once cleaned, those that stand for nothing left out."""
    kept: dict[str, int] = {}
    for text, count in zip(values.to_pylist(), counts.to_pylist(), strict=True):
        cleaned = "" if text is None or text == header else clean_text(text[:_LONGEST])
        if cleaned and not is_placeholder(cleaned, name=name):
            kept[cleaned] = kept.get(cleaned, 0) + count
    return kept


def _is_plain(values: pa.Array, header: str | None) -> npt.NDArray[np.bool_]:
    """Tell which values cleaning leaves as they are and that surely say something."""
    plain = pc.and_(pc.match_substring_regex(values, _PLAIN), pc.less_equal(pc.binary_length(values), _LONGEST))
    folded = pc.utf8_lower(pc.utf8_trim(values, _EDGES))
    nothing = pc.or_(
        pc.is_in(folded, value_set=pa.array(sorted(PLACEHOLDERS))), pc.match_substring_regex(values, _STROKES)
    )
    plain = pc.and_not(plain, nothing)
    if header is not None:
        plain = pc.and_not(plain, pc.equal(values, header))
    return np.asarray(pc.fill_null(plain, fill_value=False))


def _smallest(sums: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """Return the places of the `SAMPLE_SIZE` smallest checksums, and of those as small as the last."""
    if len(sums) <= SAMPLE_SIZE:
        return np.arange(len(sums))
    return np.flatnonzero(sums <= np.partition(sums, SAMPLE_SIZE - 1)[SAMPLE_SIZE - 1])


def _checksums(values: pa.Array) -> npt.NDArray[np.uint32]:
    """Return the CRC-32 of each string, a byte of all of them at a time.

    >>> _checksums(pa.array(["ab", "c"])).tolist() == [crc32(b"ab"), crc32(b"c")]
    True
    """
    _, held, data = values.buffers()
    offsets = np.frombuffer(held, np.int32)[values.offset : values.offset + len(values) + 1]
    raw = np.frombuffer(data, np.uint8)
    sizes = np.diff(offsets)
    order = np.argsort(-sizes, kind="stable")
    begins, out = offsets[:-1][order], np.full(len(values), 0xFFFFFFFF, np.uint32)
    # longest first, so that those with a byte at a place are the first so many
    left = np.searchsorted(-sizes[order], -np.arange(int(sizes.max(initial=0))), side="left")
    for place, many in enumerate(left.tolist()):
        state = out[:many]
        out[:many] = _TABLE[(state ^ raw[begins[:many] + place]) & 0xFF] ^ (state >> np.uint32(8))
    sums = np.empty_like(out)
    sums[order] = out ^ np.uint32(0xFFFFFFFF)
    return sums


def _crc_table() -> npt.NDArray[np.uint32]:
    """Return the table of CRC-32 (ISO 3309), by which a byte changes the sum."""
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> np.uint32(1)) ^ np.uint32(0xEDB88320), table >> np.uint32(1)).astype(
            np.uint32
        )
    return table


_TABLE = _crc_table()
