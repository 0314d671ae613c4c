"""What the user declares: which kind of value each column holds, and which columns play a role.

A schema is data: frozen, printed as a table, written to and read from TOML. The trap: a misspelt column name must
fail here, at once, with the nearest right name, and not deep inside a step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from custdq.config import read_table, read_toml, schema_to_toml, write_text
from custdq.errors import ColumnNotFoundError, ConfigError, SchemaError, did_you_mean, public_class
from custdq.fields import Date, Kind, make_kind
from custdq.frames import is_path, read_path, to_arrow
from custdq.infer import ColumnGuess, infer_columns, infer_roles, profile_columns

_ROLES = ("record_id", "source", "updated_at", "owner", "stage")


@public_class
@dataclass(frozen=True)
class Schema:
    """Which kind of value each column holds.

    Parameters
    ----------
    columns
        Column name to kind (`custdq.fields`).
    record_id
        Column that names a row; None: the row's position.
    source
        Column that says which system a row came from; None: one source.
    updated_at
        Column, or {field: column}, that says when the row or the field was last confirmed.
    owner
        Column that says who maintains the row; score cards group by it.
    stage
        Column with the customer's stage or type; completeness depends on it.

    Raises
    ------
    SchemaError
        When a kind is given as a class or a name instead of an instance, or a role as anything but a column's name.

    Examples
    --------
    >>> from custdq import fields as f
    >>> Schema({"mail": f.Email()}, record_id="id").kind("mail")
    Email()
    """

    columns: Mapping[str, Kind]
    record_id: str | None = None
    source: str | None = None
    updated_at: str | Mapping[str, str] | None = None
    owner: str | None = None
    stage: str | None = None
    guesses: tuple[ColumnGuess, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.columns, Mapping):
            raise SchemaError(f"Schema was given {type(self.columns).__name__}; expected column names to kinds.")
        for name, kind in self.columns.items():
            if not isinstance(kind, Kind):
                raise SchemaError(
                    f'Column "{name}" was given {kind!r}; expected an instance of a kind, such as fields.Phone().'
                )
        for role in _ROLES:
            column = getattr(self, role)
            several = role == "updated_at" and isinstance(column, Mapping)
            if column is not None and not isinstance(column, str) and not several:
                raise SchemaError(f"{role} was given as {column!r}; expected the name of a column, or None.")

    def kind(self, column: str) -> Kind:
        """Return the kind of one column; `ColumnNotFoundError` where the schema does not have it."""
        if column not in self.columns:
            raise ColumnNotFoundError(f'The schema has no column "{column}". {did_you_mean(column, self.columns)}')
        return self.columns[column]

    def parse(self, frame: Any) -> dict[str, Any]:
        """Parse every declared column of a frame, each by its kind.

        Parameters
        ----------
        frame
            Any frame, or a path.

        Returns
        -------
        dict
            Column -> `pyarrow.Table` as the kind's `parse` gives it: one row a row, `value`, `status`, `problem` and
            the kind's parts. `standardize` does more: it reads an address with the columns beside it, and repairs.

        Raises
        ------
        ColumnNotFoundError
            When the frame lacks a declared column.

        Examples
        --------
        >>> import pandas as pd
        >>> from custdq import fields as f
        >>> people = pd.DataFrame({"mail": ["Ann@Example.COM", "n/a"]})
        >>> Schema({"mail": f.Email()}).parse(people)["mail"].column("status").to_pylist()
        ['repaired', 'missing']
        """
        table = to_arrow(read_path(frame) if is_path(frame) else frame)
        self.check(table.column_names)
        return {name: kind.parse(table.column(name)) for name, kind in self.columns.items()}

    def judged_on(self, day: str | None) -> Schema:
        """Return the schema with `day` (YYYY-MM-DD) as the day its dates are judged on, where they name none.

        >>> from custdq import fields as f
        >>> Schema({"born": f.Date(birth=True)}).judged_on("2025-06-30").kind("born").as_of
        '2025-06-30'
        """
        dated = {
            name: replace(kind, as_of=day)
            for name, kind in self.columns.items()
            if isinstance(kind, Date) and kind.as_of is None
        }
        return replace(self, columns={**self.columns, **dated}) if day is not None and dated else self

    def roles(self) -> dict[str, str]:
        """Return role -> column for the roles that are one column."""
        return {role: getattr(self, role) for role in _ROLES if isinstance(getattr(self, role), str)}

    def check(self, names: Iterable[str]) -> None:
        """Raise `ColumnNotFoundError` where the schema names a column that `names` does not hold."""
        have = list(names)
        stamps = self.updated_at.values() if isinstance(self.updated_at, Mapping) else ()
        for name in (*self.columns, *self.roles().values(), *stamps):
            if name not in have:
                raise ColumnNotFoundError(
                    f'The schema names the column "{name}", which the table lacks. {did_you_mean(name, have)}'
                )

    def restricted(self, names: Iterable[str], *, optional: Iterable[str] = ()) -> Schema:
        """Return the schema with only the columns and roles found in `names`.

        `ColumnNotFoundError` where one is neither there nor among `optional`, the names that may be missing.
        """
        have = list(names)
        Schema.check(self, [*have, *optional])
        roles: dict[str, Any] = {role: None for role, name in self.roles().items() if name not in have}
        if isinstance(self.updated_at, Mapping):
            roles["updated_at"] = {name: stamp for name, stamp in self.updated_at.items() if stamp in have} or None
        columns = {name: kind for name, kind in self.columns.items() if name in have}
        return replace(self, columns=columns, guesses=tuple(g for g in self.guesses if g.column in have), **roles)

    @classmethod
    def infer(cls, frame: Any, *, region: str | None = None) -> Schema:
        """Infer a schema from column names (Chinese and English) and from values, never from names alone.

        Parameters
        ----------
        frame
            Any frame, or a path.
        region
            ISO 3166-1 alpha-2 code assumed for phones and addresses; None: read off the values.
        """
        table = to_arrow(read_path(frame) if is_path(frame) else frame)
        profiles = profile_columns(table)
        guesses = infer_columns(table, region=region, profiles=profiles)
        columns = {guess.column: guess.kind for guess in guesses if guess.kind is not None}
        return cls(columns, guesses=tuple(guesses), **infer_roles(table, profiles=profiles))

    def to_toml(self, path: str | Path | None = None) -> str:
        """Return the schema as TOML text, and write it to `path` where one is given."""
        text = schema_to_toml(self.columns, {r: getattr(self, r) for r in _ROLES})
        if path is not None:
            write_text(path, text)
        return text

    @classmethod
    def from_toml(cls, path: str | Path) -> Schema:
        """Read a schema from the `[schema]` and `[columns]` tables of a TOML file."""
        return cls.from_dict(read_toml(path))

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Schema:
        """Build a schema from a parsed TOML document."""
        roles = read_table(document, "schema")
        unknown = sorted(set(roles) - set(_ROLES))
        if unknown:
            raise ConfigError(f'[schema] names "{unknown[0]}". {did_you_mean(unknown[0], _ROLES)}')
        columns = {}
        for name, entry in read_table(document, "columns").items():
            options = {"kind": entry} if isinstance(entry, str) else dict(entry) if isinstance(entry, Mapping) else {}
            kind = options.pop("kind", None)
            if not isinstance(kind, str):
                raise ConfigError(
                    f'[columns] "{name}" has no kind. Write {name} = "phone", or {{kind = "phone", region = "CN"}}.'
                )
            columns[name] = make_kind(kind, **options)
        return cls(columns, **roles)

    def __str__(self) -> str:
        rows = self.guesses or tuple(ColumnGuess(n, k, "declared", 1.0) for n, k in self.columns.items())
        table = [("column", "kind", "evidence", "confidence")]
        table += [(g.column, repr(g.kind) if g.kind else "-", g.evidence, f"{g.confidence:.2f}") for g in rows]
        widths = [max(len(row[i]) for row in table) for i in range(4)]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table
        ]
        roles = ", ".join(f"{role} = {name}" for role, name in self.roles().items())
        return "\n".join([*lines, f"roles: {roles or '(none)'}"])
