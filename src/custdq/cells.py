"""One cell as text: the ladder every reader, frame and field goes through.

The trap: a phone column read from Excel mixes int, str, float and NaN; casting it whole leaves `13800138000.0`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa


def as_text(value: Any) -> str | None:
    """Return one cell as text: null for None and NaN, whole digits for an integral float.

    >>> as_text(13800138000.0), as_text("a"), as_text(float("nan")), as_text(7)
    ('13800138000', 'a', None, '7')
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        if value != value:
            return None
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    text = str(value)
    if text in ("<NA>", "NaT", "nan"):
        return None
    return text.removesuffix(" 00:00:00")


def as_strings(values: Iterable[Any]) -> pa.Array:
    """Return any column as one Arrow string array, by the ladder of `as_text` where it is mixed."""
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
        if isinstance(values, pa.ChunkedArray):
            values = pa.concat_arrays(values.chunks)
    if isinstance(values, pa.Array):
        if pa.types.is_dictionary(values.type):
            values = values.dictionary_decode()
        if pa.types.is_string(values.type):
            return values
        if pa.types.is_large_string(values.type) or pa.types.is_string_view(values.type):
            return values.cast(pa.string())
        if pa.types.is_integer(values.type) or pa.types.is_boolean(values.type):
            return values.cast(pa.string())
        values = values.to_pylist()
    elif isinstance(values, str):
        values = [values]
    return pa.array([as_text(value) for value in values], pa.string())
