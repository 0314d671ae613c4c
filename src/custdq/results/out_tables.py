"""The tables of golden records as they are handed to the step that writes.

The trap: what is asked for is checked before any of it is made, and it is typed only where the target has types.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from custdq.errors import OptionError, did_you_mean
from custdq.results.origin import Origin
from custdq.results.review import review_table
from custdq.steps.merge import Golden as GoldenTables
from custdq.steps.write import OutTable, typed

WRITABLE = (*(each.name for each in fields(GoldenTables)), "review")
#: What is written where nothing is asked for; the records alone elsewhere.
_USUAL = {".xlsx": ("records", "review"), ".json": ("records", "lineage", "xref")}
#: Files of text, where a cell needs no type.
_UNTYPED = (".csv", ".json", ".jsonl")
#: Files with one object an entity.
_OBJECTS = (".json", ".jsonl")


def out_tables(
    tables: GoldenTables, origin: Origin | None, asked: str | Sequence[str] | None, *, ending: str
) -> list[OutTable]:
    """Return the tables to be written.

    Parameters
    ----------
    tables
        The golden records and what belongs to them.
    origin
        What they were made from, for the kinds of the columns and the pairs to decide.
    asked
        Names of `WRITABLE`; None: as is usual for the target.
    ending
        Of the file, or the scheme of the database.

    Raises
    ------
    OptionError
        When a name is none, or is asked for twice.
    """
    names = _USUAL.get(ending, ("records",)) if asked is None else [asked] if isinstance(asked, str) else list(asked)
    for name in names:
        if name not in WRITABLE:
            raise OptionError(f'There is no table "{name}" to write. {did_you_mean(str(name), WRITABLE)}')
    if not names or len(set(names)) < len(names):
        raise OptionError(f"tables was given as {asked!r}; expected one or several of {', '.join(WRITABLE)}.")
    kinds = origin.kinds() if origin is not None and ending not in _UNTYPED else {}
    made = [_out_table(name, tables, origin, kinds) for name in names]
    for table in made if ending in _OBJECTS else ():
        if not table.keyed:
            raise OptionError(f'"{table.name}" has no rows of one entity, so it has no place in {ending}; write .csv.')
    return made


def _out_table(name: str, tables: GoldenTables, origin: Origin | None, kinds: dict[str, str]) -> OutTable:
    if name == "records":
        return OutTable(name, typed(tables.records, kinds), unique=True)
    if name == "review":
        return OutTable(name, review_table(tables, origin))
    return OutTable(name, getattr(tables, name), same_row=_SAME_ROW if name == "xref" else ())


_SAME_ROW = ("source", "sheet", "row", "record_id")
