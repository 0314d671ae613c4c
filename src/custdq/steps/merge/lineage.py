"""Every candidate value as JSON, built column by column without a loop over rows.

The trap: a value may hold quotes and control characters, so each distinct value is written as JSON once and only the
finished pieces are joined.
"""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.steps.merge.cells import Cells, Ints


def candidates_json(cells: Cells) -> pa.Array:
    """Return, for each entity that has cells, its distinct values as a JSON list.

    Each entry has `value`, `count` (cells) and `sources` (names, sorted); most frequent value first, then by value.
    """
    if not len(cells):
        return pa.array([], pa.string())
    group, segment, _ = cells.group
    counts = np.bincount(group, minlength=len(segment))
    sources = _sources_json(cells, group, len(segment))
    value = cells.value[cells.representatives]
    texts = json_texts(cells.distinct)
    order = np.lexsort((cells.ranks[value], -counts, segment))
    entries = pc.binary_join_element_wise(
        '{"value": ', texts.take(pa.array(value)), ', "count": ', pa.array(counts).cast(pa.string()), ', "sources": [',
        sources, "]}", "",
    )  # fmt: skip
    offsets = np.r_[0, np.cumsum(np.bincount(segment))]
    joined = pc.binary_join(_lists(offsets, entries.take(pa.array(order))), ", ")
    return pc.binary_join_element_wise("[", joined, "]", "")


def json_texts(texts: pa.Array) -> pa.Array:
    """Return texts as JSON strings.

    >>> json_texts(pa.array(["a", 'say "x"'])).to_pylist() == [json.dumps(text) for text in ("a", 'say "x"')]
    True
    """
    plain = pc.binary_join_element_wise('"', texts, '"', "")
    if _is_plain(texts):
        return plain
    special = pc.fill_null(pc.match_substring_regex(texts, r'[\x00-\x1f"\\]'), fill_value=False)
    written = [json.dumps(text, ensure_ascii=False) for text in texts.filter(special).to_pylist()]
    return pc.replace_with_mask(plain, special, pa.array(written, pa.string()))


def _is_plain(texts: pa.Array) -> bool:
    """Tell whether no byte of the texts must be escaped in JSON; their bytes are looked at as one."""
    content = texts.buffers()[2]
    if not content:
        return True
    held = content.to_pybytes()
    return b'"' not in held and b"\\" not in held and int(np.frombuffer(held, np.uint8).min()) >= ord(" ")


def _lists(offsets: Ints, values: pa.Array) -> pa.Array:
    return pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), values)


def _sources_json(cells: Cells, group: Ints, groups: int) -> pa.Array:
    names = cells.context.sources[1]
    if len(names) == 1:
        return pa.scalar(json.dumps(names[0], ensure_ascii=False) if names[0] else "")
    quoted = pa.array([json.dumps(name, ensure_ascii=False) if name else "" for name in names], pa.string())
    pairs = np.sort(group * len(names) + cells.source)
    pairs = pairs[np.r_[True, np.diff(pairs) != 0][: len(pairs)]]
    pairs = pairs[np.array([bool(name) for name in names])[pairs % len(names)]]
    offsets = np.r_[0, np.cumsum(np.bincount(pairs // len(names), minlength=groups))]
    return pc.binary_join(_lists(offsets, quoted.take(pa.array(pairs % len(names)))), ", ")
