"""A frame made ready for the steps behind standardizing, and those steps on it.

The public verbs and the pipeline both go this way, so that `dedupe` on a frame and a run over files are one thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from custdq.errors import OptionError
from custdq.frames import is_path, to_arrow
from custdq.reading import read, table_of
from custdq.results import Golden, Links, ScoreCard
from custdq.roles import position_columns
from custdq.schema import Schema
from custdq.steps.link import LinkOptions, link_records
from custdq.steps.merge import merge_records
from custdq.steps.score import score_records
from custdq.steps.standardize import standardize_records
from custdq.tables import Standardized


@dataclass(frozen=True)
class Prepared:
    """A frame read in: its Arrow table, the schema to use, and the standard form."""

    table: pa.Table
    schema: Schema
    standardized: Standardized
    like: Any

    @property
    def identity(self) -> pa.Table:
        """source, sheet, row, record_id of each row, without columns that say nothing."""
        return identity_columns(self.table, self.schema)


def identity_columns(table: pa.Table, schema: Schema) -> pa.Table:
    """Return what names each row: record_id and source always, sheet and row where the table has them."""
    found = position_columns(table, schema)
    kept = [
        n for n in ("record_id", "source", "sheet", "row") if n in ("record_id", "source") or n in table.column_names
    ]
    return found.select(kept)


def prepare(frame: Any, schema: Schema | None) -> Prepared:
    """Read a frame or a path, infer the schema where none is given, and standardize."""
    table, like = table_of(frame)
    chosen = schema or Schema.infer(table)
    if not isinstance(chosen, Schema):
        raise OptionError(f"schema was given as {type(chosen).__name__}; expected a custdq.Schema or None.")
    return Prepared(table, chosen, standardize_records(table, chosen), like)


def linked(ready: Prepared, options: LinkOptions, *, progress: Any = None) -> Links:
    """Link prepared records."""
    outcome = link_records(ready.standardized, ready.schema, options, progress=progress)
    return Links(outcome, ready.identity, like=ready.like)


def merged(ready: Prepared, links: Links, *, survivorship: Any = None) -> Golden:
    """Merge prepared records."""
    tables = merge_records(
        ready.standardized, links.entity_codes, links.entity_ids, ready.schema, survivorship=survivorship
    )
    return Golden(tables, like=ready.like)


def scored(ready: Prepared, links: Links | None, **options: Any) -> ScoreCard:
    """Score prepared records."""
    codes = None if links is None else links.entity_codes
    reference = options.pop("reference", None)
    if reference is not None:
        options["reference"] = to_arrow(read(reference) if is_path(reference) else reference)
    card = score_records(ready.standardized, ready.schema, entity_codes=codes, **options)
    return ScoreCard(card, like=ready.like)
