"""Which kind of value a column holds, from its name and from its values, with the evidence and a confidence."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa

from custdq.fields import Kind


class ColumnGuess(NamedTuple):
    """What a column seems to hold. `confidence` is 0 to 1; `kind` is None where the column plays only a role."""

    column: str
    kind: Kind | None
    evidence: str
    confidence: float


def infer_columns(table: pa.Table, *, region: str | None = None) -> list[ColumnGuess]:
    """Guess the kind of each column."""
    raise NotImplementedError


def infer_roles(table: pa.Table) -> dict[str, str]:
    """Guess which columns are record_id, source, updated_at, owner and stage."""
    raise NotImplementedError
