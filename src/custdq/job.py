"""What a run is to do: the whole of custdq.toml as one frozen value, every name in it checked.

The trap: a misspelt table or option in a configuration must be an error; ignored, it would be a gate that never bites.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any

from custdq.config import read_table, read_toml, schema_to_toml, toml_value
from custdq.errors import ConfigError, did_you_mean
from custdq.schema import Schema
from custdq.steps.merge import rules_from_config
from custdq.steps.score import EXPECTATION_TABLES, Written

#: What stands above the tables: files beside the configuration.
_SETTINGS = ("previous", "decisions")
_INPUT = ("region", "encoding", "as_of")
_LINK = ("threshold",)
_SCORE = ("by",)
_TABLES = ("input", "mapping", "schema", "columns", "link", "survivorship", "ownership", "score", "gate")


@dataclass(frozen=True)
class Job:
    """One run's settings. `expectations` holds the quality tables as they stand; the score step reads them."""

    region: str | None = None
    encoding: str | None = None
    as_of: str = field(default_factory=lambda: date.today().isoformat())
    mapping: Mapping[str, Mapping[str, str]] | None = None
    schema: Schema | None = None
    threshold: float = 0.5
    previous: str | None = None
    decisions: str | None = None
    survivorship: Mapping[Any, Any] | None = None
    expectations: Mapping[str, Any] | None = None
    by: str | None = None
    gate: Mapping[str, Any] = field(default_factory=dict)


def read_job(config: str | PathLike[str] | Mapping[str, Any] | None, *, as_of: str | None = None) -> Job:
    """Read a configuration file or mapping into a `Job`; `ConfigError` names what it does not know."""
    if config is None:
        document: dict[str, Any] = {}
    else:
        document = dict(config) if isinstance(config, Mapping) else read_toml(config)
    _only(document, (*_SETTINGS, *_TABLES, *EXPECTATION_TABLES), "The configuration")
    given, link, score = (read_table(document, name) for name in ("input", "link", "score"))
    _only(given, _INPUT, "[input]")
    _only(link, _LINK, "[link]")
    _only(score, _SCORE, "[score]")
    mapping = read_table(document, "mapping")
    day = as_of or given.get("as_of")
    settings: dict[str, Any] = {} if day is None else {"as_of": _day(day)}
    settings |= {name: _beside(config, name, document[name]) for name in _SETTINGS if name in document}
    columns = document.get("columns") or document.get("schema")
    return Job(
        region=given.get("region"),
        encoding=given.get("encoding"),
        mapping={name: read_table(mapping, name) for name in mapping} or None,
        schema=Schema.from_dict(document) if columns else None,
        threshold=_probability(link.get("threshold", 0.5)),
        survivorship=rules_from_config(read_table(document, "survivorship"), read_table(document, "ownership")) or None,
        expectations=_expectations(document, config),
        by=score.get("by"),
        gate=read_table(document, "gate"),
        **settings,
    )


def _beside(config: Any, name: str, value: Any) -> str:
    """Return a path a configuration names: from the folder it stands in."""
    if not isinstance(value, str) or not value:
        raise ConfigError(f"{name} was given as {value!r}; expected a path.")
    return value if isinstance(config, Mapping) else str(Path(config).parent / value)


def _expectations(
    document: Mapping[str, Any], config: str | PathLike[str] | Mapping[str, Any] | None
) -> Mapping[str, Any] | None:
    """Return the quality tables, with the file they stand in: an error in them names its line."""
    tables = {name: document[name] for name in EXPECTATION_TABLES if name in document}
    return Written(tables, config) if tables and isinstance(config, str | PathLike) else tables or None


def _day(value: Any) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise ConfigError(f"[input] as_of was given as {value!r}; expected a day such as 2025-06-30.") from error


def _probability(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
        raise ConfigError(f"[link] threshold was given as {value!r}; expected a probability between 0 and 1.")
    return float(value)


def _only(given: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for name in given:
        if name not in known:
            raise ConfigError(f'{where} has "{name}", which custdq does not know. {did_you_mean(name, known)}')


def job_to_toml(mapping: str, schema: Schema, *, region: str | None = None) -> str:
    """Write a configuration to edit: input, mappings as guessed, kinds of the unified columns, an example gate."""
    head = [
        "# Written by custdq init from what the data looks like. Edit what is wrong; lines may be deleted.",
        '# decisions = "decisions.toml"   # what stewards have decided (custdq.Decisions)',
        '# previous = "out"               # folder of the run whose entity ids are kept; left out: the output folder',
        "",
        "[input]",
        f"region = {toml_value(region)}" if region else '# region = "CN"       # assumed for phones and addresses',
        '# as_of = "2025-06-30"  # day the data is judged on; left out: today',
        "",
        '# Which unified column each original column becomes; "" leaves it under its own name.',
        mapping.rstrip(),
        "",
        "# What kind of value each unified column holds.",
    ]
    tail = ["", "# What must hold: custdq check fails where a score falls short.", "# [gate]", "# completeness = 0.9"]
    roles = {role: getattr(schema, role) for role in ("record_id", "source", "updated_at", "owner", "stage")}
    return "\n".join(head) + "\n" + schema_to_toml(schema.columns, roles) + "\n".join(tail) + "\n"
