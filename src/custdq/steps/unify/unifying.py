"""Many systems' tables onto one set of columns, every row accounted for.

The trap: rows that vanish. Each row of each table ends in the records, in an attached table, or in a finding that names
its place in the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from custdq.cells import as_strings
from custdq.errors import Reason
from custdq.infer.labels import names_people
from custdq.infer.profile import Profile, profile_column
from custdq.infer.roles import infer_region
from custdq.steps.unify.assemble import assemble
from custdq.steps.unify.attached import is_customer_list
from custdq.steps.unify.compose import compose_names
from custdq.steps.unify.guess import ColumnPlan, MappingGuess, guesses_of, is_unsure, overrides_of, plan_columns
from custdq.steps.unify.nobody import find_nobody
from custdq.steps.unify.position import place_rows, repeated_ids, stands_in_our_form, taken_positions
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
    for given, overrides in zip(tables, overrides_of(tables, mapping), strict=True):
        table = replace(given, data=_as_texts(given.data))
        profiles = {
            name: profile_column(table.data.column(name), header=name, name=names_people(name))
            for name in table.data.column_names
        }
        plans = plan_columns(profiles, overrides)
        studied.append(_Studied(table, profiles, plans, is_customer_list(plan.meaning for plan in plans)))
    # Alone, or among its like, any table is what the user wants worked on.
    return studied if any(each.is_list for each in studied) else [replace(each, is_list=True) for each in studied]


def _as_texts(data: pa.Table) -> pa.Table:
    """Return a table of strings, each column in one piece."""
    return pa.table({name: as_strings(data.column(name)) for name in data.column_names}) if data.num_columns else data


def _records(each: _Studied, *, region: str | None, alone: bool, meets_names: bool) -> tuple[pa.Table, list[Finding]]:
    """Return one table's records, and findings for the rows that are nobody."""
    table, plans = each.table, list(each.plans)
    keep = alone and stands_in_our_form(table.data)
    if keep:
        plans = [plan for plan in plans if plan.column not in taken_positions(table.data)]
    region = region or infer_region(table.data, profiles=each.profiles)
    unified = assemble(table.data, plans, region=region)
    if meets_names and "name" not in unified:
        unified = {**compose_names(table.data, plans), **unified}
    meanings = {plan.column: plan.meaning for plan in plans}
    nobody = find_nobody(table.data, unified, meanings)
    place = place_rows(table, plans, keep=keep)
    gone = sorted(nobody.reasons)
    places = pa.table({**place, "text": nobody.texts}).take(pa.array(gone, pa.int64())).to_pylist()
    findings = [
        Finding(nobody.reasons[at], row["source"], row["sheet"], row["row"], row["record_id"], None, row["text"])
        for at, row in zip(gone, places, strict=True)
    ]
    keeps = np.ones(table.data.num_rows, dtype=np.bool_)
    keeps[gone] = False
    kept = pa.table({**place, **unified}).filter(pa.array(keeps))
    return kept, findings + _repeated(kept, plans)


def _repeated(records: pa.Table, plans: Sequence[ColumnPlan]) -> list[Finding]:
    own = [plan.column for plan in plans if plan.target == "record_id"]
    return repeated_ids(records.select(POSITION_COLUMNS), own[0]) if own else []


def _column_findings(each: _Studied) -> list[Finding]:
    findings = []
    for plan in each.plans:
        source, sheet = each.table.source, each.table.sheet
        if plan.column in POSITION_COLUMNS:
            continue
        if not each.profiles[plan.column].filled and each.table.data.num_rows:
            findings.append(Finding(Reason.EMPTY_COLUMN, source, sheet, column=plan.column))
        elif each.is_list and is_unsure(plan):
            said = f'taken for "{plan.target}" ({plan.evidence}; {plan.confidence:.2f}): confirm it in [mapping]'
            findings.append(Finding(Reason.COLUMN_UNSURE, source, sheet, column=plan.column, suggestion=said))
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
