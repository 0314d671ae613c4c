"""A frame made ready for the steps behind standardizing, and those steps on it.

The public verbs and the pipeline both go this way, so that `dedupe` on a frame and a run over files are one thing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, partial
from typing import Any

import numpy as np
import pyarrow as pa

from custdq.cells import one_array
from custdq.errors import OptionError
from custdq.frames import is_path, to_arrow
from custdq.memory import give_back, plain_memory
from custdq.reading import read, table_of
from custdq.results import Golden, Links, Origin, ScoreCard
from custdq.results.about import About
from custdq.roles import position_columns
from custdq.schema import Schema
from custdq.steps.identify import name_records
from custdq.steps.link import LinkOptions, LinkOutcome, link_records
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

    @cached_property
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


def day_of(as_of: str | date | None) -> str | None:
    """Return a day of evaluation as YYYY-MM-DD; `OptionError` where it is none.

    >>> day_of(date(2025, 6, 30)), day_of(None)
    ('2025-06-30', None)
    """
    try:
        return None if as_of is None else date.fromisoformat(str(as_of)).isoformat()
    except ValueError as error:
        raise OptionError(f'as_of was given as "{as_of}"; expected a day such as 2025-06-30.') from error


def prepared_table(frame: Any, schema: Schema | None) -> tuple[pa.Table, Any]:
    """Return a frame or a path as one Arrow table, and what the answer should be like."""
    if not isinstance(schema, Schema | None):
        raise OptionError(
            f"schema was given as {type(schema).__name__}; expected a custdq.Schema or None. "
            "A file is read with custdq.Schema.from_toml(path)."
        )
    return table_of(frame, schema)


@plain_memory()
def prepare(frame: Any, schema: Schema | None, *, as_of: str | date | None = None, like: Any = None) -> Prepared:
    """Read a frame or a path, infer the schema where none is given, and standardize.

    `as_of` is the day birthdays are judged on; None: today. `like` is what the answer should be like; None: the frame.
    """
    day = day_of(as_of)
    table, found = prepared_table(frame, schema)
    like = found if like is None else like
    chosen = (Schema.infer(table) if schema is None else schema).judged_on(day)
    return Prepared(table, chosen, standardize_records(table, chosen), like)


def check_links(ready: Prepared, links: Any) -> None:
    """Raise `OptionError` where `links` are not those of the prepared frame's rows, in their order."""
    if not isinstance(links, Links):
        given = type(links).__name__
        raise OptionError(f"links was given as {given}; expected what dedupe, link or Linker.predict returned.")
    if len(links.entity_codes) != ready.table.num_rows:
        raise OptionError(
            f"The frame has {ready.table.num_rows} rows, the links were made from {len(links.entity_codes)}. "
            "Give the frame the links were made from."
        )
    mine, theirs = (one_array(ids) for ids in (ready.identity.column("record_id"), links.record_ids))
    # without ids of their own the rows of two frames cannot be told apart
    if not mine.equals(theirs) and not any(
        pa.array(np.arange(len(mine))).cast(pa.string()).equals(ids) for ids in (mine, theirs)
    ):
        pairs = zip(mine.to_pylist(), theirs.to_pylist(), strict=True)
        row, (here, there) = next((row, pair) for row, pair in enumerate(pairs) if pair[0] != pair[1])
        raise OptionError(
            f'The links were made from other rows: row {row} is "{there}" there and "{here}" here. '
            "Give the frame the links were made from, its rows in the same order."
        )


@plain_memory()
def linked(ready: Prepared, options: LinkOptions, *, progress: Any = None, spent: bool = False) -> Links:
    """Link prepared records; `spent` as `link_records` takes it: their standard form is gone then."""
    give_back()
    return as_links(ready, link_records(ready.standardized, ready.schema, options, progress=progress, spent=spent))


def settled(links: Links, *, previous: Any = None, decisions: Any = None, as_of: str | None = None) -> Links:
    """Return links under a steward's decisions, with the entity ids of a previous run, where these are given."""
    links = links if decisions is None else links.with_decisions(decisions)
    return links if previous is None else links.with_ids(previous, as_of=as_of)


def as_links(ready: Prepared, outcome: LinkOutcome) -> Links:
    """Return what linking prepared records gave, as the user gets it."""
    named = cache(partial(name_records, ready.table, ready.schema))
    return Links(outcome, ready.identity, named=named, like=ready.like)


def merged(ready: Prepared, links: Links, *, survivorship: Any = None) -> Golden:
    """Merge prepared records."""
    tables = merge_records(
        ready.standardized, links.entity_codes, links.entity_ids, ready.schema, survivorship=survivorship,
        overrides=links.settled.overrides,
    )  # fmt: skip
    return Golden(tables, like=ready.like, origin=Origin(ready.schema, ready.standardized, links))


@plain_memory()
def scored(ready: Prepared, links: Links | None, *, passed_over: int = 0, **options: Any) -> ScoreCard:
    """Score prepared records; `passed_over` rows of their files that say nothing of anybody are noted in the run."""
    codes = None if links is None else links.entity_codes
    reference = options.pop("reference", None)
    if reference is not None:
        options["reference"] = to_arrow(read(reference) if is_path(reference) else reference)
    card = score_records(ready.standardized, ready.schema, entity_codes=codes, **options)
    card = replace(card, run={**card.run, "passed_over": passed_over})
    return ScoreCard(card, like=ready.like, about=About(ready.standardized, ready.schema))
