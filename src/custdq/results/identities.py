"""Who is who, for good: which entity every record belongs to, what happened to each id, where an old id leads today.

The trap: two files say it together (records and events), and a run may die between them; events of a run that the
records do not know are passed over, so that it is as if that run had not been.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from custdq.errors import (
    ColumnNotFoundError,
    OptionError,
    RecordNotFoundError,
    SourceError,
    SourceNotFoundError,
    did_you_mean,
    public_class,
)
from custdq.frames import from_arrow, is_frame, is_path, to_arrow
from custdq.results.truth import read_one_table, refuse_shared_ids
from custdq.steps.identify import (
    EVENT_SCHEMA,
    FINGERPRINTS,
    IDENTITY_SCHEMA,
    IdentityTables,
    NamedRecords,
    heirs_of,
    turning_points,
)
from custdq.tables import ENTITY_COLUMN, column_or_null

#: The files of a folder that keep it.
IDENTITIES_FILE, EVENTS_FILE = "identities.parquet", "events.parquet"


@public_class
class Identities:
    """Which entity every record belongs to, and the history of every entity id.

    Attributes
    ----------
    records
        One row a record that was ever seen, those of this run first and in input order: entity_id, source, sheet, row,
        record_id, own_id (whether the id is the system's own), content, core, names, contacts (fingerprints of what it
        says), run and day (when it was last seen).
    events
        One row a change of an id, oldest first: run, day, event (created, gained, lost, merged, split, moved, retired,
        returned), old_id, new_id, records.

    Examples
    --------
    >>> import custdq, pandas as pd
    >>> people = pd.DataFrame({"id": [1, 2, 3], "mail": ["a@x.org", "A@x.org", "b@x.org"]})
    >>> schema = custdq.Schema({"mail": custdq.fields.Email()}, record_id="id")
    >>> links = custdq.dedupe(people, schema)
    >>> links.identities.resolve("E000001")
    ('E000001',)
    """

    def __init__(self, tables: IdentityTables, *, like: Any = None) -> None:
        self.tables = tables
        self._like = like

    @property
    def records(self) -> Any:
        """One row a record that was ever seen."""
        return from_arrow(self.tables.records, like=self._like)

    @property
    def events(self) -> Any:
        """One row a change of an id."""
        return from_arrow(self.tables.events, like=self._like)

    def resolve(self, entity_id: str) -> tuple[str, ...]:
        """Return the ids under which the records of an id live today, through any number of merges and splits.

        Parameters
        ----------
        entity_id
            An id of this or any earlier run.

        Returns
        -------
        tuple of str
            The id itself where it lives; else its heirs, the one with most records first; empty where its records are
            in the data no more.

        Raises
        ------
        RecordNotFoundError
            When no run knew the id.
        """
        given = self.tables.events.column("new_id")
        if pc.index(given, str(entity_id)).as_py() < 0:
            near = did_you_mean(str(entity_id), given.slice(0, 2000).drop_null().to_pylist()).split("Known:")[0]
            raise RecordNotFoundError(f'No run gave the entity id "{entity_id}". {near}The ids stand in the events.')
        return heirs_of(self._turns, str(entity_id))

    @cached_property
    def _turns(self) -> pa.Table:
        return turning_points(self.tables.events)

    def save(self, folder: str | Path) -> dict[str, str]:
        """Write identities.parquet and events.parquet into a folder; return file name -> path."""
        Path(folder).mkdir(parents=True, exist_ok=True)
        # events first: without the records of their run they count for nothing
        for name, table in ((EVENTS_FILE, self.tables.events), (IDENTITIES_FILE, self.tables.records)):
            path = Path(folder) / name
            pq.write_table(table, path.with_suffix(".part"))
            path.with_suffix(".part").replace(path)
        return {name: str(Path(folder) / name) for name in (IDENTITIES_FILE, EVENTS_FILE)}

    @classmethod
    def load(cls, folder: str | Path) -> Identities:
        """Read what `save` wrote, or a run with `output=`.

        Raises
        ------
        SourceNotFoundError
            When the folder holds no identities.parquet.
        SourceError
            When one of the files cannot be read, or holds something else.
        """
        records, events = (_read(Path(folder) / name, schema) for name, schema in _FILES.items())
        run = pc.max(records.column("run")).as_py() or 0
        return cls(IdentityTables(records, events.filter(pc.less_equal(events.column("run"), run)), run))

    def __repr__(self) -> str:
        entities = pc.count_distinct(self.tables.current.column(ENTITY_COLUMN)).as_py()
        return f"<Identities: {entities} entities of {self.tables.current.num_rows} records, run {self.tables.run}>"


_FILES = {IDENTITIES_FILE: IDENTITY_SCHEMA, EVENTS_FILE: EVENT_SCHEMA}


def _read(path: Path, schema: pa.Schema) -> pa.Table:
    if not path.is_file():
        raise SourceNotFoundError(
            f'"{path.parent}" has no {path.name}. Expected the output folder of an earlier run, or one that '
            "Identities.save wrote."
        )
    try:
        return pq.read_table(path).select(schema.names).cast(schema)
    except (pa.ArrowException, KeyError, OSError) as error:
        raise SourceError(f'"{path}" cannot be read as {path.name} of an earlier run: {error}') from error


def has_identities(folder: Path) -> bool:
    """Tell whether an earlier run left its identities in a folder."""
    return (folder / IDENTITIES_FILE).is_file()


def earlier_identities(previous: Any, records: NamedRecords) -> IdentityTables:
    """Return the identities of an earlier run, in any form a user holds them.

    Parameters
    ----------
    previous
        `Identities`, or what has them (`Golden`, `Links`, a run's result); the folder of an earlier run; or a cross-
        reference of another system: a frame, or the path of a table, with entity_id, record_id and, where ids repeat
        across sources, source.
    records
        The records of this run.

    Raises
    ------
    OptionError
        When it is something else, or names records by their place in a file.
    ColumnNotFoundError
        When the cross-reference lacks entity_id or record_id.
    """
    if is_path(previous) and Path(previous).is_file():
        return _of_frame(read_one_table(previous, "The earlier cross-reference"), records)
    if is_frame(previous):
        return _of_frame(to_arrow(previous), records)
    return held_identities(previous, "previous", ", or a frame with entity_id and record_id")


def held_identities(given: Any, option: str, otherwise: str = "") -> IdentityTables:
    """Return the identities a result of a run has, or its folder; `OptionError` says what else was expected."""
    held = getattr(given, "identities", given)
    if isinstance(held, Identities):
        return held.tables
    if is_path(held):
        return Identities.load(held).tables
    raise OptionError(
        f"{option} was given as {type(given).__name__}; expected the Golden, Links or folder of a run{otherwise}."
    )


def _of_frame(table: pa.Table, records: NamedRecords) -> IdentityTables:
    """Return a cross-reference of another system as the identities of a first run."""
    for name in (ENTITY_COLUMN, "record_id"):
        if name not in table.column_names:
            hint = did_you_mean(name, table.column_names)
            raise ColumnNotFoundError(f'The earlier cross-reference has no column "{name}". {hint}')
    if len(records) and not records.own.any():
        raise OptionError(
            "previous was given as a table of record ids, but the records of this run have none of their own, only "
            "places. Give the Golden, the Links or the folder of the earlier run, which know what the records said."
        )
    ids, names, source = (column_or_null(table, name) for name in (ENTITY_COLUMN, "record_id", "source"))
    if "source" not in table.column_names:
        source = _sources_of(names, records)
    told = pc.and_(ids.is_valid(), names.is_valid())
    rows = pa.table({ENTITY_COLUMN: ids, "source": source, "record_id": names}).filter(told)
    counts = rows.column(ENTITY_COLUMN).value_counts()
    events = {"event": "created", "new_id": counts.field("values"), "records": counts.field("counts")}
    columns = {name: rows.column(name) for name in rows.column_names} | {
        "own_id": True,
        **dict.fromkeys(FINGERPRINTS, 0),
    }
    return IdentityTables(_shaped(columns, IDENTITY_SCHEMA), _shaped(events, EVENT_SCHEMA), 1)


def _shaped(columns: Mapping[str, Any], schema: pa.Schema) -> pa.Table:
    """Return a table of run 1: columns as given, one value for all where there is one, else null."""
    rows = max(len(column) for column in columns.values() if not isinstance(column, str | int))
    arrays = []
    for field in schema:
        value = columns.get(field.name, 1 if field.name == "run" else None)
        one = value is None or isinstance(value, str | int)
        arrays.append(pa.repeat(pa.scalar(value, field.type), rows) if one else pc.cast(value, field.type))
    return pa.table(arrays, schema=schema)


def _sources_of(names: pa.Array, records: NamedRecords) -> pa.Array:
    """Return the source in which each record id stands today; `OptionError` where it stands in several."""
    ids, sources = (records.positions.column(name).combine_chunks() for name in ("record_id", "source"))
    asked = pc.is_in(ids, value_set=names)
    ids, sources = ids.filter(asked), sources.filter(asked)
    refuse_shared_ids(ids, sources, "The earlier cross-reference")
    return sources.take(pc.index_in(names, value_set=ids))
