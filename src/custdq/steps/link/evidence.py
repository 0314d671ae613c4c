"""Which fields speak about identity: standardized columns become fields of encoded keys with agreement levels.

Columns that hold the same sort of thing under several names (mobile, landline, other phones) are one field with
pooled values, because a number is the same number whatever the column. The trap: columns that describe the dealing
and not the customer (stage, salesperson, dates of entry) must not count as evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from custdq.fields import Category, Email, Kind, Phone
from custdq.fields.base import Comparison
from custdq.schema import Schema
from custdq.steps.link.composite import without_composites
from custdq.steps.link.encode import EncodedKey, Mask, encode_key
from custdq.tables import CONTEXT_COLUMNS, Standardized

#: A column with a value in fewer than this share of rows, or one value only, tells nothing.
_MIN_COVERAGE = 0.001

#: Expected share of pairs with a shared value that are one entity, by kind: decides only where data are too few.
_IDENTIFYING = {"identifier": 0.9, "email": 0.9, "phone": 0.8, "person_name": 0.4, "organization_name": 0.6, "url": 0.6}
_NOT_IDENTIFYING = 0.2

_POOLED: tuple[type[Kind], ...] = (Phone, Email)


@dataclass(frozen=True)
class Field:
    """One comparison: where its values come from, its agreement levels, its encoded keys.

    `identifying` is the expected share of pairs sharing a key that are one entity (0 to 1), before any data.
    """

    name: str
    columns: tuple[str, ...]
    comparison: Comparison
    keys: Mapping[str, EncodedKey]
    blocking_keys: tuple[str, ...]
    identifying: float

    @property
    def labels(self) -> tuple[str, ...]:
        """Level labels, strongest first, the last for pairs that pass no test."""
        return (*(level.label for level in self.comparison.levels), "differs")

    def present(self) -> Mask:
        """Which records can be compared on this field."""
        masks = [self.keys[key].present for key in self.comparison.present if key in self.keys]
        return np.logical_or.reduce(masks)


def evidence_columns(schema: Schema, standardized: Standardized) -> dict[str, Kind]:
    """Return the columns that count as evidence: declared, filled, and about the customer."""
    roles = set(schema.roles().values())
    stamps = schema.updated_at
    roles |= set(stamps.values()) if isinstance(stamps, Mapping) else set()
    left_out = roles | set(CONTEXT_COLUMNS) | set(standardized.absorbed)
    return {
        name: kind
        for name, kind in schema.columns.items()
        if name not in left_out and name in standardized.parsed and _speaks(standardized.parsed[name])
    }


def _speaks(parsed: pa.Table) -> bool:
    value = parsed.column("value")
    filled = len(value) - value.null_count
    return filled >= max(2, _MIN_COVERAGE * len(value)) and len(value.unique()) > 1


def build_fields(schema: Schema, standardized: Standardized) -> list[Field]:
    """Encode every field of evidence.

    Returns
    -------
    list of Field
        In schema order; pooled kinds stand where their first column stands.
    """
    groups: dict[str, list[str]] = {}
    columns = without_composites(evidence_columns(schema, standardized), standardized.raw)
    for name, kind in columns.items():
        pool = next((p for p in _POOLED if isinstance(kind, p)), None)
        groups.setdefault(pool.name if pool else f"column:{name}", []).append(name)
    told = any(isinstance(kind, Category) and kind.scheme == "kind" for kind in columns.values())
    fields = []
    for names in groups.values():
        kinds = [columns[name].aspects(standardized.parsed[name]) for name in names]
        for suffix in kinds[0]:
            # a column that says person or organization outright makes the name's own hint a repetition
            if not (told and suffix == "party"):
                fields.append(_field(names, suffix, [aspects[suffix] for aspects in kinds]))
    return fields


def _field(names: Sequence[str], suffix: str, columns: Sequence[tuple[Kind, pa.Table]]) -> Field:
    kind = columns[0][0]
    keyed = [each.keys(parsed) for each, parsed in columns]
    encoded = {key: encode_key([keys[key] for keys in keyed]) for key in keyed[0]}
    label = names[0] if len(names) == 1 else kind.name
    identifying = _IDENTIFYING.get(kind.name, _NOT_IDENTIFYING)
    name = f"{label} ({suffix})" if suffix else label
    return Field(name, tuple(names), kind.comparison(), encoded, kind.blocking_keys, identifying)
