"""One cell of a workbook, database or typed column as text, ready for a string column.

The trap: `str(True)` and `str(timedelta)` are Python's words, not what the user sees in the sheet; a whole float
must become digits without an exponent, and a blank string must not count as a value.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import Any

from custdq.cells import as_text


def cell_text(value: Any) -> str:
    """Return one cell as text, the empty string where it holds nothing.

    >>> [cell_text(value) for value in (13800138000.0, True, None, dt.date(2019, 11, 26), dt.timedelta(hours=42))]
    ['13800138000', 'TRUE', '', '2019-11-26', '42:00:00']
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).decode("utf-8", "replace")
    if isinstance(value, list | tuple):
        return "; ".join(text for item in value if (text := cell_text(item)))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=cell_text)
    return as_text(value) or ""


def _float_text(value: float) -> str:
    if math.isnan(value):
        return ""
    return str(int(value)) if math.isfinite(value) and value.is_integer() else repr(value)
