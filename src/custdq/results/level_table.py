"""How each field is compared, as one table: read it, change it, and give it to a `Linker`.

The trap: a level taken out or moved changes what all levels below it mean, so the table is read back whole, in its
order, and what was learnt of the levels (m, u) is never read back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from custdq.cells import as_strings
from custdq.errors import ColumnNotFoundError, OptionError, did_you_mean
from custdq.fields.base import DIFFERS, Comparison, Level
from custdq.fields.levels import read_keys, read_test, written_keys, written_test
from custdq.frames import is_path, read_path, to_arrow
from custdq.steps.link import LinkOutcome

_TOLD = ("field", "level", "test", "rarity", "present", "conflict", "alike")
#: How a table that has been through a file says yes.
YES = ("true", "1", "yes")


def level_table(outcome: LinkOutcome) -> pa.Table:
    """Return one row a level; columns as `Links.comparisons` says."""
    learnt = {model.name: model for model in outcome.model.fields}
    rows = []
    for field in outcome.fields:
        comparison, model = field.comparison, learnt[field.name]
        first = {
            name: len(comparison.labels) if label is None else comparison.labels.index(label)
            for name, label in (("conflict", comparison.conflict_from), ("alike", comparison.alike_from))
        }
        for number, label in enumerate(comparison.labels):
            level = comparison.levels[number] if number < len(comparison.levels) else None
            rows.append(
                {
                    "field": field.name, "level": label, "test": None if level is None else written_test(level.test),
                    "rarity": None if level is None else level.frequency_key,
                    "present": written_keys(comparison.present),
                    **{name: number >= place for name, place in first.items()},
                    "m": model.m[number], "u": model.u[number], "match_weight": float(model.weights[number]),
                }
            )  # fmt: skip
    return pa.Table.from_pylist(rows, _schema())


def comparisons_of(given: Any) -> Mapping[str, Comparison] | None:
    """Return comparisons by field, from a mapping or from a table such as `Links.comparisons`, or its file.

    Raises
    ------
    ColumnNotFoundError
        When the table lacks field, level, test or present.
    OptionError
        When a test cannot be read, or what is to compare a field is no comparison.
    """
    if given is None or isinstance(given, Mapping):
        for name, comparison in (given or {}).items():
            if not isinstance(comparison, Comparison):
                kind = type(comparison).__name__
                raise OptionError(f'comparisons has {kind} for "{name}"; expected a custdq.fields.base.Comparison.')
        return given
    table = to_arrow(read_path(given) if is_path(given) else given)
    for name in ("field", "level", "test", "present"):
        if name not in table.column_names:
            near = did_you_mean(name, table.column_names)
            raise ColumnNotFoundError(f'The table of comparisons has no column "{name}". {near}')
    columns = [as_strings(table.column(name)).to_pylist() if name in table.column_names else [None] * table.num_rows
               for name in _TOLD]  # fmt: skip
    rows = [dict(zip(_TOLD, row, strict=True)) for row in zip(*columns, strict=True)]
    return {name: _comparison([row for row in rows if row["field"] == name]) for name in _fields(rows)}


def _fields(rows: Sequence[Mapping[str, str | None]]) -> list[str]:
    return list(dict.fromkeys(str(row["field"]) for row in rows))


def _comparison(rows: Sequence[Mapping[str, str | None]]) -> Comparison:
    """Return the comparison some rows of one field tell."""
    named = rows[0]["field"]
    levels = tuple(
        Level(row["level"] or row["test"], read_test(row["test"]), row["rarity"] or None)
        for row in rows
        if row["test"] and row["level"] != DIFFERS
    )
    if not levels:
        raise OptionError(f'The table of comparisons has no level with a test for "{named}".')
    conflict, alike = (_first(rows, name) for name in ("conflict", "alike"))
    return Comparison(levels, read_keys(rows[0]["present"] or ""), conflict, alike)


def _first(rows: Sequence[Mapping[str, str | None]], name: str) -> str | None:
    """Return the label of the first level that is marked."""
    return next((row["level"] for row in rows if (row[name] or "").casefold() in YES), None)


def _schema() -> pa.Schema:
    texts, flags, numbers = _TOLD[:5], _TOLD[5:], ("m", "u", "match_weight")
    kinds = {**dict.fromkeys(texts, pa.string()), **dict.fromkeys(flags, pa.bool_())}
    return pa.schema([*kinds.items(), *((name, pa.float64()) for name in numbers)])


__all__ = ["YES", "comparisons_of", "level_table"]
