"""Which fields speak about identity: standardized columns become fields of encoded keys with agreement levels.

Columns that hold the same sort of thing under several names (mobile, landline, other phones) are one field with
pooled values, because a number is the same number whatever the column. The trap: columns that describe the dealing
and not the customer (stage, salesperson, dates of entry) must not count as evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from custdq.errors import OptionError, did_you_mean
from custdq.fields import Category, Country, Date, Email, Identifier, Kind, PersonName, Phone, PostalCode, Text
from custdq.fields.base import Comparison
from custdq.fields.bulk import Keys, is_short
from custdq.infer.labels import label_of
from custdq.schema import Schema
from custdq.steps.link.composite import without_composites
from custdq.steps.link.encode import Codes, EncodedKey, EncodedKeys, Known, encode_key
from custdq.steps.link.field import Field, keys_of
from custdq.steps.link.ladder import ladder_field, ladders, most_telling_first
from custdq.steps.link.model import LinkageModel
from custdq.steps.link.split_name import fitted_split, split_columns, with_exchange
from custdq.tables import CONTEXT_COLUMNS, NAME_COLUMN, ParsedColumn, Standardized

#: A column with a value in fewer than this share of rows, or one value only, tells nothing.
_MIN_COVERAGE = 0.001

#: Below this many rows a column may hold one value only by chance, and agreement on it counts.
_FEW_ROWS = 10

_POOLED: tuple[type[Kind], ...] = (Phone, Email)

#: What columns that say in which place an address lies are called: neighbours share it, and one says another.
_PLACES = frozenset({"country", "province", "city", "district", "division", "adcode", "town", "postcode"})

#: What is said of how a cell was read, and not of the value.
_OF_THE_READING = ("status", "problem")

#: What the column of the entity's own name is called, where it is not called `name`.
_OWN_NAMES = frozenset({"name", "person_name"})
_PARTS_OF_NAMES = frozenset({"given_name", "surname", "middle_name"})

#: Kinds of which one column may determine another.
_LADDER: tuple[type[Kind], ...] = (Text, Category, PostalCode, Country)


def evidence_columns(schema: Schema, standardized: Standardized) -> dict[str, Kind]:
    """Return the columns that count as evidence: declared, filled, and about the customer."""
    roles = set(schema.roles().values())
    stamps = schema.updated_at
    roles |= set(stamps.values()) if isinstance(stamps, Mapping) else set()
    left_out = roles | set(CONTEXT_COLUMNS) | set(standardized.absorbed)
    filled = {
        name: kind
        for name, kind in schema.columns.items()
        if name not in left_out and name in standardized.parsed and _filled(standardized.parsed.column(name))
    }
    # in a table of copies of one record no column varies, and yet they agree on all
    return {name: kind for name, kind in filled.items() if _varies(standardized.parsed.column(name))} or filled


def _filled(parsed: ParsedColumn) -> bool:
    return int(parsed.present().sum()) >= max(2, _MIN_COVERAGE * len(parsed))


def _varies(parsed: ParsedColumn) -> bool:
    present = int(parsed.present().sum())
    if len(parsed) < _FEW_ROWS or 0 < present < len(parsed):
        return True
    results = parsed.results if parsed.rows is None else parsed.results.take(pa.array(np.unique(parsed.rows)))
    return present > 0 and len(results.column("value").unique()) > 1


def build_fields(
    schema: Schema,
    standardized: Standardized,
    *,
    fitted: LinkageModel | None = None,
    alone: Collection[str] = (),
) -> list[Field]:
    """Encode every field of evidence.

    Parameters
    ----------
    schema
        Kinds and roles of the columns.
    standardized
        Records with their parsed columns.
    fitted
        A model whose fields are the evidence then, however little they hold here; None: found out.
    alone
        Columns that are not joined with others, because somebody has said how they are compared.

    Returns
    -------
    list of Field
        In schema order; fields of several columns stand where their first column stands.
    """
    if fitted is None:
        columns = _independent(evidence_columns(schema, standardized), standardized)
    else:
        known = {name for field in fitted.fields for name in field.columns}
        columns = {name: kind for name, kind in schema.columns.items() if name in known}
    # a few records would not tell which column is which
    split = split_columns(columns, standardized.parsed) if fitted is None else fitted_split(fitted, columns)
    fields = _with_exchange(_single_fields(columns, standardized), split, standardized)
    steps = {f.name: f for f in fields if f.name not in alone and isinstance(columns.get(f.name), _LADDER)}
    if fitted is None:
        return _with_ladders(fields, steps, dict.fromkeys(_ladders(steps)))
    return _with_ladders(fields, steps, {field.columns: field.labels for field in fitted.fields})


def _ladders(steps: Mapping[str, Field]) -> list[tuple[str, ...]]:
    """Return the groups of fields that determine one another: places by their names, others by their values."""
    places = {name: field for name, field in steps.items() if _is_place(name)}
    others = {name: field for name, field in steps.items() if name not in places}
    return [most_telling_first(places), *ladders(others)]


def _is_place(column: str) -> bool:
    return label_of(column).meaning in _PLACES


def _single_fields(columns: Mapping[str, Kind], standardized: Standardized) -> list[Field]:
    groups: dict[str, list[str]] = {}
    for name, kind in columns.items():
        pool = next((p for p in _POOLED if isinstance(kind, p)), None)
        groups.setdefault(pool.name if pool else f"column:{name}", []).append(name)
    told = any(isinstance(kind, Category) and kind.scheme == "kind" for kind in columns.values())
    naming = _naming_column(columns)
    names_people = [isinstance(kind, PersonName) for name, kind in columns.items() if kind.names_identity]
    homes = all(names_people) if naming is None else isinstance(columns[naming], PersonName)
    others = _names_of_others(columns, naming)
    fields: dict[str, Field] = {}
    for names in groups.values():
        held = [standardized.parsed.column(name) for name in names]
        kinds = [columns[name].aspects(each.results) for name, each in zip(names, held, strict=True)]
        for suffix in kinds[0]:
            # a column that says person or organization outright makes the name's own hint a repetition
            if not (told and suffix == "party"):
                field = _field(names, suffix, held, [aspects[suffix] for aspects in kinds], naming=naming)
                field = replace(field, shared=True) if names[0] in others else field
                # a family lives in one place; firms of one name, or at one phone, may be in one or in many
                fields[field.name] = (
                    replace(field, shared=True, steady=True) if homes and _is_place(names[0]) else field
                )
    return list(fields.values())


def _with_exchange(fields: list[Field], split: Sequence[str], standardized: Standardized) -> list[Field]:
    """Let the columns of given name and family name see each other."""
    by_name = {field.name: field for field in fields}
    if len(split) == 2 and all(name in by_name for name in split):
        given, family = split
        whole = with_exchange(
            (by_name[given], by_name[family]),
            (standardized.parsed.column(given), standardized.parsed.column(family)),
        )
        by_name |= dict(zip(split, whole, strict=True))
    return list(by_name.values())


def _with_ladders(
    fields: list[Field], steps: Mapping[str, Field], found: Mapping[tuple[str, ...], tuple[str, ...] | None]
) -> list[Field]:
    """Join those of `steps` that were found to determine one another, their levels as a model has them if one has."""
    groups = [names for names in found if len(names) > 1 and all(name in steps for name in names)]
    joined = {name: names for names in groups for name in names}
    out: dict[tuple[str, ...], Field] = {}
    for field in fields:
        names = joined.get(field.name, (field.name,))
        if names not in out:
            joins = len(names) > 1
            out[names] = ladder_field([steps[name] for name in names], labels=found[names]) if joins else field
    return list(out.values())


def _independent(columns: Mapping[str, Kind], standardized: Standardized) -> dict[str, Kind]:
    """Leave out columns that only repeat others; pooled kinds stay, for there a value counts once anyway."""
    single = {name: kind for name, kind in columns.items() if not isinstance(kind, _POOLED)}
    kept = without_composites(single, standardized.raw, standardized.parsed)
    return {name: kind for name, kind in columns.items() if name in kept or name not in single}


def _naming_column(columns: Mapping[str, Kind]) -> str | None:
    """Return the column that names the entity: `name`, else the only column of names, or the only one called so.

    Beside an employer or a contact the column called a name is the entity's. A family name by itself is a whole
    family's.
    """
    names = [name for name, kind in columns.items() if kind.names_identity]
    if NAME_COLUMN in names:
        return NAME_COLUMN
    meanings = {name: label_of(name).meaning for name in names}
    # who has a given name in a column of its own is named by both; what else is called a name is somebody else's
    if len(names) > 1 and not _PARTS_OF_NAMES & set(meanings.values()):
        names = [name for name in names if meanings[name] in _OWN_NAMES]
    return names[0] if len(names) == 1 and not _is_family_name(names[0]) else None


def _names_of_others(columns: Mapping[str, Kind], naming: str | None) -> set[str]:
    """Return the columns of names that are not the entity's: colleagues have one employer, siblings one guardian."""
    names = {name: label_of(name) for name, kind in columns.items() if kind.names_identity}
    if naming is not None:
        return set(names) - {naming}
    parts = {name for name, label in names.items() if label.meaning in _PARTS_OF_NAMES}
    if not any(names[name].meaning == "given_name" for name in parts):
        # a family name by itself goes together with a name beside it
        parts |= {name for name, label in names.items() if parts and label == (NAME_COLUMN, 1.0)}
    return {name for name in names if parts and name not in parts}


def _is_family_name(column: str) -> bool:
    return label_of(column).meaning == "surname"


def _field(
    names: Sequence[str], suffix: str, held: Sequence[ParsedColumn],
    columns: Sequence[tuple[Kind, pa.Table]], *, naming: str | None,
) -> Field:  # fmt: skip
    kind = columns[0][0]
    cells, prints = held[0].cells, held[0].fingerprints
    rows = [column.rows for column in held]
    # a few are told apart sooner than compared with what is known
    known = None if cells is None or is_short(cells) else Known(cells, prints)
    encoded = EncodedKeys(_makers(columns, rows, known), partial(_narrowed, columns, rows))
    label = names[0] if len(names) == 1 else kind.name
    name = f"{label} ({suffix})" if suffix else label
    comparison, shared = kind.comparison(), kind.shared
    if kind.names_identity and names[0] != naming:
        comparison = replace(comparison, conflict_from=None)
        shared = shared or _is_family_name(names[0])
    of_the_dealing = isinstance(kind, Date) and not kind.birth
    steady = kind.shared is not None and not kind.names_identity and not of_the_dealing
    # days but birthdays, amounts and categories are no more alike in one customer than in two at one address
    personal = isinstance(kind, Text | Identifier) or (shared is False and not of_the_dealing)
    return Field(
        name, tuple(names), comparison, encoded, kind.blocking_keys, kind.identifying, shared=shared, steady=steady,
        personal=personal, aspect=suffix, names=kind.names_identity and names[0] == naming,
    )  # fmt: skip


def _makers(
    columns: Sequence[tuple[Kind, pa.Table]], rows: Sequence[Codes | None], known: Known | None
) -> dict[str, Callable[[], EncodedKey]]:
    """Return what encodes each key of a field."""
    keyed = [kind.keys(parsed) for kind, parsed in columns]
    return {key: partial(_encoded, key, keyed, rows, known) for key in keyed[0]}


def _narrowed(
    columns: Sequence[tuple[Kind, pa.Table]], rows: Sequence[Codes | None], records: npt.NDArray[np.integer]
) -> dict[str, Callable[[], EncodedKey]]:
    """Return what encodes each key of a field for some records, from the results that these have."""
    some: list[tuple[Kind, pa.Table]] = []
    their_rows: list[Codes | None] = []
    for (kind, parsed), row in zip(columns, rows, strict=True):
        at = records if row is None else row.take(records)
        held = np.zeros(parsed.num_rows, bool)
        held[at] = True
        place = np.cumsum(held, dtype=np.int32) - np.int32(1)
        said = parsed.drop_columns([name for name in _OF_THE_READING if name in parsed.column_names])
        some.append((kind, said.take(pa.array(np.flatnonzero(held))).combine_chunks()))
        their_rows.append(place.take(at))
    return _makers(some, their_rows, None)


def _encoded(
    key: str, keyed: Sequence[Mapping[str, pa.Array]], rows: Sequence[Codes | None], known: Known | None
) -> EncodedKey:
    """Encode one key of one column, or of several whose values are pooled."""
    # a key encoded is never asked for again
    values = [keys.once(key) if isinstance(keys, Keys) else keys[key] for keys in keyed]
    return encode_key(values, rows, known=known)


def with_comparisons(fields: list[Field], comparisons: Mapping[str, Comparison] | None) -> list[Field]:
    """Return the fields compared as the user says; `OptionError` where he names what is not there."""
    if not comparisons:
        return fields
    names = {field.name for field in fields} | {column for field in fields for column in field.columns}
    for name in comparisons:
        if name not in names:
            raise OptionError(f'comparisons names "{name}", which is no field of evidence. {did_you_mean(name, names)}')
    out = []
    for each in fields:
        # a column pooled with others is compared as they all are; a second aspect of a column is no pool
        own = (each.name, *each.columns) if len(each.columns) > 1 else (each.name,)
        given = next((comparisons[name] for name in own if name in comparisons), None)
        out.append(each if given is None else replace(each, comparison=_checked(given, each)))
    return out


def _checked(comparison: Comparison, field: Field) -> Comparison:
    """Return the comparison; `OptionError` where it asks for a key the field's kind does not have."""
    asked = {*comparison.present, *(key for level in comparison.levels for key in keys_of(level.test))}
    asked |= {level.frequency_key for level in comparison.levels if level.frequency_key}
    for key in sorted(asked):
        if key not in field.keys:
            raise OptionError(
                f'The comparison of "{field.name}" asks for the key "{key}". {did_you_mean(key, field.keys)}'
            )
    if not comparison.present:
        raise OptionError(f'The comparison of "{field.name}" says of no key that it must be present to compare.')
    for what in ("conflict_from", "alike_from"):
        label = getattr(comparison, what)
        if label is not None and label not in comparison.labels:
            near = did_you_mean(label, comparison.labels)
            raise OptionError(f'The comparison of "{field.name}" has "{label}" as {what}. {near}')
    return comparison
