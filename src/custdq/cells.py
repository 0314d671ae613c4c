"""One cell as text: the ladder every reader, frame and field goes through.

The trap: a phone column read from Excel mixes int, str, float and NaN; casting it whole leaves `13800138000.0`, and
NumPy's own floats print as `np.float64(1.5)`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from custdq.errors import FrameError

#: Above this a float no longer holds whole numbers exactly enough to be an identifier.
_WHOLE = 10**18


def as_text(value: Any) -> str | None:
    """Return one cell as text: null for None and NaN, whole digits for an integral float.

    >>> as_text(13800138000.0), as_text("a"), as_text(float("nan")), as_text(7)
    ('13800138000', 'a', None, '7')
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float | np.floating | Decimal):
        return _number_text(value)
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"  # as Arrow, Polars and JSON write it
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    text = str(value)
    if text in ("<NA>", "NaT", "nan"):
        return None
    return text.removesuffix(" 00:00:00")


def cell_text(value: Any) -> str | None:
    """Return one cell as `as_strings` would in a column.

    >>> cell_text(1.0), cell_text("a" + chr(0xD83D) + chr(0xDE00))
    ('1', 'a😀')
    """
    text = as_text(value)
    if text is not None and not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return _without_halves(text)
    return text


def _number_text(value: float | np.floating[Any] | Decimal) -> str | None:
    if value.is_nan() if isinstance(value, Decimal) else math.isnan(value):
        return None
    # an infinity lies above any bound, so int() is only asked of finite numbers
    whole = -_WHOLE < value < _WHOLE and value == int(value)
    return str(int(value)) if whole else str(value)


def as_strings(values: Iterable[Any]) -> pa.Array:
    """Return any column as one Arrow string array, by the ladder of `as_text` where it is mixed."""
    if isinstance(values, pa.Array | pa.ChunkedArray):
        return _arrow_strings(one_array(values))
    if hasattr(values, "columns") and not isinstance(values, pa.Array):
        raise FrameError(
            "A column was expected, but given a frame. Parse a whole frame with custdq.Schema.parse(frame)."
        )
    return _strings(values if isinstance(values, Iterable) and not isinstance(values, str | bytes) else [values])


def one_array(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Return a column in chunks as one array; where it has one chunk only, that one, which Arrow itself would copy.

    >>> one_array(pa.chunked_array([["a"], ["b"]])).to_pylist()
    ['a', 'b']
    """
    if isinstance(values, pa.ChunkedArray):
        return values.chunk(0) if values.num_chunks == 1 else values.combine_chunks()
    return values


def _arrow_strings(array: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    kind = array.type
    if pa.types.is_string(kind):
        return array
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return array.cast(pa.string())
    if pa.types.is_integer(kind) or pa.types.is_boolean(kind):
        return array.cast(pa.string())
    return _strings(array.to_pylist())


def _strings(values: Iterable[Any]) -> pa.Array:
    texts = [as_text(value) for value in values]
    try:
        return pa.array(texts, pa.string())
    except UnicodeEncodeError:
        return pa.array([None if text is None else _without_halves(text) for text in texts], pa.string())


def _without_halves(text: str) -> str:
    """Return `text` with halves of surrogate pairs, which no UTF-8 can hold, joined or replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
