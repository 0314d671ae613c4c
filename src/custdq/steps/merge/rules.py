"""What a survivorship rule is: something that ranks the cells of an entity, or builds a value from them.

The rules themselves are in `survivorship`. The trap: a misspelt source would silently never be preferred, so a source
that is named and absent is looked for among those that are there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
import pyarrow.compute as pc

from custdq.errors import OptionError, did_you_mean
from custdq.steps.merge.cells import Bools, Cells, Floats

Condition = tuple[str | None, Any]


class Candidate(str):
    """One candidate for a golden value: the value, a string, that knows where it stands.

    Attributes: `source`, `sheet`, `row`, `record_id`, `valid`, and `updated_at` (days since 1970-01-01 or None).
    """

    __slots__ = ("record_id", "row", "sheet", "source", "updated_at", "valid")

    source: str | None
    sheet: str | None
    row: int | None
    record_id: str | None
    valid: bool
    updated_at: float | None


@dataclass(frozen=True)
class Rule:
    """One survivorship rule; make one with the functions of `custdq.survivorship`.

    `rank` gives each cell a number (the highest of an entity stay, NaN means no opinion); `build` makes a value from
    an entity's candidates. `or_nothing`: where `build` gives nothing and no rule follows, the golden value is null.
    `always`: `build` is called even where there is but one value. `by` ranks the records of a `master_record`.
    `columns` are columns of the records that the rule looks at, `fields` golden columns and kinds that it names,
    `dates` columns whose dates it needs (None: when the value was last confirmed). `owned` names, by field, the systems
    that own it; `fixed` the values a steward gave.
    """

    name: str
    rank: Callable[[Cells], Floats] | None = None
    build: Callable[[list[Candidate]], object] | None = None
    columns: tuple[str, ...] = ()
    or_nothing: bool = False
    always: bool = False
    conditions: tuple[Condition, ...] = ()
    by: tuple[Rule, ...] = ()
    dates: tuple[str | None, ...] = ()
    fields: tuple[str, ...] = ()
    owned: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    fixed: tuple[Fixed, ...] = ()

    def when(self, condition: Callable[[Mapping[str, str | None]], bool] | None = None, **columns: Any) -> Rule:
        """Let the rule speak only for some records; where it speaks for none, the next rule decides.

        Parameters
        ----------
        condition
            Called with a record (column to standard value); true where the rule applies.
        **columns
            Column name to the value it must have, or to a function of the value.

        Examples
        --------
        >>> from custdq.steps.merge.survivorship import most_recent
        >>> most_recent().when(kind="organization").name
        'most_recent'
        """
        added = [(None, condition)] if condition is not None else []
        return replace(self, conditions=(*self.conditions, *added, *columns.items()))

    def applies(self, cells: Cells) -> Bools:
        """Return for which cells the rule speaks."""
        holds = np.ones(len(cells), dtype=bool)
        for column, wanted in self.conditions:
            if column is None:
                texts = {name: cells.context.text(name) for name in cells.context.standardized.records.column_names}
                records = ({name: text[int(row)].as_py() for name, text in texts.items()} for row in cells.row)
                holds &= np.array([bool(wanted(record)) for record in records], dtype=bool)
                continue
            coded = cells.context.text(column).dictionary_encode()
            distinct = [*coded.dictionary.to_pylist(), None]
            passed = np.array([bool(wanted(text)) if callable(wanted) else text == wanted for text in distinct])
            holds &= passed[pc.fill_null(coded.indices, len(distinct) - 1).to_numpy(zero_copy_only=False)[cells.row]]
        return holds


class Fixed(NamedTuple):
    """A golden value given by a steward: for which record or entity, the value (None: none), and who said so when."""

    key: str
    value: str | None
    said: str | None


@dataclass(frozen=True)
class Group:
    """Columns that are taken together from one record, chosen by `rules` (the default rule where empty)."""

    columns: tuple[str, ...]
    rules: tuple[Rule, ...] = ()


def kind_names(cells: Cells) -> tuple[str, ...]:
    """Return the names of the kinds the cells' columns are of."""
    kinds = cells.context.schema.columns
    return tuple(dict.fromkeys(kinds[name].name for name in cells.columns if name in kinds))


def check_sources(named: Sequence[str] | Mapping[str, Any], present: Sequence[str]) -> None:
    """Raise `OptionError` where a named source is absent and looks like one that is there."""
    absent = [name for name in named if name not in present]
    others = [name for name in present if name not in named and name]
    for name in absent:
        hint = did_you_mean(name, others)
        if others and (hint.startswith("Did you mean") or len(absent) == len(named)):
            raise OptionError(f'A survivorship rule names the source "{name}", which the records lack. {hint}')
