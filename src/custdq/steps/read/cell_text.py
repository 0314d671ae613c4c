"""One cell of a workbook, database or typed column as text, ready for a string column.

The trap: `str(timedelta)` is Python's wording, not what the user sees in the sheet, and nested values must not fall
to `repr`. Numbers and booleans go by the ladder of `custdq.cells`, so that a cell reads the same from any source.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from custdq.cells import as_text


def cell_text(value: Any) -> str:
    """Return one cell as text, the empty string where it holds nothing.

    >>> [cell_text(value) for value in (13800138000.0, True, None, dt.date(2019, 11, 26), dt.timedelta(hours=42))]
    ['13800138000', 'true', '', '2019-11-26', '42:00:00']
    """
    if isinstance(value, str):
        return value
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
