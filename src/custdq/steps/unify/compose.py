"""A name put together from given name and surname, where other tables have whole names.

The trap: a table compared only with itself gains nothing from a third name made of the two it has, and would count the
same evidence twice; so this is done only to meet tables that have nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from custdq.steps.unify.arrays import filled, joined, usable, where
from custdq.steps.unify.guess import ColumnPlan
from custdq.steps.unify.parties import PERSON
from custdq.text.script import has_han


def compose_names(data: pa.Table, plans: Sequence[ColumnPlan]) -> dict[str, pa.Array]:
    """Return whole names from given name and surname, in the order their script wants, and that they are persons'.

    Parameters
    ----------
    data
        The table.
    plans
        What its columns mean.

    Returns
    -------
    dict
        `name` and `kind`, or nothing where the table has no such columns.
    """
    parts = {
        plan.meaning: usable(data.column(plan.column).combine_chunks(), name=True)
        for plan in plans
        if plan.meaning in ("given_name", "surname")
    }
    if len(parts) < 2:
        return {}
    given, surname = parts["given_name"], parts["surname"]
    if any(has_han(text) for text in surname.unique().to_pylist()[:100] if text):
        name = joined("", surname, given)
    else:
        name = joined(" ", given, surname)
    return {"name": name, "kind": where(filled(name), pa.array([PERSON] * len(name)), None)}
