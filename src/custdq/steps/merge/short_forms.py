"""The legal form of a company that its records only call 公司.

No company is registered so: its name must say 有限公司 or 股份有限公司 (Company Law of the People's Republic of China,
2023, article 7). Which of them a bare 公司 stands for is learnt from the customers whose records write it both ways.
The trap: a guess that stands nowhere. Where the customers do not agree by far, or are few, the name stays as it is.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.fields import OrganizationName, PartyName
from custdq.steps.merge.cells import Bools, Context, Ints
from custdq.steps.merge.columns import Column
from custdq.tables import column_or_null

LEGAL_FORM = "legal_form"

_SHORT = "公司"
#: So many customers must write it both ways, and so large a share of them must mean one form.
_FEWEST, _LEAST = 20, 0.8


def complete_forms(context: Context, column: Column) -> Column:
    """Write the legal form of golden names out where the column's customers tell what the short one stands for.

    Parameters
    ----------
    context
        All records.
    column
        A merged column, of any kind.

    Returns
    -------
    Column
        The same column; a name that was written out has the rule "legal_form", and is as sure as the vote and what was
        learnt together.
    """
    kind, parsed = context.schema.columns.get(column.name), context.standardized.parsed.get(column.name)
    if not isinstance(kind, OrganizationName | PartyName) or parsed is None:
        return column
    value, form = column_or_null(parsed, "value"), column_or_null(parsed, "legal_form")
    bare = pc.and_(pc.equal(form, _SHORT), pc.ends_with(value, _SHORT))
    bare = _as_bools(pc.and_(bare, pc.is_null(column_or_null(parsed, "branch"))))
    entity = np.flatnonzero(np.r_[bare, False][column.row])
    found = _meant(context, parsed, bare) if len(entity) else None
    if found is None:
        return column
    meant, share = found
    short = column.values.take(pa.array(entity))
    # what is no longer the record's own value was put together already
    kept = _as_bools(pc.equal(short, value.take(pa.array(column.row[entity]))))
    long = pc.binary_join_element_wise(pc.utf8_slice_codeunits(short, 0, -len(_SHORT)), meant, "")
    kept &= _as_bools(pc.equal(column_or_null(kind.parse(long), "legal_form"), meant))
    mask = np.zeros(len(column.row), dtype=bool)
    mask[entity[kept]] = True
    return replace(
        column, values=pc.replace_with_mask(column.values, pa.array(mask), long.filter(pa.array(kept))),
        confidence=np.where(mask, np.round(column.confidence * share, 6), column.confidence),
        rule=column.decided_by(LEGAL_FORM, mask),
    )  # fmt: skip


def _meant(context: Context, parsed: pa.Table, bare: Bools) -> tuple[str, float] | None:
    """Return the form that a bare one stands for and for how large a share of the customers; None where unknown."""
    inside = np.zeros(len(context.entity_ids), dtype=bool)
    inside[context.entity[bare]] = True
    form = column_or_null(parsed, "legal_form")
    written = _as_bools(pc.ends_with(column_or_null(parsed, "value"), _SHORT)) & _as_bools(pc.not_equal(form, _SHORT))
    sides = [np.flatnonzero(bare), np.flatnonzero(written & inside[context.entity])]
    named = [_named(context, parsed, rows) for rows in sides]
    both = pc.is_in(named[1], value_set=named[0])
    held = pa.table({"name": named[1], "form": form.take(pa.array(sides[1]))}).filter(both)
    forms = held.group_by(["name", "form"], use_threads=False).aggregate([]).column("form")
    counts = sorted(((one["counts"], one["values"]) for one in pc.value_counts(forms).to_pylist()), reverse=True)
    total = sum(count for count, _ in counts)
    if total < _FEWEST or counts[0][0] < _LEAST * total:
        return None
    return counts[0][1], counts[0][0] / total


def _named(context: Context, parsed: pa.Table, rows: Ints) -> pa.Array:
    """Return customer, brand and trade of some records as one text."""
    parts = (pc.fill_null(column_or_null(parsed, part).take(pa.array(rows)), "") for part in ("brand", "industry"))
    return pc.binary_join_element_wise(pa.array(context.entity[rows]).cast(pa.string()), *parts, "\x1f")


def _as_bools(array: pa.Array) -> Bools:
    return np.asarray(pc.fill_null(array, fill_value=False).to_numpy(zero_copy_only=False), dtype=bool)


__all__ = ["LEGAL_FORM", "complete_forms"]
