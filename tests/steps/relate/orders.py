"""Customers and orders small enough to reckon by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from custdq.steps.relate import Attachment, Customers, Roles


def customers(entities: int = 3) -> Customers:
    """Return as many customers with one record each: E0 has the record C0 of the source crm."""
    ids = pa.array([f"C{number}" for number in range(entities)])
    names = pa.array([f"E{number}" for number in range(entities)])
    return Customers(names, ids, pa.array(["crm"] * entities), np.arange(entities))


def attached(columns: Mapping[str, Any], *, entities: int = 3, **roles: Any) -> Attachment:
    """Return a table attached to that many customers."""
    return Attachment.of("orders", pa.table(dict(columns)), Roles(**roles), customers(entities))
