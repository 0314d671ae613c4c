"""Results with one row an input row, in the user's kind of frame.

The trap: pandas aligns by index, so `frame["entity_id"] = links.entities["entity_id"]` on a filtered frame would give
each customer somebody else's entity; such results therefore keep the input's index.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from custdq.frames import from_arrow


def row_by_row(table: pa.Table, like: Any) -> Any:
    """Return `table` as the kind of frame `like` is, with its index where there is one of the same length."""
    out = from_arrow(table, like=like)
    indexed = hasattr(like, "set_axis") and len(like.index) == table.num_rows  # pandas alone has an index
    return out.set_axis(like.index, axis=0) if indexed else out
