"""Compare values with a reference: a registry, an owning system, a sample a steward has checked.

The trap: comparing writing instead of meaning. Both sides go through the same kind, and a record the reference does
not have is not checked, which is not the same as wrong.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import OptionError, did_you_mean
from custdq.steps.score.evidence import Evidence
from custdq.steps.score.units import Floats, Ints
from custdq.tables import column_or_null

_KEY = "record_id"


def check_reference(reference: pa.Table, key: str) -> None:
    """Raise `OptionError` where a reference has no column that says which record a row is about."""
    if key not in reference.column_names and _KEY not in reference.column_names:
        raise OptionError(
            f'The reference has no column "{key}" to match records by. {did_you_mean(key, reference.column_names)}'
        )


def confirmations(evidence: Evidence, column: str) -> Floats | None:
    """Return 1 where the reference has a column's value, 0 where it has another, NaN where it has none.

    None without a reference for the column.
    """
    reference = evidence.reference
    if reference is None or column not in reference.column_names or column not in evidence.schema.columns:
        return None
    rows = _matches(evidence, reference)
    parsed = evidence.schema.columns[column].parse(column_or_null(reference, column))
    truth = column_or_null(parsed, "value").take(pa.array(rows, mask=rows < 0))
    _refuse_contradictions(evidence, reference, column, column_or_null(parsed, "value"))
    same = pc.fill_null(pc.equal(evidence.value(column), truth), fill_value=False)
    found = same.to_numpy(zero_copy_only=False).astype(float)
    return np.where(truth.is_valid().to_numpy(zero_copy_only=False), found, np.nan)


def _matches(evidence: Evidence, reference: pa.Table) -> Ints:
    """Return each record's row in the reference, -1 for none: by source and record id, or by record id."""
    ids = _id_columns(evidence, reference)
    places = {name: at for at, name in reversed(list(enumerate(_names(reference, ids))))}
    names = zip(*(evidence.positions.column(c).to_pylist() for c in ("record_id", "source")[: len(ids)]), strict=True)
    return np.array([-1 if name[0] is None else places.get(name, -1) for name in names], dtype=np.int64)


def _id_columns(evidence: Evidence, reference: pa.Table) -> list[str]:
    """Return the reference's columns that say which record a row is about: the id, and the source if it has one."""
    key, source = evidence.schema.record_id or _KEY, evidence.schema.source or "source"
    return [
        key if key in reference.column_names else _KEY,
        *([source] if source in reference.column_names else []),
    ]


def _names(reference: pa.Table, ids: list[str]) -> list[tuple[str | None, ...]]:
    return list(zip(*(column_or_null(reference, name).to_pylist() for name in ids), strict=True))


def _refuse_contradictions(evidence: Evidence, reference: pa.Table, column: str, values: pa.ChunkedArray) -> None:
    """Raise `OptionError` where the reference has two different values of a column for one id."""
    ids = _id_columns(evidence, reference)
    first: dict[tuple[str | None, ...], str] = {}
    torn = {
        name
        for name, value in zip(_names(reference, ids), values.to_pylist(), strict=True)
        if name[0] is not None and value is not None and first.setdefault(name, value) != value
    }
    if torn:
        raise OptionError(
            f'The reference contradicts itself: for {len(torn)} of its ids (column "{ids[0]}") it has different values '
            f'of "{column}". Keep one row for each id.'
        )
