"""Which fields speak about identity: standardized columns become fields of encoded keys with agreement levels.

Columns that hold the same sort of thing under several names (mobile, landline, other phones) are one field with
pooled values, because a number is the same number whatever the column. The trap: columns that describe the dealing
and not the customer (stage, salesperson, dates of entry) must not count as evidence.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.fields import Category, Email, Kind, Phone
from custdq.fields.base import Comparison
from custdq.schema import Schema
from custdq.steps.link.composite import without_composites
from custdq.steps.link.encode import EncodedKey, Mask, encode_key
from custdq.tables import CONTEXT_COLUMNS, NAME_COLUMN, Standardized

#: A column with a value in fewer than this share of rows, or one value only, tells nothing.
_MIN_COVERAGE = 0.001

#: Below this many rows a column may hold one value only by chance, and agreement on it counts.
_FEW_ROWS = 10

_POOLED: tuple[type[Kind], ...] = (Phone, Email)


@dataclass(frozen=True)
class Field:
    """One comparison: where its values come from, its agreement levels, its encoded keys.

    `identifying` is the expected share of pairs sharing a key that are one entity (0 to 1), before any data; `shared`
    tells whether several entities commonly have the same value.
    """

    name: str
    columns: tuple[str, ...]
    comparison: Comparison
    keys: Mapping[str, EncodedKey]
    blocking_keys: tuple[str, ...]
    identifying: float
    shared: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """Level labels, strongest first, the last for pairs that pass no test."""
        return self.comparison.labels

    @property
    def conflict_level(self) -> int | None:
        """The first level that means two different identities."""
        label = self.comparison.conflict_from
        return None if label is None else self.labels.index(label)

    def names_identity(self) -> Mask:
        """Which records name an identity outright, so that another one is a conflict."""
        return np.asarray(np.logical_and.reduce([self.keys[key].present for key in self.comparison.conflict_keys]))

    def present(self) -> Mask:
        """Which records can be compared on this field."""
        masks = [self.keys[key].present for key in self.comparison.present if key in self.keys]
        return np.asarray(np.logical_or.reduce(masks))


def evidence_columns(schema: Schema, standardized: Standardized) -> dict[str, Kind]:
    """Return the columns that count as evidence: declared, filled, and about the customer."""
    roles = set(schema.roles().values())
    stamps = schema.updated_at
    roles |= set(stamps.values()) if isinstance(stamps, Mapping) else set()
    left_out = roles | set(CONTEXT_COLUMNS) | set(standardized.absorbed)
    filled = {
        name: kind
        for name, kind in schema.columns.items()
        if name not in left_out and name in standardized.parsed and _filled(standardized.parsed[name])
    }
    # in a table of copies of one record no column varies, and yet they agree on all
    return {name: kind for name, kind in filled.items() if _varies(standardized.parsed[name])} or filled


def _filled(parsed: pa.Table) -> bool:
    value = parsed.column("value")
    return bool(len(value) - value.null_count >= max(2, _MIN_COVERAGE * len(value)))


def _varies(parsed: pa.Table) -> bool:
    value = parsed.column("value")
    if len(value) < _FEW_ROWS or 0 < value.null_count < len(value):
        return True
    return not value.null_count and bool(pc.any(pc.not_equal(value, value[0])).as_py())


def build_fields(schema: Schema, standardized: Standardized, *, fitted: Collection[str] | None = None) -> list[Field]:
    """Encode every field of evidence.

    Parameters
    ----------
    schema
        Kinds and roles of the columns.
    standardized
        Records with their parsed columns.
    fitted
        Columns a model was fitted on: these are the evidence then, however little they hold here.

    Returns
    -------
    list of Field
        In schema order; pooled kinds stand where their first column stands.
    """
    groups: dict[str, list[str]] = {}
    if fitted is None:
        columns = _independent(evidence_columns(schema, standardized), standardized)
    else:
        columns = {name: kind for name, kind in schema.columns.items() if name in fitted}
    for name, kind in columns.items():
        pool = next((p for p in _POOLED if isinstance(kind, p)), None)
        groups.setdefault(pool.name if pool else f"column:{name}", []).append(name)
    told = any(isinstance(kind, Category) and kind.scheme == "kind" for kind in columns.values())
    naming = _naming_column(columns)
    fields = []
    for names in groups.values():
        kinds = [columns[name].aspects(standardized.parsed[name]) for name in names]
        for suffix in kinds[0]:
            # a column that says person or organization outright makes the name's own hint a repetition
            if not (told and suffix == "party"):
                fields.append(_field(names, suffix, [aspects[suffix] for aspects in kinds], naming=naming))
    return fields


def _independent(columns: Mapping[str, Kind], standardized: Standardized) -> dict[str, Kind]:
    """Leave out columns that only repeat others; pooled kinds stay, for there a value counts once anyway."""
    single = {name: kind for name, kind in columns.items() if not isinstance(kind, _POOLED)}
    kept = without_composites(single, standardized.raw)
    return {name: kind for name, kind in columns.items() if name in kept or name not in single}


def _naming_column(columns: Mapping[str, Kind]) -> str | None:
    """Return the column that names the entity: `name`, else the only column of names there is."""
    names = [name for name, kind in columns.items() if kind.names_identity]
    if NAME_COLUMN in names:
        return NAME_COLUMN
    return names[0] if len(names) == 1 else None


def _field(names: Sequence[str], suffix: str, columns: Sequence[tuple[Kind, pa.Table]], *, naming: str | None) -> Field:
    kind = columns[0][0]
    keyed = [_identity_kept(each.keys(parsed), parsed) for each, parsed in columns]
    encoded = {key: encode_key([keys[key] for keys in keyed]) for key in keyed[0]}
    label = names[0] if len(names) == 1 else kind.name
    name = f"{label} ({suffix})" if suffix else label
    comparison = kind.comparison()
    if kind.names_identity and names[0] != naming:
        comparison = replace(comparison, conflict_from=None)
    return Field(name, tuple(names), comparison, encoded, kind.blocking_keys, kind.identifying, kind.shared)


def _identity_kept(keys: dict[str, pa.Array], parsed: pa.Table) -> dict[str, pa.Array]:
    """Take away the identity of names that may be a person's or an organization's: a nickname contradicts nobody."""
    if "identity" in keys and "party" in parsed.column_names:
        unknown = pc.is_null(parsed.column("party")).combine_chunks()
        keys["identity"] = pc.if_else(unknown, pa.scalar(None, pa.string()), keys["identity"])
    return keys
