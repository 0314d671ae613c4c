"""Read expectations off a pandera schema or model, without importing pandera.

`nullable=False` becomes a required field, `unique` a unique one, the built-in checks allowed values, patterns and
bounds; `metadata={"custdq": {"weight": 2, "sla": "180d"}}` adds what pandera has no word for. The trap: a check that is
a Python function says nothing about itself, and some ask what a field cannot hold here; what is not taken over is
listed as opaque and not silently dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_BOUNDS = {
    "greater_than_or_equal_to": (("min_value", "minimum"),),
    "less_than_or_equal_to": (("max_value", "maximum"),),
    "in_range": (("min_value", "minimum"), ("max_value", "maximum")),
}


def is_pandera(given: Any) -> bool:
    """Tell whether `given` is a pandera schema or model."""
    module = getattr(given, "__module__", "") or type(given).__module__
    bases = {module, type(given).__module__, *(base.__module__ for base in getattr(given, "__mro__", ()))}
    return any(name.split(".")[0] == "pandera" for name in bases)


def document_of_pandera(given: Any) -> dict[str, Any]:
    """Return the expectations document a pandera schema (or model) amounts to."""
    schema = given.to_schema() if hasattr(given, "to_schema") else given
    fields: dict[str, dict[str, Any]] = {}
    opaque: list[str] = []
    for name, column in schema.columns.items():
        entry: dict[str, Any] = {"required": True} if not column.nullable else {}
        if column.unique:
            entry["unique"] = True
        for check in column.checks or ():
            found = _check(check)
            # of two patterns, or two bounds on one side, a field holds one: the other would be dropped unsaid
            taken = bool(found) and all(entry.get(key, value) == value for key, value in found.items())
            opaque += [] if taken or str(check.name).startswith("custdq_") else [f"{name}: {_title(check)}"]
            entry |= found if taken else {}
        entry |= dict((column.metadata or {}).get("custdq", {}))
        entry.pop("dimension", None)
        fields[str(name)] = entry
    opaque += [_title(check) for check in schema.checks or ()]
    opaque += [name for name in ("strict", "ordered") if getattr(schema, name, False)]
    if together := getattr(schema, "unique", None):
        opaque.append(f"unique together: {', '.join(map(str, together))}")
    return {"field": fields, "opaque": opaque}


def _title(check: Any) -> str:
    return str(check.name or check.title or check.error or "check")


def _check(check: Any) -> dict[str, Any]:
    """Return what a built-in check asks for, empty where it is a function of its own."""
    asked: Mapping[str, Any] = check.statistics or {}
    if check.name == "isin":
        return {"allowed": sorted(str(value) for value in asked.get("allowed_values", ()))}
    if check.name in ("str_matches", "str_contains"):
        pattern = getattr(asked.get("pattern"), "pattern", asked.get("pattern"))
        return {"pattern": str(pattern) if check.name == "str_matches" else f".*(?:{pattern})"}
    if not (asked.get("include_min", True) and asked.get("include_max", True)):
        return {}  # our bounds belong to the range
    return {ours: str(asked[theirs]) for theirs, ours in _BOUNDS.get(str(check.name), ()) if theirs in asked}
