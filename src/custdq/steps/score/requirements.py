"""What must be filled, out of a document: requirement sets by stage and type, any-of groups, and a default.

The trap: a requirement that names no column would be met by every record; it is an error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from custdq.errors import ConfigError
from custdq.schema import Schema
from custdq.steps.score.evidence import scored_columns
from custdq.steps.score.expectations import Requirement, check_keys

_CONTACTS = ("phone", "email")
_NAMES = ("person_name", "organization_name", "party_name")


def default_requirements(
    schema: Schema, names: Sequence[str], weights: Mapping[str, float] | None = None
) -> tuple[Requirement, ...]:
    """Return what any customer record needs: a name, one way to reach the customer, an address.

    Each as far as the schema has a column for it; every column of the schema where it has none of the three.
    """
    columns = scored_columns(schema, names)
    kinds = {column: schema.columns[column].name for column in columns}
    named = [c for c in columns if kinds[c] in _NAMES and c != "contact_name"]
    sets = [
        ["name"] if "name" in named else named,
        [c for c in columns if kinds[c] in _CONTACTS or c == "wechat"],
        ["address"] if "address" in columns else [c for c in columns if kinds[c] == "address"],
    ]
    found = [requirement({"any": entry}, columns, weights or {}) for entry in sets if entry]
    return tuple(found or [requirement(column, columns, weights or {}) for column in columns])


def requirement_sets(
    given: Mapping[str, Any], columns: tuple[str, ...], weights: Mapping[str, float]
) -> dict[str, tuple[Requirement, ...]]:
    """Return requirement sets by stage or type; each a list, or a table with `require`."""
    out = {}
    for name, entry in given.items():
        if isinstance(entry, Mapping):
            check_keys(entry, ("require", "required"), f'[completeness] "{name}"')
        required = entry.get("require", entry.get("required", [])) if isinstance(entry, Mapping) else entry
        out[name] = tuple(requirement(one, columns, weights) for one in required)
    return out


def requirement(given: Any, columns: tuple[str, ...], weights: Mapping[str, float]) -> Requirement:
    """Return one requirement: a column, a list of which one is enough, or {any = [...]}."""
    if isinstance(given, Mapping):
        check_keys(given, ("any",), "a requirement")
        given = given.get("any")
    names = (given,) if isinstance(given, str) else tuple(given or ())
    if not names:
        raise ConfigError('A requirement names no column. Write "name" or {any = ["mobile", "email"]}.')
    check_keys(names, columns, "A requirement")
    return Requirement(names, max(weights.get(name, 1.0) for name in names))
