"""custdq.toml: reading it with errors that name the file and line, and writing a schema as TOML."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from custdq.errors import ConfigError, SourceNotFoundError
from custdq.fields import Kind

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def read_toml(path: str | Path) -> dict[str, Any]:
    """Read a TOML file; `ConfigError` names the file and the line where it cannot be understood."""
    file = Path(path)
    if not file.is_file():
        raise SourceNotFoundError(f'There is no configuration file "{file}". Write one with: custdq init FILES')
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f'"{file}" is not valid TOML: {error}') from error


def toml_key(name: str) -> str:
    """Return `name` as a TOML key, quoted where it must be."""
    return name if _BARE_KEY.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def toml_value(value: Any) -> str:
    """Return a string, number, boolean, list or flat mapping as TOML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{toml_key(k)} = {toml_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml_value(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


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
