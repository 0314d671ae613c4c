"""Expectations out of a dict, a TOML file or a pandera schema.

::

    [completeness]
    require = ["name", {any = ["mobile", "email", "wechat"]}]
    allowed = ["gender"]                  # what else may be held; the rest is excess, reported and never scored
    [completeness.type.organization]      # by the `kind` column (or type_column)
    require = ["uscc"]
    [completeness.stage.lead]             # by the schema's stage; stages add up in this order
    require = []
    [field.mobile]
    weight = 2
    sla = "180d"                          # and half_life, allowed, pattern, minimum, maximum, unique, required
    [field.stage]
    words = {customer = ["signed", "won"]}   # words that mean the same
    [field.salesperson]
    references = "staff.csv#name"         # values must stand in that column of that file
    [consistency]
    rules = ["updated_at >= created_at", {rule = "limit <= 50000", when = 'tier == "B"', weight = 2}]
    owner = {uscc = "erp"}                # the system whose value the others are held to
    [weights]                             # of dimensions in the overall score
    accuracy = 2
    [grades]                              # what a value that is only partly good is worth
    address_street = 0.7
    [row_weight]
    column = "tier"
    values = {A = 3, B = 1}
    [gate]
    completeness = 0.95

In a dict, a column's table may also stand at the top, `references` may be a list of values or (frame, column),
`check` a function of one value, and a rule a function of the records. The trap: a weight of 0 or a
misspelt column would quietly switch a check off; both are errors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any

from custdq.config import read_toml
from custdq.errors import ConfigError, did_you_mean
from custdq.roles import day_text
from custdq.schema import Schema
from custdq.steps.score.expectations import (
    DIMENSIONS,
    Expectations,
    RowWeight,
    check_keys,
    parse_as_of,
    positive,
)
from custdq.steps.score.field_document import field_expectations, field_tables, table_of
from custdq.steps.score.grades import GRADES
from custdq.steps.score.pandera_schema import document_of_pandera, is_pandera
from custdq.steps.score.requirements import default_requirements, requirement, requirement_sets
from custdq.steps.score.rule_document import rules_of
from custdq.steps.score.written import located
from custdq.tables import CUSTOMER_COLUMNS

#: Tables of a configuration file that this step reads.
EXPECTATION_TABLES = ("completeness", "consistency", "field", "grades", "row_weight", "weights")

#: What else a dict of expectations may hold at its top: short forms, and what a configuration keeps elsewhere.
_SECTIONS = (
    *EXPECTATION_TABLES, "as_of", "fields", "gate", "opaque", "require", "required", "rules", "stages", "types",
    "type_column",
)  # fmt: skip
#: Tables of custdq.toml that are no business of the score card.
_ELSEWHERE = (
    "input", "mapping", "schema", "columns", "link", "survivorship", "ownership", "score", "previous", "decisions",
)  # fmt: skip
_COMPLETENESS = ("require", "required", "allowed", "stage", "type", "type_column")


def make_expectations(given: Any, schema: Schema, names: Sequence[str]) -> Expectations:
    """Build the expectations for a table.

    Parameters
    ----------
    given
        None, a dict, the path of a TOML file, a pandera schema or model, or `Expectations`.
    schema
        The table's schema. Where nothing is required explicitly: a name, one way to reach the customer, an address,
        as far as the schema has them; all columns where it has none of these.
    names
        The names of the table's columns.

    Raises
    ------
    ConfigError
        When a name is unknown or a value lies outside what it may be.
    """
    if isinstance(given, Expectations):
        return given
    document = _document(given)
    with located(given):
        return _made(document, schema, names)


def _made(document: Mapping[str, Any], schema: Schema, names: Sequence[str]) -> Expectations:
    columns = tuple(dict.fromkeys((*names, *schema.columns, *CUSTOMER_COLUMNS)))
    check_keys(document, (*_SECTIONS, *_ELSEWHERE, *columns), "expectations")
    tables = field_tables(document, columns, (*_SECTIONS, *_ELSEWHERE))
    fields = field_expectations(tables, columns)
    completeness = table_of(document.get("completeness", {}), "completeness")
    check_keys(completeness, _COMPLETENESS, "[completeness]")
    weights = {name: entry.weight for name, entry in fields.items()}
    required = _required(document, completeness, tables, (columns, weights))
    types = requirement_sets(_conditional(document, completeness, "type"), columns, weights)
    stages = requirement_sets(_conditional(document, completeness, "stage"), columns, weights)
    type_column = completeness.get("type_column", document.get("type_column", "kind"))
    _check_conditions(schema, names, stages, type_column if types else None)
    if not (required or types or stages):
        required = default_requirements(schema, names, weights)
    consistency = table_of(document.get("consistency", {}), "consistency")
    check_keys(consistency, ("rules", "owner"), "[consistency]")
    owners = table_of(consistency.get("owner", {}), "consistency.owner")
    check_keys(owners, columns, "[consistency.owner]")
    return Expectations(
        required, types, stages, type_column, fields, _dimension_weights(document), _grades(document),
        rules_of((*document.get("rules", ()), *consistency.get("rules", ()))),
        {name: str(source) for name, source in owners.items()},
        _allowed(completeness, columns),
        _row_weight(document.get("row_weight"), columns),
        dict(document.get("gate", {})),
        None if document.get("as_of") is None else parse_as_of(document["as_of"]),
        tuple(document.get("opaque", ())),
    )  # fmt: skip


def _conditional(document: Mapping[str, Any], completeness: Mapping[str, Any], by: str) -> Mapping[str, Any]:
    return table_of(document.get(f"{by}s") or completeness.get(by) or {}, f"completeness.{by}")


def _allowed(completeness: Mapping[str, Any], columns: tuple[str, ...]) -> tuple[str, ...] | None:
    if "allowed" not in completeness:
        return None
    check_keys(completeness["allowed"], columns, "[completeness] allowed")
    return tuple(completeness["allowed"])


def _dimension_weights(document: Mapping[str, Any]) -> dict[str, float]:
    given = table_of(document.get("weights", {}), "weights")
    check_keys(given, DIMENSIONS, "[weights]")
    return {name: positive(weight, f"weights.{name}") for name, weight in given.items()}


def _grades(document: Mapping[str, Any]) -> dict[str, float]:
    given = table_of(document.get("grades", {}), "grades")
    check_keys(given, GRADES, "[grades]")
    return {name: _grade(value, name) for name, value in given.items()}


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


def _required(
    document: Mapping[str, Any],
    completeness: Mapping[str, Any],
    tables: Mapping[str, Any],
    known: tuple[tuple[str, ...], Mapping[str, float]],
) -> tuple[Any, ...]:
    """Return what every record must have: the lists of the document, and the columns whose table says required."""
    lists = [place.get(name) for place in (document, completeness) for name in ("require", "required")]
    given = [entry for entries in lists if entries for entry in entries]
    given += [name for name, entry in tables.items() if isinstance(entry, Mapping) and entry.get("required")]
    return tuple(dict.fromkeys(requirement(entry, *known) for entry in given))


def _grade(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ConfigError(f"[grades] {name} was given {value!r}. Expected a number from 0 to 1.")
    return float(value)


def _row_weight(given: Any, columns: tuple[str, ...]) -> RowWeight | None:
    if given is None:
        return None
    table: Mapping[str, Any] = {"column": given} if isinstance(given, str) else table_of(given, "row_weight")
    check_keys(table, ("column", "values", "default"), "[row_weight]")
    check_keys([table.get("column")], columns, "[row_weight]")
    values = tuple((str(k), positive(v, f"row_weight.{k}")) for k, v in table.get("values", {}).items())
    return RowWeight(table["column"], values, positive(table.get("default", 1.0), "row_weight.default"))


def _check_conditions(schema: Schema, names: Sequence[str], stages: Mapping[str, Any], type_column: str | None) -> None:
    """Raise where requirements depend on a stage or a type that the table does not tell."""
    if stages and (schema.stage is None or schema.stage not in names):
        raise ConfigError("[completeness.stage] needs to know each record's stage: name its column, Schema(stage=...).")
    if type_column is not None and type_column not in names:
        raise ConfigError(f'[completeness.type] goes by the column "{type_column}". {did_you_mean(type_column, names)}')
