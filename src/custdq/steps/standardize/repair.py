"""One field repaired by another of the same record: what a number says of its bearer, what a place says of a phone.

Every repair is on the record: the cell's status becomes `repaired`, its problem names the repair, and the finding
keeps the old value. The trap: a repair must never overrule a value that can be read. It fills what is missing and
settles what is ambiguous; two readable values that contradict each other are a conflict: both stay, and it is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from custdq.steps.standardize.conflicts import bearer_conflicts, postcode_conflicts
from custdq.steps.standardize.repair_bearer import birthday_repairs, gender_repairs
from custdq.steps.standardize.repair_cells import Fields, Repair
from custdq.steps.standardize.repair_party import party_repairs
from custdq.steps.standardize.repair_place import address_repairs, dialling_repairs, phone_repairs
from custdq.tables import ParsedColumns

_RULES: tuple[Callable[[Fields], Iterable[Repair]], ...] = (
    dialling_repairs, birthday_repairs, gender_repairs, party_repairs, address_repairs, phone_repairs, bearer_conflicts,
    postcode_conflicts,
)  # fmt: skip


def repaired(fields: Fields) -> ParsedColumns:
    """Return the parsed columns with every cell repaired that another field of its record can repair.

    Parameters
    ----------
    fields
        The records, their columns parsed, and the schema.

    Returns
    -------
    ParsedColumns
        The same columns. A repaired cell has status `repaired` and the repair's reason code as its problem.
    """
    out = fields.parsed
    for rule in _RULES:
        for repair in rule(fields._replace(parsed=out)):
            out = out.replaced(repair.column, out.column(repair.column).with_cells(repair.rows, repair.cells))
    return out
