"""Rules on whole records and references to other tables, out of a document.

The trap: a file of reference values that is not found would make every value wrong, or, passed over, every one right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from custdq.cells import as_strings
from custdq.errors import ConfigError, did_you_mean
from custdq.frames import to_arrow
from custdq.steps.score.expectations import Reference, Rule, check_keys, positive
from custdq.tables import column_or_null

_RULE_KEYS = ("rule", "name", "when", "weight", "column", "check")


def rules_of(given: Iterable[Any]) -> tuple[Rule, ...]:
    """Return rules: each a comparison as text, a function of the records, or a table of `rule` (or `check`) and more.

    >>> rules_of(["end >= start", {"rule": "a < b", "when": "kind == 'x'", "weight": 2}])[1].weight
    2.0
    """
    return tuple(_rule(one) for one in given)


def _rule(given: Any) -> Rule:
    if isinstance(given, str):
        return Rule(given, given)
    if callable(given):
        return Rule(getattr(given, "__name__", "function"), function=given)
    if not isinstance(given, Mapping):
        raise ConfigError(f"A rule was given as {given!r}. Write it as: updated_at >= created_at")
    check_keys(given, _RULE_KEYS, "A rule")
    text, function, when = given.get("rule", ""), given.get("check"), given.get("when")
    if bool(text) == callable(function):
        raise ConfigError("A rule takes either `rule`, a comparison, or `check`, a function of the records.")
    name = given.get("name") or (f"{text} when {when}" if when and text else text) or getattr(function, "__name__", "")
    weight = positive(given.get("weight", 1.0), f'the weight of rule "{name}"')
    return Rule(str(name), str(text), when, weight, given.get("column"), function)


def reference_of(given: Any, name: str) -> Reference:
    """Return the values a column must be among: "file#column" (CSV or Parquet), (frame, column), or the values.

    >>> reference_of(["Li", "Wu"], "owner").values
    ('Li', 'Wu')
    """
    if isinstance(given, str):
        path, _, column = given.rpartition("#")
        return Reference(given, _column(_read(path or column, name), column if path else name, given))
    if isinstance(given, tuple) and len(given) == 2 and isinstance(given[1], str) and not isinstance(given[0], str):
        return Reference(given[1], _column(to_arrow(given[0]), given[1], given[1]))
    if isinstance(given, Iterable):
        return Reference("its reference", _distinct(as_strings(given)))
    raise ConfigError(f'[field.{name}] references was given {given!r}. Write "staff.csv#name", or a list of values.')


def _read(path: str, name: str) -> pa.Table:
    file = Path(path)
    if not file.is_file():
        raise ConfigError(f'[field.{name}] references the file "{path}", which is not there. Write "staff.csv#name".')
    try:
        if file.suffix.lower() == ".parquet":
            from pyarrow import parquet

            return parquet.read_table(file)
        from pyarrow import csv

        return csv.read_csv(file, convert_options=csv.ConvertOptions(strings_can_be_null=True))
    except (pa.ArrowInvalid, OSError) as error:
        raise ConfigError(f'[field.{name}] references "{path}", which cannot be read as a table: {error}.') from error


def _column(table: pa.Table, column: str, given: str) -> tuple[str, ...]:
    if column not in table.column_names:
        raise ConfigError(
            f'The reference "{given}" has no column "{column}". {did_you_mean(column, table.column_names)}'
        )
    return _distinct(column_or_null(table, column))


def _distinct(values: pa.Array) -> tuple[str, ...]:
    return tuple(sorted(text for text in values.unique().to_pylist() if text is not None))
