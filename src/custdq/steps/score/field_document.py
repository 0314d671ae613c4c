"""What is expected of one column, out of its table in a document.

The trap: a pattern that does not compile or a table that does not exist would let every value pass; both are errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from custdq.errors import ConfigError
from custdq.steps.score.expectations import FieldExpectation, check_keys, parse_days, positive
from custdq.steps.score.rule_document import reference_of

_FIELD_KEYS = (
    "weight", "half_life", "sla", "allowed", "pattern", "minimum", "maximum", "unique", "required", "references",
    "check", "words",
)  # fmt: skip


#: A half-life that is to be estimated from linked records.
ESTIMATE = "estimate"


def table_of(given: Any, name: str) -> Mapping[str, Any]:
    """Return a table of a document; `ConfigError` where it is none."""
    if isinstance(given, Mapping):
        return given
    raise ConfigError(f"[{name}] was given {given!r}. Expected a table of names and values.")


def field_tables(document: Mapping[str, Any], columns: tuple[str, ...], spoken_for: tuple[str, ...]) -> dict[str, Any]:
    """Return the tables of columns: under `field` (or `fields`), or at the top of a dict."""
    top = {name: entry for name, entry in document.items() if name in columns and name not in spoken_for}
    return {**top, **document.get("field", {}), **document.get("fields", {})}


def field_expectations(tables: Mapping[str, Any], columns: tuple[str, ...]) -> dict[str, FieldExpectation]:
    """Return what is expected of each column that has a table."""
    out = {}
    check_keys(tables, columns, "[field]")
    for name, entry in tables.items():
        table = table_of(entry, f"field.{name}")
        check_keys(table, _FIELD_KEYS, f"[field.{name}]")
        out[name] = _field(table, name)
    return out


def _field(table: Mapping[str, Any], name: str) -> FieldExpectation:
    pattern, life = table.get("pattern"), table.get("half_life")
    try:
        re.compile(pattern or "")
    except re.error as error:
        raise ConfigError(f"[field.{name}] pattern {pattern!r} is no regular expression: {error}.") from error
    bounds = {key: None if table.get(key) is None else str(table[key]) for key in ("minimum", "maximum")}
    return FieldExpectation(
        weight=positive(table.get("weight", 1.0), f"field.{name}.weight"),
        half_life=None if life in (None, ESTIMATE) else parse_days(life, f"field.{name}.half_life"),
        estimate=life == ESTIMATE,
        sla=parse_days(table["sla"], f"field.{name}.sla") if "sla" in table else None,
        allowed=tuple(str(value) for value in table["allowed"]) if "allowed" in table else None,
        pattern=pattern,
        unique=bool(table.get("unique", False)),
        references=reference_of(table["references"], name) if "references" in table else None,
        words=_words(table.get("words", {}), name),
        check=_check(table.get("check"), name),
        **bounds,
    )


def _words(given: Any, name: str) -> dict[str, str]:
    """Return each word's own by the words that mean the same: {customer = ["signed", "won"]}."""
    table = table_of(given, f"field.{name}.words")
    out: dict[str, str] = {}
    for word, others in table.items():
        for other in (others,) if isinstance(others, str) else tuple(others):
            if out.setdefault(str(other), word) != word:
                raise ConfigError(f'[field.{name}] words: "{other}" was given to "{out[str(other)]}" and to "{word}".')
    return out


def _check(given: Any, name: str) -> Callable[[str], bool | None] | None:
    if given is None:
        return None
    if callable(given):
        check: Callable[[str], bool | None] = given
        return check
    raise ConfigError(f"[field.{name}] check was given {given!r}. Expected a function of one value.")
