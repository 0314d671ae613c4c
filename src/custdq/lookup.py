"""Which record a person means: by the system's own id, or by where it stands (`crm.csv:12`, `book.xlsx:Sheet1:12`).

The trap: one id may stand in several systems, and a list kept by hand has no ids at all; so a place always works,
and an id that several records share is answered with their places, not with the first of them.
"""

from __future__ import annotations

import pyarrow as pa

from custdq.errors import RecordNotFoundError, did_you_mean
from custdq.tables import column_or_null

_MOST = 3


def find_record(positions: pa.Table, given: str) -> int:
    """Return the position (counted from 0) of the record that `given` names.

    Parameters
    ----------
    positions
        record_id and source, and sheet and row where the records have them: one line a record.
    given
        A record id, `SOURCE:ID`, `SOURCE:ROW` or `SOURCE:SHEET:ROW`; the row is counted from 1 as in the file.

    Raises
    ------
    RecordNotFoundError
        When no record is so named, or several are.

    Examples
    --------
    >>> records = pa.table({"record_id": ["C1", "C2"], "source": ["crm", "crm"], "row": [2, 3]})
    >>> find_record(records, "C2"), find_record(records, "crm:2")
    (1, 0)
    """
    names = [_names(*line) for line in zip(*_columns(positions), strict=True)]
    found = [at for at, own in enumerate(names) if given in own]
    if len(found) == 1:
        return found[0]
    if found:
        places = ", ".join(names[at][-1] for at in found[:_MOST])
        raise RecordNotFoundError(f'"{given}" names {len(found)} records: {places}. Give SOURCE:ROW of one of them.')
    ids = (next(iter(own), "") for own in names[:2000])
    near = did_you_mean(given, ids).split("Known:")[0]
    raise RecordNotFoundError(
        f'No record is named "{given}". {near}Give a record id, or SOURCE:ROW such as crm.csv:12.'
    )


def _columns(positions: pa.Table) -> list[list[str | None]]:
    return [column_or_null(positions, name).to_pylist() for name in ("record_id", "source", "sheet", "row")]


def _names(record_id: str | None, source: str | None, sheet: str | None, row: str | None) -> tuple[str, ...]:
    """Return what a record may be called, its own id first and its fullest place last."""
    own = [record_id] if record_id else []
    if source:
        own += [f"{source}:{record_id}"] if record_id else []
        own += [f"{source}:{row}"] if row else []
        own += [f"{source}:{sheet}:{row}"] if row and sheet else []
    return tuple(own)
