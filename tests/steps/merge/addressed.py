"""Records that are nothing but addresses, read as the library reads them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from custdq import fields as f
from custdq.schema import Schema
from custdq.steps.merge.cells import Context
from custdq.tables import ParsedColumns, Standardized

COLUMNS = ("district", "address")


def addressed(texts: Sequence[str | None], entities: Sequence[int]) -> Context:
    """Return the records of some entities (counted from 0) as merging sees them."""
    kind = f.Address(region="CN")
    parsed = kind.parse(list(texts))
    districts = pa.nulls(len(texts), pa.string())
    raw = pa.table({"source": pa.array([f"s{i}" for i in range(len(texts))]), "district": districts,
                    "address": pa.array(list(texts), pa.string())})  # fmt: skip
    standardized = Standardized(raw, ParsedColumns({"district": f.Text().parse(districts), "address": parsed}))
    schema = Schema({"district": f.Text(), "address": kind}, source="source")
    ids = pa.array([f"e{one}" for one in range(max(entities) + 1)])
    return Context(standardized, schema, np.array(entities, dtype=np.int64), ids, COLUMNS)
