"""The public verbs on frames: each takes any frame or a path and gives back the kind of frame it was given.

What a verb needs before it (a schema, the standard form) it makes itself. `pipeline` strings the same verbs together
for files. The trap: a verb must never change the frame it was given, nor lose one of its rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from custdq.errors import FrameError, OptionError, public
from custdq.frames import from_arrow, with_columns
from custdq.prepared import check_links, linked, merged, prepare, scored, settled
from custdq.reading import read, unify
from custdq.results import Golden, Links, ScoreCard
from custdq.roles import position_columns
from custdq.schema import Schema
from custdq.steps.inspect import value_findings
from custdq.steps.link import LinkOptions
from custdq.steps.score import evaluation_day
from custdq.steps.standardize import column_profiles, part_columns
from custdq.tables import column_or_null


@public
def standardize(
    frame: Any, schema: Schema | None = None, *, parts: bool = False, as_of: str | date | None = None
) -> Any:
    """Put every declared column into its standard form; what cannot be parsed stays as it was.

    Parameters
    ----------
    frame
        Any frame, or a path.
    schema
        Kinds of the columns; None: inferred.
    parts
        Add `<column>.<part>` columns. Those of an earlier pass are made anew; their cells stay where the value tells
        nothing any more.
    as_of
        Day on which birthdays are judged (ISO 8601); None: today.

    Returns
    -------
    frame
        The same kind of frame, same rows and order, index kept, the input untouched.

    Raises
    ------
    ColumnExistsError
        When a column of the frame's own bears the name of a part, and a cell of it would be lost.

    Examples
    --------
    >>> import pandas as pd
    >>> from custdq import Schema, fields as f
    >>> people = pd.DataFrame({"mail": ["Ann@Example.COM ", "none"]})
    >>> standardize(people, Schema({"mail": f.Email()}))["mail"].tolist()
    ['Ann@example.com', 'none']
    """
    ready = prepare(frame, schema, as_of=as_of)
    records, raw = ready.standardized.records, ready.standardized.raw
    # a column in which nothing changed stays the user's own, its type included
    changed = [name for name in ready.schema.columns if not records.column(name).equals(raw.column(name))]
    columns = {name: column_or_null(records, name) for name in changed}
    if parts:
        columns |= part_columns(ready.standardized)
    several = isinstance(frame, Mapping)
    return with_columns(from_arrow(ready.table, like=ready.like) if several else ready.like, columns)


@public
def inspect(frame: Any, schema: Schema | None = None, *, as_of: str | date | None = None) -> Any:
    """Return one finding for every cell that is wrong, was repaired, or stands for nothing.

    Parameters
    ----------
    frame
        Any frame, or a path.
    schema
        Kinds of the columns; None: inferred.
    as_of
        Day on which birthdays are judged (ISO 8601); None: today.

    Returns
    -------
    frame
        record_id, column, code (reason code), value (as it stands), suggestion (standard form where there is one);
        in front source, sheet and row where the records have them.

    Examples
    --------
    >>> import pandas as pd
    >>> from custdq import Schema, fields as f
    >>> people = pd.DataFrame({"mail": ["ann@example.com", "n/a"]})
    >>> inspect(people, Schema({"mail": f.Email()}))["code"].tolist()
    ['placeholder']
    """
    ready = prepare(frame, schema, as_of=as_of)
    found = value_findings(ready.standardized, ready.schema)
    known = position_columns(ready.table, ready.schema)
    dropped = [n for n in ("source", "sheet", "row") if known.column(n).null_count == known.num_rows]
    return from_arrow(found.drop_columns(dropped), like=ready.like)


@public
def profile(frame: Any, schema: Schema | None = None) -> Any:
    """Say of each column how it is written and how it would be in standard form: one row a column, no values.

    Parameters
    ----------
    frame
        Any frame, or a path.
    schema
        Kinds of the columns; None: inferred.

    Returns
    -------
    frame
        column, kind; rows, missing, valid (standard form already), repaired, invalid: cells; distinct_before,
        distinct_after: values; shapes_before, shapes_after: ways of writing; commonest_before, commonest_after: the
        shape most cells have (9 a digit, a or A a letter, 〇 a Chinese character); commonest_problem: reason code.

    Examples
    --------
    >>> import pandas as pd
    >>> from custdq import Schema, fields as f
    >>> people = pd.DataFrame({"mobile": ["138-0013-8001", "13900138002", "+86 137 0013 8003"]})
    >>> row = profile(people, Schema({"mobile": f.Phone(region="CN")})).iloc[0]
    >>> int(row["repaired"]), int(row["shapes_before"]), int(row["shapes_after"]), row["commonest_after"]
    (3, 3, 1, '+9')
    """
    ready = prepare(frame, schema)
    return from_arrow(column_profiles(ready.standardized, ready.schema), like=ready.like)


@public
def dedupe(
    frame: Any,
    schema: Schema | None = None,
    *,
    threshold: float = 0.5,
    previous: Any = None,
    decisions: Any = None,
) -> Links:
    """Find the records that are one customer, without labels or settings.

    Parameters
    ----------
    frame
        Any frame, or a path.
    schema
        Kinds of the columns; None: inferred. With a `source`, systems that the data show to hold every customer once
        give an entity one record each.
    threshold
        Probability above which a pair speaks for one entity (0 to 1).
    previous
        An earlier run whose entity ids are kept: its `Golden`, `Links`, `Identities` or output folder, or a frame or
        file with entity_id and record_id (and source); None: entities are counted from E000001.
    decisions
        What a steward has decided: `custdq.Decisions` or the path of their file; None: nothing.

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
    links = linked(prepare(frame, schema), LinkOptions(threshold=threshold), spent=True)
    return settled(links, previous=previous, decisions=decisions)


@public
def link(  # noqa: PLR0913 - the public contract fixes these names
    frames: Mapping[str, Any],
    schema: Schema | None = None,
    *,
    within: bool = False,
    one_to_one: bool = False,
    threshold: float = 0.5,
    previous: Any = None,
    decisions: Any = None,
) -> Links:
    """Link records across sources.

    Parameters
    ----------
    frames
        Source name -> frame or path.
    schema
        Kinds of the columns the frames share; None: the frames are unified first and the schema inferred. Rows that
        are nobody (totals, notes) are left out then.
    within
        Also link records inside one source; none is taken to hold every customer once then.
    one_to_one
        Each source is clean: a record joins at most one record of each other source.
    threshold
        Probability above which a pair speaks for one entity (0 to 1).
    previous
        An earlier run whose entity ids are kept: its `Golden`, `Links`, `Identities` or output folder, or a frame or
        file with entity_id and record_id (and source); None: entities are counted from E000001.
    decisions
        What a steward has decided: `custdq.Decisions` or the path of their file; None: nothing.
    """
    if not isinstance(frames, Mapping) or len(frames) < 2:
        raise FrameError('link takes at least two named frames: link({"crm": crm, "erp": erp}). For one use dedupe.')
    for name, given in (("within", within), ("one_to_one", one_to_one)):
        if not isinstance(given, bool):
            raise OptionError(f"{name} was given as {given!r}; expected True or False.")
    if within and one_to_one:
        raise OptionError("one_to_one says each source is clean, within says it is not: give one of them.")
    ready = prepare(frames, schema)
    source = column_or_null(position_columns(ready.table, ready.schema), "source").dictionary_encode()
    across = None if within else np.asarray(source.indices).astype(np.int32)
    options = LinkOptions(threshold=threshold, across=across, one_to_one=one_to_one, within=within)
    return settled(linked(ready, options, spent=True), previous=previous, decisions=decisions)


@public
def merge(
    frame: Any,
    links: Links,
    schema: Schema | None = None,
    *,
    survivorship: Any = None,
    previous: Any = None,
    decisions: Any = None,
) -> Golden:
    """Merge the records of each entity into one golden record whose every cell can be traced.

    Parameters
    ----------
    frame
        The frame the links were made from; for links of several frames the same mapping of source name to frame.
    links
        Its links.
    schema
        Kinds of the columns; None: inferred.
    survivorship
        {column, kind or "*": rule or list of rules} from `custdq.survivorship`; None: the default rules.
    previous
        An earlier run whose entity ids are kept: its `Golden`, `Links`, `Identities` or output folder, or a frame or
        file with entity_id and record_id (and source); None: the ids of the links.
    decisions
        What a steward has decided: `custdq.Decisions` or the path of their file; None: those the links were made with.

    Raises
    ------
    OptionError
        When the links were made from another frame, or from the same rows in another order.

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
    check_links(ready, links)
    links = settled(links, previous=previous, decisions=decisions)
    return merged(ready, links, survivorship=survivorship)


@public
def score(  # noqa: PLR0913 - the public contract fixes these names
    frame: Any,
    schema: Schema | None = None,
    *,
    expectations: Any = None,
    links: Links | None = None,
    reference: Any = None,
    as_of: str | date | None = None,
    by: str | Sequence[str] | None = None,
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
        Day of evaluation (ISO 8601); None: the expectations', else today.
    by
        Column, or list of columns, to group by; None: the schema's owner and source.

    Returns
    -------
    ScoreCard
        Every score 0 to 1, or None where nothing could be assessed.
    """
    ready = prepare(frame, schema, as_of=evaluation_day(as_of, expectations))
    if links is not None:
        check_links(ready, links)
    return scored(ready, links, expectations=expectations, reference=reference, as_of=as_of, by=by)


__all__ = ["dedupe", "inspect", "link", "merge", "profile", "read", "score", "standardize", "unify"]
