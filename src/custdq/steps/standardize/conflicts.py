"""Two cells of a record that cannot both be true: the cell is kept and its problem says so.

The trap: a conflict does not tell which side is wrong, so nothing is changed; and a cell that has a problem of its own
keeps that one.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields import Address, Category, Date, Identifier, PostalCode
from custdq.reference.postcodes_cn import postcode_cities
from custdq.steps.standardize.repair_bearer import RESIDENT_ID, is_birthday, stated
from custdq.steps.standardize.repair_cells import Bools, Fields, Repair, as_bools

_KEEPS_ITS_OWN = pa.array([str(Status.VALID), str(Status.REPAIRED)])


def bearer_conflicts(fields: Fields) -> Iterator[Repair]:
    """Find birthdays and genders that the record's resident identity number contradicts."""
    for number in fields.columns(Identifier, scheme=RESIDENT_ID):
        for column in fields.columns(Date):
            if is_birthday(fields, column):
                told = stated(fields.parsed[number], "birth_date")
                yield from _marked(
                    fields, column, _differ(fields.part(column, "value"), told), Reason.BIRTHDAY_CONFLICT
                )
        for column in fields.columns(Category, scheme="gender"):
            broken = _differ(fields.part(column, "value"), stated(fields.parsed[number], "gender"))
            yield from _marked(fields, column, broken, Reason.GENDER_CONFLICT)


def postcode_conflicts(fields: Fields) -> Iterator[Repair]:
    """Find postcodes of another province than the record's Chinese address."""
    address = next(iter(fields.columns(Address)), None)
    for column in fields.columns(PostalCode) if address is not None else ():
        chinese = pc.equal(fields.part(address or "", "country"), "CN")
        place = pc.if_else(chinese, fields.part(address or "", "adcode"), pa.scalar(None, pa.string()))
        pairs = zip(fields.part(column, "value").to_pylist(), place.to_pylist(), strict=True)
        elsewhere = [bool(code and adcode) and _elsewhere(code or "", adcode or "") for code, adcode in pairs]
        yield from _marked(fields, column, np.array(elsewhere, dtype=bool), Reason.POSTCODE_CONFLICT)


def _elsewhere(postcode: str, adcode: str) -> bool:
    """Tell whether a postcode on record lies in another province; routes cross the borders of cities too often."""
    cities = postcode_cities(postcode)
    return bool(cities) and all(city[:2] != adcode[:2] for city in cities)


def _differ(given: pa.Array, told: pa.Array) -> Bools:
    """Tell where two words or ISO dates are there and neither begins with the other: a partial date fits a full one."""
    pairs = zip(given.to_pylist(), told.to_pylist(), strict=True)
    return np.array([bool(a and b) and not (a.startswith(b) or b.startswith(a)) for a, b in pairs], dtype=bool)


def _marked(fields: Fields, column: str, broken: Bools, reason: Reason) -> Iterator[Repair]:
    """Give the cells their new problem, value and parts as they are."""
    parsed = fields.parsed[column]
    plain = as_bools(pc.is_in(parsed.column("status"), _KEEPS_ITS_OWN)) & ~as_bools(parsed.column("problem").is_valid())
    rows = np.flatnonzero(broken & plain)
    if len(rows):
        cells = parsed.take(pa.array(rows))
        at = cells.schema.get_field_index("problem")
        yield Repair(column, rows, cells.set_column(at, "problem", pa.array([str(reason)] * len(rows), pa.string())))
