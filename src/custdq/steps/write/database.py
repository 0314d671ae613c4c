"""Tables into a database in one transaction: a reader sees all of the old or all of the new, never a half.

What a database has of its own (how it quotes, loads, renames) its module answers; the order of work is here, once.
A table of the same columns is emptied and filled in place, so that what hangs on it (rights, views, indexes) stays; one
of other columns is loaded beside the old and takes its name at the end, so that readers wait no longer than a rename.
The trap: error messages of databases quote cells, which are personal data; only a code's own words are handed on.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import TargetError, TargetExistsError, did_you_mean
from custdq.steps.write.tables import OutTable
from custdq.tables import ENTITY_COLUMN

#: What the names of tables begin with that are there only until the transaction ends.
NEW, GONE = "custdq_new_", "custdq_gone_"
#: Column -> its type as the database says it, in the table's order.
Columns = Mapping[str, str]


class Database(ABC):
    """An open connection to one database, as `write_database` needs it."""

    #: Bytes a column's name may have.
    longest_name: int
    #: Names of columns that cannot be given.
    own_columns: frozenset[str] = frozenset()
    #: What a table is called that need not outlive a crash: it is gone at the end of the transaction.
    passing: str = "TABLE"
    #: How rows are compared to which missing values are as good as others.
    differs: str = "IS DISTINCT FROM"

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """Begin; keep all at the end, and nothing where an error ends it. Errors come out as `TargetError`."""

    @abstractmethod
    def run(self, statement: str) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""

    @abstractmethod
    def columns(self, table: str) -> Columns | None:
        """Return the columns of a table; None where there is none. Raise where the name is that of a view."""

    @abstractmethod
    def type_of(self, kind: pa.DataType) -> str:
        """Return the database's type for an Arrow type."""

    @abstractmethod
    def load(self, table: str, data: pa.Table) -> None:
        """Append rows."""

    @abstractmethod
    def is_unique(self, table: str, column: str) -> bool:
        """Tell whether an index keeps a column from holding a value twice."""

    @abstractmethod
    def lock(self, table: str) -> None:
        """Keep other writers off a table until the end."""

    @abstractmethod
    def take_place(self, new: str, old: str) -> None:
        """Drop table `old` and give its name, and the rights on it, to `new`."""

    def cast(self, expression: str, kind: str) -> str:
        """Return an expression as a value of a type."""
        return f"CAST({expression} AS {kind})"

    def named(self, table: str) -> str:
        """Return the full, quoted name of a table."""
        return quoted(table)

    def folded(self, name: str) -> str:
        """Return a column's name as the database compares names."""
        return name


def quoted(name: str) -> str:
    """Return an identifier in quotes, as standard SQL has it.

    >>> quoted('a"b; drop table c')
    '"a""b; drop table c"'
    """
    return '"' + name.replace('"', '""') + '"'


@dataclass
class _Report:
    rows: dict[str, int] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)


def write_database(database: Database, tables: Sequence[OutTable], *, name: str, mode: str) -> _Report:
    """Write tables in one transaction, the first as `name`, the others as `name_lineage` and the like.

    Parameters
    ----------
    database
        Where to.
    tables
        What to write; `entity_id` is indexed.
    name
        Name of the first table.
    mode
        replace: only the new rows are there afterwards; upsert: entities that are there are renewed, the others
        stay, and so do columns the new table does not have; fail: no table may be there yet.

    Raises
    ------
    TargetExistsError
        When the mode is fail and a table is there.
    TargetError
        When the database refuses, or an upsert meets a table without the columns.
    """
    report = _Report()
    with database.transaction():
        placed = [(name if not at else f"{name}_{table.name}", table) for at, table in enumerate(tables)]
        there = {target: database.columns(target) for target, _ in placed}
        taken = [target for target, columns in there.items() if columns is not None]
        if mode == "fail" and taken:
            raise TargetExistsError(f'There is a table "{taken[0]}" already. Give mode="replace" or "upsert".')
        entities = next((table.data.column(ENTITY_COLUMN) for _, table in placed if table.unique), None)
        for target, table in placed:
            one = _Writing(database, target, _fitting(database, table, report), there[target])
            if mode == "upsert" and there[target] is not None:
                one.upsert(entities)
            else:
                one.replace()
            report.rows[target] = table.data.num_rows
    return report


def _fitting(database: Database, table: OutTable, report: _Report) -> OutTable:
    """Return the table with names and cells the database can hold."""
    data = table.data
    names: list[str] = []
    taken: set[str] = set(database.own_columns)
    for name in data.column_names:
        names.append(_free_name(name, database, taken))
        taken.add(database.folded(names[-1]))
    report.renamed |= {old: new for old, new in zip(data.column_names, names, strict=True) if old != new}
    data = data.rename_columns(names)
    for at, column in enumerate(data.columns):
        if not pa.types.is_string(column.type):
            continue
        found = pc.sum(pc.match_substring(column, "\0")).as_py() or 0
        if found:
            report.changed[names[at]] = found
            data = data.set_column(at, names[at], pc.replace_substring(column, "\0", ""))
    return OutTable(table.name, data, table.unique, table.same_row)


def _free_name(name: str, database: Database, taken: set[str]) -> str:
    """Return a name for a column that no other has, cut to what the database holds."""
    plain = name.replace("\0", "") or "column"
    for number in count(1):
        end = "" if number == 1 else f"_{number}"
        room = database.longest_name - len(end)
        tried = plain.encode()[:room].decode("utf-8", "ignore") + end
        if database.folded(tried) not in taken:
            return tried
    raise AssertionError


class _Writing:
    """One table on its way into the database."""

    def __init__(self, database: Database, target: str, table: OutTable, there: Columns | None) -> None:
        self.database, self.target, self.table, self.there = database, target, table, there
        self.wanted = {field.name: database.type_of(field.type) for field in table.data.schema}

    def replace(self) -> None:
        """Put the new rows in place of all old ones."""
        database, data = self.database, self.table.data
        if self.there == self.wanted:
            database.lock(self.target)
            database.run(f"DELETE FROM {database.named(self.target)}")  # noqa: S608 - quoted
            database.load(self.target, data)
            return
        beside = self.target if self.there is None else f"{NEW}{self.target}"
        self._create(beside)
        database.load(beside, data)
        if self.there is not None:
            database.take_place(beside, self.target)
        if self.table.keyed and not self.table.unique:
            index = quoted(f"{self.target}_entity")
            database.run(f"CREATE INDEX {index} ON {database.named(self.target)} ({quoted(ENTITY_COLUMN)})")

    def upsert(self, entities: Any) -> None:
        """Renew the entities that are there, add the others.

        Parameters
        ----------
        entities
            Entity ids of the whole write, so that a table in which one no longer has a row loses the old ones.
        """
        database, own = self.database, self.table.data.column_names
        known = list(self.there or {})
        for name in own:
            if name not in known:
                raise TargetError(
                    f'The table "{self.target}" has no column "{name}". {did_you_mean(name, known)} Add it, or give '
                    'mode="replace".'
                )
        if not self.table.keyed:
            raise TargetError(f'The table "{self.target}" has no {ENTITY_COLUMN} to renew it by: give mode="replace".')
        ids = self.table.data.column(ENTITY_COLUMN)
        if self.table.unique and pc.count_distinct(ids, mode="all").as_py() < len(ids):
            raise TargetError(
                f'Several of the new rows of "{self.target}" are of one {ENTITY_COLUMN}; expected one each.'
            )
        self._check_whole()
        database.lock(self.target)
        beside, gone = f"{NEW}{self.target}", f"{GONE}{self.target}"
        self._create(beside, passing=self.wanted)
        database.load(beside, self.table.data)
        if not self.table.unique:
            ids = ids if entities is None else entities
            self._create(gone, passing={ENTITY_COLUMN: database.type_of(pa.string())})
            database.load(gone, pa.table({ENTITY_COLUMN: pc.unique(ids)}))
            self._take_away(beside, gone)
            database.run(f"DROP TABLE {database.named(gone)}")
            self._insert(beside)
        elif database.is_unique(self.target, ENTITY_COLUMN):
            self._insert(beside, or_else=self._or_renew())
        else:
            self._renew(beside)
            self._insert(beside)
        database.run(f"DROP TABLE {database.named(beside)}")

    def _check_whole(self) -> None:
        """Refuse fractions for a column of whole numbers, which a cast would round without a word."""
        for name, column in zip(self.table.data.column_names, self.table.data.columns, strict=True):
            whole = (self.there or {})[name].lower() in ("bigint", "integer", "smallint")
            if whole and pa.types.is_floating(column.type) and not pc.all(pc.equal(column, pc.round(column))).as_py():
                raise TargetError(
                    f'Column "{name}" of the table "{self.target}" holds whole numbers, the new ones have fractions. '
                    'Give mode="replace", or change the column to double precision.'
                )

    @property
    def _own(self) -> list[str]:
        return [name for name in self.table.data.column_names if name != ENTITY_COLUMN]

    def _or_renew(self) -> str:
        """Return what is to be done with an entity that is there: set what has changed, and leave the row else."""
        if not self._own:
            return f" ON CONFLICT ({quoted(ENTITY_COLUMN)}) DO NOTHING"
        cells = ", ".join(f"{quoted(name)} = excluded.{quoted(name)}" for name in self._own)
        renew = f" ON CONFLICT ({quoted(ENTITY_COLUMN)}) DO UPDATE SET {cells}"
        if not {(self.there or {})[name] for name in self._own} <= set(self.wanted.values()):
            return renew  # columns of other types may not be compared
        before, after = (", ".join(f"{side}.{quoted(name)}" for name in self._own) for side in ("t", "excluded"))
        return f"{renew} WHERE ({before}) {self.database.differs} ({after})"

    def _renew(self, beside: str) -> None:
        """Set every column of the entities that are there."""
        if not self._own:
            return
        cells = ", ".join(f"{quoted(name)} = {self._cell('n', name)}" for name in self._own)
        target, new = self.database.named(self.target), self.database.named(beside)
        key = quoted(ENTITY_COLUMN)
        self.database.run(f"UPDATE {target} AS t SET {cells} FROM {new} AS n WHERE n.{key} = t.{key}")  # noqa: S608

    def _take_away(self, beside: str, gone: str) -> None:
        """Delete the rows of the entities written, and those of the same records under another entity."""
        target, key = self.database.named(self.target), quoted(ENTITY_COLUMN)
        written = f"SELECT {key} FROM {self.database.named(gone)}"  # noqa: S608
        self.database.run(f"DELETE FROM {target} WHERE {key} IN ({written})")  # noqa: S608
        if not self.table.same_row:
            return
        # missing counts as empty, and a character no cell has stands between the cells
        one, other = (
            " || '\x1f' || ".join(f"coalesce(CAST({side}.{quoted(name)} AS TEXT), '')" for name in self.table.same_row)
            for side in ("t", "n")
        )
        again = f"SELECT {other} FROM {self.database.named(beside)} AS n"  # noqa: S608
        self.database.run(f"DELETE FROM {target} AS t WHERE {one} IN ({again})")  # noqa: S608

    def _insert(self, beside: str, or_else: str = "") -> None:
        """Add the rows; of entities that are there, do `or_else`, or nothing."""
        names = self.table.data.column_names
        target, key = self.database.named(self.target), quoted(ENTITY_COLUMN)
        cells = ", ".join(self._cell("n", name) for name in names)
        columns = ", ".join(quoted(name) for name in names)
        rows = f"SELECT {cells} FROM {self.database.named(beside)} AS n"  # noqa: S608
        known = f"SELECT 1 FROM {target} AS t WHERE t.{key} = n.{key}"  # noqa: S608
        # a condition that always holds keeps SQLite from reading ON CONFLICT as the ON of a join
        where = f"NOT EXISTS ({known})" if self.table.unique and not or_else else "TRUE"
        self.database.run(f"INSERT INTO {target} AS t ({columns}) {rows} WHERE {where}{or_else}")

    def _cell(self, side: str, name: str) -> str:
        return self.database.cast(f"{side}.{quoted(name)}", (self.there or {})[name])

    def _create(self, name: str, *, passing: Columns | None = None) -> None:
        """Make a table; one of `passing` columns is there only until the end, and needs no key."""
        columns = self.wanted if passing is None else passing
        parts = [f"{quoted(column)} {kind}" for column, kind in columns.items()]
        if self.table.unique and passing is None:
            parts.append(f"PRIMARY KEY ({quoted(ENTITY_COLUMN)})")
        sort = "TABLE" if passing is None else self.database.passing
        self.database.run(f"CREATE {sort} {self.database.named(name)} ({', '.join(parts)})")
