"""The public verbs on frames: each takes any frame or a path and gives back the kind of frame it was given.

What a verb needs before it (a schema, the standard form) it makes itself. `pipeline` strings the same verbs together
for files. The trap: a verb must never change the frame it was given, nor lose one of its rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any

import numpy as np
import pyarrow as pa

from custdq.errors import FrameError, OptionError, SourceError
from custdq.frames import from_arrow, is_path, to_arrow, with_columns
from custdq.results import Golden, Links, ScoreCard
from custdq.roles import position_columns
from custdq.schema import Schema
from custdq.steps.inspect import value_findings
from custdq.steps.link import LinkOptions, link_records
from custdq.steps.merge import merge_records
from custdq.steps.read import read_sources
from custdq.steps.score import score_records
from custdq.steps.standardize import standardize_records
from custdq.steps.unify import unify_tables
from custdq.tables import POSITION_COLUMNS, Finding, SourceTable, Standardized, column_or_null

Source = str | PathLike[str]


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
    kept = [n for n in ("record_id", "source", "sheet", "row") if n in ("record_id", "source") or n in table.column_names]
    return found.select(kept)


def prepare(frame: Any, schema: Schema | None) -> Prepared:
    """Read a frame or a path, infer the schema where none is given, and standardize."""
    table, like = _table(frame)
    chosen = schema or Schema.infer(table)
    if not isinstance(chosen, Schema):
        raise OptionError(f"schema was given as {type(chosen).__name__}; expected a custdq.Schema or None.")
    return Prepared(table, chosen, standardize_records(table, chosen), like)


def _table(frame: Any) -> tuple[pa.Table, Any]:
    if isinstance(frame, Mapping):
        return to_arrow(unify(frame)), None
    if is_path(frame):
        frame = read(frame)
        return to_arrow(frame), frame
    return to_arrow(frame), frame


def read(*sources: Source, encoding: str | None = None, sheet: str | None = None) -> Any:
    """Read files, patterns or database tables as they stand.

    Parameters
    ----------
    sources
        Paths, glob patterns, folders, or `sqlite:///file.db?table=name`.
    encoding
        Encoding of text files; None: found out.
    sheet
        Sheet of workbooks; None: every sheet that holds a table.

    Returns
    -------
    pandas.DataFrame
        Columns under their own names, as text. Several tables are stacked, with source, sheet and row in front.
        `attrs["findings"]` lists what was skipped and why.

    Raises
    ------
    SourceNotFoundError
        When a path or pattern matches nothing.
    SourceError
        When nothing in the sources is a table.

    Examples
    --------
    >>> import custdq, tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "crm.csv"
    >>> _ = path.write_text("姓名,电话\\n王伟,13800138001\\n", encoding="gb18030")
    >>> custdq.read(path)["姓名"].tolist()
    ['王伟']
    """
    tables, findings = read_sources([str(source) for source in sources], encoding=encoding, sheet=sheet)
    if not tables:
        raise SourceError(_nothing_read(sources, findings))
    frame = from_arrow(tables[0].data if len(tables) == 1 else _stacked(tables))
    frame.attrs["findings"] = [{k: None if v is None else str(v) for k, v in f._asdict().items()} for f in findings]
    return frame


def _nothing_read(sources: Sequence[Source], findings: Sequence[Finding]) -> str:
    reasons = "; ".join(f"{f.source}: {f.suggestion or f.code}" for f in findings[:3])
    return f"No table could be read from {', '.join(map(str, sources))}. {reasons or 'The files hold no rows.'}"


def _stacked(tables: Sequence[SourceTable]) -> pa.Table:
    placed = []
    for table in tables:
        position = pa.table(
            {"source": [table.source] * len(table.rows), "sheet": [table.sheet] * len(table.rows), "row": table.rows},
            schema=pa.schema([("source", pa.string()), ("sheet", pa.string()), ("row", pa.int64())]),
        )
        for name in table.data.column_names:
            if name not in position.column_names:
                position = position.append_column(name, table.data.column(name))
        placed.append(position)
    return pa.concat_tables(placed, promote_options="default")


def unify(
    frames: Mapping[str, Any], *, mapping: Mapping[str, Mapping[str, str]] | None = None, region: str | None = None
) -> Any:
    """Bring the tables of several systems onto one set of columns.

    Parameters
    ----------
    frames
        Source name -> frame or path.
    mapping
        Source name -> {original column -> unified name}; overrides what is inferred.
    region
        ISO 3166-1 alpha-2 code assumed for phones and addresses; None: read off the values.

    Returns
    -------
    frame
        source, sheet, row, record_id, the unified columns of customer data that occur, then other columns under
        their own names. Rows that are nobody (totals, notes, tests) are left out.

    Raises
    ------
    ColumnNotFoundError
        When the mapping names a source or column that is not there.
    FrameError
        When `frames` is no mapping.

    Examples
    --------
    >>> import pandas as pd
    >>> crm = pd.DataFrame({"客户名称": ["王伟", "李娜"], "手机号码": ["13800138001", "13900139002"]})
    >>> unify({"crm": crm})[["source", "name", "mobile"]].values.tolist()
    [['crm', '王伟', '13800138001'], ['crm', '李娜', '13900139002']]
    """
    if not isinstance(frames, Mapping):
        raise FrameError(f'unify was given {type(frames).__name__}; expected {{"crm": frame, "erp": frame}}.')
    tables, like = [], None
    for name, frame in frames.items():
        if is_path(frame):
            tables += [_renamed(table, name) for table in read_sources([str(frame)])[0]]
        else:
            like = frame if like is None else like
            data = to_arrow(frame)
            tables.append(SourceTable(name, "", data, np.arange(1, data.num_rows + 1)))
    return from_arrow(unify_tables(tables, mapping=mapping, region=region).records, like=like)


def _renamed(table: SourceTable, name: str) -> SourceTable:
    return SourceTable(name, table.sheet, table.data, table.rows, table.encoding)


def standardize(frame: Any, schema: Schema | None = None, *, parts: bool = False) -> Any:
    """Put every declared column into its standard form; what cannot be parsed stays as it was.

    Parameters
    ----------
    frame
        Any frame, or a path.
    schema
        Kinds of the columns; None: inferred.
    parts
        Add `<column>.<part>` columns.

    Returns
    -------
    frame
        The same kind of frame, same rows and order, index kept, the input untouched.

    Examples
    --------
    >>> import pandas as pd
    >>> from custdq import Schema, fields as f
    >>> people = pd.DataFrame({"mail": ["Ann@Example.COM ", "none"]})
    >>> standardize(people, Schema({"mail": f.Email()}))["mail"].tolist()
    ['ann@example.com', 'none']
    """
    ready = prepare(frame, schema)
    columns = {name: column_or_null(ready.standardized.records, name) for name in ready.schema.columns}
    if parts:
        for name, parsed in ready.standardized.parsed.items():
            columns |= {f"{name}.{part}": column_or_null(parsed, part) for part in parsed.column_names[3:]}
    return with_columns(ready.like if ready.like is not None else from_arrow(ready.table), columns)


def inspect(frame: Any, schema: Schema | None = None) -> Any:
    """Return one finding for every cell that is wrong, was repaired, or stands for nothing.

    Returns
    -------
    frame
        record_id, column, code (reason code), value (as it stands), suggestion (standard form where there is one).

    Examples
    --------
    >>> import pandas as pd
    >>> from custdq import Schema, fields as f
    >>> people = pd.DataFrame({"mail": ["ann@example.com", "n/a"]})
    >>> inspect(people, Schema({"mail": f.Email()}))["code"].tolist()
    ['placeholder']
    """
    ready = prepare(frame, schema)
    found = value_findings(ready.standardized, ready.schema)
    dropped = [n for n in ("source", "sheet", "row") if found.column(n).null_count == found.num_rows]
    return from_arrow(found.drop_columns(dropped), like=ready.like)


def dedupe(frame: Any, schema: Schema | None = None, *, threshold: float = 0.5) -> Links:
    """Find the records that are one customer, without labels or settings.

    Parameters
    ----------
    frame
        Any frame, or a path.
    schema
        Kinds of the columns; None: inferred.
    threshold
        Probability above which a pair speaks for one entity (0 to 1).

    Returns
    -------
    Links
        Pairs, entities, explanations, evaluation.

    Examples
    --------
    >>> import pandas as pd
    >>> from custdq import Schema, fields as f
    >>> people = pd.DataFrame({"mail": ["ann@x.org", "ANN@x.org", "bob@x.org"], "city": ["Rome", "Rome", "Bonn"]})
    >>> dedupe(people, Schema({"mail": f.Email(), "city": f.Category()})).entities["entity_id"].tolist()
    ['E000001', 'E000001', 'E000002']
    """
    return linked(prepare(frame, schema), LinkOptions(threshold=threshold))


def link(
    frames: Mapping[str, Any],
    schema: Schema | None = None,
    *,
    within: bool = False,
    one_to_one: bool = False,
    threshold: float = 0.5,
) -> Links:
    """Link records across sources.

    Parameters
    ----------
    frames
        Source name -> frame or path.
    schema
        Kinds of the columns the frames share; None: the frames are unified first and the schema inferred.
    within
        Also link records inside one source.
    one_to_one
        Each source is clean: a record joins at most one record of each other source.
    threshold
        Probability above which a pair speaks for one entity (0 to 1).
    """
    if not isinstance(frames, Mapping) or len(frames) < 2:
        raise FrameError('link takes at least two named frames: link({"crm": crm, "erp": erp}). For one use dedupe.')
    if within and one_to_one:
        raise OptionError("one_to_one says each source is clean, within says it is not: give one of them.")
    table = to_arrow(unify(frames)) if schema is None else _side_by_side(frames, schema)
    like = next((frame for frame in frames.values() if not is_path(frame)), None)
    chosen = schema or Schema.infer(table)
    ready = Prepared(table, chosen, standardize_records(table, chosen), like)
    source = column_or_null(position_columns(table, chosen), "source").dictionary_encode()
    across = None if within else np.asarray(source.indices).astype(np.int32)
    return linked(ready, LinkOptions(threshold=threshold, across=across, one_to_one=one_to_one))


def _side_by_side(frames: Mapping[str, Any], schema: Schema) -> pa.Table:
    """Stack frames that already share the schema's columns, the source named by its key."""
    parts = []
    for name, frame in frames.items():
        table, _ = _table(frame)
        schema.check([*table.column_names, *([schema.source] if schema.source else [])])
        own = schema.source or "source"
        if own in table.column_names:
            table = table.drop_columns([own])
        parts.append(table.append_column(own, pa.array([name] * table.num_rows, pa.string())))
    return pa.concat_tables(parts, promote_options="default").combine_chunks()


def linked(ready: Prepared, options: LinkOptions, *, progress: Any = None) -> Links:
    """Link prepared records."""
    outcome = link_records(ready.standardized, ready.schema, options, progress=progress)
    return Links(outcome, ready.identity, like=ready.like)


def merge(frame: Any, links: Links, schema: Schema | None = None, *, survivorship: Any = None) -> Golden:
    """Merge the records of each entity into one golden record whose every cell can be traced.

    Parameters
    ----------
    frame
        The frame the links were made from.
    links
        Its links.
    schema
        Kinds of the columns; None: inferred.
    survivorship
        {column, kind or "*": rule or list of rules} from `custdq.survivorship`; None: the default rules.

    Raises
    ------
    OptionError
        When the links were made from a frame with another number of rows.

    Examples
    --------
    >>> import pandas as pd
    >>> from custdq import Schema, fields as f
    >>> people = pd.DataFrame({"mail": ["ann@x.org", "ANN@x.org"], "city": ["Rome", None]})
    >>> schema = Schema({"mail": f.Email(), "city": f.Category()})
    >>> merge(people, dedupe(people, schema), schema).records["city"].tolist()
    ['Rome']
    """
    ready = prepare(frame, schema)
    _same_rows(ready, links)
    return merged(ready, links, survivorship=survivorship)


def merged(ready: Prepared, links: Links, *, survivorship: Any = None) -> Golden:
    """Merge prepared records."""
    tables = merge_records(
        ready.standardized, links.entity_codes, links.entity_ids, ready.schema, survivorship=survivorship
    )
    return Golden(tables, like=ready.like)


def _same_rows(ready: Prepared, links: Links | None) -> None:
    if links is not None and len(links.entity_codes) != ready.table.num_rows:
        raise OptionError(
            f"The frame has {ready.table.num_rows} rows, the links were made from {len(links.entity_codes)}. "
            "Give the frame the links were made from."
        )


def score(  # noqa: PLR0913 - the public contract fixes these names
    frame: Any,
    schema: Schema | None = None,
    *,
    expectations: Any = None,
    links: Links | None = None,
    reference: Any = None,
    as_of: str | None = None,
    by: str | None = None,
) -> ScoreCard:
    """Score completeness, accuracy, consistency, timeliness and uniqueness.

    Parameters
    ----------
    frame
        Any frame, or a path.
    schema
        Kinds of the columns; None: inferred.
    expectations
        What is required of whom, weights, half-lives: a dict, a TOML path, or a pandera schema; None: the defaults.
    links
        The frame's links; uniqueness and agreement between sources are unassessed without.
    reference
        A frame of checked values keyed by record_id, for verified accuracy.
    as_of
        Day of evaluation (ISO 8601); None: today.
    by
        Column to group by; None: the schema's owner.

    Returns
    -------
    ScoreCard
        Every score 0 to 1, or None where nothing could be assessed.
    """
    ready = prepare(frame, schema)
    _same_rows(ready, links)
    return scored(ready, links, expectations=expectations, reference=reference, as_of=as_of, by=by)


def scored(ready: Prepared, links: Links | None, **options: Any) -> ScoreCard:
    """Score prepared records."""
    codes = None if links is None else links.entity_codes
    reference = options.pop("reference", None)
    if reference is not None:
        options["reference"] = to_arrow(read(reference) if is_path(reference) else reference)
    card = score_records(ready.standardized, ready.schema, entity_codes=codes, **options)
    return ScoreCard(card, like=ready.like)


__all__ = ["POSITION_COLUMNS", "dedupe", "inspect", "link", "merge", "read", "score", "standardize", "unify"]
