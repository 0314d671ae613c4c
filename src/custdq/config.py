"""custdq.toml: reading it with errors that name the file and line, and writing a schema as TOML.

The trap: column names are anything people type into a header cell, so every key and text is quoted by TOML's own rules.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from custdq.errors import ConfigError, SourceNotFoundError
from custdq.fields import Kind

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def read_toml(path: str | PathLike[str]) -> dict[str, Any]:
    """Read a TOML file; `ConfigError` names the file and the line where it cannot be understood."""
    file = Path(path)
    if not file.is_file():
        raise SourceNotFoundError(f'There is no configuration file "{file}". Write one with: custdq init FILES')
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f'"{file}" is not valid TOML: {error}') from error


def read_table(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return one table of a parsed document, empty where it is left out; `ConfigError` where it is no table.

    >>> read_table({"link": {"threshold": 0.5}}, "link"), read_table({}, "link")
    ({'threshold': 0.5}, {})
    """
    table = document.get(name, {})
    if not isinstance(table, Mapping):
        raise ConfigError(f"[{name}] was given as {table!r}; expected a table of names and values.")
    return dict(table)


def toml_key(name: str) -> str:
    """Return `name` as a TOML key, quoted where it must be."""
    return name if _BARE_KEY.fullmatch(name) else toml_value(name)


def toml_value(value: Any) -> str:
    """Return a string, number, boolean, list or flat mapping as TOML.

    >>> toml_value({"region": "CN", "strict": True})
    '{region = "CN", strict = true}'
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{toml_key(k)} = {toml_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml_value(item) for item in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # JSON allows it as it stands, TOML not


def schema_to_toml(columns: Mapping[str, Kind], roles: Mapping[str, Any]) -> str:
    """Write the `[schema]` roles and `[columns]` kinds as TOML text."""
    lines = ["[schema]"]
    lines += [f"{role} = {toml_value(column)}" for role, column in roles.items() if column is not None]
    lines += ["", "[columns]"]
    for name, kind in columns.items():
        options = kind.options()
        entry = toml_value({"kind": kind.name, **options}) if options else toml_value(kind.name)
        lines.append(f"{toml_key(name)} = {entry}")
    return "\n".join(lines) + "\n"
