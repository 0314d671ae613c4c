"""Many systems' tables onto one set of columns, every row accounted for.

The trap: rows that vanish. Each row of each table ends in the records, in an attached table, or in a finding that names
its place in the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from custdq.errors import Reason
from custdq.infer.profile import Profile, profile_column
from custdq.infer.roles import infer_region
from custdq.steps.unify.assemble import assemble
from custdq.steps.unify.attached import is_customer_list
from custdq.steps.unify.compose import compose_names
from custdq.steps.unify.guess import ColumnPlan, MappingGuess, guesses_of, is_unsure, overrides_of, plan_columns
from custdq.steps.unify.nobody import nobody
from custdq.steps.unify.position import place_rows, repeated_ids
from custdq.tables import CUSTOMER_COLUMNS, POSITION_COLUMNS, Finding, SourceTable


@dataclass(frozen=True)
class Unified:
    """Records on one set of columns, and how they came there.

    `records` begins with `POSITION_COLUMNS`, then the `CUSTOMER_COLUMNS` that occur, then other columns under their own
    names. `attached` are tables that are no customer lists.
    """

    records: pa.Table
    mappings: tuple[MappingGuess, ...]
    attached: tuple[SourceTable, ...]
    findings: list[Finding]


def unify_tables(
    tables: Sequence[SourceTable], *, mapping: Mapping[str, Mapping[str, str]] | None = None, region: str | None = None
) -> Unified:
    """Bring tables of differently named columns onto one set of columns.

    Parameters
    ----------
    tables
        Source tables, as read.
    mapping
        Source name, or "source#sheet", -> {original column: unified name, or "" to leave the column as it is}; what it
        names is not guessed.
    region
        ISO 3166-1 alpha-2 code for numbers and addresses in national form; None: read off each table.

    Returns
    -------
    Unified
        Records, guesses, attached tables and findings.

    Raises
    ------
    ColumnNotFoundError
        When the mapping names a source or a column that is not there.

    Examples
    --------
    >>> data = pa.table({"客户名称": ["王伟", "李娜"], "联系电话": ["13912345678", "021-87654321"]})
    >>> unify_tables([SourceTable("a.csv", "", data, np.array([2, 3]))]).records.column("landline").to_pylist()
    [None, '021-87654321']
    """
    studied = _study(tables, mapping)
    whole_names = any(plan.target == "name" for each in studied if each.is_list for plan in each.plans)
    findings = [finding for each in studied for finding in _column_findings(each)]
    parts = []
    for each in studied:
        if not each.is_list:
            findings.append(_attachment(each.table))
            continue
        part, found = _records(each, region=region, alone=len(tables) == 1, meets_names=whole_names)
        parts.append(part)
        findings += found
    return Unified(
        records=_stack(parts),
        mappings=tuple(guess for each in studied for guess in guesses_of(each.table, each.plans)),
        attached=tuple(each.table for each in studied if not each.is_list),
        findings=findings,
    )


@dataclass(frozen=True)
class _Studied:
    """A table with what its columns hold and mean."""

    table: SourceTable
    profiles: Mapping[str, Profile]
    plans: Sequence[ColumnPlan]
    is_list: bool


def _study(tables: Sequence[SourceTable], mapping: Mapping[str, Mapping[str, str]] | None) -> list[_Studied]:
    studied = []
    for table, overrides in zip(tables, overrides_of(tables, mapping), strict=True):
        profiles = {name: profile_column(table.data.column(name), header=name) for name in table.data.column_names}
        plans = plan_columns(table, profiles, overrides)
        studied.append(_Studied(table, profiles, plans, is_customer_list(plan.meaning for plan in plans)))
    # Alone, or among its like, any table is what the user wants worked on.
    return studied if any(each.is_list for each in studied) else [replace(each, is_list=True) for each in studied]


def _records(each: _Studied, *, region: str | None, alone: bool, meets_names: bool) -> tuple[pa.Table, list[Finding]]:
    """Return one table's records, and findings for the rows that are nobody."""
    table, plans = each.table, list(each.plans)
    keep = alone and "source" in table.data.column_names
    if keep:
        plans = [plan for plan in plans if plan.column not in ("source", "sheet", "row")]
    region = region or infer_region(table.data, profiles=each.profiles)
    unified = assemble(table.data, plans, region=region)
    if meets_names and "name" not in unified:
        name = compose_names(table.data, plans)
        unified = unified if name is None else {"name": name, **unified}
    meanings = {plan.column: plan.meaning for plan in plans}
    codes, texts = nobody(table.data, unified, meanings)
    place = place_rows(table, plans, keep=keep)
    out = np.flatnonzero(np.not_equal(codes, None))
    gone = pa.table({**place, "text": texts}).take(pa.array(out)).to_pylist()
    findings = [
        Finding(code, row["source"], row["sheet"], row["row"], row["record_id"], None, row["text"])
        for code, row in zip(codes[out].tolist(), gone, strict=True)
    ]
    kept = pa.table({**place, **unified}).filter(pa.array(np.equal(codes, None)))
    findings += _repeated(kept, plans)
    return kept, findings


def _repeated(records: pa.Table, plans: Sequence[ColumnPlan]) -> list[Finding]:
    own = [plan.column for plan in plans if plan.target == "record_id"]
    return repeated_ids(records.select(POSITION_COLUMNS), own[0]) if own else []


def _column_findings(each: _Studied) -> list[Finding]:
    findings = []
    for plan in each.plans:
        place = {"source": each.table.source, "sheet": each.table.sheet, "column": plan.column}
        if not each.profiles[plan.column].filled and each.table.data.num_rows:
            findings.append(Finding(Reason.EMPTY_COLUMN, **place))
        elif each.is_list and is_unsure(plan):
            said = f'taken for "{plan.target}" ({plan.evidence}; confidence {plan.confidence:.2f}): confirm it in [mapping]'
            findings.append(Finding(Reason.COLUMN_UNSURE, **place, suggestion=said))
    return findings


def _attachment(table: SourceTable) -> Finding:
    said = f"{table.data.num_rows} rows are no customer list and were kept apart"
    return Finding(Reason.ATTACHED_TABLE, table.source, table.sheet, suggestion=said)


def _stack(parts: Sequence[pa.Table]) -> pa.Table:
    """Return the parts as one table: positions, unified columns in their order, then all others."""
    if not parts:
        return pa.table({name: pa.array([], pa.int64() if name == "row" else pa.string()) for name in POSITION_COLUMNS})
    stacked = pa.concat_tables(parts, promote_options="default")
    names = [*POSITION_COLUMNS, *CUSTOMER_COLUMNS]
    ordered = [name for name in names if name in stacked.column_names]
    return stacked.select([*ordered, *[name for name in stacked.column_names if name not in ordered]]).combine_chunks()
