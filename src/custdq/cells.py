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


def _number_text(value: float | np.floating[Any] | Decimal) -> str | None:
    if value.is_nan() if isinstance(value, Decimal) else math.isnan(value):
        return None
    # abs() of an infinity is above any bound, so int() is only asked of finite numbers
    return str(int(value)) if abs(value) < _WHOLE and value == int(value) else str(value)


def as_strings(values: Iterable[Any]) -> pa.Array:
    """Return any column as one Arrow string array, by the ladder of `as_text` where it is mixed."""
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
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
    texts = [as_text(value) for value in values]
    try:
        return pa.array(texts, pa.string())
    except UnicodeEncodeError:
        return pa.array([None if text is None else _without_halves(text) for text in texts], pa.string())


def _without_halves(text: str) -> str:
    """Return `text` with halves of surrogate pairs, which no UTF-8 can hold, joined or replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
