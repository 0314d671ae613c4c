"""Birthday and gender as a person's resident identity number states them (GB 11643).

The trap: a number with a wrong check digit states nothing, and a birthday that can be read is not overruled by it.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from custdq.errors import Reason, Status
from custdq.fields import Category, Date, Identifier
from custdq.infer.labels import label_of
from custdq.steps.standardize.repair_cells import Bools, Fields, Repair, as_bools, inferred, is_missing
from custdq.tables import column_or_null

RESIDENT_ID = "cn.resident_id"


def birthday_repairs(fields: Fields) -> Iterator[Repair]:
    """Fill a missing birthday; complete one that is partial or ambiguous where the number agrees with it."""
    for column in fields.columns(Date):
        if not is_birthday(fields, column):
            continue
        for number in fields.columns(Identifier, scheme=RESIDENT_ID):
            said = stated(fields.parsed[number], "birth_date")
            rows = np.flatnonzero(_open_dates(fields.parsed[column], said))
            if len(rows):
                values = said.take(pa.array(rows))
                yield inferred(column, rows, fields.schema.columns[column], values=values, reason=Reason.INFERRED)


def gender_repairs(fields: Fields) -> Iterator[Repair]:
    """Fill a missing gender."""
    for column in fields.columns(Category, scheme="gender"):
        for number in fields.columns(Identifier, scheme=RESIDENT_ID):
            said = stated(fields.parsed[number], "gender")
            rows = np.flatnonzero(is_missing(fields.parsed[column]) & as_bools(said.is_valid()))
            if len(rows):
                values = said.take(pa.array(rows))
                yield inferred(column, rows, fields.schema.columns[column], values=values, reason=Reason.INFERRED)


def is_birthday(fields: Fields, column: str) -> bool:
    """Tell whether a column of dates holds birthdays."""
    return label_of(column).meaning == "birthday" or bool(getattr(fields.schema.columns[column], "birth", False))


def stated(number: pa.Table, part: str) -> pa.Array:
    """Return what each valid number says, null for numbers that are not valid."""
    sound = pc.is_in(number.column("status"), pa.array([str(Status.VALID), str(Status.REPAIRED)]))
    said = pc.if_else(sound, column_or_null(number, part), pa.scalar(None, pa.string()))
    return said.combine_chunks() if isinstance(said, pa.ChunkedArray) else said


def _open_dates(dates: pa.Table, said: pa.Array) -> Bools:
    """Tell which dates are missing, or leave something open that the stated day fits."""
    value, status = column_or_null(dates, "value"), column_or_null(dates, "status")
    candidates, month = column_or_null(dates, "candidates"), column_or_null(dates, "month")
    day = column_or_null(dates, "day")
    fits = [
        birth is not None and (
            state == Status.MISSING
            or (short is not None and birth in short.replace(";", " ").replace(",", " ").split())
            or (given is not None and len(given) < len(birth) and birth.startswith(given))
            or (given is None and None not in (mm, dd) and birth.endswith(f"-{mm}-{dd}"))
        )
        for birth, state, given, short, mm, dd in zip(
            said.to_pylist(), status.to_pylist(), value.to_pylist(), candidates.to_pylist(), month.to_pylist(),
            day.to_pylist(), strict=True,
        )
    ]  # fmt: skip
    return np.array(fits, dtype=bool)
