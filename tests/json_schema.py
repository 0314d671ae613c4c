"""The part of JSON Schema (2020-12) that the published schemas use, so that no test waits for a library.

The trap: a keyword that is not understood would be passed over, so one is an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float),
    "boolean": (bool,), "null": (type(None),),
}  # fmt: skip
_SAID = {"$schema", "$defs", "title", "description", "$ref"}
_CHECKED = {"type", "properties", "required", "items", "enum", "const", "minimum", "maximum", "additionalProperties"}


def problems(value: Any, schema: Mapping[str, Any], whole: Mapping[str, Any] | None = None, at: str = "") -> list[str]:
    """Return what is wrong with a value, each with its place; empty where it is valid."""
    whole = schema if whole is None else whole
    unknown = set(schema) - _SAID - _CHECKED
    assert not unknown, f"keywords this validator does not know: {unknown}"
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    return list(_own(value, schema, at)) + list(_inner(value, schema, whole, at))


def _own(value: Any, schema: Mapping[str, Any], at: str) -> Iterator[str]:
    kinds = schema.get("type", [])
    allowed = tuple(kind for name in ([kinds] if isinstance(kinds, str) else kinds) for kind in _TYPES[name])
    if allowed and (not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed)):
        yield f"{at}: {type(value).__name__}, expected {kinds}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if "const" in schema and value != schema["const"]:
        yield f"{at}: {value!r} is not {schema['const']!r}"
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if number and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{at}: {value} is out of range"


def _inner(value: Any, schema: Mapping[str, Any], whole: Mapping[str, Any], at: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (f"{at}.{name} is missing" for name in schema.get("required", ()) if name not in value)
        rest = schema.get("additionalProperties", {})
        for name, held in value.items():
            yield from problems(held, schema.get("properties", {}).get(name, rest), whole, f"{at}.{name}")
    if isinstance(value, list):
        for number, held in enumerate(value):
            yield from problems(held, schema.get("items", {}), whole, f"{at}[{number}]")
