"""One field repaired by another of the same record: what a number says of its bearer, what a place says of a phone.

Every repair is on the record: the cell's status becomes `repaired`, its problem names the repair, and the finding
keeps the old value. The trap: a repair must never overrule a value that can be read. It fills what is missing and
settles what is ambiguous; two readable values that contradict each other are a conflict, which scoring reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pyarrow as pa

from custdq.schema import Schema
from custdq.steps.standardize.repair_bearer import birthday_repairs, gender_repairs
from custdq.steps.standardize.repair_cells import Repair, with_repair
from custdq.steps.standardize.repair_party import party_repairs

_RULES: tuple[Callable[[Mapping[str, pa.Table], Schema], Iterable[Repair]], ...] = (
    birthday_repairs, gender_repairs, party_repairs,
)  # fmt: skip


def repaired(parsed: Mapping[str, pa.Table], schema: Schema) -> dict[str, pa.Table]:
    """Return the parsed columns with every cell repaired that another field of its record can repair.

    Parameters
    ----------
    parsed
        Column -> its parse result; all of the same rows.
    schema
        Kinds of the columns.

    Returns
    -------
    dict
        The same columns. A repaired cell has status `repaired` and the repair's reason code as its problem.
    """
    out = dict(parsed)
    for rule in _RULES:
        for repair in rule(out, schema):
            out[repair.column] = with_repair(out[repair.column], repair)
    return out
