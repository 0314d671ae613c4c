"""Expectations out of a dict, a TOML file or a pandera schema.

::

    [completeness]
    require = ["name", {any = ["mobile", "email", "wechat"]}]
    [completeness.type.organization]      # by the `kind` column (or type_column)
    require = ["uscc"]
    [completeness.stage.lead]             # by the schema's stage; stages add up in this order
    require = []
    [field.mobile]
    weight = 2
    sla = "180d"                          # and half_life, allowed, pattern, minimum, maximum, unique, required
    [consistency]
    rules = ["updated_at >= created_at"]
    [weights]                             # of dimensions in the overall score
    accuracy = 2
    [grades]                              # what a value that is only partly good is worth
    address_street = 0.7
    [row_weight]
    column = "tier"
    values = {A = 3, B = 1}
    [gate]
    completeness = 0.95

In a dict, a column's table may also stand at the top. The trap: a weight of 0 or a misspelt column would quietly
switch a check off; both are errors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from os import PathLike
from typing import Any

import pyarrow as pa

from custdq.config import read_toml
from custdq.errors import ConfigError, did_you_mean
from custdq.roles import day_text
from custdq.schema import Schema
from custdq.steps.score.evidence import scored_columns
from custdq.steps.score.expectations import (
    DIMENSIONS,
    Expectations,
    FieldExpectation,
    Requirement,
    RowWeight,
    check_keys,
    parse_as_of,
    parse_days,
    positive,
)
from custdq.steps.score.grades import GRADES
from custdq.steps.score.pandera_schema import document_of_pandera, is_pandera
from custdq.tables import CUSTOMER_COLUMNS

#: Tables of a configuration file that this step reads.
EXPECTATION_TABLES = ("completeness", "consistency", "field", "grades", "row_weight", "weights")

#: What else a dict of expectations may hold at its top: short forms, and what a configuration keeps elsewhere.
_SECTIONS = (
    *EXPECTATION_TABLES, "as_of", "fields", "gate", "opaque", "require", "required", "rules", "stages", "types",
    "type_column",
)  # fmt: skip
#: Tables of custdq.toml that are no business of the score card.
_ELSEWHERE = ("input", "mapping", "schema", "columns", "link", "survivorship", "ownership", "score")
_FIELD_KEYS = ("weight", "half_life", "sla", "allowed", "pattern", "minimum", "maximum", "unique", "required")
_CONTACTS = ("phone", "email")
_NAMES = ("person_name", "organization_name")


def make_expectations(given: Any, schema: Schema, records: pa.Table) -> Expectations:
    """Build the expectations for a table.

    Parameters
    ----------
    given
        None, a dict, the path of a TOML file, a pandera schema or model, or `Expectations`.
    schema
        The table's schema. Where nothing is required explicitly: a name, one way to reach the customer, an address,
        as far as the schema has them; all columns where it has none of these.
    records
        The table.

    Raises
    ------
    ConfigError
        When a name is unknown or a value lies outside what it may be.
    """
    if isinstance(given, Expectations):
        return given
    document = _document(given)
    columns = tuple(dict.fromkeys((*records.column_names, *schema.columns, *CUSTOMER_COLUMNS)))
    check_keys(document, (*_SECTIONS, *_ELSEWHERE, *columns), "expectations")
    fields = _fields(document, columns)
    completeness = _table(document.get("completeness", {}), "completeness")
    check_keys(completeness, ("require", "required", "stage", "type", "type_column"), "[completeness]")
    weights = {name: entry.weight for name, entry in fields.items()}
    required = _required(document, completeness, columns, weights)
    types = _sets(document.get("types") or completeness.get("type") or {}, columns, weights)
    stages = _sets(document.get("stages") or completeness.get("stage") or {}, columns, weights)
    type_column = completeness.get("type_column", document.get("type_column", "kind"))
    _check_conditions(schema, records, stages, type_column if types else None)
    if not (required or types or stages):
        required = default_requirements(schema, records, weights)
    check_keys(document.get("weights", {}), DIMENSIONS, "[weights]")
    check_keys(document.get("grades", {}), GRADES, "[grades]")
    return Expectations(
        required, types, stages, type_column, fields,
        {name: positive(weight, f"weights.{name}") for name, weight in document.get("weights", {}).items()},
        {name: _grade(value, name) for name, value in document.get("grades", {}).items()},
        _rules(document),
        _row_weight(document.get("row_weight"), columns),
        dict(document.get("gate", {})),
        None if document.get("as_of") is None else parse_as_of(document["as_of"]),
        tuple(document.get("opaque", ())),
    )  # fmt: skip


def evaluation_day(as_of: Any, expectations: Any) -> str | None:
    """Return the day a table is judged on as YYYY-MM-DD: `as_of`, else the expectations' own; None where neither says.

    >>> evaluation_day(None, {"as_of": "2025-06-30"}), evaluation_day("2025-01-01", None)
    ('2025-06-30', '2025-01-01')
    """
    if as_of is None:
        held = isinstance(expectations, Expectations)
        days = expectations.as_of if held else _document(expectations).get("as_of")
        return None if days is None else day_text(days if held else parse_as_of(days))
    return day_text(parse_as_of(as_of))


def _document(given: Any) -> Mapping[str, Any]:
    if given is None:
        return {}
    if isinstance(given, Mapping):
        return given
    if isinstance(given, str | PathLike):
        return read_toml(str(given))
    if is_pandera(given):
        return document_of_pandera(given)
    raise ConfigError(
        f"expectations was given {type(given).__name__}. Expected a dict, the path of a TOML file, or a pandera schema."
    )


def default_requirements(
    schema: Schema, records: pa.Table, weights: Mapping[str, float] | None = None
) -> tuple[Requirement, ...]:
    """Return what any customer record needs: a name, one way to reach the customer, an address.

    Each as far as the schema has a column for it; every column of the schema where it has none of the three.
    """
    columns = scored_columns(schema, records)
    kinds = {column: schema.columns[column].name for column in columns}
    names = [c for c in columns if kinds[c] in _NAMES and c != "contact_name"]
    sets = [
        ["name"] if "name" in names else names,
        [c for c in columns if kinds[c] in _CONTACTS or c == "wechat"],
        ["address"] if "address" in columns else [c for c in columns if kinds[c] == "address"],
    ]
    found = [_requirement({"any": entry}, columns, weights or {}) for entry in sets if entry]
    return tuple(found or [_requirement(column, columns, weights or {}) for column in columns])


def _table(given: Any, name: str) -> Mapping[str, Any]:
    if isinstance(given, Mapping):
        return given
    raise ConfigError(f"[{name}] was given {given!r}. Expected a table of names and values.")


def _rules(document: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the rules at the top and those of [consistency]."""
    consistency = _table(document.get("consistency", {}), "consistency")
    check_keys(consistency, ("rules",), "[consistency]")
    return (*document.get("rules", ()), *consistency.get("rules", ()))


def _required(
    document: Mapping[str, Any], completeness: Mapping[str, Any], columns: tuple[str, ...], weights: Mapping[str, float]
) -> tuple[Requirement, ...]:
    lists = [
        document.get("require"),
        document.get("required"),
        completeness.get("require"),
        completeness.get("required"),
    ]
    given = [entry for entries in lists if entries for entry in entries]
    for name, entry in _field_tables(document, columns).items():
        if isinstance(entry, Mapping) and entry.get("required"):
            given.append(name)
    return tuple(dict.fromkeys(_requirement(entry, columns, weights) for entry in given))


def _sets(
    given: Mapping[str, Any], columns: tuple[str, ...], weights: Mapping[str, float]
) -> dict[str, tuple[Requirement, ...]]:
    """Return requirement sets by stage or type; each a list, or a table with `require`."""
    out = {}
    for name, entry in _table(given, "completeness.stage").items():
        if isinstance(entry, Mapping):
            check_keys(entry, ("require", "required"), f'[completeness] "{name}"')
        required = entry.get("require", entry.get("required", [])) if isinstance(entry, Mapping) else entry
        out[name] = tuple(_requirement(one, columns, weights) for one in required)
    return out


def _requirement(given: Any, columns: tuple[str, ...], weights: Mapping[str, float]) -> Requirement:
    """Return one requirement: a column, a list of which one is enough, or {any = [...]}."""
    if isinstance(given, Mapping):
        check_keys(given, ("any",), "a requirement")
        given = given.get("any")
    names = (given,) if isinstance(given, str) else tuple(given or ())
    if not names:
        raise ConfigError('A requirement names no column. Write "name" or {any = ["mobile", "email"]}.')
    check_keys(names, columns, "A requirement")
    return Requirement(names, max(weights.get(name, 1.0) for name in names))


def _field_tables(document: Mapping[str, Any], columns: tuple[str, ...]) -> dict[str, Any]:
    """Return the tables of columns: under `field` (or `fields`), or at the top of a dict."""
    top = {name: entry for name, entry in document.items() if name in columns and name not in (*_SECTIONS, *_ELSEWHERE)}
    return {**top, **document.get("field", {}), **document.get("fields", {})}


def _fields(document: Mapping[str, Any], columns: tuple[str, ...]) -> dict[str, FieldExpectation]:
    out = {}
    tables = _field_tables(document, columns)
    check_keys(tables, columns, "[field]")
    for name, entry in tables.items():
        table = _table(entry, f"field.{name}")
        check_keys(table, _FIELD_KEYS, f"[field.{name}]")
        out[name] = _field(table, name)
    return out


def _field(table: Mapping[str, Any], name: str) -> FieldExpectation:
    pattern = table.get("pattern")
    try:
        re.compile(pattern or "")
    except re.error as error:
        raise ConfigError(f"[field.{name}] pattern {pattern!r} is no regular expression: {error}.") from error
    bounds = {key: None if table.get(key) is None else str(table[key]) for key in ("minimum", "maximum")}
    return FieldExpectation(
        weight=positive(table.get("weight", 1.0), f"field.{name}.weight"),
        half_life=parse_days(table["half_life"], f"field.{name}.half_life") if "half_life" in table else None,
        sla=parse_days(table["sla"], f"field.{name}.sla") if "sla" in table else None,
        allowed=tuple(str(value) for value in table["allowed"]) if "allowed" in table else None,
        pattern=pattern,
        unique=bool(table.get("unique", False)),
        **bounds,
    )


def _grade(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ConfigError(f"[grades] {name} was given {value!r}. Expected a number from 0 to 1.")
    return float(value)


def _row_weight(given: Any, columns: tuple[str, ...]) -> RowWeight | None:
    if given is None:
        return None
    table: Mapping[str, Any] = {"column": given} if isinstance(given, str) else _table(given, "row_weight")
    check_keys(table, ("column", "values", "default"), "[row_weight]")
    check_keys([table.get("column")], columns, "[row_weight]")
    values = tuple((str(k), positive(v, f"row_weight.{k}")) for k, v in table.get("values", {}).items())
    return RowWeight(table["column"], values, positive(table.get("default", 1.0), "row_weight.default"))


def _check_conditions(schema: Schema, records: pa.Table, stages: Mapping[str, Any], type_column: str | None) -> None:
    """Raise where requirements depend on a stage or a type that the table does not tell."""
    if stages and (schema.stage is None or schema.stage not in records.column_names):
        raise ConfigError("[completeness.stage] needs to know each record's stage: name its column, Schema(stage=...).")
    if type_column is not None and type_column not in records.column_names:
        raise ConfigError(
            f'[completeness.type] goes by the column "{type_column}". {did_you_mean(type_column, records.column_names)}'
        )
