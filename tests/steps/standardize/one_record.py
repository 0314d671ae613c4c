"""One record standardized, for tests of what its fields do to each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pyarrow as pa

from custdq.fields import Kind
from custdq.schema import Schema
from custdq.steps.standardize import standardize_records


class Cell(NamedTuple):
    """What a cell came to: its parsed value, status and problem."""

    value: str | None
    status: str
    problem: str | None


def standardized(record: Mapping[str, str | None], kinds: Mapping[str, Kind]) -> dict[str, Cell]:
    """Return every declared cell of the record after standardizing."""
    records = pa.table({name: pa.array([cell], pa.string()) for name, cell in record.items()})
    out = standardize_records(records, Schema(dict(kinds)))
    rows = {name: parsed.select(["value", "status", "problem"]).to_pylist()[0] for name, parsed in out.parsed.items()}
    return {name: Cell(**row) for name, row in rows.items()}
