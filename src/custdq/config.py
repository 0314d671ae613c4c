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

from custdq.errors import ConfigError, LockedTargetError, OptionError, SourceNotFoundError, TargetError
from custdq.fields import Kind

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_KEY = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_PATH = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_TABLE = re.compile(rf"\s*\[\[?\s*({_PATH})\s*\]\]?")
_ENTRY = re.compile(rf"\s*({_PATH})\s*=")
#: The path of a value that an error begins with: field.mobile.sla was given ...
_OF_VALUE = re.compile(r"^[\w-]+(?:\.[\w-]+)+(?= )")
_QUOTED = re.compile(r'"([^"]+)"|\[([^\]"]+)\]')
_AT = re.compile(r"at line (\d+)")


def read_toml(path: str | PathLike[str]) -> dict[str, Any]:
    """Read a TOML file; `ConfigError` names the file and the line where it cannot be understood."""
    file = Path(path)
    if not file.is_file():
        raise SourceNotFoundError(f'There is no configuration file "{file}". Write one with: custdq init FILES')
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f'"{file}" is not valid TOML: {error}') from error


def write_text(path: str | PathLike[str], text: str) -> None:
    """Write text in UTF-8; `OptionError` where the folder is missing, `TargetError` where it may not be written."""
    file = Path(path)
    if not file.parent.is_dir():
        raise OptionError(f'There is no folder "{file.parent}" to write "{file.name}" into. Make it first.')
    try:
        file.write_text(text, encoding="utf-8")
    except PermissionError as error:
        raise LockedTargetError(f'"{file}" may not be written ({error.strerror}). Close it, or name another.') from None
    except OSError as error:
        raise TargetError(f'"{file}" cannot be written: {error.strerror or type(error).__name__}.') from None


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


def key_lines(text: str) -> dict[tuple[str, ...], int]:
    r"""Return the line, counted from 1, on which each table and each key of a TOML text stands.

    >>> key_lines('[gate]\n"mobile.accuracy" = 0.9\nby.owner.overall = {min = 0.8}\n')
    {('gate',): 1, ('gate', 'mobile.accuracy'): 2, ('gate', 'by', 'owner', 'overall'): 3}
    """
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for at, line in enumerate(text.split("\n"), start=1):
        if header := _TABLE.match(line):
            table = _parts(header[1])
            found.setdefault(table, at)
        elif entry := _ENTRY.match(line):
            found.setdefault((*table, *_parts(entry[1])), at)
    return found


def _parts(path: str) -> tuple[str, ...]:
    """Return the keys of a dotted path; TOML itself reads what its quotes and escapes mean."""
    names: Any = {}
    try:
        names = tomllib.loads(f"{path} = 0")
    except tomllib.TOMLDecodeError:
        return (path,)
    parts = []
    while isinstance(names, dict):
        ((name, names),) = names.items()
        parts.append(name)
    return tuple(parts)


def line_of(message: str, text: str) -> int | None:
    r"""Return the line of a TOML text that an error message speaks of: the first name in it that stands there.

    >>> line_of('The gate "accuracy" was given "mn".', '[gate]\naccuracy = {mn = 0.9}\n')
    2
    >>> line_of("not valid TOML: Expected '=' (at line 3, column 5)", "")
    3
    """
    if told := _AT.search(message):
        return int(told[1])
    found = _QUOTED.findall(message)
    names = [
        *_OF_VALUE.findall(message),
        *(quoted for quoted, _ in found if quoted),
        *(table for _, table in found if table),
    ]
    lines = key_lines(text)
    for name in names:
        ends = [at for path, at in lines.items() if name in (path[-1], ".".join(path), ".".join(path[1:]))]
        if ends:
            return ends[0]
    for name in names:
        for at, line in enumerate(text.split("\n"), start=1):
            if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", line.partition("#")[0]):
                return at
    return None
