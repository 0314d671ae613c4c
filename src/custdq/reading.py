"""Files and frames onto one set of columns: `read` takes files as they stand, `unify` many systems' tables together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any

import numpy as np
import pyarrow as pa

from custdq.errors import ColumnNotFoundError, FrameError, OptionError, SourceError, public
from custdq.frames import from_arrow, is_path, read_paths_with, to_arrow
from custdq.schema import Schema
from custdq.steps.read import read_sources
from custdq.steps.unify import unify_tables
from custdq.tables import Finding, SourceTable

Source = str | PathLike[str]


def table_of(frame: Any, schema: Schema | None = None) -> tuple[pa.Table, Any]:
    """Return any frame, path, or mapping of either as one Arrow table, and what the answer should be like.

    A mapping of source name to frame is stacked where a schema says what the columns are, else unified.
    """
    if isinstance(frame, Mapping):
        first = next((each for each in frame.values() if not is_path(each)), None)
        table = to_arrow(unify(frame)) if schema is None else side_by_side(frame, schema)
        # of the first frame only its kind: the rows are those of all
        return table, None if first is None else from_arrow(to_arrow(first).slice(0, 0), like=first)
    if is_path(frame):
        frame = read(frame)
        return to_arrow(frame), frame
    return to_arrow(frame), frame


@public
def read(*sources: Source, encoding: str | None = None, sheet: str | None = None) -> Any:
    r"""Read files, patterns or database tables as they stand.

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
    >>> _ = path.write_text("姓名,电话\n王伟,13800138001\n", encoding="gb18030")
    >>> custdq.read(path)["姓名"].tolist()
    ['王伟']
    """
    tables, findings = read_sources(paths_of(sources), encoding=encoding, sheet=sheet)
    if not tables:
        raise SourceError(_nothing_read(sources, findings))
    return _with_findings(from_arrow(tables[0].data if len(tables) == 1 else _stacked(tables)), findings)


def _with_findings(frame: Any, findings: Sequence[Finding]) -> Any:
    """Return the frame with the findings in its `attrs`, where its kind of frame has any: pandas alone."""
    if hasattr(frame, "attrs"):
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
            # a column of the file's own that bears one of these names keeps its cells under another
            own = f"{name}_in_file" if name in position.column_names else name
            position = position.append_column(own, table.data.column(name))
        placed.append(position)
    return pa.concat_tables(placed, promote_options="default")


def side_by_side(frames: Mapping[str, Any], schema: Schema) -> pa.Table:
    """Stack frames that share the schema's columns, the source named by its key; an error names the frame it is in."""
    own = schema.source or "source"
    parts = []
    for name, frame in frames.items():
        table, _ = table_of(frame)
        try:
            schema.check([*table.column_names, own])
        except ColumnNotFoundError as error:
            raise ColumnNotFoundError(f'In "{name}": {error} Add it, empty, where the source has none.') from error
        table = table.drop_columns([own]) if own in table.column_names else table
        parts.append(table.append_column(own, pa.array([str(name)] * table.num_rows, pa.string())))
    return pa.concat_tables(parts, promote_options="default").combine_chunks()


def paths_of(sources: Any) -> list[str]:
    """Return one path or several as text; `OptionError` where something else is among them."""
    given = [sources] if isinstance(sources, str | PathLike) else sources
    if isinstance(given, Sequence) and all(isinstance(path, str | PathLike) for path in given):
        return [str(path) for path in given]
    wrong = next((each for each in given if not is_path(each)), given) if isinstance(given, Sequence) else given
    raise OptionError(
        f"A source was given as {type(wrong).__module__.split('.')[0]}.{type(wrong).__name__}; expected a path, a "
        "pattern, a folder or a database address. For a frame use custdq.dedupe, merge and score."
    )


@public
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
        their own names. Rows that are nobody (totals, notes, tests) are left out; of a pandas frame
        `attrs["findings"]` lists them, each with its source, row and reason, and what else was found.

    Raises
    ------
    ColumnNotFoundError
        When the mapping names a source or column that is not there.
    FrameError
        When `frames` is no mapping.
    SourceError
        When a path holds no table.

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
    findings: list[Finding] = []
    for name, frame in frames.items():
        if is_path(frame):
            found, skipped = read_sources([str(frame)])
            if not found:
                raise SourceError(_nothing_read([frame], skipped))
            findings += skipped
            tables += [_renamed(table, name) for table in found]
        else:
            like = frame if like is None else like
            data = to_arrow(frame)
            tables.append(SourceTable(name, "", data, np.arange(1, data.num_rows + 1)))
    unified = unify_tables(tables, mapping=mapping, region=region)
    return _with_findings(from_arrow(unified.records, like=like), [*findings, *unified.findings])


def _renamed(table: SourceTable, name: str) -> SourceTable:
    return SourceTable(name, table.sheet, table.data, table.rows, table.encoding)


read_paths_with(read)
